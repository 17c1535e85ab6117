"""The pages for what is not there, not allowed, not understood or broken: same masthead, a way on."""

from typing import Any
from urllib.parse import unquote

from django.contrib import admin
from django.db import Error
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from articles.signers import NotYours, who_has
from magazine.models import Magazine, Redirect
from magazine.site.page import login_helps

# As long as an address in the table may be.
LONGEST = 300


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """301 for an address that the site had before, else 404."""
    moved = _moved(request)
    return HttpResponsePermanentRedirect(moved) if moved else _refused(request, 404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Whoever refuses may give its reason as the exception's text. At the desk the page names who may."""
    return _refused(request, 403, reason=str(exception or ""), right=_right_wanted(request, exception))


# What an admin page of a model asks for.
ASKS = {"changelist": "view", "change": "view", "history": "view", "add": "add", "delete": "delete"}


def _right_wanted(request: HttpRequest, exception: Exception | None) -> str:
    """The right that was wanting, as `app.codename`: the refusal says it, or the name of the address does; else ""."""
    if isinstance(exception, NotYours):
        return exception.right
    match = request.resolver_match
    parts = (match.url_name or "").rsplit("_", 2) if match is not None and match.app_name == "admin" else []
    if len(parts) != 3 or parts[2] not in ASKS:
        return ""
    app, model, action = parts
    return f"{app}.{ASKS[action]}_{model}"


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _refused(request, 400)


def broken(request: HttpRequest) -> HttpResponse:
    """Needs neither the database nor an account: either may be what broke. From the desk it leads back to the desk."""
    desk = request.path.startswith(reverse("admin:index"))
    return HttpResponse(render_to_string("500.html", {"desk": desk}), status=500)


def _moved(request: HttpRequest) -> str:
    """Where the address asked for is now, by its row in the table of old addresses; "" without one.

    The path is matched as typed, with its query first and then without. Whatever the table holds, only a path of this
    site is answered.
    """
    if request.method not in ("GET", "HEAD"):
        return ""
    whole = unquote(request.get_full_path())
    asked = [address for address in (whole, request.path) if len(address) <= LONGEST and "\x00" not in address]
    try:
        table = dict(Redirect.objects.filter(old__in=asked).values_list("old", "new"))
    except Error:
        return ""
    new = next((table[address] for address in asked if address in table), "")
    safe = new.startswith("/") and new not in asked and url_has_allowed_host_and_scheme(new, allowed_hosts=None)
    return iri_to_uri(new) if safe else ""


def _refused(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    """Inside the desk the page leads back to it; who may be there gets it in the desk's own frame, sidebar and all."""
    context["desk"] = request.path.startswith(reverse("admin:index"))
    user = getattr(request, "user", None)
    try:
        if context["desk"] and status in (403, 404) and user is not None and admin.site.has_permission(request):
            title = _("这一页不对你开放") if status == 403 else _("没有这一页")
            frame = {**admin.site.each_context(request), "title": title, "frame": "desk/refusal.html"}
            context["who"] = who_has(context["right"]) if context.get("right") else ""
            return render(request, f"{status}.html", {**frame, **context}, status=status)
    except Error:
        # Without the database there is no sidebar; the plain page below needs none.
        pass
    try:
        magazine = Magazine.current()
        # Said at every address that is not there, so that it tells nothing of this one.
        context["closed"] = status == 404 and login_helps(request)
    except Error:
        magazine = None
    head = {"title": "", "canonical": "", "description": ""}
    context = {"magazine": magazine, "head": head, "frame": "site/refusal.html", **context}
    return render(request, f"{status}.html", context, status=status)
