"""Owns the way from the bytes of a received file to its text, and the one error of the intake."""

import codecs

from django.utils.translation import gettext as _

LIMIT = 20 * 1024 * 1024
"""Bytes. A print text of this size or more is refused: a whole year of issues stays far below it."""

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SIGNATURES = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf")
CONTROLS = frozenset(chr(code) for code in range(32)) - set("\t\n\v\f\r\x1a")


class IntakeError(Exception):
    """A file that can't be read as an issue; the message is one Chinese sentence that says what to do."""


def read_text(data: bytes) -> str:
    """The text of a print file in UTF-8, UTF-16 or GBK/GB18030, without a byte order mark, lines ended by LF.

    Raises IntakeError for empty, too large, binary, truncated or otherwise undecodable bytes; it never guesses an
    encoding that leaves the text garbled.
    """
    if len(data) >= LIMIT:
        raise IntakeError(_("文件超过20MB，这不像一期的排版文本，核对文件后重新上传。"))
    if not data.strip(b"\x00 \t\r\n"):
        raise IntakeError(_("文件是空的，重新导出排版文本后再上传。"))
    if data.startswith(SIGNATURES):
        raise IntakeError(_("这不是纯文本文件，从排版软件导出纯文本（TXT）后再上传。"))
    text = _decoded(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\x1a")
    if any(mark in text for mark in CONTROLS) or "\ufffd" in text:
        raise IntakeError(_("文件里有乱码或二进制内容，从排版软件重新导出纯文本（TXT）后再上传。"))
    if not text.strip("\ufeff \t\n\v\f\u3000"):
        raise IntakeError(_("文件是空的，重新导出排版文本后再上传。"))
    return text


def _decoded(data: bytes) -> str:
    for mark, name in BOMS:
        if data.startswith(mark):
            return _strict(data, name)
    wide = _plain_utf16(data)
    if wide:
        return _strict(data, wide)
    if b"\x00" in data:
        raise IntakeError(_("这是二进制文件，从排版软件导出纯文本（TXT）后再上传。"))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # A file cut in the middle of its last character is UTF-8 up to there; as GBK it would be nonsense.
        if error.start >= len(data) - 3 and error.start > 0 and not data[: error.start].isascii():
            raise IntakeError(_("文件末尾不完整，可能没有传完，重新导出后再上传。")) from error
    text = _strict(data, "gb18030")
    if not _reads_as_chinese(text):
        raise IntakeError(_("认不出文件的编码，另存为UTF-8编码的纯文本后再上传。"))
    return text


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 4:
            raise IntakeError(_("文件末尾不完整，可能没有传完，重新导出后再上传。")) from error
        raise IntakeError(_("认不出文件的编码，另存为UTF-8编码的纯文本后再上传。")) from error


def _plain_utf16(data: bytes) -> str:
    """The byte order of UTF-16 without a mark, from the zero bytes that line feeds and digits leave; else empty."""
    sample = data[:65536]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    low, high = sample.count(b"\n\x00"), sample.count(b"\x00\n")
    if odd > 8 * even and low > 0 and odd * 200 > len(sample):
        return "utf-16-le"
    if even > 8 * odd and high > 0 and even * 200 > len(sample):
        return "utf-16-be"
    return ""


def _reads_as_chinese(text: str) -> bool:
    """Whether most of what is not ASCII lies where printed Chinese lies; mojibake scatters over rare planes."""
    other = [char for char in text if ord(char) > 127]
    usual = sum("\u4e00" <= c <= "\u9fa5" or c in "，。、；：？！“”‘’（）《》—…·　①②③④⑤⑥⑦⑧⑨⑩□" for c in other)
    private = sum("\ue000" <= c <= "\uf8ff" or ord(c) > 0xFFFF for c in other)
    # Level 1 of GB 2312 holds the characters in daily use: text of another encoding read as GBK rarely stays in it.
    daily = sum("\u4e00" <= c <= "\u9fa5" and 0xB0 <= c.encode("gb18030")[0] <= 0xD7 for c in other)
    return usual >= 0.85 * len(other) and private <= 0.01 * len(other) and daily >= 0.6 * len(other)
