"""The contents of an issue as they are composed: reorder, add, send back. Every change is one transaction."""

import json
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.models import Article, Section
from articles.ordering import next_position, renumber
from magazine.models import Issue, Slot


def closed(issue: Issue) -> str:
    """Why the contents of `issue` may not be changed; an empty string means they may.

    What readers see, or are about to see, is changed by withdrawing or by a correction, never by a drag.
    """
    if issue.is_published():
        return _("{issue}已经出刊，目录不再变动。要改，先撤回。").format(issue=issue)
    if issue.published_at is not None:
        return _("{issue}已定时出刊，目录不再变动。要改，先撤回。").format(issue=issue)
    return ""


def shelf(user: Any) -> Any:
    """稿库: the articles that stand in no issue, newest change first."""
    return Article.objects.seen_by(user).filter(slot__isnull=True).select_related("section").order_by("-changed_at")


@require_POST
def reorder(request: HttpRequest, pk: int) -> JsonResponse:
    """Body {version, ids}: every slot's id in the new order. Answers {version}, or {message} with 400, 403, 409.

    409: somebody changed the order since `version`, or the list is not this issue's; nothing has changed then.
    """
    if not request.user.has_perm("magazine.change_issue"):
        return JsonResponse({"message": _("你的账号没有编目录的权限。")}, status=403)
    try:
        data = json.loads(request.body)
        version, ids = int(data["version"]), [int(pk) for pk in data["ids"]]
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"message": _("没有读懂这次排序，重新打开页面再排一次。")}, status=400)
    with transaction.atomic():
        issue = get_object_or_404(Issue.objects.select_for_update(), pk=pk)
        reason = closed(issue)
        present = set(issue.slots.values_list("pk", flat=True))
        if not reason and (issue.version != version or set(ids) != present or len(ids) != len(present)):
            reason = _("目录在你打开之后有人改过，这次排序没有存入。重新打开页面，照新的目录再排。")
        if reason:
            return JsonResponse({"message": reason}, status=409)
        renumber(issue.slots.all(), ids)
        count_change(issue)
    return JsonResponse({"version": issue.version})


@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new last slot: for an article of the 稿库 (`article`), or an empty one (`section`, `planned_title`)."""
    if not request.user.has_perm("magazine.add_slot"):
        raise PermissionDenied
    with transaction.atomic():
        issue = get_object_or_404(Issue.objects.select_for_update(), pk=pk)
        problem = closed(issue)
        if problem:
            messages.error(request, problem)
            return _back(issue)
        chosen = request.POST.get("article", "")
        if chosen.isdecimal():
            _place(request, issue, int(chosen))
        else:
            _plan(request, issue)
    return _back(issue)


def _place(request: HttpRequest, issue: Issue, chosen: int) -> None:
    article = Article.objects.seen_by(request.user).select_related("section").filter(pk=chosen).first()
    if article is None:
        messages.error(request, _("这篇稿件已不在稿库，重新选一篇。"))
    elif hasattr(article, "slot"):
        messages.error(
            request, _("《{title}》已排在{issue}，先从那里退回稿库。").format(title=article, issue=article.slot.issue)
        )
    else:
        position = next_position(issue.slots)
        Slot.objects.create(issue=issue, position=position, section=article.section, article=article)
        count_change(issue)
        messages.success(request, _("《{title}》已排为第{position}条。").format(title=article, position=position))


def _plan(request: HttpRequest, issue: Issue) -> None:
    number = request.POST.get("section", "")
    section = Section.objects.filter(pk=number).first() if number.isdecimal() else None
    title = request.POST.get("planned_title", "").strip()[:200]
    if section is None or not title:
        messages.error(request, _("空版位要有栏目和拟题，补上再加。"))
        return
    position = next_position(issue.slots)
    Slot.objects.create(issue=issue, position=position, section=section, planned_title=title)
    count_change(issue)
    messages.success(request, _("已加第{position}条空版位。").format(position=position))


@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the article out of slot `pk`: it goes back to the 稿库, the slot stays with its title as planned."""
    if not request.user.has_perm("magazine.change_slot"):
        raise PermissionDenied
    with transaction.atomic():
        slot = get_object_or_404(Slot.objects.select_related("article"), pk=pk)
        issue = Issue.objects.select_for_update().get(pk=slot.issue_id)
        problem = closed(issue)
        if problem:
            messages.error(request, problem)
        elif slot.article is not None:
            title = str(slot.article)
            slot.planned_title = slot.planned_title or title[:200]
            slot.article = slot.release = None
            slot.correction, slot.corrected_on = "", None
            slot.save()
            count_change(issue)
            messages.success(request, _("《{title}》已退回稿库，版位留着。").format(title=title))
    return _back(issue)


def count_change(issue: Issue) -> None:
    """The contents have changed: whoever still has the old order on the screen is told so."""
    issue.version += 1
    issue.save(update_fields=["version"])


def _back(issue: Issue) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:magazine_issue_change", args=[issue.pk]))
