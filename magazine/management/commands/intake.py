"""manage.py intake FILE: reads a print text into the drafts of an issue, or Word files into drafts of a section."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Section
from magazine.intake.apart import PDF, read_apart
from magazine.intake.encoding import IntakeError, read_text
from magazine.intake.loader import Report, load
from magazine.intake.reading import as_json, parse
from magazine.intake.traces import plain
from magazine.intake.word.drafts import Report as WordReport
from magazine.intake.word.drafts import receive
from magazine.intake.word.package import OLE, ZIP

PDF_SIGN = b"%PDF-"
WORD = (".docx", ".docm", ".dotx", ".doc", ".dot", ".wps", ".rtf", ".zip")


class Command(BaseCommand):
    help = _("收稿：把一期的排版文本或PDF读成稿件草稿，按目录次序放进这一期；或把Word稿件一篇篇收进稿库。")

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "files",
            nargs="+",
            metavar="FILE",
            help=_("一份排版文本（UTF-8、UTF-16 或 GBK）或PDF，或若干Word稿件（.docx，或打成 .zip）"),
        )
        parser.add_argument("--section", metavar="栏目名", help=_("Word稿件收进哪个栏目"))
        parser.add_argument("--year", type=int, help=_("年，如 2024；文中认得出时可省"))
        parser.add_argument("--month", type=int, help=_("期，如 11；文中认得出时可省"))
        parser.add_argument("--json", metavar="OUT", help=_("把读出的结果另存为 JSON"))
        parser.add_argument("--dry-run", action="store_true", help=_("只读不存，看会收到什么"))

    def handle(self, *args: Any, **options: Any) -> None:
        paths = [Path(file) for file in options["files"]]
        if any(_is_word(path) for path in paths):
            self._receive(paths, options)
        elif len(paths) > 1:
            raise CommandError(_("排版文本和PDF一次收一份，分几次运行。"), returncode=2)
        else:
            self._read(paths[0], options)

    def _read(self, path: Path, options: dict[str, Any]) -> None:
        try:
            text, reading = _print(path, options, list(Section.objects.values_list("name", "name_en")))
        except OSError as error:
            raise CommandError(_("打不开“{path}”，核对文件名和读取权限。").format(path=path), returncode=2) from error
        except IntakeError as error:
            raise CommandError(str(error), returncode=2) from error
        except DatabaseError as error:
            raise CommandError(_("数据库还没有建好，先运行 python manage.py migrate。"), returncode=2) from error
        if options["json"]:
            # Written before anything is saved: a path that can't be written stops the whole intake.
            self._write(Path(options["json"]), reading)
        report = load(reading, text, path.name, at=timezone.now(), dry_run=options["dry_run"])
        self._tell(report, options["dry_run"])

    def _receive(self, paths: list[Path], options: dict[str, Any]) -> None:
        """Word files into drafts. What can't be read is told, the rest comes in; then the exit code is 2."""
        section = self._section(options["section"])
        try:
            files = [(path.name, path.read_bytes()) for path in paths]
        except OSError as error:
            raise CommandError(
                _("打不开“{path}”，核对文件名和读取权限。").format(path=error.filename), returncode=2
            ) from error
        report = receive(files, section, at=timezone.now(), dry_run=options["dry_run"])
        if options["json"] and report.readings:
            self._write(Path(options["json"]), report.readings)
        if report.refused and not report.readings and len(report.refused) == 1:
            raise CommandError(report.refused[0], returncode=2)
        self._tell_word(report, section, options["dry_run"])
        if report.refused:
            raise CommandError(_("有{count}个文件没有收，原因见上。").format(count=len(report.refused)), returncode=2)

    def _section(self, name: str | None) -> Section:
        try:
            names = list(Section.objects.values_list("name", flat=True))
            section = Section.objects.filter(name=name or "").first()
        except DatabaseError as error:
            raise CommandError(_("数据库还没有建好，先运行 python manage.py migrate。"), returncode=2) from error
        if section is None:
            there = (
                _("现有栏目：{names}").format(names=_("、").join(names)) if names else _("还没有栏目，先在编务台建一个")
            )
            wrong = _("没有“{name}”这个栏目").format(name=name) if name else _("收Word稿件要用 --section 写明栏目")
            raise CommandError(_("{wrong}；{there}。").format(wrong=wrong, there=there), returncode=2)
        return section

    def _tell_word(self, report: WordReport, section: Section, dry_run: bool) -> None:
        for word, titles in ((_("新建"), report.created), (_("更新"), report.updated), (_("跳过"), report.skipped)):
            for title in titles:
                self.stdout.write(f"{word}　{title}")
        for title, doubt in report.doubts:
            self.stdout.write(_("存疑　{title}：{doubt}").format(title=title, doubt=doubt))
        for sentence in report.refused:
            self.stdout.write(_("未收　{reason}").format(reason=sentence))
        verb = _("试读") if dry_run else _("收稿")
        tail = _("，什么也没有保存") if dry_run else ""
        self.stdout.write(
            _(
                "“{section}”{verb}完毕：新建 {created} 篇，更新 {updated} 篇，跳过 {skipped} 篇，未收 {refused} 个文件{tail}。"
            ).format(
                section=section,
                verb=verb,
                created=len(report.created),
                updated=len(report.updated),
                skipped=len(report.skipped),
                refused=len(report.refused),
                tail=tail,
            )
        )

    def _write(self, path: Path, reading: Any) -> None:
        try:
            path.write_text(json.dumps(reading, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(_("写不进“{path}”，换一个能写的位置。").format(path=path), returncode=2) from error

    def _tell(self, report: Report, dry_run: bool) -> None:
        for word, titles in ((_("新建"), report.created), (_("更新"), report.updated), (_("跳过"), report.skipped)):
            for title in titles:
                self.stdout.write(f"{word}　{title}")
        for piece in report.unplaced:
            self.stdout.write(_("未归位　{piece}").format(piece=piece))
        counts = _("新建 {created} 篇，更新 {updated} 篇，跳过 {skipped} 篇，未归位 {unplaced} 段").format(
            created=len(report.created),
            updated=len(report.updated),
            skipped=len(report.skipped),
            unplaced=len(report.unplaced),
        )
        verb = _("试读") if dry_run else _("收稿")
        tail = _("，什么也没有保存") if dry_run else ""
        self.stdout.write(
            _("{issue}{verb}完毕：{counts}{tail}。").format(issue=report.issue, verb=verb, counts=counts, tail=tail)
        )


def _print(path: Path, options: dict[str, Any], sections: list[tuple[str, str]]) -> tuple[str, dict[str, Any]]:
    """(print text, reading) of a print text or of a PDF, which is read in a process of its own."""
    data, numbers = path.read_bytes(), {"year": options["year"], "month": options["month"]}
    if data.startswith(PDF_SIGN) or path.suffix.lower() == ".pdf":
        found = read_apart(data, path.name, PDF, **numbers, sections=[list(pair) for pair in sections])
        return found["text"], plain(found["reading"])
    text = read_text(data)
    return text, as_json(parse(text, **numbers, sections=sections))


def _is_word(path: Path) -> bool:
    """Whether the file goes the way of Word files: by its name, or by the bytes that an Office file begins with."""
    if path.suffix.lower() in WORD:
        return True
    try:
        with path.open("rb") as file:
            return file.read(8).startswith((ZIP, OLE))
    except OSError:
        return False
