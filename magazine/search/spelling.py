"""One spelling for search: half- and full-width, capitals, traditional and simplified characters are alike.

Every character is spelled by itself, whatever stands beside it. So the spelling of a part is a part of the spelling of
the whole, and a word is found in every text that holds it.
"""

import unicodedata
from collections.abc import Sequence
from functools import cache

from opencc import OpenCC


@cache
def _simplified() -> OpenCC:
    return OpenCC("t2s")


class Letters(dict[int, str]):
    """Code point → its spelling: none, one or several letters. Filled as characters are met; `uneven` are the
    characters of them that are not spelled by one letter, `plain` those that are spelled as they are."""

    def __init__(self) -> None:
        super().__init__()
        self.uneven: set[str] = set()
        self.plain: set[str] = set()

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character.isspace():
            spelled = " "
        elif unicodedata.category(character) in ("Cc", "Cf", "Cs"):
            spelled = ""
        else:
            spelled = unicodedata.normalize("NFKC", character).casefold()
            spelled = "".join(_simplified().convert(letter) for letter in spelled)
            spelled = "".join(" " if letter.isspace() else letter for letter in spelled)
        if len(spelled) != 1:
            self.uneven.add(character)
        if spelled == character:
            self.plain.add(character)
        self[code] = spelled
        return spelled


LETTERS = Letters()


def spell(text: str) -> str:
    """`text` as the index holds it: folded character by character, white space as single spaces."""
    return " ".join((text or "").translate(LETTERS).split())


def spelled_with_places(text: str) -> tuple[str, Sequence[int]]:
    """`text` as the index holds it, and for each letter the place in `text` that it comes from."""
    spelled = text.translate(LETTERS)
    if "  " not in spelled and LETTERS.uneven.isdisjoint(text):
        return spelled, range(len(text))
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for letter in LETTERS[ord(character)]:
            if letter == " " and letters[-1:] == [" "]:
                continue
            letters.append(letter)
            places.append(place)
    return "".join(letters), places


def stands_as_spelled(text: str, terms: Sequence[str]) -> bool:
    """Whether every one of `terms` stands in `text` letter by letter wherever it stands in its spelling; False where
    that is not easily said. Much quicker than to spell a text of which few characters are spelled otherwise."""
    letters = set().union(*terms)
    others = set(text).difference(LETTERS.plain)
    return " " not in letters and all(
        len(spelled := LETTERS[ord(other)]) == 1 and spelled not in letters for other in others
    )
