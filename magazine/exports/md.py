"""The contents as Markdown (CommonMark): heads for sections and rubrics, a nested list of entries."""

import re

from magazine.contents import Contents
from magazine.exports.page import Entry, page

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$!])")
# What begins a list, a rule or a head only where the text begins.
OPENING = re.compile(r"^(\d+)([.)])|^([-+=])")
# GitHub's dialect makes links of these without being asked.
LINK = re.compile(r"(?=://)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)


def write(contents: Contents) -> bytes:
    """UTF-8 without BOM. An entry reads `- 标题　作者 …… 12`; a member stands one level deeper than its feature."""
    head = page(contents)
    lines = [f"# {escaped(head.magazine)}　{escaped(head.label)}", ""]
    below = "　".join(filter(None, [head.date, escaped(head.theme)]))
    lines += [below, ""] if below else []
    lines += [f"## {head.head}", ""]
    for group in head.groups:
        lines += ["### " + "　".join(filter(None, [escaped(group.heading), escaped(group.heading_en)])), ""]
        for rubric in group.rubrics:
            if rubric.name:
                indent = "  " * rubric.level
                lines.append(f"{indent}- **{escaped(rubric.name)}**")
            lines += [_entry(entry) for entry in rubric.entries]
        lines.append("")
    return ("\n".join(lines).rstrip("\n") + "\n").encode("utf-8")


def _entry(entry: Entry) -> str:
    text = "　".join(filter(None, [escaped(entry.title), escaped(" ".join(entry.people))]))
    folio = f" …… {entry.folio}" if entry.folio else ""
    return f"{'  ' * entry.level}- {text}{folio}"


def escaped(text: str) -> str:
    """`text` that Markdown reads as text and nothing else, also at the start of a line."""
    text = SPECIAL.sub(r"\\\1", text)
    text = OPENING.sub(lambda hit: f"{hit[1]}\\{hit[2]}" if hit[1] else f"\\{hit[3]}", text)
    return LINK.sub(r"\\", text)
