"""期限: what day each step of an issue is due, counted back from press day, and how late a piece is, in words."""

from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.states import Stage, State, stages
from magazine.models import Magazine


class Step(models.TextChoices):
    """What a slot waits for. 交稿 until the manuscript is sent in, then the reviews, then the proofs."""

    MANUSCRIPT = "manuscript", gettext_lazy("交稿")
    FIRST = Stage.FIRST.value, Stage.FIRST.label
    SECOND = Stage.SECOND.value, Stage.SECOND.label
    FINAL = Stage.FINAL.value, Stage.FINAL.label
    PROOFS = "proofs", gettext_lazy("校完")


def steps() -> list[Step]:
    """The steps that this magazine runs, in order: stages left out of the settings have no deadline either."""
    return [Step.MANUSCRIPT, *(Step(stage) for stage in stages()), Step.PROOFS]


def step_of(state: str) -> Step:
    """The step that a piece in this state waits for; an empty `state` means that no manuscript is there yet."""
    if state in stages():
        return Step(state)
    return Step.PROOFS if state == State.RELEASED else Step.MANUSCRIPT


def due_days(press_day: date | None, magazine: Magazine) -> dict[Step, date]:
    """Step → the last day for it; empty where the issue has no press day."""
    if press_day is None:
        return {}
    return {step: press_day - timedelta(days=getattr(magazine, f"days_{step.value}")) for step in steps()}


def days_in_words(due: date, today: date) -> str:
    """`逾期3天`, `今天到期`, `明天到期`, `还有5天`."""
    left = (due - today).days
    if left < 0:
        return _("逾期{days}天").format(days=-left)
    if left == 0:
        return _("今天到期")
    return _("明天到期") if left == 1 else _("还有{days}天").format(days=left)


def out_of_order(magazine: Magazine) -> str:
    """Why the days of `magazine` cannot be right; empty where every step is due no earlier than the one before it."""
    days = [(step, getattr(magazine, f"days_{step.value}")) for step in Step]
    for (before, earlier), (after, later) in zip(days, days[1:], strict=False):
        if later > earlier:
            return _("{after}排在{before}后面，离付印的天数不能比{before}多。").format(
                after=after.label, before=before.label
            )
    return ""
