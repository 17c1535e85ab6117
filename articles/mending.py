"""采纳 of what the checker found: its words are put in place of the wrong ones, when somebody asks for it and not before."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles import pieces
from articles.checking import checked
from articles.models import Article
from articles.pieces import Sheet
from articles.proofreading import Mend
from articles.suggesting import opened, version_now
from articles.workflow import Refused, text_changed


def mend(
    article: Article, by: Any, opened_version: int, sheet_of: Callable[[Article], Sheet], rule: str, start: int,
    at: datetime | None = None,
) -> tuple[Mend, int]:  # fmt: skip
    """Take the mend of the finding of `rule` at `start` of the sheet: (what was put in, the version that holds it).

    An edit like any other: a new version, and the signatures behind it fall. Raises Refused where `by` may not edit,
    where somebody saved after `opened_version`, and where nothing stands there to be mended.
    """
    with transaction.atomic():
        article = opened(article, by, opened_version)
        page = sheet_of(article)
        for item in checked(article, sheet=page):
            wanted = item.finding.mend
            if item.finding.rule != rule or not item.mendable or not item.place or not wanted:
                continue
            if item.place.start != start or item.waiver is not None:
                continue
            try:
                pieces.rewrite(article, [pieces.change(page, item.place, wanted.right)])
            except pieces.Unreachable as reason:
                raise Refused([str(reason)]) from reason
            text_changed(article, by, at)
            return wanted, version_now(article)
        raise Refused([_("文中已没有这一处，不用再处理。")])
