"""The contents of a real printed issue: every entry, author and page, in all formats."""

import csv
import json
import re
from html import unescape
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.conf import settings
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

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


def printed_lines(expected: dict) -> list[tuple[str, str, str]]:
    """(title, authors run together, first page) of every entry, as a contents page prints them."""
    return [
        (
            (f"{entry['kicker']}：" if entry["kicker"] else "")
            + entry["title"]
            + (f"——{entry['subtitle']}" if entry["subtitle"] else ""),
            "".join(entry["authors"]),
            str(entry["first_page"] or ""),
        )
        for entry in expected["entries"]
    ]


def test_tables_and_data_have_all_seventeen_lines(found, expected):
    wanted = [
        (entry["section"], entry["title"], entry["authors"], entry["first_page"], entry["last_page"])
        for entry in expected["entries"]
    ]
    assert len(wanted) == 17
    data = json.loads(FORMATS["json"].write(found))["lines"]
    assert [
        (line["section"], line["title"], [a["name"] for a in line["authors"]], line["page_from"], line["page_to"])
        for line in data
    ] == wanted
    rows = csv.DictReader(StringIO(FORMATS["csv"].write(found).decode("utf-8-sig"), newline=""))
    assert [
        (
            row["栏目"],
            row["标题"],
            row["作者"].split("、") if row["作者"] else [],
            int(row["起页"]) if row["起页"] else None,
            int(row["止页"]) if row["止页"] else None,
        )
        for row in rows
    ] == wanted
    sheet = load_workbook(BytesIO(FORMATS["xlsx"].write(found))).active
    assert [
        (row[1], row[5], row[7].split("、") if row[7] else [], row[9], row[10])
        for row in sheet.iter_rows(min_row=2, values_only=True)
    ] == wanted


@pytest.mark.parametrize("ext", ["docx", "pdf", "html", "md", "txt"])
def test_pages_have_every_line_under_its_section_with_its_authors_and_page(found, expected, ext):
    """The whole text of the page is the expected one, character by character but for white space and leaders."""
    data = FORMATS[ext].write(found)
    read = {
        "docx": lambda: "".join(paragraph.text for paragraph in Document(BytesIO(data)).paragraphs),
        "pdf": lambda: "".join(sheet.extract_text() for sheet in PdfReader(BytesIO(data)).pages),
        "html": lambda: unescape(re.sub(r"<[^>]+>", "", data.decode().partition("<body>")[2])),
        "md": lambda: re.sub(r"^ *(#+|-) |\*\*|\\", "", data.decode(), flags=re.MULTILINE),
        "txt": lambda: re.sub("[【】]", "", data.decode()),
    }[ext]
    text = re.sub(r"\s|…… ", "", re.sub(r"( ?\.){2,}", "", read()))
    wanted = ""
    heading = rubric = None
    for entry, printed, line in zip(expected["entries"], printed_lines(expected), found.lines, strict=True):
        english = line.section_en
        if entry["section"] != heading:
            wanted += entry["section"] + english
            rubric = None
        if entry["rubric"] and entry["rubric"] != rubric:
            wanted += entry["rubric"]
        heading, rubric = entry["section"], entry["rubric"]
        title, authors, folio = printed
        # A photo essay without authors shows its credits.
        wanted += title + (authors or "".join(line.photographers if line.layout == "photo_essay" else ())) + folio
    wanted = re.sub(r"\s", "", wanted)
    assert text[-len(wanted) :] == wanted
