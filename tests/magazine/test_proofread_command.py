"""manage.py proofread: an issue or a file, read and reported, never changed."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.checking import waive
from articles.models import Article, HouseWord
from tests.builders import make_article, make_issue, make_slot

pytestmark = pytest.mark.django_db
PRINTED = Path(__file__).resolve().parents[3] / "shared" / "issue-2024-11" / "source.txt"


def run(*args: str) -> str:
    out = StringIO()
    call_command("proofread", *args, stdout=out)
    return out.getvalue()


def test_an_issue_is_reported_with_what_was_waived(tmp_path, editor):
    issue = make_issue(year=2024, number=11)
    article = make_article(title="班前会", body="<p>会议于2月30日召开。整合其它专业。</p>")
    make_slot(issue, article)
    waive(article, "N11", "2月30日", "小说里的日子。", editor)
    out = tmp_path / "report.json"
    said = run("2024-11", "--json", str(out))
    assert "N11 必改　班前会　“2月30日”　没有这一天。（已放行：小说里的日子。）" in said
    assert said.splitlines()[-1] == "共 2 处：必改 1、存疑 1、提示 0。"
    rows = json.loads(out.read_text(encoding="utf-8"))
    assert [(row["rule"], row["quote"], row["article"], row["waived"]) for row in rows] == [
        ("N11", "2月30日", article.pk, "小说里的日子。"),
        ("W01", "其它", article.pk, ""),
    ]
    assert Article.objects.get().body == article.body


def test_a_file_is_reported(tmp_path):
    file = tmp_path / "稿.txt"
    file.write_text("出版于2023年\n9日。\n", encoding="gb18030")
    assert "N11 必改　“2023年9日”　有年有日，缺了月。" in run(str(file))


def test_house_words_are_found_in_an_issue_and_in_a_file(tmp_path, editor):
    HouseWord.objects.create(word="县总", instead="县总工会", reason="用全称", changed_by=editor)
    issue = make_issue(year=2024, number=11)
    for title in ("县总开会", "县总工会开会", "班前会"):
        make_slot(issue, make_article(title=title))
    assert "W08 提示　县总开会　“县总”　“县总”本刊作“县总工会”。" in run("2024-11")
    with CaptureQueriesContext(connection) as asked:
        assert run("2024-11").splitlines()[-1] == "共 1 处：必改 0、存疑 0、提示 1。"
    assert len([one for one in asked.captured_queries if "articles_houseword" in one["sql"]]) == 1
    file = tmp_path / "稿.txt"
    file.write_text("县总发文。\n", encoding="utf-8")
    assert "W08 提示　“县总”" in run(str(file))


def test_neither_an_issue_nor_a_file():
    with pytest.raises(CommandError, match="没有“2030-01”这一期，也没有这个文件。"):
        run("2030-01")


@pytest.mark.skipif(not PRINTED.exists(), reason="the printed issue lies beside the repository, not in it")
def test_the_printed_issue_shows_its_faults(tmp_path):
    out = tmp_path / "report.json"
    run(str(PRINTED), "--json", str(out))
    quotes = {row["quote"] for row in json.loads(out.read_text(encoding="utf-8"))}
    assert {"2023年9日", "集体谈判", "习近平系列讲话"} <= quotes
    assert len(quotes) < 40
