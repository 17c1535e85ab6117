"""The pages from which an article or a whole issue goes to a WeChat official account."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Article, Release
from magazine.exports import wechat, wechat_issue
from magazine.exports.views import exporters, named_issue, refused
from magazine.models import Magazine, Slot


@require_safe
@exporters
def wechat_issue_page(request: HttpRequest, name: str) -> HttpResponse:
    """The issue `name` for an account: contents card, the whole in one, and the way to each article. 409 with a
    sentence while nothing in it is signed.
    """
    issue = named_issue(name)
    found = wechat_issue.issue_message(issue, Magazine.current().name, request.build_absolute_uri)
    if not found.pieces:
        sentence = _("{issue}还没有定稿的稿件，终审通过以后再做公众号图文。").format(issue=issue)
        return refused(request, sentence, 409)
    context = {
        **admin.site.each_context(request),
        "title": _("{issue}公众号图文").format(issue=issue),
        "message": found,
        "preview": wechat.preview(found),
    }
    return TemplateResponse(request, "exports/wechat_issue.html", context)


@require_safe
@exporters
def wechat_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The article `pk` for a WeChat official account, from the release that readers have or else its newest one."""
    slot = Slot.objects.select_related("issue").filter(article=pk).first()
    releases = Release.objects.filter(article=pk).order_by("-number").prefetch_related("bylines")
    pinned = slot.release_id if slot else None
    release = releases.filter(pk=pinned).first() if pinned else releases.first()
    if release is None:
        get_object_or_404(Article, pk=pk)
        return refused(request, _("这篇稿件还没有定稿，终审通过以后再做成公众号图文。"), 409)
    found = wechat.message(release, Magazine.current().name, slot, request.build_absolute_uri)
    context = {
        **admin.site.each_context(request),
        "title": _("公众号图文"),
        "subtitle": release.full_title,
        "release": release,
        "message": found,
        "preview": wechat.preview(found),
        "limits": {"title": wechat.TITLE, "author": wechat.AUTHOR, "digest": wechat.DIGEST},
    }
    return render(request, "exports/wechat.html", context)
