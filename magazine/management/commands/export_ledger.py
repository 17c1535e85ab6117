"""manage.py export_ledger YYYY-NN: the fee list of an issue; with --year the counts of a year. Both as workbooks."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from magazine.ledgers.fees import ledger
from magazine.ledgers.tallies import tallied
from magazine.ledgers.workbooks import fees_workbook, tallies_workbook
from magazine.management.commands.export_contents import refusal
from magazine.models import Issue, Magazine


class Command(BaseCommand):
    help = _("导出一期的稿酬单，或用 --year 导出一年的统计（Excel）。")

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("issue", nargs="?", default="", help=_("期，写成 2024-11（年-期）"))
        parser.add_argument("--year", default="", help=_("年，写成 2024，导出全年统计"))
        parser.add_argument("--output", default="", help=_("存成哪个文件；不写就用刊名和期号"))

    def handle(self, *args: Any, **options: Any) -> None:
        name, year = options["issue"], options["year"]
        if bool(name) == bool(year):
            raise refusal(_("写明一期（2024-11）或一年（--year 2024），只写一样。"))
        if year and not (year.isdecimal() and len(year) == 4):
            raise refusal(_("没有读懂“{year}”，年写成四位数字，如 2024。").format(year=year))
        data, usual, said = self.year(int(year)) if year else self.issue(name)
        path = Path(options["output"] or usual)
        try:
            path.write_bytes(data)
        except OSError as error:
            raise refusal(_("“{path}”写不进去，看看文件夹在不在、有没有写入的权限。").format(path=path)) from error
        self.stdout.write(f"{said}{path}")

    def issue(self, name: str) -> tuple[bytes, str, str]:
        issue = Issue.objects.named(name).first()
        if issue is None:
            raise refusal(_("没有“{name}”这一期，期写成 2024-11（年-期）。").format(name=name))
        found = ledger(issue)
        said = _("已导出{issue}稿酬单，共 {count} 笔、{total} 元：").format(
            issue=issue, count=len(found.fees), total=found.total
        )
        return fees_workbook(issue, found, self.stamp()), f"{Magazine.current().name}-{issue}-稿酬单.xlsx", said

    def year(self, year: int) -> tuple[bytes, str, str]:
        found = tallied(year)
        said = _("已导出{year}年统计，共 {count} 篇定稿：").format(year=year, count=found.pieces)
        return tallies_workbook(found, self.stamp()), f"{Magazine.current().name}-{year}年-统计.xlsx", said

    def stamp(self) -> str:
        return f"{timezone.localtime():%Y年%-m月%-d日 %H:%M}由命令导出。"
