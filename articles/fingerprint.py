"""The hash of every printed word of a manuscript: what a reviewer's signature stands for."""

import hashlib
import json
from typing import Any

from articles.models import Article


def printed_words(article: Article) -> dict[str, Any]:
    """Everything of `article` that readers will see, in a canonical shape, read fresh from the database."""
    bylines = article.bylines.select_related("author").order_by("position")
    figures = article.figures.select_related("photo").order_by("position")
    events = article.events.prefetch_related("figures__photo").order_by("position")
    return {
        "section": article.section_id,
        "fields": [
            article.kicker,
            article.title,
            article.subtitle,
            article.rubric,
            article.lead,
            article.body,
            article.notes,
            article.funding_note,
            article.source,
        ],
        "bylines": [[b.author_id, b.author.name, b.role, b.affiliation] for b in bylines],
        "figures": [_figure(f) for f in figures],
        "events": [_event(e) for e in events],
        "voices": [[v.text, v.speaker, v.speaker_title, v.source] for v in article.voices.order_by("position")],
        "tags": sorted(article.tags.names()),
    }


def _event(event: Any) -> list[Any]:
    """People and place count where there are any: a signature from before they could be said still stands."""
    days = [event.starts_on.isoformat(), event.ends_on and event.ends_on.isoformat()]
    named = [[event.names, event.place]] if event.names or event.place else []
    return [*days, event.text, [_figure(f) for f in event.figures.all()], *named]


def _figure(figure: Any) -> list[Any]:
    return [figure.photo.token, figure.printed_caption, figure.photo.credit, figure.printed_alt]


def fingerprint(article: Article) -> str:
    """SHA-256 (hex) over `printed_words`: equal for equal text, whoever saved it and however often."""
    words = json.dumps(printed_words(article), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(words.encode("utf-8")).hexdigest()
