"""manage.py rebuild_search: makes the search index anew from what is pinned in published and scheduled issues."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from magazine.models import Issue
from magazine.search import index


class Command(BaseCommand):
    help = _("重建检索索引。恢复备份、手工改过数据以后用；读者在重建完成之前仍用原来的索引。")

    def handle(self, *args: Any, **options: Any) -> None:
        count = index.rebuild(self._tell)
        total = Issue.objects.filter(published_at__isnull=False).count()
        self.stdout.write(_("检索索引已重建：{total}期，{count}篇。").format(total=total, count=count))

    def _tell(self, done: int, total: int) -> None:
        if done < total:
            self.stdout.write(_("{number}/{total} 篇").format(number=done, total=total))
