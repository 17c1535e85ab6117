"""大事 by month across issues."""

from datetime import date

import pytest

from articles.workflow import text_changed
from magazine.publishing import withdraw
from tests.builders import make_chronicle, make_issue, make_slot, moment, publish_issue


def chronicle_of(year: int, number: int, *days: date):
    issue = make_issue(year=year, number=number)
    make_slot(issue, make_chronicle(list(days)))
    return publish_issue(issue, at=moment(2024, 12, 5))


def test_a_month_is_a_dated_list_that_leads_to_the_issue(reading, words):
    text = words("/events/2024/10/")
    assert text.index('datetime="2024-10-10"') < text.index('datetime="2024-10-30"')
    assert f'href="/articles/{reading.chronicle.pk}/#event-' in text
    assert "共2条" in text


def test_events_of_two_issues_stand_by_day(reading, words):
    chronicle_of(2024, 12, date(2024, 10, 20), date(2024, 11, 2))
    text = words("/events/2024/10/")
    days = [text.index(f'datetime="2024-10-{day}"') for day in (10, 20, 30)]
    assert days == sorted(days)
    assert "2024-11-02" not in text
    assert 'href="/events/2024/11/"' in text


def test_the_newest_month_opens(reading, words):
    chronicle_of(2025, 1, date(2024, 12, 3))
    text = words("/events/")
    assert "<h1>2024年12月</h1>" in text
    assert 'rel="prev" href="/events/2024/11/"' in text


def test_a_month_between_says_that_it_is_empty(reading, words):
    chronicle_of(2025, 1, date(2024, 12, 3))
    text = words("/events/2024/11/")
    assert "本月没有刊出大事。" in text
    assert 'rel="prev" href="/events/2024/10/"' in text
    assert 'rel="next" href="/events/2024/12/"' in text


def test_months_that_cannot_be_are_not_there(reading, client):
    for address in ("2024/9", "2024/11", "2024/13", "2024/010", "99999/1", "0/1"):
        assert client.get(f"/events/{address}/").status_code == 404, address


def test_a_month_written_with_two_figures_is_the_same_month(db, client):
    answer = client.get("/events/2024/09/")
    assert (answer.status_code, answer["Location"]) == (301, "/events/2024/9/")


def test_without_a_published_chronicle_the_page_says_so(reading, words, client):
    withdraw(reading.issue)
    page = words("/events/")
    assert "还没有刊出大事" in page
    assert page.partition("<main")[2].count(">大事<") == 1
    assert client.get("/events/2024/10/").status_code == 404


@pytest.fixture
def named(reading):
    """A later chronicle whose entries name people and a place."""
    article = make_chronicle([date(2024, 11, 20), date(2024, 12, 2)])
    first, second = article.events.order_by("position")
    first.people, first.place = "高远、罗启明，高远", "云江机床厂"
    first.save()
    second.people = "罗启明"
    second.save()
    text_changed(article, by=None)
    issue = make_issue(year=2025, number=1)
    make_slot(issue, article)
    publish_issue(issue, at=moment(2025, 1, 5))
    return first, second


def test_people_and_place_stand_below_an_entry_and_lead_to_all_that_is_told_of_them(named, words):
    page = words("/events/2024/11/")
    assert page.count('href="/events/?name=%E9%AB%98%E8%BF%9C"') == 1
    assert 'href="/events/?name=%E4%BA%91%E6%B1%9F%E6%9C%BA%E5%BA%8A%E5%8E%82">云江机床厂</a>' in page
    first, second = (f'id="event-{event.pk}"' for event in named)
    told = words("/events/?name=罗启明")
    assert told.index(second) < told.index(first)
    assert "共2条" in told
    assert '<meta name="robots" content="noindex">' in told
    assert first in words("/events/?name=云江机床厂")
    assert second not in words("/events/?name=云江机床厂")
    assert "人物" not in words("/events/2024/10/")


def test_a_name_that_no_entry_has_leads_on(named, words):
    page = words("/events/?name=罗启")
    assert "各期大事的人物和地点里没有“罗启”。" in page
    assert 'href="/search/?q=%E7%BD%97%E5%90%AF"' in page
    assert "<script>x" not in words("/events/?name=<script>x</script>")
    assert "2024年12月" in words("/events/?name=%20%00")


def test_search_finds_an_entry_by_whom_and_where_it_names(named, words):
    page = words("/search/?q=云江机床厂 高远")
    assert f'/articles/{named[0].article_id}/"' in page


def test_a_name_costs_three_queries(named, client, django_assert_num_queries):
    with django_assert_num_queries(3):
        client.get("/events/?name=罗启明")


def test_two_dates_with_their_months_stand_above_the_text(db, words):
    """They are wider than the column of days; a range inside one month fits."""
    chronicle = make_chronicle([date(2024, 10, 8), date(2024, 10, 28)])
    for number, last in enumerate((date(2024, 10, 11), date(2024, 11, 2)), start=1):
        chronicle.events.filter(position=number).update(ends_on=last)
    text_changed(chronicle, by=None)
    issue = make_issue(year=2024, number=12)
    make_slot(issue, chronicle)
    publish_issue(issue, at=moment(2024, 12, 5))
    shown = words("/events/2024/10/").split('<li class="entry')[1:]
    assert [entry.partition('"')[0] for entry in shown] == ["", " long"]
    assert "10月28日" in shown[1]
