"""manage.py rebuild_search: makes the search index anew from what is pinned in published and scheduled issues."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from magazine.models import Issue
from magazine.search import index


class Command(BaseCommand):
    help = _("重建检索索引。恢复备份、手工改过数据以后用；读者在重建完成之前仍用原来的索引。")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        issues = Issue.objects.filter(published_at__isnull=False).order_by("year", "number")
        total, count = issues.count(), 0
        index.clear()
        for number, issue in enumerate(issues, start=1):
            count += index.keep(issue.slots.all())
            if number % 50 == 0:
                self.stdout.write(_("{number}/{total} 期").format(number=number, total=total))
        self.stdout.write(_("检索索引已重建：{total}期，{count}篇。").format(total=total, count=count))
