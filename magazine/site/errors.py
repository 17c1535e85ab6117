"""The pages for what is not there, not allowed, not understood or broken: same masthead, a way on."""

from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from magazine.models import Magazine


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _refused(request, 404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Whoever refuses may give its reason as the exception's text."""
    return _refused(request, 403, reason=str(exception or ""))


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _refused(request, 400)


def broken(request: HttpRequest) -> HttpResponse:
    """Needs neither the database nor the request: either may be what broke."""
    return HttpResponse(render_to_string("500.html"), status=500)


def _refused(request: HttpRequest, status: int, **context: str) -> HttpResponse:
    try:
        magazine = Magazine.current()
    except Error:
        magazine = None
    head = {"title": "", "canonical": "", "description": ""}
    context = {"magazine": magazine, "head": head, **context}
    return render(request, f"{status}.html", context, status=status)
