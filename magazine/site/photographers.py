"""All pictures that are credited to one name, from the releases of published issues and never from the library."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from magazine.models import Slot
from magazine.querysets import Audiences
from magazine.search.finding import published_with
from magazine.search.spelling import spell
from magazine.site.page import open_to, readers, respond
from magazine.states import ANYBODY
from media.credit import split_credit

PER_PAGE = 24


@dataclass(frozen=True)
class Printed:
    """A frozen photo and the slot that it was printed in; `anchor` is where it stands in the article's page."""

    photo: dict[str, Any]
    slot: Slot
    anchor: str


@readers
def photographer(request: HttpRequest, name: str) -> HttpResponse:
    """Three queries. A name under which no picture is out answers 404."""
    name = name.replace("\x00", "").strip()
    page = Paginator(pictures_by(name, open_to(request)), PER_PAGE).get_page(request.GET.get("page"))
    if not page.paginator.count:
        raise Http404
    count = page.paginator.count
    return respond(
        request,
        "site/photographer.html",
        title=[name, _("图片署名")],
        description=_("署名“%(name)s”的图片，共%(count)d幅。") % {"name": name, "count": count},
        name=name,
        page=page,
        count=count,
    )


def pictures_by(name: str, audiences: Audiences = ANYBODY) -> list[Printed]:
    """The pictures whose credit names exactly `name`, newest issue first. The search index finds the releases to look at."""
    terms = spell(name).split()
    if not terms:
        return []
    slots = (
        published_with(terms, audiences=audiences)
        .select_related("issue", "release")
        .only("article_id", "issue__year", "issue__number", "release__title", "release__photos", "release__events")
        .in_order()
    )
    return [printed for slot in slots for printed in _printed(slot) if credited(printed.photo) == name]


def credited(photo: dict[str, Any]) -> str:
    """The name in the photo's credit line; empty for 资料图片 of nobody."""
    return split_credit(photo["credit"])[0]


def _printed(slot: Slot) -> list[Printed]:
    found = [Printed(photo, slot, f"photo-{photo['id']}") for photo in slot.release.photos]
    for event in slot.release.events:
        found += [Printed(photo, slot, f"event-{event['id']}") for photo in event["photos"]]
    return found
