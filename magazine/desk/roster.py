"""The house's lists put in order: sections by hand, doubled authors made one after a look at what moves."""

import json
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from articles.house import version
from articles.models import Author, Section
from articles.ordering import renumber
from articles.roster import Merge, merge, preview, similar
from articles.signers import demand
from articles.workflow import Refused
from magazine.models import Redirect

MOST = 30


@require_POST
def order_sections(request: HttpRequest) -> JsonResponse:
    """Body {version, ids}: every section's id in the new order. Answers {version}, or {message} with 400, 403, 409."""
    if not request.user.has_perm("articles.change_section"):
        return JsonResponse({"message": _("你的账号没有改栏目的权限。")}, status=403)
    try:
        data = json.loads(request.body)
        before, ids = str(data["version"]), [int(pk) for pk in data["ids"]]
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"message": _("没有读懂这次排序，重新打开页面再排一次。")}, status=400)
    with transaction.atomic():
        sections = list(Section.objects.select_for_update())
        whole = sorted(ids) == sorted(section.pk for section in sections)
        if before != version(sections) or not whole:
            order = [{"id": section.pk, "title": section.name} for section in sections]
            said = _("栏目次序在你打开之后有人改过，这次改动没有存入。")
            return JsonResponse({"message": said, "version": version(sections), "order": order}, status=409)
        renumber(Section.objects.all(), ids)
    return JsonResponse({"version": version(list(Section.objects.all()))})


@require_http_methods(["GET", "HEAD", "POST"])
def merge_authors(request: HttpRequest, pk: int) -> HttpResponse:
    """合并作者. GET `?into=` shows what would move from author `pk` to that one; POST `into` does it."""
    demand(request.user, "articles.change_author")
    gone = get_object_or_404(Author, pk=pk)
    wished = request.POST.get("into") or request.GET.get("into", "")
    kept = Author.objects.filter(pk=wished).first() if wished.isdecimal() and len(wished) < 10 else None
    if request.method == "POST" and kept is not None:
        try:
            return _merged(request, merge(gone, kept, request.user))
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(request, reason)
    words = request.GET.get("q", "").strip()
    found = Author.objects.filter(name__icontains=words).exclude(pk=gone.pk)[:MOST] if words else similar(gone)
    context = {
        **admin.site.each_context(request),
        "title": _("合并作者"),
        "opts": Author._meta,
        "object": gone,
        "gone": gone,
        "kept": kept,
        "found": found,
        "words": words,
        "plan": preview(gone, kept) if kept else None,
    }
    return TemplateResponse(request, "desk/merge_authors.html", context)


def _merged(request: HttpRequest, done: Merge) -> HttpResponse:
    """Written down, the old address led on, and said."""
    old, new = (reverse("author", args=[author]) for author in (_pk(request), done.kept.pk))
    Redirect.objects.update_or_create(old=old, defaults={"new": new})
    Redirect.objects.filter(new=old).update(new=new)
    said = _("作者“{gone}”并入“{kept}”：{articles}篇稿件、{releases}处定稿署名。").format(
        gone=done.gone.name, kept=done.kept, articles=len(done.articles), releases=done.releases
    )
    LogEntry.objects.create(
        user=request.user,
        content_type=ContentType.objects.get_for_model(Author),
        object_id=str(done.kept.pk),
        object_repr=str(done.kept)[:200],
        action_flag=CHANGE,
        change_message=said,
    )
    messages.success(request, said)
    return HttpResponseRedirect(reverse("admin:articles_author_change", args=[done.kept.pk]))


def _pk(request: HttpRequest) -> Any:
    """The id in the address: the deleted author has none any more."""
    return request.resolver_match.kwargs["pk"] if request.resolver_match else 0
