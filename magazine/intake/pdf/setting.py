"""Sets the rows of the pages as print text: one row a line, display rows touching, first lines of paragraphs indented."""

from collections import Counter
from dataclasses import dataclass, field

from magazine.intake.blocks import CREDIT
from magazine.intake.pdf.letters import Row
from magazine.intake.pdf.order import Piece, Style, body_style, gridded, in_order, pieces

INDENT = "\u3000\u3000"
RUBRIC = 6
TITLE = 9
"""Rows of a display piece; longer ones in another type are a box, and run as text does."""
Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Text:
    """Print text, and for each line that holds something (page from 0, box in points). Captions: page → (line, box)."""

    lines: list[str] = field(default_factory=list)
    boxes: dict[int, tuple[int, Box]] = field(default_factory=dict)
    captions: dict[int, list[tuple[int, Box]]] = field(default_factory=dict)

    def put(self, text: str, row: Row, page: int) -> None:
        self.lines.append(text)
        self.boxes[len(self.lines)] = (page, (row.left, row.base - row.size, row.right, row.base + 0.2 * row.size))


def set_text(pages: list[list[Row]]) -> Text:
    """The print text of all pages, a form feed before each but the first."""
    body = body_style([row for rows in pages for row in rows])
    text = Text()
    for index, rows in enumerate(pages):
        own = body_style(rows) if _is_text(rows) else body
        found = in_order(gridded(pieces(rows), own), own)
        lefts = _lefts(rows, own, 2) + _lefts([row for rows_ in pages[index % 2 :: 2] for row in rows_], own, 8)
        start = len(text.lines)
        for piece in found:
            _put(text, piece, index, own, lefts)
        if index and len(text.lines) > start:
            text.lines[start] = "\f" + text.lines[start].lstrip(" ")
    return text


def _is_text(rows: list[Row]) -> bool:
    """Whether a page has enough running text to say itself what its body type is."""
    return sum(len(row.letters) for row in rows) > 300


def _put(text: Text, piece: Piece, page: int, body: Style, lefts: list[float]) -> None:
    """The lines of a piece, and an empty one after it; rows of display type touch."""
    display = piece.style != body and len(piece.rows) <= TITLE and not piece.grid
    first = len(text.lines) + 1
    for row in piece.rows:
        if display and _parted(text.lines, row, first):
            text.lines.append("")
        indented = not display and piece.style == body and _indented(row, lefts)
        text.put((INDENT if indented else "") + row.text, row, page)
        if not display:
            text.lines.append("")
    if display:
        text.lines.append("")
    if CREDIT.search(" ".join(piece.text.split())):
        box = (piece.left, piece.top, piece.right, piece.bottom)
        text.captions.setdefault(page, []).append((first, box))


def _lefts(rows: list[Row], body: Style, least: int) -> list[float]:
    """The left edges of columns, which text is indented from: where at least so many rows of the body begin."""
    count = Counter(round(row.left) for row in rows if row.style == body)
    return sorted(left for left in count if sum(count[left + step] for step in (-1, 0, 1)) >= least)


def _indented(row: Row, lefts: list[float]) -> bool:
    """Whether a row begins about two em right of the edge of its column."""
    return any(1.4 * row.size <= row.left - left <= 2.6 * row.size for left in lefts)


def _parted(lines: list[str], row: Row, first: int) -> bool:
    """Whether a display row does not go on from the one above it: below a kicker, or a short rubric above one."""
    above = lines[-1] if len(lines) >= first else ""
    return above.endswith(("：", ":")) or (0 < len(above) <= RUBRIC and row.text.endswith(("：", ":")))
