"""Finding: the published articles that hold every word asked for, best or newest first, and how to narrow them."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from heapq import nlargest
from typing import Any
from urllib.parse import quote

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import BinaryField, F, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import StrIndex
from django.utils.translation import gettext as _
from taggit.models import Tag

from articles.models import Author, Section
from articles.states import Layout
from magazine.models import Issue, SearchBlock, SearchEntry, Slot
from magazine.querysets import Audiences
from magazine.search.columns import Columns, known, learn
from magazine.search.index import AUTHOR, FACETS, KIND, KINDS, SECTION, STATE, TAG, YEAR, issue_value
from magazine.search.opened import Opened
from magazine.search.passages import Marked, mark, passage_of
from magazine.search.question import Question
from magazine.search.sets import as_set, numbers
from magazine.site.rows import OPENING_LENGTH, Row
from magazine.states import ANYBODY

PER_PAGE = 20
# How many authors and tags are offered, those with the most articles first.
OFFERED = 12
WAYS = {"section": SECTION, "year": YEAR, "kind": KIND, "author": AUTHOR, "tag": TAG}
# Of a hit, what its row says and what a passage may be cut from.
SHOWN = [
    "issue__year",
    "issue__number",
    "section__slug",
    "section__name",
    "heading",
    "page_from",
    "page_to",
    "taken_down_at",
    "article_id",
    "release__layout",
    "release__kicker",
    "release__title",
    "release__subtitle",
    "release__rubric",
    "release__lead",
    "release__plain_text",
    "release__notes",
    "release__voices",
    "release__events",
    "release__photos",
    "release__funding_note",
    "release__source",
    "release__first_day",
    "release__last_day",
]


@dataclass(frozen=True)
class Facet:
    """One way to narrow: its name, how many articles remain, and the address that does it, or undoes what is chosen."""

    name: str
    count: int
    chosen: bool
    address: str


@dataclass(frozen=True)
class Facets:
    """All ways to narrow by one thing. `anything` is the question without this narrowing."""

    name: str
    facets: list[Facet]
    chosen: bool
    anything: Question


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
    narrowing: list[Facets]


@dataclass(frozen=True)
class Asked:
    """What the database says of a question beside the index: the documents that readers may see and that hold every
    term; by what each can be narrowed; sections by number as (position, slug, name); the number of the tag that narrows
    the question."""

    opened: Opened
    documents: int
    columns: Columns
    sections: dict[int, tuple[int, str, str]]
    tag: int


def ask(question: Question, at: datetime | None = None, audiences: Audiences = ANYBODY) -> Asked:
    """Two queries: what the index says of the words, and the tables that it is checked against.

    Words of one or two characters are exact in the index. A longer word is looked up in the texts of those documents
    that hold all its pairs. What hangs on issues that are not out is taken away.
    """
    opened, terms = Opened(question.terms), tuple(question.terms)
    documents, columns = opened.candidates(), known(opened.mark)
    if not documents:
        return Asked(opened, 0, columns or Columns([]), {}, 0)
    sure = documents if opened.exact else columns.looked_up.get(terms) if columns else None
    found = _looked_up(question, terms if sure is None else (), documents, at, audiences, columns is None)
    if sure is None:
        documents = as_set(row[1] for row in found if row[0] == "document")
        if columns:
            columns.remember(terms, documents)
    else:
        documents = sure
    if columns is None:
        blocks = [(row[1], row[5]) for row in found if row[0] == "facets"]
        columns = learn(next((bytes(row[5][8:]) for row in found if row[0] == "state"), b""), blocks)
    documents &= columns.everything
    documents &= ~columns.in_issues(issue_value(row[1], row[2]) for row in found if row[0] == "hidden")
    documents &= ~as_set(row[1] for row in found if row[0] == "taken down")
    tag = next((row[1] for row in found if row[0] == "tag"), 0)
    return Asked(opened, documents, columns, {row[1]: row[2:5] for row in found if row[0] == "section"}, tag)


def _looked_up(
    question: Question,
    terms: Collection[str],
    documents: int,
    at: datetime | None,
    audiences: Audiences,
    facets: bool,
) -> list[tuple[str, int, int, str, str, Any]]:
    """One query over all tables that `ask` needs: (of which kind, number, number, slug, name, bytes). Those of
    `documents` whose texts hold `terms`, if there are any to look up; the `facets`, if they are not known."""
    nothing = Value(b"", BinaryField())
    sections = Section.objects.values_list(Value("section"), "pk", "position", "slug", "name", nothing)
    tables: list[Any] = [sections.order_by()]
    if question.tag:
        tags = Tag.objects.filter(slug=question.tag).order_by()
        tables.append(tags.values_list(Value("tag"), "pk", Value(0), "slug", "name", nothing))
    hidden = Issue.objects.hidden(at, audiences).filter(slots__search_entry__isnull=False).distinct().order_by()
    tables.append(hidden.values_list(Value("hidden"), "year", "number", Value(""), Value(""), nothing))
    entries = {"taken down": SearchEntry.objects.filter(slot__taken_down_at__isnull=False)}
    if terms:
        texts = SearchEntry.objects.filter(number__in=among(numbers(documents)))
        entries["document"] = _with_long_terms(texts, "text", terms)
    for kind, queryset in entries.items():
        tables.append(queryset.values_list(Value(kind), "number", Value(0), Value(""), Value(""), nothing))
    if facets:
        # Their own mark, read with them: the index may have changed since its postings were read.
        for kind, bucket in (("facets", FACETS), ("state", STATE)):
            blocks = SearchBlock.objects.filter(bucket=bucket)
            tables.append(blocks.values_list(Value(kind), "block", Value(0), Value(""), Value(""), "data"))
    return list(tables[0].union(*tables[1:], all=True))


def among(wanted: Iterable[int]) -> RawSQL:
    """Any number of integers for `__in`, as one parameter."""
    if connection.vendor == "sqlite":
        return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(wanted))])
    return RawSQL("SELECT unnest(%s::bigint[])", [list(wanted)])


def find(question: Question, page: Any = None, at: datetime | None = None, audiences: Audiences = ANYBODY) -> Findings:
    """What `question` finds at the moment `at` (now) for readers of `audiences`, 20 a page. Five queries: two to ask, the names of authors and tags
    to narrow by, the rows, their bylines.

    A facet's count is what remains when it is chosen: each respects all other narrowing and not its own.
    """
    asked = ask(question, at, audiences)
    narrowed = {name: asked.columns.having(WAYS[name], _value(asked, question, name)) for name in question.narrowed_by}
    kept = asked.documents
    for documents in narrowed.values():
        kept &= documents
    total = kept.bit_count()
    found = Paginator(range(total), PER_PAGE).get_page(page)
    chosen = ordered(asked, kept, question, found.end_index())[found.start_index() - 1 :] if total else []
    narrowing = [group for group in _narrowing(asked, question, narrowed) if group.facets or group.chosen]
    return Findings(
        total, found, [_hit(Row(slot), question.terms) for slot in _loaded(chosen, at, audiences)], narrowing
    )


def published_with(terms: list[str], at: datetime | None = None, audiences: Audiences = ANYBODY) -> Any:
    """The slots that readers see at `at` whose words hold every one of `terms` (spelled). One query now, one later."""
    found = Opened(terms)
    slots = Slot.objects.published(at, audiences).filter(search_entry__number__in=among(numbers(found.candidates())))
    return _with_long_terms(slots, "search_entry__text", terms)


def _with_long_terms(rows: Any, text: str, terms: Iterable[str]) -> Any:
    """Those of the queryset `rows` whose field `text` holds every term that the pairs alone do not decide."""
    for place, term in enumerate(term for term in terms if len(term) > 2):
        rows = rows.alias(**{f"term{place}": StrIndex(text, Value(term))}).filter(**{f"term{place}__gt": 0})
    return rows


def ordered(asked: Asked, documents: int, question: Question, limit: int) -> list[int]:
    """The first `limit` numbers, newest first, or those that the words weigh most in first and newest first among them."""
    found: list[int] = []
    for level in [documents] if question.order else asked.opened.weighed(documents):
        found += asked.columns.newest(level, limit - len(found))
        if len(found) >= limit:
            break
    return found


def _loaded(chosen: list[int], at: datetime | None, audiences: Audiences) -> list[Slot]:
    """The slots of one page with all that their rows need, in the order of the page."""
    if not chosen:
        return []
    slots = Slot.objects.published(at, audiences).filter(search_entry__number__in=chosen)
    place = {number: place for place, number in enumerate(chosen)}
    found = list(slots.readable().only(*SHOWN).annotate(number=F("search_entry__number")))
    for slot in found:
        # The whole text is here: no need to let the database cut off its beginning.
        slot.opening = slot.release.plain_text[:OPENING_LENGTH]
    return sorted(found, key=lambda slot: place[slot.number])


def _hit(row: Row, terms: list[str]) -> Hit:
    return Hit(row, mark(row.release.full_title, terms), passage_of(row, terms))


# --- Ways to narrow ---------------------------------------------------------------------------------------------------
Values = list[tuple[Any, str, int]]


def _value(asked: Asked, question: Question, name: str) -> int:
    """The number by which the index knows what `question` is narrowed to; 0, which nothing has, for what is not there."""
    said = question.narrowed_by[name]
    if name == "section":
        return next((pk for pk, (_position, slug, _name) in asked.sections.items() if slug == said), 0)
    if name == "tag":
        return asked.tag
    return KINDS.index(said) if name == "kind" else said


def _narrowing(asked: Asked, question: Question, narrowed: dict[str, int]) -> list[Facets]:
    counts: dict[str, dict[int, int]] = {}
    alike: dict[int, list[str]] = defaultdict(list)
    for name in WAYS:
        remaining = asked.documents
        for other, documents in narrowed.items():
            remaining &= documents if other != name else remaining
        alike[remaining].append(name)
    for remaining, names in alike.items():
        counted = asked.columns.counts(remaining, [WAYS[name] for name in names])
        counts |= {name: counted[WAYS[name]] for name in names}
    authors = _most(counts["author"], question.author)
    tags = _most(counts["tag"], asked.tag)
    named = _named(authors, tags)
    return [
        _facets(question, "section", _("栏目"), _sections(asked, counts["section"])),
        _facets(question, "year", _("年份"), _years(counts["year"])),
        _facets(question, "kind", _("体裁"), _kinds(counts["kind"])),
        _facets(question, "author", _("作者"), [(pk, named["author", pk][1], authors[pk]) for pk in authors]),
        _facets(question, "tag", _("标签"), [(*named["tag", pk], tags[pk]) for pk in tags]),
    ]


def _sections(asked: Asked, counts: dict[int, int]) -> Values:
    known = sorted((asked.sections[pk], count) for pk, count in counts.items() if pk in asked.sections)
    return [(slug, name, count) for (_position, slug, name), count in known]


def _years(counts: dict[int, int]) -> Values:
    words = _("%(year)d年")
    return [(year, words % {"year": year}, counts[year]) for year in sorted(counts, reverse=True)]


def _kinds(counts: dict[int, int]) -> Values:
    return [
        (kind, str(label), counts[KINDS.index(kind)]) for kind, label in Layout.choices if KINDS.index(kind) in counts
    ]


def _most(counts: dict[int, int], chosen: int | None) -> dict[int, int]:
    """The values with the most articles; the one that is chosen among them whatever its count."""
    least = min(nlargest(OFFERED, counts.values()), default=0)
    most = [(value, count) for value, count in counts.items() if count >= least or value == chosen]
    return dict(sorted(most, key=lambda pair: (pair[0] != chosen, -pair[1], pair[0]))[:OFFERED])


def _named(authors: Iterable[int], tags: Iterable[int]) -> dict[tuple[str, int], tuple[str, str]]:
    """(author or tag, number) → (slug, name). One query, or none where there is nobody to name."""
    if not authors and not tags:
        return {}
    people = Author.objects.filter(pk__in=authors).order_by().values_list(Value("author"), "pk", Value(""), "name")
    labels = Tag.objects.filter(pk__in=tags).order_by().values_list(Value("tag"), "pk", "slug", "name")
    return {(kind, pk): (slug, name) for kind, pk, slug, name in people.union(labels, all=True)}


def _facets(question: Question, name: str, label: str, values: Values) -> Facets:
    chosen = question.narrowed_by.get(name)
    anything = question.without(name)
    undone, narrow = anything.address, f"{anything.address}&{name}="
    facets = [
        Facet(words, count, value == chosen, undone if value == chosen else narrow + quote(str(value), safe=""))
        for value, words, count in values
    ]
    return Facets(label, facets, chosen is not None, anything)
