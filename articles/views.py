"""The doors that an open form talks through while somebody types: 暂存 and 在场. JSON in, JSON out."""

import json
import re
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.autosave import forget, keep
from articles.models import Article
from articles.presence import arrive, leave, news, others

PAGE = re.compile(r"[a-z]{1,20}/(?:[0-9]{1,12}|new-[0-9a-z]{1,20})")


def _asked(request: HttpRequest) -> dict[str, Any]:
    try:
        asked = json.loads(request.body)
    except ValueError:
        asked = None
    return asked if isinstance(asked, dict) else {}


def _number(value: Any) -> int | None:
    """A whole number that a database column takes, from a number or its digits; None for anything else."""
    text = str(value)
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _article(request: HttpRequest, pk: Any) -> Article:
    """An article that the person may see; 404 for a foreign one as for none."""
    article = Article.objects.seen_by(request.user).filter(pk=_number(pk)).first()
    if article is None:
        raise Http404
    return article


@require_POST
def keep_view(request: HttpRequest) -> JsonResponse:
    """{page, article, opened_version, fields: [[name, value]]} is kept: {at}. 400 with {message} for what is no form.

    Without `fields` what was kept of the page is thrown away.
    """
    asked = _asked(request)
    page = str(asked.get("page", ""))
    if not PAGE.fullmatch(page):
        return JsonResponse({"message": _("送来的不是表单的文字，没有暂存。")}, status=400)
    if "fields" not in asked:
        forget(request.user, page)
        return JsonResponse({})
    if asked.get("article") is None and not request.user.has_perm("articles.add_article"):
        raise Http404
    article = None if asked.get("article") is None else _article(request, asked["article"])
    now = timezone.now()
    try:
        keep(request.user, page, article, _number(asked.get("opened_version")), asked["fields"], now)
    except ValueError as reason:
        return JsonResponse({"message": str(reason)}, status=400)
    return JsonResponse({"at": f"{timezone.localtime(now):%H:%M}"})


@require_POST
def here_view(request: HttpRequest, object_id: int) -> JsonResponse:
    """{opened_version, editing} says that the page is open: {people: [sentence], news, version}; {gone} that it closes."""
    article, asked, now = _article(request, object_id), _asked(request), timezone.now()
    if asked.get("gone"):
        leave(request.user, article)
        return JsonResponse({})
    arrive(request.user, article, bool(asked.get("editing")), now)
    opened = _number(asked.get("opened_version"))
    return JsonResponse(
        {
            "people": [someone.sentence for someone in others(request.user, article, now)],
            "news": news(article, opened) if opened is not None else "",
            "version": article.version,
        }
    )
