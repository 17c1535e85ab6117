"""目录: the one neutral structure that every contents page and every export is written from."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, groupby
from typing import Any

from django.db.models import Prefetch
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from articles.counting import count
from articles.models import Article, Byline, Figure, Release, ReleaseByline
from articles.states import BylineRole, State
from events.models import EventFigure
from magazine.models import Issue, Magazine, Slot

# What a line of print cannot hold: line ends, control characters, and what XML refuses.
BREAKS = re.compile(r"\s*[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]+\s*")


@dataclass(frozen=True)
class Credit:
    """One printed author: name, role (文 摄 图 译 整理 通讯员) and affiliation as printed."""

    name: str
    role: str = BylineRole.TEXT.value
    affiliation: str = ""

    @property
    def printed(self) -> str:
        """`张三`, or `张三（摄）` where the role is not the writer's."""
        return self.name if self.role == BylineRole.TEXT else f"{self.name}（{self.role}）"


@dataclass(frozen=True)
class Line:
    """One entry of the contents. Pages are printed folios, None where none is printed; `depth` 1 is a member.

    `planned` marks a slot whose manuscript has not come: its title is the planned one. `photographers` are the
    picture credits of the piece as printed (林岚摄), which are no authors. `issue` is `YYYY-NN`. `package` is the
    position, in the same issue, of the feature that the line belongs to. `place` (封二, 插页) stands where no page is
    numbered; `serial` is 待续, 续1 or 续完. No text holds a line end.
    """

    position: int
    section: str
    section_en: str
    heading: str
    title: str
    issue: str = ""
    article_id: int | None = None
    rubric: str = ""
    kicker: str = ""
    subtitle: str = ""
    authors: tuple[Credit, ...] = ()
    photographers: tuple[str, ...] = ()
    page_from: int | None = None
    page_to: int | None = None
    depth: int = 0
    is_package: bool = False
    package: int | None = None
    layout: str = "article"
    characters: int = 0
    state: str = ""
    planned: bool = False
    place: str = ""
    serial: str = ""
    title_en: str = ""

    @property
    def full_title(self) -> str:
        """Kicker and title as one: `市总工会：把课堂搬进班组`."""
        return f"{self.kicker}：{self.title}" if self.kicker else self.title

    @property
    def affiliations(self) -> tuple[str, ...]:
        """The printed units, each once, in order."""
        return tuple(dict.fromkeys(credit.affiliation for credit in self.authors if credit.affiliation))


@dataclass(frozen=True)
class Contents:
    """The contents of an issue; with `number` None, the index of a year, or of the issues `first` to `last` (YYYY-NN).

    `cover` is what the cover shows, with its credit as printed; both empty where the issue has no cover picture.
    """

    magazine: str
    year: int
    number: int | None
    lines: tuple[Line, ...] = ()
    total_number: int | None = None
    theme: str = ""
    dated_on: date | None = None
    masthead: tuple[tuple[str, str], ...] = field(default=())
    magazine_en: str = ""
    cover: tuple[str, str] = ("", "")
    first: str = ""
    last: str = ""

    @property
    def issue(self) -> str:
        """`2024-11`; `2024` for a year's index, `2024-01/2024-06` for that of a range."""
        if self.number is None:
            return f"{self.first}/{self.last}" if self.first else f"{self.year:04d}"
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def label(self) -> str:
        """`2024年第11期`, with `（总第226期）` where it is known; `2024年`, `2024年第1—6期` for an index."""
        if self.number is None:
            return span_label(self.first, self.last) if self.first else f"{self.year}年"
        total = f"（总第{self.total_number}期）" if self.total_number else ""
        return f"{self.year}年第{self.number}期{total}"

    def groups(self) -> list[tuple[str, str, list[Line]]]:
        """(heading, English running head, lines) of neighbours under one heading, in printed order."""
        grouped = [(heading, list(lines)) for heading, lines in groupby(self.lines, key=lambda line: line.heading)]
        return [(heading, lines[0].section_en, lines) for heading, lines in grouped]


def span_label(first: str, last: str) -> str:
    """`2024年第1—6期`, `2023年第11期—2024年第2期`, `2024年第3期`: the issues `first` to `last` (YYYY-NN) in words."""
    (year, number), (last_year, last_number) = (map(int, name.split("-")) for name in (first, last))
    if year != last_year:
        return f"{year}年第{number}期—{last_year}年第{last_number}期"
    return f"{year}年第{number}期" if number == last_number else f"{year}年第{number}—{last_number}期"


def contents(issue: Issue) -> Contents:
    """The contents as the desk sees them, in any state: a pinned release wins over the draft. At most ten queries."""
    return _contents(issue, with_drafts(issue.slots.all()))


def released_contents(issue: Issue) -> Contents:
    """The contents as readers see them: pinned releases of a published issue only, those taken down marked as such.
    Three queries."""
    return _contents(issue, issue.slots.listed(audiences={issue.audience}))


def annual_contents(year: int) -> Contents:
    """The index of a year as the desk sees it: see `spanning_contents`."""
    return Contents(Magazine.current().name, year, None, _index_lines(Slot.objects.filter(issue__year=year)))


def spanning_contents(first: str, last: str) -> Contents:
    """The index of the issues `first` to `last` (YYYY-NN, both in it) as the desk sees them: every line, by section in
    the usual order of sections, then by issue and position. An issue's own headings do not count here, the section's
    name stands; a slot whose manuscript has not come is no line of an index. At most ten queries.
    """
    slots = Slot.objects.filter(issue__in=Issue.objects.between(first, last))
    return Contents(Magazine.current().name, int(first[:4]), None, _index_lines(slots), first=first, last=last)


def _index_lines(slots: Any) -> tuple[Line, ...]:
    order = ("section__position", "section_id", "issue__year", "issue__number", "position")
    drafts = with_drafts(slots.filter(article__isnull=False)).select_related("issue")
    return tuple(replace(line, heading=line.section) for line in _lines(drafts, *order))


def with_drafts(slots: Any) -> Any:
    """`slots` with all that their lines say, drafts included; `lines_of` then asks nothing more."""
    event_figures = EventFigure.objects.select_related("photo").order_by("position")
    return slots.prefetch_related(
        Prefetch("article", queryset=Article.objects.select_related("section")),
        Prefetch("article__bylines", queryset=Byline.objects.select_related("author").order_by("position")),
        Prefetch("article__figures", queryset=Figure.objects.select_related("photo").order_by("position")),
        "article__events",
        Prefetch("article__events__figures", queryset=event_figures),
        "article__voices",
    )


def _contents(issue: Issue, slots: Any) -> Contents:
    magazine = Magazine.current()
    cover = (
        (one_line(issue.cover_caption or issue.cover.caption), one_line(issue.cover.credit)) if issue.cover else None
    )
    return Contents(
        magazine=magazine.name,
        magazine_en=one_line(magazine.name_en),
        cover=cover or ("", ""),
        year=issue.year,
        number=issue.number,
        lines=_lines(slots, "position"),
        total_number=issue.total_number,
        theme=one_line(issue.theme),
        dated_on=issue.dated_on,
        masthead=tuple(issue.masthead_lines),
    )


def _lines(slots: Any, *order: str) -> tuple[Line, ...]:
    return lines_of(list(with_release(slots).order_by(*order)))


def with_release(slots: Any) -> Any:
    """`slots` with their section and the release that is pinned, its bylines in order."""
    bylines = Prefetch("release__bylines", queryset=ReleaseByline.objects.order_by("position"))
    return slots.select_related("issue", "section", "release").prefetch_related(bylines)


def lines_of(rows: list[Slot]) -> tuple[Line, ...]:
    """One line of contents for each slot of `rows`, which come as `with_release(with_drafts(…))` reads them."""
    positions = {slot.pk: slot.position for slot in rows}
    packages = {slot.package_id for slot in rows if slot.package_id}
    return tuple(_line(slot, positions, packages) for slot in rows)


def _line(slot: Slot, positions: dict[int, int], packages: set[int]) -> Line:
    if slot.release is not None:
        piece = _from_release(slot.release)
    elif slot.article is not None:
        piece = _from_article(slot.article)
    else:
        piece = {"title": slot.planned_title, "state": _("待约稿"), "planned": True, "layout": slot.section.layout}
    if slot.taken_down_at is not None:
        piece = piece | {"title": _("{title}（已撤稿）").format(title=piece["title"]), "characters": 0}
    texts = {name: one_line(value) for name, value in piece.items() if isinstance(value, str | Promise)}
    return Line(
        position=slot.position,
        issue=slot.issue.name,
        article_id=slot.article_id,
        section=one_line(slot.section.name),
        section_en=one_line(slot.section.name_en),
        heading=one_line(slot.heading or slot.section.name),
        page_from=slot.page_from,
        page_to=slot.page_to,
        depth=1 if slot.package_id else 0,
        is_package=slot.pk in packages,
        package=positions.get(slot.package_id) if slot.package_id else None,
        place=slot.place,
        serial=slot.serial,
        title_en=one_line(slot.title_en),
        **(piece | texts),
    )


def one_line(text: Any) -> str:
    """`text` as it stands on one line: a line end or a control character becomes one space."""
    return BREAKS.sub(" ", str(text)).strip()


def _credit(byline: Byline | ReleaseByline, name: str) -> Credit:
    return Credit(one_line(name), byline.role, one_line(byline.affiliation))


def _credits(credits: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one_line(credit) for credit in credits if credit))


def _from_release(release: Release) -> dict[str, Any]:
    pictures = release.photos + [photo for event in release.events for photo in event["photos"]]
    return {
        "title": release.title,
        "rubric": release.rubric,
        "kicker": release.kicker,
        "subtitle": release.subtitle,
        "authors": tuple(_credit(byline, byline.name) for byline in release.bylines.all()),
        "photographers": _credits(photo["credit"] for photo in pictures),
        "layout": release.layout,
        "characters": release.character_count,
        "state": State.RELEASED.label,
    }


def _from_article(article: Article) -> dict[str, Any]:
    events = list(article.events.all())
    figures: list[Any] = [*article.figures.all(), *chain.from_iterable(event.figures.all() for event in events)]
    items: list[Any] = [*events, *article.voices.all()]
    return {
        "title": article.title,
        "rubric": article.rubric,
        "kicker": article.kicker,
        "subtitle": article.subtitle,
        "authors": tuple(_credit(byline, byline.author.name) for byline in article.bylines.all()),
        "photographers": _credits(figure.photo.credit for figure in figures),
        "layout": article.section.layout,
        "characters": article.character_count + sum(count(item.text).whole for item in items),
        "state": article.get_state_display(),
    }
