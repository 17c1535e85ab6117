"""Grams: the single characters and the pairs of neighbours that the index goes by, and the number that each one has.

A number says where the gram's postings lie: in which bucket, and under which keys there, one for each `where`, side by
side. It is a bijection, so two grams never share a key; multiplying by an odd number only spreads them evenly over the
buckets.
"""

from collections import Counter
from operator import add

# Where a gram was met. OFTEN: in the text, at least OFTEN_FROM times.
WHERES = TEXT, TITLE, NAMES, OFTEN = range(4)
OFTEN_FROM = 4

CODE_BITS = 21
BUCKET_BITS = 12
BUCKETS = 1 << BUCKET_BITS
REST_BITS = 2 * CODE_BITS - BUCKET_BITS
SPREAD = 0x9E3779B97F5
ALL = (1 << 2 * CODE_BITS) - 1


def grams(spelled: str) -> Counter[str]:
    """Every character and every pair of neighbours of a spelled text → how often it stands there. None holds a space."""
    found = Counter(spelled)
    del found[" "]
    for stretch in spelled.split():
        found.update(map(add, stretch, stretch[1:]))
    return found


def grams_of_term(term: str) -> list[str]:
    """What a document must hold to hold `term`: the character, or its pairs. Of a term longer than four characters
    every second pair will do, and the last: few documents hold them all, and each pair more is a look into every block.
    """
    if len(term) == 1:
        return [term]
    pairs = list(map(add, term, term[1:]))
    return list(dict.fromkeys(pairs if len(term) <= 4 else [*pairs[::2], pairs[-1]]))


def numbered(gram: str) -> tuple[int, int]:
    """(bucket, first key) of a gram of one or two characters. A `where` is added to the first key; four are its own."""
    second = ord(gram[1]) if len(gram) == 2 else 0
    number = (ord(gram[0]) << CODE_BITS | second) * SPREAD & ALL
    return number >> REST_BITS, (number & (1 << REST_BITS) - 1) * len(WHERES)
