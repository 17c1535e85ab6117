"""manage.py export_contents YYYY-NN --format …: an issue's contents, or with --year the index of a year, as a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from magazine.contents import Contents, annual_contents, contents
from magazine.exports import FORMATS, file_name
from magazine.models import Issue


def refusal(sentence: str) -> CommandError:
    """Bad input: one sentence and exit code 2."""
    return CommandError(sentence, returncode=2)


class Command(BaseCommand):
    help = _("导出一期的目录，或用 --year 导出一年的总目录（按栏目）。")

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("issue", nargs="?", default="", help=_("期，写成 2024-11（年-期）"))
        parser.add_argument("--year", default="", help=_("年，写成 2024，导出全年总目录"))
        parser.add_argument("--format", default="", help=_("格式：{known}").format(known=_("、").join(FORMATS)))
        parser.add_argument("--output", default="", help=_("存成哪个文件；写 - 就显示在屏幕上（文本格式）"))

    def handle(self, *args: Any, **options: Any) -> None:
        ext = self.checked_format(options["format"])
        form = FORMATS[ext]
        if options["output"] == "-" and not form.text:
            raise refusal(_("{ext} 不是文本，不能显示在屏幕上，用 --output 写明存成哪个文件。").format(ext=ext))
        found = self.asked(options["issue"], options["year"])
        data = form.write(found)
        name = _("{year}年第{number}期目录") if found.number else _("{year}年总目录")
        done = _("已导出{name}，共 {count} 条").format(
            name=name.format(year=found.year, number=found.number), count=len(found.lines)
        )
        if options["output"] == "-":
            self.stdout.write(data.decode("utf-8"), ending="")
            self.stderr.write(_("{done}。").format(done=done), style_func=str)
            return
        path = Path(options["output"] or file_name(found, ext))
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

    def asked(self, name: str, year: str) -> Contents:
        """The contents of the issue `name`, or of the year; CommandError where there is none such."""
        if bool(name) == bool(year):
            raise refusal(_("写明一期（如 2024-11）或一年（如 --year 2024），两样只写一样。"))
        if name:
            issue = Issue.objects.named(name).first()
            if issue is None:
                raise refusal(_("没有“{name}”这一期，期写成 2024-11（年-期）。").format(name=name))
            return contents(issue)
        if not (year.isdecimal() and len(year) == 4 and Issue.objects.filter(year=int(year)).exists()):
            raise refusal(_("“{year}”年还没有刊期，年写成四位数字，如 2024。").format(year=year))
        return annual_contents(int(year))
