"""稿本: takes the snapshot of a manuscript after each change of its words."""

from datetime import datetime
from typing import Any

from articles.models import Article, Version

TEXTS = ["kicker", "title", "subtitle", "rubric", "lead", "body", "notes", "source", "funding_note"]


def keep_version(article: Article, by: Any, at: datetime) -> Version:
    """Freeze the words of `article` under its present number. Called inside the transaction that counted it."""
    return Version.objects.create(
        article=article,
        number=article.version,
        editor=by,
        at=at,
        fingerprint=article.fingerprint,
        words=snapshot(article),
    )


def ensure_version(article: Article) -> None:
    """Freeze the present words where nobody has: of a manuscript older than this record, before it is changed."""
    if not article.versions.filter(number=article.version).exists():
        keep_version(article, None, article.changed_at)


def snapshot(article: Article) -> dict[str, Any]:
    """Everything of `article` that prints, as plain data that outlives renamed authors and deleted photos.

    {section: {id, name}, texts: {name: str}, tags: [str], bylines: [{author, name, role, affiliation}],
    figures: [{photo, name, caption, alt, printed, printed_alt, credit}], events: [{id, starts_on, ends_on, text,
    people, place, figures}], voices: [{id, text, speaker, speaker_title, source}], slot: {issue, position, section, pages} or None};
    lists in printed order, dates in ISO form. `slot` is where it stood then and is no part of what prints.
    """
    return {
        "section": {"id": article.section_id, "name": article.section.name},
        "texts": {name: getattr(article, name) for name in TEXTS},
        "tags": sorted(article.tags.names()),
        "bylines": [
            {"author": row.author_id, "name": row.author.name, "role": row.role, "affiliation": row.affiliation}
            for row in article.bylines.select_related("author").order_by("position")
        ],
        "figures": [_figure(row) for row in article.figures.select_related("photo").order_by("position")],
        "events": [
            {
                "id": row.pk,
                "starts_on": row.starts_on.isoformat(),
                "ends_on": row.ends_on.isoformat() if row.ends_on else None,
                "text": row.text,
                "people": row.people,
                "place": row.place,
                "figures": [_figure(figure) for figure in row.figures.all()],
            }
            for row in article.events.prefetch_related("figures__photo").order_by("position")
        ],
        "voices": [
            {"id": row.pk, "text": row.text, "speaker": row.speaker, "speaker_title": row.speaker_title}
            | {"source": row.source}
            for row in article.voices.order_by("position")
        ],
        "slot": _slot(getattr(article, "slot", None)),
    }


def _figure(figure: Any) -> dict[str, Any]:
    return {
        "photo": figure.photo_id,
        "name": str(figure.photo),
        "caption": figure.caption,
        "alt": getattr(figure, "alt", ""),
        "printed": figure.printed_caption,
        "printed_alt": figure.printed_alt,
        "credit": figure.photo.credit,
    }


def _slot(slot: Any) -> dict[str, Any] | None:
    if slot is None:
        return None
    pages = [str(page) for page in (slot.page_from, slot.page_to) if page]
    return {
        "issue": str(slot.issue),
        "position": slot.position,
        "section": slot.heading or slot.section.name,
        "pages": "—".join(dict.fromkeys(pages)),
    }
