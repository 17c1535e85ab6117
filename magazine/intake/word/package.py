"""Opens what was sent: a Word file or a zip of them. Refuses by the table of contents, before anything is inflated."""

import re
import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import PurePosixPath

from magazine.intake.encoding import IntakeError

MAX_FILE = 60 * 1024 * 1024
MAX_TOTAL = 100 * 1024 * 1024
"""Bytes that all members of one archive may come to, once inflated."""
MAX_MEMBERS = 2000
MAX_RATIO = 100
"""Inflated to deflated, of the whole archive and of every member over a megabyte."""
MEGABYTE = 1024 * 1024

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
CONTENT_TYPES = "[Content_Types].xml"
DIRECTORY_END = b"PK\x05\x06"
LITTER = re.compile(r"(?:.*/)?(?:__MACOSX/.*|\.[^/]*|~\$[^/]*|Thumbs\.db|desktop\.ini)", re.IGNORECASE)


def opened(data: bytes, name: str) -> zipfile.ZipFile:
    """The archive, within the limits. Raises IntakeError with one sentence that says what the file is instead."""
    refuse_foreign(data, name)
    _refuse_crowded(data, name)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, struct.error) as error:
        raise _broken(name) from error
    members = archive.infolist()
    if any(member.flag_bits & 0x1 for member in members):
        raise IntakeError(f"“{name}”加了密码，去掉密码后再收。")
    if len(members) > MAX_MEMBERS:
        raise _crowded(name)
    total, packed = sum(m.file_size for m in members), sum(m.compress_size for m in members)
    swollen = any(m.file_size > MEGABYTE and m.file_size > MAX_RATIO * m.compress_size for m in members)
    if total > MAX_TOTAL or swollen or (total > MEGABYTE and total > MAX_RATIO * packed):
        raise IntakeError(f"“{name}”展开后过大，不像一份稿件，没有打开；让作者删去多余的图片、另存后重发。")
    return archive


def refuse_foreign(data: bytes, name: str) -> None:
    """Raise IntakeError for whatever is no archive at all, saying what it is and how it becomes a .docx."""
    if not data.strip(b"\x00 \t\r\n"):
        raise IntakeError(f"“{name}”是空文件，让作者重新发一份。")
    if len(data) > MAX_FILE:
        raise IntakeError(f"“{name}”超过{MAX_FILE // MEGABYTE}MB，让作者压缩图片、另存后重发。")
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise IntakeError(f"“{name}”设了打开密码，在Word里去掉密码、另存后再收。")
        if "WordDocument".encode("utf-16-le") in data or name.lower().endswith((".doc", ".dot", ".wps", ".docx")):
            raise IntakeError(f"“{name}”是旧版Word文件，在Word或WPS里打开，另存为.docx格式后再收。")
        raise IntakeError(f"“{name}”不是Word文件，在原软件里打开，把文字另存为.docx格式后再收。")
    if data.lstrip()[:5] == b"{\\rtf":
        raise IntakeError(f"“{name}”是RTF文件，在Word或WPS里打开，另存为.docx格式后再收。")
    if not data.startswith((ZIP, DIRECTORY_END)):
        word = name.lower().endswith((".doc", ".docx", ".docm", ".dot", ".wps"))
        if word and re.match(rb"(?:\xef\xbb\xbf)?\s*(?:<|MIME-Version)", data[:200]):
            raise IntakeError(f"“{name}”里面其实是网页，在Word或WPS里打开，另存为.docx格式后再收。")
        raise IntakeError(f"“{name}”不是Word文件，在Word或WPS里打开，另存为.docx格式后再收。")


def is_word(archive: zipfile.ZipFile) -> bool:
    """Whether the archive is one Office file rather than a folder of files."""
    return CONTENT_TYPES in archive.namelist()


def member(archive: zipfile.ZipFile, path: str, name: str) -> bytes:
    """The bytes of one member, never more than its entry declares. Raises IntakeError where it is damaged."""
    try:
        return archive.read(path)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise _broken(name) from error


def unpacked(data: bytes, name: str) -> tuple[list[tuple[str, bytes]], list[str]]:
    """([(file name, bytes)], refusals) of what was sent: the Word file itself, or those of a zip in its order.

    Folders inside the zip are read through; their names, and whatever points out of the zip, are dropped. Files that
    are no Word files are refused with a sentence each; a zip inside the zip too. Raises IntakeError for the whole.
    """
    archive = opened(data, name)
    if is_word(archive):
        return [(name, data)], []
    found, refusals = [], []
    for entry in archive.infolist():
        path = _readable(entry)
        inner = PurePosixPath(path.replace("\\", "/")).name
        if entry.is_dir() or not inner or LITTER.fullmatch(path):
            continue
        if not inner.lower().endswith((".docx", ".docm", ".doc", ".wps", ".rtf", ".dot", ".dotx")):
            refusals.append(f"“{inner}”不是Word文件，没有收；稿件另存为.docx格式、图片传进图片库。")
            continue
        try:
            found.append((inner, member(archive, entry.filename, inner)))
        except IntakeError as error:
            refusals.append(str(error))
    if not found and not refusals:
        raise IntakeError(f"“{name}”里没有Word文件，核对后重发。")
    return found, refusals


def _readable(entry: zipfile.ZipInfo) -> str:
    """The member's name. Chinese Windows writes GBK without saying so, which Python reads as code page 437."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename


def _refuse_crowded(data: bytes, name: str) -> None:
    """Count the members by the end record, so that a table of a million of them is not even read."""
    place = data.rfind(DIRECTORY_END)
    if 0 <= place <= len(data) - 12 and struct.unpack_from("<H", data, place + 10)[0] > MAX_MEMBERS:
        raise _crowded(name)


def _crowded(name: str) -> IntakeError:
    return IntakeError(f"“{name}”里的文件超过{MAX_MEMBERS}个，不像稿件，没有打开；分几次发来。")


def _broken(name: str) -> IntakeError:
    return IntakeError(f"“{name}”不完整或已损坏，让作者重新保存、重发一份。")
