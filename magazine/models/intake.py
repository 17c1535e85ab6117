"""Intake: 来稿, one reading of files into drafts; and the pictures that came with it."""

import secrets
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from magazine.models.issue import Issue
from media.models import originals


class Intake(models.Model):
    """来稿: one reading of a print text, a PDF or Word files. Nothing of it is a draft before somebody presses 收稿.

    `staged`: what was understood, see magazine/intake/staging/shape.py; `steps`: what can be taken back, newest last;
    `version` counts changes of `staged` and is compared on every one. `text`: the source, by whose lines `staged` speaks.
    `report`: {created, updated, skipped: lists of titles, articles: [{entry, article, done, version}]}; `unplaced`,
    `furniture`: lists of strings; `doubts`: list of {line, reason} that nobody had looked at when it was taken.
    `issue` is empty for Word files that go to the 稿库.
    """

    class State(models.TextChoices):
        OPEN = "open", _("待收稿")
        TAKEN = "taken", _("已收稿")
        DROPPED = "dropped", _("不收")

    class Sort(models.TextChoices):
        PRINT = "print", _("排版文本")
        PDF = "pdf", _("PDF")
        WORD = "word", _("Word稿件")

    issue = models.ForeignKey(
        Issue, models.CASCADE, null=True, blank=True, related_name="intakes", verbose_name=_("期")
    )
    sort = models.CharField(_("类别"), max_length=10, choices=Sort.choices, default=Sort.PRINT)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.TAKEN, db_index=True)
    version = models.PositiveIntegerField(_("改动次数"), default=1)
    file_name = models.CharField(_("文件名"), max_length=200)
    digest = models.CharField(_("文件指纹"), max_length=64, db_index=True)
    text = models.TextField(_("原文"))
    staged = models.JSONField(_("读出的内容"), default=dict)
    steps = models.JSONField(_("可撤销的改动"), default=list)
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
        indexes = [
            models.Index(fields=["-at", "-id"], name="intake_at"),
            # What the door shows: the newest few in one state, without reading the others' long texts.
            models.Index(fields=["state", "-at", "-id"], name="intake_state_at"),
        ]

    def __str__(self) -> str:
        files = len(self.staged.get("files", []))
        if files > 1:
            return gettext("{name}等{count}个文件").format(name=self.file_name, count=files)
        return self.file_name

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Its pictures go one by one, so that each takes its file along."""
        with transaction.atomic():
            for picture in self.pictures.all():
                picture.delete()
            return super().delete(*args, **kwargs)


def picture_path(picture: "IntakePicture", filename: str) -> str:
    """A generated name, beside the originals that are never served."""
    return f"intake/{secrets.token_hex(16)}.{filename.rsplit('.', 1)[-1].lower()}"


class IntakePicture(models.Model):
    """来稿图片: a checked picture that came inside a file, or the picture of a page; kept as long as the intake.

    `name` is what `staged` calls it: `image` of a picture block, or `page/N` counted from 0.
    """

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="pictures", verbose_name=_("来稿"))
    name = models.CharField(_("名称"), max_length=200)
    file = models.FileField(_("图片文件"), storage=originals, upload_to=picture_path, max_length=120)

    class Meta:
        verbose_name = verbose_name_plural = _("来稿图片")
        constraints = [models.UniqueConstraint(fields=["intake", "name"], name="intake_picture_once")]

    def __str__(self) -> str:
        return self.name

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Its file goes with it once that is committed."""
        path = self.file.name or ""
        answer = super().delete(*args, **kwargs)
        transaction.on_commit(lambda: originals().delete(path) if path else None)
        return answer
