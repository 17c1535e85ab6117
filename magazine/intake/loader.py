"""Loads a reading into an issue: drafts in order, with pages, bylines, photos. Edited manuscripts stay untouched.

The reading is the intake format: what `as_json` gives and `intake --json` writes.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from articles.models import Article, Author, Byline, Figure, Section
from articles.ordering import next_position
from articles.states import Layout
from articles.workflow import text_changed
from events.models import Event, EventFigure, Voice
from magazine.intake.setting import body_html
from magazine.intake.staging.shape import digest
from magazine.intake.word.drafts import untouched
from magazine.models import Intake, Issue, Slot
from media.models import Photo
from media.upload import Accepted, store

LAYOUTS = {"chronicle": Layout.CHRONICLE, "voices": Layout.VOICES, "photo_essay": Layout.PHOTO_ESSAY}
WORDS = ("kicker", "title", "subtitle", "rubric", "lead", "funding_note", "source")


@dataclass
class Report:
    """What a load did: titles, in the order of the print."""

    issue: Issue
    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    articles: list[tuple[str, Article, str]] = field(default_factory=list)
    """(reference, manuscript, created or updated or kept) of every entry."""


@dataclass
class Pictures:
    """Checked files of photos by their `part`, whose they are, and what was stored of them."""

    accepted: dict[str, Accepted] = field(default_factory=dict)
    by: Any = None
    stored: list[Photo] = field(default_factory=list)


class DryRun(Exception):
    """Rolls the transaction of a dry run back."""


def load(
    reading: dict[str, Any],
    text: str,
    file_name: str,
    at: datetime,
    by: Any = None,
    dry_run: bool = False,
) -> Report:
    """Create or update the drafts of `reading`, put them into the issue's slots, keep the source; the report.

    One transaction. Reading the same text again updates what nobody has touched since and creates nothing twice;
    a manuscript that an editor has changed, or that is under review, is skipped. `dry_run` saves nothing.
    """
    try:
        with transaction.atomic():
            report = _load(reading, text, file_name, at, by)
            if dry_run:
                raise DryRun
    except DryRun:
        pass
    return report


def _load(reading: dict[str, Any], text: str, file_name: str, at: datetime, by: Any) -> Report:
    report = load_entries(reading, at, by)
    Intake.objects.create(
        issue=report.issue,
        file_name=file_name[:200],
        digest=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        text=text,
        report={"created": report.created, "updated": report.updated, "skipped": report.skipped},
        unplaced=report.unplaced,
        furniture=[_words(piece) for piece in reading.get("furniture", [])],
        doubts=reading.get("doubts", []),
        person=by,
        at=at,
    )
    return report


def load_entries(
    reading: dict[str, Any],
    at: datetime,
    by: Any,
    overwrite: Collection[str] = (),
    pictures: Pictures | None = None,
) -> Report:
    """Create or update the drafts of `reading` and put them into the issue's slots, in a transaction of the caller's.

    `overwrite`: references of drafts that are replaced although somebody has changed them; the change is `by`'s then.
    """
    numbers = reading["issue"]
    issue, _ = Issue.objects.get_or_create(year=numbers["year"], number=numbers["month"])
    report = Report(issue, unplaced=[_words(piece) for piece in reading["unplaced"]])
    reading = _fitted(reading, report.unplaced)
    sections = _sections(reading)
    package: Slot | None = None
    members = 0
    pictures = pictures or Pictures()
    for entry in reading["entries"]:
        article = _article(entry, issue, sections, report, at, by, overwrite, pictures)
        slot = _slot(issue, article, entry, package if members else None)
        members = max(members - 1, 0)
        if entry["kind"] == "feature":
            package, members = slot, entry.get("members") or 0
    return report


def _fitted(reading: dict[str, Any], unplaced: list[str]) -> dict[str, Any]:
    """The reading with every text cut to the length of its field; what is cut stands whole in `unplaced`."""

    def fit(model: Any, field: str, words: str) -> str:
        limit = model._meta.get_field(field).max_length
        if limit and len(words) > limit:
            unplaced.append(words)
        return words[:limit]

    def photo(read: dict[str, Any]) -> dict[str, Any]:
        return read | {name: fit(Photo, name, read.get(name) or "") for name in ("caption", "credit_name")}

    def entry(read: dict[str, Any]) -> dict[str, Any]:
        return read | {
            **{name: fit(Article, name, read.get(name) or "") for name in WORDS},
            "section": fit(Section, "name", read["section"]),
            "authors": [fit(Author, "name", name) for name in read.get("authors") or []],
            "affiliations": [fit(Byline, "affiliation", name) for name in read.get("affiliations") or []],
            "photos": [photo(p) for p in read.get("photos") or []],
            "events": [e | {"photos": [photo(p) for p in e.get("photos") or []]} for e in read.get("events") or []],
            "voices": [
                v | {name: fit(Voice, name, v.get(name) or "") for name in ("speaker", "speaker_title")}
                for v in read.get("voices") or []
            ],
        }

    sections = [
        {
            "name": section["name"][: _length(Section, "name")],
            "running_head_en": (section.get("running_head_en") or "")[: _length(Section, "name_en")],
        }
        for section in reading["sections"]
    ]
    return reading | {"sections": sections, "entries": [entry(read) for read in reading["entries"]]}


def _length(model: Any, field: str) -> int:
    return int(model._meta.get_field(field).max_length)


def _words(piece: Any) -> str:
    return piece if isinstance(piece, str) else piece["text"]


def _sections(reading: dict[str, Any]) -> dict[str, Section]:
    """Name → section, in the order of the print; a section that is not known yet is made, set as its pieces are."""
    found = {}
    for read in reading["sections"]:
        kinds = {entry["kind"] for entry in reading["entries"] if entry["section"] == read["name"]}
        layout = LAYOUTS.get(kinds.pop(), Layout.ARTICLE) if len(kinds) == 1 else Layout.ARTICLE
        section = Section.objects.filter(name=read["name"]).first() or Section.objects.create(
            name=read["name"],
            name_en=read.get("running_head_en") or "",
            slug=Section.objects.free_slug(read["name"]),
            position=next_position(Section.objects.all()),
            layout=layout,
        )
        found[section.name] = section
    return found


def reference(issue: Issue, entry: dict[str, Any]) -> str:
    """The stored name of an entry: the same for the same piece read again, whatever was corrected in its text."""
    return entry.get("reference") or f"{issue.name}/{entry.get('ref') or digest(entry)}"


def _article(
    entry: dict[str, Any],
    issue: Issue,
    sections: dict[str, Section],
    report: Report,
    at: datetime,
    by: Any,
    overwrite: Collection[str],
    pictures: Pictures,
) -> Article:
    ref = reference(issue, entry)
    # Held until the whole reading is in: somebody may be saving the same manuscript from its form.
    article = Article.objects.select_for_update().filter(import_ref=ref).first()
    touched = article is not None and not untouched(article)
    if article is None:
        article = Article(import_ref=ref, created_by=by)
        done = report.created
    elif touched and ref not in overwrite:
        report.skipped.append(f"{article}（已有人改动或送审，未覆盖）")
        report.articles.append((ref, article, "kept"))
        return article
    else:
        done = report.updated
    article.section = sections[entry["section"]]
    for name in WORDS:
        setattr(article, name, entry.get(name) or "")
    article.body = entry.get("body_html") or body_html(entry.get("body") or [])
    article.notes = "\n".join(entry.get("notes") or [])
    article.save()
    _bylines(article, entry)
    _figures(article, entry.get("photos") or [], pictures)
    _events(article, entry.get("events") or [], pictures)
    _voices(article, entry.get("voices") or [])
    changed = text_changed(article, by=by if touched else None, at=at)
    (done if changed else report.skipped).append(str(article) if changed else f"{article}（没有变化）")
    report.articles.append((ref, article, "created" if done is report.created else "updated" if changed else "kept"))
    return article


def _bylines(article: Article, entry: dict[str, Any]) -> None:
    authors, affiliations = entry.get("authors") or [], entry.get("affiliations") or []
    article.bylines.all().delete()
    for position, name in enumerate(authors, start=1):
        # One printed unit is everybody's; as many units as names belong to them in order.
        own = affiliations[position - 1] if len(affiliations) == len(authors) else "、".join(affiliations)
        author = Author.objects.filter(name=name).order_by("pk").first() or Author.objects.create(name=name)
        Byline.objects.create(article=article, author=author, affiliation=own, position=position)


def _photo(read: dict[str, Any], former: list[Photo], pictures: Pictures) -> Photo:
    """The photo of the library with the same file; that of an earlier reading with the same words, so that a file already
    supplied stays; else a new one."""
    words = {
        "caption": read.get("caption") or "",
        "credit_name": read.get("credit_name") or "",
        "credit_kind": read.get("credit_kind") or "摄",
    }
    accepted = pictures.accepted.get(read.get("part") or "")
    if accepted is not None:
        known = Photo.objects.filter(digest=accepted.digest).order_by("pk").first()
        if known is None:
            known = store(Photo(**words), accepted, pictures.by)
            pictures.stored.append(known)
        return known
    for photo in former:
        if all(getattr(photo, name) == value for name, value in words.items()):
            former.remove(photo)
            return photo
    return Photo.objects.create(**words)


def _figures(article: Article, photos: list[dict[str, Any]], pictures: Pictures) -> None:
    former = [figure.photo for figure in article.figures.select_related("photo")]
    article.figures.all().delete()
    for position, read in enumerate(photos, start=1):
        Figure.objects.create(article=article, photo=_photo(read, former, pictures), position=position)
    drop_unused(former)


def _events(article: Article, events: list[dict[str, Any]], pictures: Pictures) -> None:
    former = [figure.photo for event in article.events.all() for figure in event.figures.select_related("photo")]
    article.events.all().delete()
    for position, read in enumerate(events, start=1):
        start, end = date.fromisoformat(read["start"]), date.fromisoformat(read.get("end") or read["start"])
        event = Event.objects.create(
            article=article,
            position=position,
            starts_on=start,
            ends_on=end if end != start else None,
            text=read["text"],
        )
        for place, photo in enumerate(read.get("photos") or [], start=1):
            EventFigure.objects.create(event=event, photo=_photo(photo, former, pictures), position=place)
    drop_unused(former)


def drop_unused(photos: list[Photo]) -> None:
    """Placeholders of the former reading that nothing uses any more; a photo with a file is never dropped."""
    for photo in photos:
        if not photo.original and not photo.figures.exists() and not photo.event_figures.exists():
            photo.delete()


def _voices(article: Article, voices: list[dict[str, Any]]) -> None:
    article.voices.all().delete()
    for position, read in enumerate(voices, start=1):
        Voice.objects.create(
            article=article,
            position=position,
            text=read["text"],
            speaker=read.get("speaker") or "",
            speaker_title=read.get("speaker_title") or "",
        )


def _slot(issue: Issue, article: Article, entry: dict[str, Any], package: Slot | None) -> Slot:
    """The article's slot; one that stands already keeps its place, which is the editor's business now."""
    slot = Slot.objects.filter(article=article).first()
    if slot is None:
        slot = Slot.objects.create(
            issue=issue,
            article=article,
            section=article.section,
            package=package,
            position=next_position(issue.slots.all()),
            page_from=entry.get("first_page"),
            page_to=entry.get("last_page"),
        )
    return slot
