"""The sheet: a manuscript's text as it prints, what each stretch of it shows, and where comments stand on it."""

from html.parser import HTMLParser

from django.template.loader import render_to_string
from django.utils import timezone

from articles import anchors
from articles.models import Article, Release
from articles.pieces import Run, Sheet
from articles.releasing import draft_copy
from magazine.site.dates import dated

# Elements that have no end tag.
VOID = {"area", "br", "col", "hr", "img", "input", "source", "track", "wbr"}


class _Words(HTMLParser):
    """The words of a piece of HTML without white space, and of each stretch the `data-piece` that it stands in.

    What stands in a picture's or a voice's own frame (a figure with a class, which no body can have) is nobody's.
    """

    def __init__(self, html: str):
        super().__init__()
        self.words = ""
        self.runs: list[Run] = []
        self._open: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        given = dict(attrs)
        outer = self._open[-1][1] if self._open else ""
        own = "" if tag == "figure" and "class" in given else given.get("data-piece") or outer
        self._open.append((tag, own))

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            if self._open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        words = anchors.squash(data)
        if not words:
            return
        piece = self._open[-1][1] if self._open else ""
        start, end = len(self.words), len(self.words) + len(words)
        self.words += words
        if self.runs and self.runs[-1].piece == piece:
            start = self.runs.pop().start
        self.runs.append(Run(start, end, piece))


def sheet(article: Article, release: Release | None = None) -> Sheet:
    """The text of `article` as it prints now: what is read at the desk, and what comments stand beside.

    `release` saves its queries where the draft's copy is there already.
    """
    release = release or draft_copy(article, timezone.now())
    entries = [dated(event) for event in release.events]
    html = render_to_string("desk/review_text.html", {"release": release, "events": entries})
    found = _Words(html)
    return Sheet(html, found.words, tuple(found.runs))
