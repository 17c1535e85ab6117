"""恢复: an earlier version becomes the newest one, through the same door as every other change."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Author, Byline, Figure, Section
from articles.ordering import OUT_OF_THE_WAY
from articles.permissions import edit_refusal, valid_signatures
from articles.versions import ensure_version
from articles.workflow import Refused, text_changed
from media.models import Photo


def will_fall(article: Article) -> str:
    """What a change of the words does to the signatures, as a sentence; empty where there are none."""
    stages = "、".join(str(review.get_stage_display()) for review in valid_signatures(article))
    return _("文字改了，{stages}签字作废，从头审起。").format(stages=stages) if stages else ""


def restore(article: Article, number: int, opened_version: int, by: Any, at: datetime | None = None) -> list[str]:
    """Make the words of version `number` the newest version of `article`; sentences for what could not come back.

    The version that is left stays in the history, so restoring it undoes this. Raises Refused where `by` may not
    edit, where somebody saved after `opened_version`, and where the version is not kept.
    """
    at = at or timezone.now()
    with transaction.atomic():
        article = Article.objects.select_for_update().get(pk=article.pk)
        ensure_version(article)
        refusal = edit_refusal(by, article)
        if refusal:
            raise Refused([refusal])
        if article.version != opened_version:
            raise Refused([_("这篇稿件在你打开之后有人存过，看过新的稿本再恢复。")])
        version = article.versions.filter(number=number).first()
        if version is None:
            raise Refused([_("没有第{number}稿的文字，不能恢复。").format(number=number)])
        missing = _write(article, version.words)
        text_changed(article, by, at)
    return missing


def _write(article: Article, words: dict[str, Any]) -> list[str]:
    for name, value in words["texts"].items():
        setattr(article, name, value)
    if Section.objects.filter(pk=words["section"]["id"]).exists():
        article.section_id = words["section"]["id"]
    article.save()
    article.tags.set(words["tags"])
    missing: list[str] = []
    _bylines(article, words["bylines"], missing)
    _figures(article.figures, words["figures"], {"article": article}, missing)
    _entries(article.events, words["events"], ["starts_on", "ends_on", "text", "people", "place"], missing)
    _entries(article.voices, words["voices"], ["text", "speaker", "speaker_title", "source"], missing)
    return missing


def _bylines(article: Article, rows: list[dict[str, Any]], missing: list[str]) -> None:
    article.bylines.all().delete()
    place = 0
    for row in rows:
        # Authors that were doubled may have been merged since: then the name finds whom the row means.
        author = Author.objects.filter(pk=row["author"]).first() or Author.objects.filter(name=row["name"]).first()
        if author is None:
            missing.append(_("作者“{name}”已不在作者库，署名里没有恢复。").format(name=row["name"]))
            continue
        place += 1
        Byline.objects.create(
            article=article, author=author, role=row["role"], affiliation=row["affiliation"], position=place
        )


def _figures(figures: Any, rows: list[dict[str, Any]], owner: dict[str, Any], missing: list[str]) -> None:
    """The rows of one list of pictures: an article's, or those beside one event (which have no words for the blind)."""
    figures.all().delete()
    there = set(Photo.objects.filter(pk__in=[row["photo"] for row in rows]).values_list("pk", flat=True))
    place = 0
    for row in rows:
        if row["photo"] not in there:
            missing.append(_("图片“{name}”已不在图片库，没有恢复。").format(name=row["name"]))
            continue
        place += 1
        fields = {"photo_id": row["photo"], "caption": row["caption"], "position": place}
        figures.model.objects.create(**owner, **fields, **({"alt": row["alt"]} if figures.model is Figure else {}))


def _entries(entries: Any, rows: list[dict[str, Any]], names: list[str], missing: list[str]) -> None:
    """Events or voices: those that are there keep their address, the others come and go."""
    entries.exclude(pk__in=[row["id"] for row in rows]).delete()
    entries.update(position=F("position") + OUT_OF_THE_WAY)
    present = {entry.pk: entry for entry in entries.all()}
    for place, row in enumerate(rows, start=1):
        entry = present.get(row["id"]) or entries.model(article=entries.instance)
        for name in names:
            # A version from before the entry had this field says nothing of it.
            setattr(entry, name, row.get(name, ""))
        entry.position = place
        entry.save()
        if "figures" in row:
            _figures(entry.figures, row["figures"], {"event": entry}, missing)
