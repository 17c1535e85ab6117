"""授权: what a picture still lacks before it may be printed: credit, source, permission, people's consent, minors."""

from django.utils.translation import gettext as _

from media.models import Photo
from media.states import Consent, Minors


def lacking(photo: Photo) -> list[str]:
    """What `photo` lacks, each the end of a sentence that begins with the picture; empty: it may be printed.

    The fields are those of 期刊 practice: 署名权 stays with the photographer, and whoever may be recognised has been
    asked, unless the use is news (民法典 §1018–1020).
    """
    found = []
    if not photo.credit:
        found.append(_("没有图片署名"))
    missing = [
        str(label)
        for value, label in (
            (photo.source, _("来源")),
            (photo.permission, _("授权依据")),
            (photo.consent, _("肖像同意")),
            (photo.minors, _("未成年人")),
        )
        if not value
    ]
    if missing:
        found.append(_("没有填{fields}").format(fields="、".join(missing)))
    if photo.consent == Consent.REFUSED:
        found.append(_("没有取得肖像同意"))
    if photo.minors == Minors.REFUSED:
        found.append(_("有未成年人而监护人没有同意"))
    return found
