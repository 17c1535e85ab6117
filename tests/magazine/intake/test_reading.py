"""Whole issues: what is set is read back, whatever the month, the sections, the columns and the running heads."""

from collections import Counter
from contextlib import suppress
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from magazine.intake.encoding import IntakeError
from magazine.intake.reading import Reading, as_json, parse, printed
from tests.magazine.intake.made_up import make_issue
from tests.magazine.intake.typesetter import Habits, set_issue

SAME = (
    "kind",
    "section",
    "rubric",
    "kicker",
    "title",
    "subtitle",
    "authors",
    "affiliations",
    "funding_note",
    "first_page",
    "notes",
    "photos",
)


def squashed(value: Any) -> Any:
    """A value with the spaces of its texts taken out: spaces justify lines and are no text."""
    if isinstance(value, str):
        return "".join(value.split())
    if isinstance(value, list):
        return [squashed(item) for item in value]
    return {key: squashed(item) for key, item in value.items()} if isinstance(value, dict) else value


def whole(entry: dict[str, Any]) -> str:
    """All words of a body in order, wherever its paragraphs were cut."""
    return "".join(squashed(block.get("text", "")) for block in entry.get("body", []))


def assert_read_back(issue: dict[str, Any], text: str, **arguments: Any) -> None:
    read = as_json(parse(text, **arguments))
    assert read["issue"] == issue["issue"]
    assert read["sections"] == issue["sections"]
    for set_, found in zip(issue["entries"], read["entries"], strict=True):
        assert {key: squashed(found[key]) for key in SAME} == {key: squashed(set_[key]) for key in SAME}
        assert whole(found) == whole(set_)
        for key in ("lead", "source", "events", "voices", "members"):
            assert squashed(found.get(key)) == squashed(set_.get(key)) or not set_.get(key)
    assert read["unplaced"] == []


SEEDS = [3, 8, 11, 12, 14, 20, 25, 36]


@pytest.mark.parametrize("seed", SEEDS)
def test_reads_back_what_is_set(seed: int) -> None:
    issue = make_issue(seed, month=seed % 12 + 1)
    assert_read_back(issue, set_issue(issue, seed))


@pytest.mark.parametrize("seed", SEEDS[:4])
@pytest.mark.parametrize(
    "habits",
    [Habits(heads=0.3), Habits(heads=0, numbers=0, form_feeds=True), Habits(late_titles=False), Habits(column=22)],
    ids=["few running heads", "form feeds", "titles first", "one column width"],
)
def test_reads_other_habits(seed: int, habits: Habits) -> None:
    issue = make_issue(seed)
    assert_read_back(issue, set_issue(issue, seed, habits))


@pytest.mark.parametrize("front", ["chronicle", "none"])
def test_reads_an_issue_without_some_sections(front: str) -> None:
    issue = make_issue(5, front=front, essay=False)
    assert_read_back(issue, set_issue(issue, 5), year=issue["issue"]["year"], month=issue["issue"]["month"])


def test_january_covers_december_of_the_year_before() -> None:
    issue = make_issue(9, year=2032, month=1)
    read = parse(set_issue(issue, 9))
    assert (read.issue.year, read.issue.month, read.issue.covers) == (2032, 1, "2031-12")
    assert {event.start[:7] for event in read.entries[0].events} == {"2031-12"}


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(200, 10_000), month=st.integers(1, 12), column=st.integers(19, 26))
def test_most_of_any_issue_is_read_back(seed: int, month: int, column: int) -> None:
    """Widths alone leave a few cuts open in any column; pieces, names, credits and dates must still be found."""
    issue = make_issue(seed, month=month)
    read = as_json(parse(set_issue(issue, seed, Habits(column=column))))
    assert read["issue"] == issue["issue"]
    pairs = list(zip(issue["entries"], read["entries"], strict=True))
    right = sum(squashed(found[key]) == squashed(set_[key]) for set_, found in pairs for key in SAME)
    assert right >= 0.97 * len(pairs) * len(SAME)
    paragraphs = [Counter(squashed(b["text"]) for b in e.get("body", []) if b["type"] == "paragraph") for e, _ in pairs]
    found = [Counter(squashed(b["text"]) for b in e.get("body", []) if b["type"] == "paragraph") for _, e in pairs]
    kept = sum((a & b).total() for a, b in zip(paragraphs, found, strict=True))
    assert kept >= 0.9 * sum(a.total() for a in paragraphs)


def test_reading_twice_gives_the_same() -> None:
    text = set_issue(make_issue(4), 4)
    assert as_json(parse(text)) == as_json(parse(text))


def test_known_sections_give_english_that_is_not_printed() -> None:
    text = set_issue(make_issue(4), 4)
    read = parse(text, sections=[("大事", "EVENTS"), ("没有出现", "ABSENT")])
    assert read.sections[0].running_head_en == "EVENTS"
    assert "没有出现" not in [section.name for section in read.sections]


def test_arguments_win_over_the_text() -> None:
    read = parse(set_issue(make_issue(4, year=2031, month=6), 4), year=2040, month=7)
    assert (read.issue.year, read.issue.month) == (2040, 7)


def test_a_month_that_nothing_tells_is_asked_for() -> None:
    text = set_issue(make_issue(5, front="none", essay=False), 5)
    with pytest.raises(IntakeError, match="--year和--month"):
        parse(text)


@pytest.mark.parametrize(
    "text", ["只有一行", "hello\nworld\n", "没有标题的一段话。\n\n又一段话。\n\n再一段话。\n\n", "a\n" * 400]
)
def test_what_is_no_issue_is_refused(text: str) -> None:
    with pytest.raises(IntakeError):
        parse(text, year=2031, month=6)


def test_a_text_without_running_heads_still_names_a_section() -> None:
    body = "\n\n".join(["工会干部走进车间班组了解职工所想所盼的"] * 3 + ["记在账上。"])
    read = parse(f"\n把课堂开到码头去\n\n□ 张岚\n\n{body}\n", year=2031, month=6)
    assert [(entry.title, entry.section) for entry in read.entries] == [("把课堂开到码头去", "未分栏")]
    assert any("栏目" in doubt.reason for doubt in read.doubts)


def test_hostile_text_takes_no_more_time_than_print() -> None:
    for text in (
        "□ 张岚\n\n题目在此\n\n" * 2000,
        "工会/ 张岚摄\n" * 8000,
        "工会：\n\n题目\n\n" * 2000,
        "工" * 300_000 + "\n\n□ 张\n\n题",
    ):
        start = process_time()
        with suppress(IntakeError):
            parse(text, year=2031, month=6)
        assert process_time() - start < 3


def assert_all_there(reading: Reading, text: str) -> None:
    source = Counter("".join(text.split()))
    source.subtract("".join(printed(reading)))
    assert {char: count for char, count in source.items() if count > 0} == {}


def test_every_character_of_an_issue_is_somewhere() -> None:
    text = set_issue(make_issue(6), 6)
    assert_all_there(parse(text), text)


PIECES = st.sampled_from(
    [
        "□ 张岚 李舟",
        "作者单位：岚溪市总工会",
        "/ 人物 PEOPLE12",
        "VIEW 观察 /",
        "6月大事",
        "6月之声",
        "6月3日，岚溪开会",
        "——砚山市总工会主席张舟",
        "图1 课程情况",
        "表1 基本情况",
        "12",
        "51.2%",
        "*本文为课题",
        "①注一",
        "现场。/ 张舟摄",
        "/ 李岚摄",
        "岚溪市总工会：",
        "（一）做法。",
        "，",
        "。",
    ]
)
GARBAGE = st.text(st.characters(codec="utf-8", exclude_characters="\ufeff"), max_size=30)
BREAKS = st.sampled_from(["\n", "\n\n", "\n ", "\n\n\n\n", "\f"])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(PIECES | GARBAGE | st.text("工会职课，。“”", min_size=1, max_size=60), BREAKS), max_size=40))
def test_garbage_is_refused_or_accounted_for(lines: list[tuple[str, str]]) -> None:
    text = "".join(line + end for line, end in lines)
    try:
        reading = parse(text, year=2031, month=7)
    except IntakeError:
        return
    assert_all_there(reading, text)
    assert as_json(reading)["entries"]


def test_time_grows_with_the_text() -> None:
    one = set_issue(make_issue(2), 2)
    _, _, articles = one.partition("\n ")
    ten = one + ("\n " + articles) * 9

    def seconds(text: str) -> float:
        start = process_time()
        parse(text)
        return process_time() - start

    assert seconds(ten) < 20 * max(min(seconds(one) for _ in range(3)), 0.02)
