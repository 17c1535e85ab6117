"""大事 as a calendar file (iCalendar, RFC 5545): all-day entries that a calendar program can subscribe to."""

from datetime import UTC, date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from magazine.models import Magazine, Slot
from magazine.site.dates import Dated
from magazine.site.events import entries_of, months
from magazine.site.page import readers

# The newest months of the whole calendar; older ones have a file of their own each.
MONTHS = 24
LINE_BYTES = 75


@readers
def events_calendar(request: HttpRequest) -> HttpResponse:
    """The newest two years of 大事. Three queries."""
    known = months()[:MONTHS]
    return _file(request, entries_of(known[-1], known[0]) if known else [])


@readers
def month_calendar(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """One month; 404 where the month has no entry. Two queries."""
    if not 1 <= month <= 12 or not 1 <= year <= 9998:
        raise Http404
    entries = entries_of(date(year, month, 1))
    if not entries:
        raise Http404
    return _file(request, entries)


def _file(request: HttpRequest, entries: list[tuple[Dated, Slot]]) -> HttpResponse:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//gongkan//events//ZH"]
    lines.append(f"X-WR-CALNAME:{escaped(Magazine.current().name)}大事")
    for entry, slot in entries:
        lines += _entry(request, entry, slot)
    lines.append("END:VCALENDAR")
    text = "".join(f"{folded(line)}\r\n" for line in lines)
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")


def _entry(request: HttpRequest, entry: Dated, slot: Slot) -> list[str]:
    address = request.build_absolute_uri(reverse("article", args=[slot.article_id]))
    # DTEND is the day after the last one.
    end = (entry.last or entry.first) + timedelta(days=1)
    words = "\n".join([entry.text, *([_("人物：") + "、".join(entry.people)] if entry.people else [])])
    changed = max(slot.issue.published_at, slot.release.made_at).astimezone(UTC)
    return [
        "BEGIN:VEVENT",
        f"UID:event-{entry.id}-article-{slot.article_id}@{request.get_host()}",
        f"DTSTAMP:{changed:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{entry.first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{end:%Y%m%d}",
        f"SUMMARY:{escaped(entry.summary)}",
        f"DESCRIPTION:{escaped(words)}",
        *([f"LOCATION:{escaped(entry.place)}"] if entry.place else []),
        f"URL:{address}#event-{entry.id}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def escaped(text: str) -> str:
    """A TEXT value: backslash, semicolon, comma and line end written as RFC 5545 §3.3.11 says; no control characters."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    text = "\\n".join(text.splitlines())
    return "".join(character for character in text if character >= " " and character != "\x7f")


def folded(line: str) -> str:
    """`line` in pieces of at most 75 bytes, never cutting a character; every further one begins with a space."""
    pieces, piece, size = [], "", 0
    for character in line:
        length = len(character.encode())
        if size + length > LINE_BYTES:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + character, size + length
    return "\r\n".join([*pieces, piece])
