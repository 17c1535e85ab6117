"""The photo library as the editor's picker asks for it: JSON, a page at a time."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from articles.models import Figure
from articles.signers import demand
from events.models import EventFigure
from magazine.desk.library import NEWEST, printed_in
from magazine.models import Issue
from media.admin import thumbnail_url
from media.forms import PhotoForm
from media.models import Photo

PAGE = 24
# Of what a picture is used in, no more than its name.
USES = [
    Prefetch(
        "figures",
        Figure.objects.select_related("article").only("photo", "article__kicker", "article__title"),
    ),
    Prefetch(
        "event_figures",
        EventFigure.objects.select_related("event__article").only(
            "photo", "event__article__kicker", "event__article__title"
        ),
    ),
    Prefetch("covers", Issue.objects.only("year", "number", "cover")),
]


@require_GET
def search(request: HttpRequest) -> JsonResponse:
    """`?q=` words, `&issue=2024-11` and `&page=`, or `?ids=3,5`: {count, next, photos: [{id, thumbnail, caption, …}]}.

    `next` is the number of the next page, or null; `issues` the choices for `issue`, [name, words], with a first page.
    403 without the right to see photos.
    """
    demand(request.user, "media.view_photo")
    ids = [int(word) for word in request.GET.get("ids", "").split(",") if word.isdecimal() and len(word) < 10][:PAGE]
    found = Photo.objects.filter(pk__in=ids) if ids else Photo.objects.search(request.GET.get("q", ""))
    if request.GET.get("issue"):
        issue = Issue.objects.named(request.GET["issue"]).first()
        found = found.filter(printed_in(issue)) if issue else found.none()
    rows = found.order_by("-created_at", "-pk").prefetch_related(*USES)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    answer = {
        "count": page.paginator.count,
        "next": page.next_page_number() if page.has_next() else None,
        "photos": [_photo(photo) for photo in page],
    }
    if not ids and page.number == 1:
        answer["issues"] = [[issue.name, str(issue)] for issue in Issue.objects.newest_first()[:NEWEST]]
    return JsonResponse(answer)


@require_POST
def take(request: HttpRequest) -> JsonResponse:
    """One file into the library from inside an article: {photo} as above, or 400 with {reasons: [sentence]}.

    A credit has to be known, written here or in the file; 403 without the right to add photos.
    """
    demand(request.user, "media.add_photo")
    form = PhotoForm(request.POST, request.FILES)
    if "original" not in request.FILES:
        return JsonResponse({"reasons": [_("先选一个图片文件。")]}, status=400)
    if not form.is_valid():
        reasons = [str(reason) for reasons in form.errors.values() for reason in reasons]
        return JsonResponse({"reasons": reasons}, status=400)
    if not form.instance.credit_name:
        return JsonResponse({"reasons": [_("图片署名空着，文件里也没有写：填上拍摄者或供图单位再上传。")]}, status=400)
    return JsonResponse({"photo": _photo(form.keep(request.user))})


def _photo(photo: Photo) -> dict[str, Any]:
    return {
        "id": photo.pk,
        "thumbnail": thumbnail_url(photo),
        "caption": photo.caption,
        "alt": photo.alt,
        "credit": photo.credit,
        "name": str(photo),
        "width": photo.width,
        "height": photo.height,
        "uses": _uses(photo),
    }


def _uses(photo: Photo) -> list[str]:
    """What prints the picture, each named once."""
    articles = [figure.article for figure in photo.figures.all()]
    articles += [figure.event.article for figure in photo.event_figures.all()]
    found = [_("《{title}》").format(title=article) for article in articles]
    found += [_("{issue}封面").format(issue=issue) for issue in photo.covers.all()]
    return list(dict.fromkeys(found))
