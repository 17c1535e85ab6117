"""交付排版: an issue as the layout artist takes it: one zip, a folder an article in contents order, and a list of it all."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.utils import translation

from magazine.exports.handoff import manifest, tagged, word
from magazine.exports.handoff.originals import open_original
from magazine.exports.handoff.paragraphs import paragraphs
from magazine.exports.handoff.pieces import Copy, copies, cover_photo
from magazine.models import Issue, Magazine

EXT = "zip"
CONTENT_TYPE = "application/zip"
# Dated alike, so that equal contents give equal bytes.
DAY = (1980, 1, 1, 0, 0, 0)
CHUNK = 1 << 20


def write(issue: Issue, target: IO[bytes], at: datetime) -> Iterator[tuple[int, int]]:
    """Write the package of `issue` into `target`, which can seek; (done, of) after every article, in articles.

    In any state: an article is its pinned release, else its newest one, else the draft as it stands, and the list
    says which. Originals are copied piece by piece and never held whole. The package is whole once the iterator
    has ended.
    """
    issue = Issue.objects.select_related("cover").get(pk=issue.pk)
    # What is handed to print is Chinese whatever language the desk speaks.
    with translation.override("zh-hans"), ZipFile(target, "w", ZIP_DEFLATED) as package:
        found = copies(issue, at)
        cover = cover_photo(issue)
        _file(package, "00-清单.xlsx", manifest.workbook(issue, found, cover))
        _file(package, "00-说明.txt", manifest.readme(issue, found, at).encode("utf-8-sig"))
        if cover is not None:
            _original(package, manifest.cover_file(cover), cover)
        for number, copy in enumerate(found, start=1):
            _article(package, copy)
            yield number, len(found)


def file_name(issue: Issue) -> str:
    """`云江工运-2024年第11期-排版.zip`, without the characters that a file system refuses."""
    return re.sub(r'[\\/:*?"<>|]', "-", f"{Magazine.current().name}-{issue}-排版.{EXT}")


def _article(package: ZipFile, copy: Copy) -> None:
    if copy.release is None:
        _file(package, f"{copy.folder}/待稿.txt", f"{copy.title}：稿件未到。\r\n".encode("utf-8-sig"))
        return
    text = list(paragraphs(copy.release, copy.pictures))
    _file(package, f"{copy.folder}/正文.docx", word.write(copy, text))
    _file(package, f"{copy.folder}/正文-排版标记.txt", tagged.write(text))
    if copy.pictures:
        _file(package, f"{copy.folder}/图说.txt", manifest.captions(copy).encode("utf-8-sig"))
    for picture in copy.pictures:
        if picture.photo is not None and picture.file:
            _original(package, f"{copy.folder}/{picture.file}", picture.photo)


def _file(package: ZipFile, name: str, data: bytes) -> None:
    entry = ZipInfo(name, DAY)
    entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
    package.writestr(entry, data)


def _original(package: ZipFile, name: str, photo) -> None:
    """The original as it came; a picture is compressed already. One whose file is gone is left out: the list says so."""
    source = open_original(photo)
    if source is None:
        return
    entry = ZipInfo(name, DAY)
    entry.compress_type, entry.external_attr = ZIP_STORED, 0o644 << 16
    with source, package.open(entry, "w", force_zip64=True) as target:
        while chunk := source.read(CHUNK):
            target.write(chunk)
