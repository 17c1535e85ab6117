"""How a picture came to us: the credit kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CreditKind(models.TextChoices):
    """The credit forms of the trade. 资料图片 is a file picture and must carry its date."""

    TAKEN = "摄", _("摄")
    SUPPLIED = "供图", _("供图")
    DRAWN = "绘", _("绘")
    CHARTED = "制图", _("制图")
    FILE = "资料图片", _("资料图片")
