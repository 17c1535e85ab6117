"""The states of a manuscript and the one table of moves between them."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.procedure import rules


class Layout(models.TextChoices):
    """How the pieces of a section are set."""

    ARTICLE = "article", _("文章")
    CHRONICLE = "chronicle", _("大事记")
    VOICES = "voices", _("语录")
    PHOTO_ESSAY = "photo_essay", _("图片专题")


class State(models.TextChoices):
    DRAFT = "draft", _("草稿")
    FIRST = "first", _("待初审")
    SECOND = "second", _("待复审")
    FINAL = "final", _("待终审")
    RELEASED = "released", pgettext_lazy("state", "定稿")


class Stage(models.TextChoices):
    """The three reviews (三审): 责任编辑, 部主任, 总编, each a different person."""

    FIRST = "first", _("初审")
    SECOND = "second", _("复审")
    FINAL = "final", _("终审")


class Verdict(models.TextChoices):
    SUBMIT = "submit", _("送审")
    APPROVE = "approve", _("通过")
    RETURN = "return", _("退回")
    VOID = "void", _("签字作废")
    REOPEN = "reopen", _("改稿")


class Round(models.TextChoices):
    """The proof rounds (三校一读, 核红): 一校 二校 三校 by three people, 通读 of the clean proof, 核红 of what was marked."""

    FIRST = "first", _("一校")
    SECOND = "second", _("二校")
    THIRD = "third", _("三校")
    READING = "reading", _("通读")
    CHECK = "check", _("核红")


class Conclusion(models.TextChoices):
    """What the reader of the last proof says of it: fit for print, or once its marks are mended (then 核红)."""

    PRINT = "print", _("付印")
    MEND = "mend", _("改后付印")


class Answer(models.TextChoices):
    """What became of a proofreader's mark."""

    DONE = "done", _("已改")
    OPEN = "open", _("未改")
    KEPT = "kept", _("不改")


class Outcome(models.TextChoices):
    """What became of a suggestion."""

    ACCEPTED = "accepted", _("采纳")
    REJECTED = "rejected", _("不采纳")


class BylineRole(models.TextChoices):
    TEXT = "文", _("文")
    PHOTO = "摄", _("摄")
    DRAWING = "图", _("图")
    TRANSLATION = "译", _("译")
    EDITING = "整理", _("整理")
    CORRESPONDENT = "通讯员", _("通讯员")


class AuthorKind(models.TextChoices):
    PERSON = "person", _("个人")
    ORGANISATION = "organisation", _("单位")


@dataclass(frozen=True)
class Move:
    """One arrow of the table: a verdict takes a manuscript from a state to another.

    `permission` is asked of whoever does it; `opinion` says whether words are demanded.
    """

    verdict: str
    source: str
    target: str
    permission: str
    opinion: bool


def stages() -> tuple[str, ...]:
    """The review stages that this magazine runs, in order; the last is always 终审."""
    return rules().stages


def moves() -> dict[tuple[str, str], Move]:
    """Every allowed move, by (verdict, state). There is no other way from state to state."""
    order = [*stages(), State.RELEASED]
    table = [Move(Verdict.SUBMIT, State.DRAFT, order[0], "articles.submit_article", opinion=False)]
    for stage, following in zip(order, order[1:], strict=False):
        table.append(Move(Verdict.APPROVE, stage, following, f"articles.review_{stage}", opinion=True))
        table.append(Move(Verdict.RETURN, stage, State.DRAFT, f"articles.review_{stage}", opinion=True))
    table.append(Move(Verdict.REOPEN, State.RELEASED, State.DRAFT, "articles.reopen_article", opinion=True))
    return {(move.verdict, move.source): move for move in table}
