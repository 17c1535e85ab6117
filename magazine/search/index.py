"""The index: which published words stand in which slot. Pairs of neighbouring characters, on SQLite and PostgreSQL alike.

Each slot with a pinned release has one SearchEntry with its words as `spelling` folds them. Over its text lies an index
of the pairs: on SQLite an FTS5 table, whose phrases of overlapping pairs are exactly the stretches of text; on PostgreSQL
a GIN index over the array of pairs and single characters, where a stretch of three or more is looked at once again.
So every word is found wherever it stands, which no division of Chinese into words can promise.

`magazine.publishing` calls `keep` and `forget` inside its transactions. Whether an issue is out is not kept here: every
question asks the issue's own row.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection, transaction
from django.db.models import Prefetch, QuerySet
from django.db.models.expressions import RawSQL

from articles.models import ReleaseByline
from magazine.models import Issue, SearchEntry, Slot
from magazine.search.spelling import spell

WORD_SETS = "magazine_search_grams"
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
WIDTH = 4


class Codes(dict[int, str]):
    """Code point → four letters or digits, so that any character at all is part of a word for SQLite."""

    def __missing__(self, code: int) -> str:
        written, left = "", code
        for _place in range(WIDTH):
            left, digit = divmod(left, len(DIGITS))
            written = DIGITS[digit] + written
        self[code] = written
        return written


CODES = Codes()


def pairs(stretch: str) -> Iterator[str]:
    """The overlapping pairs of a stretch without spaces, coded; the last character stands alone at the end."""
    coded = stretch.translate(CODES)
    return (coded[at : at + 2 * WIDTH] for at in range(0, len(coded), WIDTH))


def tokens(text: str) -> str:
    """The coded pairs of `text` in order. Each stretch ends with its last character alone, which keeps two stretches
    apart and gives every character a token that begins with it."""
    return " ".join(token for stretch in text.split() for token in pairs(stretch))


def keep(slots: Iterable[Slot]) -> int:
    """Take the pinned releases of `slots` into the index, in place of what it held for them; how many these are."""
    ids = [slot.pk for slot in slots]
    bylines = Prefetch("release__bylines", queryset=ReleaseByline.objects.order_by("position"))
    found = Slot.objects.filter(pk__in=ids, release__isnull=False).select_related("release")
    hanging: list[Any] = [bylines, "release__tags"]
    entries = [entry_of(slot) for slot in found.prefetch_related(*hanging)]
    with transaction.atomic():
        _forget(SearchEntry.objects.filter(pk__in=ids))
        write(entries)
    return len(entries)


def write(entries: list[SearchEntry]) -> None:
    """Add entries whose slots have none yet."""
    SearchEntry.objects.bulk_create(entries)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {WORD_SETS}(rowid, pairs) VALUES (%s, %s)",  # noqa: S608
                [(entry.pk, tokens(entry.text)) for entry in entries],
            )


def forget(issue: Issue) -> None:
    """Take all of `issue` out of the index."""
    with transaction.atomic():
        _forget(SearchEntry.objects.filter(slot__issue=issue))


def _forget(entries: QuerySet) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            # A table without a copy of its text must be told which words it loses.
            cursor.executemany(
                f"INSERT INTO {WORD_SETS}({WORD_SETS}, rowid, pairs) VALUES ('delete', %s, %s)",  # noqa: S608
                [(pk, tokens(text)) for pk, text in entries.values_list("pk", "text")],
            )
    entries.delete()


def clear() -> None:
    """Empty the index, whatever state it is in."""
    with transaction.atomic():
        SearchEntry.objects.all().delete()
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(f"INSERT INTO {WORD_SETS}({WORD_SETS}) VALUES ('delete-all')")  # noqa: S608


def entry_of(slot: Slot) -> SearchEntry:
    """The entry of a slot whose release, bylines and tags are loaded."""
    release = slot.release
    assert release is not None  # noqa: S101  (a slot without a release has no entry)
    named = [release.kicker, release.subtitle, release.rubric]
    named += [line.name for line in release.bylines.all()] + [tag.name for tag in release.tags.all()]
    return SearchEntry(
        slot=slot, title=spell(release.title), names=spell("\n".join(named)), text=spell(release.search_text)
    )


def holding(terms: list[str]) -> RawSQL:
    """The ids of the slots whose text holds every one of `terms` (spelled, without spaces), for `pk__in`."""
    if connection.vendor == "sqlite":
        return RawSQL(  # noqa: S611
            f"SELECT rowid FROM {WORD_SETS} WHERE {WORD_SETS} MATCH %s",  # noqa: S608
            [" ".join(_phrase(term) for term in terms)],
        )
    wanted = sorted({gram for term in terms for gram in _grams(term)})
    long = [term for term in terms if len(term) > 2]
    # A function is worked through once and first: asked for the newest twenty, the planner would else walk all articles
    # from the newest on.
    return RawSQL("SELECT magazine_search_holding(%s::text[], %s::text[])", [wanted, long])  # noqa: S611


def _phrase(term: str) -> str:
    coded = [pair for pair in pairs(term) if len(pair) == 2 * WIDTH]
    return f'"{" ".join(coded)}"' if coded else f'"{term.translate(CODES)}" *'


def _grams(term: str) -> list[str]:
    return [term] if len(term) == 1 else [term[at : at + 2] for at in range(len(term) - 1)]
