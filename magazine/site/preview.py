"""预览: a whole issue behind a secret link, as readers would see it, with a box for remarks and a button for consent.

Every page is kept by nobody (no-store), found by nobody (noindex), and tells no other site where one came from.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from articles.workflow import Refused
from magazine import previewing, telling
from magazine.models import PreviewLink
from magazine.proxy import client_address
from magazine.showing import belongs
from magazine.site.articles import TEMPLATES, page_of
from magazine.site.covers import cover_of
from magazine.site.errors import missing
from magazine.site.page import respond
from magazine.site.rows import Row, by_section, nested
from media.views import private, token_of

MINUTES = 10
MISSES = 20  # wrong secrets from one address in ten minutes
POSTS = 30  # remarks and consents through one link in ten minutes
LINK = re.compile(r'(<a\b[^>]*?\s)href="([^"]*)"')
ARTICLE = re.compile(r"/articles/([1-9][0-9]{0,17})/(#.*)?")
# Where the address of a rendition begins.
PICTURE = re.compile(re.escape(settings.MEDIA_URL) + r"(?=[0-9a-f]{2}/[0-9a-f]{32}/)")


def _counted(key: str, most: int) -> bool:
    """Count one more under `key`; whether that is too many for ten minutes."""
    cache.add(key, 0, MINUTES * 60)
    try:
        return cache.incr(key) > most
    except ValueError:  # it ran out between the two
        return False


def _too_many(key: str, most: int) -> bool:
    return (cache.get(key) or 0) >= most


def secretly(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorator of a page behind a link: finds the link, or answers as if the address did not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, secret: str, *args: Any, **kwargs: Any) -> HttpResponse:
        misses = f"preview-miss:{client_address(request)}"
        if _too_many(misses, MISSES):
            answer = HttpResponse(_("试得太多，过十分钟再来。"), status=429, content_type="text/plain; charset=utf-8")
            answer["Retry-After"] = str(MINUTES * 60)
            return _private(answer)
        link = previewing.opened(secret)
        if link is None:
            _counted(misses, MISSES)
            return _private(missing(request, Http404()))
        try:
            return _private(view(request, link, secret, *args, **kwargs))
        except Http404 as error:
            return _private(missing(request, error))

    return guarded


def _private(answer: HttpResponse) -> HttpResponse:
    patch_cache_control(answer, no_store=True, private=True)
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    # Same-origin and not no-referrer: browsers that send none send no Origin either, and the forms would be refused.
    answer["Referrer-Policy"] = "same-origin"
    return answer


def _address(secret: str, pk: int | None = None) -> str:
    return reverse("preview", args=[secret]) if pk is None else reverse("preview_article", args=[secret, pk])


@secretly
@require_http_methods(["GET", "HEAD"])
def issue(request: HttpRequest, link: PreviewLink, secret: str) -> HttpResponse:
    """The contents page."""
    rows = [Row(slot) for slot in previewing.shown(link.issue)]
    answer = respond(
        request,
        "site/issue.html",
        title=[str(link.issue)],
        path=reverse("issue", args=[link.issue.name]),
        issue=link.issue,
        cover=cover_of(link.issue),
        groups=by_section(nested(rows)),
        count=len(rows),
        before=None,
        after=None,
    )
    return _dressed(request, answer, link, secret, None)


@secretly
@require_http_methods(["GET", "HEAD"])
def picture(request: HttpRequest, link: PreviewLink, secret: str, name: str) -> HttpResponse:
    """A rendition of a picture of the issue, for whoever holds the link."""
    if not belongs(token_of(name), link.issue):
        raise Http404
    return private(name)


@secretly
@require_http_methods(["GET", "HEAD"])
def article(request: HttpRequest, link: PreviewLink, secret: str, pk: int) -> HttpResponse:
    """One article of the issue."""
    rows = [Row(slot) for slot in previewing.shown(link.issue)]
    row = next((row for row in rows if row.article_id == pk), None)
    if row is None:
        raise Http404
    path = reverse("article", args=[pk])
    answer = respond(request, TEMPLATES[row.release.layout], path=path, **page_of(row, rows))
    return _dressed(request, answer, link, secret, pk)


def _dressed(
    request: HttpRequest, answer: HttpResponse, link: PreviewLink, secret: str, pk: int | None
) -> HttpResponse:
    """The readers' page with its links turned to the preview, a line above that says so, and the box below."""
    inside = set(link.issue.slots.filter(article__isnull=False).values_list("article_id", flat=True))
    home = reverse("issue", args=[link.issue.name])
    pictures = reverse("preview", args=[secret]) + "media/"

    def turned(match: re.Match[str]) -> str:
        start, to = match.groups()
        found = ARTICLE.fullmatch(to)
        if found and int(found.group(1)) in inside:
            return f'{start}href="{_address(secret, int(found.group(1)))}{found.group(2) or ""}"'
        if to == home:
            return f'{start}href="{_address(secret)}"'
        # Whatever else a page leads to is not part of the issue; the words stay, the way does not.
        return match.group(0) if to.startswith(("#", pictures)) else start

    context = {
        "link": link,
        "post": reverse("preview_remark", args=[secret]),
        "agree": reverse("preview_consent", args=[secret]),
        "pk": pk,
        "remarks": link.remarks.filter(slot__article=pk) if pk else link.remarks.filter(slot__isnull=True),
        "said": request.GET.get("said", ""),
        "consents": link.consents.all(),
        "fault": request.GET.get("fault", ""),
    }
    html = LINK.sub(turned, PICTURE.sub(pictures, answer.content.decode()))
    html = html.replace("</head>", '<meta name="robots" content="noindex, nofollow, noarchive">'
                        + render_to_string("site/preview_head.html", context) + "</head>", 1)  # fmt: skip
    banner = render_to_string("site/preview_banner.html", context)
    html = re.sub(r"(<main\b[^>]*>)", lambda found: found.group(1) + banner, html, count=1)
    box = render_to_string("site/preview_box.html", context, request=request)
    head, main, foot = html.rpartition("</main>")
    answer.content = (head + box + main + foot).encode()
    return answer


def _back(secret: str, pk: int | None, query: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{_address(secret, pk)}?{query}#preview-box")


def _posting(request: HttpRequest, link: PreviewLink) -> bool:
    return not _counted(f"preview-post:{link.pk}", POSTS)


@secretly
@require_POST
def remark(request: HttpRequest, link: PreviewLink, secret: str) -> HttpResponse:
    """A remark on the page of the posted article, or on the contents page."""
    posted = request.POST.get("article", "")
    slot = link.issue.slots.filter(article=int(posted)).first() if re.fullmatch(r"[1-9][0-9]{0,17}", posted) else None
    pk = slot.article_id if slot else None
    if not _posting(request, link):
        return _back(secret, pk, "fault=many")
    try:
        said = previewing.remark(link, slot, request.POST.get("name", ""), request.POST.get("text", ""))
    except Refused:
        return _back(secret, pk, "fault=words")
    telling.remarked(link, said)
    return _back(secret, pk, "said=remark")


@secretly
@require_POST
def consent(request: HttpRequest, link: PreviewLink, secret: str) -> HttpResponse:
    """同意 to the whole issue, with a name."""
    if not _posting(request, link):
        return _back(secret, None, "fault=many")
    try:
        said = previewing.consent(link, request.POST.get("name", ""))
    except Refused:
        return _back(secret, None, "fault=name")
    telling.remarked(link, said)
    return _back(secret, None, "said=consent")
