"""The photo library as the editor's picker asks for it: JSON, a page at a time."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from media.admin import thumbnail_url
from media.models import Photo

PAGE = 24


@require_GET
def search(request: HttpRequest) -> JsonResponse:
    """`?q=` words and `&page=`, or `?ids=3,5`: {count, next, photos: [{id, thumbnail, caption, alt, credit, …}]}.

    `next` is the number of the next page, or null. 403 without the right to see photos.
    """
    if not request.user.has_perm("media.view_photo"):
        raise PermissionDenied
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
