"""SearchEntry: 检索条目."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from magazine.models.issue import Slot


class SearchEntry(models.Model):
    """检索条目: the words of one pinned release as search spells them (see magazine/search/), in a slot that is out,
    scheduled, or was. `names` holds kicker, subtitle, rubric, authors and tags; `text` every printed word."""

    slot = models.OneToOneField(
        Slot, models.CASCADE, primary_key=True, related_name="search_entry", verbose_name=_("版位")
    )
    title = models.TextField(_("标题"))
    names = models.TextField(_("署名与标签"))
    text = models.TextField(_("全文"))

    class Meta:
        verbose_name = verbose_name_plural = _("检索条目")

    def __str__(self) -> str:
        return self.title
