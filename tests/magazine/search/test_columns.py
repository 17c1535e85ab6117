"""Columns: counted the same by whichever way is quickest, and read anew when the index has changed."""

from collections import Counter
from unittest import mock

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from magazine.publishing import publish, withdraw
from magazine.search import columns, finding
from magazine.search.columns import Columns
from magazine.search.finding import find
from magazine.search.index import AUTHOR, FACET_BLOCK, ISSUE, KIND, SECTION, TAG, facet
from magazine.search.postings import Row
from magazine.search.question import Question
from magazine.search.sets import as_set
from tests.builders import make_article, make_author, make_issue, make_slot, publish_issue

# Number → its issue, its section, its authors: some in the second block, one of them without an author.
DOCUMENTS = {
    number: (201 + number % 7, number % 3, {number % 2, number % 5} if number % 4 else set())
    for number in [*range(0, 90, 2), *range(FACET_BLOCK - 3, FACET_BLOCK + 3)]
}


def columns_of(documents) -> Columns:
    blocks: dict[int, dict[int, list[int]]] = {}
    for number, (issue, section, authors) in sorted(documents.items()):
        block, place = divmod(number, FACET_BLOCK)
        keys = [facet(ISSUE, issue), facet(KIND, 0), facet(SECTION, section)]
        for key in keys + [facet(AUTHOR, author) for author in authors]:
            blocks.setdefault(block, {}).setdefault(key, []).append(place)
    empty = Row(b"", FACET_BLOCK, "Q")
    return Columns(
        (block, empty.with_changes({key: (listed, ()) for key, listed in table.items()}))
        for block, table in blocks.items()
    )


COLUMNS = columns_of(DOCUMENTS)
FOUND = st.sets(st.sampled_from(sorted(DOCUMENTS)))


@pytest.mark.parametrize("costs", [0, 250])
@given(found=FOUND)
def test_every_way_to_count_counts_the_same(found, costs):
    with mock.patch.object(columns, "VALUE_COSTS", costs):
        counted = COLUMNS.counts(as_set(found), (KIND, SECTION, AUTHOR, TAG))
    assert list(counted.values()) == [
        ({0: len(found)} if found else {}),
        Counter(DOCUMENTS[number][1] for number in found),
        Counter(author for number in found for author in DOCUMENTS[number][2]),
        {},
    ]


@pytest.mark.parametrize("few", [0, 1000])
@given(found=FOUND, limit=st.integers(0, 60))
def test_the_newest_come_first_and_those_of_an_issue_in_order(found, few, limit):
    with mock.patch.object(columns, "SORTED", few):
        newest = COLUMNS.newest(as_set(found), limit)
    assert newest == sorted(found, key=lambda number: (-DOCUMENTS[number][0], number))[:limit]


def test_a_value_has_its_documents():
    assert COLUMNS.having(SECTION, 2) == as_set(number for number in DOCUMENTS if DOCUMENTS[number][1] == 2)
    assert COLUMNS.having(SECTION, 9) == 0


def test_issues_have_their_documents():
    assert COLUMNS.in_issues([201, 207, 999]) == as_set(n for n in DOCUMENTS if DOCUMENTS[n][0] in (201, 207))
    assert COLUMNS.in_issues([]) == 0


def counted(word: str) -> dict[str, int]:
    return {facet.name: facet.count for group in find(Question(word)).narrowing for facet in group.facets}


def test_they_are_read_again_when_the_index_has_changed_and_only_then(db, django_assert_num_queries):
    issue = make_issue(year=2024, number=11)
    for name in ("高远", "高远", "何苗"):
        make_slot(issue, make_article(title="飞镖", authors=[make_author(name=name)]))
    publish_issue(issue)
    assert counted("飞镖")["2024年"] == 3
    reading = mock.Mock(wraps=columns.Columns)
    with mock.patch.object(columns, "Columns", reading):
        with django_assert_num_queries(5):
            assert counted("飞镖")["2024年"] == 3
        assert reading.call_count == 0
        older = make_issue(year=2023, number=1)
        make_slot(older, make_article(title="飞镖"))
        publish_issue(older)
        with django_assert_num_queries(5):
            assert counted("飞镖")["2023年"] == 1
        assert reading.call_count == 1
        withdraw(older)
        assert "2023年" not in counted("飞镖")
        publish(older)
        assert counted("飞镖")["2023年"] == 1


def test_a_publication_between_the_two_queries_of_a_question_is_met_by_the_next(db):
    for year in (2024, 2023):
        issue = make_issue(year=year, number=11)
        make_slot(issue, make_article(title="飞镖"))
        publish_issue(issue)
    withdraw(issue)
    columns.LATEST.clear()
    look_up = finding._looked_up

    def late(*asked):
        publish(issue)
        return look_up(*asked)

    with mock.patch.object(finding, "_looked_up", late):
        assert find(Question("飞镖")).total == 1
    assert find(Question("飞镖")).total == 2
    assert counted("飞镖")["2023年"] == 1


def test_long_words_are_looked_up_once(db):
    issue = make_issue(year=2024, number=11)
    for text in ("班组的飞镖队", "飞镖的班组队", "飞镖队"):
        make_slot(issue, make_article(title="消息", body=f"<p>{text}</p>"))
    publish_issue(issue)
    assert find(Question("消息")).total == 3
    with mock.patch.object(finding, "_with_long_terms", wraps=finding._with_long_terms) as looked_up:
        assert [find(Question("飞镖队")).total, find(Question("飞镖队"), page=1).total] == [2, 2]
        assert find(Question("飞镖队 班组")).total == 1
        assert looked_up.call_count == 2
        issue.slots.filter(position=1).update(taken_down_at=timezone.now())
        assert find(Question("飞镖队")).total == 1
        withdraw(issue)
        assert find(Question("飞镖队")).total == 0
    assert len(next(iter(columns.LATEST.values())).looked_up) <= 2


def test_only_so_many_long_words_are_remembered():
    kept = columns_of(DOCUMENTS)
    for number in range(columns.REMEMBERED + 5):
        kept.remember((f"第{number}个词",), number)
    assert len(kept.looked_up) == columns.REMEMBERED
    assert kept.looked_up["第104个词",] == 104
