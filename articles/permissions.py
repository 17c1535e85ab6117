"""Who may do what with a manuscript, and the sentence for whoever may not. Only reads."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Review, Substitute
from articles.people import person_name
from articles.states import Move, Stage, State, Verdict, moves, stages

PEOPLE = ("reviewer", "on_behalf_of")
REVIEWERS = {
    "first": gettext_lazy("责任编辑"),
    "second": gettext_lazy("部主任"),
    "final": gettext_lazy("总编"),
}


def sees(user: Any, article: Article) -> bool:
    """Whether `user` may look at `article`: says of one what `ArticleQuerySet.seen_by` says of all, without asking."""
    return user.has_perm("articles.view_all_articles") or (
        article.created_by_id is not None and article.created_by_id == user.pk
    )


def of_seen(rows: Any, user: Any) -> Any:
    """Those of `rows`, which belong to an article each, whose article `user` may look at."""
    if user.has_perm("articles.view_all_articles"):
        return rows
    return rows.filter(article__in=Article.objects.seen_by(user))


def valid_signatures(article: Article) -> list[Review]:
    """The approvals of the present round that were given for the present text, in order."""
    return standing(article, way(article))


def way(article: Article) -> list[Review]:
    """Every line of the article's way, oldest first, with the people behind it; no query where they are there already."""
    known = article.__dict__.get("_prefetched_objects_cache", {}).get("reviews")
    return list(known if known is not None else article.reviews.select_related(*PEOPLE).order_by("at", "pk"))


def read_ahead(article: Article) -> None:
    """Have all that the rules ask of `article` there, for a page that asks more than once. Never before a change."""
    reviews = Prefetch("reviews", Review.objects.select_related(*PEOPLE).order_by("at", "pk"))
    prefetch_related_objects([article], reviews, "edits", "releases")


def standing(article: Article, reviews: Iterable[Review]) -> list[Review]:
    """Those of the `reviews` of `article` that are valid signatures."""
    return [
        review
        for review in reviews
        if review.verdict == Verdict.APPROVE
        and review.round == article.round
        and review.fingerprint == article.fingerprint
    ]


def wrote_or_edited(user: Any, article: Article) -> bool:
    """Whether `user` wrote or changed the draft under review: since the last release, or ever before the first."""
    release = article.latest_release
    if release is None and article.created_by_id == user.pk:
        return True
    since = release.version if release else 0
    known = article.__dict__.get("_prefetched_objects_cache", {}).get("edits")
    if known is not None:
        return any(edit.editor_id == user.pk and edit.version > since for edit in known)
    return article.edits.filter(editor=user, version__gt=since).exists()


def principal_for(user: Any, move: Move, article: Article, day: date | None = None) -> Any:
    """Whose signature `user` would give with `move` on `day` (today): None in their own name.

    Whoever has the right themselves signs for themselves. A substitute signs for the first person who appointed them
    and may sign this manuscript; where none may, for the first, whose reasons are then told.
    """
    if move.source not in stages() or user.has_perm(move.permission):
        return None
    today = day or timezone.localdate()
    held = Substitute.objects.on(today).for_person(user, move.source)
    principals = [row.principal for row in held if row.principal.has_perm(move.permission)]
    free = (person for person in principals if not _person_rule({user, person}, user, move, article))
    return next(free, principals[0] if principals else None)


def refusals(user: Any, verdict: str, article: Article, day: date | None = None) -> list[str]:
    """Why `user` may not give `verdict` on `article` on `day` (today): whole sentences; an empty list means they may.

    三审: the signers of a round are different people, and none of them wrote or edited the draft
    (任何两个环节的审稿工作不能同时由一人担任). No account is above this, a superuser's neither. A substitute is two
    people: the one who signs and the one whose signature it is, and the rule holds for both.
    """
    move = moves().get((verdict, article.state))
    if move is None:
        return [
            _("稿件现在是“{state}”，不能{verdict}。").format(
                state=State(article.state).label, verdict=Verdict(verdict).label
            )
        ]
    return _against(user, move, article, principal_for(user, move, article, day))


def _against(user: Any, move: Move, article: Article, principal: Any) -> list[str]:
    """The reasons against `user` making `move`, in their own name or in that of `principal`."""
    verdict = move.verdict
    reasons = []
    if not user.is_active or not (principal or user.has_perm(move.permission)):
        reasons.append(_not_my_role(move))
    if verdict == Verdict.SUBMIT and not _may_touch(user, article):
        reasons.append(_("作者只能送审自己的稿件。"))
    if verdict == Verdict.APPROVE:
        reasons += _person_rule({user, principal} - {None}, user, move, article)
    return reasons


def _person_rule(people: set, user: Any, move: Move, article: Article) -> list[str]:
    """What the person rule says against a signature that stands for all of `people`; `user` is told of as 你."""
    stage = Stage(move.source).label
    reasons = []
    ids = {person.pk: person for person in people}
    for person in sorted(people, key=lambda person: person.pk != user.pk):
        if wrote_or_edited(person, article):
            reasons.append(
                _("你写过或改过本稿，{stage}须由他人签署。").format(stage=stage)
                if person.pk == user.pk
                else _("{name}写过或改过本稿，不能由你代签{stage}。").format(name=person_name(person), stage=stage)
            )
    for review in valid_signatures(article):
        again = next((pk for pk in (review.reviewer_id, review.on_behalf_of_id) if pk in ids), None)
        if again is None:
            continue
        signed = review.get_stage_display()
        reasons.append(
            _("你已签过本稿的{signed}，{stage}须由另一人签署。").format(signed=signed, stage=stage)
            if again == user.pk
            else _("{name}已签过本稿的{signed}，不能由你代签{stage}。").format(
                name=person_name(ids[again]), signed=signed, stage=stage
            )
        )
        break
    return reasons


def _not_my_role(move: Move) -> str:
    if move.source in stages():
        return _("{stage}由{role}签署，你的账号没有这一角色。").format(
            stage=Stage(move.source).label, role=REVIEWERS[move.source]
        )
    if move.verdict == Verdict.SUBMIT:
        return _("送审由作者或责任编辑办理，你的账号没有这一角色。")
    return _("改稿由责任编辑或总编办理，你的账号没有这一角色。")


def _may_touch(user: Any, article: Article) -> bool:
    return user.has_perm("articles.edit_all_articles") or article.created_by_id == user.pk


def edit_refusal(user: Any, article: Article) -> str:
    """Why `user` may not change the text of `article` now; an empty string means they may."""
    if not user.has_perm("articles.change_article"):
        return _("你的账号没有编辑稿件的权限。")
    if article.state == State.RELEASED:
        return _("稿件已定稿，文字不再改动。要改，先点“改稿”，改后重新三审；读者看到的仍是上一次定稿。")
    if not _may_touch(user, article):
        return _("这是别人的稿件，作者只能改自己的稿件。")
    if article.state != State.DRAFT and not user.has_perm("articles.edit_all_articles"):
        return _("稿件正在审读，作者暂不能改动。要改，由审读人退回。")
    return ""


def choices(user: Any, article: Article) -> list[tuple[Move, list[str]]]:
    """The moves that exist in the article's state, each with the reasons against `user` making it (empty: may)."""
    there = [move for move in moves().values() if move.source == article.state]
    # All moves of one state ask for one right, so whoever may be signed for is asked once.
    principals = {move.permission: move for move in there}
    found = {right: principal_for(user, move, article) for right, move in principals.items()}
    return [(move, _against(user, move, article, found[move.permission])) for move in there]
