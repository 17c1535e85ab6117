"""工作台: what waits for the one who is logged in, and how far the issues in the making are."""

from collections import defaultdict
from copy import deepcopy
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from articles.models import Section
from articles.signers import who_has
from articles.states import State
from magazine.desk.work import as_shown, keys, my_work
from magazine.models import Issue, Magazine, Slot
from magazine.schedule import Step, days_in_words, due_days, step_of
from magazine.telling import unseen
from magazine.unfold import NAVIGATION

SHOWN = 12
TOLD = 6
BEGIN = ("magazine.add_issue", "articles.add_section", "auth.add_user")


def dashboard(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Adds `waiting` (what this person may really do, overdue first), `making` (issues not out yet), `first_day`."""
    mine = my_work(request.user)
    context["waiting"] = as_shown(mine[:SHOWN], timezone.localdate())
    context["waiting_total"] = len(mine)
    # Years of what nobody looked at are counted, not read.
    told = list(unseen(request.user)[: TOLD + 1])
    context["told"], context["unseen"] = told[:TOLD], len(told) if len(told) <= TOLD else unseen(request.user).count()
    context["waiting_late"] = sum(work.due is not None and work.due < timezone.localdate() for work in mine)
    if request.user.has_perm("magazine.view_issue"):
        context["making"] = outlook(list(making()), timezone.localdate())
    else:
        context["making"] = None
    # The guide of the first day: for whoever may begin an issue or lay the ground for one, until there is one.
    begins = not context["making"] and any(request.user.has_perm(right) for right in BEGIN)
    context["first_day"] = begins and not Issue.objects.exists()
    if context["first_day"] and not Section.objects.exists():
        context["sections_by"] = who_has("articles.add_section")
    return context


def sidebar(request: HttpRequest) -> list[dict[str, Any]]:
    """The sidebar in the order of the work, with the number of what waits beside 工作台, of what was told beside 告知."""
    groups = deepcopy(NAVIGATION)
    told = unseen(request.user).annotate(key=-F("pk")).order_by().values_list("key")
    # Both in one query, since every page of the desk asks: what was told has a number below nought.
    found = [key for (key,) in keys(request.user, told)]
    news = sum(key < 0 for key in found)
    for place, total in enumerate((len(found) - news, news)):
        if total:
            groups[0]["items"][place] |= {"badge": total, "badge_variant": "primary", "badge_style": "solid"}
    return groups


def making() -> QuerySet:
    """Issues that readers do not see yet, with `places` slots of which `ready` are 定稿."""
    return (
        Issue.objects.filter(Q(published_at__isnull=True) | Q(published_at__gt=timezone.now()))
        .annotate(places=Count("slots"), ready=Count("slots", filter=Q(slots__article__state=State.RELEASED)))
        .order_by(F("year"), F("number"))[:6]
    )


def outlook(issues: list[Issue], today: date) -> list[dict[str, Any]]:
    """For each issue how many of its slots are late, and its next deadline with the slots not through with it."""
    magazine = Magazine.current()
    waits: dict[int, list[Step]] = defaultdict(list)
    unfinished = Slot.objects.filter(issue__in=[issue.pk for issue in issues]).exclude(article__state=State.RELEASED)
    for pk, state in unfinished.order_by().values_list("issue_id", "article__state"):
        waits[pk].append(step_of(state or ""))
    found = []
    for issue in issues:
        days, here = due_days(issue.press_day, magazine), waits[issue.pk]
        coming = [step for step, day in days.items() if day >= today and step != Step.PROOFS] if here else []
        step = coming[0] if coming else None
        order = list(days)
        found.append(
            {
                "issue": issue,
                "late": sum(days[step] < today for step in here) if days else 0,
                "step": step,
                "day": days.get(step),
                "words": days_in_words(days[step], today) if step else "",
                "short": sum(order.index(wait) <= order.index(step) for wait in here) if step else 0,
            }
        )
    return found
