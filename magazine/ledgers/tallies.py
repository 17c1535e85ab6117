"""年度统计: what the issues of a year were made of, by section, author, photographer and unit. Only reads."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from articles.models import Release
from magazine.models import Slot
from magazine.publishing import latest_releases


@dataclass(frozen=True)
class Count:
    """One row: a name with its pieces, characters, pages and pictures; what does not apply is 0."""

    name: str
    pieces: int = 0
    characters: int = 0
    pages: int = 0
    pictures: int = 0


@dataclass(frozen=True)
class Tally:
    """One table of a year, greatest first; `measure` names the field of Count that it is drawn by."""

    slug: str
    title: str
    head: str
    measure: str
    unit: str
    rows: tuple[Count, ...]


@dataclass(frozen=True)
class Year:
    """The tables of `year`; `issues` and `pieces` say how much was counted."""

    year: int
    issues: int
    pieces: int
    characters: int
    tallies: tuple[Tally, ...]


def tallied(year: int) -> Year:
    """The counts of `year` over the signed pieces of its issues, published or not: the pinned release, else the newest.

    A piece with several authors counts for each of them; so do its units. Sections keep their usual order.
    """
    slots = list(
        Slot.objects.filter(issue__year=year, article__isnull=False)
        .select_related("section", "release")
        .prefetch_related("release__bylines")
        .order_by("section__position", "section_id", "issue__number", "position")
    )
    newest = latest_releases([slot for slot in slots if slot.release_id is None])
    prefetch_related_objects(list(newest.values()), "bylines")
    pairs = [(slot, slot.release or newest.get(slot.article_id or 0)) for slot in slots]
    signed = [(slot, release) for slot, release in pairs if release is not None]
    return Year(
        year=year,
        issues=len({slot.issue_id for slot, _release in signed}),
        pieces=len(signed),
        characters=sum(release.character_count for _slot, release in signed),
        tallies=(
            Tally("sections", _("各栏目字数"), _("栏目"), "characters", _("字"), _sections(signed)),
            Tally("authors", _("作者发稿篇数"), _("作者"), "pieces", _("篇"), _people(signed, unit=False)),
            Tally("photographers", _("摄影者用图张数"), _("图片署名"), "pictures", _("张"), _photographers(signed)),
            Tally("units", _("单位发稿篇数"), _("单位"), "pieces", _("篇"), _people(signed, unit=True)),
        ),
    )


def _sections(signed: list[tuple[Slot, Release]]) -> tuple[Count, ...]:
    groups: dict[str, list[tuple[Slot, Release]]] = defaultdict(list)
    for slot, release in signed:
        groups[slot.section.name].append((slot, release))
    return tuple(
        Count(
            name,
            pieces=len(members),
            characters=sum(release.character_count for _slot, release in members),
            pages=sum((slot.page_to or slot.page_from) - slot.page_from + 1 for slot, _r in members if slot.page_from),
            pictures=sum(len(_shown(release)) for _slot, release in members),
        )
        for name, members in groups.items()
    )


def _people(signed: list[tuple[Slot, Release]], unit: bool) -> tuple[Count, ...]:
    """Authors by their printed names, or the units printed beside them, each once a piece."""
    groups: dict[str, list[Release]] = defaultdict(list)
    for _slot, release in signed:
        lines = release.bylines.all()
        for name in dict.fromkeys(line.affiliation if unit else line.name for line in lines):
            if name:
                groups[name].append(release)
    return _greatest(
        Count(name, pieces=len(members), characters=sum(release.character_count for release in members))
        for name, members in groups.items()
    )


def _photographers(signed: list[tuple[Slot, Release]]) -> tuple[Count, ...]:
    groups: dict[str, list[int]] = defaultdict(list)
    for _slot, release in signed:
        for photo in _shown(release):
            if photo["credit"]:
                groups[photo["credit"]].append(release.pk)
    return _greatest(Count(name, pieces=len(set(used)), pictures=len(used)) for name, used in groups.items())


def _shown(release: Release) -> list[dict]:
    """The pictures of a release, beside its events too, each once."""
    shown = [*release.photos, *(photo for event in release.events for photo in event["photos"])]
    return list({photo["id"]: photo for photo in shown}.values())


def _greatest(counts: Iterable[Count]) -> tuple[Count, ...]:
    return tuple(sorted(counts, key=lambda count: (-count.pieces, -count.pictures, -count.characters, count.name)))
