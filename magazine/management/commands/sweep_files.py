"""manage.py sweep_files: deletes the files that no row names."""

from typing import Any

from django.core.files.storage import storages
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from magazine.sweeping import orphans


class Command(BaseCommand):
    help = _("清掉没有归属的原图和导出文件（写入一天以上）；--dry-run 只列不删。")

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--dry-run", action="store_true", help=_("只列出来，不删"))

    def handle(self, *args: Any, **options: Any) -> None:
        found = orphans(timezone.now())
        for alias, name in found:
            self.stdout.write(f"{alias}/{name}")
            if not options["dry_run"]:
                storages[alias].delete(name)
        said = _("没有归属的文件{count}个，没有删。") if options["dry_run"] else _("删除没有归属的文件{count}个。")
        self.stdout.write(said.format(count=len(found)))
