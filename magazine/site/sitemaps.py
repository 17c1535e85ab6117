"""sitemap.xml and robots.txt: what search engines may find, with the day it last changed."""

from collections.abc import Iterable
from datetime import date, datetime

from django.contrib.sitemaps import Sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from articles.models import Author, Section
from magazine.models import Issue, Slot
from magazine.site.events import months
from magazine.site.page import readers


class Pages(Sitemap):
    def items(self) -> list[str]:
        return ["home", "issues", "events"]

    def location(self, item: str) -> str:
        return reverse(item)

    def get_latest_lastmod(self) -> None:
        return None


class Issues(Sitemap):
    def items(self) -> Iterable[Issue]:
        return Issue.objects.published().newest_first().defer("masthead")

    def lastmod(self, item: Issue) -> datetime | None:
        return item.published_at


class Years(Sitemap):
    def items(self) -> Iterable[int]:
        return Issue.objects.published().order_by("-year").values_list("year", flat=True).distinct()

    def location(self, item: int) -> str:
        return reverse("year", args=[item])


class Articles(Sitemap):
    limit = 10000

    def items(self) -> Iterable[dict]:
        found = Slot.objects.published().in_order()
        return found.values("article_id", "issue__published_at", "release__made_at")

    def location(self, item: dict) -> str:
        return reverse("article", args=[item["article_id"]])

    def lastmod(self, item: dict) -> datetime:
        return max(item["issue__published_at"], item["release__made_at"])


class Sections(Sitemap):
    def items(self) -> Iterable[Section]:
        shown = Slot.objects.published().values("section")
        return Section.objects.filter(pk__in=shown)

    def location(self, item: Section) -> str:
        return reverse("section", args=[item.slug])


class Authors(Sitemap):
    def items(self) -> Iterable[Author]:
        shown = Slot.objects.published().values("release__bylines__author")
        return Author.objects.filter(pk__in=shown).only("pk").order_by("pk")

    def location(self, item: Author) -> str:
        return reverse("author", args=[item.pk])


class Months(Sitemap):
    def items(self) -> list[date]:
        return months()

    def location(self, item: date) -> str:
        return reverse("events_month", args=[item.year, item.month])


SITEMAPS = {
    "pages": Pages,
    "issues": Issues,
    "years": Years,
    "articles": Articles,
    "sections": Sections,
    "authors": Authors,
    "months": Months,
}


@readers
def robots(request: HttpRequest) -> HttpResponse:
    """The desk and the endless combinations of searches are nothing for robots."""
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /search/?",
        "Disallow: /login/",
        "",
        f"Sitemap: {sitemap}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
