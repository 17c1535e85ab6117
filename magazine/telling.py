"""Tells people: at once what they must do now, once a day all that waits for them. E-mail goes through Django."""

import logging
import re
from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Comment, Review
from articles.people import person_name
from articles.signers import free_to_sign, people_by_right
from articles.states import Outcome, Stage, State, Verdict, stages
from magazine.contents import one_line
from magazine.models import Habit, Magazine, Notice, PreviewConsent, PreviewLink, PreviewRemark

log = logging.getLogger(__name__)


def moved(review: Review, at: datetime | None = None) -> None:
    """Called once a move is committed: a notice for each person who must act now, by e-mail too where they wish it.

    A letter that cannot be sent is written down as not sent; the move stands whatever happens here.
    """
    at = at or timezone.now()
    article = _as_read(review.article_id)
    words = what(article, review)
    # What was asked before this move is done with it; what somebody said to somebody is not.
    Notice.objects.filter(article=article, review__isnull=False, seen_at__isnull=True).update(seen_at=at)
    path = _place(article, review)
    lines = [words, "", _line(article), "", settings.SITE_ADDRESS + path]
    _tell(recipients(article, review), words, lines, at, article=article, review=review, path=path)


def _tell(people: list[Any], words: str, lines: list[str], at: datetime, **fields: Any) -> list[Notice]:
    """A notice for each of `people`, and a letter of `lines` to whoever wishes to have one at once."""
    office_open, found = True, []
    for person in people:
        wished = bool(person.email) and wants(person, "at_once")
        mailed = wished and office_open and letter(person, words, lines)
        # One letter that could not leave is enough waiting for whoever pressed the button.
        office_open &= mailed or not wished
        found.append(Notice.objects.create(person=person, text=words[:300], mailed=mailed, at=at, **fields))
    return found


def mentioned(comment: Comment, at: datetime | None = None) -> list[str]:
    """Tell whoever is named with @ in `comment`; the sentences that say on the screen who was told.

    A name that is part of a longer one is not meant. Whoever may not see the manuscript is not told.
    """
    if "@" not in comment.text and "＠" not in comment.text:
        return []
    desk = get_user_model().objects.filter(is_active=True, is_staff=True).exclude(pk=comment.person_id)
    by_name: dict[str, list[Any]] = {}
    for person in desk:
        by_name.setdefault(person_name(person), []).append(person)
    longest = "|".join(re.escape(name) for name in sorted(by_name, key=len, reverse=True))
    names = dict.fromkeys(re.findall(f"[@＠]({longest})", comment.text)) if longest else {}
    people = [person for name in names for person in by_name[name] if _may_read(person, comment.article)]
    words = _("{name}在批注里提到你：《{title}》").format(
        name=person_name(comment.person), title=one_line(comment.article)
    )
    path = f"{reverse('review', args=[comment.article_id])}#comment-{comment.parent_id or comment.pk}"
    lines = [words, "", comment.text, "", settings.SITE_ADDRESS + path]
    return sentences(_tell(people, words, lines, at or timezone.now(), article=comment.article, path=path))


def decided(suggestions: Iterable[Comment]) -> list[str]:
    """Tell whoever proposed `suggestions`, which one person has just accepted or turned down, what became of them; the
    sentences that say on the screen who was told. In the desk, not by letter: there is nothing that they must do."""
    found = []
    for _person, group in groupby(sorted(suggestions, key=lambda one: one.person_id), key=lambda one: one.person_id):
        theirs = list(group)
        one = theirs[0]
        if one.person_id == one.resolved_by_id or not one.person.is_active:
            continue
        accepted = one.outcome == Outcome.ACCEPTED
        words = (
            _("{name}采纳了你的{count}条修改建议：《{title}》")
            if accepted
            else _("{name}没有采纳你的{count}条修改建议：《{title}》")
        )
        said = words.format(name=person_name(one.resolved_by), count=len(theirs), title=one_line(one.article))
        path = f"{reverse('review', args=[one.article_id])}#comment-{one.pk}"
        found.append(
            Notice.objects.create(person=one.person, article=one.article, text=said[:300], path=path, at=timezone.now())
        )
    if not found:
        return []
    return [_("已在工作台通知：{names}。").format(names="、".join(person_name(notice.person) for notice in found))]


def _may_read(person: Any, article: Article) -> bool:
    return person.has_perm("articles.view_article") and Article.objects.seen_by(person).filter(pk=article.pk).exists()


def remarked(link: PreviewLink, said: PreviewRemark | PreviewConsent) -> None:
    """Tell whoever made `link`, and who watches over the slot of a remark, what came over it. In the desk, not by letter:
    whoever has the secret address could otherwise fill a mailbox."""
    path = f"{reverse('previews', args=[link.issue_id])}#consents"
    if isinstance(said, PreviewRemark):
        path = f"{reverse('previews', args=[link.issue_id])}#remark-{said.pk}"
        words = _("{name}在预览里提了意见：{page}：{text}").format(name=said.name, page=said.page, text=one_line(said))
        people = [link.made_by, said.slot.owner if said.slot else None]
    else:
        words = _("{name}看过预览，同意{issue}").format(name=said.name, issue=link.issue)
        people = [link.made_by]
    kept = {person.pk: person for person in people if person is not None and person.is_active}
    for person in kept.values():
        Notice.objects.create(person=person, text=words[:300], path=path, at=said.at)


def _as_read(pk: int) -> Article:
    """The article with all that `may_sign` asks."""
    return (
        Article.objects.select_related("section", "created_by", "slot__owner")
        .prefetch_related("reviews", "edits", "releases")
        .get(pk=pk)
    )


def recipients(article: Article, review: Review) -> list[Any]:
    """Who must act now because of `review`, whoever gave it left out.

    A manuscript that arrives at a stage: everybody who may sign it there. One that was returned: its writer and the
    editor who watches over its slot. Anything else is told by the digest.
    """
    if review.verdict in (Verdict.SUBMIT, Verdict.APPROVE) and article.state in stages():
        people = [
            person for person in people_by_right().get(f"review_{article.state}", []) if free_to_sign(person, article)
        ]
    elif review.verdict == Verdict.RETURN:
        slot = getattr(article, "slot", None)
        people = [article.created_by, slot.owner if slot else None]
    else:
        people = []
    kept = {person.pk: person for person in people if person is not None and person.is_active}
    kept.pop(review.reviewer_id or 0, None)
    return list(kept.values())


def what(article: Article, review: Review) -> str:
    """One line that says what to do: the subject of the letter."""
    if review.verdict == Verdict.RETURN:
        return _("退回修改：《{title}》").format(title=one_line(article))
    if article.state == State.RELEASED or article.state not in stages():
        return _("《{title}》有新进展").format(title=one_line(article))
    return _("轮到你签{stage}：《{title}》").format(stage=Stage(article.state).label, title=one_line(article))


def _line(article: Article) -> str:
    """Where the piece belongs, and the opinion that came with it."""
    slot = getattr(article, "slot", None)
    place = f"{slot.issue}，{article.section}" if slot else str(article.section)
    last = article.reviews.order_by("-at", "-pk").first()
    said = _("{name}：{opinion}").format(name=person_name(last.reviewer), opinion=last.opinion) if last else ""
    return "\n".join(filter(None, [place, said if last and last.opinion else ""]))


def _place(article: Article, review: Review) -> str:
    """Where it is done: a manuscript is signed where it is read; one that was returned is mended in its form, beside the
    opinions."""
    if review.verdict == Verdict.RETURN:
        return f"{reverse('admin:articles_article_change', args=[article.pk])}#signatures"
    return reverse("review", args=[article.pk])


def wants(person: Any, kind: str) -> bool:
    """Whether `person` takes this kind of letter (`at_once`, `digest`); without a word of theirs, both."""
    habit = Habit.objects.filter(person=person).first()
    return habit is None or bool(getattr(habit, kind))


def letter(person: Any, subject: str, lines: list[str]) -> bool:
    """Send one letter; whether it left. No address, or a post office that is not there: False, and a line in the log."""
    if not person.email:
        return False
    subject = one_line(f"［{Magazine.current().name}］{subject}")
    try:
        return bool(send_mail(subject, "\n".join(lines), settings.DEFAULT_FROM_EMAIL, [person.email]))
    except (SMTPException, OSError) as error:
        log.warning("The letter to %s was not sent: %s", person.get_username(), error)
        return False


def told(article: Article) -> list[str]:
    """Who was told of the last move of `article`: the sentences for the screen of whoever made it."""
    last = article.reviews.order_by("-at", "-pk").first()
    return sentences(list(Notice.objects.filter(review=last).select_related("person")) if last else [])


def sentences(found: list[Notice]) -> list[str]:
    """Who got these notices, and how, as sentences."""
    mailed = [person_name(notice.person) for notice in found if notice.mailed]
    silent = [notice.person for notice in found if not notice.mailed]
    lines = [_("已发邮件通知：{names}。").format(names="、".join(mailed))] if mailed else []
    homeless = [person_name(person) for person in silent if not person.email]
    others = [person_name(person) for person in silent if person.email]
    if others:
        lines.append(_("已在工作台通知：{names}（没有发邮件）。").format(names="、".join(others)))
    if homeless:
        lines.append(_("已在工作台通知：{names}。他们的账号没有邮箱，收不到邮件。").format(names="、".join(homeless)))
    return lines


def unseen(person: Any) -> QuerySet:
    """What `person` was told at once and has not looked at, newest first."""
    return Notice.objects.filter(person=person, seen_at__isnull=True).select_related("article").order_by("-at", "-pk")
