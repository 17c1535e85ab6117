"""Review: 审次, the signatures."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.record import AppendOnly
from articles.states import Stage, Verdict


class Review(AppendOnly):
    """审次: one append-only line of the manuscript's way: a submission, a signature, a return.

    `fingerprint` is the hash of the text that was read: a signature counts only while it equals the article's.
    `text` is that text itself, one printed piece a line (articles/printed.py); empty in rows older than the field.
    `on_behalf_of`: whose signature a substitute gave; `reviewer` is then the substitute.
    `reviewer` is empty where the system itself voids signatures after a change without an account behind it.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="reviews", verbose_name=_("稿件"))
    round = models.PositiveIntegerField(_("审轮"))
    stage = models.CharField(_("审次"), max_length=20, choices=Stage.choices, blank=True)
    verdict = models.CharField(_("结论"), max_length=20, choices=Verdict.choices)
    opinion = models.TextField(_("意见"), blank=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="reviews", verbose_name=_("经办人")
    )
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reviews_by_substitutes",
        verbose_name=_("代谁签"),
    )
    fingerprint = models.CharField(_("所读文本指纹"), max_length=64)
    text = models.TextField(_("所读文本"), blank=True)
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("审次")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["at", "id"], name="review_at")]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "round", "reviewer"],
                condition=Q(verdict="approve"),
                name="one_signature_per_person_and_round",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()}{self.get_verdict_display()}"
