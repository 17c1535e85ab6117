"""manage.py withdraw_issue YYYY-NN: takes an issue out of the readers' sight."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from articles.workflow import Refused
from magazine.models import Issue
from magazine.publishing import withdraw


class Command(BaseCommand):
    help = _("撤回：整期立刻不再对读者可见，也用来取消定时；目录次序和定稿都保留。")

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("issue", help=_("期，写成 2024-11（年-期）"))

    def handle(self, *args: Any, **options: Any) -> None:
        issue = Issue.objects.named(options["issue"]).first()
        if issue is None:
            raise CommandError(
                _("没有“{name}”这一期，期写成 2024-11（年-期）。").format(name=options["issue"]), returncode=2
            )
        try:
            withdraw(issue)
        except Refused as refused:
            raise CommandError("".join(refused.reasons), returncode=2) from refused
        said = _("{issue}已撤回，读者看不到了；再出刊用 publish_issue {name}。")
        self.stdout.write(said.format(issue=issue, name=issue.name))
