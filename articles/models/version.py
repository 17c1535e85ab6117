"""Version: 稿本, a manuscript's words as they were after one change."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.record import AppendOnly


class Version(AppendOnly):
    """稿本: everything of a manuscript that prints, frozen after one change of it; `number` is Article.version then.

    `words` is what `articles.versions.snapshot` gives. `editor` is empty where a command made the change. Written by
    workflow.text_changed; what is only autosaved never comes here.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="versions", verbose_name=_("稿件"))
    number = models.PositiveIntegerField(_("稿本"))
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("改稿人")
    )
    at = models.DateTimeField(_("时间"))
    fingerprint = models.CharField(_("文本指纹"), max_length=64)
    words = models.JSONField(_("文字"))

    class Meta:
        verbose_name = verbose_name_plural = _("稿本")
        ordering = ["article", "number"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="version_number")]

    def __str__(self) -> str:
        return _("第{number}稿").format(number=self.number)
