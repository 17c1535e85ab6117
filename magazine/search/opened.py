"""Opened: the postings that one question needs, read in one query."""

from collections import defaultdict
from collections.abc import Collection

from magazine.models import SearchBlock
from magazine.search.grams import NAMES, OFTEN, TEXT, TITLE, WHERES, grams_of_term, numbered
from magazine.search.index import BLOCK, STATE
from magazine.search.postings import Row, encode, places
from magazine.search.sets import joined


class Opened:
    """What the index says of `terms`, as sets of documents (sets.py)."""

    def __init__(self, terms: list[str]) -> None:
        self.terms = terms
        self.mark = b""
        self.rows: dict[int, dict[int, bytes | memoryview]] = defaultdict(dict)
        self.met: dict[tuple[str, int], list[memoryview]] = {}
        buckets = {numbered(gram)[0] for term in terms for gram in grams_of_term(term)}
        found = SearchBlock.objects.filter(bucket__in=[*buckets, STATE])
        for bucket, block, data in found.values_list("bucket", "block", "data"):
            if bucket == STATE:
                self.mark = bytes(data[8:])
            else:
                self.rows[bucket][block] = data

    def holding(self, term: str, where: int = TEXT) -> int:
        """The documents with every gram of `term`: exact for one or two characters, else all that may hold it."""
        grams = grams_of_term(term)
        parts = []
        for block in sorted(self.rows[numbered(grams[0])[0]]):
            payloads = []
            for place, gram in enumerate(grams):
                payload = self._met(gram, block)[where]
                if not payload:
                    # It may be missing in the next block too: asked first, it saves asking for the others.
                    grams.insert(0, grams.pop(place))
                    break
                payloads.append(payload)
            else:
                parts.append((block, _common(payloads)))
        return joined(parts, BLOCK)

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

    def _met(self, gram: str, block: int) -> list[memoryview]:
        """The payloads of a gram in one block, one for each where. A row is looked into when it is needed: of a long
        word most are not."""
        met = self.met.get((gram, block))
        if met is None:
            bucket, key = numbered(gram)
            met = Row(self.rows[bucket].get(block, b""), BLOCK).beside(key, len(WHERES))
            self.met[gram, block] = met
        return met


def _common(payloads: Collection[memoryview]) -> bytes | memoryview:
    """The places that all payloads of a block hold, packed as they are."""
    shortest, *others = sorted(payloads, key=len)
    if not others:
        return shortest
    if len(shortest) == BLOCK // 8:
        bits = int.from_bytes(shortest, "little")
        for each in others:
            bits &= int.from_bytes(each, "little")
        return bits.to_bytes(BLOCK // 8, "little")
    left = set(places(shortest, BLOCK))
    for each in others:
        if len(each) == BLOCK // 8:
            left = {place for place in left if each[place >> 3] >> (place & 7) & 1}
        else:
            left.intersection_update(places(each, BLOCK))
    return encode(sorted(left), BLOCK)
