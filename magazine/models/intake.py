"""Intake: 来稿, one reading of a print text."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from magazine.models.issue import Issue


class Intake(models.Model):
    """来稿: one reading of a print text into drafts. `unplaced` is kept until an editor has dealt with each piece.

    `report`: {created, updated, skipped: lists of titles}; `unplaced`, `furniture`: lists of strings;
    `doubts`: list of {line, reason}.
    """

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="intakes", verbose_name=_("期"))
    file_name = models.CharField(_("文件名"), max_length=200)
    digest = models.CharField(_("文件指纹"), max_length=64)
    text = models.TextField(_("原文"))
    report = models.JSONField(_("收稿结果"), default=dict)
    unplaced = models.JSONField(_("未归位文字"), default=list)
    furniture = models.JSONField(_("版面附件"), default=list)
    doubts = models.JSONField(_("存疑之处"), default=list)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("收稿人"),
    )
    at = models.DateTimeField(_("收稿时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("来稿")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.file_name
