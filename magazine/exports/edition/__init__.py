"""阅读版: a whole issue as PDF, from its pinned releases: cover, contents, articles with running heads, bookmarks."""

import logging
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Thread
from typing import IO, Any

from django.template.loader import render_to_string
from django.utils import translation

from magazine.exports.epub import about, check
from magazine.exports.epub.pictures import Pictures
from magazine.exports.epub.pieces import Chapter, composed, trusted
from magazine.exports.pdf import printed
from magazine.exports.style import Stamp
from magazine.models import Issue, Magazine
from magazine.site.imprint import imprint
from magazine.site.rows import HEAVY, by_section, nested, rows

# What a page of the edition holds when it is full, and how often its layout says how far it is, in seconds.
CHARACTERS, EVERY = 900, 0.5
# Ids and links of a chapter's notes; every chapter counts its own from one.
NOTES = re.compile(r'((?:id="|href="#))((?:mark|note)-)')


class Inline(Pictures):
    """Pictures that stand in the page itself, as `data:` addresses: the layout loads nothing from anywhere."""

    def add(self, photo: dict[str, Any]) -> str:
        """The address of the frozen `photo`; empty where its file has not arrived."""
        name = super().add(photo)
        return f"data:image/jpeg;base64,{b64encode(self.files[name]).decode()}" if name else ""


@dataclass
class Layout:
    """The layout of `html`, made in a thread of its own: it takes long and says by the way only on which page it is."""

    html: str
    page: int = 0
    data: bytes = b""
    failure: Exception | None = None

    def run(self) -> None:
        """Make it; what goes wrong is kept in `failure`."""
        try:
            self.data = printed(self.html)
        except Exception as failure:
            self.failure = failure


class Pages(logging.Handler):
    """Listens to WeasyPrint's own account of its progress."""

    def __init__(self, layout: Layout):
        super().__init__()
        self.layout = layout

    def emit(self, record: logging.LogRecord) -> None:
        """`Step 5 - Creating layout - Page 12`."""
        found = re.search(r"Page (\d+)", record.getMessage())
        if found:
            # Page numbers that the contents did not know yet make it lay out again: that is no step back.
            self.layout.page = max(self.layout.page, int(found[1]))


def steps(issue: Issue, target: IO[bytes], stamp: Stamp | None = None) -> Iterator[tuple[int, int]]:
    """Write the edition of `issue` into `target`; (done, of) as it goes, in articles and then in pages, roughly.

    Raises Unreleased where a slot has no release, Unprintable where the machine lacks what PDF needs. Nothing is read
    from drafts.
    """
    check(issue)
    issue = Issue.objects.select_related("cover").get(pk=issue.pk)
    # The edition is print: it is Chinese whatever language the desk speaks.
    with translation.override("zh-hans"):
        flat = rows(issue.slots.order_by("position"), heavy=tuple(HEAVY))
        characters = sum(row.release.character_count for row in flat)
        of = len(flat) + max(1, characters // CHARACTERS + len(flat))
        pictures = Inline()
        chapters = {row.slot.pk: Chapter(f"#piece-{place}", row) for place, row in enumerate(flat, start=1)}
        book = about(issue, flat, pictures) | {"stamp": stamp, "lines": imprint(Magazine.current(), issue)}
        tree = [
            (first, [(chapters[row.slot.pk], [chapters[member.slot.pk] for member in row.members]) for row in group])
            for first, group in by_section(nested(flat))
        ]
        openings = {group[0][0].row.slot.pk for _first, group in tree}
        pieces = []
        for done, chapter in enumerate(chapters.values(), start=1):
            pieces.append(_piece(chapter, chapters, pictures, chapter.row.slot.pk in openings))
            yield done, of
        html = render_to_string("exports/edition.html", book | {"groups": tree, "pieces": pieces})
        for page in _laid_out(html, target):
            yield min(len(flat) + page, of - 1), of
        yield of, of


def file_name(issue: Issue) -> str:
    """`云江工运-2024年第11期-阅读版.pdf`, without the characters that a file system refuses."""
    return re.sub(r'[\\/:*?"<>|]', "-", f"{Magazine.current().name}-{issue}-阅读版.pdf")


def _piece(chapter: Chapter, chapters: dict[int, Chapter], pictures: Pictures, opens: bool) -> dict[str, Any]:
    """What the template shows of one article; `opens` says that a section begins with it."""
    piece = composed(chapter.row, chapters, pictures)
    name = chapter.file.removeprefix("#")
    body = trusted(NOTES.sub(rf"\g<1>{name}-\g<2>", piece["body"]))
    return piece | {"body": body, "name": name, "opens": opens}


def _laid_out(html: str, target: IO[bytes]) -> Iterator[int]:
    """Lay out `html` into `target`; the page that is being laid out, again and again."""
    layout = Layout(html)
    logger, listener = logging.getLogger("weasyprint.progress"), Pages(layout)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(listener)
    # A daemon: whoever stops listening stops the process too, and the layout with it.
    thread = Thread(target=layout.run, daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(EVERY)
            yield layout.page
    finally:
        logger.removeHandler(listener)
    if layout.failure:
        raise layout.failure
    target.write(layout.data)
