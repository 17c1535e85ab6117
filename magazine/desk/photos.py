"""The photo library as the editor's picker asks for it: JSON, a page at a time."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from articles.signers import demand
from media.admin import thumbnail_url
from media.forms import PhotoForm
from media.models import Photo

PAGE = 24


@require_GET
def search(request: HttpRequest) -> JsonResponse:
    """`?q=` words and `&page=`, or `?ids=3,5`: {count, next, photos: [{id, thumbnail, caption, alt, credit, …}]}.

    `next` is the number of the next page, or null. 403 without the right to see photos.
    """
    demand(request.user, "media.view_photo")
    ids = [int(word) for word in request.GET.get("ids", "").split(",") if word.isdecimal() and len(word) < 10][:PAGE]
    found = Photo.objects.filter(pk__in=ids) if ids else Photo.objects.search(request.GET.get("q", ""))
    page = Paginator(found.order_by("-created_at", "-pk"), PAGE).get_page(request.GET.get("page"))
    return JsonResponse(
        {
            "count": page.paginator.count,
            "next": page.next_page_number() if page.has_next() else None,
            "photos": [_photo(photo) for photo in page],
        }
    )


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
    }
