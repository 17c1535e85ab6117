"""Two texts, or three, compared by character: what stays, what went, what came, and who changed it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# Past this product of lengths a comparison by character would keep the page waiting; clauses are compared first.
TOO_MUCH = 1_000_000
CLAUSE = re.compile(r"[^，。；：！？、\n]*[，。；：！？、\n]?")


@dataclass(frozen=True)
class Span:
    """A stretch of both texts: the same in both, or what stood there `before` and what stands there `after`."""

    before: str
    after: str

    @property
    def same(self) -> bool:
        return self.before == self.after


@dataclass(frozen=True)
class Chunk:
    """A stretch of three texts. `base` is what both sides began from, None where nobody knows it."""

    base: str | None
    yours: str
    saved: str

    @property
    def same(self) -> bool:
        return self.yours == self.saved

    @property
    def take(self) -> str:
        """Whose words to propose: of the side that changed them; of yours where both did, or nobody knows."""
        return "saved" if self.yours == self.base and self.yours != self.saved else "yours"

    @property
    def both(self) -> bool:
        """Whether both sides changed the same words, or may have: a person has to choose."""
        return not self.same and self.base not in (self.yours, self.saved)


def spans(before: str, after: str) -> list[Span]:
    """`before` and `after` as one list of stretches in order; joined up, each side gives its text again.

    Lines are matched first and characters inside the lines that differ, so a change of one mark is one mark.
    """
    found: list[Span] = []
    first, second = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for same, start, end, other, stop in _blocks(first, second):
        left, right = "".join(first[start:end]), "".join(second[other:stop])
        found += [Span(left, right)] if same else _characters(left, right)
    return _tidied(found)


def _blocks(first: Sequence, second: Sequence) -> Iterator[tuple[bool, int, int, int, int]]:
    for tag, start, end, other, stop in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        yield tag == "equal", start, end, other, stop


def _characters(before: str, after: str) -> list[Span]:
    head = _shared(before, after)
    tail = _shared(before[head:][::-1], after[head:][::-1])
    left, right = before[head : len(before) - tail], after[head : len(after) - tail]
    middle = _middle(left, right)
    return [Span(before[:head], after[:head]), *middle, Span(before[len(before) - tail :], after[len(after) - tail :])]


def _middle(left: str, right: str) -> list[Span]:
    if not left or not right:
        return [Span(left, right)]
    if len(left) * len(right) <= TOO_MUCH:
        return [Span(left[a:b], right[c:d]) for _same, a, b, c, d in _blocks(left, right)]
    first, second = CLAUSE.findall(left), CLAUSE.findall(right)
    found = []
    for same, start, end, other, stop in _blocks(first, second):
        one, two = "".join(first[start:end]), "".join(second[other:stop])
        small = same or len(one) * len(two) > TOO_MUCH
        found += [Span(one, two)] if small else _middle(one, two)
    return found


def _shared(one: str, two: str) -> int:
    """How many characters both begin with."""
    count = 0
    for left, right in zip(one, two, strict=False):
        if left != right:
            break
        count += 1
    return count


def _tidied(found: list[Span]) -> list[Span]:
    """Neighbours of one kind joined; a lone character that two long changes have in common by chance is no landmark."""
    joined: list[Span] = []
    for span in found:
        if not span.before and not span.after:
            continue
        if joined and joined[-1].same == span.same:
            joined[-1] = Span(joined[-1].before + span.before, joined[-1].after + span.after)
        else:
            joined.append(span)
    at = 1
    while at < len(joined) - 1:
        here, last, following = joined[at], joined[at - 1], joined[at + 1]
        if here.same and len(here.before) == 1 and here.before != "\n" and min(_size(last), _size(following)) > 2:
            around = (last, here, following)
            joined[at - 1 : at + 2] = [Span("".join(s.before for s in around), "".join(s.after for s in around))]
        else:
            at += 1
    return joined


def _size(span: Span) -> int:
    return max(len(span.before), len(span.after))


def merged(base: str | None, yours: str, saved: str) -> list[Chunk]:
    """The three texts as chunks in order: where both sides still agree, and where one or both left `base`.

    Joined up, `yours` and `saved` give their texts again; so does `base` where it is known.
    """
    if base is None:
        return [Chunk(None, span.before, span.after) for span in spans(yours, saved)]
    mine, theirs = spans(base, yours), spans(base, saved)
    places, others = _places(mine), _places(theirs)
    chunks: list[Chunk] = []
    at = (0, 0, 0)
    cuts = [(cut, places[cut], others[cut]) for cut in sorted(_stable(mine) & _stable(theirs))]
    for here in [*cuts, (len(base), len(yours), len(saved))]:
        chunk = Chunk(base[at[0] : here[0]], yours[at[1] : here[1]], saved[at[2] : here[2]])
        if chunk.base or chunk.yours or chunk.saved:
            chunks.append(chunk)
        at = here
    return joined(chunks)


def _stable(found: list[Span]) -> set[int]:
    """Offsets in `before` at which a cut goes through no change: inside and at the edges of what stayed."""
    cuts: set[int] = set()
    at = 0
    for span in found:
        if span.same:
            cuts.update(range(at, at + len(span.before) + 1))
        at += len(span.before)
    return cuts


def _places(found: list[Span]) -> dict[int, int]:
    """Offset in `before` → offset in `after`, for every stable cut; what was put in at a cut lies behind it."""
    places, at, other = {0: 0}, 0, 0
    for span in found:
        if span.same:
            for step in range(len(span.before) + 1):
                places.setdefault(at + step, other + step)
        at, other = at + len(span.before), other + len(span.after)
    places.setdefault(at, other)
    return places


def joined(chunks: list[Chunk]) -> list[Chunk]:
    """Neighbours of one kind made into one."""
    found: list[Chunk] = []
    for chunk in chunks:
        if found and _kind(found[-1]) == _kind(chunk):
            found[-1] = together([found[-1], chunk])
        else:
            found.append(chunk)
    return found


def together(chunks: list[Chunk]) -> Chunk:
    """All of `chunks` as one."""
    base = None if any(chunk.base is None for chunk in chunks) else "".join(chunk.base or "" for chunk in chunks)
    return Chunk(base, "".join(chunk.yours for chunk in chunks), "".join(chunk.saved for chunk in chunks))


def _kind(chunk: Chunk) -> tuple[bool, str, bool]:
    return chunk.same, chunk.take, chunk.both
