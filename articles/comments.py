"""The one door for comments (批注): who may write, answer, resolve and reopen them, and where they stand now."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import anchors
from articles.models import Article, Comment
from articles.permissions import sees
from articles.states import Outcome
from articles.workflow import Refused

LONGEST = 1000


@dataclass
class Talk:
    """A comment with its answers and its place in the text as it is now; `place` is None for an orphan."""

    comment: Comment
    place: anchors.Place | None
    answers: list[Comment] = field(default_factory=list)


def talks(article: Article, text: str) -> list[Talk]:
    """Every comment of `article` with its answers, in the order of the text; orphans last. Two queries.

    `text` is the squashed text of the page they are shown beside.
    """
    comments = Comment.objects.filter(article=article, parent__isnull=True).select_related("person", "resolved_by")
    found = [Talk(comment, anchors.find(text, comment)) for comment in comments]
    by_id = {talk.comment.pk: talk for talk in found}
    for answer in Comment.objects.filter(article=article, parent__isnull=False).select_related("person"):
        by_id[answer.parent_id or 0].answers.append(answer)
    return sorted(found, key=lambda talk: (talk.place is None, talk.place.start if talk.place else talk.comment.pk))


def refusal(user: Any, article: Article) -> str:
    """Why `user` may not comment on `article`; an empty string means they may."""
    if not user.is_active or not user.has_perm("articles.add_comment"):
        return _("批注由作者、审读人和校对写，你的账号没有这一角色。")
    if not sees(user, article):
        return _("这是别人的稿件，作者只能批注自己的稿件。")
    return ""


def write(
    article: Article, by: Any, text: str, page: str, quote: str, near: int = 0, at: datetime | None = None
) -> Comment:
    """A new comment on the words `quote` of the squashed text `page`. Raises Refused where they do not stand there."""
    reasons = _reasons(by, article, text)
    found = anchors.anchor(page, quote, near)
    if found is None:
        reasons.append(_("文中没有这段话，在文中选中要批的文字，或照原文填。"))
    if reasons or found is None:
        raise Refused(reasons)
    return put(article, by, found, text, at)


def put(
    article: Article, by: Any, found: anchors.Anchor, text: str, at: datetime | None, proposal: str | None = None
) -> Comment:
    """The row of a comment, or of a suggestion where there is a `proposal`, that has been looked through already."""
    return Comment.objects.create(
        article=article,
        quote=found.quote,
        before=found.before,
        after=found.after,
        start=found.start,
        text=text.strip(),
        proposal=proposal,
        person=by,
        at=at or timezone.now(),
    )


def too_long(text: str) -> list[str]:
    """The reason against a comment of that length, if there is one."""
    return [_("一条批注不超过{most}字。").format(most=LONGEST)] if len(text.strip()) > LONGEST else []


def answer(comment: Comment, by: Any, text: str, at: datetime | None = None) -> Comment:
    """An answer under `comment`; answering one that was resolved opens it again, save a suggestion that was decided."""
    reasons = _reasons(by, comment.article, text)
    if reasons:
        raise Refused(reasons)
    with transaction.atomic():
        if comment.resolved_at is not None and not comment.outcome:
            _settle(comment, None, None)
        return Comment.objects.create(
            article=comment.article, parent=comment, text=text.strip(), person=by, at=at or timezone.now()
        )


def resolve(comment: Comment, by: Any, done: bool = True, at: datetime | None = None) -> None:
    """Fold a talk away, or with `done` False open it again. Nothing of it is lost."""
    reason = refusal(by, comment.article)
    if reason:
        raise Refused([reason])
    if comment.outcome == Outcome.ACCEPTED:
        raise Refused([_("采纳的文字已在稿里。要退回去，在历史里恢复前一稿。")])
    if done and comment.proposal is not None:
        raise Refused([_("修改建议不是了结，是采纳或不采纳。")])
    _settle(comment, by if done else None, (at or timezone.now()) if done else None)


def _settle(comment: Comment, by: Any, at: datetime | None) -> None:
    comment.resolved_by, comment.resolved_at, comment.outcome = by, at, ""
    comment.save(update_fields=["resolved_by", "resolved_at", "outcome"])


def _reasons(by: Any, article: Article, text: str) -> list[str]:
    found = [refusal(by, article)]
    if not text.strip():
        found.append(_("还没有写批注。"))
    found += too_long(text)
    return [reason for reason in found if reason]
