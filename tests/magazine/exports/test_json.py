"""The contents as data, against the schema that docs/contents-schema.md tells."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from jsonschema import Draft202012Validator, FormatChecker

from magazine.exports.json import write
from magazine.exports.style import USUAL, Stamp
from magazine.indexes import author_index, photographer_index
from tests.builders import moment
from tests.magazine.exports.issues import ISSUES, NESTED, empty, odd, plain, year

FORMAL = Draft202012Validator(
    json.loads((Path(settings.BASE_DIR) / "docs" / "contents.schema.json").read_text(encoding="utf-8")),
    format_checker=FormatChecker(),
)
STAMP = Stamp("梁工", moment(2024, 11, 5), "在编")
SCHEMA = Path(settings.BASE_DIR) / "docs" / "contents-schema.md"


def keys_told(heading: str) -> list[str]:
    """The keys in the first column of the table under `heading`, in order."""
    part = SCHEMA.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    cells = [line.split("|")[1] for line in part.splitlines() if line.startswith("| `")]
    return [key for cell in cells for key in re.findall(r"`(\w+)`", cell)]


def test_keys_and_their_order_are_those_of_the_schema():
    data = json.loads(write(plain()))
    assert list(data) == keys_told("整期")
    assert all(list(entry) == keys_told("一条") for entry in data["lines"])


def test_an_entry_says_all_that_is_known():
    data = json.loads(write(plain()))
    assert {name: data[name] for name in ("issue", "year", "number", "total_number", "theme", "dated_on")} == {
        "issue": "2024-11",
        "year": 2024,
        "number": 11,
        "total_number": 226,
        "theme": "技能点亮前程",
        "dated_on": "2024-11-15",
    }
    assert data["lines"][5]["authors"] == [
        {"name": "何川", "role": "文", "affiliation": "云江市总工会权益保障部"},
        {"name": "罗启明", "role": "整理", "affiliation": "云江市总工会权益保障部"},
    ]
    assert [entry["package"] for entry in data["lines"]] == [None, None, None, 3, 3, None, None, None]
    assert data["lines"][7]["photographers"] == ["林岚／摄"]


def test_oddities_come_back_as_they_went_in():
    lines = json.loads(write(odd()))["lines"]
    assert lines[1]["title"] == NESTED
    assert lines[4]["page_from"] is None
    assert (lines[8]["title"], lines[8]["article"], lines[8]["planned"]) == ("", None, True)
    assert "𠮷田㐂".encode() in write(odd())


def test_an_empty_issue_has_no_lines_and_a_year_no_number():
    assert json.loads(write(empty()))["lines"] == []
    assert json.loads(write(year()))["number"] is None
    assert json.loads(write(year()))["issue"] == "2024"


@pytest.mark.parametrize("name", ISSUES)
def test_every_file_keeps_to_the_schema_with_a_stamp_and_without(name):
    for stamp in (None, STAMP):
        assert list(FORMAL.iter_errors(json.loads(write(ISSUES[name](), USUAL, stamp)))) == []


@pytest.mark.parametrize("index", [author_index, photographer_index])
def test_an_index_of_names_keeps_to_the_schema(index, db):
    data = json.loads(write(index(year()), USUAL, STAMP))
    assert list(FORMAL.iter_errors(data)) == []
    assert data["exported"] == {"by": "梁工", "at": "2024-11-05T09:00:00+08:00", "state": "在编"}


def test_the_schema_refuses_what_it_does_not_know():
    data = json.loads(write(plain()))
    data["lines"][0]["page_from"] = "1"
    assert [error.json_path for error in FORMAL.iter_errors(data)] == ["$.lines[0].page_from"]
