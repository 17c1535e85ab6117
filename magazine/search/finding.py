"""Finding: the published articles that hold every word asked for, best or newest first, and how to narrow them."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, F, IntegerField, QuerySet, Value, When
from django.db.models.functions import Length, Replace
from django.utils.translation import gettext as _

from articles.states import Layout
from magazine.models import Slot
from magazine.querysets import SlotQuerySet
from magazine.search.index import holding
from magazine.search.passages import Marked, mark, passage_of
from magazine.search.question import Question
from magazine.site.rows import Row, listed

PER_PAGE = 20
# How many authors and tags are offered, those with the most articles first.
OFFERED = 12
# A word in the title weighs more than any in the names, and those more than any in the text.
IN_TITLE, IN_NAMES, IN_TEXT = 9, 3, 1
# How often a word stands in the text is counted among this many that weigh most, newest first: to count is to read.
WEIGHED = 400
NEWEST_FIRST = ("-issue__year", "-issue__number", "position")
LONG_FIELDS = ("plain_text", "notes", "voices", "events")


@dataclass(frozen=True)
class Facet:
    """One way to narrow: its name, how many articles remain, and the question that does it (or undoes it)."""

    name: str
    count: int
    chosen: bool
    question: Question


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


class Known(Paginator):
    """A paginator that has been told the count, so that it need not ask."""

    def __init__(self, queryset: QuerySet, per_page: int, count: int) -> None:
        super().__init__(queryset, per_page)
        self.count = count


def matching(question: Question, besides: tuple[str, ...] = ()) -> SlotQuerySet:
    """The published slots that hold every term of `question` and fit what narrows it, but for what `besides` names."""
    slots = Slot.objects.published().filter(pk__in=holding(question.terms))
    paths = {
        "section": "section__slug",
        "year": "issue__year",
        "kind": "release__layout",
        "author": "release__bylines__author",
        "tag": "release__tags__slug",
    }
    for name, value in question.narrowed_by.items():
        if name not in besides:
            slots = slots.filter(**{paths[name]: value})
    return slots


def find(question: Question, page: Any = None) -> Findings:
    """What `question` finds, 20 a page. Five queries: three for the ways to narrow, the rows, their bylines.

    A facet's count is what remains when it is chosen: each respects all other narrowing and not its own.
    """
    cube = _cube(question)
    total = sum(count for place, count in cube.items() if _fits(place, question))
    narrowing = [
        _facets(question, "section", _("栏目"), _by_section(cube, question)),
        _facets(question, "year", _("年份"), _by_year(cube, question)),
        _facets(question, "kind", _("体裁"), _by_kind(cube, question)),
    ]
    if cube:
        narrowing += [
            _facets(question, "author", _("作者"), _by_author(question)),
            _facets(question, "tag", _("标签"), _by_tag(question)),
        ]
    found = Known(ordered(matching(question), question).values("pk"), PER_PAGE, total).get_page(page)
    chosen: Any = found.object_list
    hits = [_hit(Row(slot), question.terms) for slot in _loaded(chosen, question)] if total else []
    return Findings(total, found, hits, [group for group in narrowing if group.facets or group.chosen])


def ordered(slots: QuerySet, question: Question) -> QuerySet:
    """`slots` newest first, or by what the words weigh where they stand and then by how often they do."""
    if question.order:
        return slots.order_by(*NEWEST_FIRST)
    slots = slots.annotate(weight=_weight(question.terms))
    weighed = slots.order_by("-weight", *NEWEST_FIRST).values("pk")[:WEIGHED]
    often = Case(When(pk__in=weighed, then=_occurrences(question.terms)), default=0, output_field=IntegerField())
    return slots.annotate(often=often).order_by("-weight", "-often", *NEWEST_FIRST)


def _weight(terms: list[str]) -> Any:
    return sum(
        (
            Case(
                When(search_entry__title__contains=term, then=IN_TITLE),
                When(search_entry__names__contains=term, then=IN_NAMES),
                default=IN_TEXT,
                output_field=IntegerField(),
            )
            for term in terms
        ),
        Value(0),
    )


def _occurrences(terms: list[str]) -> Any:
    text = F("search_entry__text")
    return sum(((Length(text) - Length(Replace(text, Value(term), Value("")))) / len(term) for term in terms), Value(0))


def _loaded(chosen: QuerySet, question: Question) -> list[Slot]:
    """The slots of one page with all that their rows need, in the order of the page: long texts are never sorted."""
    return list(ordered_again(listed(Slot.objects.filter(pk__in=chosen), heavy=LONG_FIELDS), question))


def ordered_again(slots: QuerySet, question: Question) -> QuerySet:
    """The order of `ordered` for the few slots of one page."""
    if question.order:
        return slots.order_by(*NEWEST_FIRST)
    weighed = {"weight": _weight(question.terms), "often": _occurrences(question.terms)}
    return slots.annotate(**weighed).order_by("-weight", "-often", *NEWEST_FIRST)


def _hit(row: Row, terms: list[str]) -> Hit:
    return Hit(row, mark(row.release.full_title, terms), passage_of(row, terms))


# --- Ways to narrow: section, year and kind come from one count of all their combinations -----------------------------
Place = tuple[int, str, str, int, str]


def _cube(question: Question) -> Counter[Place]:
    """(section's position, slug, name, year, kind) → how many articles, whatever of the three is chosen."""
    fields = ("section__position", "section__slug", "section__name", "issue__year", "release__layout")
    slots = matching(question, besides=("section", "year", "kind")).order_by()
    return Counter(
        {tuple(row[:5]): row[5] for row in slots.values_list(*fields).annotate(count=Count("pk", distinct=True))}
    )


def _fits(place: Place, question: Question, besides: str = "") -> bool:
    said = {"section": place[1], "year": place[3], "kind": place[4]}
    return all(
        name == besides or name not in question.narrowed_by or question.narrowed_by[name] == value
        for name, value in said.items()
    )


def _summed(cube: Counter[Place], question: Question, name: str, key: Any) -> Counter[Any]:
    summed: Counter[Any] = Counter()
    for place, count in cube.items():
        if _fits(place, question, besides=name):
            summed[key(place)] += count
    return summed


def _by_section(cube: Counter[Place], question: Question) -> list[tuple[Any, str, int]]:
    summed = _summed(cube, question, "section", lambda place: place[:3])
    return [(slug, name, count) for (_position, slug, name), count in sorted(summed.items())]


def _by_year(cube: Counter[Place], question: Question) -> list[tuple[Any, str, int]]:
    summed = _summed(cube, question, "year", lambda place: place[3])
    return [(year, _("%(year)d年") % {"year": year}, summed[year]) for year in sorted(summed, reverse=True)]


def _by_kind(cube: Counter[Place], question: Question) -> list[tuple[Any, str, int]]:
    summed = _summed(cube, question, "kind", lambda place: place[4])
    return [(kind, str(label), summed[kind]) for kind, label in Layout.choices if summed[kind]]


def _by_author(question: Question) -> list[tuple[Any, str, int]]:
    slots = matching(question, besides=("author",)).filter(release__bylines__author__isnull=False)
    return _most(slots, "release__bylines__author", "release__bylines__author__name", question.author)


def _by_tag(question: Question) -> list[tuple[Any, str, int]]:
    slots = matching(question, besides=("tag",)).exclude(release__tags__slug=None)
    return _most(slots, "release__tags__slug", "release__tags__name", question.tag)


def _most(slots: QuerySet, key: str, name: str, chosen: Any) -> list[tuple[Any, str, int]]:
    """The values with the most articles; the one that is chosen among them whatever its count."""
    rows = list(slots.order_by().values_list(key, name).annotate(count=Count("pk", distinct=True)))
    rows.sort(key=lambda row: (row[0] != chosen, -row[2], row[1]))
    return rows[:OFFERED]


def _facets(question: Question, name: str, label: str, values: list[tuple[Any, str, int]]) -> Facets:
    chosen = question.narrowed_by.get(name)
    facets = [
        Facet(words, count, value == chosen, replace(question, **{name: value})) for value, words, count in values
    ]
    return Facets(label, facets, chosen is not None, question.without(name))
