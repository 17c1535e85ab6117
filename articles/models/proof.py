"""Proof: 校次, with its marks and the ticks they got."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.record import AppendOnly
from articles.models.release import Release
from articles.querysets import ProofQuerySet
from articles.states import Answer, Conclusion, Round


class Proof(models.Model):
    """校次: one reading of a release by one person. Written by articles/proofs.py and nowhere else.

    `release` is the text that was read; `closed_at` is empty while it is being read; `conclusion` ends the last round. Nobody reads two of 一校, 二校
    and 三校 of one manuscript.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="proofs", verbose_name=_("稿件"))
    release = models.ForeignKey(Release, models.PROTECT, related_name="proofs", verbose_name=_("所校定稿"))
    kind = models.CharField(_("校次"), max_length=20, choices=Round.choices)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="proofs", verbose_name=_("校对人")
    )
    opened_at = models.DateTimeField(_("开始时间"))
    closed_at = models.DateTimeField(_("校完时间"), null=True, blank=True)
    conclusion = models.CharField(_("结论"), max_length=10, choices=Conclusion.choices, blank=True)

    objects = ProofQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("校次")
        ordering = ["opened_at", "pk"]
        permissions = [("proofread_article", _("校对")), ("lead_proof", _("责任校对"))]
        constraints = [
            models.UniqueConstraint(
                fields=["article"], condition=Q(closed_at__isnull=True), name="one_open_proof_per_article"
            ),
            models.UniqueConstraint(
                fields=["article", "kind"],
                condition=~Q(kind="check"),
                name="each_round_once_per_article",
            ),
            models.UniqueConstraint(
                fields=["article", "reader"],
                condition=Q(kind__in=["first", "second", "third"]),
                name="one_proof_round_per_person_and_article",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Mark(AppendOnly):
    """校记: one fault that a reader found: where, what stands there, what should. `number` counts within its round."""

    proof = models.ForeignKey(Proof, models.PROTECT, related_name="marks", verbose_name=_("校次"))
    number = models.PositiveIntegerField(_("序号"))
    place = models.CharField(_("位置"), max_length=100, blank=True)
    quote = models.CharField(_("原文"), max_length=500, blank=True)
    correction = models.CharField(_("改为"), max_length=500, blank=True)
    remark = models.CharField(_("说明"), max_length=500, blank=True)
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("校记")
        ordering = ["proof", "number"]
        constraints = [models.UniqueConstraint(fields=["proof", "number"], name="mark_number_in_round")]

    def __str__(self) -> str:
        return f"{self.quote} → {self.correction}"


class Tick(AppendOnly):
    """处理: what became of a mark, and who says so. The last one counts; 不改 tells the reason."""

    mark = models.ForeignKey(Mark, models.PROTECT, related_name="ticks", verbose_name=_("校记"))
    answer = models.CharField(_("处理"), max_length=20, choices=Answer.choices)
    reason = models.CharField(_("理由"), max_length=300, blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("经办人"))
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("校记处理")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return str(self.get_answer_display())
