"""Whole issues in the magazine's manner, with every trap of the print switched on and off: what is set is read back."""

from typing import Any

import pytest

from magazine.intake.reading import as_json, parse
from tests.magazine.intake.press import Plan
from tests.magazine.intake.printing import print_issue
from tests.magazine.intake.scoring import figures, mean
from tests.magazine.intake.stock import HARBOUR, RAILWAY

PLANS = {
    "as printed": Plan(seed=101, stray=True, cut_voice=True),
    "every trap": Plan(
        seed=102,
        stray=True,
        cut_voice=True,
        folios=1,
        heads=0.5,
        moved_heads=0.3,
        spaced=0.1,
        beside=0.6,
        brackets=True,
    ),
    "no trap": Plan(
        seed=103,
        squeeze=0,
        spaced=0,
        beside=0,
        late=0,
        moved_heads=0,
        captions_at=("last",),
        credit_line=0,
        heads=1,
        folios=1,
    ),
    "January, form feeds, titles last": Plan(seed=104, month=1, starts="feeds", late=1, byline_first=1),
    "empty lines part pages, no running head after the first page": Plan(seed=105, starts="blank", heads=0, folios=0),
    "another order, another size": Plan(
        seed=106, order=("lens", "practice", "column", "package"), pieces=5, capacity=(38, 44), columns=(26, 29)
    ),
    "narrow columns, notes before the unit": Plan(
        seed=107,
        columns=(16, 18),
        notes="before unit",
        marks=1,
        table="plain",
        essay="one page",
        first_number=3,
        folios=1,
    ),
    "other sections, no voices": Plan(seed=108, stock=RAILWAY, year=2027, month=12, front=("chronicle",), late=0.2),
    "voices first, marks without notes": Plan(
        seed=109, stock=RAILWAY, front=("voices", "chronicle"), notes="marks only", marks=1, run_in=1, numbered=0
    ),
    "numbers everywhere": Plan(
        seed=110, stock=RAILWAY, numbered=1, figures=False, table="", folio_on_right=False, folios=1
    ),
}


def read_back(plan: Plan) -> tuple[dict[str, float], dict[str, Any]]:
    text, expected = print_issue(plan)
    read = as_json(parse(text))
    return figures(expected, read), read


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_an_issue_is_read_as_it_was_set(plan: Plan) -> None:
    found, _ = read_back(plan)
    assert mean(found) >= 0.98
    assert {name: value for name, value in found.items() if value < 0.9} == {}


@pytest.mark.parametrize("plan", [Plan(seed=111, year=2028, month=3), Plan(seed=112, stock=RAILWAY, month=10)])
def test_an_issue_in_gbk_reads_alike(plan: Plan) -> None:
    text, _ = print_issue(plan)
    printable = text.encode("gb18030").decode("gb18030")
    assert as_json(parse(printable)) == as_json(parse(text))


def test_a_later_year_in_a_note_does_not_date_the_issue() -> None:
    plan = Plan(seed=113, year=2029, month=8, marks=1, stock=HARBOUR)
    _, read = read_back(plan)
    assert any("年第" in note for entry in read["entries"] for note in entry["notes"])
    assert read["issue"] == {"year": 2029, "month": 8, "covers": "2029-07"}
