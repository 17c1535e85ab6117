"""目录: the one neutral structure that every contents page and every export is written from."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Prefetch

from articles.models import Article, Byline, Figure, Release, ReleaseByline
from articles.states import BylineRole
from magazine.models import Issue, Magazine, Slot


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
    picture credits of the piece, which are no authors. `issue` is `YYYY-NN`.
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
    layout: str = "article"
    characters: int = 0
    state: str = ""
    planned: bool = False

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
    """The contents of an issue; with `number` None, the annual index of a year."""

    magazine: str
    year: int
    number: int | None
    lines: tuple[Line, ...] = ()
    total_number: int | None = None
    theme: str = ""
    dated_on: date | None = None
    masthead: tuple[tuple[str, str], ...] = field(default=())

    @property
    def issue(self) -> str:
        """`2024-11`, or `2024` for a year's index."""
        return f"{self.year:04d}" if self.number is None else f"{self.year:04d}-{self.number:02d}"

    @property
    def label(self) -> str:
        """`2024年第11期`, with `（总第226期）` where it is known."""
        if self.number is None:
            return f"{self.year}年"
        total = f"（总第{self.total_number}期）" if self.total_number else ""
        return f"{self.year}年第{self.number}期{total}"

    def groups(self) -> list[tuple[str, str, list[Line]]]:
        """(heading, English running head, lines) of neighbours under one heading, in printed order."""
        grouped = groupby(self.lines, key=lambda line: (line.heading, line.section_en))
        return [(heading, english, list(lines)) for (heading, english), lines in grouped]


def contents(issue: Issue) -> Contents:
    """The contents as the desk sees them, in any state: a pinned release wins over the draft."""
    article = Prefetch(
        "article",
        queryset=Article.objects.select_related("section").prefetch_related(
            Prefetch("bylines", queryset=Byline.objects.select_related("author").order_by("position")),
            Prefetch("figures", queryset=Figure.objects.select_related("photo").order_by("position")),
            "events",
            "voices",
        ),
    )
    return _contents(issue, _slots(issue.slots.all()).prefetch_related(article))


def released_contents(issue: Issue) -> Contents:
    """The contents as readers see them: pinned releases of a published issue only."""
    return _contents(issue, _slots(issue.slots.published()))


def annual_contents(year: int) -> Contents:
    """The index of a year: every line of its issues, by section, then by issue and position."""
    lines: list[Line] = []
    for issue in Issue.objects.filter(year=year).order_by("number"):
        lines += contents(issue).lines
    first_seen = {name: place for place, name in enumerate(dict.fromkeys(line.section for line in lines))}
    lines.sort(key=lambda line: (first_seen[line.section], line.issue, line.position))
    return Contents(Magazine.current().name, year, None, tuple(lines))


def _slots(slots: Any) -> Any:
    bylines = Prefetch("release__bylines", queryset=ReleaseByline.objects.order_by("position"))
    return slots.select_related("section", "release").prefetch_related(bylines).order_by("position")


def _contents(issue: Issue, slots: Iterable[Slot]) -> Contents:
    rows = list(slots)
    packages = {slot.package_id for slot in rows if slot.package_id}
    return Contents(
        magazine=Magazine.current().name,
        year=issue.year,
        number=issue.number,
        lines=tuple(_line(slot, issue, packages) for slot in rows),
        total_number=issue.total_number,
        theme=issue.theme,
        dated_on=issue.dated_on,
        masthead=tuple(issue.masthead_lines),
    )


def _line(slot: Slot, issue: Issue, packages: set[int]) -> Line:
    if slot.release is not None:
        piece = _from_release(slot.release)
    elif slot.article is not None:
        piece = _from_article(slot.article)
    else:
        piece = {"title": slot.planned_title, "state": "待约稿", "planned": True, "layout": slot.section.layout}
    return Line(
        position=slot.position,
        issue=issue.name,
        article_id=slot.article_id,
        section=slot.section.name,
        section_en=slot.section.name_en,
        heading=slot.heading or slot.section.name,
        page_from=slot.page_from,
        page_to=slot.page_to,
        depth=1 if slot.package_id else 0,
        is_package=slot.pk in packages,
        **piece,
    )


def _from_release(release: Release) -> dict[str, Any]:
    pictures = release.photos + [photo for event in release.events for photo in event["photos"]]
    return {
        "title": release.title,
        "rubric": release.rubric,
        "kicker": release.kicker,
        "subtitle": release.subtitle,
        "authors": tuple(Credit(b.name, b.role, b.affiliation) for b in release.bylines.all()),
        "photographers": tuple(dict.fromkeys(photo["credit"] for photo in pictures if photo["credit"])),
        "layout": release.layout,
        "characters": release.character_count,
        "state": "定稿",
    }


def _from_article(article: Article) -> dict[str, Any]:
    credits = [figure.photo.credit for figure in article.figures.all()]
    items: list[Any] = [*article.events.all(), *article.voices.all()]
    return {
        "title": article.title,
        "rubric": article.rubric,
        "kicker": article.kicker,
        "subtitle": article.subtitle,
        "authors": tuple(Credit(b.author.name, b.role, b.affiliation) for b in article.bylines.all()),
        "photographers": tuple(dict.fromkeys(credit for credit in credits if credit)),
        "layout": article.section.layout,
        "characters": article.character_count + sum(len("".join(item.text.split())) for item in items),
        "state": str(article.get_state_display()),
    }
