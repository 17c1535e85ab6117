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


class Audience(models.TextChoices):
    """公开: anybody. 登录可见: whoever has an account here. 内部: the accounts of the desk."""

    PUBLIC = "public", _("公开")
    MEMBERS = "members", _("登录可见")
    INTERNAL = "internal", _("内部")


# What anybody may read. Feeds, sitemaps and calendars hold no more, whoever asks: nobody logs in there.
ANYBODY = frozenset({Audience.PUBLIC})
EVERY = frozenset(Audience)


def audiences_of(user) -> frozenset[Audience]:
    """The issues that `user` may read, by their audience."""
    if not (user.is_authenticated and user.is_active):
        return ANYBODY
    return EVERY if user.is_staff else ANYBODY | {Audience.MEMBERS}
