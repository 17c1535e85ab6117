"""manage.py export_issue YYYY-NN --format epub|pdf|zip: a whole issue as one file, with its progress on the screen."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from magazine.exports import jobs
from magazine.exports.epub import Unreleased
from magazine.exports.pdf import Unprintable
from magazine.exports.whole import WHOLE
from magazine.management.commands.export_contents import refusal
from magazine.models import Issue


class Command(BaseCommand):
    help = _("把整期导出成一个文件：电子书和阅读版只用随刊的定稿，排版包任何时候都能导。")

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("issue", nargs="?", default="", help=_("期，写成 2024-11（年-期）"))
        parser.add_argument("--format", default="", help=_("格式：{known}").format(known=_("、").join(WHOLE)))
        parser.add_argument("--output", default="", help=_("存成哪个文件；不写就用刊名和期号"))
        parser.add_argument("--job", type=int, default=0, help=_("工作台交办的导出记录编号，平时不用写"))

    def handle(self, *args: Any, **options: Any) -> None:
        if options["job"]:
            export = jobs.make(options["job"])
            self.stdout.write(f"{export}：{export.get_making_display()}")
            return
        ext, name = options["format"], options["issue"]
        if ext not in WHOLE:
            known = _("、").join(WHOLE)
            raise refusal(
                _("没有“{ext}”这种格式，可用 {known}。").format(ext=ext, known=known)
                if ext
                else _("用 --format 写明格式，可用 {known}。").format(known=known)
            )
        issue = Issue.objects.named(name).first()
        if issue is None:
            raise refusal(_("没有“{name}”这一期，期写成 2024-11（年-期）。").format(name=name))
        path = Path(options["output"] or WHOLE[ext].file_name(issue))
        size = self.written(issue, ext, path)
        said = _("已导出{issue}，共 {count} 篇、{size:.1f} 兆字节：{path}")
        self.stdout.write(said.format(issue=issue, count=issue.slots.count(), size=size / 1e6, path=path))

    def written(self, issue: Issue, ext: str, path: Path) -> int:
        """The size in bytes of what was written to `path`; nothing is left there where it fails."""
        part = path.with_name(f"{path.name}.part")
        try:
            WHOLE[ext].check(issue)
            with part.open("wb+") as file:
                for done, of in WHOLE[ext].write(issue, file, jobs.stamp(None, jobs.issue_state(issue))):
                    if self.stderr.isatty():
                        self.stderr.write(f"\r{done * 100 // of}%", ending="", style_func=str)
            part.replace(path)
        except (Unreleased, Unprintable) as reason:
            raise refusal(str(reason)) from reason
        except OSError as error:
            raise refusal(_("“{path}”写不进去，看看文件夹在不在、有没有写入的权限。").format(path=path)) from error
        finally:
            part.unlink(missing_ok=True)
        return path.stat().st_size
