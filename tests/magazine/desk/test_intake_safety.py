"""Hostile files at the desk's door: one sentence each, nothing left behind, and the next file is read as ever."""

import struct
import tempfile
import zipfile
import zlib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.models import Article
from magazine.intake.word.package import MAX_FILE, MAX_MEMBERS
from magazine.models import Intake, IntakePicture
from magazine.sample.loading import TEXT
from media.models import Photo
from tests.magazine.intake.word.files import PROSE, image, p, raw, relationships, run, written, zipped

CANARY = "canary-of-the-server"
ENTITY = '<!DOCTYPE w [<!ENTITY x SYSTEM "file://{path}">]>'


def bomb() -> bytes:
    """A .docx of a few hundred kilobytes that would inflate to 300 MB."""
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": bytes(300 * 1024 * 1024)})


def crowded() -> bytes:
    return zipped({f"{number}.docx": b"x" for number in range(MAX_MEMBERS + 1)}, zipfile.ZIP_STORED)


def lying() -> bytes:
    """A zip whose directory says that a member is small."""
    data = bytearray(zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": bytes(5_000_000)}))
    place = data.find(b"PK\x01\x02", data.find(b"PK\x01\x02") + 4)
    struct.pack_into("<I", data, place + 24, 10)
    return bytes(data)


def quoted_xml(head: str) -> bytes:
    return raw(p("&x;"), head=head)


def names_that_climb() -> bytes:
    return zipped({"../../../../tmp/escaped.docx": b"not a word file", "..\\..\\escaped.docx": b"neither"})


HOSTILE = {
    "bomb.docx": (bomb, "展开后过大"),
    "crowded.zip": (crowded, "超过2000个"),
    "lying.docx": (lying, "已损坏"),
    "nested.zip": (lambda: zipped({"inner.zip": zipped({"一.docx": written(PROSE)})}), "不是Word文件"),
    "xxe.docx": (lambda: quoted_xml(ENTITY), "没有打开"),
    "dtd.docx": (lambda: quoted_xml('<!DOCTYPE w SYSTEM "http://127.0.0.1:9/x.dtd">'), "没有打开"),
    "laughs.docx": (
        lambda: quoted_xml(
            '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x "&b;&b;&b;&b;&b;&b;">]>'
        ),
        "没有打开",
    ),
    "climbing.zip": (names_that_climb, "不是Word文件"),
    "truncated.docx": (lambda: written(PROSE)[:-200], "已损坏"),
    "deep.docx": (lambda: raw("<w:p>" * 5000 + "</w:p>" * 5000), "已损坏"),
    "many.docx": (lambda: raw("<w:p/>" * 20_001), "超过20000段"),
    "huge.docx": (lambda: b"PK\x03\x04" + bytes(MAX_FILE), "超过60MB"),
    "huge.txt": (lambda: "大".encode() * (8 * 1024 * 1024), "超过20MB"),
    "line.txt": (lambda: "一二三四五六七八九十".encode() * 100_000, "没有断行"),
    "empty.txt": (lambda: b"", "是空的"),
    "empty.docx": (lambda: b"", "是空文件"),
    "zeros.txt": (lambda: bytes(10_000), "是空的"),
    "noise.txt": (lambda: zlib.compress(bytes(range(256)) * 400), "二进制"),
    "picture.txt": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "纯文本"),
    "page.doc": (lambda: b"<html><body>x</body></html>", "其实是网页"),
    "old.doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "旧版Word文件"),
    "half.txt": (lambda: TEXT.read_bytes()[:4000], ""),
}


@pytest.fixture
def places(tmp_path, monkeypatch):
    """Where files could be left: the temporary folder of this test, and the originals."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return lambda: [*tmp_path.rglob("*"), *Path(storages["originals"].location).rglob("intake/*")]


def drop(client, name, data):
    upload = SimpleUploadedFile(name, data)
    answer = client.post(reverse("intake_door"), {"files": [upload]}, headers={"Accept": "application/json"})
    return answer.status_code, answer.json()["lines"]


@pytest.mark.parametrize("name", [name for name in HOSTILE if name != "half.txt"])
def test_a_hostile_file_gets_one_sentence_and_leaves_nothing(client, editor, places, name):
    client.force_login(editor)
    make, words = HOSTILE[name]
    before = places()
    status, lines = drop(client, name, make())
    assert status == 200
    for line in lines:
        assert line["bad"]
        assert words in line["said"]
        assert line["said"].count("。") == 1
    assert places() == before
    assert not Intake.objects.exists()
    assert not IntakePicture.objects.exists()
    assert (Article.objects.count(), Photo.objects.count()) == (0, 0)


def test_half_a_print_text_is_read_or_refused_whole(client, editor, places):
    client.force_login(editor)
    status, (line,) = drop(client, "half.txt", HOSTILE["half.txt"][0]())
    assert status == 200
    assert Intake.objects.count() == (0 if line["bad"] else 1)


def test_after_all_of_them_a_good_file_is_read_as_ever(client, editor, places):
    client.force_login(editor)
    for name in ("bomb.docx", "laughs.docx", "noise.txt", "truncated.docx"):
        drop(client, name, HOSTILE[name][0]())
    _status, (line,) = drop(client, "好.docx", written("灯下的车间", PROSE))
    assert not line["bad"]
    assert client.get(line["address"]).status_code == 200


def test_no_word_of_the_server_comes_in_with_a_file(client, editor, places, tmp_path):
    client.force_login(editor)
    secret = tmp_path / "secret.txt"
    secret.write_text(CANARY, encoding="utf-8")
    head = ENTITY.format(path=secret)
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://{secret}" parse="text"/>'
    for name, data in (("一.docx", raw(p("&x;"), head=head)), ("二.docx", raw(p(run(PROSE)) + include))):
        _status, lines = drop(client, name, data)
        assert CANARY not in str(lines)
    assert CANARY not in "".join(intake.text + str(intake.staged) for intake in Intake.objects.all())


def test_nothing_outside_is_asked_for(client, editor, places):
    """A remote template, a linked picture: the address is not fetched, and the missing picture is told."""
    client.force_login(editor)
    links = relationships(
        ("rIdT", "attachedTemplate", "http://127.0.0.1:9/evil.dotm"),
        ("rIdA", "image", "http://127.0.0.1:9/evil.png"),
        external=("rIdT", "rIdA"),
    )
    _status, (line,) = drop(
        client, "链.docx", raw(p(run(PROSE)) + p(image(link=True)) + p(run("夜校开课。")), links=links)
    )
    assert not line["bad"]
    assert IntakePicture.objects.count() == 0
    assert "向作者要原图" in str(Intake.objects.get().staged)


def test_a_picture_that_is_none_is_told_and_not_kept(client, editor, places):
    client.force_login(editor)
    links = relationships(("rIdA", "image", "media/a.png"))
    data = raw(p(run(PROSE)) + p(image()) + p(run(PROSE)), {"word/media/a.png": b"<svg onload=x>"}, links)
    drop(client, "图.docx", data)
    assert IntakePicture.objects.count() == 0
    assert "有一张图片没能收进来" in str(Intake.objects.get().staged)


def test_markup_of_a_file_is_shown_as_words(client, editor, places):
    client.force_login(editor)
    _status, (line,) = drop(
        client, "标.docx", raw(p(run("灯下的车间")) + p(run("&lt;script&gt;alert(1)&lt;/script&gt;" + PROSE)))
    )
    page = client.get(line["address"]).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_name_is_shown_and_never_a_path(client, editor, places):
    client.force_login(editor)
    drop(client, "../../etc/<b>稿</b>\x00.docx", written("灯下的车间", PROSE))
    intake = Intake.objects.get()
    assert "/" not in intake.file_name
    assert not list(Path(settings.BASE_DIR).rglob("etc/*稿*"))
