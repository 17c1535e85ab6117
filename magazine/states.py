"""What an issue's contents and exports may be: the places outside the numbered pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Place(models.TextChoices):
    """Where a piece stands that stands on no numbered page; the contents print the word in place of the folio."""

    COVER = "封面", _("封面")
    INSIDE_FRONT = "封二", _("封二")
    INSIDE_BACK = "封三", _("封三")
    BACK = "封底", _("封底")
    INSERT = "插页", _("插页")


class Making(models.TextChoices):
    """How far a long export is."""

    RUNNING = "running", _("正在做")
    DONE = "done", _("做好了")
    FAILED = "failed", _("没有做成")
    CANCELLED = "cancelled", _("已取消")
