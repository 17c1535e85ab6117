"""Owns tables: their cells come column by column in the text layer and are set back into rows."""

import re
from dataclasses import dataclass, field

from magazine.intake.blocks import AFFILIATION, FIGURE, LABEL, MONTH_TITLE, Block

WIDEST = 14.0
WHOLE = re.compile(r"^\d+$")
DECIMAL = re.compile(r"^[-+]?\d+(?:,\d{3})*(?:\.\d+)?(?:%|％|‰)?$")
VARIABLES = frozenset(
    [
        "性别",
        "年龄",
        "学历",
        "职务",
        "职称",
        "职业",
        "岗位",
        "工种",
        "工龄",
        "行业",
        "地区",
        "户籍",
        "民族",
        "收入",
        "月收入",
        "年收入",
        "政治面貌",
        "婚姻状况",
        "文化程度",
        "教育程度",
        "单位性质",
        "企业性质",
        "企业规模",
        "所在地区",
        "用工形式",
        "技能等级",
        "项目",
        "类别",
        "合计",
    ]
)


@dataclass(slots=True)
class Table:
    """A table as set back: `rows` have one cell a column; `spare` are cells that found no place."""

    header: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    spare: list[str] = field(default_factory=list)
    reason: str = ""
    confidence: float = 1.0


def gather(blocks: list[Block]) -> list[Block]:
    """The blocks of a page with the cells above each table's caption taken into the table; `parts` holds the cells."""
    result: list[Block] = []
    for block in blocks:
        if block.kind == "table":
            cells = _cells_before(result)
            if cells:
                del result[-len(cells) :]
                cells = _lost_head(result, cells) + cells
                block.parts = [line.text for cell in cells for line in cell.lines]
                block.lines = [line for cell in cells for line in cell.lines] + block.lines
        result.append(block)
    return result


def _lost_head(blocks: list[Block], cells: list[Block]) -> list[Block]:
    """The first cell, where it was taken for the second line of a figure's caption above: the rows come out with it only."""
    above = blocks[-1] if blocks else None
    if above is None or above.kind != "figure" or len(above.lines) != 2 or above.lines[1].width > 7:
        return []
    texts = [line.text for cell in cells for line in cell.lines]
    if _order(rebuild([above.lines[1].text, *texts])) <= _order(rebuild(texts)):
        return []
    return [Block("text", [above.lines.pop()], above.page)]


def _order(table: Table) -> tuple[bool, int, bool, float]:
    """How much a table as set back makes sense: nothing spare, many groups, a head that is no group itself, sure of them."""
    groups = len({row[0] for row in table.rows})
    return not table.spare, groups, table.header[:1] != [] and table.header[0] not in VARIABLES, table.confidence


def _cells_before(blocks: list[Block]) -> list[Block]:
    """The blocks right above a table's caption that are its cells: short, no sentences, in one run."""
    cells: list[Block] = []
    for block in reversed(blocks):
        text = block.text
        if block.kind not in ("text", "display", "month") or max(line.width for line in block.lines) > WIDEST:
            break
        if block.closed or text.endswith(("，", "；", "：")) or text.startswith("——") or "。" in text:
            break
        if any(sign.match(text) for sign in (AFFILIATION, FIGURE, MONTH_TITLE)):
            break
        cells.insert(0, block)
    # A title under its byline, or at the top of the page, is no cell; the head of the first column is never that long.
    above = blocks[-len(cells) - 1] if len(blocks) > len(cells) else None
    if cells and above is not None and above.kind == "byline" and cells[0].lines[0].width > 7:
        cells.pop(0)
    while len(cells) == len(blocks) and cells and (cells[0].kind == "display" or cells[0].lines[0].width > 7):
        cells.pop(0)
    return cells if len(cells) >= 4 else []


def rebuild(cells: list[str]) -> Table:
    """Rows from cells that were read column by column, header cell first in each column.

    The columns of numbers at the end give the count of rows. What remains in front of the last full column names groups
    of rows: counts that add up to the same total in every group say how many rows each group has.
    """
    columns, rest = _numeric_columns(cells)
    if not columns:
        return Table(spare=cells, reason="表格没有数字列，认不出行列。", confidence=0.2)
    size = len(columns[0]) - 1
    while len(rest) >= size + 1:
        columns.insert(0, rest[-(size + 1) :])
        rest = rest[: -(size + 1)]
    header = [column[0] for column in columns]
    rows = [list(row) for row in zip(*(column[1:] for column in columns), strict=True)]
    if not rest:
        return Table(header, rows)
    names, counts = rest[1:], next((column[1:] for column in columns if all(WHOLE.match(c) for c in column[1:])), None)
    groups = _groups([int(count) for count in counts], len(names)) if counts else None
    if groups is None and len(names) == 1:
        groups = [size]
    if groups is None:
        return Table(header, rows, rest, "表格首列与各行对不上，核对分组。", 0.3)
    names = _join_names(names, len(groups))
    labels = [name for name, count in zip(names, groups, strict=True) for _ in range(count)]
    sure = 0.9 if len(names) == len(rest) - 1 else 0.7
    reason = "" if sure > 0.8 else "表格首列有折成两行的组名，核对分组。"
    return Table([rest[0], *header], [[name, *row] for name, row in zip(labels, rows, strict=True)], [], reason, sure)


def _numeric_columns(cells: list[str]) -> tuple[list[list[str]], list[str]]:
    """The columns of numbers at the end, header first, all of one length, and the cells in front of them."""
    columns: list[list[str]] = []
    rest = list(cells)
    size = 0
    while rest:
        count = 0
        while count < len(rest) and DECIMAL.match(rest[-1 - count]):
            count += 1
        if count in (0, len(rest)) or (size and count != size):
            break
        size = count
        columns.insert(0, rest[-(size + 1) :])
        rest = rest[: -(size + 1)]
    return (columns, rest) if size >= 2 else ([], list(cells))


def _groups(counts: list[int], most: int) -> list[int] | None:
    """Sizes of consecutive groups whose counts add up to one and the same total; None where there is no such total."""
    total, found = sum(counts), None
    for groups in range(min(most, len(counts)), 1, -1):
        if total % groups:
            continue
        sizes, size, run = [], 0, 0
        for count in counts:
            run, size = run + count, size + 1
            if run == total // groups:
                sizes.append(size)
                run, size = 0, 0
        if not run and len(sizes) == groups:
            found = sizes
            break
    return found


def _join_names(names: list[str], count: int) -> list[str]:
    """Join names that were broken over two lines until `count` are left.

    A name breaks where it fills its column, so its first line is one of the longest; two lines that are no variables by
    themselves belong together first.
    """
    names = list(names)
    while len(names) > count:
        longest = max(len(name) for name in names)

        def price(index: int, names: list[str] = names, longest: int = longest) -> tuple[int, int, int]:
            left, right = names[index], names[index + 1]
            return ((left in VARIABLES) + (right in VARIABLES), longest - len(left), -index)

        place = min(range(len(names) - 1), key=price)
        names[place : place + 2] = [names[place] + names[place + 1]]
    return names


def label_and_caption(text: str) -> tuple[str, str]:
    """`表1 问卷对象` → (`表1`, `问卷对象`)."""
    found = LABEL.match(text)
    return (found[1].replace(" ", ""), found[2].strip()) if found else ("", text)
