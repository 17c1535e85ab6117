"""The desk's pages of export: choose a style, look, take; and the same for the indexes. Only reads."""

from datetime import timedelta
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from articles.people import person_name
from magazine.contents import contents
from magazine.exports import FORMATS
from magazine.exports.jobs import issue_state
from magazine.exports.page import page
from magazine.exports.style import USUAL, style_of
from magazine.exports.views import chosen_index, chosen_style, exporters, named_issue
from magazine.exports.whole import WHOLE
from magazine.indexes import INDEXES
from magazine.models import ContentsStyle, Export, Issue

# The desk shows these pages in a frame of its own.
framed: Any = csp_replace({"frame-ancestors": [SELF]})
KINDS = ("contents", *INDEXES)


@require_safe
@exporters
def issue_exports(request: HttpRequest, name: str) -> HttpResponse:
    """Everything that the issue `name` can be taken out as, with a look at its contents first."""
    issue = named_issue(name)
    return TemplateResponse(
        request,
        "desk/exports.html",
        {
            **admin.site.each_context(request),
            "title": _("导出"),
            "issue": issue,
            "state": issue_state(issue),
            "contents_styles": ContentsStyle.objects.all(),
            "style": chosen_style(request.GET),
            "formats": FORMATS.values(),
            "whole": WHOLE.items(),
            "exports": recent(Export.objects.filter(issue=issue)),
        },
    )


@require_safe
@exporters
@xframe_options_sameorigin
@framed
def preview(request: HttpRequest, name: str) -> HttpResponse:
    """The contents of the issue `name` as they will be printed, for the frame of the page above."""
    row = chosen_style(request.GET)
    style = style_of(row) if row else USUAL
    return render(request, "exports/contents.html", {"page": page(contents(named_issue(name)), style)})


@require_safe
@exporters
def indexes(request: HttpRequest) -> HttpResponse:
    """The indexes: which kind, over which issues, with a look first; the newest year unless the address says else."""
    names = [issue.name for issue in Issue.objects.newest_first()]
    last = request.GET.get("to", "")
    last = last if last in names else next(iter(names), "")
    first = request.GET.get("from", "")
    first = first if first in names else next((name for name in reversed(names) if name[:4] == last[:4]), "")
    kind = request.GET.get("kind", "")
    return TemplateResponse(
        request,
        "desk/indexes.html",
        {
            **admin.site.each_context(request),
            "title": _("总目录与索引"),
            "names": names,
            "first": min(first, last),
            "last": max(first, last),
            "kinds": [("contents", _("总目录")), ("authors", _("作者索引")), ("photographers", _("摄影作者索引"))],
            "kind": kind if kind in KINDS else "contents",
            "formats": FORMATS.values(),
            "exports": recent(Export.objects.filter(issue=None)),
        },
    )


@require_safe
@exporters
@xframe_options_sameorigin
@framed
def index_preview(request: HttpRequest, kind: str) -> HttpResponse:
    """The index `kind` as it will be printed, for the frame of the page above."""
    if kind not in KINDS:
        raise Http404
    return render(request, "exports/contents.html", {"page": page(chosen_index(kind, request.GET))})


def recent(exports: QuerySet) -> list[dict[str, Any]]:
    """The last eight of `exports`, or of a month: each with who took it, and whether nobody makes it any more."""
    since = timezone.now() - timedelta(days=30)
    found = exports.filter(at__gte=since).select_related("person")[:8]
    return [{"export": export, "who": person_name(export.person), "silent": export.is_silent()} for export in found]
