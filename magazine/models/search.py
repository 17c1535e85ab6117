"""SearchEntry: 检索条目, and SearchBlock: the index over them. Both are derived; `rebuild_search` makes them anew."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from magazine.models.issue import Slot


class SearchEntry(models.Model):
    """检索条目: the words of one pinned release as search spells them (see magazine/search/), in a slot that is out,
    scheduled, or was. `names` holds kicker, subtitle, rubric, authors and tags; `text` every printed word. `number`
    is the document's number in the index, never given twice; `facets` are the keys by which it can be narrowed."""

    slot = models.OneToOneField(
        Slot, models.CASCADE, primary_key=True, related_name="search_entry", verbose_name=_("版位")
    )
    number = models.PositiveIntegerField(_("检索号"), unique=True)
    title = models.TextField(_("标题"))
    names = models.TextField(_("署名与标签"))
    text = models.TextField(_("全文"))
    facets = models.JSONField(_("分面"), default=list)

    class Meta:
        verbose_name = verbose_name_plural = _("检索条目")

    def __str__(self) -> str:
        return self.title


class SearchBlock(models.Model):
    """检索块: the postings of one bucket of grams for one block of documents, packed (magazine/search/postings.py)."""

    bucket = models.SmallIntegerField(_("组"))
    block = models.PositiveIntegerField(_("块"))
    data = models.BinaryField(_("内容"))

    class Meta:
        verbose_name = verbose_name_plural = _("检索块")
        constraints = [models.UniqueConstraint(fields=["bucket", "block"], name="search_block")]

    def __str__(self) -> str:
        return f"{self.bucket}/{self.block}"
