"""A reading is staged block by block and comes back the same."""

import copy

from magazine.intake.reading import as_json, parse
from magazine.intake.staging.shape import doubtful, everywhere, from_reading, to_reading
from magazine.intake.traces import traced
from magazine.sample.loading import TEXT
from tests.magazine.intake.staging.sheets import block, reading, staged

KEPT = (
    "kind",
    "section",
    "title",
    "kicker",
    "subtitle",
    "rubric",
    "lead",
    "funding_note",
    "source",
    "authors",
    "notes",
)


def test_a_reading_that_nobody_edits_comes_back_the_same():
    text = TEXT.read_text(encoding="utf-8")
    found = parse(text, year=2026, month=11)
    plain = copy.deepcopy(as_json(found))
    back = to_reading(from_reading(traced(found)))
    assert [section["name"] for section in back["sections"]] == [section["name"] for section in plain["sections"]]
    assert back["unplaced"] == plain["unplaced"]
    for was, now in zip(plain["entries"], back["entries"], strict=True):
        assert {name: now[name] for name in KEPT} == {name: was.get(name, "") for name in KEPT}
        assert now["body"] == (was.get("body") or [])
        assert now["photos"] == was["photos"]
        assert now["events"] == (was.get("events") or [])
        assert now["voices"] == (was.get("voices") or [])


def test_every_line_that_says_something_belongs_to_a_block():
    text = TEXT.read_text(encoding="utf-8")
    sheet = from_reading(traced(parse(text, year=2026, month=11)))
    held = {n for piece in everywhere(sheet) for start, end in piece["lines"] for n in range(start, end + 1)}
    bare = [line for number, line in enumerate(text.split("\n"), start=1) if line.strip() and number not in held]
    assert bare == []


def test_doubts_hang_where_they_are_about():
    sheet = staged()
    first, second = sheet["entries"]
    assert [piece["text"] for piece in doubtful(first)] == ["高远", "陆一鸣"]
    assert block(sheet, "高远")["reason"] == "没有□的一行按姓氏认作署名。"
    assert [told["reason"] for told in doubtful(second)] == ["没有书眉，栏目按相邻的稿件推定。"]
    assert block(sheet, "一问工种")["lines"] == [[4, 5]]


def test_the_stored_name_is_that_of_the_words_as_read():
    sheet = staged()
    block(sheet, "夜班食堂")["text"] = "夜班的食堂"
    assert sheet["entries"][1]["ref"] == staged()["entries"][1]["ref"]


def test_a_plain_reading_without_traces_will_do():
    plain = reading()
    for name in ("unplaced_traces", "furniture_traces", "pages", "doubts"):
        del plain[name]
    assert [one["section"] for one in from_reading(plain)["entries"]] == ["车间", "车间"]
