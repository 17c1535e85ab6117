"""Row: what one line of any list of articles says. Every list of the site is made of them."""

import re
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Substr
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _

from articles.models import Release, ReleaseByline, Section
from articles.states import BylineRole, Layout
from magazine.models import Issue, Slot

CONTEXT_LENGTH = 60
OPENING_LENGTH = 400
HEAVY = ["body_html", "plain_text", "notes", "signatures", "voices", "events"]
SENTENCE_END = re.compile(r"[。？！][”’）]*")
CLAUSE_END = re.compile(r"[，；：、—]")


@dataclass(frozen=True)
class Row:
    """One published article as a list shows it. `context` is at most 60 characters; `page` empty if unnumbered."""

    slot: Slot
    members: tuple["Row", ...] = ()

    @property
    def release(self) -> Release:
        assert self.slot.release is not None  # noqa: S101  (published slots only)
        return self.slot.release

    @property
    def article_id(self) -> int:
        assert self.slot.article_id is not None  # noqa: S101
        return self.slot.article_id

    @property
    def issue(self) -> Issue:
        return self.slot.issue

    @property
    def section(self) -> Section:
        return self.slot.section

    @property
    def section_name(self) -> str:
        return self.slot.heading or self.slot.section.name

    @property
    def bylines(self) -> list[ReleaseByline]:
        return list(self.release.bylines.all())

    @property
    def page(self) -> str:
        return str(self.slot.page_from or "")

    @property
    def pages(self) -> str:
        """`7`, `7—10`, or nothing for the pages that bear no number."""
        first, last = self.slot.page_from, self.slot.page_to
        if not first:
            return ""
        return f"{first}—{last}" if last and last > first else str(first)

    @property
    def taken_down(self) -> bool:
        """Whether it was taken down (撤稿): its title stands in the contents of its issue, its words nowhere."""
        return self.slot.taken_down_at is not None

    @property
    def opening(self) -> str:
        if self.taken_down:
            return ""
        return first_paragraph(self.release.lead or getattr(self.slot, "opening", "") or "")

    @property
    def picture(self) -> dict[str, Any] | None:
        """The first of its photos, or of its members', whose file is there."""
        photos = [photo for row in (self, *self.members) for photo in row.release.photos]
        return next((photo for photo in photos if photo["widths"]), None)

    @property
    def context(self) -> str:
        """One line that says why to read on."""
        if self.taken_down:
            return ""
        if self.release.layout == Layout.CHRONICLE and self.release.first_day:
            return span(self.release)
        return shortened(self.opening, CONTEXT_LENGTH)


def listed(slots: QuerySet, heavy: tuple[str, ...] = ()) -> QuerySet:
    """`slots` with all that rows need, in two queries; `heavy` names long fields of the release to load as well."""
    left_out = [f"release__{name}" for name in HEAVY if name not in heavy]
    return (
        slots.select_related("issue", "section", "release")
        .defer(*left_out)
        .annotate(opening=Substr("release__plain_text", 1, OPENING_LENGTH))
        .prefetch_related(Prefetch("release__bylines", queryset=ReleaseByline.objects.order_by("position")))
    )


def rows(slots: QuerySet, heavy: tuple[str, ...] = ()) -> list[Row]:
    """The rows of `slots`, one by one, in the order of the queryset."""
    return [Row(slot) for slot in listed(slots, heavy)]


def nested(flat: list[Row]) -> list[Row]:
    """The rows of one issue with the members of each package under its head; order is kept."""
    heads = {row.slot.pk for row in flat if row.slot.package_id is None}
    members: dict[int, list[Row]] = {}
    for row in flat:
        if row.slot.package_id in heads:
            members.setdefault(row.slot.package_id, []).append(row)
    return [Row(row.slot, tuple(members.get(row.slot.pk, ()))) for row in flat if row.slot.package_id not in heads]


def by_section(tree: list[Row]) -> list[tuple[Row, list[Row]]]:
    """Consecutive rows under one heading: (the first of them, all of them)."""
    groups = [list(group) for _, group in groupby(tree, key=lambda row: (row.section.pk, row.section_name))]
    return [(group[0], group) for group in groups]


def first_paragraph(text: str) -> str:
    """The first line of `text` that is a sentence and not a heading; the first line if there is none."""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    return next((line for line in lines if SENTENCE_END.search(line)), lines[0] if lines else "")


def shortened(text: str, length: int) -> str:
    """`text` in at most `length` characters: whole sentences if one fits, else up to a clause and an ellipsis."""
    if len(text) <= length:
        return text
    ends = [match.end() for match in SENTENCE_END.finditer(text) if match.end() <= length]
    if ends and ends[-1] >= length // 3:
        return text[: ends[-1]]
    room = length - 2
    clauses = [match.start() for match in CLAUSE_END.finditer(text) if match.start() <= room]
    cut = clauses[-1] if clauses and clauses[-1] >= length // 3 else room
    return text[:cut].rstrip("，、；：—“‘（《") + "……"


def span(release: Release) -> str:
    """`10月10日至30日`: the days that a chronicle covers, month and year said once."""
    first, last = release.first_day, release.last_day
    start = end = _("n月j日")
    if not last or last == first:
        return date_format(first, start)
    if last.year != first.year:
        start = end = _("Y年n月j日")
    elif last.month == first.month:
        end = _("j日")
    return _("{first}至{last}").format(first=date_format(first, start), last=date_format(last, end))


def names(bylines: list[ReleaseByline]) -> str:
    """`王荣光、莫家佳（摄）`: all of them; the role is silent where it is the text."""
    return "、".join(line.name if line.role == BylineRole.TEXT else f"{line.name}（{line.role}）" for line in bylines)
