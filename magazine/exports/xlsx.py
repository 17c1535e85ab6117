"""The contents as a workbook: typed columns, a frozen head, a filter, and text that stays text."""

from datetime import UTC, datetime
from io import BytesIO

import xlsxwriter

from magazine.contents import Contents
from magazine.exports.page import page
from magazine.exports.rows import columns

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write(contents: Contents) -> bytes:
    """One sheet called 目录, a row per entry; numbers are numbers, a number that is not known is an empty cell."""
    table = columns(contents)
    head = page(contents)
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, OPTIONS)
    # A time of its own would make two exports of the same contents differ.
    book.set_properties(
        {"title": head.name, "author": contents.magazine, "created": datetime(contents.year, 1, 1, tzinfo=UTC)}
    )
    sheet = book.add_worksheet(head.head)
    font = {"font_name": "宋体", "font_size": 11, "valign": "top"}
    text = book.add_format(font | {"text_wrap": True, "num_format": "@"})
    number = book.add_format(font | {"num_format": "0"})
    bold = book.add_format({"font_name": "黑体", "font_size": 11, "bottom": 1, "bg_color": "#EEEEEE"})
    for place, column in enumerate(table):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.head, bold)
        for row, line in enumerate(contents.lines, start=1):
            cell = column.read(line)
            if isinstance(cell, int):
                sheet.write_number(row, place, cell, number)
            elif cell:
                sheet.write_string(row, place, cell, text)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(contents.lines), 1), len(table) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header(f"&C{head.name.replace('&', '&&')}")
    sheet.set_footer("&C&P/&N")
    book.close()
    return buffer.getvalue()
