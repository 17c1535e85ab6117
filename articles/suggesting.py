"""修改建议: the one door for words proposed in place of others: proposed, accepted, turned down.

Accepting is an edit like any other: by whoever may edit now, against the version on their screen, as one new version that
voids the signatures behind it. Whoever accepts is its editor; whoever proposed is not (docs/decisions/0077).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import anchors, comments, pieces
from articles.models import Article, Comment
from articles.permissions import edit_refusal
from articles.pieces import Sheet
from articles.states import Outcome
from articles.versions import ensure_version
from articles.workflow import Refused, text_changed

# A suggestion mends; whoever would write more asks for it in a comment, or sends the manuscript back.
LONGEST = 300


@dataclass
class Accepted:
    """What came of accepting: how many were taken, the version that holds them, and why each other one was left."""

    taken: int
    version: int
    left: list[str] = field(default_factory=list)


def propose(
    article: Article, by: Any, proposal: str, sheet: Sheet, quote: str, near: int = 0, text: str = "",
    at: datetime | None = None,
) -> Comment:  # fmt: skip
    """A suggestion to put `proposal` in place of the words `quote` of `sheet`; "" takes them out. Raises Refused."""
    proposal = proposal.strip()
    reasons = [] if not (why := comments.refusal(by, article)) else [why]
    if len(proposal) > LONGEST:
        reasons.append(_("一条建议不超过{most}字；要改得更多，写批注或退回修改。").format(most=LONGEST))
    reasons += comments.too_long(text)
    if len(proposal.splitlines()) > 1:
        reasons.append(_("建议的文字写在一段里，不分行。"))
    found = anchors.anchor(sheet.words, quote, near)
    if found is None:
        reasons.append(_("文中没有这段话，在文中选中要改的文字，或照原文填。"))
    elif found.quote == anchors.squash(proposal):
        alike = proposal == quote.strip()
        reasons.append(_("建议和原文一样，改几个字再提。") if alike else _("只改空格的，写批注；建议只管文字和标点。"))
    else:
        place = anchors.Place(found.start, found.start + len(found.quote), exact=True)
        reasons += _unreachable(article, sheet, place, proposal)
    if reasons or found is None:
        raise Refused(reasons)
    return comments.put(article, by, found, text, at, proposal)


def _unreachable(article: Article, sheet: Sheet, place: anchors.Place, words: str) -> list[str]:
    try:
        reason = pieces.trial(article, [pieces.change(sheet, place, words)])
    except pieces.Unreachable as found:
        reason = str(found)
    return [reason] if reason else []


def accept(
    article: Article, by: Any, opened_version: int, sheet_of: Callable[[Article], Sheet], only: int | None = None,
    at: datetime | None = None,
) -> Accepted:  # fmt: skip
    """Put the proposed words into the text: those of the suggestion `only`, or of all that wait, as one version.

    `sheet_of` gives the sheet as it is now. What cannot be taken is left with its reason. Raises Refused where `by` may
    not edit, where somebody saved after `opened_version`, and where nothing could be taken; then nothing has changed.
    """
    at = at or timezone.now()
    with transaction.atomic():
        article = opened(article, by, opened_version)
        waiting = Comment.objects.waiting().filter(article=article, **({"pk": only} if only else {}))
        chosen, changes, left = _fitting(article, sheet_of(article), list(waiting))
        if not chosen:
            raise Refused(left or [_("这条建议已经有人处理过。")])
        try:
            pieces.rewrite(article, changes)
        except pieces.Unreachable as reason:
            raise Refused([str(reason)]) from reason
        text_changed(article, by, at)
        version = version_now(article)
        Comment.objects.filter(pk__in=[comment.pk for comment in chosen]).update(
            outcome=Outcome.ACCEPTED, version=version, resolved_by=by, resolved_at=at
        )
    return Accepted(len(chosen), version, left)


def opened(article: Article, by: Any, opened_version: int) -> Article:
    """The row of `article`, locked, for words to be put into it. Raises Refused where `by` may not, or saw another text."""
    article = Article.objects.select_for_update().get(pk=article.pk)
    ensure_version(article)
    if refusal := edit_refusal(by, article):
        raise Refused([refusal])
    if article.version != opened_version:
        raise Refused([_("这篇稿件在你打开之后有人存过，看过新的文字再采纳。")])
    return article


def version_now(article: Article) -> int:
    return Article.objects.values_list("version", flat=True).get(pk=article.pk)


def _fitting(article: Article, sheet: Sheet, waiting: list[Comment]) -> tuple[list[Comment], list[Any], list[str]]:
    """Of the suggestions those that can be taken together, what each changes, and why the others cannot."""
    chosen: list[Comment] = []
    changes: list[Any] = []
    left = []
    taken: list[anchors.Place] = []
    for comment in waiting:
        place = anchors.find(sheet.words, comment)
        words = _("“{quote}”").format(quote=comment.quote[:20])
        if place is None or not place.exact:
            left.append(_("{words}已不在文中，这条建议不能采纳；要改，另提一条。").format(words=words))
        elif any(place.start < other.end and other.start < place.end for other in taken):
            left.append(_("{words}和另一条建议改的是同一处，先定一条。").format(words=words))
        elif reasons := _unreachable(article, sheet, place, comment.proposal or ""):
            left += [f"{words}：{reason}" for reason in reasons]
        else:
            taken.append(place)
            chosen.append(comment)
            changes.append(pieces.change(sheet, place, comment.proposal or ""))
    return chosen, changes, left


def reject(comment: Comment, by: Any, at: datetime | None = None) -> None:
    """Turn a suggestion down, or take back one's own. The text stays as it is; the suggestion is kept, folded away."""
    with transaction.atomic():
        comment = Comment.objects.select_for_update().select_related("article").get(pk=comment.pk)
        if comment.proposal is None or comment.resolved_at is not None:
            raise Refused([_("这条建议已经有人处理过。")])
        if not may_reject(by, comment):
            raise Refused([_("修改建议由能改这篇稿件的人或提出的人处理，你可以回复。")])
        comment.outcome, comment.resolved_by, comment.resolved_at = Outcome.REJECTED, by, at or timezone.now()
        comment.save(update_fields=["outcome", "resolved_by", "resolved_at"])


def may_reject(user: Any, comment: Comment) -> bool:
    """Whoever edits this manuscript in some state of it, and whoever proposed."""
    if comments.refusal(user, comment.article):
        return False
    mine = comment.person_id == user.pk or comment.article.created_by_id == user.pk
    return mine or user.has_perm("articles.edit_all_articles")
