"""Owns pages: their lines, their running heads and printed numbers, and the page number that follows from both."""

import re
from collections import Counter
from dataclasses import dataclass, field

from magazine.intake.lines import Line

NAME = r"[^\s/／A-Za-z，。；：！？、]{1,14}"
ENGLISH = r"[A-Z][A-Z&'’ .\-]*[A-Z]|[A-Z]"
LEFT = re.compile(rf"^[/／]\s*(?P<name>{NAME}?)\s*(?P<en>{ENGLISH})?\s*(?P<n>\d{{1,3}})?$")
RIGHT = re.compile(rf"^(?P<m>\d{{1,3}})?\s*(?P<en>{ENGLISH})?\s*(?P<name>{NAME}?)\s*[/／]\s*(?P<n>\d{{1,3}})?$")
NUMBER = re.compile(r"^\d{1,3}$")
CREDIT_END = re.compile(r"(?:摄影?|供图|绘图?|制图|资料图片?|提供)$")


@dataclass(slots=True)
class RunningHead:
    """A running head as printed: which side of the sheet it stands on, section, English, number if glued on."""

    line: Line
    left: bool
    section: str
    english: str
    number: int | None


@dataclass(slots=True)
class Page:
    """The lines of a page in the order of the text. `number` is the printed or counted one, None in front matter."""

    index: int
    lines: list[Line]
    heads: list[RunningHead] = field(default_factory=list)
    folio: Line | None = None
    printed: int | None = None
    number: int | None = None

    @property
    def section(self) -> str:
        return self.heads[0].section if self.heads else ""

    def furniture(self) -> set[int]:
        """Numbers of the lines that belong to the page and not to any text."""
        numbers = {head.line.number for head in self.heads}
        return numbers | ({self.folio.number} if self.folio else set())


def split_pages(lines: list[Line], known: frozenset[str] = frozenset()) -> list[Page]:
    """Pages in order, with running heads and printed numbers; `known` are section names of the magazine."""
    pages: list[Page] = []
    for line in lines:
        if line.page_start or not pages:
            pages.append(Page(len(pages), []))
        pages[-1].lines.append(line)
    for page in pages:
        page.heads = [head for line in page.lines if (head := running_head(line, known))]
        page.printed = next((head.number for head in page.heads if head.number), None)
    _folios(pages)
    return pages


def running_head(line: Line, known: frozenset[str] = frozenset()) -> RunningHead | None:
    """The running head that the line is, or None; `/ 单位供图` looks like one and is a credit."""
    text = line.raw
    left, right = LEFT.match(text), RIGHT.match(text)
    found = left or right
    if found is None:
        return None
    name, english = found["name"], (found["en"] or "").strip()
    if not re.search(r"[\u3400-\u9fff]", name):
        return None
    number = found["n"] or (right["m"] if right and not left else None)
    stem = re.sub(r"\d{1,3}$", "", name)
    if not english and stem != name and number is None and (not known or name not in known):
        name, number = stem, name[len(stem) :]
    if not english and name not in known and CREDIT_END.search(name):
        return None
    return RunningHead(line, left is not None, name, english, int(number) if number else None)


def _folios(pages: list[Page]) -> None:
    """Find numbers that stand alone at the edge of their page; lone numbers elsewhere are cells of a table."""
    offsets = Counter(page.printed - page.index for page in pages if page.printed)
    usual = offsets.most_common(1)[0][0] if offsets else None
    loners: list[tuple[Page, Line]] = []
    for page in pages:
        if page.printed:
            continue
        heads = page.furniture()
        rest = [line for line in page.lines if line.number not in heads]
        for line, near in ((rest[-1], rest[-4:-1]), (rest[0], rest[1:4])) if rest else ():
            if NUMBER.match(line.raw) and int(line.raw) and not _cells(near):
                loners.append((page, line))
                break
    offsets.update(int(line.raw) - page.index for page, line in loners)
    if usual is None or offsets[usual] < max(offsets.values()):
        usual = offsets.most_common(1)[0][0] if offsets else None
    for page, line in loners:
        number = int(line.raw)
        side = page.heads[0].left == (number % 2 == 0) if page.heads else True
        if number - page.index == usual or (side and abs(number - page.index - (usual or 0)) <= 3):
            page.folio, page.printed = line, number


def _cells(lines: list[Line]) -> bool:
    """Whether the lines beside a lone number are cells of a table, as it then is one, too."""
    return len(lines) == 3 and all(line.width <= 7 and not line.closed for line in lines)


def number_pages(pages: list[Page], first: int) -> list[tuple[Line, str]]:
    """Give pages their numbers, `first` being the index of the first page after the front matter; what is doubtful.

    Printed numbers rule; between them pages are counted from the nearest one before. Without any, the first page after the
    front matter is page 1, or 2 where the running heads say that it is a left-hand page.
    """
    doubts: list[tuple[Line, str]] = []
    anchors = [(page.index, page.printed) for page in pages if page.printed]
    if not anchors:
        votes = Counter((head.left, page.index % 2) for page in pages for head in page.heads)
        odd = votes[False, first % 2] + votes[True, 1 - first % 2]
        even = votes[True, first % 2] + votes[False, 1 - first % 2]
        anchors = [(first, 2 if even > odd else 1)]
    for page in pages:
        index, number = max((a for a in anchors if a[0] <= page.index), default=anchors[0])
        counted = number + page.index - index
        page.number = page.printed or (counted if counted >= 1 and page.index >= min(first, anchors[0][0]) else None)
        for head in page.heads:
            if page.number and head.left != (page.number % 2 == 0):
                doubts.append((head.line, "书眉的左右与推算的页码不合，核对页码。"))
    for (i, a), (j, b) in zip(anchors, anchors[1:], strict=False):
        if b - a != j - i:
            doubts.append((pages[j].lines[0], f"第{a}页与第{b}页之间的分页标记与页码不合，核对页码。"))
    return doubts
