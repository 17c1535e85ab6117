"""The contents as plain text for a fixed-width screen: 78 columns, leaders up to the page number.

A Chinese character takes two columns. So does a character whose width Unicode calls ambiguous (“ ” — …), because
Chinese fixed-width faces draw it so (UAX #11).
"""

import re
import unicodedata

from magazine.contents import Contents
from magazine.exports.page import Entry, page

WIDTH = 78
# A line does not begin with the first and does not end with the second (CLREQ 3.1.6).
NOT_FIRST = set("，。、；：？！）》〉”’」』】〕…—·,.;:?!)]}%")
NOT_LAST = set("（《〈“‘「『【〔([{")
PIECES = re.compile(r"[!-~]+| +|.", re.DOTALL)


def write(contents: Contents) -> bytes:
    """UTF-8 without BOM, lines end with LF, no line wider than 78 columns."""
    head = page(contents)
    lines = [*_centred(f"{head.magazine}　{head.label}")]
    lines += _centred("　".join(filter(None, [head.date, head.theme])))
    lines += ["", *_centred("　".join(head.head) if len(head.head) == 2 else head.head)]
    for group in head.groups:
        lines += ["", *wrapped("　".join(filter(None, [f"【{group.heading}】", group.heading_en])), WIDTH)]
        for rubric in group.rubrics:
            lines += [_indent(rubric.level) + part for part in wrapped(rubric.name, WIDTH - 2 * rubric.level - 2)]
            for entry in rubric.entries:
                lines += _entry(entry)
    return ("\n".join(line.rstrip() for line in lines) + "\n").encode("utf-8")


def width(text: str) -> int:
    """Columns that `text` takes on a fixed-width screen."""
    columns = 0
    for character in text:
        if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
            continue
        columns += 2 if unicodedata.east_asian_width(character) in "WFA" else 1
    return columns


def wrapped(text: str, columns: int, names: tuple[str, ...] = ()) -> list[str]:
    """`text` and behind it `names` in lines of at most `columns`; words and names are kept whole where they fit, and
    punctuation stays in its place.
    """
    pieces = _unbroken(text, columns)
    for place, name in enumerate(names):
        pieces += [" " if place else "　", *([name] if width(name) <= columns else _unbroken(name, columns))]
    lines: list[str] = []
    line = ""
    for piece in pieces:
        if line and width((line + piece).rstrip()) > columns:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return [*lines, line.rstrip()] if line.strip() else lines


def _unbroken(text: str, columns: int) -> list[str]:
    """What stays on one line: words, and characters with the punctuation that clings to them."""
    pieces: list[str] = []
    for piece in PIECES.findall(text):
        clings = pieces and (piece[0] in NOT_FIRST or pieces[-1][-1] in NOT_LAST)
        if clings and width(pieces[-1] + piece) <= columns:
            pieces[-1] += piece
        else:
            pieces += [piece] if width(piece) <= columns else list(piece)
    return pieces


def _entry(entry: Entry) -> list[str]:
    """Title, authors, leader and page; what does not fit goes on below, two columns further in."""
    indent = _indent(entry.level)
    # Every line keeps free what the page, the shortest leader and their spaces take, and what a following line hangs.
    room = WIDTH - len(indent) - 2 - (width(entry.folio) + 5 if entry.folio else 0)
    first, *rest = wrapped(entry.title, room, entry.people)
    lines = [indent + first, *(f"{indent}  {part}" for part in rest)]
    if entry.folio:
        dots = WIDTH - width(lines[-1]) - width(entry.folio) - 2
        lines[-1] += f" {'.' * dots} {entry.folio}"
    return lines


def _indent(level: int) -> str:
    return "  " * (level + 1)


def _centred(text: str) -> list[str]:
    return [" " * ((WIDTH - width(part)) // 2) + part for part in wrapped(text, WIDTH)]
