"""Postings: which documents of a block hold which key, packed into the bytes of one row.

A row is a count n, then n keys in ascending order, n lengths and the places. A place is a document's number within its
block. Few places are a list of two bytes each; many are a bitmap of the whole block, told by the length 0. So no key
costs more than its block's bitmap, and a word in every document is as cheap as one.
"""

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Literal

from magazine.search.sets import numbers


def encode(places: Iterable[int], size: int) -> bytes:
    """Ascending `places` of a block of `size` documents as a list, or as a bitmap where that is no longer."""
    listed = array("H", places)
    if 16 * len(listed) < size:
        return listed.tobytes()
    bits = bytearray(size // 8)
    for place in listed:
        bits[place >> 3] |= 1 << (place & 7)
    return bytes(bits)


def places(payload: bytes | memoryview, size: int) -> list[int]:
    """What `encode` took."""
    if len(payload) == size // 8:
        return numbers(int.from_bytes(payload, "little"))
    return memoryview(payload).cast("H").tolist()


def changed(payload: bytes | memoryview, size: int, come: Sequence[int], gone: Sequence[int] = ()) -> bytes:
    """`payload` with the places of `come` and without those of `gone`, both ascending."""
    if not payload and not gone:
        return encode(come, size)
    if come and not gone and len(payload) < size // 8 and come[0] > int.from_bytes(payload[-2:], sys.byteorder):
        joined = bytes(payload) + array("H", come).tobytes()
        return joined if len(joined) < size // 8 else encode(memoryview(joined).cast("H"), size)
    if len(payload) == size // 8:
        bits = bytearray(payload)
        for place in gone:
            bits[place >> 3] &= ~(1 << (place & 7))
        for place in come:
            bits[place >> 3] |= 1 << (place & 7)
        return bytes(bits) if any(bits) else b""
    return encode(sorted((set(places(payload, size)) - set(gone)) | set(come)), size)


class Row:
    """A packed row, read in place."""

    def __init__(self, data: bytes | memoryview, size: int, key: Literal["I", "Q"] = "I") -> None:
        view = memoryview(data).cast("B") if data else memoryview(bytes(4))
        count = int.from_bytes(view[:4], "little")
        keys_end = 4 + count * array(key).itemsize
        self.size, self.code = size, key
        self.keys = view[4:keys_end].cast(key)
        self.lengths = view[keys_end : keys_end + 2 * count].cast("H")
        self.payload = view[keys_end + 2 * count :]

    def get(self, key: int) -> memoryview:
        """The payload of `key`; empty where no document holds it."""
        at = bisect_left(self.keys, key)
        if at == len(self.keys) or self.keys[at] != key:
            return self.payload[:0]
        start = self._start(at)
        return self.payload[start : start + self._bytes(self.lengths[at])]

    def beside(self, first: int, count: int) -> list[memoryview]:
        """The payloads of `count` neighbouring keys from `first` on."""
        found = [self.payload[:0]] * count
        at = bisect_left(self.keys, first)
        if at == len(self.keys) or self.keys[at] >= first + count:
            return found
        start = self._start(at)
        for key, length in zip(
            self.keys[at : at + count].tolist(), self.lengths[at : at + count].tolist(), strict=True
        ):
            if key >= first + count:
                break
            found[key - first] = self.payload[start : start + self._bytes(length)]
            start += self._bytes(length)
        return found

    def items(self, first: int = 0, last: int = 1 << 63) -> list[tuple[int, memoryview]]:
        """(key, payload) in ascending order of the keys from `first` to before `last`."""
        at, end = bisect_left(self.keys, first), bisect_left(self.keys, last)
        edges = list(accumulate(map(self._bytes, self.lengths[at:end].tolist()), initial=self._start(at)))
        return [
            (key, self.payload[edges[place] : edges[place + 1]]) for place, key in enumerate(self.keys[at:end].tolist())
        ]

    def _start(self, at: int) -> int:
        before = self.lengths[:at].tolist()
        return 2 * sum(before) + before.count(0) * (self.size // 8)

    def with_changes(self, changes: dict[int, tuple[Sequence[int], Sequence[int]]]) -> bytes:
        """The bytes of this row with places that come and go: key → (come, gone). A key without places is left out."""
        if not len(self.keys):
            return self._packed({key: encode(come, self.size) for key, (come, _gone) in changes.items() if come})
        keys, lengths = array(self.code), array("H")
        pieces: list[bytes | memoryview] = []
        ends = [0, *accumulate(map(self._bytes, self.lengths.tolist()))]
        at = 0
        for key in sorted(changes):
            here = bisect_left(self.keys, key, at)
            there = here < len(self.keys) and self.keys[here] == key
            keys.frombytes(self.keys[at:here].tobytes())
            lengths.frombytes(self.lengths[at:here].tobytes())
            old = self.payload[ends[here] : ends[here + there]]
            new = changed(old, self.size, *changes[key])
            pieces += [self.payload[ends[at] : ends[here]], new]
            if new:
                keys.append(key)
                lengths.append(self._length(new))
            at = here + there
        keys.frombytes(self.keys[at:].tobytes())
        lengths.frombytes(self.lengths[at:].tobytes())
        pieces.append(self.payload[ends[at] :])
        return b"".join([len(keys).to_bytes(4, "little"), keys.tobytes(), lengths.tobytes(), *pieces])

    def _packed(self, payloads: dict[int, bytes]) -> bytes:
        """The bytes of a row with these and nothing else."""
        keys = array(self.code, sorted(payloads))
        pieces = [payloads[key] for key in keys]
        lengths = array("H", map(self._length, pieces))
        return b"".join([len(keys).to_bytes(4, "little"), keys.tobytes(), lengths.tobytes(), *pieces])

    def _length(self, payload: bytes) -> int:
        return 0 if len(payload) == self.size // 8 else len(payload) // 2

    def _bytes(self, length: int) -> int:
        return 2 * length or self.size // 8
