"""三审三校: where one manuscript stands on its way, reviews and proofs in one row: signed, waiting, to come, and what fell."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from articles import procedure
from articles.models import Article, Review
from articles.panel import causes, signer
from articles.permissions import standing
from articles.proofs import Standing
from articles.states import Round, Stage, State, Verdict, stages


@dataclass(frozen=True)
class Step:
    """One stage or round. `state`: done, now or next; `mark` says it in a word; `when`: signed, or waiting since.

    `fallen`: signatures of this stage that no longer count, with who gave them and what felled them.
    """

    label: str
    state: str
    mark: str
    who: str = ""
    when: datetime | None = None
    fallen: tuple[tuple[str, str], ...] = ()


def strip(article: Article, reviews: list[Review], proofs: Standing) -> list[Step]:
    """The stages and rounds of this magazine in order, for `article` with its `reviews`, oldest first. Asks nothing."""
    return [*_reviews(article, reviews), *_proofs(proofs)]


def _reviews(article: Article, reviews: list[Review]) -> Iterable[Step]:
    signed = standing(article, reviews)
    # What was signed before a return is signed again from the start.
    given = {review.stage: review for review in signed if article.state != State.DRAFT}
    felled = causes(reviews, {review.pk for review in signed})
    fallen: dict[str, list[tuple[str, str]]] = {}
    for review in reviews:
        if review.verdict == Verdict.APPROVE and review.stage == stages()[-1]:
            fallen = {}
        elif review.pk in felled:
            fallen[review.stage] = [(signer(review), felled[review.pk])]
    for stage in stages():
        label, lost = str(Stage(stage).label), tuple(fallen.get(stage, ()))
        if stage in given:
            yield Step(label, "done", _("签"), signer(given[stage]), given[stage].at, lost)
        elif article.state == stage:
            yield Step(label, "now", _("等"), "", reviews[-1].at if reviews else None, lost)
        else:
            yield Step(label, "next", "—", fallen=lost)


def _proofs(proofs: Standing) -> Iterable[Step]:
    wanted = [kind for kind in procedure.rules().rounds if kind not in {kind for kind, _who, _when in proofs.rounds}]
    for kind, who, closed_at in proofs.rounds:
        label = str(Round(kind).label)
        yield Step(label, "done", _("毕"), who, closed_at) if closed_at else Step(label, "now", _("在校"), who)
    for kind in wanted:
        yield Step(str(Round(kind).label), "next", "—")
