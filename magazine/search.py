"""Search over what readers may read: every word must occur, and every article with them is found."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet

from articles.search_text import normalise
from magazine.models import Slot
from magazine.querysets import SlotQuerySet
from magazine.site.rows import Row, listed

LONGEST = 60
PER_PAGE = 20
PASSAGE = 88
BEFORE_HIT = 24
Marked = list[tuple[str, bool]]


@dataclass(frozen=True)
class Question:
    """What was asked: the words as typed, a section's slug and a year, either may be empty."""

    text: str = ""
    section: str = ""
    year: int | None = None

    @classmethod
    def asked(cls, parameters: Mapping[str, str]) -> "Question":
        """From the address; what cannot be a year counts as none."""
        year = parameters.get("year", "")
        known = year.isascii() and year.isdecimal() and len(year) == 4
        text = " ".join(parameters.get("q", "").replace("\x00", "").split())
        section = parameters.get("section", "").replace("\x00", "")[:40]
        return cls(text, section, int(year) if known else None)

    @property
    def terms(self) -> list[str]:
        """The words as the index spells them, each once."""
        return list(dict.fromkeys(normalise(self.text).split()))

    @property
    def too_long(self) -> bool:
        return len(self.text) > LONGEST

    @property
    def address(self) -> str:
        """The query string that repeats this question."""
        parts = {"q": self.text, "section": self.section, "year": self.year}
        return "?" + urlencode({key: value for key, value in parts.items() if value})

    def anywhere(self) -> "Question":
        return replace(self, section="")

    def any_year(self) -> "Question":
        return replace(self, year=None)


@dataclass(frozen=True)
class Facet:
    """One way to narrow: its name, how many articles remain, and the question that does it (or undoes it)."""

    name: str
    count: int
    chosen: bool
    question: Question


@dataclass(frozen=True)
class Hit:
    row: Row
    title: Marked
    passage: Marked


@dataclass(frozen=True)
class Findings:
    total: int
    page: Page
    hits: list[Hit]
    sections: list[Facet]
    years: list[Facet]


class Counted(Paginator):
    """A paginator that has been told the count, so that it need not ask."""

    def __init__(self, queryset: QuerySet, per_page: int, count: int) -> None:
        super().__init__(queryset, per_page)
        self.count = count


def matching(question: Question) -> SlotQuerySet:
    """The published slots whose release has every term of `question`, in its section and year."""
    slots = Slot.objects.published()
    for term in question.terms:
        slots = slots.filter(release__search_text__contains=term)
    if question.section:
        slots = slots.filter(section__slug=question.section)
    if question.year:
        slots = slots.filter(issue__year=question.year)
    return slots


def find(question: Question, page: Any = None) -> Findings:
    """What `question` finds, newest issue first, 20 a page. Four queries: two facets, the rows, their bylines.

    A facet's count is what remains when it is chosen: the counts of sections respect the year and the other way.
    """
    sections = section_facets(question)
    years = year_facets(question)
    total = sum(facet.count for facet in sections if facet.chosen or not question.section)
    long_fields = ("plain_text", "notes", "voices", "events")
    found = Counted(listed(matching(question).in_order(), heavy=long_fields), PER_PAGE, total).get_page(page)
    hits = [hit(Row(slot), question.terms) for slot in found]
    return Findings(total, found, hits, sections, years)


def section_facets(question: Question) -> list[Facet]:
    counted = matching(question.anywhere()).order_by("section__position", "section__pk")
    rows = counted.values_list("section__slug", "section__name").annotate(count=Count("pk"))
    return [Facet(name, count, slug == question.section, replace(question, section=slug)) for slug, name, count in rows]


def year_facets(question: Question) -> list[Facet]:
    counted = matching(question.any_year()).order_by("-issue__year")
    rows = counted.values_list("issue__year").annotate(count=Count("pk"))
    return [Facet(f"{year}年", count, year == question.year, replace(question, year=year)) for year, count in rows]


def hit(row: Row, terms: list[str]) -> Hit:
    """The row with its title marked and the first passage that holds a term, else its opening."""
    passages = (passage(text, terms) for text in printed(row))
    found = next((marked for marked in passages if marked), None)
    return Hit(row, mark(row.release.full_title, terms), found or [(row.context, False)])


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
    yield release.funding_note
    yield release.source


def folded(text: str) -> tuple[str, list[int]]:
    """`text` as the index spells it, and for each of its characters the place in `text` that it comes from."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for letter in unicodedata.normalize("NFKC", character).casefold():
            letter = " " if letter.isspace() else letter
            if letter == " " and letters[-1:] == [" "]:
                continue
            letters.append(letter)
            places.append(place)
    return "".join(letters), places


def occurrences(text: str, terms: list[str]) -> list[tuple[int, int]]:
    """The stretches of `text` (from, to) that match a term, merged where they overlap, in order."""
    spelled, places = folded(text)
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


def mark(text: str, terms: list[str], start: int = 0, end: int | None = None) -> Marked:
    """`text[start:end]` cut into (words, whether they were asked for)."""
    end = len(text) if end is None else end
    pieces: Marked = []
    at = start
    for first, last in occurrences(text, terms):
        if last <= start or first >= end:
            continue
        first, last = max(first, start), min(last, end)
        pieces += [(text[at:first], False), (text[first:last], True)]
        at = last
    pieces.append((text[at:end], False))
    return [piece for piece in pieces if piece[0]]


def passage(text: str, terms: list[str]) -> Marked | None:
    """About 88 characters of `text` around the first hit, marked; None where no term occurs."""
    text = " ".join(text.split())
    stretches = occurrences(text, terms)
    if not stretches:
        return None
    first = stretches[0][0]
    start = max(0, first - BEFORE_HIT)
    pause = max(text.rfind(sign, start, first) for sign in "。！？；，")
    start = pause + 1 if pause >= 0 else start
    end = min(len(text), max(start + PASSAGE, stretches[0][1]))
    pieces = mark(text, terms, start, end)
    if start and text[start - 1] not in "。！？；":
        pieces.insert(0, ("……", False))
    if end < len(text) and text[end - 1] not in "。！？":
        pieces.append(("……", False))
    return pieces
