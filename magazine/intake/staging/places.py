"""Finds the lines of the source on which each block of a Word file stands."""

import re
from bisect import bisect_right
from itertools import accumulate

from magazine.intake.staging.shape import Block, printed

SIGNS = re.compile(r"[\s/／□*＊※—–▲△▼▽]|^(?:作者单位[：:]|摘编自)")
PICTURE = re.compile(r"〔图\d+〕")
BEGINNING = 6
SHORT = 3
"""Characters: a line this short says nothing by itself and goes with its neighbours."""


def place(blocks: list[Block], text: str, first: int = 1) -> None:
    """Give every block the lines of `text` that hold its words; its first line counts as `first`."""
    _find([piece for piece in blocks if printed(piece) or piece["kind"] == "picture"], text, first)


def squeezed(text: str) -> str:
    return SIGNS.sub("", text)


class _Words:
    """The words of all blocks in one string, so that a line is looked up at once."""

    def __init__(self, blocks: list[Block]):
        self.blocks = blocks
        self.said = [squeezed(printed(piece)) for piece in blocks]
        self.starts = [0, *accumulate(len(said) + 1 for said in self.said)]
        self.whole = "\n".join(self.said)

    def owner(self, place: int) -> int:
        return min(bisect_right(self.starts, place), len(self.said)) - 1

    def nearest(self, line: str, after: int, ends: dict[int, int]) -> tuple[int, int] | None:
        """(block, end) of the occurrence that goes on where a block was left or is all of one, else the next, else the first."""
        found = self.whole.find(line)
        best: tuple[int, int, int] | None = None
        while found >= 0:
            owner = self.owner(found)
            going_on = ends.get(owner) == found
            alone = found == self.starts[owner] and self.said[owner] == line and owner not in ends
            rank = 0 if going_on or alone else 1 if found >= after else 2
            if best is None or rank < best[0]:
                best = (rank, owner, found + len(line))
            if rank == 0:
                break
            found = self.whole.find(line, found + 1)
        return (best[1], best[2]) if best else None


def _find(blocks: list[Block], text: str, first: int) -> None:
    index = _Words(blocks)
    ends: dict[int, int] = {}
    lines: dict[int, set[int]] = {}
    after, former = 0, -1
    for number, raw in enumerate(text.split("\n"), start=first):
        line = squeezed(raw)
        if not line:
            continue
        found = index.nearest(line, after, ends)
        if found and len(line) <= SHORT and found[0] != former and ends.get(found[0]) != found[1] - len(line):
            found = found if index.said[found[0]] == line else None
        if found:
            former, after = found[0], found[1]
            ends[former] = found[1]
            lines.setdefault(former, set()).add(number)
            continue
    _shared(blocks, text, first, lines)
    for owner, numbers in lines.items():
        if not blocks[owner]["lines"]:
            blocks[owner]["lines"] = ranges(numbers)


def _shared(blocks: list[Block], text: str, first: int, lines: dict[int, set[int]]) -> None:
    """Blocks that share their line with another one: the first line that holds their words, or how they begin; and
    for each picture, in order, the line that stands for it."""
    marks = []
    for number, raw in enumerate(text.split("\n"), start=first):
        line = squeezed(raw)
        marks += [number] if PICTURE.fullmatch(line) else []
        for owner, piece in enumerate(blocks):
            said = squeezed(piece["text"])
            if owner not in lines and len(said) > 1 and said[:BEGINNING] in line:
                lines[owner] = {number}
    pictures = [owner for owner, piece in enumerate(blocks) if piece["kind"] == "picture"]
    for owner, number in zip(pictures, marks, strict=False):
        lines.setdefault(owner, set()).add(number)


def ranges(numbers: set[int] | list[int]) -> list[list[int]]:
    """Line numbers as [from, to] pairs; numbers with nothing but one empty line between them are one pair."""
    pairs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if pairs and number - pairs[-1][1] <= 2:
            pairs[-1][1] = number
        else:
            pairs.append([number, number])
    return pairs
