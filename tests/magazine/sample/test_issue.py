"""The sample issue's text, its hand-true reading and its data agree with one another, piece by piece."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from magazine.intake.reading import as_json, parse
from magazine.sample import issue as sample
from magazine.sample.drawings import DRAWINGS

TEXT = (Path(sample.__file__).parent / "issue-2026-11.txt").read_text(encoding="utf-8")
WANTED = json.loads((Path(__file__).parents[1] / "sample-issue.json").read_text(encoding="utf-8"))
PIECES = pytest.mark.parametrize("number", range(len(WANTED["entries"])), ids=[e["title"] for e in WANTED["entries"]])
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def reading():
    sections = [(name, name_en) for name, name_en, _, _ in sample.SECTIONS]
    return as_json(parse(TEXT, year=sample.YEAR, month=sample.NUMBER, sections=sections))


def squash(text):
    return re.sub(r"\s+", "", text or "")


def photos(entry):
    return entry["photos"] + [photo for event in entry.get("events", []) for photo in event["photos"]]


def words(entry):
    """What an entry is made of, without the spaces of the print."""
    return {
        "names": [squash(entry[key]) for key in ("section", "rubric", "kicker", "title", "subtitle", "funding_note")],
        "lead": squash(entry["lead"]),
        "authors": entry["authors"],
        "affiliations": [squash(unit) for unit in entry["affiliations"]],
        "pages": [entry["first_page"], entry["last_page"]],
        "events": [(e["start"], e["end"], squash(e["text"])) for e in entry.get("events", [])],
        "voices": [(squash(v["text"]), v["speaker"], squash(v["speaker_title"])) for v in entry.get("voices", [])],
        "photos": [(squash(p["caption"]), p["credit_name"], p["credit_kind"]) for p in photos(entry)],
        "notes": [squash(note) for note in entry["notes"]],
    }


def blocks(entry):
    return [
        (
            b["type"],
            b.get("level"),
            squash(b.get("label")),
            squash(b.get("caption")),
            squash(b.get("text")),
            b.get("rows"),
        )
        for b in entry.get("body") or []
    ]


def test_the_issue_has_all_seven_sections_and_the_length_of_an_issue():
    assert [section["name"] for section in WANTED["sections"]] == [name for name, *_ in sample.SECTIONS]
    kinds = Counter(entry["kind"] for entry in WANTED["entries"])
    assert kinds == {"chronicle": 1, "voices": 1, "feature": 1, "article": 11, "photo_essay": 1}
    assert 14_000 <= len(HAN.findall(TEXT)) <= 18_000


@PIECES
def test_a_piece_is_read_as_it_was_written(reading, number):
    assert words(reading["entries"][number]) == words(WANTED["entries"][number])


@PIECES
def test_the_blocks_of_a_piece_are_read_in_their_order(reading, number):
    assert blocks(reading["entries"][number]) == blocks(WANTED["entries"][number])


def test_nothing_of_the_text_is_left_unplaced(reading):
    assert reading["unplaced"] == []
    assert len(reading["entries"]) == len(WANTED["entries"])


def test_every_printed_picture_has_its_drawing_and_every_drawing_its_picture():
    printed = [photo["caption"] for entry in WANTED["entries"] for photo in photos(entry)]
    assert sorted(printed) == sorted(sample.PHOTOS)
    assert sorted(name for name, _ in sample.PHOTOS.values()) == sorted(DRAWINGS)


def test_an_alt_text_says_what_is_seen_and_does_not_repeat_the_caption():
    for caption, (_, alt) in sample.PHOTOS.items():
        assert len(alt) > 20
        assert not caption or caption.rstrip("。") not in alt


def test_pictures_are_credited_as_drawings():
    credits = {(p["credit_name"], p["credit_kind"]) for entry in WANTED["entries"] for p in photos(entry)}
    assert credits == {(sample.COVER["credit_name"], sample.COVER["credit_kind"])} == {("工刊插图组", "绘")}


def test_every_piece_has_two_to_four_tags():
    assert set(sample.TAGS) == {entry["title"] for entry in WANTED["entries"]}
    assert all(2 <= len(set(tags)) == len(tags) <= 4 for tags in sample.TAGS.values())


def test_the_people_can_do_three_reviews_and_publish():
    roles = Counter(role for _, _, role in sample.PEOPLE)
    once = ("作者", "部主任", "总编", "校对", "责任校对", "图片编辑", "出版", "管理员")
    assert roles == {"责任编辑": 2} | dict.fromkeys(once, 1)
    assert len({username for username, _, _ in sample.PEOPLE}) == len(sample.PEOPLE)
