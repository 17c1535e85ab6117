"""Substitute: 代签, who may sign for whom, from when to when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.querysets import SubstituteQuerySet
from articles.states import Stage


class Substitute(models.Model):
    """代签: `person` may give the signature of `principal` at one stage, on the days from `starts_on` to `ends_on`.

    Both days count. Ending it early keeps the row: who could sign when must be known afterwards.
    """

    principal = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="substitutes", verbose_name=_("本人")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="substituting", verbose_name=_("代签人")
    )
    stage = models.CharField(_("审次"), max_length=20, choices=Stage.choices)
    starts_on = models.DateField(_("起"))
    ends_on = models.DateField(_("止"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("委托人"))
    made_at = models.DateTimeField(_("委托时间"))
    ended_at = models.DateTimeField(_("提前终止"), null=True, blank=True)

    objects = SubstituteQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("代签")
        ordering = ["-starts_on", "-pk"]
        permissions = [("appoint_substitute", _("替他人安排代签"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="substitute_ends_after_start",
                violation_error_message=_("止日不能早于起日。"),
            ),
            models.CheckConstraint(
                condition=~Q(person=F("principal")),
                name="substitute_is_another_person",
                violation_error_message=_("代签人须是另一个人。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()}（{self.starts_on:%Y-%m-%d}—{self.ends_on:%Y-%m-%d}）"
