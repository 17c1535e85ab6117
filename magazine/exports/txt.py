"""The contents as plain text for a fixed-width screen: 78 columns, leaders up to the page number.

A Chinese character takes two columns. So does a character whose width Unicode calls ambiguous (“ ” — …), because
Chinese fixed-width faces draw it so (UAX #11).
"""

import re
import unicodedata

from magazine.contents import Contents
from magazine.exports.page import Entry, Page, page
from magazine.exports.style import USUAL, Stamp, Style
from magazine.indexes import Index

WIDTH = 78
# A line does not begin with the first and does not end with the second (CLREQ 3.1.6).
NOT_FIRST = set("，。、；：？！）》〉”’」』】〕…—·,.;:?!)]}%")
NOT_LAST = set("（《〈“‘「『【〔([{")
PIECES = re.compile(r"[!-~]+| +|.", re.DOTALL)


def write(found: Contents | Index, style: Style = USUAL, stamp: Stamp | None = None) -> bytes:
    """UTF-8 without BOM, lines end with LF, no line wider than 78 columns. The format has no place for a stamp."""
    head = page(found, style)
    lines = _page(head)
    if head.english:
        lines += ["", "", *_page(head.english)]
    return ("\n".join(line.rstrip() for line in lines) + "\n").encode("utf-8")


def _page(head: Page) -> list[str]:
    lines = [*_centred("　".join(filter(None, [head.magazine, head.label])))]
    lines += _centred("　".join(filter(None, [head.date, head.theme])))
    lines += ["", *_centred("　".join(head.head) if len(head.head) == 2 else head.head)]
    folios = [width(entry.folio) for group in head.groups for rubric in group.rubrics for entry in rubric.entries]
    column = max(folios, default=0) if head.style.page_first else 0
    for group in head.groups:
        name = f"【{group.heading}】" if group.heading else ""
        lines += ["", *wrapped("　".join(filter(None, [name, group.heading_en])), WIDTH)]
        for rubric in group.rubrics:
            lines += [_indent(rubric.level) + part for part in wrapped(rubric.name, WIDTH - 2 * rubric.level - 2)]
            for entry in rubric.entries:
                lines += _page_first(entry, head.style, column) if column else _entry(entry, head.style)
    return lines


def width(text: str) -> int:
    """Columns that `text` takes on a fixed-width screen."""
    columns = 0
    for character in text:
        if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
            continue
        columns += 2 if unicodedata.east_asian_width(character) in "WFA" else 1
    return columns


def wrapped(text: str, columns: int, names: tuple[str, ...] = (), separator: str = " ") -> list[str]:
    """`text` and behind it `names` in lines of at most `columns`; words and names are kept whole where they fit, and
    punctuation stays in its place.
    """
    pieces = _unbroken(text, columns)
    mark = separator.strip()
    for place, name in enumerate(names, start=1):
        # A mark clings to the name before it; a space is where a line may end.
        name += mark if place < len(names) else ""
        between = "　" if place == 1 else "" if mark else separator
        pieces += [between, *([name] if width(name) <= columns else _unbroken(name, columns))]
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


def _entry(entry: Entry, style: Style) -> list[str]:
    """Title, authors, leader and page; what does not fit goes on below, two columns further in."""
    indent = _indent(entry.level)
    # Every line keeps free what the page, the shortest leader and their spaces take, and what a following line hangs.
    room = WIDTH - len(indent) - 2 - (width(entry.folio) + 5 if entry.folio else 0)
    first, *rest = wrapped(entry.title, room, entry.people, style.separator)
    lines = [indent + first, *(f"{indent}  {part}" for part in rest)]
    if entry.folio:
        dots = WIDTH - width(lines[-1]) - width(entry.folio) - 2
        lines[-1] += f" {'.' * dots} {entry.folio}"
    return lines


def _page_first(entry: Entry, style: Style, column: int) -> list[str]:
    """The page at the left, its digits ending in one column, then title and authors; what does not fit hangs below."""
    indent = _indent(entry.level)
    before = indent + " " * (column - width(entry.folio)) + entry.folio + "  "
    first, *rest = wrapped(entry.title, WIDTH - width(before), entry.people, style.separator)
    return [before + first, *(" " * width(before) + part for part in rest)]


def _indent(level: int) -> str:
    return "  " * (level + 1)


def _centred(text: str) -> list[str]:
    return [" " * ((WIDTH - width(part)) // 2) + part for part in wrapped(text, WIDTH)]
