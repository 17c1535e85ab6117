"""manage.py publish_issue YYYY-NN: publishes or schedules an issue, or says what that would change."""

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.workflow import Refused
from magazine.models import Issue
from magazine.publishing import publish


def moment(text: str) -> datetime:
    """`2024-11-05T09:00`, Beijing time where it names no zone, as an aware datetime. Raises CommandError."""
    try:
        value = datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"认不出时间“{text}”，写成 2024-11-05T09:00（北京时间）。", returncode=2) from error
    return timezone.make_aware(value) if timezone.is_naive(value) else value


class Command(BaseCommand):
    help = "出刊：检查全部关口，把整期一次交给读者；--at 定时，--dry-run 只看会变什么。"

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("issue", help="期，写成 2024-11（年-期）")
        parser.add_argument("--at", help="出刊时间，如 2024-11-05T09:00（北京时间）")
        parser.add_argument("--dry-run", action="store_true", help="只看会变什么，不出刊")

    def handle(self, *args: Any, **options: Any) -> None:
        issue = Issue.objects.named(options["issue"]).first()
        if issue is None:
            raise CommandError(f"没有“{options['issue']}”这一期，期写成 2024-11（年-期）。", returncode=2)
        at = moment(options["at"]) if options["at"] else None
        try:
            lines = publish(issue, at=at, dry_run=options["dry_run"])
        except Refused as refused:
            for reason in refused.reasons:
                self.stderr.write(reason)
            raise CommandError(f"{issue}没有出刊：以上 {len(refused.reasons)} 处先办好。", returncode=2) from refused
        for line in lines:
            self.stdout.write(line)
        issue.refresh_from_db()
        if options["dry_run"]:
            self.stdout.write(f"{issue}可以出刊，以上是会变的 {len(lines)} 处；这次什么也没有改。")
        elif issue.is_scheduled():
            self.stdout.write(
                f"{issue}已定时出刊：{timezone.localtime(issue.published_at):%Y-%m-%d %H:%M}（北京时间）。"
            )
        else:
            self.stdout.write(f"{issue}已出刊，共 {issue.slots.count()} 条。")
