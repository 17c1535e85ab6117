"""The contents as Markdown (CommonMark): heads for sections and rubrics, a nested list of entries."""

import re

from magazine.contents import Contents
from magazine.exports.page import Entry, Page, page
from magazine.exports.style import USUAL, Stamp, Style
from magazine.indexes import Index

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$!])")
# What begins a list, a rule or a head only where the text begins.
OPENING = re.compile(r"^(\d+)([.)])|^([-+=])")
# GitHub's dialect makes links of these without being asked.
LINK = re.compile(r"(?=://)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)


def write(found: Contents | Index, style: Style = USUAL, stamp: Stamp | None = None) -> bytes:
    """UTF-8 without BOM. An entry reads `- 标题　作者 …… 12`; a member stands one level deeper than its feature. The
    stamp is a comment at the end.
    """
    head = page(found, style)
    lines = _page(head)
    if head.english:
        lines += ["", *_page(head.english)]
    # A comment ends at the first --.
    lines += ["", f"<!-- {stamp.sentence.replace('--', '—')} -->"] if stamp else []
    return ("\n".join(lines).rstrip("\n") + "\n").encode("utf-8")


def _page(head: Page) -> list[str]:
    lines = [f"# {escaped('　'.join(filter(None, [head.magazine, head.label])))}", ""]
    below = "　".join(filter(None, [head.date, escaped(head.theme)]))
    lines += [below, ""] if below else []
    lines += [f"## {escaped(head.head)}", ""] if head.head else []
    for group in head.groups:
        lines += ["### " + "　".join(filter(None, [escaped(group.heading), escaped(group.heading_en)])), ""]
        for rubric in group.rubrics:
            if rubric.name:
                indent = "  " * rubric.level
                lines.append(f"{indent}- **{escaped(rubric.name)}**")
            lines += [_entry(entry, head.style) for entry in rubric.entries]
        lines.append("")
    return lines[:-1] if head.groups else lines


def _entry(entry: Entry, style: Style) -> str:
    text = "　".join(filter(None, [escaped(entry.title), escaped(style.separator.join(entry.people))]))
    indent = f"{'  ' * entry.level}- "
    if style.page_first:
        return indent + (f"{entry.folio}　{text}" if entry.folio else text)
    return f"{indent}{text} …… {entry.folio}" if entry.folio else indent + text


def escaped(text: str) -> str:
    """`text` that Markdown reads as text and nothing else, also at the start of a line."""
    text = SPECIAL.sub(r"\\\1", text)
    text = OPENING.sub(lambda hit: f"{hit[1]}\\{hit[2]}" if hit[1] else f"\\{hit[3]}", text)
    return LINK.sub(r"\\", text)
