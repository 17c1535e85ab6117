"""manage.py proofread YYYY-NN | FILE.txt: what the checker finds in an issue or in a text."""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from articles.checking import checked
from articles.models import HouseWord
from articles.proofreading import Finding, Severity, check, pieces_of_file
from magazine.intake.encoding import read_text
from magazine.management.commands.export_contents import refusal
from magazine.models import Issue

# What stands in place of a reason where none was needed.
PUT_ASIDE = "忽略"


@dataclass(frozen=True)
class Found:
    """A finding with the article it stands in; None for a file."""

    finding: Finding
    article_id: int | None = None
    title: str = ""
    waived: str = ""

    @property
    def after(self) -> str:
        """What became of it, behind its line."""
        if self.waived == PUT_ASIDE:
            return _("（已忽略）")
        return _("（已放行：{reason}）").format(reason=self.waived) if self.waived else ""


class Command(BaseCommand):
    help = _("校对检查一期或一个文本文件，只报告，不改动。")

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("what", help=_("期，写成 2024-11（年-期），或文本文件"))
        parser.add_argument("--json", default="", metavar="OUT", help=_("把结果另存为 JSON"))

    def handle(self, *args: Any, **options: Any) -> None:
        found = self._found(options["what"])
        for item in found:
            words = f"{item.title}　" if item.title else ""
            kind = Severity(item.finding.severity).label
            line = f"{item.finding.rule} {kind}　{words}“{item.finding.quote}”　{item.finding.message}"
            self.stdout.write(line + item.after)
        if options["json"]:
            self._write(Path(options["json"]), found)
        counts = Counter(item.finding.severity for item in found)
        said = _("共 {all} 处：必改 {blocks}、存疑 {warns}、提示 {informs}。")
        self.stdout.write(said.format(all=len(found), blocks=counts["B"], warns=counts["W"], informs=counts["I"]))

    def _found(self, what: str) -> list[Found]:
        issue, wordings = Issue.objects.named(what).first(), HouseWord.objects.wordings()
        if issue is not None:
            return [
                Found(
                    item.finding, slot.article_id, str(slot), (item.waiver.reason or PUT_ASIDE) if item.waiver else ""
                )
                for slot in issue.slots.select_related("article__section").order_by("position")
                if slot.article is not None
                for item in checked(slot.article, wordings=wordings)
            ]
        path = Path(what)
        if not path.is_file():
            raise refusal(_("没有“{name}”这一期，也没有这个文件。期写成 2024-11（年-期）。").format(name=what))
        return [Found(finding) for finding in check(pieces_of_file(read_text(path.read_bytes())), wordings)]

    def _write(self, path: Path, found: list[Found]) -> None:
        data = [
            {
                "rule": item.finding.rule,
                "severity": item.finding.severity,
                "quote": item.finding.quote,
                "message": str(item.finding.message),
                "suggestion": item.finding.suggestion,
                "source": item.finding.source,
                "article": item.article_id,
                "waived": item.waived,
            }
            for item in found
        ]
        try:
            path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
        except OSError as error:
            raise refusal(_("“{path}”写不进去，看看文件夹在不在、有没有写入的权限。").format(path=path)) from error
