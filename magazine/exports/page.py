"""How the contents read on a page: the head, the section and rubric heads, the entries and their levels."""

from dataclasses import dataclass
from itertools import groupby

from articles.states import Layout
from magazine.contents import Contents, Line


@dataclass(frozen=True)
class Entry:
    """One entry as printed. `people` are authors with their roles, or the credits of a photo essay without authors;
    `folio` is the first page, in a year's index with the issue before it, and empty where no page is printed.
    """

    title: str
    people: tuple[str, ...]
    folio: str
    level: int
    planned: bool


@dataclass(frozen=True)
class Rubric:
    """Neighbours under one small head (栏题); `name` is empty where they have none. The head stands at `level`."""

    name: str
    level: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Group:
    """Neighbours under one section head."""

    heading: str
    heading_en: str
    rubrics: tuple[Rubric, ...]


@dataclass(frozen=True)
class Page:
    """A contents page. `head` is 目录, or 总目录 of a year; `date` and `theme` may be empty."""

    magazine: str
    head: str
    label: str
    date: str
    theme: str
    groups: tuple[Group, ...]

    @property
    def name(self) -> str:
        """What the page is called outside itself: `云江工运2024年第11期目录`."""
        return f"{self.magazine}{self.label}{self.head}"


def page(contents: Contents) -> Page:
    """The page of `contents`; GB/T 13417—2009 asks for title, year, issue and date in the head."""
    index = contents.number is None
    day = contents.dated_on
    return Page(
        magazine=contents.magazine,
        head="总目录" if index else "目录",
        label=contents.label,
        date=f"{day.year}年{day.month}月{day.day}日" if day else "",
        theme=contents.theme,
        groups=tuple(
            Group(heading, english, tuple(_rubrics(lines, index))) for heading, english, lines in contents.groups()
        ),
    )


def _rubrics(lines: list[Line], index: bool) -> list[Rubric]:
    grouped = groupby(lines, key=lambda line: (line.rubric, line.depth if line.rubric else 0))
    return [Rubric(name, level, tuple(_entry(line, index) for line in members)) for (name, level), members in grouped]


def _entry(line: Line, index: bool) -> Entry:
    people = tuple(credit.printed for credit in line.authors)
    if not people and line.layout == Layout.PHOTO_ESSAY:
        people = line.photographers
    return Entry(
        title=printed_title(line),
        people=people,
        folio=_folio(line, index),
        level=line.depth + bool(line.rubric),
        planned=line.planned,
    )


def printed_title(line: Line) -> str:
    """`肩题：标题——副题`; the dash is written once, also where the subtitle brings its own. What has no title yet says
    so, or the page would lose a line that the issue counts.
    """
    if not line.title:
        return "（标题待定）"
    subtitle = line.subtitle.lstrip("—- ")
    return f"{line.full_title}——{subtitle}" if subtitle else line.full_title


def _folio(line: Line, index: bool) -> str:
    folio = "" if line.page_from is None else str(line.page_from)
    if not index:
        return folio
    issue = f"第{int(line.issue.partition('-')[2])}期"
    return f"{issue}·{folio}" if folio else issue
