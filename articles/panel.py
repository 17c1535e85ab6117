"""流程栏: the chain of signatures and the buttons that stand beside a manuscript."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from articles.models import Article, Review
from articles.people import person_name
from articles.permissions import choices, standing, way
from articles.signers import who_may
from articles.states import Move, Stage, State, Verdict, moves, stages


@dataclass(frozen=True)
class Button:
    """One move, named by its result. `reasons` empty: it may be pressed."""

    verdict: str
    label: str
    opinion: bool
    reasons: list[str]

    @property
    def tone(self) -> str:
        return "go" if self.verdict in (Verdict.SUBMIT, Verdict.APPROVE) else "back"


@dataclass(frozen=True)
class Signature:
    """One line of the chain as the desk reads it; `void` is the cause, empty while the line stands."""

    what: str
    who: str
    when: datetime
    opinion: str
    void: str


def label(move: Move) -> str:
    """What a move is called on its button: its result."""
    if move.verdict == Verdict.RETURN:
        return _("退回修改")
    if move.verdict == Verdict.REOPEN:
        return _("定稿后改稿")
    if move.target == State.RELEASED:
        return _("终审通过，定稿")
    following = Stage(move.target).label
    if move.verdict == Verdict.SUBMIT:
        return _("送{stage}").format(stage=following)
    return _("通过并送{stage}").format(stage=following)


def done(move: Move) -> str:
    """What the desk is told after a move."""
    if move.verdict == Verdict.RETURN:
        return _("已退回作者修改。")
    if move.verdict == Verdict.REOPEN:
        return _("稿件已回到草稿，可以改了；读者看到的仍是上一次定稿。")
    if move.target == State.RELEASED:
        return _("终审已通过，稿件定稿。")
    return _("已送{stage}，等{stage}人签署。").format(stage=Stage(move.target).label)


def buttons(user: Any, article: Article) -> list[Button]:
    """The moves of the article's present state, forward first; the first that may not be made says who may make it."""
    found = [Button(move.verdict, label(move), move.opinion, reasons) for move, reasons in choices(user, article)]
    barred = next((button for button in found if button.reasons), None)
    if barred is not None:
        barred.reasons.append(who_may(moves()[barred.verdict, article.state], article))
    return found


def chain(article: Article, reviews: list[Review] | None = None) -> list[Signature]:
    """The article's `way` as the desk reads it, signatures that fell marked with what felled them."""
    reviews = way(article) if reviews is None else reviews
    felled = causes(reviews, {review.pk for review in standing(article, reviews)})
    return [
        Signature(what(review), signer(review), review.at, review.opinion, felled.get(review.pk, ""))
        for review in reviews
    ]


def signer(review: Review) -> str:
    """Who signed, and for whom: `罗启明（沈立代签）`."""
    if review.on_behalf_of is None:
        return person_name(review.reviewer)
    return _("{principal}（{substitute}代签）").format(
        principal=person_name(review.on_behalf_of), substitute=person_name(review.reviewer)
    )


def what(review: Review) -> str:
    """Stage and verdict of one line of the chain: 初审通过, 送审."""
    if review.verdict in (Verdict.APPROVE, Verdict.RETURN):
        return f"{review.get_stage_display()}{review.get_verdict_display()}"
    return str(review.get_verdict_display())


def causes(reviews: list[Review], standing: set[int]) -> dict[int, str]:
    """Review id → why that signature no longer counts."""
    found: dict[int, str] = {}
    pending: list[int] = []
    for review in reviews:
        if review.verdict == Verdict.APPROVE:
            pending.append(review.pk)
            if review.stage == stages()[-1]:
                pending = []  # they made a release: history, not void
        elif review.verdict in (Verdict.VOID, Verdict.RETURN):
            cause = review.opinion if review.verdict == Verdict.VOID else _("退回修改后须从头再审。")
            found.update(dict.fromkeys(pending, cause))
            pending = []
    found.update({pk: _("文字在签字后有改动。") for pk in pending if pk not in standing})
    return found
