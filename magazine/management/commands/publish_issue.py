"""manage.py publish_issue YYYY-NN: publishes or schedules an issue, or says what that would change."""

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.workflow import Refused
from magazine.models import Issue
from magazine.publishing import publish


def moment(text: str) -> datetime:
    """`2024-11-05T09:00`, Beijing time where it names no zone, as an aware datetime. Raises CommandError."""
    try:
        value = datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandError(
            _("认不出时间“{text}”，写成 2024-11-05T09:00（北京时间）。").format(text=text), returncode=2
        ) from error
    return timezone.make_aware(value) if timezone.is_naive(value) else value


class Command(BaseCommand):
    help = _("出刊：检查全部关口，把整期一次交给读者；--at 定时，--dry-run 只看会变什么。")

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("issue", help=_("期，写成 2024-11（年-期）"))
        parser.add_argument("--at", help=_("出刊时间，如 2024-11-05T09:00（北京时间）"))
        parser.add_argument("--dry-run", action="store_true", help=_("只看会变什么，不出刊"))

    def handle(self, *args: Any, **options: Any) -> None:
        issue = Issue.objects.named(options["issue"]).first()
        if issue is None:
            raise CommandError(
                _("没有“{name}”这一期，期写成 2024-11（年-期）。").format(name=options["issue"]), returncode=2
            )
        at = moment(options["at"]) if options["at"] else None
        try:
            lines = publish(issue, at=at, dry_run=options["dry_run"])
        except Refused as refused:
            for reason in refused.reasons:
                self.stderr.write(reason)
            count = len(refused.reasons)
            said = _("{issue}没有出刊：以上 {count} 处先办好。").format(issue=issue, count=count)
            raise CommandError(said, returncode=2) from refused
        for line in lines:
            self.stdout.write(line)
        issue.refresh_from_db()
        if options["dry_run"]:
            said = _("{issue}可以出刊，以上是会变的 {count} 处；这次什么也没有改。")
            self.stdout.write(said.format(issue=issue, count=len(lines)))
        elif issue.is_scheduled():
            said = _("{issue}已定时出刊：{time:%Y-%m-%d %H:%M}（北京时间）。")
            self.stdout.write(said.format(issue=issue, time=timezone.localtime(issue.published_at)))
        else:
            self.stdout.write(_("{issue}已出刊，共 {count} 条。").format(issue=issue, count=issue.slots.count()))
