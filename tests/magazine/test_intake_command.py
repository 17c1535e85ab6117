"""`manage.py intake`: what it reads, what it refuses, and that a refusal leaves nothing behind."""

import json
import os
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from magazine.models import Intake, Issue
from magazine.sample.loading import TEXT


def run(*args):
    out = StringIO()
    call_command("intake", *[str(arg) for arg in args], stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture
def sample_text():
    return TEXT.read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_every_usual_encoding_reads_alike(encoding, sample_text, tmp_path, db):
    file = tmp_path / "来稿.txt"
    file.write_bytes(sample_text.encode(encoding))
    lines = run(file, "--year", 2026, "--month", 11)
    assert lines[-1].startswith("2026年第11期收稿完毕：新建 ")
    assert Intake.objects.get().text.replace("\r\n", "\n").lstrip("\ufeff") == sample_text
    assert Issue.objects.get().slots.count() == Article.objects.count() > 10


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   \n\n",
        bytes(range(256)) * 40,
        os.urandom(5000),
        b"\x89PNG\r\n\x1a\n" + bytes(2000),
        b"%PDF-1.7\n" + bytes(2000),
        "只有一行".encode(),
        "工会".encode()[:-1],
        b"a" * (20 * 1024 * 1024 + 1),
    ],
    ids=["empty", "blank", "binary", "random", "png", "pdf", "one line", "truncated", "20 MB"],
)
def test_a_file_that_is_no_issue_is_refused_in_one_sentence(content, tmp_path, db):
    file = tmp_path / "来稿.txt"
    file.write_bytes(content)
    with pytest.raises(CommandError) as refused:
        run(file, "--year", 2026, "--month", 11, "--json", tmp_path / "out.json")
    sentence = str(refused.value)
    assert refused.value.returncode == 2
    assert sentence.endswith("。")
    assert "\n" not in sentence
    for model in (Article, Issue, Intake):
        assert not model.objects.exists()
    assert not (tmp_path / "out.json").exists()


def test_a_missing_file_and_an_unwritable_result_are_told(sample_text, tmp_path, db):
    with pytest.raises(CommandError, match="打不开") as refused:
        run(tmp_path / "没有.txt")
    assert refused.value.returncode == 2
    file = tmp_path / "来稿.txt"
    file.write_text(sample_text, encoding="utf-8")
    with pytest.raises(CommandError, match="写不进"):
        run(file, "--year", 2026, "--month", 11, "--json", tmp_path / "没有" / "out.json")
    assert not Issue.objects.exists()


def test_a_dry_run_saves_nothing_and_json_has_the_intake_format(sample_text, tmp_path, db):
    file = tmp_path / "来稿.txt"
    file.write_text(sample_text, encoding="utf-8")
    lines = run(file, "--year", 2026, "--month", 11, "--dry-run", "--json", tmp_path / "out.json")
    assert lines[-1].endswith("，什么也没有保存。")
    assert not Issue.objects.exists()
    written = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert set(written) >= {"issue", "sections", "entries", "unplaced", "furniture"}
    assert written["issue"]["year"] == 2026
