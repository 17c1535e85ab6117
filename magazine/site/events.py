"""大事 across issues: a dated list by month, from the releases of published issues."""

from datetime import date
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _

from magazine.models import Slot
from magazine.querysets import Audiences
from magazine.site.dates import Dated, dated, following, preceding, touches
from magazine.site.page import login_helps, open_to, readers, respond
from magazine.states import ANYBODY

# As long as a place may be at the desk.
LONGEST_NAME = 100


def months(audiences: Audiences = ANYBODY) -> list[date]:
    """The first days of all months that published chronicles touch, newest first. One query."""
    found: set[date] = set()
    spans = Slot.objects.published(audiences=audiences).filter(release__first_day__isnull=False)
    for first, last in spans.values_list("release__first_day", "release__last_day"):
        month = first.replace(day=1)
        while month <= (last or first):
            found.add(month)
            month = following(month)
    return sorted(found, reverse=True)


@readers
def events(request: HttpRequest) -> HttpResponse:
    """The newest month, or with `?name=` all that is told of one person or place. Three queries."""
    known = months(open_to(request))
    name = request.GET.get("name", "").replace("\x00", "").strip()[:LONGEST_NAME]
    if name:
        return named_page(request, name, known)
    return month_page(request, known[0] if known else None, known, path=reverse("events"))


@readers
def events_month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """One month; a month without entries between two that have some says so, beyond them is 404."""
    known = months(open_to(request))
    if not known or not 1 <= month <= 12 or not 1 <= year <= 9998:
        raise Http404
    first = date(year, month, 1)
    if not known[-1] <= first <= known[0]:
        raise Http404
    return month_page(request, first, known)


def month_page(request: HttpRequest, month: date | None, known: list[date], path: str = "") -> HttpResponse:
    entries = entries_of(month, audiences=open_to(request)) if month else []
    name = date_format(month, _("Y年n月")) if month else ""
    return respond(
        request,
        "site/events.html",
        title=[_("%(month)s大事") % {"month": name} if month else _("大事")],
        path=path,
        nav="events",
        month=month,
        closed=month is None and login_helps(request),
        entries=entries,
        before=preceding(month) if month and known[-1] < month else None,
        after=following(month) if month and month < known[0] else None,
        years=[(year, list(group)) for year, group in groupby(known, key=lambda day: day.year)],
    )


def named_page(request: HttpRequest, name: str, known: list[date]) -> HttpResponse:
    """Every entry that names the person or place, newest first."""
    entries = entries_of(known[-1], known[0], open_to(request)) if known else []
    found = [pair for pair in entries if name in (*pair[0].people, pair[0].place)][::-1]
    return respond(
        request,
        "site/events_named.html",
        title=[_("%(name)s：大事") % {"name": name}],
        path=reverse("events"),
        nav="events",
        name=name,
        entries=found,
    )


def entries_of(month: date, last: date | None = None, audiences: Audiences = ANYBODY) -> list[tuple[Dated, Slot]]:
    """(entry, slot it was printed in) of one month, or of all from `month` to `last`, by day; entries of one day keep
    the order of the print. One query."""
    end = following(last or month)
    slots = (
        Slot.objects.published(audiences=audiences)
        .filter(release__first_day__lt=end, release__last_day__gte=month)
        .select_related("issue", "release")
        .only(
            "article_id",
            "page_from",
            "issue__year",
            "issue__number",
            "issue__published_at",
            "release__events",
            "release__made_at",
        )
        .order_by("issue__year", "issue__number", "position")
    )
    found = [(dated(event), slot) for slot in slots for event in slot.release.events]
    return sorted((pair for pair in found if touches(pair[0], month, end)), key=lambda pair: pair[0].first)
