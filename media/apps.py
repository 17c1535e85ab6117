from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "media"
    verbose_name = _("图片")

    def ready(self) -> None:
        from media import checks  # noqa: F401, PLC0415 - Django asks for checks to be registered here
