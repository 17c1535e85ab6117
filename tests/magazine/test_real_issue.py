"""One real printed issue on its whole way: read, reviewed by three, published by command, browsed, exported.

The issue lies beside this repository, in a folder that a plain clone does not have; the test then says so and skips.
"""

import csv
import io
import json
import zipfile
from html import unescape
from io import StringIO
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.core.management import call_command
from docx import Document

from articles.body import plain_text
from magazine.models import Intake, Issue
from media.credit import credit_line
from tests.builders import make_release

FOLDER = Path(settings.BASE_DIR).parent / "shared" / "issue-2024-11"
pytestmark = [
    pytest.mark.skipif(
        not FOLDER.exists(), reason="../shared/issue-2024-11 is not here: a plain clone has no real issue"
    ),
    pytest.mark.slow,
]


@pytest.fixture
def expected():
    return json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture
def issue(db):
    """The real issue, read by command, signed, and published by command."""
    out = StringIO()
    call_command("intake", str(FOLDER / "source.txt"), year=2024, month=11, stdout=out)
    issue = Issue.objects.get(year=2024, number=11)
    for slot in issue.slots.select_related("article"):
        make_release(slot.article)
    call_command("publish_issue", "2024-11", stdout=out)
    assert out.getvalue().splitlines()[-1] == "2024年第11期已出刊，共 17 条。"
    return issue


def squash(text: str) -> str:
    return "".join(text.split())


def test_every_entry_is_readable_at_its_address(issue, expected, client):
    slots = list(issue.slots.select_related("release").order_by("position"))
    assert len(slots) == len(expected["entries"]) == 17
    for slot, entry in zip(slots, expected["entries"], strict=True):
        answer = client.get(f"/articles/{slot.article_id}/")
        assert answer.status_code == 200, entry["title"]
        words = squash(plain_text(unescape(answer.content.decode("utf-8"))))
        pictures = entry["photos"] + [photo for event in entry.get("events") or [] for photo in event["photos"]]
        printed = [entry["title"], entry["subtitle"], entry["kicker"], *entry["authors"], *entry["affiliations"]]
        printed += [photo["caption"] for photo in pictures]
        printed += [credit_line(photo["credit_name"], photo["credit_kind"]) for photo in pictures]
        printed += [voice["text"] for voice in entry.get("voices") or []]
        printed += [block["text"] for block in entry["body"] if block["type"] == "paragraph"][:1]
        for text in printed:
            assert squash(text) in words, (entry["title"], text)
        assert [byline.name for byline in slot.release.bylines.order_by("position")] == entry["authors"]


def test_what_had_no_place_is_kept(issue, expected):
    assert [squash(piece) for piece in Intake.objects.get().unplaced] == [squash(p) for p in expected["unplaced"]]


def test_seven_formats_have_every_line_in_print_order(issue, expected, tmp_path):
    titles = [entry["title"] for entry in expected["entries"]]
    read = {
        "json": lambda b: [line["title"] for line in json.loads(b)["lines"]],
        "csv": lambda b: [row["标题"] for row in csv.DictReader(io.StringIO(b.decode("utf-8-sig")))],
        "xlsx": lambda b: xlsx_titles(b),
        "docx": lambda b: in_order(titles, "\n".join(p.text for p in Document(io.BytesIO(b)).paragraphs)),
        "html": lambda b: in_order(titles, unescape(b.decode("utf-8"))),
        "txt": lambda b: in_order(titles, b.decode("utf-8")),
        "md": lambda b: in_order(titles, b.decode("utf-8").replace("\\", "")),
    }
    for fmt, titles_of in read.items():
        path = tmp_path / f"contents.{fmt}"
        call_command("export_contents", "2024-11", format=fmt, output=str(path), stdout=StringIO())
        assert titles_of(path.read_bytes()) == titles, fmt
    assert zipfile.is_zipfile(tmp_path / "contents.docx")


def xlsx_titles(data: bytes) -> list[str]:
    rows = list(openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True))
    head = next(index for index, row in enumerate(rows) if row and "标题" in row)
    column = rows[head].index("标题")
    return [row[column] for row in rows[head + 1 :] if row[column]]


def in_order(titles: list[str], text: str) -> list[str]:
    """The titles that stand in `text` one after the other, as a list that equals `titles` when all do."""
    text, at, found = squash(text), 0, []
    for title in titles:
        at = text.find(squash(title), at)
        if at < 0:
            break
        at += len(squash(title))
        found.append(title)
    return found
