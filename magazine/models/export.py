"""ContentsStyle: 目录样式; Export: 导出记录, of what left the desk, and of a long export while it is made."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from magazine.models.issue import Issue
from magazine.states import Making

# A maker says that it lives every second; one silent for so long has been stopped with its machine.
SILENT = timedelta(minutes=2)


class ContentsStyle(models.Model):
    """目录样式: one way to set a contents page. The fields are those of magazine.exports.style.Style, told there."""

    class Word(models.TextChoices):
        LIST = "目录", _("目录")
        ORDER = "目次", _("目次")

    class Separator(models.TextChoices):
        SPACE = " ", _("空格")
        COMMA = "，", _("逗号")
        PAUSE = "、", _("顿号")

    name = models.CharField(_("样式名"), max_length=40, unique=True)
    word = models.CharField(_("标题用字"), max_length=4, choices=Word.choices, default=Word.LIST)
    page_first = models.BooleanField(_("页码在前"), default=False)
    separator = models.CharField(_("作者之间"), max_length=1, choices=Separator.choices, default=Separator.SPACE)
    theme = models.BooleanField(_("印本期主题"), default=True)
    section_en = models.BooleanField(_("印英文栏头"), default=True)
    kicker = models.BooleanField(_("印肩题"), default=True)
    subtitle = models.BooleanField(_("印副题"), default=True)
    authors = models.BooleanField(_("印作者"), default=True)
    covers = models.BooleanField(_("列封面和插页"), default=True)
    english = models.BooleanField(_("附英文目录"), default=False, help_text=_("另起一页，只列填了英文题名的。"))

    class Meta:
        verbose_name = verbose_name_plural = _("目录样式")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


def kept() -> Any:
    """The storage of what was exported, which is never served but through its door."""
    return storages["exports"]


class Export(models.Model):
    """导出记录: what left the desk, who took it, when, and in which state the issue was then.

    `what` is said in words (2024年第11期目录); `issue` is empty for an index. A long export is a row from its start:
    `progress` in percent, `seen_at` when its maker last said that it lives, `cancelled_at` when a person stopped it,
    `said` at which step it is, or why it failed. `file` is kept for a week, then taken away; the row stays.
    """

    issue = models.ForeignKey(
        Issue, models.SET_NULL, null=True, blank=True, related_name="exports", verbose_name=_("期")
    )
    what = models.CharField(_("内容"), max_length=200)
    form = models.CharField(_("格式"), max_length=20)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("导出人")
    )
    at = models.DateTimeField(_("时间"))
    issue_state = models.CharField(_("当时的状态"), max_length=60)
    making = models.CharField(_("进度"), max_length=10, choices=Making.choices, default=Making.DONE)
    progress = models.PositiveSmallIntegerField(_("完成"), default=100)
    seen_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(_("取消时间"), null=True, blank=True)
    said = models.CharField(_("说明"), max_length=300, blank=True)
    file = models.FileField(_("文件"), storage=kept, max_length=120, blank=True)
    file_name = models.CharField(_("文件名"), max_length=200, blank=True)
    size = models.PositiveIntegerField(_("字节"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("导出记录")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.what}（{self.form.upper()}）"

    def is_silent(self, at: datetime | None = None) -> bool:
        """Whether it is still said to be made, but nobody makes it any more."""
        live = self.seen_at or self.at
        return self.making == Making.RUNNING and live < (at or timezone.now()) - SILENT
