"""Contents and indexes as a table: the columns that the spreadsheet formats share, and what stands in each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import singledispatch
from typing import Any

from magazine.contents import Contents, Line
from magazine.exports.page import printed_title
from magazine.indexes import Index

Cell = str | int | None


@dataclass(frozen=True)
class Column:
    """One column: its head, its width in Latin characters, and what it reads from a row."""

    head: str
    width: int
    read: Callable[[Any], Cell]


@dataclass(frozen=True)
class Table:
    """The columns, and the rows that they read: lines of contents, or (name, line) of an index."""

    columns: tuple[Column, ...]
    rows: Sequence[Any]


def issue_label(name: str) -> str:
    """`2024年第11期`: written out, because Excel takes 2024-11 in a text file for a date."""
    return f"{name[:4]}年第{int(name[5:])}期"


@singledispatch
def table(found: Any) -> Table:
    """The table of contents or of an index of names. New columns come last: people have made sheets that read them.

    An index of contents begins with the issue (期); 专题 names the feature that a member belongs to, and the feature
    itself.
    """
    raise TypeError(found)


@table.register
def _contents(found: Contents) -> Table:
    features = {(line.issue, line.position): line.full_title for line in found.lines if line.is_package}

    def feature(line: Line) -> Cell:
        return features.get((line.issue, line.position if line.is_package else line.package or 0), "")

    issue = Column("期", 16, lambda line: issue_label(line.issue))
    columns = (
        Column("次序", 6, lambda line: line.position),
        Column("栏目", 12, lambda line: line.heading),
        Column("专题", 24, feature),
        Column("栏题", 14, lambda line: line.rubric),
        Column("肩题", 24, lambda line: line.kicker),
        Column("标题", 44, lambda line: line.title),
        Column("副题", 28, lambda line: line.subtitle),
        Column("作者", 28, lambda line: "、".join(credit.printed for credit in line.authors)),
        Column("单位", 32, lambda line: "、".join(line.affiliations)),
        Column("起页", 6, lambda line: line.page_from),
        Column("止页", 6, lambda line: line.page_to),
        Column("字数", 8, lambda line: line.characters or None),
        Column("状态", 9, lambda line: line.state),
        Column("版面", 8, lambda line: line.place),
        Column("连载", 8, lambda line: line.serial),
        Column("图片署名", 24, lambda line: "、".join(line.photographers)),
        Column("英文题名", 40, lambda line: line.title_en),
    )
    return Table((issue, *columns) if found.number is None else columns, found.lines)


@table.register
def _index(found: Index) -> Table:
    return Table(
        (
            Column("音序", 6, lambda row: row[0].letter),
            Column("姓名或单位", 24, lambda row: row[0].name),
            Column("标题", 52, lambda row: printed_title(row[1])),
            Column("期", 16, lambda row: issue_label(row[1].issue)),
            Column("栏目", 12, lambda row: row[1].section),
            Column("起页", 6, lambda row: row[1].page_from),
        ),
        [(name, line) for name in found.names for line in name.lines],
    )
