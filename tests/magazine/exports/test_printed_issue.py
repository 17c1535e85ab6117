"""The contents of a real printed issue: every entry, author and page, in all formats."""

import csv
import json
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.conf import settings
from docx import Document
from openpyxl import load_workbook

from magazine.contents import contents
from magazine.exports import FORMATS
from magazine.intake.loader import load
from magazine.models import Issue
from tests.builders import moment

EXPECTED = Path(settings.BASE_DIR).parent / "shared" / "issue-2024-11" / "expected.json"

pytestmark = pytest.mark.django_db


@pytest.fixture
def expected() -> dict:
    if not EXPECTED.exists():
        pytest.skip("the printed issue is not beside the repository (shared/issue-2024-11)")
    return json.loads(EXPECTED.read_text(encoding="utf-8"))


@pytest.fixture
def found(expected):
    load(expected, "原文", "source.txt", moment(2024, 10, 20))
    return contents(Issue.objects.get())


def test_every_field_of_every_entry_is_exact(found, expected):
    printed = [
        (
            *(entry[name] for name in ("section", "rubric", "kicker", "title", "subtitle", "first_page", "last_page")),
            tuple(entry["authors"]),
        )
        for entry in expected["entries"]
    ]
    assert [
        (
            *(line.section, line.rubric, line.kicker, line.title, line.subtitle, line.page_from, line.page_to),
            tuple(credit.name for credit in line.authors),
        )
        for line in found.lines
    ] == printed


def test_every_format_has_every_title_in_print_order(found, expected):
    titles = [entry["title"] for entry in expected["entries"]]
    data = {ext: entry.write(found) for ext, entry in FORMATS.items()}
    assert [line["title"] for line in json.loads(data["json"])["lines"]] == titles
    rows = csv.DictReader(StringIO(data["csv"].decode("utf-8-sig"), newline=""))
    assert [row["标题"] for row in rows] == titles
    sheet = load_workbook(BytesIO(data["xlsx"])).active
    assert [row[5] for row in sheet.iter_rows(min_row=2, values_only=True)] == titles
    entries = [
        paragraph.text
        for paragraph in Document(BytesIO(data["docx"])).paragraphs
        if paragraph.style.name.startswith("目录条目")
    ]
    for texts in (
        entries,
        [text for text in data["md"].decode().splitlines() if "- " in text and "**" not in text],
        data["html"].decode().split('<span class="title">')[1:],
    ):
        assert len(texts) == len(titles)
        assert all(title in text for title, text in zip(titles, texts, strict=True))
    # Long titles are wrapped in plain text.
    plain = "".join(data["txt"].decode().split())
    places = [plain.index("".join(title.split())) for title in titles]
    assert places == sorted(places)
