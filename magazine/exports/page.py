"""How contents and indexes read on a page: the head, the section and rubric heads, the entries and their levels."""

from dataclasses import dataclass, replace
from functools import singledispatch
from itertools import groupby
from typing import Any

from articles.states import Layout
from magazine.contents import Contents, Line
from magazine.exports.style import USUAL, Style
from magazine.indexes import Index


@dataclass(frozen=True)
class Entry:
    """One entry as printed. `people` are authors with their roles, or the credits of a photo essay without authors;
    `folio` is the first page or the place (封二), in an index with the issue before it, and empty where no page is
    printed.
    """

    title: str
    people: tuple[str, ...]
    folio: str
    level: int
    planned: bool


@dataclass(frozen=True)
class Rubric:
    """Neighbours under one small head (栏题, a name of an index); `name` is empty where they have none. The head
    stands at `level`."""

    name: str
    level: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Group:
    """Neighbours under one section head, or under one letter."""

    heading: str
    heading_en: str
    rubrics: tuple[Rubric, ...]


@dataclass(frozen=True)
class Page:
    """A contents page. `head` is 目录 or as the style says, 总目录 of a year; `date` and `theme` may be empty.

    `english` is the English contents that follow on a page of their own, or None. `folios` says how wide the folios
    are: `short` in an issue, `long` where the issue stands before the page.
    """

    magazine: str
    head: str
    label: str
    date: str
    theme: str
    groups: tuple[Group, ...]
    style: Style = USUAL
    english: "Page | None" = None
    folios: str = "short"

    @property
    def name(self) -> str:
        """What the page is called outside itself: `云江工运2024年第11期目录`."""
        return f"{self.magazine}{self.label}{self.head}"

    @property
    def imprint(self) -> str:
        """`云江工运　2024年第11期（总第226期）　2024年11月15日`: title, year, issue and date, as GB/T 13417—2009 asks."""
        return "　".join(filter(None, [self.magazine, self.label, self.date]))


@singledispatch
def page(found: Any, style: Style = USUAL) -> Page:
    """The page of contents or of an index of names."""
    raise TypeError(found)


@page.register
def _contents(found: Contents, style: Style = USUAL) -> Page:
    day = found.dated_on
    index = found.number is None
    lines = [line for line in found.lines if style.covers or not line.place]
    caption, credit = found.cover
    cover = [_cover(caption, credit)] if style.covers and (caption or credit) else []
    by_heading = [(heading, list(group)) for heading, group in groupby(lines, key=lambda line: line.heading)]
    return Page(
        magazine=found.magazine,
        head="总目录" if index else style.word,
        label=found.label,
        date=f"{day.year}年{day.month}月{day.day}日" if day else "",
        theme=_reading(found) if index else found.theme if style.theme else "",
        groups=(
            *(
                Group(heading, group[0].section_en if style.section_en else "", _rubrics(group, found, style))
                for heading, group in by_heading
            ),
            *cover,
        ),
        style=style,
        english=_english(found, lines, style) if style.english and not index else None,
        folios="long" if index else "short",
    )


@page.register
def _index(found: Index, style: Style = USUAL) -> Page:
    letters = groupby(found.names, key=lambda name: name.letter)
    bare = replace(style, authors=False)
    return Page(
        magazine=found.span.magazine,
        head=found.head,
        label=found.span.label,
        date="",
        theme=_reading(found.span),
        groups=tuple(
            Group(
                letter,
                "",
                tuple(
                    Rubric(
                        name.name,
                        0,
                        tuple(replace(_entry(line, found.span, bare), level=1, people=()) for line in name.lines),
                    )
                    for name in names
                ),
            )
            for letter, names in letters
        ),
        style=style,
        folios="long",
    )


def _reading(span: Contents) -> str:
    """How the folios of an index are read."""
    return "条末数字为年·期·页" if span.first and span.first[:4] != span.last[:4] else "条末数字为期·页"


def _cover(caption: str, credit: str) -> Group:
    return Group(
        "封面", "", (Rubric("", 0, (Entry(caption or "封面图片", (credit,) if credit else (), "", 0, False),)),)
    )


def _rubrics(lines: list[Line], found: Contents, style: Style) -> tuple[Rubric, ...]:
    grouped = groupby(lines, key=lambda line: (line.rubric, line.depth if line.rubric else 0))
    return tuple(
        Rubric(name, level, tuple(_entry(line, found, style) for line in members)) for (name, level), members in grouped
    )


def _entry(line: Line, found: Contents, style: Style) -> Entry:
    people = tuple(credit.printed for credit in line.authors)
    if not people and line.layout == Layout.PHOTO_ESSAY:
        people = line.photographers
    return Entry(
        title=printed_title(line, style),
        people=people if style.authors else (),
        folio=_folio(line, found),
        level=line.depth + bool(line.rubric),
        planned=line.planned,
    )


def printed_title(line: Line, style: Style = USUAL) -> str:
    """`肩题：标题——副题（待续）`; the dash is written once, also where the subtitle brings its own. What has no title yet
    says so, or the page would lose a line that the issue counts.
    """
    if not line.title:
        return "（标题待定）"
    title = line.full_title if style.kicker else line.title
    subtitle = line.subtitle.lstrip("—- ") if style.subtitle else ""
    serial = f"（{line.serial}）" if line.serial else ""
    return (f"{title}——{subtitle}" if subtitle else title) + serial


def _folio(line: Line, found: Contents) -> str:
    """`23`; in an index `11·23`, issue and page, and `2024·11·23` where it spans years."""
    folio = line.place or ("" if line.page_from is None else str(line.page_from))
    if found.number is not None:
        return folio
    year, _, number = line.issue.partition("-")
    several = found.first and found.first[:4] != found.last[:4]
    return "·".join(filter(None, [year if several else "", str(int(number)), folio]))


def _english(found: Contents, lines: list[Line], style: Style) -> Page | None:
    """The lines that have an English title, under the English names of their sections; None where none has."""
    told = [line for line in lines if line.title_en]
    if not told:
        return None
    total = f" (Total No. {found.total_number})" if found.total_number else ""
    return Page(
        magazine=found.magazine_en,
        head="CONTENTS",
        label=f"No. {found.number}, {found.year}{total}",
        date=f"{found.dated_on:%B} {found.dated_on.day}, {found.dated_on.year}" if found.dated_on else "",
        theme="",
        groups=tuple(
            Group(
                heading,
                "",
                (
                    Rubric(
                        "",
                        0,
                        tuple(Entry(line.title_en, (), str(line.page_from or ""), 0, line.planned) for line in group),
                    ),
                ),
            )
            for heading, group in groupby(told, key=lambda line: line.section_en)
        ),
        style=style,
    )
