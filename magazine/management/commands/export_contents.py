"""manage.py export_contents YYYY-NN --format …: an issue's contents, or with --year the index of a year, as a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from magazine.contents import Contents, annual_contents, contents, spanning_contents
from magazine.exports import FORMATS, file_name, jobs
from magazine.exports.pdf import Unprintable
from magazine.exports.style import USUAL, Style, style_of
from magazine.indexes import INDEXES, Index
from magazine.models import ContentsStyle, Issue


def refusal(sentence: str) -> CommandError:
    """Bad input: one sentence and exit code 2."""
    return CommandError(sentence, returncode=2)


class Command(BaseCommand):
    help = _("导出一期的目录，或用 --year 导出一年的总目录（按栏目）。")

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("issue", nargs="?", default="", help=_("期，写成 2024-11（年-期）"))
        parser.add_argument("--year", default="", help=_("年，写成 2024，导出全年总目录"))
        parser.add_argument("--from", dest="first", default="", help=_("从哪一期，写成 2024-01，与 --to 同用"))
        parser.add_argument("--to", dest="last", default="", help=_("到哪一期，写成 2024-12"))
        parser.add_argument(
            "--index",
            default="contents",
            help=_("哪一种：contents 总目录，authors 作者索引，photographers 摄影作者索引"),
        )
        parser.add_argument("--style", default="", help=_("目录样式的名字；不写就用通用样式"))
        parser.add_argument("--format", default="", help=_("格式：{known}").format(known=_("、").join(FORMATS)))
        parser.add_argument("--output", default="", help=_("存成哪个文件；写 - 就显示在屏幕上（文本格式）"))

    def handle(self, *args: Any, **options: Any) -> None:
        ext = self.checked_format(options["format"])
        form = FORMATS[ext]
        if options["output"] == "-" and not form.text:
            raise refusal(_("{ext} 不是文本，不能显示在屏幕上，用 --output 写明存成哪个文件。").format(ext=ext))
        style = self.checked_style(options["style"])
        found = self.asked(options["issue"], options["year"], options["first"], options["last"])
        state = self.state(found)
        if options["index"] != "contents":
            found = self.indexed(found, options["index"])
        try:
            data = form.write(found, style, jobs.stamp(None, state))
        except Unprintable as missing:
            raise refusal(str(missing)) from missing
        count = len(found.names if isinstance(found, Index) else found.lines)
        done = _("已导出{name}，共 {count} 条").format(name=self.name(found), count=count)
        if options["output"] == "-":
            self.stdout.write(data.decode("utf-8"), ending="")
            self.stderr.write(_("{done}。").format(done=done), style_func=str)
            return
        path = Path(options["output"] or file_name(found, ext, style))
        try:
            path.write_bytes(data)
        except OSError as error:
            raise refusal(_("“{path}”写不进去，看看文件夹在不在、有没有写入的权限。").format(path=path)) from error
        self.stdout.write(_("{done}：{path}").format(done=done, path=path))

    def checked_format(self, ext: str) -> str:
        """The format asked for; CommandError where there is none such."""
        if ext not in FORMATS:
            known = _("、").join(FORMATS)
            raise refusal(
                _("没有“{ext}”这种格式，可用 {known}。").format(ext=ext, known=known)
                if ext
                else _("用 --format 写明格式，可用 {known}。").format(known=known)
            )
        return ext

    def checked_style(self, name: str) -> Style:
        """The style of that name, or the usual one; CommandError where there is none such."""
        if not name:
            return USUAL
        row = ContentsStyle.objects.filter(name=name).first()
        if row is None:
            known = _("、").join(ContentsStyle.objects.values_list("name", flat=True))
            raise refusal(_("没有“{name}”这种目录样式，现有 {known}。").format(name=name, known=known))
        return style_of(row)

    def asked(self, name: str, year: str, first: str, last: str) -> Contents:
        """The contents of the issue `name`, of the year, or of the range; CommandError where there is none such."""
        if [bool(name), bool(year), bool(first or last)].count(True) != 1 or bool(first) != bool(last):
            raise refusal(
                _("写明一期（如 2024-11）、一年（如 --year 2024）或一段（如 --from 2024-01 --to 2024-12），只写一样。")
            )
        if name:
            return contents(self.issue(name))
        if first:
            self.issue(first)
            self.issue(last)
            if first > last:
                raise refusal(_("--from 的一期要在 --to 的一期之前。"))
            return spanning_contents(first, last)
        if not (year.isdecimal() and len(year) == 4 and Issue.objects.filter(year=int(year)).exists()):
            raise refusal(_("“{year}”年一期也没有。年写成四位数字，如 2024。").format(year=year))
        return annual_contents(int(year))

    def issue(self, name: str) -> Issue:
        """The issue called `name`; CommandError where there is none such."""
        issue = Issue.objects.named(name).first()
        if issue is None or issue.name != name:
            raise refusal(_("没有“{name}”这一期，期写成 2024-11（年-期）。").format(name=name))
        return issue

    def indexed(self, found: Contents, kind: str) -> Index:
        """The index of names over `found`; CommandError where there is no such index, or only one issue."""
        if kind not in INDEXES:
            raise refusal(_("没有“{kind}”这种索引，可用 contents、authors、photographers。").format(kind=kind))
        return INDEXES[kind](found)

    def state(self, found: Contents) -> str:
        """The state of the issues of `found`, for the stamp."""
        if found.number:
            return jobs.issue_state(self.issue(found.issue))
        first, last = (found.first, found.last) if found.first else (f"{found.year}-01", f"{found.year}-366")
        return jobs.span_state(first, last)

    def name(self, found: Contents | Index) -> str:
        """What was exported, in words."""
        if isinstance(found, Index):
            return f"{found.span.label}{found.head}"
        if found.number:
            return _("{year}年第{number}期目录").format(year=found.year, number=found.number)
        return _("{label}总目录").format(label=found.label)
