"""大事 as a calendar file."""

import re
from datetime import date

from articles.workflow import text_changed
from events.models import Event
from magazine.site.calendar import escaped, folded
from tests.builders import make_chronicle, make_issue, make_slot, moment, publish_issue


def lines(answer) -> list[str]:
    text = answer.content.decode("utf-8")
    assert text.endswith("\r\n")
    return text.replace("\r\n ", "").split("\r\n")


def test_a_month_holds_its_entries_and_days(reading, client):
    answer = client.get("/events/2024/10/events.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    found = lines(answer)
    assert (found[0], found[-2]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert [line for line in found if line.startswith("DTSTART")] == [
        "DTSTART;VALUE=DATE:20241010",
        "DTSTART;VALUE=DATE:20241030",
    ]
    assert "DTEND;VALUE=DATE:20241011" in found
    assert "SUMMARY:10月10日，市总工会召开会议。" in found
    (event, *_rest) = Event.objects.filter(article=reading.chronicle)
    assert f"URL:http://testserver/articles/{reading.chronicle.pk}/#event-{event.pk}" in found
    assert len(set(re.findall("UID:.*", "\n".join(found)))) == 2


def test_a_range_ends_on_the_day_after_its_last(db, client):
    article = make_chronicle([date(2024, 12, 30)])
    article.events.update(ends_on=date(2024, 12, 31))
    issue = make_issue(year=2025, number=1)
    make_slot(issue, article)
    publish_issue(issue, at=moment(2025, 1, 5))
    assert "DTEND;VALUE=DATE:20250101" in lines(client.get("/events/events.ics"))


def test_the_whole_calendar_has_every_month(reading, client):
    issue = make_issue(year=2025, number=1)
    make_slot(issue, make_chronicle([date(2024, 12, 3)]))
    publish_issue(issue, at=moment(2025, 1, 5))
    starts = [line[-8:] for line in lines(client.get("/events/events.ics")) if line.startswith("DTSTART")]
    assert starts == ["20241010", "20241030", "20241203"]
    assert client.get("/events/2024/11/events.ics").status_code == 404
    assert client.get("/events/2024/13/events.ics").status_code == 404


def test_a_calendar_without_entries_is_a_calendar(db, client):
    assert lines(client.get("/events/events.ics"))[-2:] == ["END:VCALENDAR", ""]


def test_text_is_escaped_and_long_lines_folded():
    assert escaped("甲,乙;丙\\丁\r\n戊\x07") == "甲\\,乙\\;丙\\\\丁\\n戊"
    line = "SUMMARY:" + "工会" * 40
    pieces = folded(line).split("\r\n")
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line


def test_an_entry_says_where_and_with_whom(db, client):
    article = make_chronicle([date(2024, 12, 30)])
    article.events.update(people="高远、罗启明", place="云江机床厂,三车间")
    text_changed(article, by=None)
    issue = make_issue(year=2025, number=1)
    make_slot(issue, article)
    publish_issue(issue, at=moment(2025, 1, 5))
    found = lines(client.get("/events/events.ics"))
    assert "LOCATION:云江机床厂\\,三车间" in found
    assert [line for line in found if line.startswith("DESCRIPTION")] == [
        "DESCRIPTION:12月30日，市总工会召开会议。\\n人物：高远、罗启明"
    ]
    assert not [line for line in lines(client.get("/events/2024/12/events.ics")) if line == "LOCATION:"]
