"""manage.py intake FILE: reads a print text into the drafts of an issue."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from articles.models import Section
from magazine.intake.encoding import IntakeError, read_text
from magazine.intake.loader import Report, load
from magazine.intake.reading import as_json, parse


class Command(BaseCommand):
    help = "收稿：把一期的排版文本读成稿件草稿，按目录次序放进这一期。"

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", help="排版文本（UTF-8、UTF-16 或 GBK）")
        parser.add_argument("--year", type=int, help="年，如 2024；文中认得出时可省")
        parser.add_argument("--month", type=int, help="期，如 11；文中认得出时可省")
        parser.add_argument("--json", metavar="OUT", help="把读出的结果另存为 JSON")
        parser.add_argument("--dry-run", action="store_true", help="只读不存，看会收到什么")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        try:
            text = read_text(path.read_bytes())
            sections = list(Section.objects.values_list("name", "name_en"))
            reading = as_json(parse(text, year=options["year"], month=options["month"], sections=sections))
        except OSError as error:
            raise CommandError(f"打不开“{path}”，核对文件名和读取权限。", returncode=2) from error
        except IntakeError as error:
            raise CommandError(str(error), returncode=2) from error
        except DatabaseError as error:
            raise CommandError("数据库还没有建好，先运行 python manage.py migrate。", returncode=2) from error
        if options["json"]:
            # Written before anything is saved: a path that can't be written stops the whole intake.
            self._write(Path(options["json"]), reading)
        report = load(reading, text, path.name, at=timezone.now(), dry_run=options["dry_run"])
        self._tell(report, options["dry_run"])

    def _write(self, path: Path, reading: dict[str, Any]) -> None:
        try:
            path.write_text(json.dumps(reading, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(f"写不进“{path}”，换一个能写的位置。", returncode=2) from error

    def _tell(self, report: Report, dry_run: bool) -> None:
        for word, titles in (("新建", report.created), ("更新", report.updated), ("跳过", report.skipped)):
            for title in titles:
                self.stdout.write(f"{word}　{title}")
        for piece in report.unplaced:
            self.stdout.write(f"未归位　{piece}")
        counts = (
            f"新建 {len(report.created)} 篇，更新 {len(report.updated)} 篇，跳过 {len(report.skipped)} 篇，"
            f"未归位 {len(report.unplaced)} 段"
        )
        verb = "试读" if dry_run else "收稿"
        tail = "，什么也没有保存" if dry_run else ""
        self.stdout.write(f"{report.issue}{verb}完毕：{counts}{tail}。")
