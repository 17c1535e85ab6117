"""Days as a chronicle prints them."""

from datetime import date

import pytest

from magazine.site.dates import dated, following, preceding, touches


def entry(start: str, end: str | None = None):
    return dated({"id": 1, "start": start, "end": end, "text": "开会。\n\n散会。", "photos": []})


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2024-10-10", None, ("10日", None)),
        ("2024-10-10", "2024-10-10", ("10日", None)),
        ("2024-10-07", "2024-10-10", ("7", "10日")),
        ("2024-10-30", "2024-11-02", ("10月30日", "11月2日")),
        ("2023-10-30", "2024-10-02", ("10月30日", "10月2日")),
    ],
)
def test_month_and_year_are_said_where_they_are_needed(start, end, words):
    found = entry(start, end)
    assert (found.first_words, found.last_words if found.last else None) == words


def test_an_entry_touches_every_month_of_its_range():
    found = entry("2024-10-30", "2024-12-02")
    months = [date(2024, month, 1) for month in (9, 10, 11, 12)]
    assert [touches(found, month) for month in months] == [False, True, True, True]
    assert not touches(found, date(2025, 1, 1))


def test_months_go_over_the_year():
    assert following(date(2024, 12, 1)) == date(2025, 1, 1)
    assert preceding(date(2024, 1, 1)) == date(2023, 12, 1)
    assert preceding(following(date(2024, 5, 1))) == date(2024, 5, 1)


def test_lines_of_the_text_are_paragraphs():
    assert entry("2024-10-10").paragraphs == ["开会。", "散会。"]
