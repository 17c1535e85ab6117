"""The flow of lines: paragraphs and heads by their widths."""

import pytest

from magazine.intake.flow import FIRST, HEAD, HEAD_END, HEAD_OPEN, LAST, MIDDLE, ONLY, Item, label
from magazine.intake.lines import split_lines


def labels(lines: list[str], **options: bool) -> list[int]:
    items = [Item(line, 0) for line in split_lines("\n\n".join(lines))]
    return [kind for kind, _ in label(items, **options)]


FULL = "工会干部走进车间班组了解职工所想所盼的"
START = "工会干部走进车间班组了解职工所想所"
END = "记在账上。"


def test_a_paragraph_starts_two_em_narrower() -> None:
    assert labels([START, FULL, FULL, END, START, FULL, END]) == [FIRST, MIDDLE, MIDDLE, LAST, FIRST, MIDDLE, LAST]


def test_a_paragraph_may_end_on_a_full_line() -> None:
    full_end = FULL[:-1] + "。"
    assert labels([START, FULL, full_end, START, FULL, END]) == [FIRST, MIDDLE, LAST, FIRST, MIDDLE, LAST]


def test_a_full_line_that_ends_a_sentence_need_not_end_its_paragraph() -> None:
    assert labels([START, FULL[:-1] + "。", FULL, FULL, END]) == [FIRST, MIDDLE, MIDDLE, MIDDLE, LAST]


def test_a_short_line_without_an_end_is_a_head() -> None:
    assert labels([START, FULL, END, "走进车间听真话", START, FULL, END]) == [
        FIRST,
        MIDDLE,
        LAST,
        HEAD,
        FIRST,
        MIDDLE,
        LAST,
    ]


def test_a_numbered_head_may_keep_its_full_stop() -> None:
    assert labels([START, FULL, END, "（一）走进车间听真话。", START, FULL, END])[3] == HEAD


def test_a_numbered_head_may_fill_two_lines() -> None:
    found = labels([START, FULL, END, "（二）走进车间班组听真话办实事解决真", "问题", START, FULL, FULL, END])
    assert found[3:6] == [HEAD_OPEN, HEAD_END, FIRST]


def test_a_numbered_sentence_run_into_its_paragraph_is_no_head() -> None:
    found = labels(
        [START, FULL, END, "（一）走进车间班组听取职工的心里话", "是第一步。工会干部走进车间班组了解职工", FULL, END]
    )
    assert found[3:] == [FIRST, MIDDLE, MIDDLE, LAST]


def test_a_line_may_be_short_before_a_long_number() -> None:
    found = labels([START, FULL, "工会干部走进车间班组了解职工的", "39.04%的职工表示满意并愿意再来参加活动", END])
    assert found == [FIRST, MIDDLE, MIDDLE, MIDDLE, LAST]


def test_the_column_may_change_inside_a_page() -> None:
    narrow, narrow_start = FULL[:14], FULL[:12]
    lines = [START, FULL, FULL, END, narrow_start, narrow, narrow, narrow, END, narrow_start, narrow, narrow, END]
    assert labels(lines) == [
        FIRST,
        MIDDLE,
        MIDDLE,
        LAST,
        FIRST,
        MIDDLE,
        MIDDLE,
        MIDDLE,
        LAST,
        FIRST,
        MIDDLE,
        MIDDLE,
        LAST,
    ]


def test_a_page_may_begin_and_break_off_in_a_sentence() -> None:
    assert labels([FULL, FULL, END, START, FULL]) == [MIDDLE, MIDDLE, LAST, FIRST, MIDDLE]


def test_single_line_paragraphs() -> None:
    assert labels([START, FULL, END, "这样办很好。", START, FULL, END])[3] == ONLY


@pytest.mark.parametrize("options", [{}, {"begins": True, "ends": True}])
def test_nothing_gives_nothing(options: dict[str, bool]) -> None:
    assert labels([], **options) == []


def test_a_text_that_keeps_its_indents_needs_no_widths() -> None:
    # Full widths would join the second paragraph to the first: only the indent tells.
    first = ["\u3000\u3000" + START, FULL, FULL[:-1] + "。"]
    assert labels([*first, *first, *first], ends=True) == [FIRST, MIDDLE, LAST] * 3
