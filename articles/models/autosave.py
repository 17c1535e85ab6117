"""Autosave and Presence: what a person has typed and not saved, and who has a manuscript open."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class Autosave(models.Model):
    """暂存: the fields of one form as one person last had them on the screen, apart from the article and its history.

    `page` names the form: `article/12`, `article/new-k3f9`, `event/5`. `fields`: list of [name, value] as the browser
    would post them. `opened_version`: the article's version that the typing began from; empty for a new article.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("谁的"))
    page = models.CharField(_("表单"), max_length=60)
    article = models.ForeignKey(Article, models.CASCADE, null=True, related_name="autosaves", verbose_name=_("稿件"))
    opened_version = models.PositiveIntegerField(_("打开时的稿本"), null=True)
    fields = models.JSONField(_("文字"))
    at = models.DateTimeField(_("时间"), db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = _("暂存")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["person", "page"], name="autosave_once")]

    def __str__(self) -> str:
        return f"{self.person} {self.page}"


class Presence(models.Model):
    """在场: a person has a manuscript open. `editing`: they have typed something that is not saved."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("谁"))
    article = models.ForeignKey(Article, models.CASCADE, related_name="presences", verbose_name=_("稿件"))
    editing = models.BooleanField(_("正在编辑"), default=False)
    seen_at = models.DateTimeField(_("最近在场"))

    class Meta:
        verbose_name = verbose_name_plural = _("在场")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["person", "article"], name="presence_once")]

    def __str__(self) -> str:
        return f"{self.person} {self.article}"
