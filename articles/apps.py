from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from media.keeping import PRINTED


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("稿件")

    def ready(self) -> None:
        """Tell the photo floor which pictures must stay."""
        releases = self.get_model("Release").objects
        PRINTED.append(lambda token: releases.showing(token).exists())
