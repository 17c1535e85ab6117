"""Dates of 大事 as a chronicle sets them: the day in its own column, month and year said once."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _

from magazine.site.rows import shortened


@dataclass(frozen=True)
class Dated:
    """One entry: `first` and `last` are days (`last` is None for a single day), with the words that show them."""

    id: int
    first: date
    last: date | None
    text: str
    photos: list[dict[str, Any]]
    people: tuple[str, ...] = ()
    place: str = ""

    @property
    def first_words(self) -> str:
        """`7` before a range inside one month, else `7日`, with the month where the range leaves it."""
        if self.last is None:
            return date_format(self.first, _("j日"))
        return date_format(self.first, _("n月j日")) if self.leaves_its_month else str(self.first.day)

    @property
    def last_words(self) -> str:
        assert self.last is not None  # noqa: S101
        return date_format(self.last, _("n月j日") if self.leaves_its_month else _("j日"))

    @property
    def leaves_its_month(self) -> bool:
        """Whether its last day is in another month: two dates with their months are wider than the column of days."""
        return self.last is not None and (self.last.year, self.last.month) != (self.first.year, self.first.month)

    @property
    def month(self) -> date:
        return self.first.replace(day=1)

    @property
    def summary(self) -> str:
        """Its first sentence or clause, in at most 60 characters."""
        return shortened(self.paragraphs[0] if self.paragraphs else "", 60)

    @property
    def paragraphs(self) -> list[str]:
        return [line.strip() for line in self.text.splitlines() if line.strip()]


def dated(event: dict[str, Any]) -> Dated:
    """The entry of a release's `events` as a Dated."""
    last = date.fromisoformat(event["end"]) if event["end"] else None
    first = date.fromisoformat(event["start"])
    last = last if last != first else None
    people, place = tuple(event.get("people", ())), event.get("place", "")
    return Dated(event["id"], first, last, event["text"], event["photos"], people, place)


def touches(entry: Dated, month: date, end: date | None = None) -> bool:
    """Whether any day of `entry` lies in the month that begins on `month`, or between it and the day before `end`."""
    return entry.first < (end or following(month)) and (entry.last or entry.first) >= month


def following(month: date) -> date:
    """The first day of the month after."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def preceding(month: date) -> date:
    """The first day of the month before."""
    return date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)
