"""The hands on a staged intake: each edit saved at once, the last one taken back, 收稿, and 收稿 taken back."""

import copy
import json
import re
from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from magazine.desk.intake import may_take, one_of
from magazine.desk.intake_sheet import fragments
from magazine.intake.staging.edits import EditError, applied
from magazine.intake.staging.plan import issue_of, plan, problems, unseen
from magazine.intake.staging.steps import KEPT, step, taken_back
from magazine.intake.staging.taking import Refused, drop, take, withdraw
from magazine.models import Intake

OVER = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


@require_POST
def edit(request: HttpRequest, pk: int) -> JsonResponse:
    """Body {version, verb, …} (magazine/intake/staging/edits.py). Answers what the page has to show anew.

    400, 403, 409 with {message}: nothing has changed then. 409: somebody changed it since `version`, or it is not open.
    """
    intake = one_of(request, pk)
    if not may_take(request.user, intake.sort):
        return _no(_("你的账号没有收这类来稿的权限。"), 403)
    try:
        change = json.loads(request.body)
        version = int(change["version"])
    except (ValueError, KeyError, TypeError):
        return _no(_("没有读懂这次改动，重新打开页面再改。"), 400)
    with transaction.atomic():
        intake = get_object_or_404(Intake.objects.select_for_update(), pk=pk)
        stale = _stale(intake, version)
        if stale:
            return _no(stale, 409)
        before = copy.deepcopy(intake.staged)
        try:
            if change.get("verb") == "undo":
                _undo(intake)
            else:
                applied(intake.staged, change)
                intake.steps = [*intake.steps, step(before, intake.staged)][-KEPT:]
        except EditError as error:
            transaction.set_rollback(True)
            return _no(str(error), 400)
        intake.version += 1
        if intake.sort != Intake.Sort.WORD:
            intake.issue = issue_of(intake)
        intake.save(update_fields=["staged", "steps", "version", "issue"])
    was = {one["id"]: one for one in before["entries"]}
    changed = {one["id"] for one in intake.staged["entries"] if was.get(one["id"]) != one}
    return JsonResponse(fragments(intake, changed))


def _no(message: str, status: int) -> JsonResponse:
    return JsonResponse({"message": message}, status=status)


def _stale(intake: Intake, version: int) -> str:
    if not intake.is_open:
        return _("这份来稿已经收了，不能再改；先撤销收稿，或者在稿件里改。")
    if intake.version != version:
        return _("这份来稿在你打开之后有人改过，这一步没有存入。先记下你的字，重新打开页面再改。")
    return ""


def _undo(intake: Intake) -> None:
    if not intake.steps:
        raise EditError(_("没有可撤销的改动。"))
    intake.staged = taken_back(intake.staged, intake.steps[-1])
    intake.steps = intake.steps[:-1]


@require_http_methods(["GET", "HEAD", "POST"])
def taking(request: HttpRequest, pk: int) -> HttpResponse:
    """What 收稿 will do, and after a POST the doing of it.

    `overwrite`: `12-3` where the edited draft of entry 12 is replaced, whose third version was on the screen.
    """
    intake = one_of(request, pk)
    if not may_take(request.user, intake.sort) or not intake.staged:
        return HttpResponseRedirect(reverse("intake_sheet", args=[pk]))
    if request.method == "POST":
        return _take(request, intake)
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("收稿"),
        "intake": intake,
        "issue": issue_of(intake),
        "problems": problems(intake),
        "rows": plan(intake, request.user),
        "unseen": unseen(intake),
    }
    return TemplateResponse(request, "desk/intake_take.html", context)


def _take(request: HttpRequest, intake: Intake) -> HttpResponseRedirect:
    pairs = [OVER.fullmatch(word) for word in request.POST.getlist("overwrite")]
    overwrite = {int(pair[1]): int(pair[2]) for pair in pairs if pair}
    if request.POST.get("version") != str(intake.version):
        messages.error(request, _("这份来稿在你打开之后有人改过，还没有收。照新的样子看一遍再收。"))
        return HttpResponseRedirect(reverse("intake_take", args=[intake.pk]))
    try:
        intake = take(intake, request.user, timezone.now(), overwrite)
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
        return HttpResponseRedirect(reverse("intake_take", args=[intake.pk]))
    report = intake.report
    messages.success(
        request,
        _("收稿完毕：新建{created}篇，更新{updated}篇，没有动{skipped}篇。").format(
            created=len(report["created"]), updated=len(report["updated"]), skipped=len(report["skipped"])
        ),
    )
    for sentence in report.get("doubts", []):
        messages.warning(request, sentence)
    if intake.issue is not None and request.user.has_perm("magazine.view_issue"):
        return HttpResponseRedirect(reverse("admin:magazine_issue_change", args=[intake.issue.pk]))
    return HttpResponseRedirect(reverse("intake_sheet", args=[intake.pk]))


@require_POST
def withdrawing(request: HttpRequest, pk: int) -> HttpResponse:
    """撤销收稿: the drafts that nobody has touched go, the others stay and are named."""
    intake = one_of(request, pk)
    if not may_take(request.user, intake.sort):
        return HttpResponseRedirect(reverse("intake_sheet", args=[pk]))
    try:
        removed, stay = withdraw(intake)
    except Refused as refused:
        messages.error(request, refused.reasons[0])
        return HttpResponseRedirect(reverse("intake_sheet", args=[pk]))
    messages.success(request, _("已撤销收稿，拿掉{count}篇草稿；来稿回到待收稿。").format(count=len(removed)))
    for title, why in stay:
        messages.warning(request, _("《{title}》留着：{why}").format(title=title, why=why))
    return HttpResponseRedirect(reverse("intake_sheet", args=[pk]))


@require_POST
def dropping(request: HttpRequest, pk: int) -> HttpResponse:
    """不收: the intake is put away."""
    intake = one_of(request, pk)
    if may_take(request.user, intake.sort):
        try:
            drop(intake)
            messages.success(request, _("“{name}”不收了；原文留在来稿记录里。").format(name=intake.file_name))
        except Refused as refused:
            messages.error(request, refused.reasons[0])
    return HttpResponseRedirect(reverse("intake_door"))
