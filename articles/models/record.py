"""Records that are written once, and the one of who changed a text."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class AppendOnly(models.Model):
    """A record that is written once: the audit trail is the product of 三审."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.pk and not self._state.adding:
            raise TypeError(_("{record}只能新增，不能改动。").format(record=self._meta.verbose_name))
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError(_("{record}不能删除。").format(record=self._meta.verbose_name))


class Edit(AppendOnly):
    """改稿记录: who changed a manuscript's text, and when. Whoever is here may not sign the same draft."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="edits", verbose_name=_("稿件"))
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("改稿人"))
    version = models.PositiveIntegerField(_("稿本"))
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("改稿记录")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.editor} {self.at:%Y-%m-%d %H:%M}"
