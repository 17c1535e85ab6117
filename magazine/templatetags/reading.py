"""Reading: turns a release's clean HTML into the page that is read, and marks what was searched."""

import html as entities
import re
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.body import PHOTO_FIGURE
from articles.models import Release, ReleaseByline
from articles.states import BylineRole
from magazine.models import Issue, Magazine
from magazine.search.finding import Facets
from magazine.site.dates import Dated, dated
from magazine.site.imprint import imprint
from magazine.site.marks import squeezed
from magazine.site.rows import names
from media.credit import split_credit

register = template.Library()
register.filter("squeezed", squeezed)

TEXT_WIDTH = "(min-width: 45rem) 40.5rem, 100vw"
TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
CAPTION = re.compile(r"<caption>(.*?)</caption>", re.DOTALL)
PARAGRAPH = re.compile(r"<p>.*?</p>\s*", re.DOTALL)
ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
CELL = re.compile(r"<(t[dh])((?:\s[^>]*)?)>(.*?)</t[dh]>", re.DOTALL)
NUMBER = re.compile(r"[-+−]?[0-9][0-9,.]*[%％‰]?|[—–-]?")
TAG = re.compile(r'<(?:"[^"]*"|[^">])*>')
NOTE_MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
NOTE_NUMBER = {mark: number for number, mark in enumerate(NOTE_MARKS, start=1)}
BLOCKS = ("<p", "<li", "<td", "<th", "<h2", "<h3", "<h4", "<blockquote", "<caption")


@register.simple_tag
def reading(release: Release) -> dict[str, Any]:
    """{html, rest, notes}: the body with its photos, tables and note marks in place; the photos that are not placed
    in it, in order; the notes as (number, line) for the list at the end, None where no mark in the body leads to it.

    A figure whose photo the release does not hold is left out: nothing is looked up in the library.
    """
    photos = {photo["id"]: photo for photo in release.photos}
    placed: set[int] = set()

    def filled(match: re.Match[str]) -> str:
        photo = photos.get(int(match.group(1)))
        if photo is None or photo["id"] in placed:
            return ""
        placed.add(photo["id"])
        return render_to_string("site/photo.html", {"photo": photo, "sizes": TEXT_WIDTH})

    marked = linked_notes(release.body_html, set(numbered_notes(release.notes)))
    numbers = {line: n for n, line in numbered_notes(release.notes).items() if f'id="mark-{n}"' in marked}
    notes = [(numbers.pop(line, None), line) for line in release.notes]
    text = TABLE.sub(scrolling, PHOTO_FIGURE.sub(filled, marked))
    rest = [photo for photo in release.photos if photo["id"] not in placed]
    # body_html went through the allow-list when it was released; what is added here is made by templates.
    return {"html": squeezed(mark_safe(text)), "rest": rest, "notes": notes}  # noqa: S308


def scrolling(match: re.Match[str]) -> str:
    """A table in a box of its own that scrolls, with a name for those who hear it; numbers stand on the right."""
    table = match.group(0)
    caption = CAPTION.search(table)
    name = TAG.sub("", caption.group(1)) if caption else entities.escape(_("表格"))
    label = name.replace('"', "&quot;")
    return f'<div class="table" role="region" tabindex="0" aria-label="{label}">{numbered(table)}</div>'


def numbered(table: str) -> str:
    """`table` with class "number" on the cells of its columns of numbers, heads included. Columns are counted from the
    right, where a head that spans rows on the left does not shift them; a table with joined columns stays as it is."""
    lines = ROW.findall(table)
    if "colspan" in table or not lines:
        return table
    cells = [CELL.findall(line)[::-1] for line in lines]
    data = [line for line in cells if any(tag == "td" for tag, _attributes, _words in line)]
    columns = {
        index
        for index in range(max((len(line) for line in data), default=0))
        if all(NUMBER.fullmatch(line[index][2].strip()) for line in data if index < len(line))
    }

    def row(match: re.Match[str]) -> str:
        last = len(CELL.findall(match.group(0))) - 1
        place = iter(range(last, -1, -1))

        def cell(found: re.Match[str]) -> str:
            tag, attributes, words = found.groups()
            numeric = ' class="number"' if next(place) in columns else ""
            return f"<{tag}{numeric}{attributes}>{words}</{tag}>"

        return CELL.sub(cell, match.group(0))

    return ROW.sub(row, table)


def numbered_notes(lines: list[str]) -> dict[int, str]:
    """Number → the line of notes that begins with its mark; the first one where a mark is used twice."""
    found: dict[int, str] = {}
    for line in lines:
        if line[:1] in NOTE_NUMBER:
            found.setdefault(NOTE_NUMBER[line[:1]], line)
    return found


def linked_notes(html: str, numbers: set[int]) -> str:
    """`html` with each ①②③ that has a note made a link to it. A mark that opens a block is a list number and stays;
    only the first link of a number can be come back to."""
    if not numbers:
        return html
    seen: set[int] = set()
    pieces, at, opening = [], 0, True
    for tag in [*TAG.finditer(html), None]:
        text = html[at : tag.start() if tag else len(html)]
        pieces.append(_linked(text, numbers, seen, opening))
        opening = (opening and not text.strip()) or (tag is not None and tag.group(0).startswith(BLOCKS))
        if tag:
            pieces.append(tag.group(0))
            at = tag.end()
    return "".join(pieces)


def _linked(text: str, numbers: set[int], seen: set[int], opening: bool) -> str:
    start = len(text) - len(text.lstrip()) if opening else -1
    linked = []
    for place, character in enumerate(text):
        number = NOTE_NUMBER.get(character)
        if number not in numbers or place == start:
            linked.append(character)
            continue
        anchor = "" if number in seen else f' id="mark-{number}"'
        seen.add(number)
        label = entities.escape(_("注释%(number)d") % {"number": number})
        linked.append(f'<a class="mark" href="#note-{number}"{anchor} aria-label="{label}">{character}</a>')
    return "".join(linked)


@register.simple_tag
def imprint_of(magazine: Magazine, issue: Issue | str | None, signed: Any = None) -> list[tuple[str, str]]:
    """The lines at the foot of a page; `issue` is whatever the page has, if it has one, `signed` who reviewed it."""
    return imprint(magazine, issue if isinstance(issue, Issue) else None, signed or [])


@register.filter
def authors(bylines: list[ReleaseByline]) -> str:
    """The names in order, with the role where it is not the text."""
    return names(bylines)


@register.filter
def role(byline: ReleaseByline) -> str:
    """`（摄）`, or nothing for the text."""
    return "" if byline.role == BylineRole.TEXT else f"（{byline.role}）"


@register.filter
def credit_name(credit: str) -> str:
    """Who is named in a credit line, as the address of their pictures; empty where nobody is."""
    return split_credit(credit)[0].strip("/")


@register.filter
def marked(pieces: list[tuple[str, bool]]) -> SafeString:
    """Pieces of a search passage, the hits in <mark>."""
    return mark_safe(  # noqa: S308  (every piece is escaped)
        "".join(f"<mark>{escape(words)}</mark>" if hit else escape(words) for words, hit in pieces)
    )


@register.filter
def narrowing(group: Facets) -> SafeString:
    """The list items of one way to narrow a search. Made here: by the template, a hundred of them cost as much as all
    the rest of the page."""
    chosen = mark_safe(' aria-current="true"')  # noqa: S308  (constant)
    return format_html_join(
        "",
        '<li><a href="{}"{}>{} <span>{}</span></a></li>',
        ((facet.address, chosen if facet.chosen else "", facet.name, facet.count) for facet in group.facets),
    )


@register.filter
def entries(events: list[dict[str, Any]]) -> list[Dated]:
    """A release's events as entries that know how their day is printed."""
    return [dated(event) for event in events]


@register.filter
def opening(html: str) -> SafeString:
    """The first paragraph of a body that `reading` made, with its tags; nothing where it begins with anything else."""
    found = PARAGRAPH.match(html)
    return mark_safe(found.group(0) if found else "")  # noqa: S308  part of what is safe already


@register.filter
def after_opening(html: str) -> SafeString:
    """All that `opening` leaves."""
    return mark_safe(html[len(opening(html)) :])  # noqa: S308  part of what is safe already


@register.filter
def without_file(photos: list[dict[str, Any]]) -> bool:
    """Whether none of the photos has arrived yet."""
    return not any(photo["widths"] for photo in photos)
