"""Notice (告知) and Habit (收信习惯): who was told what, and how people wish to be told."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Review


class Notice(models.Model):
    """告知: that one person was told one thing at once. `mailed` says whether a letter left; `seen_at` when it was read.

    `path` is the place it leads to, on this site; empty: the page of its manuscript. `review` is the move that it tells of.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name=_("收信人")
    )
    article = models.ForeignKey(Article, models.CASCADE, null=True, related_name="notices", verbose_name=_("稿件"))
    review = models.ForeignKey(Review, models.CASCADE, null=True, related_name="notices", verbose_name=_("审次"))
    text = models.CharField(_("内容"), max_length=300)
    path = models.CharField(max_length=200, blank=True)
    mailed = models.BooleanField(_("已发邮件"), default=False)
    at = models.DateTimeField(_("时间"))
    seen_at = models.DateTimeField(_("看过的时间"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("告知")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def address(self) -> str:
        """Where the notice leads."""
        return self.path or reverse("admin:articles_article_change", args=[self.article_id])


class Habit(models.Model):
    """收信习惯: what one person wants by e-mail; without a row, both. `digest_on` is the day of the last digest."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="habit", verbose_name=_("收信人")
    )
    at_once = models.BooleanField(_("轮到我时立刻发邮件"), default=True)
    digest = models.BooleanField(_("每天一封汇总邮件"), default=True)
    digest_on = models.DateField(_("上次汇总"), null=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("收信习惯")

    def __str__(self) -> str:
        return str(self.person)
