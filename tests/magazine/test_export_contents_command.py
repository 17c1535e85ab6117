"""export_contents: the files it writes, what it says, and how it refuses."""

import csv
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from docx import Document

from magazine.exports import FORMATS
from magazine.models import Magazine
from tests.builders import make_article, make_author, make_issue, make_section, make_slot

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def issue(tmp_path, monkeypatch):
    """云江工运2024年第11期 with two drafts; the current folder is empty."""
    monkeypatch.chdir(tmp_path)
    Magazine.objects.update_or_create(pk=1, defaults={"name": "云江工运"})
    section = make_section(name="实践")
    issue = make_issue(year=2024, number=11)
    make_slot(issue, make_article(section=section, title="班前会"), page_from=3)
    make_slot(issue, make_article(section=section, title="=1+1"), page_from=5)
    return issue


def run(*arguments: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("export_contents", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.mark.parametrize("ext", FORMATS)
def test_a_file_of_the_usual_name_is_written_here(tmp_path, ext):
    out, _ = run("2024-11", "--format", ext)
    assert out == f"已导出2024年第11期目录，共 2 条：云江工运-2024年第11期-目录.{ext}\n"
    assert [path.name for path in tmp_path.iterdir()] == [f"云江工运-2024年第11期-目录.{ext}"]
    assert (tmp_path / f"云江工运-2024年第11期-目录.{ext}").stat().st_size > 0


def test_the_file_may_be_named(tmp_path):
    run("2024-11", "--format", "docx", "--output", str(tmp_path / "toc.docx"))
    document = Document(str(tmp_path / "toc.docx"))
    assert [paragraph.text for paragraph in document.paragraphs][-2:] == ["班前会\t3", "=1+1\t5"]


def test_text_goes_to_the_screen_and_the_closing_line_beside_it():
    out, err = run("2024-11", "--format", "json", "--output", "-")
    assert [line["title"] for line in json.loads(out)["lines"]] == ["班前会", "=1+1"]
    assert err == "已导出2024年第11期目录，共 2 条。\n"


def test_a_year_gives_its_index(tmp_path):
    make_slot(make_issue(year=2024, number=12), make_article(title="岁末"), page_from=1)
    out, _ = run("--year", "2024", "--format", "csv")
    assert out == "已导出2024年总目录，共 3 条：云江工运-2024年-总目录.csv\n"
    text = (tmp_path / "云江工运-2024年-总目录.csv").read_text(encoding="utf-8-sig")
    assert [(row["期"], row["标题"]) for row in csv.DictReader(StringIO(text))] == [
        ("2024年第11期", "班前会"),
        ("2024年第11期", "'=1+1"),
        ("2024年第12期", "岁末"),
    ]


def test_a_range_gives_an_index_of_names_in_a_style(tmp_path):
    slot = make_slot(make_issue(year=2025, number=1), make_article(title="开春", authors=[make_author(name="陶然")]))
    out, _ = run("--from", "2024-11", "--to", "2025-01", "--index", "authors", "--format", "md", "--style", "国标目次")
    assert out == "已导出2024年第11期—2025年第1期作者索引，共 1 条：云江工运-2024年第11期—2025年第1期-作者索引.md\n"
    text = (tmp_path / "云江工运-2024年第11期—2025年第1期-作者索引.md").read_text(encoding="utf-8")
    assert "### T\n\n- **陶然**\n  - 开春 …… 2025·1\n" in text
    assert "系统" in text.splitlines()[-1]
    assert slot.issue.name == "2025-01"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["2024-12", "--format", "txt"], "没有“2024-12”这一期，期写成 2024-11（年-期）。"),
        (["十一月", "--format", "txt"], "没有“十一月”这一期，期写成 2024-11（年-期）。"),
        (["2024-11", "--format", "doc"], "没有“doc”这种格式，可用 docx、xlsx、pdf、html、md、txt、csv、json。"),
        (["2024-11"], "用 --format 写明格式，可用 docx、xlsx、pdf、html、md、txt、csv、json。"),
        (
            ["--format", "txt"],
            "写明一期（如 2024-11）、一年（如 --year 2024）或一段（如 --from 2024-01 --to 2024-12），只写一样。",
        ),
        (
            ["2024-11", "--year", "2024", "--format", "txt"],
            "写明一期（如 2024-11）、一年（如 --year 2024）或一段（如 --from 2024-01 --to 2024-12），只写一样。",
        ),
        (
            ["2024-11", "--format", "txt", "--style", "某样"],
            "没有“某样”这种目录样式，现有 页码在后、页码在前、国标目次。",
        ),
        (
            ["--year", "2024", "--format", "txt", "--index", "x"],
            "没有“x”这种索引，可用 contents、authors、photographers。",
        ),
        (["--from", "2024-11", "--to", "2024-12", "--format", "txt"], "没有“2024-12”这一期，期写成 2024-11（年-期）。"),
        (["--year", "1999", "--format", "txt"], "“1999”年一期也没有。年写成四位数字，如 2024。"),
        (["--year", "今", "--format", "txt"], "“今”年一期也没有。年写成四位数字，如 2024。"),
        (
            ["2024-11", "--format", "docx", "--output", "-"],
            "docx 不是文本，不能显示在屏幕上，用 --output 写明存成哪个文件。",
        ),
        (
            ["2024-11", "--format", "txt", "--output", "没有/目录.txt"],
            "“没有/目录.txt”写不进去，看看文件夹在不在、有没有写入的权限。",
        ),
    ],
)
def test_bad_input_gets_one_sentence_and_exit_code_two(tmp_path, arguments, sentence):
    with pytest.raises(CommandError) as refused:
        run(*arguments)
    assert str(refused.value) == sentence
    assert refused.value.returncode == 2
    assert list(tmp_path.iterdir()) == []
