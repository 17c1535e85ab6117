"""The pages of one section, one author, one tag: their articles across all issues, newest first."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from taggit.models import Tag

from articles.models import Author, Section
from magazine.models import Slot
from magazine.site.page import open_to, paged, readers, respond
from magazine.site.photographers import pictures_by
from magazine.site.rows import Row, listed

# So many pictures stand on an author's page; the others are on the page of the name.
PRINTS = 6


@readers
def section(request: HttpRequest, slug: str) -> HttpResponse:
    section = get_object_or_404(Section, slug=slug.replace("\x00", ""))
    slots = Slot.objects.published(audiences=open_to(request)).filter(section=section)
    feed = reverse("section_feed", args=[section.slug])
    return shelf(request, slots, kind=_("栏目"), name=section.name, name_en=section.name_en, feed=feed)


@readers
def author(request: HttpRequest, pk: int) -> HttpResponse:
    """Their articles, and on the first page the newest pictures credited to their name. Six queries."""
    mine = Q(released_bylines__release__slots__in=Slot.objects.published(audiences=open_to(request)))
    count = Count("released_bylines__release__slots", distinct=True, filter=mine)
    author = get_object_or_404(Author.objects.only("name", "about").annotate(pieces=count), pk=pk)
    slots = Slot.objects.published(audiences=open_to(request)).filter(release__bylines__author=author).distinct()
    first = request.GET.get("page") in (None, "1")
    prints = pictures_by(author.name, open_to(request)) if author.pieces and first else []
    shown = {"about": author.about, "prints": prints[:PRINTS], "prints_count": len(prints)}
    return shelf(request, slots, kind=_("作者"), name=author.name, total=author.pieces, **shown)


@readers
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    tag = get_object_or_404(Tag, slug=slug.replace("\x00", ""))
    slots = Slot.objects.published(audiences=open_to(request)).filter(release__tags=tag).distinct()
    return shelf(request, slots, kind=_("标签"), name=tag.name)


def shelf(
    request: HttpRequest,
    slots: QuerySet,
    *,
    kind: str,
    name: str,
    name_en: str = "",
    total: int | None = None,
    **context: Any,
) -> HttpResponse:
    """A list of published articles under one name: five queries with the one that found the name, four where that one
    has told how many they are (`total`).

    A name under which nothing is out answers 404: readers do not learn what is only planned.
    """
    page = paged(listed(slots.in_order()), request, count=total)
    if not page.paginator.count:
        raise Http404
    return respond(
        request,
        "site/shelf.html",
        title=[name, kind],
        description=_("%(kind)s“%(name)s”，共%(count)d篇。")
        % {"kind": kind, "name": name, "count": page.paginator.count},
        kind=kind,
        name=name,
        name_en=name_en,
        page=page,
        rows=[Row(slot) for slot in page],
        count=page.paginator.count,
        **context,
    )
