"""The contents as a workbook: typed columns, a frozen head, a filter, and text that stays text."""

import re
from datetime import UTC, datetime
from io import BytesIO

import xlsxwriter

from magazine.contents import Contents
from magazine.exports.page import page
from magazine.exports.rows import table
from magazine.exports.style import USUAL, Stamp, Style
from magazine.indexes import Index

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write(found: Contents | Index, style: Style = USUAL, stamp: Stamp | None = None) -> bytes:
    """One sheet called 目录, a row per entry; numbers are numbers, a number that is not known is an empty cell.

    The style changes the name of the sheet alone: a table holds everything. The stamp stands in the properties.
    """
    rows, columns = table(found).rows, table(found).columns
    head = page(found, style)
    span = found.span if isinstance(found, Index) else found
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, OPTIONS)
    # A time of its own would make two exports of the same contents differ.
    made = stamp.at if stamp else datetime(span.year, 1, 1, tzinfo=UTC)
    properties = {"title": head.name, "author": span.magazine, "created": made}
    book.set_properties(properties | ({"comments": stamp.sentence} if stamp else {}))
    sheet = book.add_worksheet(re.sub(r"[\\/?*:\[\]]", "", head.head)[:31] or "目录")
    font = {"font_name": "宋体", "font_size": 11, "valign": "top"}
    text = book.add_format(font | {"text_wrap": True, "num_format": "@"})
    number = book.add_format(font | {"num_format": "0"})
    bold = book.add_format({"font_name": "黑体", "font_size": 11, "bottom": 1, "bg_color": "#EEEEEE"})
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.head, bold)
        for row, line in enumerate(rows, start=1):
            cell = column.read(line)
            if isinstance(cell, int):
                sheet.write_number(row, place, cell, number)
            elif cell:
                sheet.write_string(row, place, cell, text)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header(f"&C{head.name.replace('&', '&&')}")
    sheet.set_footer("&C&P/&N")
    book.close()
    return buffer.getvalue()
