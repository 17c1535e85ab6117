"""作者名录: who looks like whom, and doubled authors made one with all that bears their name."""

import re
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from articles.models import Article, Author, Byline, ReleaseByline
from articles.pinyin import sort_key
from articles.states import stages
from articles.workflow import Refused, text_changed

MARKS = re.compile(r"[\s·•．.\u3000]+")
WITH_UNIT = re.compile(r"([^（）()]+)[（(]([^（）()]+)[）)]?")


def parted(typed: str) -> tuple[str, str]:
    """(name, unit) of an author as one is named everywhere: 杨红梅（二厂）; the unit is empty where none is said."""
    name, unit = split.groups() if (split := WITH_UNIT.fullmatch(typed.strip())) else (typed, "")
    return name.strip(), unit.strip()


def similar(author: Author) -> list[Author]:
    """Authors who may be the same as `author`: the same name but for spaces and dots, or one that sounds the same.

    With `pieces`, the number of their bylines, for whoever has to choose. The namesakes first.
    """
    name = MARKS.sub("", author.name)
    sound = sort_key(author.name)
    found = (
        Author.objects.filter(Q(name=name) | Q(sort_key=sound) | Q(sort_key=author.sort_key))
        .exclude(pk=author.pk)
        .annotate(pieces=Count("bylines", distinct=True))
    )
    return sorted(found, key=lambda other: (MARKS.sub("", other.name) != name, other.pk))


@dataclass(frozen=True)
class Merge:
    """What making one of two authors would move. `printed`: drafts whose printed name changes; `reasons` forbid it."""

    gone: Author
    kept: Author
    articles: list[Article]
    releases: int
    printed: list[Article]
    voided: list[Article]
    reasons: list[str]


def preview(gone: Author, kept: Author) -> Merge:
    """What `merge` would do, and every reason against it; nothing is changed."""
    bylines = list(Byline.objects.filter(author=gone).select_related("article").order_by("article_id", "position"))
    articles = list(dict.fromkeys(byline.article for byline in bylines))
    doubled = Byline.objects.filter(author=kept, article__in=articles).values_list("article_id", "role")
    taken = set(doubled)
    reasons = [
        _("《{title}》里两个作者都署了名，先在稿件里删去一个。").format(title=byline.article)
        for byline in bylines
        if (byline.article_id, byline.role) in taken
    ]
    if gone.pk == kept.pk:
        reasons.append(_("这是同一个作者，另选一个。"))
    printed = articles if gone.name != kept.name else []
    return Merge(
        gone,
        kept,
        articles,
        ReleaseByline.objects.filter(author=gone).count(),
        printed,
        [article for article in printed if article.state in stages()],
        list(dict.fromkeys(reasons)),
    )


def merge(gone: Author, kept: Author, by: Any) -> Merge:
    """Give all bylines of `gone` to `kept`, those of releases too, and delete `gone`; what was done.

    What a release printed stays as printed, only its link leads on. A draft prints the name that is kept: where that
    differs, it counts as a change of its text. Raises Refused with every reason; then nothing has changed.
    """
    with transaction.atomic():
        both = {author.pk: author for author in Author.objects.select_for_update().filter(pk__in=[gone.pk, kept.pk])}
        if len(both) < 2:
            raise Refused([_("这个作者已不在名录里，重新打开页面。")])
        done = preview(both[gone.pk], both[kept.pk])
        if done.reasons:
            raise Refused(done.reasons)
        for byline in Byline.objects.filter(author=gone):
            byline.author = done.kept
            byline.save()
        # Records are written once: whom they point to is no word of them.
        ReleaseByline.objects.filter(author=gone).update(author=done.kept)
        for article in done.printed:
            text_changed(article, by)
        done.gone.delete()
    return done
