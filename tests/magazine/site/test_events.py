"""大事 by month across issues."""

from datetime import date

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


def test_without_a_published_chronicle_the_page_says_so(reading, words, client):
    withdraw(reading.issue)
    assert "还没有刊出大事" in words("/events/")
    assert client.get("/events/2024/10/").status_code == 404
