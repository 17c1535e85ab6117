"""Event (大事条目) and Voice (之声条目): the dated facts and quotations that a manuscript consists of."""

import re

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from articles.models import Article
from media.models import Photo

SEPARATORS = re.compile(r"[、，,；;\n]")


class Event(models.Model):
    """One entry of a chronicle article: what happened on a day, or from a day to a day (both included)."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="events", verbose_name=_("稿件"))
    position = models.PositiveIntegerField(_("次序"), default=0)
    starts_on = models.DateField(_("日期"))
    ends_on = models.DateField(_("至"), null=True, blank=True, help_text=_("只有一天就空着。"))
    text = models.TextField(_("内容"), help_text=_("另起一行就是另起一段。"))
    people = models.CharField(
        _("人物"), max_length=300, blank=True, help_text=_("几个人用顿号隔开。读者点人名，就看到同一个人的各条大事。")
    )
    place = models.CharField(_("地点"), max_length=100, blank=True, help_text=_("读者的日历里也有它。"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = _("大事条目")
        ordering = ["article", "position", "pk"]
        indexes = [models.Index(fields=["starts_on"], name="event_starts")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="event_end_not_before_start",
                violation_error_message=_("结束日期早于开始日期，把两个日期核对一下。"),
            ),
            models.UniqueConstraint(
                fields=["article", "position"],
                name="event_position",
                violation_error_message=_("条目次序重复，重排一次即可。"),
            ),
        ]

    def __str__(self) -> str:
        day = _("{day:%-m月%-d日}").format(day=self.starts_on)
        return f"{day} {self.text[:24]}"

    @property
    def names(self) -> list[str]:
        """Whom the entry names, in order, each once."""
        return list(dict.fromkeys(name.strip() for name in SEPARATORS.split(self.people) if name.strip()))


class EventFigure(models.Model):
    """The use of a photo beside one event."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="figures", verbose_name=_("大事条目"))
    photo = models.ForeignKey(Photo, models.PROTECT, related_name="event_figures", verbose_name=_("图片"))
    caption = models.CharField(_("图说"), max_length=500, blank=True, help_text=_("空着就用图片库里的图说。"))
    position = models.PositiveIntegerField(_("次序"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("大事配图")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "photo"],
                name="event_figure_once",
                violation_error_message=_("这张图片已经配在这一条里。"),
            )
        ]

    def __str__(self) -> str:
        return self.printed_caption or str(self.photo)

    @property
    def printed_caption(self) -> str:
        return self.caption or self.photo.caption

    @property
    def printed_alt(self) -> str:
        return self.photo.alt


class Voice(models.Model):
    """One quotation of a voices article. A speaker who is not known stays empty: it is never guessed."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="voices", verbose_name=_("稿件"))
    position = models.PositiveIntegerField(_("次序"), default=0)
    text = models.TextField(_("原话"))
    speaker = models.CharField(_("说话人"), max_length=60, blank=True)
    speaker_title = models.CharField(_("身份"), max_length=200, blank=True)
    source = models.CharField(_("出处"), max_length=200, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = _("之声条目")
        ordering = ["article", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "position"],
                name="voice_position",
                violation_error_message=_("条目次序重复，重排一次即可。"),
            )
        ]

    def __str__(self) -> str:
        speaker = self.speaker or _("（佚名）")
        return f"{speaker}：{self.text[:20]}"
