"""Makes drafts of Word files: one file, one manuscript, with its bylines, photos and notes. Edited ones stay as they are."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from articles.models import Article, Author, Byline, Figure, Section
from articles.permissions import edit_refusal
from articles.states import AuthorKind, State
from articles.tagging import split_tags
from articles.workflow import text_changed
from magazine.intake.apart import read_apart
from magazine.intake.encoding import IntakeError
from magazine.intake.word.package import unpacked
from media.keeping import discard
from media.models import Photo
from media.upload import Accepted, accept, store

WORDS = ("kicker", "title", "subtitle", "rubric", "lead", "funding_note", "source")
SPACER = 8
"""Pixels: a picture no wider or higher than this holds a layout apart and shows nothing."""


@dataclass
class Report:
    """What became of the files: titles, whole sentences for refusals, and (title, sentence) for doubts; in order."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    doubts: list[tuple[str, str]] = field(default_factory=list)
    readings: list[dict[str, Any]] = field(default_factory=list)


def receive(
    files: Iterable[tuple[str, bytes]],
    section: Section,
    at: datetime,
    by: Any = None,
    dry_run: bool = False,
    read: Callable[[bytes, str], dict[str, Any]] = read_apart,
) -> Report:
    """Read the files, Word files or zips of them, into drafts of `section`; the report.

    Each manuscript is a transaction of its own: one that is refused or breaks leaves no row and no file, and the
    others come in. `dry_run` saves nothing.
    """
    report = Report()
    for name, data in _each(files, report):
        try:
            reading = read(data, name)
        except IntakeError as error:
            report.refused.append(str(error))
            continue
        pictures = reading.pop("pictures")
        report.readings.append({"file": name, **reading})
        title = reading["title"]
        report.doubts += [(title, doubt) for doubt in reading["doubts"]]
        if dry_run:
            former = former_draft(reference(data, name), title)
            (report.updated if former and untouched(former) else report.skipped if former else report.created).append(
                title
            )
            continue
        with files_undone() as stored:
            _Draft(reading, pictures, section, at, by, stored, report).save(reference(data, name))
    return report


def save_manuscript(
    reading: dict[str, Any],
    pictures: dict[str, bytes],
    section: Section,
    ref: str,
    at: datetime,
    by: Any,
    report: Report,
    overwrite: bool = False,
) -> Article | None:
    """One reading into a draft of `section`, within a transaction of the caller; None where it was left alone.

    `overwrite`: also where somebody has changed the draft, which then counts as changed by `by`. Files that were stored
    go again if anything fails.
    """
    with files_undone() as stored:
        return _Draft(reading, pictures, section, at, by, stored, report, overwrite).save(ref)


def _each(files: Iterable[tuple[str, bytes]], report: Report) -> Iterator[tuple[str, bytes]]:
    """Every Word file, those of a zip one by one; what is none goes to the refusals."""
    for name, data in files:
        name = "".join(letter for letter in name if letter.isprintable())[-200:]
        try:
            found, refusals = unpacked(data, name)
        except IntakeError as error:
            report.refused.append(str(error))
            continue
        report.refused += refusals
        yield from found


@contextmanager
def files_undone() -> Iterator[list[Photo]]:
    """A transaction whose newly stored photos lose their files too if it fails."""
    stored: list[Photo] = []
    try:
        with transaction.atomic():
            yield stored
    except BaseException:
        for photo in stored:
            discard(photo.token, photo.original.name or "")
        raise


def reference(data: bytes, name: str) -> str:
    """`word/DIGEST/NAME`: the file by its bytes, and the sender's name for it."""
    named = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()
    return f"word/{hashlib.sha256(data).hexdigest()[:48]}/{named[:16]}"


def former_draft(ref: str, title: str) -> Article | None:
    """The manuscript of this very file; else the one of a file of this name with this title, which is its next version.

    A name alone says nothing: half of all manuscripts are called 稿件.docx.
    """
    if ref.count("/") != 2:
        return Article.objects.filter(import_ref=ref).first()
    same = Article.objects.filter(import_ref__startswith=ref.rsplit("/", 1)[0] + "/").order_by("pk").first()
    if same is not None:
        return same
    versions = Article.objects.filter(import_ref__startswith="word/", import_ref__endswith="/" + ref.rsplit("/", 1)[1])
    return versions.filter(title=title[:200]).order_by("pk").first()


def untouched(article: Article) -> bool:
    """Whether nobody has changed or sent in the draft since it came in."""
    return article.state == State.DRAFT and not article.round and not article.edits.exists()


class _Draft:
    """One reading on its way into the tables."""

    def __init__(
        self,
        reading: dict[str, Any],
        pictures: dict[str, bytes],
        section: Section,
        at: datetime,
        by: Any,
        stored: list[Photo],
        report: Report,
        overwrite: bool = False,
    ):
        self.reading, self.pictures, self.section = reading, pictures, section
        self.at, self.by, self.stored, self.report, self.overwrite = at, by, stored, report, overwrite

    def save(self, ref: str) -> Article | None:
        """The draft, or None where it was left as it is."""
        article = former_draft(ref, self.reading["title"])
        if article is not None:
            # Held until the reading is in: somebody may be saving the same manuscript from its form.
            article = Article.objects.select_for_update().filter(pk=article.pk).first()
        done = self.report.updated
        if article is None:
            article, done = Article(created_by=self.by), self.report.created
        elif self.by is not None and edit_refusal(self.by, article):
            self.report.skipped.append(f"{self.reading['title']}（已由别人收进稿库，没有再收）")
            return None
        elif not untouched(article) and not self.overwrite:
            self.report.skipped.append(f"{article}（已有人改动或送审，未覆盖）")
            return None
        mine = self.by if article.pk and not untouched(article) else None
        article.import_ref = ref
        article.section = self.section
        lost = self._words(article)
        article.notes = "\n".join(self.reading["notes"])
        article.save()
        self._bylines(article)
        article.body = lost + self._figures(article)
        article.save()
        article.tags.set(split_tags(self.reading["tags"]))
        changed = text_changed(article, by=mine, at=self.at)
        (done if changed else self.report.skipped).append(str(article) if changed else f"{article}（没有变化）")
        return article

    def _words(self, article: Article) -> str:
        """Fill the fields; what is longer than its field is cut there and stands whole at the head of the text."""
        overlong = ""
        for name in WORDS:
            words, limit = self.reading.get(name) or "", getattr(Article._meta.get_field(name), "max_length", None)
            if limit and len(words) > limit:
                overlong += f"<p>{escape(words)}</p>\n"
                self._doubt(f"“{words[:12]}…”超过{limit}字，全文放在正文开头，核对。")
            setattr(article, name, words[:limit])
        return overlong

    def _bylines(self, article: Article) -> None:
        article.bylines.all().delete()
        for position, read in enumerate(self.reading["bylines"], start=1):
            name = read["name"][:100]
            kind = AuthorKind.ORGANISATION if read["organisation"] else AuthorKind.PERSON
            author = Author.objects.filter(name=name).order_by("pk").first() or Author.objects.create(
                name=name, kind=kind
            )
            Byline.objects.create(
                article=article,
                author=author,
                role=read["role"],
                affiliation=read["affiliation"][:200],
                position=position,
            )

    def _figures(self, article: Article) -> str:
        """Make the figures; the body with the photos' own numbers in it."""
        former = [figure.photo for figure in article.figures.select_related("photo") if not figure.photo.original]
        article.figures.all().delete()
        body, used = self.reading["body"], set()
        for place, read in enumerate(self.reading["photos"], start=1):
            photo = self._photo(read, former)
            instead = "" if photo is None else f'<figure data-photo="photo {photo.pk}"></figure>'
            if photo is not None and photo.pk not in used:
                used.add(photo.pk)
                Figure.objects.create(
                    article=article,
                    photo=photo,
                    caption=read["caption"][:500] if read["caption"] != photo.caption else "",
                    alt=read["alt"][:300] if read["alt"] != photo.alt else "",
                    position=len(used),
                )
            else:
                instead = f"<p>{escape(read['caption'])}</p>" if read["caption"] else ""
            body = body.replace(f'<figure data-photo="{place}"></figure>', instead)
        for photo in former:
            if not photo.figures.exists() and not photo.event_figures.exists():
                photo.delete()
        return str(body.replace('data-photo="photo ', 'data-photo="'))

    def _photo(self, read: dict[str, Any], former: list[Photo]) -> Photo | None:
        """The photo: that of the library with the same file; else a new one. None for a spacer."""
        words = {
            "caption": read["caption"][:500],
            "credit_name": read["credit_name"][:100],
            "credit_kind": read["credit_kind"],
        }
        accepted = self._accepted(read)
        if accepted is None:
            for photo in former:
                if all(getattr(photo, name) == value for name, value in words.items()):
                    former.remove(photo)
                    return photo
            return Photo.objects.create(**words, alt=read["alt"][:300], created_by=self.by)
        if min(accepted.picture.width, accepted.picture.height) <= SPACER:
            return None
        known = Photo.objects.filter(digest=accepted.digest).order_by("pk").first()
        if known is not None:
            self._compare(known, read)
            return known
        photo = Photo(**words, alt=read["alt"][:300])
        store(photo, accepted, self.by)
        self.stored.append(photo)
        return photo

    def _accepted(self, read: dict[str, Any]) -> Accepted | None:
        """The checked file of a picture, or None, with a word to the editor, where none came or none can be shown."""
        data = self.pictures.get(read["part"])
        if data is None:
            return None
        try:
            return accept(SimpleUploadedFile(read["part"].rsplit("/", 1)[-1] or "图片", data))
        except ValidationError as error:
            self._doubt(f"有一张图片没能收进图片库：{''.join(error.messages)}")
            return None

    def _compare(self, known: Photo, read: dict[str, Any]) -> None:
        """The credit belongs to the photo: a blank one is filled where nothing uses the photo yet, another one is told."""
        used = known.figures.exists() or known.event_figures.exists()
        if not known.credit_name and read["credit_name"] and not used:
            known.credit_name, known.credit_kind = read["credit_name"][:100], read["credit_kind"]
            known.save(update_fields=["credit_name", "credit_kind"])
        elif read["credit_name"] and (known.credit_name, known.credit_kind) != (
            read["credit_name"],
            read["credit_kind"],
        ):
            self._doubt(
                f"图片库里已有这张图，署名是“{known.credit or '空'}”，来稿写的是“{read['credit_name']}”，核对。"
            )

    def _doubt(self, sentence: str) -> None:
        self.report.doubts.append((self.reading["title"], sentence))
