"""注释: note marks ①②③ in the text against the notes at its end (S01)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.proofreading.finding import Finding, Piece, Severity

NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# A mark behind a word refers; a mark that opens a block or follows a colon or stop counts a list.
REFERS = re.compile(rf"(?<=[\w”’》）\]])[{NUMBERS}](?![{NUMBERS}])")


def opens_note(line: str) -> bool:
    """Whether `line` begins as a note does."""
    return line[:1] in NUMBERS and bool(line[:1])


def note_marks(pieces: list[Piece]) -> Iterator[Finding]:
    """S01: marks without a note, notes without a mark, marks out of order, numbers used twice."""
    body = [piece for piece in pieces if piece.code != "note"]
    notes = [piece for piece in pieces if piece.code == "note" and opens_note(piece.text)]
    numbers = [piece.text[0] for piece in notes]
    used = [(piece, found) for piece in body for found in REFERS.finditer(piece.text)]
    if not notes and len({found.group() for _piece, found in used}) > 1 and _counts_a_list(used):
        return
    for piece, found in used:
        if found.group() not in numbers:
            first = max(0, found.start() - 8)
            yield _finding(piece, first, found.end() + 1, _("注号{mark}没有注释。").format(mark=found.group()))
    anywhere = "".join(piece.text for piece in body)
    for note in notes:
        if note.text[0] not in anywhere:
            yield _finding(note, 0, 12, _("注释{mark}在正文里没有注号。").format(mark=note.text[0]))
        if numbers.count(note.text[0]) > 1 and _is_second(notes, note):
            yield _finding(note, 0, 12, _("注号{mark}用了两次。").format(mark=note.text[0]))
    seen = list(dict.fromkeys(found.group() for _piece, found in used if found.group() in numbers))
    if seen != sorted(seen):
        piece, found = next(item for item in used if item[1].group() != sorted(seen)[seen.index(item[1].group())])
        first = max(0, found.start() - 8)
        yield _finding(piece, first, found.end() + 1, _("注号的次序乱了，应从①起依次。"))


def _counts_a_list(used: list[tuple[Piece, re.Match[str]]]) -> bool:
    """①……②……③ one after another in one paragraph, and no note anywhere: the writer is counting."""
    return all(piece.number == used[0][0].number for piece, _found in used)


def _is_second(notes: list[Piece], note: Piece) -> bool:
    return any(other.text[0] == note.text[0] and other.number < note.number for other in notes)


def _finding(piece: Piece, start: int, end: int, message: str) -> Finding:
    return Finding("S01", Severity.BLOCKS, piece.number, start, piece.text[start:end], message)
