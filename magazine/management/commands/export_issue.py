"""manage.py export_issue YYYY-NN --format epub: a whole issue, from its pinned releases, as one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from magazine.exports import epub
from magazine.management.commands.export_contents import refusal
from magazine.models import Issue

FORMATS = (epub.EXT,)


class Command(BaseCommand):
    help = _("把整期导出成一个文件，只用随刊的定稿。")

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("issue", help=_("期，写成 2024-11（年-期）"))
        parser.add_argument("--format", default="", help=_("格式：{known}").format(known=_("、").join(FORMATS)))
        parser.add_argument("--output", default="", help=_("存成哪个文件；不写就用刊名和期号"))

    def handle(self, *args: Any, **options: Any) -> None:
        ext, name = options["format"], options["issue"]
        if ext not in FORMATS:
            known = _("、").join(FORMATS)
            raise refusal(
                _("没有“{ext}”这种格式，可用 {known}。").format(ext=ext, known=known)
                if ext
                else _("用 --format 写明格式，可用 {known}。").format(known=known)
            )
        issue = Issue.objects.named(name).first()
        if issue is None:
            raise refusal(_("没有“{name}”这一期，期写成 2024-11（年-期）。").format(name=name))
        try:
            data = epub.write(issue)
        except epub.Unreleased as missing:
            raise refusal(str(missing)) from missing
        path = Path(options["output"] or epub.file_name(issue))
        try:
            path.write_bytes(data)
        except OSError as error:
            raise refusal(_("“{path}”写不进去，看看文件夹在不在、有没有写入的权限。").format(path=path)) from error
        said = _("已导出{issue}，共 {count} 篇、{size:.1f} 兆字节：{path}")
        self.stdout.write(said.format(issue=issue, count=issue.slots.count(), size=len(data) / 1e6, path=path))
