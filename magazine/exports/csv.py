"""Contents and indexes as CSV: RFC 4180, with the mark by which Excel knows UTF-8, and no cell that starts a formula."""

import csv
from io import StringIO

from magazine.contents import Contents
from magazine.exports.rows import Cell, table
from magazine.exports.style import USUAL, Stamp, Style
from magazine.indexes import Index

# OWASP, CSV Injection: what makes a spreadsheet reckon, in the full-width forms too, and what it skips before that.
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹢", "﹣", "﹦", "﹫", "\u2212")
SKIPPED = "\ufeff\u200b\u200c\u200d\u2060\u00ad\t\r\n\x0b\x0c \u00a0\u3000'\""


def write(found: Contents | Index, style: Style = USUAL, stamp: Stamp | None = None) -> bytes:
    """UTF-8 with BOM, lines end with CRLF, one row of heads; a number that is not known is an empty cell.

    The style changes nothing: a table holds everything. The format has no place for a stamp.
    """
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    sheet = table(found)
    writer.writerow(column.head for column in sheet.columns)
    for row in sheet.rows:
        writer.writerow(guarded(column.read(row)) for column in sheet.columns)
    return text.getvalue().encode("utf-8-sig")


def guarded(cell: Cell) -> Cell:
    """Text that would start a formula gets an apostrophe before it."""
    if isinstance(cell, str) and cell.lstrip(SKIPPED).startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell
