"""Pages: running heads, printed numbers, counted numbers."""

import pytest

from magazine.intake.lines import split_lines
from magazine.intake.pages import number_pages, running_head, split_pages


@pytest.mark.parametrize(
    ("text", "left", "section", "english", "number"),
    [
        ("/ 人物 PEOPLE", True, "人物", "PEOPLE", None),
        ("/ 人物 PEOPLE12", True, "人物", "PEOPLE", 12),
        ("/人物 PEOPLE 12", True, "人物", "PEOPLE", 12),
        ("PEOPLE 人物 /", False, "人物", "PEOPLE", None),
        ("SHOP FLOOR 车间 /9", False, "车间", "SHOP FLOOR", 9),
        ("/ 声音里的工会", True, "声音里的工会", "", None),
        ("/ 声音里的工会10", True, "声音里的工会", "", 10),
        ("声音里的工会 /", False, "声音里的工会", "", None),
    ],
)
def test_running_heads(text: str, left: bool, section: str, english: str, number: int | None) -> None:
    head = running_head(split_lines(text)[0])
    assert head is not None
    assert (head.left, head.section, head.english, head.number) == (left, section, english, number)


@pytest.mark.parametrize(
    "text", ["/ 岚溪市总工会供图", "/ 张岚摄", "/ 美编组绘", "现场。/ 张岚摄", "12", "职工和会员/", "/ 2024"]
)
def test_what_only_looks_like_a_running_head(text: str) -> None:
    head = running_head(split_lines(text)[0])
    assert head is None or head.section == "职工和会员"


def test_a_known_section_may_end_like_a_credit() -> None:
    assert running_head(split_lines("/ 职工摄")[0], frozenset({"职工摄"})) is not None


def test_printed_numbers_rule_and_the_rest_is_counted() -> None:
    text = "封面故事\n 第一页\n 第二页\n\n/ 人物 PEOPLE2\n 第三页\n\n四五六七八九十\n 第四页\n\n一二三四五六七八\n\n4"
    pages = split_pages(split_lines(text))
    assert number_pages(pages, 1) == []
    assert [page.number for page in pages] == [None, 1, 2, 3, 4]


def test_numbers_in_a_table_are_no_page_numbers() -> None:
    pages = split_pages(split_lines("数量\n\n12\n\n13\n\n14"))
    assert pages[0].printed is None


def test_parity_says_where_counting_starts() -> None:
    left_first = split_pages(split_lines("一\n\n/ 人物 PEOPLE\n 二\n\nPEOPLE 人物 /"))
    number_pages(left_first, 0)
    assert [page.number for page in left_first] == [2, 3]
    right_first = split_pages(split_lines("一\n\nPEOPLE 人物 /\n 二\n\n/ 人物 PEOPLE"))
    number_pages(right_first, 0)
    assert [page.number for page in right_first] == [1, 2]


def test_a_lost_page_mark_is_told() -> None:
    pages = split_pages(split_lines("一\n\n/ 人物 PEOPLE2\n 二\n\n/ 人物 PEOPLE6"))
    assert "分页标记" in number_pages(pages, 0)[0][1]
