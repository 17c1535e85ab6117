"""Comment: 批注, a remark beside words of the text."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.querysets import CommentQuerySet
from articles.states import Outcome


class Comment(models.Model):
    """批注: a remark on words of a manuscript, and the answers to it.

    `quote` are the words, `before` and `after` what stood around them, all without white space (articles/anchors.py):
    by these the place is found again after edits. An answer has a `parent` and no words of its own.
    `proposal` makes it a suggestion (修改建议): what should stand there instead, "" to take the words out; None in a plain
    comment. `outcome` says what became of it, `version` which version holds the words that were accepted.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="comments", verbose_name=_("稿件"))
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="answers", verbose_name=_("所答批注")
    )
    quote = models.TextField(_("所批文字"), blank=True)
    before = models.CharField(max_length=60, blank=True)
    after = models.CharField(max_length=60, blank=True)
    start = models.PositiveIntegerField(default=0)
    text = models.TextField(_("批注"), blank=True)
    proposal = models.TextField(_("建议改为"), null=True, blank=True)
    outcome = models.CharField(_("结果"), max_length=10, choices=Outcome.choices, blank=True)
    version = models.PositiveIntegerField(_("采纳后的稿本"), null=True, blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("批注人"))
    at = models.DateTimeField(_("时间"))
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("了结人")
    )
    resolved_at = models.DateTimeField(_("了结时间"), null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("批注")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text
