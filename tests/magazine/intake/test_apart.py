"""The reading in a process of its own: limits hold, and nothing stays behind."""

import tempfile
from hashlib import sha512
from pathlib import Path

import pytest

from magazine.intake.apart import read_apart
from magazine.intake.encoding import IntakeError
from tests.magazine.intake.word.files import PROSE, colour, p, raw, run, written


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_the_reading_and_its_pictures_come_back(folder):
    reading = read_apart(written("灯下的车间", "高远", PROSE, colour(1), "开课。林岚/摄"), "稿.docx")
    assert (reading["title"], reading["body"].split("\n")[0]) == ("灯下的车间", f"<p>{PROSE}</p>")
    assert list(reading["pictures"].values()) == [colour(1)]
    assert list(Path(folder).iterdir()) == []


def test_a_file_that_takes_too_long_is_given_up(folder):
    slow = raw("".join(p(run(sha512(b"%d" % paragraph).hexdigest())) for paragraph in range(8000)))
    with pytest.raises(IntakeError, match="读得太久"):
        read_apart(slow, "慢.docx", seconds=0.2)
    assert list(Path(folder).iterdir()) == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (raw("<w:p>" * 3000 + "</w:p>" * 3000), "已损坏"),
        (raw(p("&a;"), head='<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'), "没有打开"),
        (raw("<w:p><w:r>"), "已损坏"),
        (raw("<w:p/>" * 20_001), "超过20000段"),
    ],
    ids=["deep", "entities", "broken", "long"],
)
def test_hostile_files_get_one_sentence_and_leave_nothing(folder, data, words):
    with pytest.raises(IntakeError, match=words) as refused:
        read_apart(data, "稿.docx")
    assert str(refused.value).count("。") == 1
    assert list(Path(folder).iterdir()) == []
