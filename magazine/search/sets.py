"""Sets of documents: an integer whose bit n stands for the number n. Python cuts, joins and counts them in microseconds."""

from collections.abc import Iterable, Sequence
from itertools import compress

DIGITS = bytes.maketrans(b"01", b"\x00\x01")
# One of so many is a set with gaps: then each number is looked for, instead of each place looked at.
SPARSE = 24


def flags(documents: int, size: int = 0) -> bytes:
    """A byte, 0 or 1, for every number up to the highest, and for `size` numbers at least."""
    return bin(documents)[:1:-1].encode().translate(DIGITS).ljust(size, b"\x00")


def numbers(documents: int) -> list[int]:
    """The numbers of a set, ascending."""
    marks = flags(documents)
    if documents.bit_count() * SPARSE > len(marks):
        return list(compress(range(len(marks)), marks))
    found, at = [], marks.find(1)
    while at >= 0:
        found.append(at)
        at = marks.find(1, at + 1)
    return found


def as_set(found: Iterable[int]) -> int:
    """The set of these numbers."""
    listed = list(found)
    if not listed:
        return 0
    bits = bytearray(max(listed) // 8 + 1)
    for number in listed:
        bits[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(bits, "little")


def joined(parts: Sequence[tuple[int, bytes | memoryview]], size: int) -> int:
    """The payloads of one key, one for each block of `size` documents in ascending order, as one set."""
    if not parts:
        return 0
    whole = bytearray((parts[-1][0] + 1) * size // 8)
    for block, payload in parts:
        start = block * size
        if len(payload) == size // 8:
            whole[start // 8 : (start + size) // 8] = payload
        else:
            for place in memoryview(payload).cast("H").tolist():
                whole[(start + place) >> 3] |= 1 << (place & 7)
    return int.from_bytes(whole, "little")
