"""System checks: whether pictures can be kept at all."""

from typing import Any

from django.core.checks import CheckMessage, Warning, register
from django.utils.translation import gettext as _

from media.keeping import unwritable


@register()
def folders_take_pictures(**kwargs: Any) -> list[CheckMessage]:
    return [
        Warning(
            _("图片写不进{folder}。").format(folder=folder),
            hint=_("把这个文件夹的写权限交给运行本站的账号，或用VAR_DIR另指一处。"),
            id="media.W001",
        )
        for folder in unwritable()
    ]
