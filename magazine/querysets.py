"""What readers and the desk ask of issues and slots. Readers' questions pass through `published`."""

from collections.abc import Collection
from datetime import datetime

from django.db import models
from django.db.models import Prefetch, Q
from django.utils import timezone

from articles.models import ReleaseByline
from magazine.states import ANYBODY

Audiences = Collection[str]


class IssueQuerySet(models.QuerySet):
    def published(self, at: datetime | None = None, audiences: Audiences = ANYBODY) -> "IssueQuerySet":
        """Issues that readers see at the moment `at` (now), those open to anybody or to `audiences`. A NULL
        published_at is a draft and never matches."""
        return self.filter(published_at__lte=at or timezone.now(), audience__in=audiences)

    def hidden(self, at: datetime | None = None, audiences: Audiences = ANYBODY) -> "IssueQuerySet":
        """All others than `published`."""
        return self.exclude(published_at__lte=at or timezone.now(), audience__in=audiences)

    def newest_first(self) -> "IssueQuerySet":
        return self.order_by("-year", "-number")

    def named(self, name: str) -> "IssueQuerySet":
        """The issue called `YYYY-NN`; none for anything else."""
        year, _, number = name.partition("-")
        if not (year.isdecimal() and number.isdecimal() and len(year) == 4 and len(number) <= 3):
            return self.none()
        return self.filter(year=int(year), number=int(number))

    def between(self, first: str, last: str) -> "IssueQuerySet":
        """The issues from `first` to `last`, both YYYY-NN and both in it; years may differ."""
        (year, number), (last_year, last_number) = (map(int, name.split("-")) for name in (first, last))
        return self.filter(
            Q(year__gt=year) | Q(year=year, number__gte=number),
            Q(year__lt=last_year) | Q(year=last_year, number__lte=last_number),
        )


class SlotQuerySet(models.QuerySet):
    def published(self, at: datetime | None = None, audiences: Audiences = ANYBODY) -> "SlotQuerySet":
        """Slots that readers see at `at` (now): their issue is out and open to anybody or to `audiences`, a release is
        pinned, and it was not taken down."""
        return self.listed(at, audiences).filter(taken_down_at__isnull=True)

    def listed(self, at: datetime | None = None, audiences: Audiences = ANYBODY) -> "SlotQuerySet":
        """Slots that stand in a published contents at `at` (now), those taken down (撤稿) among them."""
        return self.filter(
            issue__published_at__lte=at or timezone.now(), issue__audience__in=audiences, release__isnull=False
        )

    def in_order(self) -> "SlotQuerySet":
        """Contents order, newest issue first."""
        return self.order_by("-issue__year", "-issue__number", "position")

    def readable(self) -> "SlotQuerySet":
        """With all that one line of contents needs, in two queries."""
        return self.select_related("issue", "section", "release").prefetch_related(
            Prefetch("release__bylines", queryset=ReleaseByline.objects.order_by("position"))
        )


class PreviewLinkQuerySet(models.QuerySet):
    def alive(self, at: datetime) -> "PreviewLinkQuerySet":
        """Links that open at the moment `at`."""
        return self.filter(expires_at__gt=at, revoked_at__isnull=True)
