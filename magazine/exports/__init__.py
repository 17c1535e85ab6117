"""The formats in which contents and indexes leave the desk."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from magazine.contents import Contents
from magazine.exports import csv, docx, html, json, md, pdf, txt, xlsx
from magazine.exports.page import page
from magazine.exports.style import USUAL, Style
from magazine.indexes import Index


@dataclass(frozen=True)
class Format:
    """One format: the ending of its files, what it is called, its content type, its writer; `text` may go to a screen.

    The writer takes contents or an index, a Style and a Stamp (or None), and gives the bytes of the file.
    """

    ext: str
    name: str
    content_type: str
    write: Callable[..., bytes]
    text: bool = True


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FORMATS = {
    entry.ext: entry
    for entry in (
        Format("docx", "Word", WORD, docx.write, text=False),
        Format("xlsx", "Excel", EXCEL, xlsx.write, text=False),
        Format("pdf", "PDF", "application/pdf", pdf.write, text=False),
        Format("html", "HTML", "text/html; charset=utf-8", html.write),
        Format("md", "Markdown", "text/markdown; charset=utf-8", md.write),
        Format("txt", "TXT", "text/plain; charset=utf-8", txt.write),
        Format("csv", "CSV", "text/csv; charset=utf-8", csv.write),
        Format("json", "JSON", "application/json; charset=utf-8", json.write),
    )
}


def file_name(found: Contents | Index, ext: str, style: Style = USUAL) -> str:
    """`云江工运-2024年第11期-目录.docx`, without the characters that a file system refuses."""
    head = page(found, style)
    span = found.span if isinstance(found, Index) else found
    issue = f"{span.year}年第{span.number}期" if span.number else span.label
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]', "-", f"{head.magazine}-{issue}-{head.head or '目录'}.{ext}")
