"""在场: who has a manuscript open right now, and whether they are typing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Presence, Version
from articles.people import person_name

# A browser says that it is there every 15 seconds; whoever missed three turns has gone.
GONE_AFTER = timedelta(seconds=45)


@dataclass(frozen=True)
class Someone:
    """Another person at the same manuscript."""

    name: str
    editing: bool

    @property
    def sentence(self) -> str:
        return (_("{name}正在编辑") if self.editing else _("{name}在看")).format(name=self.name)


def arrive(person: Any, article: Article, editing: bool, at: datetime) -> None:
    """Note that `person` has `article` open; said again every quarter of a minute."""
    Presence.objects.update_or_create(person=person, article=article, defaults={"editing": editing, "seen_at": at})


def leave(person: Any, article: Article) -> None:
    Presence.objects.filter(person=person, article=article).delete()


def others(person: Any, article: Article, at: datetime) -> list[Someone]:
    """Everybody else who has `article` open, those who type first."""
    here = article.presences.filter(seen_at__gte=at - GONE_AFTER).exclude(person=person).select_related("person")
    return [Someone(person_name(row.person), row.editing) for row in here.order_by("-editing", "person")]


def news(article: Article, opened_version: int) -> str:
    """A sentence where somebody saved `article` after the version that a page was opened with; empty otherwise."""
    if article.version <= opened_version:
        return ""
    version = Version.objects.filter(article=article).select_related("editor").order_by("-number").first()
    if version is None:
        return ""
    return _("{name}在{when:%H:%M}存了新的稿本。").format(
        name=person_name(version.editor), when=timezone.localtime(version.at)
    )
