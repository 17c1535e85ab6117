"""The contents as CSV: RFC 4180, with the mark by which Excel knows UTF-8, and no cell that starts a formula."""

import csv
from io import StringIO

from magazine.contents import Contents
from magazine.exports.rows import Cell, columns

# OWASP, CSV Injection: what makes a spreadsheet reckon, in the full-width forms too.
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def write(contents: Contents) -> bytes:
    """UTF-8 with BOM, lines end with CRLF, one row of heads; a number that is not known is an empty cell."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    table = columns(contents)
    writer.writerow(column.head for column in table)
    for line in contents.lines:
        writer.writerow(guarded(column.read(line)) for column in table)
    return text.getvalue().encode("utf-8-sig")


def guarded(cell: Cell) -> Cell:
    """Text that would start a formula gets an apostrophe before it."""
    if isinstance(cell, str) and cell.lstrip().startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell
