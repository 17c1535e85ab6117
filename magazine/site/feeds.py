"""The Atom feeds of the whole magazine and of each section: the newest articles, in contents order within an issue."""

import re
from datetime import datetime

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from articles.models import Section
from magazine.models import Magazine, Slot
from magazine.site.rows import Row, names, rows

NEWEST = 40
# Characters that XML 1.0 does not know and that a pasted text may carry.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class ArticleFeed(Feed):
    """Three queries: the magazine, the rows, their bylines."""

    feed_type = Atom1Feed
    language = "zh-Hans"

    def get_object(self, request: HttpRequest) -> Magazine:
        return Magazine.current()

    def title(self, magazine: Magazine) -> str:
        return magazine.name

    def subtitle(self, magazine: Magazine) -> str:
        return magazine.motto

    def author_name(self, magazine: Magazine) -> str:
        """Atom wants an author of the feed where an entry has none (RFC 4287, 4.1.1)."""
        return magazine.publisher or magazine.sponsor or magazine.name

    def link(self) -> str:
        return reverse("home")

    def items(self) -> list[Row]:
        return rows(Slot.objects.published().in_order()[:NEWEST])

    def item_title(self, row: Row) -> str:
        return NOT_XML.sub("", row.release.full_title)

    def item_description(self, row: Row) -> str:
        return NOT_XML.sub("", row.opening)

    def item_link(self, row: Row) -> str:
        return reverse("article", args=[row.article_id])

    def item_author_name(self, row: Row) -> str | None:
        return NOT_XML.sub("", names(row.bylines)) or None

    def item_categories(self, row: Row) -> list[str]:
        return [row.section.name]

    def item_pubdate(self, row: Row) -> datetime | None:
        return row.issue.published_at

    def item_updateddate(self, row: Row) -> datetime:
        return max(row.issue.published_at, row.release.made_at)


class SectionFeed(ArticleFeed):
    """The same for one section. Four queries."""

    def get_object(self, request: HttpRequest, slug: str) -> tuple[Magazine, Section]:
        """A section of which nothing is out answers 404."""
        section = get_object_or_404(Section, slug=slug.replace("\x00", ""))
        return Magazine.current(), section

    def title(self, found: tuple[Magazine, Section]) -> str:
        magazine, section = found
        return f"{magazine.name} · {section.name}"

    def subtitle(self, found: tuple[Magazine, Section]) -> str:
        return found[0].motto

    def author_name(self, found: tuple[Magazine, Section]) -> str:
        return super().author_name(found[0])

    def link(self, found: tuple[Magazine, Section]) -> str:
        return reverse("section", args=[found[1].slug])

    def items(self, found: tuple[Magazine, Section]) -> list[Row]:
        items = rows(Slot.objects.published().filter(section=found[1]).in_order()[:NEWEST])
        if not items:
            raise Http404
        return items
