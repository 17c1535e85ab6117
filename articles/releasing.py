"""Makes a Release: the frozen copy of every printed word, from the manuscript as the 终审 signed it."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from articles import body
from articles.counting import count
from articles.models import Article, Release, ReleaseByline, Review
from articles.people import printed_name
from articles.permissions import valid_signatures
from media.figure import frozen


def make_release(article: Article, review: Review, at: datetime) -> Release:
    """The next release of `article`, with its bylines and tags. Called inside the transaction of the 终审."""
    last = article.latest_release
    release = Release.objects.create(
        number=last.number + 1 if last else 1,
        review=review,
        fingerprint=review.fingerprint,
        made_at=at,
        signatures=[_signature(signed) for signed in valid_signatures(article)],
        **_printed(article),
    )
    for line in _bylines(article, release):
        line.save(force_insert=True)
    release.tags.set(article.tags.names())
    return release


def draft_copy(article: Article, at: datetime) -> Release:
    """What the release of `article` would be if it were signed as it stands: for a preview or a proof.

    Never saved (its key and number are 0, it has no signatures). Its bylines and tags are read as those of a
    release: `copy.bylines.all()`, `copy.tags.all()`, in printed order.
    """
    copy = Release(pk=0, number=0, fingerprint=article.fingerprint, made_at=at, signatures=[], **_printed(article))
    # Where Django keeps what prefetch_related has read: relations of a row that will never be there.
    copy.__dict__["_prefetched_objects_cache"] = {"bylines": _bylines(article, copy), "tags": list(article.tags.all())}
    return copy


def _bylines(article: Article, release: Release) -> list[ReleaseByline]:
    """The frozen bylines of `release`, in order, not yet saved."""
    return [
        ReleaseByline(
            release=release,
            author=byline.author,
            name=byline.author.name,
            role=byline.role,
            affiliation=byline.affiliation,
            position=position,
        )
        for position, byline in enumerate(article.bylines.select_related("author").order_by("position"), start=1)
    ]


def _printed(article: Article) -> dict[str, Any]:
    """Every field of a release that comes from the manuscript itself."""
    events = [_event(event) for event in article.events.prefetch_related("figures__photo").order_by("position")]
    voices = [_voice(voice) for voice in article.voices.order_by("position")]
    photos = [
        frozen(figure.photo, figure.printed_caption, figure.printed_alt)
        for figure in article.figures.select_related("photo").order_by("position")
    ]
    notes = [line.strip() for line in article.notes.splitlines() if line.strip()]
    plain = _plain_text(article, events, voices)
    return {
        "article": article,
        "version": article.version,
        "layout": article.section.layout,
        "kicker": article.kicker,
        "title": article.title,
        "subtitle": article.subtitle,
        "rubric": article.rubric,
        "lead": article.lead,
        "body_html": body.clean(article.body),
        "plain_text": plain,
        "notes": notes,
        "funding_note": article.funding_note,
        "source": article.source,
        "photos": photos,
        "events": events,
        "voices": voices,
        "first_day": min((e["start"] for e in events), default=None),
        "last_day": max((e["end"] or e["start"] for e in events), default=None),
        "character_count": count(plain).whole,
    }


def _event(event: Any) -> dict[str, Any]:
    return {
        "id": event.pk,
        "start": event.starts_on.isoformat(),
        "end": event.ends_on.isoformat() if event.ends_on else None,
        "text": event.text,
        "people": event.names,
        "place": event.place,
        "photos": [frozen(f.photo, f.printed_caption, f.printed_alt) for f in event.figures.all()],
    }


def _voice(voice: Any) -> dict[str, str]:
    return {
        "text": voice.text,
        "speaker": voice.speaker,
        "speaker_title": voice.speaker_title,
        "source": voice.source,
    }


def _signature(review: Review) -> dict[str, str]:
    """Stage, printed name and date of one signature; a login name is never printed."""
    name = printed_name(review.reviewer)
    if review.on_behalf_of is not None:
        name = _("{principal}（{substitute}代）").format(principal=printed_name(review.on_behalf_of), substitute=name)
    return {"stage": review.get_stage_display(), "name": name, "on": review.at.date().isoformat()}


def _plain_text(article: Article, events: list[dict], voices: list[dict]) -> str:
    parts = [article.lead, body.plain_text(article.body)]
    parts += [event["text"] for event in events]
    parts += [voice["text"] for voice in voices]
    return "\n".join(part for part in parts if part)
