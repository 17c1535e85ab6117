"""CSV: read back by the csv module, and safe to open in a spreadsheet."""

import csv
from io import StringIO

import pytest

from magazine.contents import Contents
from magazine.exports.csv import guarded, write
from tests.magazine.exports.issues import ELEVEN, FORMULAS, NESTED, empty, line, odd, plain, year

HEADS = ["次序", "栏目", "专题", "栏题", "肩题", "标题", "副题", "作者", "单位", "起页", "止页", "字数", "状态", "版面", "连载",
         "图片署名", "英文题名"]  # fmt: skip


def read(data: bytes) -> list[dict]:
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))


def test_excel_finds_utf_8_and_lines_end_as_rfc_4180_says():
    data = write(plain())
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == 9


def test_a_row_says_all_that_is_known():
    rows = read(write(plain()))
    assert list(rows[0]) == HEADS
    assert rows[5] == {
        "次序": "6",
        "栏目": "调研",
        "专题": "",
        "栏题": "",
        "肩题": "",
        "标题": "新就业形态劳动者入会意愿调查",
        "副题": "以云江市外卖骑手为例",
        "作者": "何川、罗启明（整理）",
        "单位": "云江市总工会权益保障部",
        "起页": "8",
        "止页": "12",
        "字数": "5230",
        "状态": "定稿",
        "版面": "",
        "连载": "",
        "图片署名": "",
        "英文题名": "",
    }
    assert [row["专题"] for row in rows[2:6]] == ["把课堂搬进班组"] * 3 + [""]


def test_oddities_come_back_as_they_went_in():
    rows = read(write(odd()))
    assert rows[1]["标题"] == NESTED
    assert rows[1]["作者"] == "、".join(ELEVEN)
    assert rows[2]["作者"] == "𠮷田㐂"
    assert (rows[6]["标题"], rows[6]["起页"], rows[6]["字数"], rows[6]["状态"]) == (
        "拟写骑手之家的冬天",
        "",
        "",
        "待约稿",
    )


def test_a_title_with_comma_and_quotes_is_one_cell():
    title = '说"好", 再做'
    assert read(write(Contents("云江工运", 2024, 1, (line(1, "实践", title),))))[0]["标题"] == title


def test_thirty_formulas_start_none():
    assert len(set(FORMULAS)) == 30
    contents = Contents("云江工运", 2024, 1, tuple(line(n, "实践", text) for n, text in enumerate(FORMULAS, start=1)))
    assert [row["标题"] for row in read(write(contents))] == [f"'{text}" for text in FORMULAS]


@pytest.mark.parametrize("cell", ["——副题", "工会=家", 12, None, ""])
def test_what_is_no_formula_stays_as_it_is(cell):
    assert guarded(cell) == cell


def test_a_formula_in_the_contents_is_guarded_in_every_column():
    rows = read(write(odd()))
    assert (rows[3]["标题"], rows[3]["作者"]) == ("'=1+1", "'@SUM(A1:A9)")


def test_an_empty_issue_has_its_head():
    assert write(empty()).decode("utf-8-sig") == ",".join(HEADS) + "\r\n"


def test_a_years_index_begins_with_the_issue():
    rows = read(write(year()))
    assert list(rows[0]) == ["期", *HEADS]
    assert [row["期"] for row in rows if row["栏目"] == "实践"][:2] == ["2024年第11期", "2024年第12期"]
