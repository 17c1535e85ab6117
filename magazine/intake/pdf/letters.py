"""Owns the letters of a page: where each stands, and the lines that they make."""

import ctypes
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

MOST = 60_000
"""Letters of one page; no printed page holds a tenth of it."""
APART = 0.45
"""Em between two runs of text from which on they are cells, or columns, and not one row."""
INVISIBLE = 3
NOTHING = frozenset("\r\n\x00\x02\ufffe\uffff\ufeff\u00ad")


@dataclass(slots=True)
class Letter:
    char: str
    left: float
    right: float
    base: float
    size: float
    font: int
    thing: int


@dataclass(slots=True)
class Row:
    """Letters that stand next to each other on one base line; y runs down the page, all in points."""

    letters: list[Letter] = field(default_factory=list)

    @property
    def left(self) -> float:
        return self.letters[0].left

    @property
    def right(self) -> float:
        return max(letter.right for letter in self.letters)

    @property
    def base(self) -> float:
        return self.letters[0].base

    @property
    def size(self) -> float:
        return Counter(round(letter.size, 1) for letter in self.letters).most_common(1)[0][0]

    @property
    def style(self) -> tuple[float, int]:
        """Size and font of most of its letters."""
        return Counter((round(x.size, 1), x.font) for x in self.letters).most_common(1)[0][0]

    @property
    def text(self) -> str:
        """Its letters; a gap beside a number or a Latin word is a space, as the reader of print texts knows them."""
        words = self.letters[0].char
        for last, letter in pairwise(self.letters):
            gap = letter.left - last.right > 0.2 * letter.size
            words += f" {letter.char}" if gap and last.char.isascii() != letter.char.isascii() else letter.char
        return words.strip()


def rows(page: pdfium.PdfPage) -> list[Row]:
    """The rows of a page in the order of its content, letters that can't be seen left out."""
    height = page.get_height()
    found: list[Row] = []
    for letter in _letters(page, height):
        last = found[-1] if found else None
        if last is not None and _follows(last.letters[-1], letter):
            last.letters.append(letter)
        else:
            found.append(Row([letter]))
    return _merged([row for row in found if row.text])


def _letters(page: pdfium.PdfPage, height: float) -> Iterator[Letter]:
    width = page.get_width()
    text = page.get_textpage()
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    fonts: dict[int | None, tuple[int, bool]] = {}
    for index in range(min(raw.FPDFText_CountChars(text), MOST)):
        char = chr(raw.FPDFText_GetUnicode(text, index))
        if char in NOTHING or raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        thing = raw.FPDFText_GetTextObject(text, index)
        key = ctypes.cast(thing, ctypes.c_void_p).value
        if key not in fonts:
            font = ctypes.cast(raw.FPDFTextObj_GetFont(thing), ctypes.c_void_p).value or 0
            fonts[key] = font, raw.FPDFTextObj_GetTextRenderMode(thing) == INVISIBLE
        font, hidden = fonts[key]
        raw.FPDFText_GetLooseCharBox(text, index, box)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        # What cannot be seen is not printed: invisible letters, and those beside the sheet.
        if hidden or not (box.left >= -5 and box.right <= width + 5 and -5 <= y.value <= height + 5):
            continue
        size = box.top - box.bottom
        size = raw.FPDFText_GetFontSize(text, index) or size
        yield Letter(char, box.left, box.right, height - y.value, size, font, key or 0)
    text.close()


def _follows(last: Letter, letter: Letter) -> bool:
    """Whether a letter goes on in the row of the one before it: a gap of an em in one run of text only justifies."""
    size = max(last.size, letter.size)
    if abs(last.base - letter.base) > 0.35 * size:
        return False
    # The two halves of a dash may be one glyph: both then have its box.
    back = 2.2 if letter.char == last.char and letter.char in "—…─" else 0.6
    return -back * size <= letter.left - last.right <= (1.1 if letter.thing == last.thing else APART) * size


def _merged(found: list[Row]) -> list[Row]:
    """Rows of one base line that touch are one row, in whatever order the content names them."""
    found.sort(key=lambda row: (round(row.base), row.left))
    result: list[Row] = []
    for row in found:
        last = result[-1] if result else None
        near = last is not None and abs(last.base - row.base) <= 0.3 * row.size and 0.75 < last.size / row.size < 1.34
        if last is not None and near and -0.5 * row.size <= row.left - last.right <= APART * row.size:
            last.letters += row.letters
        else:
            result.append(row)
    return result
