"""Opened: the part of the index that one question needs, read in one query. Sets of documents are integers, bit by bit."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import compress

from magazine.models import SearchBlock
from magazine.search.grams import NAMES, OFTEN, TEXT, TITLE, grams_of_term, numbered
from magazine.search.index import BLOCK, FACET_BLOCK, FACETS, ISSUE, VALUE_BITS
from magazine.search.postings import Row, flags

# Facets that are counted one by one for every value; a bit for each document, as a byte, is made once for a block.
Parts = list[tuple[int, memoryview]]


class Opened:
    """What the index says of `terms`. A set of documents is an integer whose bit n stands for the number n."""

    def __init__(self, terms: list[str]) -> None:
        self.terms = terms
        wanted = {numbered(where, gram)[0] for term in terms for gram in grams_of_term(term) for where in range(4)}
        self.rows: dict[int, list[tuple[int, Row]]] = defaultdict(list)
        self.facets: list[tuple[int, Row]] = []
        found = SearchBlock.objects.filter(bucket__in=[*wanted, FACETS]).values_list("bucket", "block", "data")
        for bucket, block, data in found.order_by("block"):
            if bucket == FACETS:
                self.facets.append((block, Row(data, FACET_BLOCK, "Q")))
            else:
                self.rows[bucket].append((block, Row(data, BLOCK)))

    def holding(self, term: str, where: int = TEXT) -> int:
        """The documents with every gram of `term`: exact for one or two characters, else all that may hold it."""
        found = [self._with(where, gram) for gram in grams_of_term(term)]
        whole = found[0]
        for each in found[1:]:
            whole &= each
        return whole

    def candidates(self) -> int:
        """The documents that may hold every term."""
        whole = self.holding(self.terms[0])
        for term in self.terms[1:]:
            whole &= self.holding(term)
        return whole

    @property
    def exact(self) -> bool:
        return all(len(term) <= 2 for term in self.terms)

    def weighed(self, documents: int) -> list[int]:
        """`documents` in levels, those that the terms weigh most in first: 9 for a term in the title, 3 in the names, 2
        where it stands often, else 1."""
        levels = {0: documents}
        for term in self.terms:
            title, names = self.holding(term, TITLE), self.holding(term, NAMES)
            often = self.holding(term, OFTEN)
            following: dict[int, int] = defaultdict(int)
            for weight, level in levels.items():
                following[weight + 9] |= level & title
                following[weight + 3] |= level & names & ~title
                following[weight + 2] |= level & often & ~names & ~title
                following[weight + 1] |= level & ~often & ~names & ~title
            levels = following
        return [level for _weight, level in sorted(levels.items(), reverse=True) if level]

    def with_value(self, way: int, value: int) -> int:
        """The documents with one value of a facet."""
        key = way << VALUE_BITS | value
        return _whole([(block, row.get(key)) for block, row in self.facets], FACET_BLOCK)

    def counts(self, way: int, documents: int) -> dict[int, int]:
        """Value → how many of `documents` have it, for every value that one of them has."""
        counted: dict[int, int] = defaultdict(int)
        for _block, row, bits, marks in self._blocks(documents):
            for value, payload in _values(row, way):
                if len(payload) == FACET_BLOCK // 8:
                    count = (int.from_bytes(payload, "little") & bits).bit_count()
                else:
                    count = sum(map(marks.__getitem__, payload.cast("H")))
                if count:
                    counted[value] += count
        return counted

    def newest(self, documents: int, limit: int) -> list[int]:
        """The numbers of the first `limit` of `documents`, newest issue first, those of one issue in order."""
        issues: dict[int, Parts] = defaultdict(list)
        marked: dict[int, bytes] = {}
        for block, row, _bits, marks in self._blocks(documents):
            marked[block] = marks
            for value, payload in _values(row, ISSUE):
                issues[value].append((block, payload))
        found: list[int] = []
        for _value, parts in sorted(issues.items(), reverse=True):
            for block, payload in parts:
                listed, marks = _listed(payload), marked[block]
                if marks.find(1, listed[0], listed[-1] + 1) >= 0:
                    found += [block * FACET_BLOCK + place for place in listed if marks[place]]
            if len(found) >= limit:
                break
        return found[:limit]

    def _with(self, where: int, gram: str) -> int:
        bucket, key = numbered(where, gram)
        return _whole([(block, row.get(key)) for block, row in self.rows[bucket]], BLOCK)

    def _blocks(self, documents: int) -> Iterator[tuple[int, Row, int, bytes]]:
        """The facet blocks with any of `documents`: (block, row, the block's bits, the same as a byte each)."""
        for block, row in self.facets:
            bits = documents >> block * FACET_BLOCK & (1 << FACET_BLOCK) - 1
            if bits:
                yield block, row, bits, flags(bits.to_bytes(FACET_BLOCK // 8, "little"))


def _values(row: Row, way: int) -> list[tuple[int, memoryview]]:
    first = way << VALUE_BITS
    return [(key - first, payload) for key, payload in row.items(first, first + (1 << VALUE_BITS))]


def _listed(payload: memoryview) -> list[int]:
    if len(payload) == FACET_BLOCK // 8:
        return list(compress(range(FACET_BLOCK), flags(payload)))
    return payload.cast("H").tolist()


def _whole(parts: Parts, size: int) -> int:
    """The parts of a posting, one a block, as one set."""
    if not parts:
        return 0
    bits = bytearray((parts[-1][0] + 1) * size // 8)
    for block, payload in parts:
        start = block * size
        if len(payload) == size // 8:
            bits[start // 8 : (start + size) // 8] = payload
        else:
            for place in payload.cast("H").tolist():
                bits[(start + place) >> 3] |= 1 << (place & 7)
    return int.from_bytes(bits, "little")


def numbers(documents: int) -> list[int]:
    """The numbers of a set, ascending."""
    marks = flags(documents.to_bytes((documents.bit_length() + 7) // 8, "little"))
    return list(compress(range(len(marks)), marks))


def as_set(found: Iterable[int]) -> int:
    """The set of these numbers."""
    listed = list(found)
    if not listed:
        return 0
    bits = bytearray(max(listed) // 8 + 1)
    for number in listed:
        bits[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(bits, "little")
