"""Passages: the words of a release around the first hit, with every hit marked as it was printed."""

from collections.abc import Iterable

from magazine.search.spelling import spelled_with_places, stands_as_spelled
from magazine.site.rows import Row

PASSAGE = 88
BEFORE_HIT = 24
# Between a line without a mark at its end, as a subhead, and the next: half a character, which is no typed space.
APART = "\u2002"
Marked = list[tuple[str, bool]]


def passage_of(row: Row, terms: list[str]) -> Marked:
    """The first passage of the row's release that holds a term, else its opening."""
    passages = (passage(text, terms) for text in printed(row))
    return next((marked for marked in passages if marked), None) or [(row.context, False)]


def printed(row: Row) -> Iterable[str]:
    """The texts of a release in the order in which a reader meets them."""
    release = row.release
    yield release.plain_text
    yield release.subtitle
    yield release.rubric
    yield from (f"{v['text']}——{v['speaker_title']}{v['speaker']}" for v in release.voices)
    yield from release.notes
    pictures = release.photos + [photo for event in release.events for photo in event["photos"]]
    yield from (f"{photo['caption']}（{photo['credit']}）" for photo in pictures)
    yield from (f"{line.name}，{line.affiliation}" for line in row.bylines)
    yield from release.named
    yield release.funding_note
    yield release.source


def occurrences(text: str, terms: list[str]) -> list[tuple[int, int]]:
    """The stretches of `text` (from, to) that match a term, merged where they overlap, in order."""
    spelled, places = (text, range(len(text))) if stands_as_spelled(text, terms) else spelled_with_places(text)
    stretches = []
    for term in terms:
        at = spelled.find(term)
        while at >= 0:
            stretches.append((places[at], places[at + len(term) - 1] + 1))
            at = spelled.find(term, at + len(term))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def mark(text: str, terms: list[str]) -> Marked:
    """`text` cut into (words, whether they were asked for)."""
    return _cut(text, occurrences(text, terms), 0, len(text))


def _cut(text: str, stretches: list[tuple[int, int]], start: int, end: int) -> Marked:
    pieces: Marked = []
    at = start
    for first, last in stretches:
        if last <= start or first >= end:
            continue
        first, last = max(first, start), min(last, end)
        pieces += [(text[at:first], False), (text[first:last], True)]
        at = last
    pieces.append((text[at:end], False))
    return [piece for piece in pieces if piece[0]]


def passage(text: str, terms: list[str]) -> Marked | None:
    """About 88 characters of `text` around the first hit, marked; None where no term occurs."""
    text = in_one_line(text)
    stretches = occurrences(text[: _far_enough(text, terms)], terms)
    if not stretches:
        return None
    first = stretches[0][0]
    start = max(0, first - BEFORE_HIT)
    pause = max(text.rfind(sign, start, first) for sign in "。！？；，")
    start = pause + 1 if pause >= 0 else start
    end = min(len(text), max(start + PASSAGE, stretches[0][1]))
    pieces = _cut(text, stretches, start, end)
    if start and text[start - 1] not in "。！？；":
        pieces.insert(0, ("……", False))
    if end < len(text) and text[end - 1] not in "。！？":
        pieces.append(("……", False))
    return pieces


def in_one_line(text: str) -> str:
    """The lines of `text` as one: a line that ends in a full mark needs no gap behind it."""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    return "".join(line if line[-1] in "。！？；：…”" else line + APART for line in lines).removesuffix(APART)


def _far_enough(text: str, terms: list[str]) -> int:
    """How much of `text` must be spelled to know its first passage: where a term stands there letter by letter, the
    first hit is no later, and what follows the passage does not matter."""
    at = min((place for place in map(text.find, terms) if place >= 0), default=len(text))
    return at + len(max(terms, key=len)) + PASSAGE
