"""审校规程: how many reviews and proof rounds this magazine runs, as its row says, or the settings before there is one."""

from dataclasses import dataclass
from time import monotonic
from typing import Any

from django.apps import apps
from django.conf import settings

STAGES = {3: ("first", "second", "final"), 2: ("first", "final"), 1: ("final",)}
ROUNDS = ("first", "second", "third")
# How long a worker may show what another worker's form has changed meanwhile; whoever signs asks anew.
KEPT_SECONDS = 10


@dataclass(frozen=True)
class Rules:
    """`stages`: the reviews in order, the last is 终审; `rounds`: the proof rounds wanted before publication; `led`: the
    last of them is for a 责任校对."""

    stages: tuple[str, ...]
    rounds: tuple[str, ...] = ()
    led: bool = False


class _Kept:
    """What this process last read of the row: None where there is no row."""

    rules: Rules | None = None
    until: float = 0.0


def rules() -> Rules:
    """The rules in force, at most a few seconds old. No query where they were asked for a moment ago."""
    if monotonic() > _Kept.until:
        return fresh()
    return _Kept.rules or Rules(tuple(settings.REVIEW_STAGES))


def fresh() -> Rules:
    """The rules read from the database now: one query. Ask this before anything is signed."""
    row = apps.get_model("articles", "Procedure").objects.filter(pk=1).first()
    keep(row)
    return rules()


def keep(row: Any) -> None:
    """Remember what `row` says; None: the settings stand."""
    _Kept.rules = of(row) if row is not None else None
    _Kept.until = monotonic() + KEPT_SECONDS


def of(row: Any) -> Rules:
    """The rules that a row of Procedure spells out."""
    rounds = ROUNDS[: row.proof_rounds] + (("reading",) if row.reads_through else ())
    return Rules(STAGES[row.review_stages], rounds, row.last_is_led)
