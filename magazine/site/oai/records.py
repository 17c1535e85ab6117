"""The records: what is published, and as deleted what was and is not any more. Three queries a list."""

from datetime import datetime

from django.db.models import BooleanField, Case, F, Max, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest

from articles.models import ReleaseByline
from magazine.models import Publication, Slot
from magazine.site.oai.asking import Window, end_of_second
from magazine.states import Audience

PER_ANSWER = 100


def records(at: datetime) -> QuerySet:
    """Slots with a record at the moment `at`, each with `live` (readers see it) and `stamp` (its record's last change).

    A published one changes with its issue's publication and with each correction. One that was withdrawn or taken
    down keeps a record that says so and no more, stamped with that moment. Issues that are not open to anybody have none.
    """
    withdrawals = Publication.objects.filter(issue=OuterRef("issue"), verb=Publication.Verb.WITHDRAW).order_by()
    withdrawn = withdrawals.values("issue").annotate(last=Max("at")).values("last")
    live = Q(issue__published_at__lte=at, taken_down_at__isnull=True)
    was_out = Q(issue__published_at__lte=at) | Q(issue__first_published_at__lte=at)
    return Slot.objects.filter(was_out, release__isnull=False, issue__audience=Audience.PUBLIC).annotate(
        live=Case(When(live, then=Value(True)), default=Value(False), output_field=BooleanField()),
        stamp=Case(
            When(live, then=Greatest("release__made_at", "issue__published_at")),
            default=Coalesce("taken_down_at", Subquery(withdrawn), F("issue__first_published_at")),
        ),
    )


def listed(found: QuerySet, window: Window) -> QuerySet:
    """Those of `found` that lie in `window`, oldest change first; at most one more than an answer holds."""
    if window.since:
        found = found.filter(stamp__gte=window.since)
    if window.until:
        found = found.filter(stamp__lt=end_of_second(window.until))
    if window.section:
        found = found.filter(section__slug=window.section)
    if window.after:
        stamp, slot = window.after
        found = found.filter(Q(stamp__gt=stamp) | Q(stamp=stamp, pk__gt=slot))
    return whole(found.order_by("stamp", "pk"))[: PER_ANSWER + 1]


def whole(found: QuerySet) -> QuerySet:
    """`found` with all that a record says."""
    bylines = Prefetch("release__bylines", queryset=ReleaseByline.objects.order_by("position"))
    return found.select_related("issue", "section", "release").prefetch_related(bylines, "release__tags")
