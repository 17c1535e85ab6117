"""校对检查: rules that find what is wrong in a text. Pure functions; nothing is ever changed by them."""

from collections.abc import Callable, Iterable, Sequence

from articles.proofreading import marks, notes, numbers, words
from articles.proofreading.finding import Finding, Mend, Piece, Severity
from articles.proofreading.house import Wording, house, not_outdone

__all__ = ["Finding", "Mend", "Piece", "Severity", "Wording", "check", "pieces_of_file"]

BY_PIECE: list[Callable[[Piece], Iterable[Finding]]] = [
    *(marks.half_width, marks.straight_quotes, marks.doubled_marks, marks.dots, marks.dashes),
    *(numbers.dates, numbers.contradictions, numbers.signs),
    *(words.doubled, words.listed, words.pleonasms),
]
BY_TEXT: list[Callable[[list[Piece]], Iterable[Finding]]] = [
    *(marks.unpaired, notes.note_marks, words.repeated_paragraphs, words.mixed_terms),
]


def check(pieces: list[Piece], wordings: Sequence[Wording] = ()) -> list[Finding]:
    """Every finding in `pieces` (one printed paragraph or row each, in order), in the order of the text.

    `wordings` are the magazine's own words, which come before the product's.
    """
    found = [finding for rule in BY_PIECE for piece in pieces for finding in rule(piece)]
    found += [finding for rule in BY_TEXT for finding in rule(pieces)]
    ours = list(house(pieces, wordings))
    found = ours + not_outdone(found, ours, wordings)
    return sorted(found, key=lambda finding: (finding.piece, finding.start, finding.rule))


def pieces_of_file(text: str) -> list[Piece]:
    """A plain text as pieces: hard-wrapped lines are joined until one ends a sentence; a note begins a piece."""
    joined: list[str] = []
    held = ""
    for line in (line.strip() for line in text.splitlines()):
        if not line:
            continue
        if held and notes.opens_note(line):
            joined, held = [*joined, held], ""
        held += line
        if line.endswith(("。", "！", "？", "”", "：")):
            joined, held = [*joined, held], ""
    joined += [held] if held else []
    return [Piece(at, "note" if notes.opens_note(words) else "body", words) for at, words in enumerate(joined)]
