"""Pages: what stands out of line is said on its row, and the order can be followed anew."""

import pytest

from magazine.pages import follow, notes
from tests.builders import make_issue, make_section, make_slot

pytestmark = pytest.mark.django_db


@pytest.fixture
def slots():
    """Makes the slots of one issue from (from, to) and optional fields."""
    issue, section = make_issue(), make_section()

    def make(*rows):
        found = []
        for first, last, *more in rows:
            fields = more[0] if more else {}
            if "package" in fields:
                fields = {**fields, "package": found[fields["package"]]}
            found.append(make_slot(issue, None, section=section, page_from=first, page_to=last, **fields))
        return found

    return make


def said(rows) -> list[str]:
    found = notes(rows)
    return [found.get(row.pk, "") for row in rows]


def ranges(rows) -> list[tuple]:
    found = follow(rows)
    return [found[row.pk] for row in rows]


def test_pages_in_line_need_no_word(slots):
    assert said(slots((1, 2), (3, 5), (5, 6), (None, None), (7, None))) == [""] * 5


def test_a_gap_and_an_overlap_are_said_on_the_row(slots):
    assert said(slots((1, 4), (7, 8), (6, 9), (11, 11))) == [
        "",
        "前面空着第5–6页，第1条只到第4页。",
        "从第6页起，与第2条（到第8页）重叠。",
        "前面空着第10页，第3条只到第9页。",
    ]


def test_the_pages_of_a_feature_span_its_members(slots):
    assert said(slots((8, 20), (9, 12, {"package": 0}), (13, 20, {"package": 0}), (21, 22))) == [""] * 4


def test_a_feature_with_pages_of_its_own_leaves_no_gap_before_its_members(slots):
    assert said(slots((1, 3), (4, 6, {"package": 0}), (9, 9))) == ["", "", "前面空着第7–8页，第2条只到第6页。"]


def test_pages_follow_the_order_and_keep_their_lengths(slots):
    rows = slots((1, 2), (3, 5), (6, 6), (None, None), (None, None, {"planned_pages": 2}))
    moved = [rows[1], rows[0], *rows[2:]]
    assert ranges(moved) == [(1, 3), (4, 5), (6, 6), (None, None), (7, 8)]


def test_a_piece_that_shares_a_page_goes_on_sharing(slots):
    assert ranges(slots((3, 4), (4, 4), (9, 10))) == [(3, 4), (4, 4), (5, 6)]


def test_a_feature_ends_with_its_last_member(slots):
    rows = slots((8, 20), (9, 12, {"package": 0}), (13, 20, {"package": 0}), (21, 22))
    moved = [rows[0], rows[2], rows[1], rows[3]]
    assert ranges(moved) == [(8, 20), (9, 16), (17, 20), (21, 22)]
    assert said(rows) == [""] * 4


def test_nothing_numbered_begins_with_page_one(slots):
    assert ranges(slots((None, None, {"planned_pages": 3}), (None, None, {"planned_pages": 1}))) == [(1, 3), (4, 4)]
