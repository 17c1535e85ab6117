"""The workbook, read back with openpyxl."""

from io import BytesIO

from openpyxl import load_workbook

from magazine.contents import Contents
from magazine.exports.xlsx import write
from tests.magazine.exports.issues import ELEVEN, FORMULAS, SIXTY, empty, line, odd, plain, year

HEADS = (
    "次序",
    "栏目",
    "专题",
    "栏题",
    "肩题",
    "标题",
    "副题",
    "作者",
    "单位",
    "起页",
    "止页",
    "字数",
    "状态",
    "版面",
    "连载",
    "图片署名",
    "英文题名",
)


def sheet(contents):
    return load_workbook(BytesIO(write(contents))).active


def test_columns_are_typed():
    rows = list(sheet(plain()).iter_rows(values_only=True))
    assert rows[0] == HEADS
    assert rows[5] == (
        5,
        "关注",
        "把课堂搬进班组",
        "经验交流",
        "北港区总工会",
        "夜校开到码头",
        None,
        None,
        None,
        7,
        None,
        1010,
        "定稿",
        *[None] * 4,
    )
    assert len(rows) == 9


def test_the_head_stays_and_the_columns_can_be_filtered():
    found = sheet(plain())
    assert (found.title, found.freeze_panes, found.auto_filter.ref) == ("目录", "A2", "A1:Q9")
    assert found.column_dimensions["F"].width > found.column_dimensions["A"].width
    assert found.print_title_rows == "$1:$1"


def test_text_is_never_a_formula_a_number_or_a_link():
    texts = [*FORMULAS, "https://example.org", "0012", "{=1}"]
    contents = Contents("云江工运", 2024, 1, tuple(line(n, "实践", text) for n, text in enumerate(texts, start=1)))
    cells = [row[5] for row in sheet(contents).iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == texts
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.hyperlink for cell in cells} == {None}


def test_oddities_come_back_as_they_went_in():
    rows = list(sheet(odd()).iter_rows(min_row=2, values_only=True))
    assert rows[0][5] == SIXTY
    assert rows[1][7] == "、".join(ELEVEN)
    assert (rows[2][5], rows[2][7]) == ("《㐂迎新春》与𠮷祥里的故事", "𠮷田㐂")
    assert rows[8] == (9, "随笔", *[None] * 10, "待约稿", *[None] * 4)


def test_an_empty_issue_has_its_head():
    assert list(sheet(empty()).iter_rows(values_only=True)) == [HEADS]


def test_a_years_index_begins_with_the_issue():
    found = sheet(year())
    assert (found.title, found["A1"].value, found["A2"].value) == ("总目录", "期", "2024年第11期")
