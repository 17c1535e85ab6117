"""The contents of an issue as they are composed: reorder, add, send back. Every change is one transaction."""

import json
from collections import Counter
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.models import Article, Figure, Section
from articles.ordering import next_position, renumber
from articles.signers import demand
from events.models import EventFigure
from magazine import pages
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
    """Body {version, ids}: every slot's id in the new order; `section` {slot id: section id} moves slots over as well.

    Answers {version, notes, pages, headings}, or {message} with 400, 403, 409. 409: somebody changed the contents
    since `version`, or the list is not this issue's; nothing has changed then, and {order} tells how they stand.
    """
    if not request.user.has_perm("magazine.change_issue"):
        return JsonResponse({"message": _("你的账号没有编目录的权限。")}, status=403)
    try:
        data = json.loads(request.body)
        version, ids = int(data["version"]), [int(pk) for pk in data["ids"]]
        moved = {int(slot): int(section) for slot, section in data.get("section", {}).items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return JsonResponse({"message": _("没有读懂这次排序，重新打开页面再排一次。")}, status=400)
    with transaction.atomic():
        issue = get_object_or_404(Issue.objects.select_for_update(), pk=pk)
        present = set(issue.slots.values_list("pk", flat=True))
        whole = set(ids) == present and len(ids) == len(present) and set(moved) <= present
        known = Section.objects.filter(pk__in=moved.values()).count() == len(set(moved.values()))
        if closed(issue) or issue.version != version or not whole or not known:
            return stale(issue)
        renumber(issue.slots.all(), ids)
        for slot, section in moved.items():
            issue.slots.filter(pk=slot).update(section=section, heading="")
        count_change(issue)
    return JsonResponse(plan(issue))


@require_POST
def paginate(request: HttpRequest, pk: int) -> JsonResponse:
    """顺延页码. Body {version}: pages follow the order; with `pages` {slot id: [from, to]} they are set back to those.

    Answers as `reorder` does, with `before`: the pages as they were, to be sent as `pages` by whoever undoes it.
    """
    if not request.user.has_perm("magazine.change_issue"):
        return JsonResponse({"message": _("你的账号没有编目录的权限。")}, status=403)
    try:
        data = json.loads(request.body)
        version = int(data["version"])
        wished = {int(slot): _pages(pair) for slot, pair in data.get("pages", {}).items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return JsonResponse({"message": _("没有读懂这些页码，重新打开页面再来一次。")}, status=400)
    with transaction.atomic():
        issue = get_object_or_404(Issue.objects.select_for_update(), pk=pk)
        if closed(issue) or issue.version != version:
            return stale(issue)
        slots = list(issue.slots.order_by("position"))
        before = {slot.pk: [slot.page_from, slot.page_to] for slot in slots}
        given = wished or pages.follow(slots)
        for slot in slots:
            slot.page_from, slot.page_to = given.get(slot.pk, (slot.page_from, slot.page_to))
        Slot.objects.bulk_update(slots, ["page_from", "page_to"])
        count_change(issue)
    return JsonResponse(plan(issue) | {"before": before})


def _pages(pair: Any) -> tuple[int | None, int | None]:
    """(from, to) as sent; ValueError where they are no range of pages."""
    first, last = (None if page is None else int(page) for page in pair)
    if (first is None and last is not None) or (first is not None and not 0 < first <= (last or first) < 10_000):
        raise ValueError("no range of pages")
    return first, last


def plan(issue: Issue) -> dict[str, Any]:
    """What the page shows of the contents and a change of order or pages may have changed, slot by slot."""
    slots = list(issue.slots.select_related("section").order_by("position"))
    notes = pages.notes(slots)
    return {
        "version": issue.version,
        "notes": {slot.pk: notes.get(slot.pk, "") for slot in slots},
        "pages": {slot.pk: pages_in_words(slot) for slot in slots},
        "headings": {slot.pk: slot.heading or slot.section.name for slot in slots},
        "total": pages_total(slots),
    }


def pages_in_words(slot: Slot) -> str:
    """`第3–5页`, `第3页`, `无页码`."""
    if not slot.page_from:
        return _("无页码")
    if slot.page_to and slot.page_to != slot.page_from:
        return _("第{first}–{last}页").format(first=slot.page_from, last=slot.page_to)
    return _("第{page}页").format(page=slot.page_from)


def pages_total(slots: list[Slot]) -> str:
    """How many different pages bear a piece, and how many are planned, as one phrase."""
    taken = {
        page for slot in slots if slot.page_from for page in range(slot.page_from, (slot.page_to or slot.page_from) + 1)
    }
    planned = sum(slot.planned_pages or 0 for slot in slots)
    if planned:
        return _("{actual}／{planned}页").format(actual=len(taken), planned=planned)
    return _("{actual}页").format(actual=len(taken))


def photo_counts(slots: list[Slot]) -> Counter[int | None]:
    """Article id → how many pictures stand in it and beside its events. Two queries."""
    ids = [slot.article_id for slot in slots if slot.article_id]
    found: Counter[int | None] = Counter(Figure.objects.filter(article__in=ids).values_list("article_id", flat=True))
    found.update(EventFigure.objects.filter(event__article__in=ids).values_list("event__article_id", flat=True))
    return found


def stale(issue: Issue) -> JsonResponse:
    """The refusal of whoever acted on contents that have changed since, with the order as it stands: {id, title}."""
    reason = closed(issue) or _("目录在你打开之后有人改过，这次改动没有存入。")
    order = [{"id": slot.pk, "title": str(slot)} for slot in issue.slots.select_related("article").order_by("position")]
    return JsonResponse(
        {"message": reason, "version": issue.version, "order": order, "closed": bool(closed(issue))}, status=409
    )


@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """An article of the 稿库 (`article`), or an empty slot (`section`, `planned_title`), put `where` the form says.

    `where`: empty for last, `first`, `after-<slot>`, or `slot-<slot>` for an article that fills an empty slot.
    """
    demand(request.user, "magazine.add_slot")
    with transaction.atomic():
        issue = get_object_or_404(Issue.objects.select_for_update(), pk=pk)
        problem = closed(issue)
        if problem:
            messages.error(request, problem)
            return _back(issue)
        chosen = request.POST.get("article", "")
        slot = _place(request, issue, int(chosen)) if chosen.isdecimal() else _plan(request, issue)
    return _back(issue, slot)


def _place(request: HttpRequest, issue: Issue, chosen: int) -> Slot | None:
    article = Article.objects.seen_by(request.user).select_related("section").filter(pk=chosen).first()
    if article is None:
        messages.error(request, _("这篇稿件已不在稿库，重新选一篇。"))
        return None
    if hasattr(article, "slot"):
        messages.error(
            request, _("《{title}》已排在{issue}，先从那里退回稿库。").format(title=article, issue=article.slot.issue)
        )
        return None
    kind, pk = _where(request)
    if kind == "slot":
        slot = issue.slots.filter(pk=pk, article__isnull=True).first()
        if slot is None:
            messages.error(request, _("这个版位已经有稿件，另选一处。"))
            return None
        slot.article = article
        slot.save()
        count_change(issue)
    else:
        slot = _insert(request, issue, section=article.section, article=article)
    messages.success(request, _("《{title}》已排为第{position}条。").format(title=article, position=slot.position))
    return slot


def _plan(request: HttpRequest, issue: Issue) -> Slot | None:
    number = request.POST.get("section", "")
    section = Section.objects.offered().filter(pk=number).first() if number.isdecimal() else None
    title = request.POST.get("planned_title", "").strip()[:200]
    if section is None or not title:
        messages.error(request, _("空版位要有栏目和拟题，补上再加。"))
        return None
    heading = request.POST.get("heading", "").strip()[:60]
    slot = _insert(request, issue, section=section, planned_title=title, heading=heading)
    messages.success(request, _("已加第{position}条空版位。").format(position=slot.position))
    return slot


def _insert(request: HttpRequest, issue: Issue, **fields: Any) -> Slot:
    """A new slot where the form says; last, if the slot behind which it should go is gone."""
    order = list(issue.slots.order_by("position").values_list("pk", flat=True))
    slot = Slot.objects.create(issue=issue, position=next_position(issue.slots.all()), **fields)
    kind, pk = _where(request)
    if kind == "first" or (kind == "after" and pk in order):
        place = order.index(pk) + 1 if kind == "after" else 0
        renumber(issue.slots.all(), [*order[:place], slot.pk, *order[place:]])
        slot.refresh_from_db(fields=["position"])
    count_change(issue)
    return slot


def _where(request: HttpRequest) -> tuple[str, int]:
    """The posted place as (`first`, `after`, `slot` or nothing, id of a slot)."""
    kind, _dash, pk = request.POST.get("where", "").partition("-")
    if kind == "first":
        return kind, 0
    return (kind, int(pk)) if kind in ("after", "slot") and pk.isdecimal() and len(pk) < 10 else ("", 0)


@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the article out of slot `pk`: it goes back to the 稿库, the slot stays with its title as planned."""
    demand(request.user, "magazine.change_slot")
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


def _back(issue: Issue, slot: Slot | None = None) -> HttpResponseRedirect:
    place = f"#slot-{slot.pk}" if slot else ""
    return HttpResponseRedirect(reverse("admin:magazine_issue_change", args=[issue.pk]) + place)
