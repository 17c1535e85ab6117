"""工作台: what waits for the one who is logged in, and how far the issues in the making are."""

from copy import deepcopy
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone

from articles.models import Article, Edit, Release, Review
from articles.panel import label
from articles.states import State, Verdict, moves, stages
from magazine.models import Issue
from magazine.unfold import NAVIGATION

SHOWN = 12


def dashboard(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Adds `waiting` (what this person may really do, oldest first) and `making` (issues not out yet)."""
    mine = waiting(request.user)
    steps = {move.source: label(move) for move in moves().values() if move.verdict in (Verdict.SUBMIT, Verdict.APPROVE)}
    shown = mine.select_related("section", "slot__issue")[:SHOWN]
    context["waiting"] = [{"article": article, "step": steps[article.state]} for article in shown]
    context["waiting_total"] = mine.count()
    context["making"] = making() if request.user.has_perm("magazine.view_issue") else None
    return context


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
        article=OuterRef("pk"),
        reviewer=user,
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
    total = waiting(request.user).count()
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
