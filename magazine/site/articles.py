"""One article as its readers get it: its release, its place in the issue, and the way on."""

from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Release, ReleaseByline
from articles.states import AuthorKind, Layout
from magazine.models import Slot
from magazine.querysets import Audiences
from magazine.site.dates import dated
from magazine.site.imprint import signed
from magazine.site.issues import issue_data
from magazine.site.page import open_to, readers, respond
from magazine.site.rows import Row, by_section, first_paragraph, nested, rows, shortened
from magazine.states import Audience
from media.renditions import height_at, rendition_url

TEMPLATES = {
    Layout.ARTICLE: "site/article.html",
    Layout.CHRONICLE: "site/chronicle.html",
    Layout.VOICES: "site/voices.html",
    Layout.PHOTO_ESSAY: "site/photo_essay.html",
}
# What a chat shows of a link's name before it cuts (WeChat).
LONGEST_NAME = 32
KINDS = {AuthorKind.PERSON: "Person", AuthorKind.ORGANISATION: "Organization"}


@readers
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """Six queries: the magazine, the release in its slot, bylines, tags, the issue's rows, their bylines."""
    slot = published_slot(pk, open_to(request), taken_down=True)
    if slot.taken_down_at is not None:
        return taken_down(request, slot)
    row = Row(slot)
    siblings = rows(
        Slot.objects.published(audiences=open_to(request)).filter(issue=row.slot.issue_id).order_by("position")
    )
    page = page_of(row, siblings)
    data = [article_data(request, row, page["description"])]
    card = reverse("article_card", args=[pk]) if row.issue.audience == Audience.PUBLIC else ""
    return respond(request, TEMPLATES[row.release.layout], data=data, card=card, **page)


def taken_down(request: HttpRequest, slot: Slot) -> HttpResponse:
    """撤稿: what is left at the address of an article that was taken down. 410: it was here and will not be sought again."""
    return respond(request, "site/taken_down.html", title=[_("已撤稿"), str(slot.issue)], status=410, slot=slot)


def page_of(row: Row, siblings: list[Row]) -> dict[str, Any]:
    """What the page of `row` shows; `siblings` are the rows of its issue in order, itself among them."""
    slot, release = row.slot, row.release
    at = next(i for i, other in enumerate(siblings) if other.slot.pk == slot.pk)
    return {
        "title": [release.full_title, row.section_name, str(slot.issue)],
        "called": release.full_title if len(release.full_title) <= LONGEST_NAME else release.title,
        "description": shortened(first_paragraph(release.lead or release.plain_text), 120),
        "row": row,
        "slot": slot,
        "issue": slot.issue,
        "release": release,
        "units": list(dict.fromkeys(line.affiliation for line in row.bylines if line.affiliation)),
        "tags": list(release.tags.all()),
        "signed": signed([slot]),
        "package": next((other for other in siblings if other.slot.pk == slot.package_id), None),
        "members": [other for other in siblings if other.slot.package_id == slot.pk],
        "before": siblings[at - 1] if at else None,
        "after": siblings[at + 1] if at + 1 < len(siblings) else None,
        "groups": by_section(nested(siblings)),
        "events": [dated(event) for event in release.events],
        "current": slot.pk,
    }


def published_slot(pk: int, audiences: Audiences, taken_down: bool = False) -> Slot:
    """The slot of the article `pk` with its whole release; 404 for a draft, or one that is not for these
    readers, as for no article at all, and, unless
    `taken_down` slots are asked for too, for one that was taken down."""
    bylines = ReleaseByline.objects.select_related("author").order_by("position")
    found = Slot.objects.listed(audiences=audiences) if taken_down else Slot.objects.published(audiences=audiences)
    slots = found.select_related("issue", "section", "release")
    slot = slots.prefetch_related(Prefetch("release__bylines", queryset=bylines)).filter(article=pk).first()
    if slot is None:
        raise Http404
    return slot


def images_data(request: HttpRequest, release: Release) -> list[dict]:
    """JSON-LD of the photos of a release that have arrived, events' photos among them, each with its credit line."""
    return [
        {
            "@type": "ImageObject",
            "contentUrl": request.build_absolute_uri(rendition_url(photo["token"], max(photo["widths"]), "jpg")),
            "width": max(photo["widths"]),
            "height": height_at(max(photo["widths"]), photo["width"], photo["height"]),
            "caption": photo["caption"],
            "creditText": photo["credit"],
        }
        for photo in release.pictures
        if photo["widths"]
    ]


def article_data(request: HttpRequest, row: Row, description: str) -> dict:
    """JSON-LD of an article."""
    data = {
        "@type": "Article",
        "headline": row.release.full_title,
        "description": description,
        "articleSection": row.section_name,
        "datePublished": row.issue.published_at,
        "dateModified": max(row.issue.published_at, row.release.made_at),
        "author": [{"@type": KINDS[line.author.kind], "name": line.name} for line in row.bylines],
        "isPartOf": issue_data(request, row.issue),
        "url": request.build_absolute_uri(reverse("article", args=[row.article_id])),
    }
    if pictures := images_data(request, row.release):
        data["image"] = pictures
    if row.slot.page_from:
        data["pageStart"] = row.slot.page_from
        data["pageEnd"] = row.slot.page_to or row.slot.page_from
    return data
