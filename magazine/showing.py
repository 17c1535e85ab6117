"""Who may see the renditions of a picture: whoever may read an issue that prints it, and the desk."""

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest

from articles.models import Release
from magazine.models import Issue, Slot
from magazine.querysets import Audiences
from magazine.states import ANYBODY, audiences_of
from media.door import Access


def access(token: str, request: HttpRequest) -> Access:
    """The desk sees every picture and asks no further question; two queries for a picture that anybody may see."""
    asker = request.user if settings.SESSION_COOKIE_NAME in request.COOKIES else None
    if asker is not None and asker.is_active and asker.is_staff:
        return Access.ASKER
    if shown(token, ANYBODY):
        return Access.ANYBODY
    if asker is not None and (wider := audiences_of(asker)) != ANYBODY and shown(token, wider):
        return Access.ASKER
    return Access.NOBODY


def shown(token: str, audiences: Audiences) -> bool:
    """Whether an issue that is out and open to `audiences` prints the picture under this token, in a piece that was not
    taken down or as its cover."""
    printed = Slot.objects.published(audiences=audiences).filter(release__in=Release.objects.showing(token))
    return printed.exists() or Issue.objects.published(audiences=audiences).filter(cover__token=token).exists()


def tokens(issue: Issue) -> list[str]:
    """The tokens of every picture that `issue` prints."""
    releases = Release.objects.filter(slots__issue=issue)
    found = [photo["token"] for release in releases for photo in release.pictures]
    return [*found, issue.cover.token] if issue.cover else found


def belongs(token: str, issue: Issue) -> bool:
    """Whether the picture under this token is used in `issue`, in a draft or in print."""
    used = Q(article__figures__photo__token=token) | Q(article__events__figures__photo__token=token)
    return (issue.cover is not None and issue.cover.token == token) or issue.slots.filter(used).exists()
