"""HouseWord: 本刊用词, what this magazine does not write, and what it writes instead."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.pinyin import sort_key
from articles.proofreading import Wording
from articles.proofreading.finding import Severity
from articles.querysets import HouseWordQuerySet

# How several words are told apart in one field; kept with the first of them.
BETWEEN = re.compile(r"[、/／；;\n]+")


class HouseWord(models.Model):
    """One line of the magazine's own list: `word` is not written here, one of `instead` is.

    Never deleted but retired, so that who put it there and when stays known.
    """

    LEVELS = [
        (Severity.INFORMS.value, gettext_lazy("只提示")),
        (Severity.BLOCKS.value, gettext_lazy("必改")),
    ]

    word = models.CharField(
        gettext_lazy("不用"),
        max_length=40,
        unique=True,
        error_messages={"unique": gettext_lazy("这个词已在表里，到那一条里改。")},
    )
    instead = models.CharField(
        gettext_lazy("改用"),
        max_length=200,
        blank=True,
        help_text=gettext_lazy("只有一个时可以采纳；几个用“、”隔开；没有就空着。"),
    )
    reason = models.CharField(
        gettext_lazy("说明"), max_length=200, blank=True, help_text=gettext_lazy("为什么，或依据哪份文件。")
    )
    level = models.CharField(
        gettext_lazy("轻重"),
        max_length=1,
        choices=LEVELS,
        default=Severity.INFORMS.value,
        help_text=gettext_lazy("必改的不改好就不能签终审，确实要用的写明理由放行。"),
    )
    retired = models.BooleanField(
        gettext_lazy("停用"), default=False, help_text=gettext_lazy("停用的词不再查，留在表里备考。")
    )
    sort_key = models.CharField(max_length=200, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name=gettext_lazy("经办人")
    )
    changed_at = models.DateTimeField(gettext_lazy("时间"), auto_now=True)

    objects = HouseWordQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = gettext_lazy("本刊用词")
        ordering = ["retired", "sort_key", "pk"]

    def __str__(self) -> str:
        return self.word

    def save(self, *args, **kwargs):
        self.sort_key = sort_key(self.word)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        self.instead = "、".join(filter(None, (one.strip() for one in BETWEEN.split(self.instead))))
        if self.word in self.choices:
            raise ValidationError({"instead": _("“改用”和“不用”是同一个词，改一个。")})

    @property
    def choices(self) -> list[str]:
        """The words to choose from instead; none, one or several."""
        return self.instead.split("、") if self.instead else []

    @property
    def wording(self) -> Wording:
        """The same as the checks read it."""
        return Wording(self.word, tuple(self.choices), self.level, self.reason)
