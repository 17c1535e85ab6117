"""Openings: the orders in which title, byline, kicker, lead and running head stand on a first page."""

import pytest

from magazine.intake.blocks import label_blocks, page_blocks
from magazine.intake.lines import split_lines
from magazine.intake.openings import Opening, Sheet, find_openings
from magazine.intake.pages import split_pages

BODY = ["工会干部走进车间班组了解职工所想所", "工会干部走进车间班组了解职工所想所盼的", "记在账上。"] * 3
HEAD = "/ 人物 PEOPLE2"
TITLE = "把课堂开到码头去"


def openings(lines: list[str], fresh: bool = False, new_section: bool = False) -> list[Opening]:
    page = split_pages(split_lines("\n\n".join(lines)))[0]
    blocks = page_blocks(page)
    label_blocks(blocks)
    return find_openings(Sheet(page, blocks), fresh, new_section)


@pytest.mark.parametrize(
    "lines",
    [
        [TITLE, "□ 张岚", HEAD, *BODY],
        [TITLE, "——以岚溪市为例", "□ 张岚", *BODY],
        ["□ 张岚", TITLE, HEAD, *BODY],
        [*BODY, "□ 张岚", TITLE, HEAD],
        [f"{TITLE}*", "——以岚溪市为例", *BODY[:1], *BODY[1:], HEAD, "□ 张岚", "*本文为课题成果", *BODY],
        [*BODY[:-1], "□ 张岚", TITLE, HEAD],
    ],
    ids=[
        "title first",
        "with subtitle",
        "byline first",
        "below the text",
        "far from its byline",
        "below an open sentence",
    ],
)
def test_titles_with_a_byline(lines: list[str]) -> None:
    (opening,) = openings(lines)
    assert "".join(block.text for block in opening.title).rstrip("*") == TITLE
    assert opening.byline is not None


def test_a_kicker_below_the_text_with_a_rubric() -> None:
    (opening,) = openings([*BODY, "一线做法", "岚溪市总工会：", TITLE, HEAD])
    assert opening.title[0].text == TITLE
    assert opening.kicker is not None
    assert opening.kicker.text == "岚溪市总工会："
    assert opening.rubric is not None
    assert opening.rubric.text == "一线做法"


def test_a_colon_inside_the_text_is_no_kicker() -> None:
    assert openings([*BODY, "做法如下：", *BODY]) == []


LEAD = "\n".join(["这一期说夜校" * 8] * 2 + ["一起去看看。"])


def test_a_feature_and_its_story_on_one_page() -> None:
    body = [*BODY[:-1], "要把课堂开到码头去。"]
    found = openings([*body, "张岚", TITLE, LEAD, "全省夜校工作会议：", HEAD, "下班铃响 夜校灯亮"])
    assert [(o.feature, o.title[0].text) for o in found] == [(True, "下班铃响 夜校灯亮"), (False, TITLE)]
    assert found[0].lead is not None
    assert found[1].author is not None
    assert found[1].kicker is not None


def test_a_page_that_goes_on_opens_nothing() -> None:
    assert openings([*BODY, "走进车间听真话", *BODY, HEAD]) == []


def test_a_title_without_byline_needs_a_reason() -> None:
    page = [TITLE, HEAD, *BODY]
    assert openings(page) == []
    (opening,) = openings(page, new_section=True)
    assert opening.title[0].text == TITLE
    assert opening.confidence < 0.9
