"""工作台: what waits for the one who is logged in, and how far the issues in the making are."""

from collections import defaultdict
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Edit, Release, Review
from articles.panel import label
from articles.states import State, Verdict, moves, stages
from magazine.models import Issue, Magazine, Slot
from magazine.schedule import Step, days_in_words, due_days, step_of
from magazine.telling import unseen
from magazine.unfold import NAVIGATION

SHOWN = 12
TOLD = 6


def dashboard(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Adds `waiting` (what this person may really do, overdue first) and `making` (issues not out yet)."""
    mine = my_work(request.user)
    context["waiting"] = as_shown(mine[:SHOWN], timezone.localdate())
    context["waiting_total"] = len(mine)
    context["told"] = list(unseen(request.user)[:TOLD])
    context["waiting_late"] = sum(work.due is not None and work.due < timezone.localdate() for work in mine)
    if request.user.has_perm("magazine.view_issue"):
        context["making"] = outlook(list(making()), timezone.localdate())
    else:
        context["making"] = None
    return context


@dataclass(frozen=True)
class Work:
    """One thing that waits for a person: a manuscript (`article`) or a slot of theirs that has none (`slot`)."""

    article: int | None
    slot: int | None
    due: date | None
    since: datetime | None


def my_work(user: Any) -> list[Work]:
    """All that waits for `user`, the earliest deadline first, then what has none, oldest first. Four queries at most.

    Manuscripts whose next step they may take, and what is theirs as 责任编辑: slots of an issue in the making that
    have no manuscript or a draft.
    """
    magazine = Magazine.current()
    found: dict[tuple[str, int], Work] = {}
    for pk, state, press_day, since in waiting(user).values_list("pk", "state", "slot__issue__press_day", "changed_at"):
        due = due_days(press_day, magazine).get(step_of(state))
        found["article", pk] = Work(pk, None, due, since)
    for slot in owed(user):
        due = due_days(slot.issue.press_day, magazine).get(Step.MANUSCRIPT)
        key = ("article", slot.article_id) if slot.article_id else ("slot", slot.pk)
        found.setdefault(key, Work(slot.article_id, slot.pk, due, slot.article.changed_at if slot.article_id else None))
    last = date.max
    return sorted(found.values(), key=lambda work: (work.due or last, str(work.since or "")))


def owed(user: Any) -> QuerySet:
    """Slots that `user` watches over, of issues in the making, whose manuscript is not there or not sent in yet."""
    if not user.has_perm("articles.edit_all_articles"):
        return Slot.objects.none()  # nobody else is ever given a slot
    return (
        Slot.objects.filter(owner=user, issue__published_at__isnull=True)
        .filter(Q(article__isnull=True) | Q(article__state=State.DRAFT))
        .select_related("issue", "article")
    )


def how_many(user: Any) -> int:
    """The length of `my_work`, in one query: manuscripts by their id, empty slots by theirs below zero."""
    mine = owed(user).annotate(key=Coalesce("article_id", F("pk") * -1)).order_by().values_list("key")
    return waiting(user).order_by().values_list("pk").union(mine).count()


def as_shown(works: list[Work], today: date) -> list[dict[str, Any]]:
    """The works as the page shows them: two queries, whatever their number."""
    articles = Article.objects.select_related("section", "slot__issue").in_bulk(
        [work.article for work in works if work.article]
    )
    slots = Slot.objects.select_related("section", "issue").in_bulk([work.slot for work in works if not work.article])
    steps = {move.source: label(move) for move in moves().values() if move.verdict in (Verdict.SUBMIT, Verdict.APPROVE)}
    rows = []
    for work in works:
        article = articles.get(work.article or 0)
        slot = slots.get(work.slot or 0) if article is None else getattr(article, "slot", None)
        rows.append(
            {
                "article": article,
                "slot": slot,
                "step": steps.get(article.state, "") if article else _("约稿"),
                "due": work.due,
                "due_words": days_in_words(work.due, today) if work.due else "",
                "late": work.due is not None and work.due < today,
            }
        )
    return rows


def waiting(user: Any) -> QuerySet:
    """Manuscripts whose next step this very person may take, oldest first, in one query.

    Says the same as `permissions.refusals` (tests hold them together): nobody signs what they wrote or edited
    since the last release, nor twice in one round.
    """
    if not user.has_perm("articles.view_article"):
        return Article.objects.none()
    released = Release.objects.filter(article=OuterRef("pk")).order_by("-number").values("version")[:1]
    edited = Edit.objects.filter(article=OuterRef("pk"), editor=user, version__gt=OuterRef("released_version"))
    signed = Review.objects.filter(
        Q(reviewer=user) | Q(on_behalf_of=user),
        article=OuterRef("pk"),
        verdict=Verdict.APPROVE,
        round=OuterRef("round"),
        fingerprint=OuterRef("fingerprint"),
    )
    own = Q(created_by=user, released_version=0)
    barred = Q(state__in=stages()) & (Q(Exists(edited)) | Q(Exists(signed)) | own)
    return (
        Article.objects.seen_by(user)
        .waiting_for(user)
        .annotate(released_version=Coalesce(Subquery(released), 0))
        .exclude(barred)
    )


def sidebar(request: HttpRequest) -> list[dict[str, Any]]:
    """The sidebar in the order of the work, with the number of what waits beside 工作台 where anything does."""
    groups = deepcopy(NAVIGATION)
    total = how_many(request.user)
    if total:
        groups[0]["items"][0] |= {"badge": total, "badge_variant": "primary", "badge_style": "solid"}
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
