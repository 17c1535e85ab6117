"""Where each piece of a reading stands in its source, and what an editor is asked to look at."""

from typing import Any

import pytest

from magazine.intake.pieces import Span, spans
from magazine.intake.reading import as_json, parse
from magazine.intake.traces import traced
from tests.magazine.intake.made_up import make_issue
from tests.magazine.intake.typesetter import set_issue


@pytest.fixture(scope="module")
def source() -> str:
    return set_issue(make_issue(11), 11)


@pytest.fixture(scope="module")
def found(source: str) -> dict[str, Any]:
    return traced(parse(source))


def words(source: str, trace: dict[str, Any]) -> str:
    """What stands in the lines that a trace names, without spaces."""
    rows = source.split("\n")
    return "".join("".join("".join(rows[s["from"] - 1 : s["to"]]).split()) for s in trace["spans"])


def test_lines_near_each_other_on_a_page_are_one_span() -> None:
    places = [(1, 0), (3, 0), (9, 0), (11, 0), (13, 1)]
    assert spans(places) == [Span(1, 3, 0), Span(9, 11, 0), Span(13, 13, 1)]


def test_the_plain_form_stays_as_it_is(source: str, found: dict[str, Any]) -> None:
    def plain(value: Any, other: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(value[key], other[key]) for key in other}
        if isinstance(value, list):
            return [plain(a, b) for a, b in zip(value, other, strict=True)]
        return value

    known = as_json(parse(source))
    assert plain(found, known) == known


def test_every_piece_names_the_lines_it_was_read_from(source: str, found: dict[str, Any]) -> None:
    for entry in found["entries"]:
        title = "".join(entry["title"].split())
        assert title in words(source, entry["traces"]["title"]).replace("*", "")
        for block in entry.get("body", []):
            text = "".join(block.get("text", block.get("caption", "")).split())
            assert text in words(source, block["trace"])
        for item in [*entry.get("events", []), *entry.get("voices", [])]:
            assert "".join(item["text"].split()) in words(source, item["trace"])
        for photo in entry["photos"]:
            assert "".join(photo["caption"].split()) in words(source, photo["trace"])
        for note, trace in zip(entry["notes"], entry["note_traces"], strict=True):
            assert "".join(note.split()) in words(source, trace)


def test_every_trace_says_why_and_how_sure(found: dict[str, Any]) -> None:
    items = [
        block for entry in found["entries"] for name in ("body", "events", "voices") for block in entry.get(name, [])
    ]
    assert all(item["trace"]["reason"] for item in items)
    assert all(0 <= item["trace"]["confidence"] <= 1 for item in items)


def test_a_doubt_points_to_its_entry_and_part() -> None:
    body = "\n\n".join(["工会干部走进车间班组了解职工所想所盼的"] * 3 + ["记在账上。"])
    read = traced(parse(f"\n把课堂开到码头去\n\n□ 张岚\n\n{body}\n\n图1 缺课的原因\n", year=2031, month=6))
    doubts = {(doubt["entry"], doubt["part"]): doubt["reason"] for doubt in read["doubts"]}
    figure = next(i for i, block in enumerate(read["entries"][0]["body"]) if block["type"] == "figure")
    assert "栏目" in doubts[0, "section"]
    assert "图1" in doubts[0, f"body.{figure}"]


def test_pages_have_their_lines_and_numbers(source: str, found: dict[str, Any]) -> None:
    pages = found["pages"]
    assert [page["index"] for page in pages] == list(range(len(pages)))
    assert all(a["to"] < b["from"] for a, b in zip(pages, pages[1:], strict=False))
    assert pages[-1]["number"] == max(page["number"] or 0 for page in pages)
