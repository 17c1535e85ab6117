"""The ledgers as workbooks: text stays text, money is typed, sums are formulas over cells and of nobody's words."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from magazine.exports.xlsx import OPTIONS
from magazine.ledgers.fees import Ledger
from magazine.ledgers.tallies import Tally, Year
from magazine.models import Issue, Magazine

FEES = (
    ("次序", 6), ("栏目", 12), ("标题", 40), ("姓名", 14), ("分工", 8), ("版面字数", 10), ("千字标准（元）", 10), ("文字稿酬（元）", 12),
    ("图片（张）", 8), ("每张标准（元）", 10), ("图片稿酬（元）", 12), ("合计（元）", 12), ("签收", 16),
)  # fmt: skip
COUNTS = (("pieces", "篇数"), ("characters", "字数"), ("pages", "页数"), ("pictures", "图片"))
FONT = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
HEAD_ROW = 2


def fees_workbook(issue: Issue, found: Ledger, stamp: str) -> bytes:
    """The fee list of `issue`: a row per person and piece, rates that may be changed in the sheet, sums that follow,
    a column to sign. `stamp` (who, when) stands at the foot.
    """
    buffer, book = _book(f"{issue}稿酬单", issue.year)
    sheet = book.add_worksheet("稿酬")
    text = book.add_format(FONT | {"text_wrap": True, "num_format": "@", "border": 1})
    number = book.add_format(FONT | {"num_format": "0", "border": 1})
    money = book.add_format(FONT | {"num_format": "#,##0.00", "border": 1})
    rate = book.add_format(FONT | {"num_format": "#,##0.00", "border": 1, "bg_color": "#FFF8E1"})
    title = book.add_format({"font_name": "黑体", "font_size": 16, "align": "center"})
    head = book.add_format(
        {"font_name": "黑体", "font_size": 11, "border": 1, "bg_color": "#EEEEEE", "text_wrap": True, "align": "center"}
    )
    sheet.merge_range(0, 0, 0, len(FEES) - 1, "", title)
    sheet.write_string(0, 0, f"《{Magazine.current().name}》{issue}稿酬单", title)
    for place, (name, width) in enumerate(FEES):
        sheet.set_column(place, place, width)
        sheet.write_string(HEAD_ROW, place, name, head)
    for row, fee in enumerate(found.fees, start=HEAD_ROW + 1):
        line = row + 1
        sheet.set_row(row, 24)
        sheet.write_number(row, 0, fee.position, number)
        for place, words in enumerate((fee.section, fee.title, fee.person, fee.role), start=1):
            sheet.write_string(row, place, words, text)
        sheet.write_number(row, 5, fee.characters, number)
        sheet.write_number(row, 6, float(fee.per_thousand), rate)
        sheet.write_formula(row, 7, f"=ROUND(F{line}/1000*G{line},2)", money, float(fee.text_amount))
        sheet.write_number(row, 8, fee.photos, number)
        sheet.write_number(row, 9, float(fee.per_photo), rate)
        sheet.write_formula(row, 10, f"=ROUND(I{line}*J{line},2)", money, float(fee.photo_amount))
        sheet.write_formula(row, 11, f"=H{line}+K{line}", money, float(fee.amount))
        sheet.write_blank(row, 12, None, text)
    _sum_row(sheet, found, head, money)
    below = HEAD_ROW + len(found.fees) + 3
    lines = [
        "字数是版面字数：每行字数乘以行数，不满一行算一行；几人合写的平分。黄底的标准可以直接改，金额随着变。",
        f"没有定稿、未计入：{'、'.join(found.unsigned)}。" if found.unsigned else "",
        f"没有署名、文字稿酬未计：{'、'.join(found.unnamed)}。" if found.unnamed else "",
        stamp,
    ]
    plain = book.add_format({"font_name": "宋体", "font_size": 10})
    for row, words in enumerate(filter(None, lines), start=below):
        sheet.write_string(row, 0, words, plain)
    _paper(sheet, HEAD_ROW)
    book.close()
    return buffer.getvalue()


def _sum_row(sheet: Any, found: Ledger, head: Any, money: Any) -> None:
    row = HEAD_ROW + 1 + len(found.fees)
    first, last = HEAD_ROW + 2, row
    for place in range(len(FEES)):
        sheet.write_blank(row, place, None, head)
    sheet.write_string(row, 2, "合计", head)
    sums = {
        7: sum(fee.text_amount for fee in found.fees),
        10: sum(fee.photo_amount for fee in found.fees),
        11: found.total,
    }
    for place, value in sums.items():
        column = xl_col_to_name(place)
        formula = f"=SUM({column}{first}:{column}{last})" if found.fees else "=0"
        sheet.write_formula(row, place, formula, money, float(value))


def tallies_workbook(found: Year, stamp: str) -> bytes:
    """The counts of a year: a sheet per table, greatest first, each with a bar chart that Excel can restyle."""
    buffer, book = _book(f"{found.year}年统计", found.year)
    head = book.add_format({"font_name": "黑体", "font_size": 11, "bottom": 1, "bg_color": "#EEEEEE"})
    text = book.add_format(FONT | {"num_format": "@"})
    number = book.add_format(FONT | {"num_format": "#,##0"})
    plain = book.add_format({"font_name": "宋体", "font_size": 10})
    for tally in found.tallies:
        sheet = book.add_worksheet(tally.title)
        columns = [("name", tally.head), *_counted(tally)]
        for place, (field, name) in enumerate(columns):
            sheet.set_column(place, place, 34 if place == 0 else 10)
            sheet.write_string(0, place, name, head)
            for row, count in enumerate(tally.rows, start=1):
                value = getattr(count, field)
                if isinstance(value, int):
                    sheet.write_number(row, place, value, number)
                else:
                    sheet.write_string(row, place, value, text)
        sheet.write_string(len(tally.rows) + 2, 0, stamp, plain)
        _paper(sheet, 0)
        if tally.rows:
            _chart(book, sheet, tally, [field for field, _name in columns].index(tally.measure))
    book.close()
    return buffer.getvalue()


def _counted(tally: Tally) -> list[tuple[str, str]]:
    """The columns that say anything in this table."""
    return [(field, name) for field, name in COUNTS if any(getattr(count, field) for count in tally.rows)]


def _chart(book: Any, sheet: Any, tally: Tally, column: int) -> None:
    last = min(len(tally.rows), 20)
    chart = book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "categories": [tally.title, 1, 0, last, 0],
            "values": [tally.title, 1, column, last, column],
            "fill": {"color": "#9E1B1B"},
            "gap": 60,
            "data_labels": {"value": True},
        }
    )
    chart.set_title({"name": tally.title, "name_font": {"name": "黑体", "size": 14}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "num_font": {"name": "宋体"}})
    chart.set_size({"width": 720, "height": 120 + 26 * last})
    sheet.insert_chart(0, len(COUNTS) + 2, chart)


def _book(name: str, year: int) -> tuple[BytesIO, Any]:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, OPTIONS)
    book.set_properties({"title": name, "created": datetime(year, 1, 1, tzinfo=UTC)})
    return buffer, book


def _paper(sheet: Any, head_row: int) -> None:
    sheet.freeze_panes(head_row + 1, 0)
    sheet.repeat_rows(head_row)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P/&N")


def drawn(tally: Tally, most: int = 20) -> Sequence[tuple[str, int]]:
    """(name, value) of the rows of `tally` that a chart shows, at most `most`, by the field it is drawn by."""
    return [(count.name, getattr(count, tally.measure)) for count in tally.rows[:most]]
