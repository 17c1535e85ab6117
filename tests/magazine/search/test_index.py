"""The index against a plain scan, and what publishing, withdrawing and correcting make of it."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.states import Verdict
from articles.workflow import move, text_changed
from magazine.models import SearchEntry
from magazine.publishing import correct, publish, withdraw
from magazine.search import index
from magazine.search.finding import ask, find, published_with
from magazine.search.question import Question
from magazine.search.sets import numbers
from magazine.search.spelling import spell
from tests.builders import make_article, make_issue, make_release, make_slot, publish_issue

# Few characters, so that pairs meet by chance: Han of both scripts, wide and narrow, marks, a rare one, wildcards.
ALPHABET = "工会會法AａbＢ1１%_“”\\'* 　\n，𠮷①é"


@pytest.fixture
def slots(db):
    issue = make_issue()
    for _ in range(6):
        make_slot(issue, make_article())
    publish_issue(issue)
    return list(issue.slots.select_related("issue"))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_words_are_found_exactly_where_a_scan_finds_them(slots, data):
    texts = data.draw(st.lists(st.text(ALPHABET, max_size=24), min_size=1, max_size=6))
    index.clear()
    entries = [entry(slot, text) for slot, text in zip(slots, texts, strict=False)]
    index.replace(SearchEntry.objects.none(), entries)
    for asked in data.draw(st.lists(st.text(ALPHABET, min_size=1, max_size=6), min_size=1, max_size=4)):
        assert_found(asked, slots, texts)
    whole = data.draw(st.sampled_from(texts))
    start = data.draw(st.integers(0, len(whole)))
    assert_found(whole[start : start + data.draw(st.integers(1, 8))], slots, texts)


def entry(slot, text) -> SearchEntry:
    facets = [index.facet(index.ISSUE, index.issue_value(slot.issue.year, slot.issue.number))]
    return SearchEntry(slot=slot, title="", names="", text=spell(text), facets=facets)


def assert_found(asked, slots, texts):
    terms = spell(asked).split()
    if not terms:
        return
    numbered = dict(SearchEntry.objects.values_list("number", "slot"))
    found = {numbered[number] for number in numbers(ask(Question(asked)).documents)}
    assert found == set(published_with(terms).values_list("pk", flat=True)), asked
    scanned = {slot.pk for slot, text in zip(slots, texts, strict=False) if all(term in spell(text) for term in terms)}
    assert found == scanned, asked


def found(word: str) -> int:
    return find(Question(word)).total


@pytest.fixture
def issue(db):
    issue = make_issue()
    make_slot(issue, make_article(title="夜校", body="<p>教室在食堂二楼。</p>"))
    make_slot(issue, make_article(title="班车", body="<p>班车绕道食堂。</p>"))
    return issue


def test_a_withdrawn_issue_leaves_the_index_and_comes_back(issue):
    publish_issue(issue)
    assert found("食堂") == 2
    withdraw(issue)
    assert found("食堂") == 0
    assert SearchEntry.objects.count() == 0
    publish(issue)
    assert found("食堂") == 2


def test_a_scheduled_issue_is_found_from_its_hour_on(issue):
    for slot in issue.slots.all():
        make_release(slot.article)
    hour = timezone.now() + timedelta(hours=2)
    publish(issue, at=hour)
    for word in ("食堂", "绕道食堂"):
        assert find(Question(word), at=hour - timedelta(seconds=1)).total == found(word) == 0
    assert find(Question("食堂"), at=hour).total == len(find(Question("食堂"), at=hour).hits) == 2
    assert find(Question("绕道食堂"), at=hour).total == 1


def test_a_refused_publishing_leaves_no_trace(issue):
    withheld = make_article()
    make_slot(issue, withheld)
    with pytest.raises(Exception, match="还没有定稿"):
        publish(issue)
    assert SearchEntry.objects.count() == 0


def test_a_correction_changes_what_is_found(issue, chief):
    publish_issue(issue)
    slot = issue.slots.first()
    move(slot.article, Verdict.REOPEN, chief, "楼层有误")
    slot.article.body = "<p>教室在图书馆三楼。</p>"
    slot.article.save()
    text_changed(slot.article, by=None)
    assert (found("食堂"), found("图书馆")) == (2, 0)
    slot.article.refresh_from_db()
    make_release(slot.article)
    assert (found("食堂"), found("图书馆")) == (2, 0)
    correct(slot, "楼层写错。", chief)
    assert (found("食堂"), found("图书馆")) == (1, 1)


def test_a_deleted_slot_is_not_found(issue):
    publish_issue(issue)
    issue.slots.first().delete()
    assert found("食堂") == 1


def test_the_index_is_made_anew(issue, capsys):
    publish_issue(issue)
    SearchEntry.objects.update(text="坏了")
    call_command("rebuild_search")
    assert capsys.readouterr().out == "检索索引已重建：1期，2篇。\n"
    assert found("食堂") == 2
    assert found("坏了") == 0
