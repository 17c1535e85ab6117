"""The formats in which the contents of an issue or of a year leave the desk."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from magazine.contents import Contents
from magazine.exports import csv, docx, html, json, md, txt, xlsx
from magazine.exports.page import page


@dataclass(frozen=True)
class Format:
    """One format: the ending of its files, what it is called, its content type, its writer; `text` may go to a screen."""

    ext: str
    name: str
    content_type: str
    write: Callable[[Contents], bytes]
    text: bool = True


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FORMATS = {
    entry.ext: entry
    for entry in (
        Format("docx", "Word", WORD, docx.write, text=False),
        Format("xlsx", "Excel", EXCEL, xlsx.write, text=False),
        Format("html", "HTML", "text/html; charset=utf-8", html.write),
        Format("md", "Markdown", "text/markdown; charset=utf-8", md.write),
        Format("txt", "TXT", "text/plain; charset=utf-8", txt.write),
        Format("csv", "CSV", "text/csv; charset=utf-8", csv.write),
        Format("json", "JSON", "application/json; charset=utf-8", json.write),
    )
}


def file_name(contents: Contents, ext: str) -> str:
    """`云江工运-2024年第11期-目录.docx`, without the characters that a file system refuses."""
    head = page(contents)
    issue = f"{contents.year}年" + (f"第{contents.number}期" if contents.number else "")
    return re.sub(r'[\\/:*?"<>|]', "-", f"{head.magazine}-{issue}-{head.head}.{ext}")
