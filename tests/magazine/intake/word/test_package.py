"""What is refused before it is opened, and what a zip of manuscripts gives."""

import struct
import time
import zipfile
from io import BytesIO

import pytest

from magazine.intake.encoding import IntakeError
from magazine.intake.word.package import MAX_FILE, opened, unpacked
from tests.magazine.intake.word.files import PROSE, p, raw, written, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("稿.doc", OLE + bytes(600) + "WordDocument".encode("utf-16-le"), "另存为.docx格式"),
        ("稿.docx", OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "去掉密码"),
        ("表.xls", OLE + bytes(600) + "Workbook".encode("utf-16-le"), "不是Word文件"),
        ("稿.rtf", b"{\\rtf1 x}", "RTF"),
        ("稿.doc", b"<html><body>x</body></html>", "网页"),
        ("稿.docx", b"", "空文件"),
        ("稿.docx", b"\x00" * 50, "空文件"),
        ("稿.docx", "只是文字".encode(), "不是Word文件"),
        ("稿.docx", raw(p(PROSE))[:400], "不完整或已损坏"),
        ("稿.docx", b"PK\x03\x04" + bytes(MAX_FILE), "超过60MB"),
    ],
    ids=["doc", "encrypted", "xls", "rtf", "html", "empty", "zeros", "text", "cut", "60 MB"],
)
def test_every_other_file_gets_its_own_sentence(name, data, words):
    with pytest.raises(IntakeError) as refused:
        opened(data, name)
    sentence = str(refused.value)
    assert words in sentence
    assert sentence.startswith(f"“{name}”")
    assert sentence.endswith("。")
    assert sentence.count("。") == 1


def test_a_bomb_is_refused_by_its_table_of_contents():
    buffer = BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as member,
    ):
        for _megabyte in range(60):
            member.write(b" " * 1024 * 1024)
    assert len(buffer.getvalue()) < 100_000
    start = time.process_time()
    with pytest.raises(IntakeError, match="展开后过大"):
        opened(buffer.getvalue(), "弹.docx")
    assert time.process_time() - start < 0.2


def test_too_many_members_are_refused():
    crowd = zipped({f"{number}.xml": "" for number in range(2001)})
    with pytest.raises(IntakeError, match="超过2000个"):
        opened(crowd, "多.zip")


def test_a_member_that_lies_about_its_size_is_damaged():
    data = bytearray(zipped({"稿.docx": raw(p(PROSE)) * 40}))
    place = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, place + 24, 100)
    found, refusals = unpacked(bytes(data), "x.zip")
    assert found == []
    assert refusals == ["“稿.docx”不完整或已损坏，让作者重新保存、重发一份。"]


def test_a_zip_gives_its_word_files_by_their_own_names():
    one, two = written("甲", PROSE), written("乙", PROSE)
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("../../etc/一.docx", one)
        archive.writestr("__MACOSX/._一.docx", b"x")
        archive.writestr("来稿/~$二.docx", b"x")
        archive.writestr("来稿\\二.docx", two)
        archive.writestr("照片/一.jpg", b"\xff\xd8\xff")
        archive.writestr("里面.zip", zipped({"三.docx": one}))
    found, refusals = unpacked(buffer.getvalue(), "十一月.zip")
    assert [(name, data) for name, data in found] == [("一.docx", one), ("二.docx", two)]
    assert [sentence.split("”")[0] for sentence in refusals] == ["“一.jpg", "“里面.zip"]


def test_names_that_chinese_windows_wrote_are_read():
    data = zipped({"GB.docx": b"x"}).replace(b"GB.docx", "稿".encode("gb18030") + b".docx"[:5])
    assert [name for name, _data in unpacked(data, "x.zip")[0]] == ["稿.docx"]


def test_a_word_file_is_itself():
    data = written("甲", PROSE)
    assert unpacked(data, "甲.docx") == ([("甲.docx", data)], [])
