"""The one door for state. Nothing else writes `Article.state`, `round`, `version`, `fingerprint` or a Review."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import procedure
from articles.checking import standing_against
from articles.fingerprint import fingerprint
from articles.models import Article, Edit, Review
from articles.permissions import principal_for, refusals, valid_signatures
from articles.pictures import pictures, problems
from articles.printed import printed
from articles.releasing import draft_copy, make_release
from articles.states import State, Verdict, moves, stages
from articles.telling import moved
from articles.versions import keep_version

WRITTEN = ["state", "round", "version", "fingerprint", "changed_at"]


class Refused(Exception):
    """A move that may not be made. `reasons`: whole sentences in Chinese, at least one."""

    def __init__(self, reasons: list[str]):
        self.reasons = reasons
        super().__init__("".join(reasons))


def move(
    article: Article, verdict: str, by: Any, opinion: str = "", at: datetime | None = None, read: str = ""
) -> Article:
    """Give `verdict` on `article` in the name of `by`; the article in its new state.

    One transaction: lock the row, check the table of moves, permission and text, write state and Review
    together, and at the 终审 make the Release. `read` is the fingerprint of the text that `by` had on the
    screen; where it is given and outrun, the move is refused. Raises Refused with every reason; then nothing
    has changed, save that signatures which the text has outrun are voided.
    """
    at = at or timezone.now()
    with transaction.atomic():
        article = _locked(article)
        procedure.fresh()
        outrun = article.state in stages() and _void_if_outrun(article, fingerprint(article), at)
        reasons = [] if outrun else _reasons(article, verdict, by, opinion, at)
        if not outrun and read and read != article.fingerprint:
            reasons.append(_("稿件在你打开之后有改动，重新打开读过再签。"))
        if not outrun and not reasons:
            return _make(article, verdict, by, opinion.strip(), at)
    raise Refused(reasons or [_("稿件在签字之后又有改动，前面的签字已作废，须从初审重新开始。")])


def _locked(article: Article) -> Article:
    return Article.objects.select_for_update().get(pk=article.pk)


def _reasons(article: Article, verdict: str, by: Any, opinion: str, at: datetime) -> list[str]:
    reasons = refusals(by, verdict, article, timezone.localdate(at))
    allowed = moves().get((verdict, article.state))
    if allowed and allowed.opinion and not opinion.strip():
        reasons.append(_("{verdict}须写明意见。").format(verdict=Verdict(verdict).label))
    if verdict == Verdict.SUBMIT:
        reasons += unready(article)
    if allowed and allowed.verdict == Verdict.APPROVE and allowed.target == State.RELEASED:
        reasons += problems(article) + standing_against(article)
    return reasons


def unready(article: Article) -> list[str]:
    """What a manuscript still lacks before it may be sent to review: whole sentences."""
    reasons = []
    if not article.title.strip():
        reasons.append(_("稿件还没有标题。"))
    has_words = article.body or article.lead or article.events.exists() or article.voices.exists()
    if not has_words and not article.figures.exists():
        reasons.append(_("稿件还没有正文、导语、条目或配图。"))
    # Asked before anybody signs: a credit added afterwards would void every signature.
    reasons += [
        _("配图“{photo}”没有图片署名，在图片库里补上再送审。").format(photo=photo)
        for photo in pictures(article)
        if not photo.credit
    ]
    return reasons


def _make(article: Article, verdict: str, by: Any, opinion: str, at: datetime) -> Article:
    step = moves()[(verdict, article.state)]
    stage = article.state if article.state in stages() else ""
    if not stage:  # in review it has just been asked whether the text is still the one that was signed
        article.fingerprint = fingerprint(article)
    if verdict in (Verdict.SUBMIT, Verdict.REOPEN):
        article.round += 1
    review = Review.objects.create(
        article=article,
        round=article.round,
        stage=stage,
        verdict=verdict,
        opinion=opinion,
        reviewer=by,
        on_behalf_of=principal_for(by, step, article, timezone.localdate(at)),
        fingerprint=article.fingerprint,
        text=printed(draft_copy(article, at)),
        at=at,
    )
    if step.target == State.RELEASED:
        make_release(article, review, at)
    article.state = step.target
    article.save(update_fields=WRITTEN)
    transaction.on_commit(partial(moved, review))
    return article


def _void_if_outrun(article: Article, now: str, at: datetime, by: Any = None) -> bool:
    """Compare the text, whose fingerprint is `now`, with what was signed; void the signatures if it differs. Whether it did.

    Asked at every move, since a caption or a credit may have changed in the photo library, out of sight of
    the article's own form.
    """
    if now == article.fingerprint:
        return False
    signed = valid_signatures(article)
    article.fingerprint = now
    if not signed and article.state == stages()[0]:
        article.save(update_fields=WRITTEN)
        return False
    names = "、".join(str(review.get_stage_display()) for review in signed)
    Review.objects.create(
        article=article,
        round=article.round,
        stage="",
        verdict=Verdict.VOID,
        opinion=_("文字在签字后有改动，{stages}签字作废。").format(stages=names)
        if names
        else _("文字在送审后有改动，从头审起。"),
        reviewer=by,
        fingerprint=now,
        at=at,
    )
    article.round += 1
    article.state = stages()[0]
    article.save(update_fields=WRITTEN)
    return True


def text_changed(article: Article, by: Any, at: datetime | None = None) -> bool:
    """Tell the desk that printed words of `article` may have been saved; whether they really changed.

    Call it after every save of an article, its bylines, figures, tags, events or voices. A change counts a
    new version, writes who made it, and voids the signatures behind it. `by` is None for a command.
    """
    at = at or timezone.now()
    with transaction.atomic():
        article = _locked(article)
        article.add_placed_figures()
        now = fingerprint(article)
        if now == article.fingerprint:
            return False
        if article.fingerprint:
            article.version += 1
        if article.state not in stages() or not _void_if_outrun(article, now, at, by):
            article.fingerprint = now
            article.save(update_fields=WRITTEN)
        keep_version(article, by, at)
        if by is not None:
            Edit.objects.create(article=article, editor=by, version=article.version, at=at)
        return True
