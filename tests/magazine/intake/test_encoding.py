"""Bytes to text: every encoding that comes in, every file that is refused."""

import pytest

from magazine.intake.encoding import LIMIT, IntakeError, read_text

TEXT = "10月大事\n\n工会干部走进车间，帮助职工解决12件难题。\n" * 6


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
def test_reads_each_encoding(name: str) -> None:
    assert read_text(TEXT.encode(name)) == TEXT


def test_utf_16_with_big_endian_mark() -> None:
    assert read_text(b"\xfe\xff" + TEXT.encode("utf-16-be")) == TEXT


def test_line_ends_become_line_feeds() -> None:
    assert read_text("一行\r\n二行\r三行".encode()) == "一行\n二行\n三行"


def test_keeps_form_feeds() -> None:
    assert read_text("一页\f二页".encode()) == "一页\f二页"


REFUSED = {
    "empty": b"",
    "blank": b" \r\n\t\n",
    "pdf": b"%PDF-1.7\n%\xe2\xe3",
    "zip": b"PK\x03\x04" + b"\x00" * 30,
    "old word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 30,
    "binary": bytes(range(256)) * 4,
    "zeros": b"abc\x00def\x00\x00ghi" * 5,
    "control characters": "工会\x01干部\x02".encode(),
    "utf-8 cut in a character": TEXT.encode()[: len("10月大事\n\n工会干部".encode()) - 1],
    "gbk cut in a character": TEXT.encode("gb18030")[: len("10月大事\n\n工会干部".encode("gb18030")) - 1],
    "utf-16 cut in a character": TEXT.encode("utf-16")[:-1],
    "utf-8 broken inside": "工会".encode() * 40 + b"\xe5\x8c" + "干部".encode() * 40,
    "big5": "職工與會員參與學習課程，團結廣大勞動者。".encode("big5") * 5,
    "latin": "Déjà vu à l’été, çà et là : où êtes-vous ?".encode("cp1252", "replace") * 5,
    "too large": b"a" * LIMIT,
}


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED.keys())
def test_refuses_with_one_sentence(data: bytes) -> None:
    with pytest.raises(IntakeError) as refusal:
        read_text(data)
    sentence = str(refusal.value)
    assert sentence.endswith("。")
    assert sentence.count("。") == 1
    assert "，" in sentence


def test_a_file_just_below_the_limit_is_read() -> None:
    assert len(read_text("工".encode() * ((LIMIT - 1) // 3))) == (LIMIT - 1) // 3
