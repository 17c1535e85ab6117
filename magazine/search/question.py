"""What was asked, read from the address of the search page and written back into it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from articles.states import Layout
from magazine.search.spelling import spell

LONGEST = 60
NEWEST = "new"
# What one puts around a word to mean just this word.
AROUND = "“”‘’\"'《》〈〉「」『』（）()【】"
INNER_MARKS = str.maketrans("“”", "‘’")


@dataclass(frozen=True)
class Question:
    """The words as typed, and what narrows them: a section's slug, a year, an author's number, a tag's slug, a kind
    (a Layout). `order` is empty for relevance or NEWEST."""

    text: str = ""
    section: str = ""
    year: int | None = None
    author: int | None = None
    tag: str = ""
    kind: str = ""
    order: str = ""

    @classmethod
    def asked(cls, parameters: Mapping[str, str]) -> "Question":
        """From the address; what cannot be a year, an author or a kind counts as none."""
        kind = parameters.get("kind", "")
        return cls(
            text=" ".join(parameters.get("q", "").replace("\x00", "").split()),
            section=_slug(parameters, "section"),
            year=_number(parameters, "year", digits=(4, 4)),
            author=_number(parameters, "author", digits=(1, 18)),
            tag=_slug(parameters, "tag"),
            kind=kind if kind in Layout.values else "",
            order=NEWEST if parameters.get("order") == NEWEST else "",
        )

    @property
    def terms(self) -> list[str]:
        """The words as the index spells them, each once."""
        return list(dict.fromkeys(spell(self.text).split()))

    @property
    def bare(self) -> "Question":
        """The question without the quotation marks and brackets around its words, unless there is nothing else."""
        words = [word.strip(AROUND) for word in self.text.split()]
        return replace(self, text=" ".join(filter(None, words)) or self.text)

    @property
    def quoted(self) -> str:
        """The words as they stand between quotation marks: their own are the single ones there."""
        return self.text.translate(INNER_MARKS)

    @property
    def too_long(self) -> bool:
        return len(self.text) > LONGEST

    @property
    def address(self) -> str:
        """The query string that repeats this question."""
        parts = {"q": self.text, **self.narrowed_by, "order": self.order}
        return "?" + urlencode({key: value for key, value in parts.items() if value})

    @property
    def narrowed_by(self) -> dict[str, Any]:
        """What narrows it, by the name that the address uses; empty for all articles with the words."""
        parts = {name: getattr(self, name) for name in ("section", "year", "kind", "author", "tag")}
        return {name: value for name, value in parts.items() if value}

    def without(self, name: str) -> "Question":
        """The same question without one way of narrowing, named as in the address."""
        nothing: dict[str, Any] = {name: None if name in ("year", "author") else ""}
        return replace(self, **nothing)

    def by_relevance(self) -> "Question":
        return replace(self, order="")

    def by_date(self) -> "Question":
        return replace(self, order=NEWEST)


def _slug(parameters: Mapping[str, str], name: str) -> str:
    return parameters.get(name, "").replace("\x00", "")[:100]


def _number(parameters: Mapping[str, str], name: str, digits: tuple[int, int]) -> int | None:
    said = parameters.get(name, "")
    known = said.isascii() and said.isdecimal() and digits[0] <= len(said) <= digits[1]
    return int(said) if known else None
