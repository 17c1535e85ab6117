"""Waiver: 放行 or 忽略, a finding of the checker that a person lets stand."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.record import AppendOnly


class Waiver(AppendOnly):
    """放行: a finding is let stand for as long as the article says these words: the rule, its quote, the reason.

    What need not be mended is put aside (忽略) without a reason. The last row of a finding holds: one that is `lifted`
    takes back those before it (恢复提示).
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="waivers", verbose_name=_("稿件"))
    rule = models.CharField(_("规则"), max_length=20)
    quote = models.CharField(_("原文"), max_length=500)
    reason = models.CharField(_("理由"), max_length=300, blank=True)
    lifted = models.BooleanField(_("恢复提示"), default=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("经办人"))
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("放行")
        ordering = ["at", "pk"]
        permissions = [("waive_finding", _("放行校对问题"))]

    def __str__(self) -> str:
        return f"{self.rule} {self.quote}"
