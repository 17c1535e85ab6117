"""manage.py load_sample: the sample issue, read, reviewed and published as any other; safe to run twice."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from magazine.sample.loading import ACCOUNTS_FILE, load_sample


class Command(BaseCommand):
    help = _("装入示例期：示例刊物、栏目、一期稿件与图片、各角色账号。重复运行不会多出一份。")

    def handle(self, *args: Any, **options: Any) -> None:
        outcome = load_sample()
        for username, role, password in outcome.accounts:
            said = _("账号　{username}　{role}　密码　{password}")
            self.stdout.write(said.format(username=username, role=role, password=password))
        if outcome.accounts:
            said = _("以上密码只显示这一次，另存在 {file}（仅本机用户可读）。")
            self.stdout.write(said.format(file=settings.VAR / ACCOUNTS_FILE))
        self.stdout.write(outcome.sentence)
