"""本刊用词: the words on the magazine's own list, which is handed in."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.proofreading.finding import Finding, Mend, Piece

RULE = "W08"
# What the product says of words, and a house may see otherwise.
PRODUCT = ("W01", "W02", "W06", "W07")


@dataclass(frozen=True)
class Wording:
    """`word` is not written in this magazine; one of `rights` is, which may be none. `reason` says why."""

    word: str
    rights: tuple[str, ...]
    severity: str
    reason: str = ""


def house(pieces: list[Piece], wordings: Sequence[Wording]) -> Iterator[Finding]:
    """W08: words of the list. Of two at one place the longer; none that stands inside what is written instead of it."""
    # By its first letter each: a text is gone through once, however long the list is.
    by_letter: dict[str, list[Wording]] = defaultdict(list)
    for one in sorted(wordings, key=lambda one: -len(one.word)):
        by_letter[one.word[0]].append(one)
    for piece in pieces if by_letter else ():
        text, done = piece.text, 0
        for at, letter in enumerate(text):
            for one in by_letter.get(letter, ()):
                end = at + len(one.word)
                if end <= done or not text.startswith(one.word, at) or _goes_on(text, at, end):
                    continue
                right = _end_of_right(text, at, one)
                if not right:
                    yield _finding(piece, at, one)
                done = right or end
                break


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether a Latin word or a number reaches over the ends of this one: NGO in NGOs."""
    return any(
        0 < place < len(text) and text[place - 1 : place + 1].isascii() and text[place - 1 : place + 1].isalnum()
        for place in (start, end)
    )


def _end_of_right(text: str, at: int, one: Wording) -> int:
    """Where the right words end in which `one` stands already, as 县总 in 县总工会; 0 where they are not there."""
    for right in one.rights:
        within = right.find(one.word)
        while within >= 0:
            if text.startswith(right, at - within) and within <= at:
                return at - within + len(right)
            within = right.find(one.word, within + 1)
    return 0


def _finding(piece: Piece, at: int, one: Wording) -> Finding:
    if not one.rights:
        message = _("“{wrong}”本刊不用，换个说法。").format(wrong=one.word)
    else:
        rights = _("”或“").join(one.rights)
        message = _("“{wrong}”本刊作“{right}”。").format(wrong=one.word, right=rights)
    mend = Mend(at, one.word, one.rights[0]) if len(one.rights) == 1 else None
    return Finding(RULE, one.severity, piece.number, at, one.word, message, "、".join(one.rights), one.reason, mend)


def not_outdone(findings: list[Finding], ours: list[Finding], wordings: Sequence[Wording]) -> list[Finding]:
    """`findings` without those of the product's list where the house's own has the say.

    Because `ours` found the same words or more, or because these words are what the house writes.
    """
    prescribed = {right for one in wordings for right in one.rights}
    marked = {(one.piece, at) for one in ours for at in range(one.start, one.end)}
    return [
        finding
        for finding in findings
        if finding.rule not in PRODUCT
        or finding.mend is None
        or not (finding.mend.wrong in prescribed or all((finding.piece, at) in marked for at in range(*finding.span)))
    ]
