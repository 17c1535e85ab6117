"""The doors by which contents and indexes leave the desk as a file. Every file that is taken leaves a record."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from magazine.contents import Contents, contents, spanning_contents
from magazine.exports import FORMATS, file_name
from magazine.exports.jobs import issue_state, span_state, stamp
from magazine.exports.page import page
from magazine.exports.pdf import Unprintable
from magazine.exports.style import Style, style_of
from magazine.indexes import INDEXES, Index
from magazine.models import ContentsStyle, Export, Issue, Magazine

NAME = re.compile(r"\d{4}-\d{2,3}")


def only(permission: str) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Only people with `permission` come in: a stranger logs in first, anybody else gets 403. No cache keeps the answer."""

    def guard(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        allowed = permission_required(permission, raise_exception=True)(view)
        return wraps(view)(never_cache(login_required(login_url="admin:login")(allowed)))

    return guard


exporters = only("magazine.export_issue")


def named_issue(name: str) -> Issue:
    """The issue `name` (YYYY-NN) in any state; 404 for another."""
    issue = get_object_or_404(Issue.objects.select_related("cover").named(name))
    if issue.name != name:
        raise Http404
    return issue


def chosen_style(given: Any) -> ContentsStyle | None:
    """The 目录样式 that the form names; None for the usual one, and for a number that is none."""
    number = given.get("style", "")
    return ContentsStyle.objects.filter(pk=number).first() if number.isdecimal() and len(number) < 10 else None


def chosen_index(kind: str, given: Any) -> Contents | Index:
    """The index `kind` (contents, authors, photographers) over the issues `from` to `to` of the form; 404 where they
    name none."""
    first, last = given.get("from", ""), given.get("to", "")
    if not (NAME.fullmatch(first) and NAME.fullmatch(last)) or not Issue.objects.between(first, last).exists():
        raise Http404
    span = spanning_contents(first, last)
    if kind == "contents":
        return span
    return INDEXES[kind](span)


@require_POST
@exporters
def download(request: HttpRequest, name: str, fmt: str) -> HttpResponse:
    """The contents of the issue `name` in any state as a file; 404 for another issue or format."""
    issue = named_issue(name)
    if fmt not in FORMATS:
        raise Http404
    return taken(request, contents(issue), fmt, issue_state(issue), issue)


@require_POST
@exporters
def download_index(request: HttpRequest, kind: str, fmt: str) -> HttpResponse:
    """The index `kind` of a range of issues as a file; 404 where there is no such index, range or format."""
    if kind not in ("contents", *INDEXES) or fmt not in FORMATS:
        raise Http404
    return taken(request, chosen_index(kind, request.POST), fmt, span_state(request.POST["from"], request.POST["to"]))


def taken(
    request: HttpRequest, found: Contents | Index, fmt: str, state: str, issue: Issue | None = None
) -> HttpResponse:
    """`found` as a file with its stamp, in the style that the form names, and the record of it."""
    row, now = chosen_style(request.POST), timezone.now()
    style = style_of(row) if row else Style()
    try:
        data = FORMATS[fmt].write(found, style, stamp(request.user, state, now))
    except Unprintable as missing:
        return refused(request, str(missing), 503)
    name = file_name(found, fmt, style)
    Export.objects.create(
        issue=issue,
        what=page(found, style).name[:200],
        form=fmt,
        person=cast(Any, request.user),
        at=now,
        issue_state=state,
        size=len(data),
        file_name=name[:200],
    )
    response = HttpResponse(data, content_type=FORMATS[fmt].content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


def refused(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    """One sentence on a page of its own: what is missing, and what to do."""
    context = {"magazine": Magazine.current(), "sentence": sentence, "head": {"title": ""}}
    return render(request, "exports/refused.html", context, status=status)
