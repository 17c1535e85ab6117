"""What the eight formats have in common: the table of them, the golden files, the names, the repeatable bytes."""

from pathlib import Path

import pytest

from magazine.exports import FORMATS, file_name
from magazine.exports.style import Style
from magazine.indexes import author_index, photographer_index
from tests.magazine.exports.issues import ISSUES, year

GOLDEN = Path(__file__).parent / "golden"
OTHER_STYLE = Style(word="目次", page_first=True, separator="，", english=True, section_en=False, subtitle=False)
TEXT_FORMATS = ["html", "md", "txt", "csv", "json"]


def test_eight_formats_are_offered():
    assert list(FORMATS) == ["docx", "xlsx", "pdf", "html", "md", "txt", "csv", "json"]
    assert [ext for ext, entry in FORMATS.items() if entry.text] == TEXT_FORMATS


@pytest.mark.parametrize("name", ISSUES)
@pytest.mark.parametrize("ext", TEXT_FORMATS)
def test_text_reads_as_it_was_looked_at(name, ext):
    assert FORMATS[ext].write(ISSUES[name]()) == (GOLDEN / f"{name}.{ext}").read_bytes()


@pytest.mark.parametrize("name", ["whole", "odd"])
@pytest.mark.parametrize("ext", ["html", "md", "txt"])
def test_another_style_reads_as_it_was_looked_at(name, ext):
    found = FORMATS[ext].write(ISSUES[name](), OTHER_STYLE)
    assert found == (GOLDEN / f"{name}-page-first.{ext}").read_bytes()


@pytest.mark.parametrize("name", ["authors", "photographers"])
@pytest.mark.parametrize("ext", TEXT_FORMATS)
def test_an_index_of_names_reads_as_it_was_looked_at(name, ext, db):
    index = {"authors": author_index, "photographers": photographer_index}[name]
    assert FORMATS[ext].write(index(year())) == (GOLDEN / f"{name}.{ext}").read_bytes()


@pytest.mark.parametrize("ext", FORMATS)
def test_the_same_contents_give_the_same_bytes(ext):
    write = FORMATS[ext].write
    assert write(ISSUES["odd"]()) == write(ISSUES["odd"]())


@pytest.mark.parametrize("ext", TEXT_FORMATS)
def test_nothing_unknown_is_written_as_a_word(ext):
    text = FORMATS[ext].write(ISSUES["odd"]()).decode("utf-8")
    assert "None" not in text


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("plain", "云江工运-2024年第11期-目录.docx"),
        ("empty", "云江工运-2025年第1期-目录.docx"),
        ("whole", "云江工运-2025年第2期-目录.docx"),
        ("year", "云江工运-2024年-总目录.docx"),
    ],
)
def test_files_are_named_as_a_person_would(name, expected):
    assert file_name(ISSUES[name](), "docx") == expected
