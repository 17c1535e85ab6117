"""Pieces: which part of a manuscript a place on its printed sheet shows, and the same part with other words there."""

import html as entities
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from articles.anchors import Place
from articles.models import Article
from articles.printed import labels

# Plain fields by the code that `printed` gives them; a 大事 entry is "event-" and its id.
FIELDS = {
    "kicker": "kicker",
    "title": "title",
    "subtitle": "subtitle",
    "lead": "lead",
    "body": "body",
    "note": "notes",
    "funding": "funding_note",
    "source": "source",
}
TOKEN = re.compile(r'<(?:"[^"]*"|[^">])*>|&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);|.', re.DOTALL)
INLINE = re.compile(r"</?(?:strong|em|sup|sub|a|ruby|rt|rp)(?:\s|>)")
EMPTY_INLINE = re.compile(r"<(strong|em|sup|sub|a|ruby|rt|rp)(?:\s[^>]*)?></\1>")


@dataclass(frozen=True)
class Run:
    """A stretch of the sheet's words, from `start` up to `end`, that shows words of one piece; "" is nobody's."""

    start: int
    end: int
    piece: str


@dataclass(frozen=True)
class Sheet:
    """The text as it prints: its HTML, its words without white space, and what each stretch of them shows."""

    html: str
    words: str
    runs: tuple[Run, ...]


class Unreachable(Exception):
    """A place whose words cannot be replaced where they stand; says why and what to do, in a whole sentence."""


def at(sheet: Sheet, place: Place) -> tuple[str, int]:
    """(piece, offset in the piece's own words) of `place`. Raises Unreachable where it is not within one piece."""
    before: dict[str, int] = {}
    for run in sheet.runs:
        if run.start <= place.start and place.end <= run.end and run.piece:
            return run.piece, before.get(run.piece, 0) + place.start - run.start
        before[run.piece] = before.get(run.piece, 0) + run.end - run.start
    raise Unreachable(_("建议只在一段之内；署名、图说、语录写批注说明，由编辑在稿件里改。"))


def rewrite(article: Article, changes: Iterable[tuple[str, int, int, str]], save: bool = True) -> None:
    """Put other words into `article`: (piece, offset, length, words) each, none of them overlapping another.

    Raises Unreachable where a piece would come out wrong; without `save` nothing is written and only that is asked.
    """
    events = {f"event-{event.pk}": event for event in article.events.all()}
    found: dict[str, tuple[Any, str]] = {code: (article, name) for code, name in FIELDS.items()}
    found |= {code: (event, "text") for code, event in events.items()}
    touched = []
    # From the end, so that the offsets of the others hold.
    for piece, offset, length, words in sorted(changes, key=lambda change: -change[1]):
        if piece not in found:
            raise Unreachable(_("这一处已不在稿件里，不能采纳。"))
        owner, name = found[piece]
        touched.append(owner)
        put = in_html if name == "body" else in_plain
        setattr(owner, name, put(getattr(owner, name), offset, offset + length, words))
    _fitting(article)
    if save:
        for owner in {article, *touched}:
            owner.save()


def _fitting(article: Article) -> None:
    if not article.title.strip():
        raise Unreachable(_("标题不能删空，另写一个标题。"))
    for code, name in FIELDS.items():
        most = getattr(article._meta.get_field(name), "max_length", None)
        if most and len(getattr(article, name)) > most:
            raise Unreachable(_("{label}不超过{most}字，改短再提。").format(label=labels()[code], most=most))


def in_plain(text: str, start: int, end: int, words: str) -> str:
    """`text` with `words` in place of its letters from `start` up to `end`, white space not counted, within one line."""
    places = [index for index, letter in enumerate(text) if not letter.isspace()]
    first, last = places[start], places[end - 1] + 1
    if "\n" in text[first:last]:
        raise Unreachable(_("一条建议只改一段之内的字，跨段的分开提。"))
    return text[:first] + words + text[last:]


def in_html(html: str, start: int, end: int, words: str) -> str:
    """The same for clean HTML: tags inside the words stay, a tag that ends a paragraph may not be among them."""
    found: list[str] = []
    count = 0
    for token in TOKEN.findall(html):
        tag = len(token) > 1 and token[0] == "<"
        blank = not tag and entities.unescape(token).isspace()
        if tag and start < count < end and not INLINE.match(token):
            raise Unreachable(_("一条建议只改一段之内的字，跨段的分开提。"))
        inside = start <= count < end if not blank else start < count < end
        if tag or not inside:
            found.append(token)
        elif count == start and not blank:
            found.append(entities.escape(words, quote=False))
        if not tag and not blank:
            count += 1
    text = "".join(found)
    while (tidy := EMPTY_INLINE.sub("", text)) != text:
        text = tidy
    return text


def change(sheet: Sheet, place: Place, words: str) -> tuple[str, int, int, str]:
    """What `rewrite` takes, for `words` at `place`."""
    piece, offset = at(sheet, place)
    return piece, offset, place.end - place.start, words


def trial(article: Article, changes: Iterable[tuple[str, int, int, str]]) -> str:
    """Why these changes could not be written; an empty string means they could. `article` is not touched."""
    copy: Any = Article.objects.get(pk=article.pk)
    try:
        rewrite(copy, changes, save=False)
    except Unreachable as reason:
        return str(reason)
    return ""
