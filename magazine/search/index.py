"""The index: which published words stand in which slot, the same on every database.

Each slot with a pinned release has one SearchEntry, whose number is its place in every posting. The characters and pairs
of its words (grams.py) are postings in SearchBlock rows, those of BLOCK documents together; so are its section, year,
kind, authors, tags and issue, those of FACET_BLOCK documents together. A word of one or two characters is read off; a
longer one must also stand in the text, which the database looks up for the few documents that hold all its pairs. So
every word is found wherever it stands, which no division of Chinese into words can promise.

`magazine.publishing` calls `keep` and `forget` inside its transactions. Whether an issue is out is not kept here: every
question asks the issue's own row (finding.py).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from secrets import token_bytes
from typing import Any, Literal

from django.db import transaction
from django.db.models import Prefetch
from django.db.models.signals import post_migrate, pre_delete
from django.dispatch import receiver

from articles.models import ReleaseByline
from articles.states import Layout
from magazine.models import Issue, SearchBlock, SearchEntry, Slot
from magazine.search import words
from magazine.search.grams import BUCKETS, NAMES, OFTEN, OFTEN_FROM, TEXT, TITLE, WHERES, grams, numbered
from magazine.search.postings import Row
from magazine.search.spelling import spell

# Documents whose postings lie in one row, for grams and for facets.
BLOCK = 4096
FACET_BLOCK = 65536
# Two buckets behind those of the grams: the facets, and the state, whose row is also the lock of the index. It holds the
# next number and a mark that every change of the index draws anew, by which a process knows that what it read is stale.
FACETS, STATE = BUCKETS, BUCKETS + 1
SECTION, YEAR, KIND, AUTHOR, TAG, ISSUE = range(1, 7)
VALUE_BITS = 40
KINDS = list(Layout.values)
# So many documents at a time are gathered in memory.
BATCH = BLOCK

# Places that come and places that go.
Change = tuple[Sequence[int], Sequence[int]]

# Key → places in the block: a facet's key, or the gram met in one of the four wheres.
Places = defaultdict[Any, list[int]]


class Gathered:
    """Postings of many documents, block by block."""

    def __init__(self) -> None:
        self.grams: dict[int, tuple[Places, ...]] = defaultdict(lambda: tuple(defaultdict(list) for _ in range(4)))
        self.facets: dict[int, Places] = defaultdict(lambda: defaultdict(list))

    def take(self, entry: SearchEntry) -> None:
        """All postings of `entry`. Entries come in ascending order of their numbers."""
        block, place = divmod(entry.number, BLOCK)
        tables, found = self.grams[block], grams(entry.text)
        for table, there in (
            (tables[TEXT], found),
            (tables[TITLE], grams(entry.title)),
            (tables[NAMES], grams(entry.names)),
        ):
            for gram in there:
                table[gram].append(place)
        often = tables[OFTEN]
        for gram in [gram for gram, count in found.items() if count >= OFTEN_FROM]:
            often[gram].append(place)
        block, place = divmod(entry.number, FACET_BLOCK)
        for key in entry.facets:
            self.facets[block][key].append(place)


def write(come: Gathered, gone: Gathered) -> None:
    """Add the postings of `come` and take away those of `gone`."""
    for block in come.grams.keys() | gone.grams.keys():
        buckets: dict[int, dict[int, Change]] = defaultdict(dict)
        for where in WHERES:
            for gram, change in _both(come.grams[block][where], gone.grams[block][where]):
                bucket, key = numbered(gram)
                buckets[bucket][key + where] = change
        _write(block, buckets, BLOCK, "I")
    for block in come.facets.keys() | gone.facets.keys():
        _write(block, {FACETS: dict(_both(come.facets[block], gone.facets[block]))}, FACET_BLOCK, "Q")


def _both(come: Places, gone: Places) -> Iterator[tuple[Any, Change]]:
    if not gone:
        return ((key, (places, ())) for key, places in come.items())
    both = ((key, (come.get(key, ()), gone.get(key, ()))) for key in come.keys() | gone.keys())
    return ((key, change) for key, change in both if change[0] != change[1])


def _write(block: int, buckets: dict[int, dict[int, Change]], size: int, key: Literal["I", "Q"]) -> None:
    rows = SearchBlock.objects.filter(block=block, bucket__in=list(buckets))
    there = dict(rows.values_list("bucket", "data"))
    written = [
        SearchBlock(bucket=bucket, block=block, data=Row(there.get(bucket, b""), size, key).with_changes(changes))
        for bucket, changes in buckets.items()
    ]
    SearchBlock.objects.bulk_create(
        written, update_conflicts=True, unique_fields=["bucket", "block"], update_fields=["data"]
    )


def keep(slots: Iterable[Slot]) -> int:
    """Take the pinned releases of `slots` into the index, in place of what it held for them; how many these are."""
    ids, count = [slot.pk for slot in slots], 0
    with transaction.atomic():
        for start in range(0, len(ids), BATCH):
            count += _keep(ids[start : start + BATCH])
    return count


def _keep(ids: list[int]) -> int:
    bylines = Prefetch("release__bylines", queryset=ReleaseByline.objects.order_by("position"))
    hanging: list[Any] = [bylines, "release__tags"]
    found = Slot.objects.filter(pk__in=ids, release__isnull=False).select_related("release", "issue")
    entries = [
        entry_of(slot) for slot in found.order_by("issue__year", "issue__number", "position").prefetch_related(*hanging)
    ]
    replace(SearchEntry.objects.filter(pk__in=ids), entries)
    return len(entries)


def replace(old: Any, entries: list[SearchEntry]) -> None:
    """Put `entries` in the place of the queryset `old`; whoever was there keeps its number."""
    with transaction.atomic():
        following = _next_number()
        come, gone, numbers = Gathered(), Gathered(), {}
        for entry in old.order_by("number"):
            gone.take(entry)
            numbers[entry.pk] = entry.number
        fresh = [entry for entry in entries if entry.pk not in numbers]
        for number, entry in enumerate(fresh, start=following):
            entry.number = number
        for entry in entries:
            entry.number = numbers.get(entry.pk, entry.number)
        for entry in sorted(entries, key=lambda entry: entry.number):
            come.take(entry)
        write(come, gone)
        old.delete()
        SearchEntry.objects.bulk_create(entries)
        _set_next_number(following + len(fresh))


def _next_number() -> int:
    """The first number never given; until the end of the transaction nobody else writes the index."""
    SearchBlock.objects.get_or_create(bucket=STATE, block=0, defaults={"data": bytes(8)})
    row = SearchBlock.objects.select_for_update().get(bucket=STATE, block=0)
    return int.from_bytes(row.data[:8], "little")


def _set_next_number(number: int) -> None:
    """A mark is drawn and not counted: after a rollback a count would say of something else that it is known."""
    data = number.to_bytes(8, "little") + token_bytes(8)
    SearchBlock.objects.filter(bucket=STATE, block=0).update(data=data)


def forget(issue: Issue) -> None:
    """Take all of `issue` out of the index."""
    replace(SearchEntry.objects.filter(slot__issue=issue), [])


@receiver(pre_delete, sender=Slot)
def forget_slot(sender: Any, instance: Slot, **kwargs: Any) -> None:
    """A slot that is deleted takes its words with it."""
    entries = SearchEntry.objects.filter(pk=instance.pk)
    if entries.exists():
        replace(entries, [])


def clear() -> None:
    """Empty the index, whatever state it is in."""
    with transaction.atomic():
        SearchEntry.objects.all().delete()
        SearchBlock.objects.all().delete()


def rebuild(progress: Callable[[int, int], None] = lambda done, all_of_them: None) -> int:
    """Make the whole index anew from what is pinned in issues that are out or scheduled; how many slots these are.

    One transaction: until it ends readers ask the index that was.
    """
    slots = Slot.objects.filter(release__isnull=False, issue__published_at__isnull=False)
    ids = list(slots.order_by("issue__year", "issue__number", "position").values_list("pk", flat=True))
    with transaction.atomic():
        clear()
        for start in range(0, len(ids), BATCH):
            _keep(ids[start : start + BATCH])
            progress(min(start + BATCH, len(ids)), len(ids))
    return len(ids)


@receiver(post_migrate)
def make_what_is_missing(sender: Any, **kwargs: Any) -> None:
    """After a migration that emptied the index, it is there again before the first reader asks."""
    out = Slot.objects.filter(release__isnull=False, issue__published_at__isnull=False)
    if sender.label == "magazine" and not SearchEntry.objects.exists() and out.exists():
        rebuild()


def entry_of(slot: Slot) -> SearchEntry:
    """The entry, without its number yet, of a slot whose issue, release, bylines and tags are loaded."""
    release = slot.release
    assert release is not None  # noqa: S101  (a slot without a release has no entry)
    return SearchEntry(
        slot=slot,
        title=spell(words.title_of(release)),
        names=spell(words.names_of(release)),
        text=spell(words.text_of(release)),
        facets=sorted(facets_of(slot)),
    )


def facets_of(slot: Slot) -> set[int]:
    """The keys by which a slot can be narrowed; its release, bylines, tags and issue are loaded."""
    release, issue = slot.release, slot.issue
    assert release is not None  # noqa: S101
    keys = {
        facet(SECTION, slot.section_id),
        facet(YEAR, issue.year),
        facet(ISSUE, issue_value(issue.year, issue.number)),
    }
    keys |= {facet(KIND, KINDS.index(release.layout))} if release.layout in KINDS else set()
    keys |= {facet(AUTHOR, line.author_id) for line in release.bylines.all()}
    return keys | {facet(TAG, tag.pk) for tag in release.tags.all()}


def facet(way: int, value: int) -> int:
    return way << VALUE_BITS | value


def issue_value(year: int, number: int) -> int:
    """A number that grows from issue to issue."""
    return year << 9 | number
