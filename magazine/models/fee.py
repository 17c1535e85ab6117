"""FeeRate: 稿酬标准, what the magazine pays for text and pictures."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from articles.models import Section


class FeeRate(models.Model):
    """What a section pays, in yuan. The row without a section holds for every section that has none of its own."""

    section = models.ForeignKey(
        Section,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="fee_rates",
        verbose_name=_("栏目"),
        help_text=_("空着就是其他栏目通用的标准。"),
    )
    per_thousand = models.DecimalField(
        _("每千字（元）"), max_digits=8, decimal_places=2, validators=[MinValueValidator(0)]
    )
    per_photo = models.DecimalField(
        _("每张图（元）"), max_digits=8, decimal_places=2, validators=[MinValueValidator(0)]
    )

    class Meta:
        verbose_name = verbose_name_plural = _("稿酬标准")
        ordering = ["section__position", "pk"]
        constraints = [
            # One general row too: to a database, an empty section equals no other.
            models.UniqueConstraint(
                Coalesce("section", Value(0), output_field=models.BigIntegerField()),
                name="one_fee_rate_per_section",
                violation_error_message=_("这个栏目的标准已经有了，改那一条即可。"),
            )
        ]
        permissions = [("export_fees", _("导出稿酬单"))]

    def __str__(self) -> str:
        return str(self.section or _("通用"))
