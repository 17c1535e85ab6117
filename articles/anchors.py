"""Anchors: finds the words of a comment again in a text that was edited since. Pure functions on text without spaces."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

CONTEXT = 30
SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Anchor:
    """Words and what stood around them, without white space; `start` is where they stood, for the nearest of equals."""

    quote: str
    before: str = ""
    after: str = ""
    start: int = 0


@dataclass(frozen=True)
class Place:
    """From `start` up to `end` in the squashed text; `exact` is False where the words themselves have changed."""

    start: int
    end: int
    exact: bool


def squash(text: str) -> str:
    """`text` without white space: how both the server and the browser count places."""
    return SPACE.sub("", text)


def anchor(text: str, quote: str, near: int = 0) -> Anchor | None:
    """The anchor of `quote` in the squashed `text`, of several the one nearest to `near`; None where it is not there."""
    quote = squash(quote)
    found = _nearest(_all(text, quote), near) if quote else None
    if found is None:
        return None
    end = found + len(quote)
    return Anchor(quote, text[max(0, found - CONTEXT) : found], text[end : end + CONTEXT], found)


def find(text: str, wanted: Any) -> Place | None:
    """Where the words of `wanted` (an Anchor or a Comment) stand in the squashed `text` now; None: an orphan.

    The words themselves first, of several the one whose surroundings are most alike; then, where the words were
    edited, what now stands between the same surroundings, if it is still like them.
    """
    starts = _all(text, wanted.quote) if wanted.quote else []
    if starts:
        best = max(starts, key=lambda start: (_likeness(text, start, wanted), -abs(start - wanted.start)))
        return Place(best, best + len(wanted.quote), exact=True)
    return _between(text, wanted) if wanted.quote else None


def _between(text: str, wanted: Any) -> Place | None:
    best: tuple[float, Place] | None = None
    for size in (12, 6, 3):
        left, right = wanted.before[-size:], wanted.after[:size]
        for start in (at + len(left) for at in _all(text, left)) if left else [0]:
            longest = start + 2 * len(wanted.quote) + 10
            end = text.find(right, start, longest + len(right)) if right else min(len(text), longest)
            if end <= start:
                continue
            alike = SequenceMatcher(None, wanted.quote, text[start:end], autojunk=False).ratio()
            if alike >= 0.5 and (best is None or alike > best[0]):
                best = (alike, Place(start, end, exact=False))
        if best is not None:
            return best[1]
    return None


def _likeness(text: str, start: int, wanted: Any) -> int:
    """How many characters around `start` are as they were."""
    end = start + len(wanted.quote)
    return _same(reversed(text[max(0, start - CONTEXT) : start]), reversed(wanted.before)) + _same(
        text[end : end + CONTEXT], wanted.after
    )


def _same(one: Iterable[str], other: Iterable[str]) -> int:
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count


def _all(text: str, words: str) -> list[int]:
    return [found.start() for found in re.finditer(f"(?={re.escape(words)})", text)]


def _nearest(starts: list[int], near: int) -> int | None:
    return min(starts, key=lambda start: abs(start - near)) if starts else None
