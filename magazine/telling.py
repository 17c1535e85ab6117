"""Tells people: at once what they must do now, once a day all that waits for them. E-mail goes through Django."""

import logging
from datetime import datetime
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Review
from articles.people import person_name
from articles.signers import free_to_sign, people_by_right
from articles.states import Stage, State, Verdict, stages
from magazine.contents import one_line
from magazine.models import Habit, Magazine, Notice

log = logging.getLogger(__name__)


def moved(review: Review, at: datetime | None = None) -> None:
    """Called once a move is committed: a notice for each person who must act now, by e-mail too where they wish it.

    A letter that cannot be sent is written down as not sent; the move stands whatever happens here.
    """
    at = at or timezone.now()
    article = _as_read(review.article_id)
    words = what(article, review)
    # What was asked before this move is done with it.
    Notice.objects.filter(article=article, seen_at__isnull=True).update(seen_at=at)
    office_open = True
    for person in recipients(article, review):
        wished = bool(person.email) and wants(person, "at_once")
        lines = [words, "", _line(article), "", address(article)]
        mailed = wished and office_open and letter(person, words, lines)
        # One letter that could not leave is enough waiting for whoever pressed the button.
        office_open &= mailed or not wished
        Notice.objects.create(person=person, article=article, review=review, text=words[:300], mailed=mailed, at=at)


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
    return _("请签{stage}：《{title}》").format(stage=Stage(article.state).label, title=one_line(article))


def _line(article: Article) -> str:
    """Where the piece belongs, and the opinion that came with it."""
    slot = getattr(article, "slot", None)
    place = f"{slot.issue}，{article.section}" if slot else str(article.section)
    last = article.reviews.order_by("-at", "-pk").first()
    said = _("{name}：{opinion}").format(name=person_name(last.reviewer), opinion=last.opinion) if last else ""
    return "\n".join(filter(None, [place, said if last and last.opinion else ""]))


def address(article: Article) -> str:
    """The manuscript's page at the desk; the path alone where nobody has said under which name the site is reached."""
    return settings.SITE_ADDRESS + reverse("admin:articles_article_change", args=[article.pk])


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
    found = list(Notice.objects.filter(review=last).select_related("person")) if last else []
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
