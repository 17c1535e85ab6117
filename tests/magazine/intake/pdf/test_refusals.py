"""PDFs that can't be read: each kind has its own sentence, and nothing stays behind."""

import tempfile
import zlib
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfWriter

from magazine.intake.apart import PAGE, PDF, read_apart
from magazine.intake.encoding import IntakeError


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def written(writer: PdfWriter) -> bytes:
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def blank(pages: int = 1, password: str = "") -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if password:
        writer.encrypt(password)
    return written(writer)


def scanned() -> bytes:
    file = BytesIO()
    Image.new("RGB", (600, 800), (120, 120, 120)).save(file, "PDF")
    return file.getvalue()


def drawn(content: bytes, more: bytes = b"") -> bytes:
    """One page with a content stream, by hand, without a table of objects: PDFium mends that."""
    packed = zlib.compress(content)
    return (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>"
        + more
        + b">>>>endobj\n4 0 obj<</Filter/FlateDecode/Length %d>>stream\n" % len(packed)
        + packed
        + b"\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF"
    )


def text(words: str, mode: int = 0) -> bytes:
    return drawn(f"BT /F 12 Tf {mode} Tr 72 700 Td ({words}) Tj ET".encode())


SENTENCES = {
    "empty": (b"", "是空的"),
    "no pdf": (b"%PDF-1.7\n" + bytes(2000), "打不开"),
    "cut short": (blank()[:200], "打不开"),
    "with a password": (blank(password="geheim"), "加了密码"),
    "blank": (blank(), "是空白的"),
    "scanned": (scanned(), "只有图片，没有文字"),
    "too many pages": (blank(401), "超过400页"),
    "hidden words only": (text("hidden words on a sheet of paper", mode=3), "没有文字"),
    "no issue": (text("hello"), "不像一期"),
}


@pytest.mark.parametrize(("data", "words"), SENTENCES.values(), ids=SENTENCES)
def test_a_refusal_is_one_sentence_of_its_own(data: bytes, words: str, folder: Path) -> None:
    with pytest.raises(IntakeError, match=words) as refused:
        read_apart(data, "一期.pdf", PDF)
    assert str(refused.value).count("。") == 1
    assert list(folder.iterdir()) == []


def test_a_bomb_is_given_up_and_leaves_nothing(folder: Path) -> None:
    bomb = drawn(b"q " * 50_000_000)
    assert len(bomb) < 2_000_000
    with pytest.raises(IntakeError, match="空白|读得太久|读不下去|打不开|没有文字"):
        read_apart(bomb, "一期.pdf", PDF, seconds=20)
    assert list(folder.iterdir()) == []


def test_hidden_words_are_not_in_the_text() -> None:
    seen = "".join(f"BT /F 12 Tf 0 Tr 72 {700 - 20 * n} Td (line {n}) Tj ET " for n in range(5))
    data = drawn(
        (seen + "BT /F 12 Tf 3 Tr 72 500 Td (secret) Tj ET BT /F 12 Tf 0 Tr 900 500 Td (beside) Tj ET").encode()
    )
    with pytest.raises(IntakeError) as refused:
        read_apart(data, "一期.pdf", PDF, year=2031, month=6)
    assert "secret" not in str(refused.value)


def test_a_page_of_a_pdf_comes_back_as_a_picture(folder: Path) -> None:
    picture = read_apart(blank(2), "一期.pdf", PAGE, page=1, width=200)["pictures"]["page.png"]
    with Image.open(BytesIO(picture)) as image:
        assert image.size[0] == 200
    with pytest.raises(IntakeError, match="没有第3页"):
        read_apart(blank(2), "一期.pdf", PAGE, page=2, width=200)
    assert len(pypdfium2.PdfDocument(blank(2))) == 2
    assert list(folder.iterdir()) == []
