"""Columns: by what every document can be narrowed, in the memory of the process, until the index says that it changed.

Every question counts these for all that it finds. Read anew from the index they would cost more than the rest of the
page; so they are kept under the mark of the index's state, which each question reads with its postings. A publication,
by whichever process, draws another mark, and the question that meets it reads the columns again.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

from magazine.search.index import AUTHOR, FACET_BLOCK, ISSUE, KIND, SECTION, TAG, VALUE_BITS, YEAR
from magazine.search.postings import Row, places
from magazine.search.sets import as_set, flags, joined, numbers

# The ways with few values can be counted as sets: a value then costs as much as so many documents in a column.
FEW = (SECTION, YEAR, KIND)
VALUE_COSTS = 250
# Up to so many documents are put in order by sorting; for more, the newest issues are looked through.
SORTED = 1000
# In a column: the document has no such value. 0 is one, of a kind.
NONE = -1
# Questions whose long words need not be looked up again: at 100,000 documents 12 kilobytes each.
REMEMBERED = 100
Blocks = Iterable[tuple[int, bytes | memoryview]]


class Columns:
    """The facets of the index by document."""

    def __init__(self, blocks: Blocks) -> None:
        # Copied: what a driver hands out may not outlive its cursor.
        self.rows = [(block, Row(bytes(data), FACET_BLOCK, "Q")) for block, data in sorted(blocks, key=lambda b: b[0])]
        self.issues = issues = self._postings(ISSUE)
        # Every document, newest issue first and those of one issue in order, and the place of each.
        self.order = [number for issue in sorted(issues, reverse=True) for number in issues[issue]]
        self.size = max(self.order, default=-1) + 1
        self.rank = [0] * self.size
        for rank, number in enumerate(self.order):
            self.rank[number] = rank
        self.everything = as_set(self.order)
        # Way → its columns: the value of each document or NONE; the second value in the second column, and so on.
        self.layers = {way: self._layers(self._postings(way)) for way in (*FEW, AUTHOR, TAG)}
        self.totals = {way: self._counted(way, self.order) for way in self.layers}
        # Long words that were looked up in the texts → the documents that hold them all. They are asked again for every
        # page of what was found and for every narrowing.
        self.looked_up: dict[tuple[str, ...], int] = {}
        self.sets = {way: {value: self.having(way, value) for value in self.totals[way]} for way in FEW}

    def having(self, way: int, value: int) -> int:
        """The documents with one value of a facet."""
        key = way << VALUE_BITS | value
        return joined([(block, row.get(key)) for block, row in self.rows], FACET_BLOCK)

    def in_issues(self, issues: Iterable[int]) -> int:
        """The documents of these issues, by their `issue_value`. They may be all issues, for who has not logged in."""
        return as_set(number for issue in issues for number in self.issues.get(issue, ()))

    def counts(self, documents: int, ways: Iterable[int]) -> dict[int, dict[int, int]]:
        """Way → value → how many of `documents` have it, for every value that one of them has."""
        count = documents.bit_count()
        # Where most documents were found, those that were not are fewer to count.
        most = 2 * count > len(self.order)
        listed = numbers(self.everything & ~documents if most else documents)
        found = {}
        for way in ways:
            total = self.totals[way]
            if way in self.sets and len(listed) > VALUE_COSTS * len(total):
                counted = {value: (documents & having).bit_count() for value, having in self.sets[way].items()}
            else:
                counted = self._counted(way, listed)
                if most:
                    counted = {value: number - counted[value] for value, number in total.items()}
            found[way] = {value: number for value, number in counted.items() if number}
        return found

    def remember(self, terms: tuple[str, ...], documents: int) -> None:
        """Keep what `terms` were found in; of many questions the newest."""
        self.looked_up[terms] = documents
        for older in list(self.looked_up)[:-REMEMBERED]:
            self.looked_up.pop(older, None)

    def newest(self, documents: int, limit: int) -> list[int]:
        """The numbers of the first `limit` of `documents`, newest issue first, those of one issue in order."""
        if documents.bit_count() <= SORTED:
            return sorted(numbers(documents), key=self.rank.__getitem__)[:limit]
        marks = flags(documents, self.size)
        return list(islice(filter(marks.__getitem__, self.order), limit))

    def _postings(self, way: int) -> dict[int, list[int]]:
        """Value → the numbers of the documents that have it, ascending."""
        found: dict[int, list[int]] = defaultdict(list)
        first = way << VALUE_BITS
        for block, row in self.rows:
            start = block * FACET_BLOCK
            for key, payload in row.items(first, first + (1 << VALUE_BITS)):
                listed = places(payload, FACET_BLOCK)
                found[key - first] += [start + place for place in listed] if start else listed
        return found

    def _layers(self, postings: dict[int, list[int]]) -> list[list[int]]:
        layers: list[list[int]] = []
        filled = [0] * self.size
        for value, listed in postings.items():
            for number in listed:
                layer = filled[number]
                if layer == len(layers):
                    layers.append([NONE] * self.size)
                layers[layer][number] = value
                filled[number] = layer + 1
        return layers

    def _counted(self, way: int, listed: Sequence[int]) -> Counter[int]:
        counted: Counter[int] = Counter()
        for layer in self.layers[way]:
            counted.update(map(layer.__getitem__, listed))
        del counted[NONE]
        return counted


# Those that this process read last, by their mark.
LATEST: dict[bytes, Columns] = {}


def known(mark: bytes) -> Columns | None:
    """The columns of the state with this mark, if this process has them."""
    return LATEST.get(mark)


def learn(mark: bytes, blocks: Blocks) -> Columns:
    """The columns out of the index's rows, for this question and for those after it."""
    columns = Columns(blocks)
    LATEST.clear()
    LATEST[mark] = columns
    return columns
