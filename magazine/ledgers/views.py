"""The doors of the ledgers: the fee list of an issue, the counts of a year on a page, as a workbook, as pictures."""

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.people import person_name
from magazine.exports import EXCEL
from magazine.exports.pdf import Unprintable
from magazine.exports.views import exporters, named_issue, only
from magazine.ledgers.charts import bars, png
from magazine.ledgers.fees import ledger
from magazine.ledgers.tallies import Tally, Year, tallied
from magazine.ledgers.workbooks import drawn, fees_workbook, tallies_workbook
from magazine.models import Issue, Magazine

SVG, PNG = "image/svg+xml", "image/png"


@require_safe
@only("magazine.export_fees")
def fees(request: HttpRequest, name: str) -> HttpResponse:
    """The fee list (稿酬单) of the issue `name` (YYYY-NN) as a workbook."""
    issue = named_issue(name)
    found = ledger(issue)
    return _file(fees_workbook(issue, found, stamp(request)), EXCEL, f"{Magazine.current().name}-{issue}-稿酬单.xlsx")


@require_safe
@exporters
def year(request: HttpRequest, year: int) -> HttpResponse:
    """The counts of `year` as tables and pictures; a year without issues says so."""
    found = tallied(year)
    context = {
        **admin.site.each_context(request),
        "title": _("{year}年统计").format(year=year),
        "found": found,
        "years": Issue.objects.order_by("-year").values_list("year", flat=True).distinct(),
        "charts": [_shown(found, tally) for tally in found.tallies if tally.rows],
    }
    return TemplateResponse(request, "desk/tallies.html", context)


@require_safe
@exporters
def this_year(request: HttpRequest) -> HttpResponse:
    """The counts of the year of the newest issue."""
    newest = Issue.objects.newest_first().first()
    return year(request, newest.year if newest else timezone.localdate().year)


@require_safe
@exporters
def tallies(request: HttpRequest, year: int) -> HttpResponse:
    """The counts of `year` as a workbook."""
    return _file(
        tallies_workbook(tallied(year), stamp(request)), EXCEL, f"{Magazine.current().name}-{year}年-统计.xlsx"
    )


@require_safe
@exporters
def chart(request: HttpRequest, year: int, slug: str, fmt: str) -> HttpResponse:
    """One table of `year` as a picture for a report: svg or png."""
    found = tallied(year)
    tally = next((tally for tally in found.tallies if tally.slug == slug), None)
    if tally is None or fmt not in ("svg", "png"):
        raise Http404
    name = f"{Magazine.current().name}-{year}年-{tally.title}.{fmt}"
    drawing = _drawn(found, tally)
    if fmt == "svg":
        return _file(drawing.encode(), SVG, name)
    try:
        return _file(png(drawing), PNG, name)
    except Unprintable as missing:
        return HttpResponse(str(missing), status=503, content_type="text/plain; charset=utf-8")


def stamp(request: HttpRequest) -> str:
    """Who took it out, and when."""
    when = timezone.localtime()
    return f"{person_name(request.user)}，{when:%Y年%-m月%-d日 %H:%M}导出。"


def _shown(found: Year, tally: Tally) -> dict[str, Any]:
    """One tally as the page shows it: the picture, and the same rows as a list for a telephone."""
    rows = drawn(tally)
    # Drawn by charts.py, which escapes every word.
    picture = mark_safe(_drawn(found, tally))  # noqa: S308
    return {"tally": tally, "rows": rows, "most": max(value for _name, value in rows) or 1, "picture": picture}


def _drawn(found: Year, tally: Tally) -> str:
    note = f"统计{found.year}年{found.issues}期、{found.pieces}篇定稿。"
    return bars(f"{found.year}年{tally.title}", tally.unit, drawn(tally), note)


def _file(data: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response
