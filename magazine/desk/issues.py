"""The buttons of an issue: 出刊检查, 出刊, 撤回, 更正. Each is a POST and answers with messages."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.signers import demand
from articles.workflow import Refused
from magazine import publishing
from magazine.models import Issue, Slot


def _issue(request: HttpRequest, pk: int) -> Issue:
    demand(request.user, "magazine.view_issue")
    return get_object_or_404(Issue, pk=pk)


def _back(issue: Issue) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:magazine_issue_change", args=[issue.pk]))


def _refused(request: HttpRequest, refused: Refused) -> None:
    for reason in refused.reasons:
        messages.error(request, reason)


@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """出刊检查: a dry run. Changes nothing; lists every reason against, or what publishing would change."""
    issue = _issue(request, pk)
    reasons = publishing.problems(issue)
    for reason in reasons:
        messages.error(request, reason)
    if not reasons:
        messages.success(request, _("检查通过，可以出刊。"))
        for line in publishing.changes(issue, timezone.now()):
            messages.info(request, line)
    return _back(issue)


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """出刊, now or at the posted `at` (Beijing time, as the browser's field writes it)."""
    issue = _issue(request, pk)
    wished = request.POST.get("at", "").strip()
    at = moment(wished)
    if wished and at is None:
        messages.error(request, _("没有读懂出刊时间，按“2024-11-05 09:00”这样填。"))
        return _back(issue)
    if at is not None and at < timezone.now():
        messages.error(request, _("这个时间已经过去，另定一个将来的时间，或者直接出刊。"))
        return _back(issue)
    try:
        publishing.publish(issue, by=request.user, at=at)
    except Refused as refused:
        _refused(request, refused)
        return _back(issue)
    issue.refresh_from_db()
    if issue.is_scheduled():
        when = timezone.localtime(issue.published_at)
        messages.success(
            request, _("{issue}已定在{when:%Y年%-m月%-d日 %H:%M}（北京时间）出刊。").format(issue=issue, when=when)
        )
    else:
        messages.success(request, _("{issue}已出刊，读者现在就能看到。").format(issue=issue))
    return _back(issue)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """撤回: readers do not see the issue any more; order and releases stay. The posted `reason` is kept."""
    issue = _issue(request, pk)
    reason = request.POST.get("reason", "").strip()
    if not reason or len(reason) > 300:
        messages.error(request, _("写明撤回的原因再撤回，不超过300字；原因记在出刊记录里。"))
        return _back(issue)
    try:
        publishing.withdraw(issue, by=request.user, reason=reason)
    except Refused as refused:
        _refused(request, refused)
    else:
        messages.success(request, _("{issue}已撤回，读者看不到了；目录和定稿都还在。").format(issue=issue))
    return _back(issue)


@require_POST
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """更正: readers get the newest release of slot `pk`, with the posted public `note`, which may be left out."""
    slot = get_object_or_404(Slot.objects.select_related("issue"), pk=pk)
    issue = _issue(request, slot.issue_id)
    note = request.POST.get("note", "").strip()
    if len(note) > 300:
        messages.error(request, _("更正说明要写给读者看，写明更正了什么，不超过300字。"))
        return _back(issue)
    try:
        publishing.correct(slot, note, by=request.user)
    except Refused as refused:
        _refused(request, refused)
    else:
        told = _("已更正，读者看到的是新的定稿和更正说明。") if note else _("已换上新的定稿，没有印更正说明。")
        messages.success(request, told)
    return _back(issue)


@require_POST
def take_down(request: HttpRequest, pk: int) -> HttpResponse:
    """撤稿: the article of slot `pk` leaves a notice with the posted public `note`."""
    slot = get_object_or_404(Slot.objects.select_related("issue"), pk=pk)
    issue = _issue(request, slot.issue_id)
    try:
        publishing.take_down(slot, request.POST.get("note", ""), by=request.user)
    except Refused as refused:
        _refused(request, refused)
    else:
        messages.success(request, _("《{title}》已撤稿，原址留有说明；随时可以恢复。").format(title=slot))
    return _back(issue)


@require_POST
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """恢复: the article of slot `pk` stands where it stood."""
    slot = get_object_or_404(Slot.objects.select_related("issue"), pk=pk)
    issue = _issue(request, slot.issue_id)
    try:
        publishing.put_back(slot, by=request.user)
    except Refused as refused:
        _refused(request, refused)
    else:
        messages.success(request, _("《{title}》已恢复，读者又看得到了。").format(title=slot))
    return _back(issue)


def moment(text: str) -> datetime | None:
    """`2024-11-05T09:00` or `2024-11-05 09:00` as an aware moment in Beijing time; None for anything else."""
    try:
        found = parse_datetime(text.replace("：", ":"))
    except ValueError:
        return None
    if found is None:
        return None
    return found if timezone.is_aware(found) else timezone.make_aware(found)
