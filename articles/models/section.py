"""Section: 栏目."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.querysets import SectionQuerySet
from articles.states import Layout


class Section(models.Model):
    """栏目: data, not code. `position` is the usual order; an issue's own order is that of its slots."""

    name = models.CharField(_("名称"), max_length=40, unique=True)
    name_en = models.CharField(
        _("英文栏头"), max_length=40, blank=True, help_text=_("印在栏目名旁的英文，如 TOPIC；没有就空着。")
    )
    slug = models.SlugField(_("网址名"), max_length=40, unique=True)
    position = models.PositiveIntegerField(_("次序"), default=0)
    retired = models.BooleanField(
        _("停用"), default=False, help_text=_("停用的栏目不再供新稿和新版位选用，已有的稿件、版位和栏目页都留着。")
    )
    layout = models.CharField(_("版式"), max_length=20, choices=Layout.choices, default=Layout.ARTICLE)

    objects = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("栏目")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name
