"""What every readers' page shares: the magazine's name, the head, the caching, the refusal to write."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from magazine.models import Issue, Magazine
from magazine.states import ANYBODY, Audience, audiences_of

PER_PAGE = 20
SEPARATOR = " · "
# A JSON text inside <script> must not be able to end it.
SCRIPT_SAFE = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def readers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorator of a public page: reading only, fresh within a minute, compressed; the same for everyone who has not
    logged in. What somebody gets who has is for nobody else to keep, nor for robots to list.

    Compressing is safe here because these pages carry neither cookies nor tokens.
    """

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        patch_vary_headers(response, ["Cookie"])
        if open_to(request) == ANYBODY:
            patch_cache_control(response, public=True, max_age=60)
        else:
            patch_cache_control(response, private=True, no_cache=True)
            response["X-Robots-Tag"] = "noindex"
        return response

    return require_safe(gzip_page(shown))


def open_to(request: HttpRequest) -> frozenset[Audience]:
    """Which issues whoever asks may read. No query for those who have never logged in."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ANYBODY
    return audiences_of(request.user)


def login_helps(request: HttpRequest) -> bool:
    """Whether there are issues that who has not logged in does not see. One query for such a reader."""
    return open_to(request) == ANYBODY and Issue.objects.exclude(audience=Audience.PUBLIC).exists()


def respond(
    request: HttpRequest,
    template: str,
    *,
    title: list[str],
    called: str = "",
    description: str = "",
    path: str = "",
    card: str = "",
    data: list[dict] | None = None,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """Render `template` with the head filled in. One query, for the magazine's own row.

    `title`: parts from the narrowest to the widest, the magazine's name is added; `path`: the canonical address,
    by default the one asked for without its query; `called`: what a shared link is called, by default the narrowest part of
    the title; `card`: the path of its square picture, 600 pixels wide, by default the plain one; `data`: JSON-LD objects without @context.
    """
    magazine = Magazine.current()
    canonical = request.build_absolute_uri(path or request.path)
    head = {
        "title": SEPARATOR.join([*title, magazine.name]),
        "name": called or (title[0] if title else magazine.name),
        "description": description or magazine.motto,
        "canonical": canonical,
        "card": request.build_absolute_uri(card or static("site/card.png")),
        "data": [json_ld(item, magazine) for item in data or []],
    }
    return render(request, template, {"magazine": magazine, "head": head, **context}, status=status)


def periodical_data(magazine: Magazine) -> dict:
    """JSON-LD of the magazine itself; what it has not said is left out."""
    said = {"alternateName": magazine.name_en, "description": magazine.about or magazine.motto}
    return {"@type": "Periodical", "name": magazine.name} | {name: words for name, words in said.items() if words}


def json_ld(item: dict, magazine: Magazine) -> SafeString:
    """`item` as JSON-LD that may stand inside a script element; the periodical is filled in where it says so, by its
    name alone where the item is a part of a part of it."""
    publisher = {"@type": "Organization", "name": magazine.publisher or magazine.sponsor or magazine.name}
    whole = {"@context": "https://schema.org", "inLanguage": "zh-Hans", "publisher": publisher} | item
    if item["@type"] == "PublicationIssue":
        whole["isPartOf"] = periodical_data(magazine)
    elif "isPartOf" in item:
        whole["isPartOf"] = item["isPartOf"] | {"isPartOf": {"@type": "Periodical", "name": magazine.name}}
    text = json.dumps(whole, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(SCRIPT_SAFE))  # noqa: S308


def paged(queryset: Any, request: HttpRequest, per_page: int = PER_PAGE, count: int | None = None) -> Page:
    """The page of `queryset` that `?page=` asks for: two queries, one where its `count` is known. A page that is not there
    is the nearest one."""
    paginator = Paginator(queryset, per_page)
    if count is not None:
        # What Django's paginator keeps of its own question.
        paginator.__dict__["count"] = count
    return paginator.get_page(request.GET.get("page"))
