"""The contents as a table: the columns that the spreadsheet formats share, and what stands in each."""

from collections.abc import Callable
from dataclasses import dataclass

from magazine.contents import Contents, Line

Cell = str | int | None


@dataclass(frozen=True)
class Column:
    """One column: its head, its width in Latin characters, and what it reads from a line."""

    head: str
    width: int
    read: Callable[[Line], Cell]


def columns(contents: Contents) -> tuple[Column, ...]:
    """The columns of `contents` in order. A year's index begins with the issue (期); 专题 names the feature that a
    member belongs to, and the feature itself.
    """
    features = {(line.issue, line.position): line.full_title for line in contents.lines if line.is_package}

    def feature(line: Line) -> Cell:
        return features.get((line.issue, line.position if line.is_package else line.package or 0), "")

    # Written out, because Excel takes 2024-11 in a text file for a date.
    issue = Column("期", 16, lambda line: f"{line.issue[:4]}年第{int(line.issue[5:])}期")
    table = (
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
    )
    return (issue, *table) if contents.number is None else table
