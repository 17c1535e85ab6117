from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MagazineConfig(AppConfig):
    name = "magazine"
    verbose_name = _("期刊")

    def ready(self) -> None:
        """Have the floors below ask us: when a manuscript moves, and who may see a picture."""
        # Models are there only now.
        from articles.telling import MOVED, TOLD  # noqa: PLC0415
        from magazine import showing, telling  # noqa: PLC0415
        from media.door import ASKED  # noqa: PLC0415

        MOVED.append(telling.moved)
        TOLD.append(telling.told)
        ASKED.append(showing.access)
