"""Photo: the file, its credit and its renditions."""

import secrets
from functools import partial
from typing import Any

from django.conf import settings
from django.core.files.storage import storages
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from media.credit import credit_line
from media.keeping import discard
from media.querysets import PhotoQuerySet
from media.states import Consent, CreditKind, Minors, Permission


def originals():
    """The storage of the originals, which is never served."""
    return storages["originals"]


def original_path(photo: "Photo", filename: str) -> str:
    """A generated name: the sender's file name is kept as text only."""
    return f"{photo.token[:2]}/{photo.token}.{filename.rsplit('.', 1)[-1].lower()}"


def new_token() -> str:
    """128 random bits, so that the address of a picture in a draft cannot be guessed."""
    return secrets.token_hex(16)


class Photo(models.Model):
    """One picture of the library. Credit belongs to it; the caption printed belongs to its use (Figure).

    `original` may be empty: a print text names pictures that arrive later. Width and height are in pixels as
    seen, after the camera's orientation is applied. `widths` lists the renditions made, in pixels, ascending.
    `focus_x` and `focus_y` are per cent of them, from the left and from the top: what a crop must keep.
    """

    token = models.CharField(_("文件代号"), max_length=32, unique=True, default=new_token, editable=False)
    original = models.FileField(_("图片文件"), storage=originals, upload_to=original_path, max_length=120, blank=True)
    original_name = models.CharField(_("原文件名"), max_length=200, blank=True, editable=False)
    digest = models.CharField(_("文件指纹"), max_length=64, blank=True, db_index=True, editable=False)
    width = models.PositiveIntegerField(_("宽"), default=0, editable=False)
    height = models.PositiveIntegerField(_("高"), default=0, editable=False)
    widths = models.JSONField(_("版本宽度"), default=list, editable=False)
    focus_x = models.PositiveSmallIntegerField(
        _("焦点离左边"), default=50, validators=[MaxValueValidator(100)], help_text=_("百分数，0到100。")
    )
    focus_y = models.PositiveSmallIntegerField(
        _("焦点离上边"), default=50, validators=[MaxValueValidator(100)], help_text=_("百分数，0到100。")
    )
    caption = models.CharField(
        _("图说"), max_length=500, blank=True, help_text=_("画面上是谁、在哪里、做什么。用到稿件里时可另写。")
    )
    alt = models.CharField(
        _("替代文字"),
        max_length=300,
        blank=True,
        help_text=_("读给看不见图的读者听：画面是什么，不重复图说。"),
    )
    credit_name = models.CharField(_("图片署名"), max_length=100, blank=True)
    credit_kind = models.CharField(_("署名方式"), max_length=10, choices=CreditKind.choices, default=CreditKind.TAKEN)
    taken_on = models.DateField(_("拍摄日期"), null=True, blank=True)
    place = models.CharField(_("地点"), max_length=100, blank=True)
    source = models.CharField(
        _("来源"), max_length=200, blank=True, help_text=_("从哪里来的：本刊拍摄、投稿、某单位、某图片社。")
    )
    permission = models.CharField(_("授权依据"), max_length=10, choices=Permission.choices, blank=True)
    consent = models.CharField(_("肖像同意"), max_length=10, choices=Consent.choices, blank=True)
    minors = models.CharField(_("未成年人"), max_length=10, choices=Minors.choices, blank=True)
    created_at = models.DateTimeField(_("入库时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("入库人"),
    )

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("图片")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="photo_created"),
            models.Index(fields=["taken_on"], name="photo_taken"),
        ]

    def __str__(self) -> str:
        return self.caption[:40] or self.original_name or _("图片{number}").format(number=self.pk)

    @property
    def credit(self) -> str:
        return credit_line(self.credit_name, self.credit_kind)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Its files go with it once that is committed, but for renditions that have been printed."""
        token, original = self.token, self.original.name or ""
        answer = super().delete(*args, **kwargs)
        transaction.on_commit(partial(discard, token, original))
        return answer
