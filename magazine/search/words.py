"""What search reads of a release: its title, the names that hang on it, and every printed word."""

from articles.models import Release


def title_of(release: Release) -> str:
    return release.title


def names_of(release: Release) -> str:
    """Kicker, subtitle, rubric, authors and tags. The release's bylines and tags are loaded already."""
    named = [release.kicker, release.subtitle, release.rubric]
    named += [line.name for line in release.bylines.all()] + [tag.name for tag in release.tags.all()]
    return "\n".join(named)


def text_of(release: Release) -> str:
    """Every printed word that a reader may look for, one piece a line: the names above among them."""
    parts = [release.title, names_of(release), release.plain_text]
    parts += [line.affiliation for line in release.bylines.all()]
    parts += [f"{voice['speaker']} {voice['speaker_title']} {voice['source']}" for voice in release.voices]
    pictures = release.photos + [photo for event in release.events for photo in event["photos"]]
    parts += [f"{photo['caption']} {photo['credit']}" for photo in pictures]
    parts += [*release.named, *release.notes, release.funding_note, release.source]
    return "\n".join(part for part in parts if part.strip())
