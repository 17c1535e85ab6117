"""One article as a chapter: its release in strict XHTML, with pictures in place and notes that open where they stand."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from articles.models import Release
from articles.states import Layout
from magazine.exports.epub.pictures import Pictures
from magazine.exports.markup import Node, Piece, mapped, paragraphs, read, words, write
from magazine.site.dates import dated
from magazine.site.rows import Row
from magazine.templatetags.reading import linked_notes, numbered_notes


@dataclass(frozen=True)
class Chapter:
    """One article in the book: the name of its file and its row."""

    file: str
    row: Row


def composed(row: Row, chapters: dict[int, Chapter], pictures: Pictures) -> dict[str, Any]:
    """What the chapter of `row` shows; `chapters` leads from a slot to its chapter."""
    release = row.release
    photos = {photo["id"]: photo for photo in release.photos}
    placed: list[int] = []

    def change(node: Node) -> list[Piece]:
        if node.tag == "figure":
            photo = photos.get(int(node.attributes["data-photo"]))
            if photo is None or photo["id"] in placed:
                return []
            placed.append(photo["id"])
            return [pictures.figure(photo)]
        return [_noteref(node) if node.attributes.get("class") == "mark" else node]

    text = mapped(read(linked_notes(release.body_html, set(numbered_notes(release.notes))), ruby=True), change)
    rest: list[Piece] = [pictures.figure(photo) for photo in release.photos if photo["id"] not in placed]
    if release.layout == Layout.PHOTO_ESSAY:
        # It begins with its pictures.
        text, rest = [*rest, *text], []
    body = "\n".join(write([block]) for block in text)
    return {
        "row": row,
        "release": release,
        "slot": row.slot,
        "lead": release.lead.splitlines(),
        "body": trusted(body),
        "rest": trusted(write(rest)),
        "events": [(dated(event), trusted(write(_event(event, pictures)))) for event in release.events],
        "voices": [(voice, voice["text"].splitlines()) for voice in release.voices],
        "notes": _notes(release, body),
        "units": list(dict.fromkeys(line.affiliation for line in row.bylines if line.affiliation)),
        "members": [chapter for chapter in chapters.values() if chapter.row.slot.package_id == row.slot.pk],
        "package": chapters.get(row.slot.package_id or 0),
    }


def trusted(xml: str) -> SafeString:
    """Markup that was written by magazine/exports/markup.py, which escapes every word."""
    return mark_safe(xml)  # noqa: S308


def _event(event: dict[str, Any], pictures: Pictures) -> list[Piece]:
    return [*paragraphs(event["text"]), *(pictures.figure(photo) for photo in event["photos"])]


def _noteref(mark: Node) -> Node:
    """A note mark as reading systems know it: a touch opens the note above the text (EPUB Structural Semantics)."""
    kept = {name: value for name, value in mark.attributes.items() if name in ("href", "id")}
    return Node("a", {**kept, "class": "mark", "epub:type": "noteref", "role": "doc-noteref"}, [words(mark.children)])


def _notes(release: Release, body: str) -> list[tuple[int | None, str]]:
    """(number, line) in order; None where no mark in the text leads to the line."""
    numbers = {line: n for n, line in numbered_notes(release.notes).items() if f'id="mark-{n}"' in body}
    return [(numbers.pop(line, None), line) for line in release.notes]
