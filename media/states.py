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


class Permission(models.TextChoices):
    """授权依据: why we may print a picture."""

    OWN = "own", _("本刊人员拍摄")
    AUTHOR = "author", _("作者授权")
    SUPPLIER = "supplier", _("供图单位授权")
    BOUGHT = "bought", _("购买")
    FREE = "free", _("公有领域或自由许可")


class Consent(models.TextChoices):
    """肖像同意: whether the people on a picture may be shown (民法典 §1018–1020)."""

    NOBODY = "nobody", _("没有可辨认的人")
    GIVEN = "given", _("本人同意")
    NEWS = "news", _("新闻报道，合理使用")
    REFUSED = "refused", _("没有取得同意")


class Minors(models.TextChoices):
    """未成年人: a child's guardian is asked as well."""

    NONE = "none", _("没有")
    AGREED = "agreed", _("有，监护人同意")
    REFUSED = "refused", _("有，监护人没有同意")
