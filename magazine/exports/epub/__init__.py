"""An issue as an EPUB 3 book: its pinned releases with their pictures, readable without a network."""

import re
from collections.abc import Iterator
from datetime import UTC
from io import BytesIO
from typing import IO, Any
from uuid import UUID, uuid5

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from magazine.exports.epub.package import packed
from magazine.exports.epub.pictures import Pictures
from magazine.exports.epub.pieces import Chapter, composed
from magazine.exports.style import Stamp
from magazine.models import Issue, Magazine
from magazine.site.covers import cover_of
from magazine.site.imprint import imprint
from magazine.site.rows import HEAVY, Row, by_section, nested, rows

EXT = "epub"
CONTENT_TYPE = "application/epub+zip"
# Names of books are made below this one; it was drawn once and stays.
BOOKS = UUID("5d7c1c52-6b0e-4f0e-9a4e-0c8f4a2d3b61")


class Unreleased(Exception):
    """The issue has no book yet; the sentence says why."""


def write(issue: Issue, stamp: Stamp | None = None) -> bytes:
    """The book of `issue`, from the release that each of its slots is pinned to; the same bytes for the same releases
    and stamp.

    Raises Unreleased where a slot has none. Nothing is read from drafts. Five queries.
    """
    book = BytesIO()
    for _step in steps(issue, book, stamp):
        pass
    return book.getvalue()


def steps(issue: Issue, target: IO[bytes], stamp: Stamp | None = None) -> Iterator[tuple[int, int]]:
    """`write` into `target`; (done, of) after every article."""
    issue = Issue.objects.select_related("cover").get(pk=issue.pk)
    check(issue)
    # The book is print: it is Chinese whatever language the desk speaks.
    with translation.override("zh-hans"):
        flat = rows(issue.slots.order_by("position"), heavy=tuple(HEAVY))
        chapters = {row.slot.pk: Chapter(f"piece-{place:03d}.xhtml", row) for place, row in enumerate(flat, start=1)}
        pictures = Pictures()
        book = about(issue, flat, pictures) | {"stamp": stamp}
        groups = [
            (first.section_name, [_with_members(row, chapters) for row in group])
            for first, group in by_section(nested(flat))
        ]
        pages = {"cover.xhtml": _page("cover", book), "contents.xhtml": _page("contents", book | {"groups": groups})}
        for done, chapter in enumerate(chapters.values(), start=1):
            pages[chapter.file] = _page("piece", book | composed(chapter.row, chapters, pictures))
            yield done, len(chapters)
        pages["colophon.xhtml"] = _page("colophon", book | {"lines": imprint(book["magazine"], issue)})
        book |= {"pages": list(pages), "pictures": list(pictures.files), "described": pictures.described}
        target.write(packed(pages, pictures.files, render_to_string("exports/epub/package.opf", book)))


def check(issue: Issue) -> None:
    """Unreleased where a slot of `issue` has no pinned release, or there is no slot at all."""
    slots = list(issue.slots.select_related("article").order_by("position"))
    missing = [
        _("第{position}条“{title}”").format(position=slot.position, title=slot)
        for slot in slots
        if slot.release_id is None
    ]
    if not slots:
        raise Unreleased(_("{issue}还没有版位，先编好目录。").format(issue=issue))
    if missing:
        raise Unreleased(
            _("{issue}还不能做成电子书：{missing}没有随刊定稿，出刊或定时出刊以后再导出。").format(
                issue=issue, missing=_("、").join(missing)
            )
        )


def file_name(issue: Issue) -> str:
    """`云江工运-2024年第11期.epub`, without the characters that a file system refuses."""
    return re.sub(r'[\\/:*?"<>|]', "-", f"{Magazine.current().name}-{issue}.{EXT}")


def about(issue: Issue, flat: list[Row], pictures: Pictures) -> dict[str, Any]:
    """What every page may say of the book: names, dates, cover."""
    magazine, cover = Magazine.current(), cover_of(issue)
    changed_at = max(row.release.made_at for row in flat).astimezone(UTC)
    return {
        "magazine": magazine,
        "issue": issue,
        "title": f"{magazine.name}{issue}",
        "cover": cover,
        "cover_picture": pictures.add(cover.photo) if cover.photo else "",
        "identifier": uuid5(BOOKS, f"{magazine.name}/{issue.name}"),
        "released_on": issue.dated_on or (issue.published_at and timezone.localdate(issue.published_at)),
        "changed_at": changed_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def _with_members(row: Row, chapters: dict[int, Chapter]) -> tuple[Chapter, list[Chapter]]:
    return chapters[row.slot.pk], [chapters[member.slot.pk] for member in row.members]


def _page(name: str, context: dict[str, Any]) -> str:
    return render_to_string(f"exports/epub/{name}.xhtml", context)
