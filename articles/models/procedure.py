"""Procedure: 审校规程, the one row."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import procedure
from articles.models.article import Article
from articles.states import Stage


class Procedure(models.Model):
    """审校规程: how many reviews a manuscript passes and how many proof rounds stand before publication.

    It lives on this floor because signing asks it, and nothing here may look up to the magazine.
    """

    review_stages = models.PositiveSmallIntegerField(
        gettext_lazy("审次"),
        choices=[
            (3, gettext_lazy("三审：初审、复审、终审")),
            (2, gettext_lazy("两审：初审、终审")),
            (1, gettext_lazy("一审：终审")),
        ],
        default=3,
    )
    proof_rounds = models.PositiveSmallIntegerField(
        gettext_lazy("校次"),
        choices=[
            (0, gettext_lazy("不设")),
            (1, gettext_lazy("一校")),
            (2, gettext_lazy("一校、二校")),
            (3, gettext_lazy("一校、二校、三校")),
        ],
        default=0,
        help_text=gettext_lazy("设了校次，校完才能出刊。校后文字又有改动，须核红。"),
    )
    reads_through = models.BooleanField(
        gettext_lazy("通读"), default=False, help_text=gettext_lazy("各校之后，另有一人通读清样。")
    )
    last_is_led = models.BooleanField(
        gettext_lazy("末校由责任校对办理"),
        default=False,
        help_text=gettext_lazy(
            "最后一校（设了通读的是通读）只由有“责任校对”角色的人办理，这一角色给有中级以上职称的校对。"
        ),
    )

    class Meta:
        verbose_name = verbose_name_plural = gettext_lazy("审校规程")
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1),
                name="one_procedure",
                violation_error_message=gettext_lazy("本系统只有一份审校规程，改现有的一份即可。"),
            ),
            models.CheckConstraint(
                condition=Q(review_stages__in=[1, 2, 3], proof_rounds__in=[0, 1, 2, 3]),
                name="procedure_within_bounds",
                violation_error_message=gettext_lazy("审次是一至三，校次是零至三。"),
            ),
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    def save(self, *args, **kwargs):
        self.pk = 1
        super().save(*args, **kwargs)
        procedure.keep(self)

    def clean(self) -> None:
        """A stage at which manuscripts wait is not taken away under them."""
        kept = procedure.STAGES.get(self.review_stages, ())
        waiting = Article.objects.filter(state__in=[stage for stage in procedure.STAGES[3] if stage not in kept])
        counts = [(Stage(stage).label, waiting.filter(state=stage).count()) for stage in procedure.STAGES[3]]
        left = "、".join(_("{count}篇待{stage}").format(count=count, stage=stage) for stage, count in counts if count)
        if left:
            raise ValidationError({"review_stages": _("还有{left}，先审完或退回，再减少审次。").format(left=left)})
