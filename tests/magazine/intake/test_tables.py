"""Tables: cells that come column by column become rows."""

import pytest

from magazine.intake.blocks import page_blocks
from magazine.intake.lines import split_lines
from magazine.intake.pages import split_pages
from magazine.intake.tables import gather, label_and_caption, rebuild

GROUPED = [
    "项目",
    "性别",
    "年龄",
    "属性",
    "男",
    "女",
    "30岁以下",
    "31-40",
    "41以上",
    "数量",
    "60",
    "40",
    "30",
    "50",
    "20",
    "占比",
    "60%",
    "40%",
    "30%",
    "50%",
    "20%",
]


def test_groups_are_found_by_their_equal_totals() -> None:
    table = rebuild(GROUPED)
    assert table.header == ["项目", "属性", "数量", "占比"]
    assert table.rows == [
        ["性别", "男", "60", "60%"],
        ["性别", "女", "40", "40%"],
        ["年龄", "30岁以下", "30", "30%"],
        ["年龄", "31-40", "50", "50%"],
        ["年龄", "41以上", "20", "20%"],
    ]
    assert table.reason == ""


def test_a_group_name_over_two_lines_is_joined_and_told() -> None:
    cells = ["项目", "性别", "夜校学习", "时长", "属性", "男", "女", "一年", "两年", "数量", "60", "40", "30", "70"]
    table = rebuild(cells)
    assert [row[0] for row in table.rows] == ["性别", "性别", "夜校学习时长", "夜校学习时长"]
    assert "折成两行" in table.reason


def test_a_plain_table() -> None:
    table = rebuild(["年份", "前年", "去年", "今年", "人数", "12", "15", "19", "场次", "3", "4", "8"])
    assert table.header == ["年份", "人数", "场次"]
    assert table.rows == [["前年", "12", "3"], ["去年", "15", "4"], ["今年", "19", "8"]]


def test_groups_that_do_not_add_up_lose_no_cell() -> None:
    cells = ["项目", "性别", "年龄", "属性", "男", "女", "老", "少", "数量", "60", "40", "30", "71"]
    table = rebuild(cells)
    held = [*table.header, *(cell for row in table.rows for cell in row), *table.spare]
    assert sorted(held) == sorted(cells)
    assert table.confidence < 0.5


def test_cells_without_numbers_are_spare() -> None:
    table = rebuild(["甲", "乙", "丙", "丁"])
    assert table.spare == ["甲", "乙", "丙", "丁"]
    assert table.rows == []


def test_gather_leaves_the_title_and_the_text_out() -> None:
    text = "\n\n".join(
        [
            "夜校学员从哪里来的调查",
            "——以岚溪为例",
            *GROUPED,
            "表1 学员情况",
            "□ 张岚",
            *["这一行正文有二十个字刚好排满整栏的宽度"] * 4,
        ]
    )
    blocks = gather(page_blocks(split_pages(split_lines(text))[0]))
    table = next(block for block in blocks if block.kind == "table")
    assert table.parts == GROUPED
    assert [block.kind for block in blocks][:4] == ["text", "dash", "table", "byline"]


@pytest.mark.parametrize("title", [[], ["夜校学员从哪里来的调查"]])
def test_what_stands_under_a_byline_is_the_head_of_a_column_unless_it_is_long(title: list[str]) -> None:
    prose = ["这一行正文有二十个字刚好排满整栏的宽度"] * 4
    text = "\n\n".join([*prose, "上一篇到此为止。", "□ 张岚", *title, *GROUPED, "表1 学员情况", *prose])
    blocks = gather(page_blocks(split_pages(split_lines(text))[0]))
    table = next(block for block in blocks if block.kind == "table")
    assert table.parts == GROUPED


def test_label_and_caption() -> None:
    assert label_and_caption("表1学员情况") == ("表1", "学员情况")
    assert label_and_caption("图 2：收益") == ("图2", "收益")
