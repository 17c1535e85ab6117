"""Owns print lines: what a line says without its justification spaces, how wide it is, where pages start."""

import re
from dataclasses import dataclass

CLOSERS = "”’）》】〉』」)]"
OPENERS = "“‘（《【〈『「(["
ENDS = "。！？…；"
MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
SQUEEZED = frozenset("，。、；：？！“”‘’（）《》【】·")
END = re.compile(rf"[{ENDS}][{re.escape(CLOSERS)}{MARKS}]*$|[{MARKS}][。！？；][{re.escape(CLOSERS)}]*$")
JOINT = re.compile(r"(?<=[^\x00-\x7f]) +(?=[0-9A-Za-z%+\-.])|(?<=[0-9A-Za-z%+\-.]) +(?=[^\x00-\x7f])")
BOUND = re.compile(r"(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?=[\u4e00-\u9fff])")
UNIT = re.compile(rf"[{re.escape(OPENERS)}]*(?:[0-9A-Za-z.%+\-]+|—+|…+|.)[，。、；：？！{re.escape(CLOSERS)}%]*")


@dataclass(frozen=True, slots=True)
class Line:
    """One print line that holds something. `gap` counts the empty lines before it; `width` is in em.

    `slack` is how far its punctuation may be squeezed, `give` what sets Han apart from digits and Latin, both in em.
    """

    number: int
    raw: str
    text: str
    gap: int
    page_start: bool
    indented: bool
    width: float
    slack: float
    give: float

    @property
    def touching(self) -> bool:
        """Whether it follows a line of the same page without an empty line between: display text."""
        return self.gap == 0 and not self.page_start

    @property
    def closed(self) -> bool:
        """Whether a sentence ends with the line."""
        return closed(self.text)


def closed(text: str) -> bool:
    return END.search(text) is not None


def width(text: str) -> float:
    """Em of a text: half an em for half-width characters, nothing for spaces, which only justify."""
    return sum(0.0 if char == " " else 0.5 if char < "\u0300" and char != "·" else 1.0 for char in text)


def unit(text: str) -> float:
    """Em of what can't be parted from the start of a line: a number, a dash, a sign that may not end a line."""
    found = UNIT.match(text)
    return width(found.group()) if found else 0.0


def clean(raw: str) -> str:
    """The text of a line without the spaces that justify it; spaces that stand for punctuation stay, one each."""
    words = raw.split()
    if len(words) > 5 and sum(len(word) for word in words) < 2 * len(words):
        return "".join(words)
    return JOINT.sub("", " ".join(words))


def join(lines: list[str]) -> str:
    """Lines of one paragraph as running text; a space comes back only between two Latin words."""
    text = ""
    for line in lines:
        latin = text[-1:].isascii() and text[-1:].isalpha() and line[:1].isascii() and line[:1].isalpha()
        text += f" {line}" if latin else line
    return text


def split_lines(text: str) -> list[Line]:
    """The lines of a print text that hold something, in order, with the marks of page starts.

    A page starts after a form feed, at a line with one leading space directly below another line (what is left of a form
    feed), after three empty lines, and at the start of the text.
    """
    lines: list[Line] = []
    gap, feed = 0, True
    for number, row in enumerate(text.split("\n"), start=1):
        for index, raw in enumerate(row.split("\f")):
            feed = feed or index > 0
            if not raw.strip():
                gap += index == 0
                continue
            residue = gap == 0 and index == 0 and raw.startswith(" ") and not raw.startswith("  ") and bool(lines)
            lines.append(_line(number, raw, gap, feed or residue or gap >= 3))
            gap, feed = 0, False
    return lines


def _line(number: int, raw: str, gap: int, page_start: bool) -> Line:
    text = clean(raw)
    slack = 0.5 * sum(char in SQUEEZED for char in text)
    indented = raw.startswith(("\u3000\u3000", "    "))
    give = 0.25 * len(BOUND.findall(text))
    return Line(number, " ".join(raw.split()), text, gap, page_start, indented, width(text), slack, give)
