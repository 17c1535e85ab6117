"""本刊用词 many at once: lines as they are pasted from a table, read and put on the list all together or not at all."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from articles.models import HouseWord

# A table brings tabs; whoever types cannot make one in a field and writes a stroke.
BETWEEN = re.compile(r"\t|[|｜→]")
HEAD = ("不用", "改用")
MOST = 2000
LABELS = {field.name: field.verbose_name for field in HouseWord._meta.fields}


@dataclass
class Pasted:
    """What was read of pasted lines: `rows` that are new, how many are there `already`, `faults` a sentence each."""

    rows: list[HouseWord] = field(default_factory=list)
    already: int = 0
    faults: list[str] = field(default_factory=list)


def put(lines: str, level: str, by: Any) -> Pasted:
    """Put `lines` (不用, 改用, 说明 each) on the list. Where one is at fault none is put there."""
    try:
        with transaction.atomic():
            pasted = read(lines, level, HouseWord.objects.all())
            for row in pasted.rows if not pasted.faults else ():
                row.changed_by = by
                row.save()
    except IntegrityError:
        pasted.faults = [_("表里刚刚有人添了其中的词，再提交一次。")]
    return pasted


def read(lines: str, level: str, there: Iterable[HouseWord]) -> Pasted:
    """The rows that `lines` mean beside those `there`; nothing is saved."""
    pasted, known = Pasted(), {row.word: row for row in there}
    seen: dict[str, int] = {}
    for number, line in enumerate(lines.splitlines(), start=1):
        cells = [cell.strip() for cell in BETWEEN.split(line)]
        while cells and not cells[-1]:
            cells.pop()
        if not cells or tuple(cells[:2]) == HEAD:
            continue
        row = HouseWord(**dict(zip(("word", "instead", "reason"), cells, strict=False)), level=level)
        fault = _shape(cells) or _fault(row)
        same = known.get(row.word)
        if not fault and row.word in seen:
            fault = _("“{word}”在第{line}行已经有了，删一行。").format(word=row.word, line=seen[row.word])
        elif not fault and same is not None and (same.instead, same.retired) != (row.instead, False):
            fault = _there(same)
        seen.setdefault(row.word, number)
        if fault:
            pasted.faults.append(_("第{line}行：{fault}").format(line=number, fault=fault))
        elif same is not None:
            pasted.already += 1
        else:
            pasted.rows.append(row)
    if len(pasted.rows) > MOST:
        pasted.faults = [_("一次最多添{most}个词，分几次添。").format(most=MOST)]
    elif not pasted.rows and not pasted.already and not pasted.faults:
        pasted.faults = [_("一个词也没有读到，一行写一个再提交。")]
    return pasted


def _shape(cells: list[str]) -> str:
    """What is wrong with the cells of one line; empty where nothing is."""
    if not cells[0]:
        return _("没有写“不用”的词，补上。")
    if len(cells) > 3:
        return _("有{count}栏，只认“不用”“改用”“说明”三栏。").format(count=len(cells))
    if len(cells) == 1 and re.search(r"\s", cells[0]):
        return _("只有一栏，各栏之间用制表符或“|”隔开。")
    return ""


def _fault(row: HouseWord) -> str:
    try:
        row.clean_fields(exclude=["sort_key", "changed_by"])
        row.clean()
    except ValidationError as error:
        name, reasons = next(iter(error.message_dict.items()))
        return _("“{label}”一栏：{error}").format(label=LABELS[name], error=reasons[0])
    return ""


def _there(row: HouseWord) -> str:
    if row.retired:
        return _("“{word}”已在表里，停用了，到那一条里改。").format(word=row.word)
    if not row.instead:
        return _("“{word}”已在表里，没有改用，到那一条里改。").format(word=row.word)
    return _("“{word}”已在表里，改用“{right}”，到那一条里改。").format(word=row.word, right="”“".join(row.choices))
