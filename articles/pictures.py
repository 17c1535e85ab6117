"""The pictures of a manuscript, and what they lack before the 终审."""

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from articles.models import Article
from media.models import Photo
from media.permission import lacking


def pictures(article: Article) -> list[Photo]:
    """The photos of `article` in order, those beside its events after its own. They are read once and kept with it."""
    prefetch_related_objects([article], "figures__photo", "events__figures__photo")
    photos = [figure.photo for figure in article.figures.all()]
    for event in article.events.all():
        photos += [figure.photo for figure in event.figures.all()]
    return list(dict.fromkeys(photos))


def problem(photo: Photo) -> str:
    """What the picture lacks, as the end of a sentence; empty: nothing."""
    found = lacking(photo)
    return _("{what}。").format(what="，".join(found)) if found else ""


def problems(article: Article) -> list[str]:
    """Every reason of the pictures against the 终审 of `article`, as whole sentences: the gate before it."""
    return [
        _("配图“{photo}”{what}在图片库里补上再终审。").format(photo=photo, what=what)
        for photo in pictures(article)
        if (what := problem(photo))
    ]
