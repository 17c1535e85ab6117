"""What one asks of manuscripts and releases, in the words of the desk."""

from datetime import date
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from articles.pinyin import address
from articles.proofreading import Wording
from articles.states import State, stages


class ArticleQuerySet(models.QuerySet):
    def in_review(self) -> "ArticleQuerySet":
        return self.filter(state__in=stages())

    def seen_by(self, user) -> "ArticleQuerySet":
        """What `user` may look at: everything for the desk, their own drafts for an author."""
        if user.has_perm("articles.view_all_articles"):
            return self
        return self.filter(created_by=user)

    def waiting_for(self, user) -> "ArticleQuerySet":
        """Manuscripts whose next step `user` has the right to take, oldest first.

        Whether they may take it on this very manuscript (三人三审) is asked by `permissions.refusals`.
        """
        states = [stage for stage in stages() if user.has_perm(f"articles.review_{stage}")]
        mine = Q(state__in=states) | Q(Exists(substitutes(user, [s for s in stages() if s not in states])))
        if user.has_perm("articles.submit_article"):
            mine |= Q(state=State.DRAFT, created_by=user)
        # Said apart, so that the database looks at what is in work alone and not at twenty years of releases.
        return self.filter(state__in=[State.DRAFT, *stages()]).filter(mine).order_by("changed_at", "pk")


def substitutes(user: Any, states: list[str]) -> models.QuerySet:
    """For an Exists over manuscripts: what lets `user` sign at their state for somebody who may."""
    rows = apps.get_model("articles", "Substitute").objects.on(timezone.localdate())
    rights = Q(principal__is_superuser=True)
    for stage in states:
        held = [f"principal__{through}__codename" for through in ("groups__permissions", "user_permissions")]
        for path in held:
            rights |= Q(stage=stage, **{path: f"review_{stage}"})
    return rows.filter(rights, person=user, stage__in=states, stage=OuterRef("state"))


class ReleaseQuerySet(models.QuerySet):
    def latest_first(self) -> "ReleaseQuerySet":
        return self.order_by("article_id", "-number")

    def showing(self, token: str) -> "ReleaseQuerySet":
        """Releases that print the picture under this token, in a figure or beside an event."""
        return self.filter(Q(photos__icontains=token) | Q(events__icontains=token))


class ProofQuerySet(models.QuerySet):
    def open(self) -> "ProofQuerySet":
        return self.filter(closed_at__isnull=True)


class CommentQuerySet(models.QuerySet):
    def open(self) -> "CommentQuerySet":
        """Talks that nobody has ended, suggestions among them; their answers are part of them."""
        return self.filter(parent__isnull=True, resolved_at__isnull=True)

    def waiting(self) -> "CommentQuerySet":
        """Suggestions that nobody has accepted or turned down, in the order of the text that they were made on."""
        return self.open().filter(proposal__isnull=False).order_by("start", "pk")


class SubstituteQuerySet(models.QuerySet):
    def on(self, day: date) -> "SubstituteQuerySet":
        """Those in force on `day`, between people who are both still there."""
        return self.filter(
            starts_on__lte=day,
            ends_on__gte=day,
            ended_at__isnull=True,
            principal__is_active=True,
            person__is_active=True,
        )

    def for_person(self, person: Any, stage: str) -> "SubstituteQuerySet":
        """What lets `person` sign at `stage` for others, oldest first."""
        return self.filter(person=person, stage=stage).select_related("principal").order_by("starts_on", "pk")


class SectionQuerySet(models.QuerySet):
    def offered(self, besides: int | None = None) -> "SectionQuerySet":
        """Sections that a new piece may go into, and the one with the id `besides`, where a piece stands already."""
        return self.filter(Q(retired=False) | Q(pk=besides))

    def free_slug(self, name: str) -> str:
        """The pinyin of a section's `name` as an address, with a number where another section has it already."""
        stem = address(name)[:34] or "section"
        slug, number = stem, 2
        while self.filter(slug=slug).exists():
            slug, number = f"{stem}-{number}", number + 1
        return slug


class HouseWordQuerySet(models.QuerySet):
    def in_use(self) -> "HouseWordQuerySet":
        return self.filter(retired=False)

    def wordings(self) -> list[Wording]:
        """The words in use as the checks read them. One query."""
        return [row.wording for row in self.in_use().order_by()]
