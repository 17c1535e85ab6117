"""Serves renditions: to anybody what a public issue prints, the rest to whom the door lets in."""

import re
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from media.door import Access, access, is_open, let_out, shut
from media.renditions import FORMATS

MEDIA_TYPES = {form.extension: form.media_type for form in FORMATS}
NAME = re.compile(rf"([0-9a-f]{{2}})/(\1[0-9a-f]{{30}})/[1-9][0-9]{{0,4}}\.({'|'.join(MEDIA_TYPES)})")
POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
# A name never changes what it shows, so whoever has it may keep it for ever.
FOREVER = "max-age=31536000, immutable"


@require_safe
def rendition(request: HttpRequest, name: str) -> HttpResponse:
    """One rendition by its exact name; anything else, and what is not for whoever asks, is not found."""
    token = token_of(name)
    if is_open(name):
        return answer(name, f"public, {FOREVER}")
    # An invented name costs no question to the database.
    if not default_storage.exists(name):
        raise Http404
    found = access(token, request)
    if found is Access.ANYBODY:
        let_out(name)
        # Asked again: an issue may have been closed between the question and the link.
        found = access(token, request)
        if found is Access.ANYBODY:
            return answer(name, f"public, {FOREVER}")
        shut([token])
    if found is Access.NOBODY:
        raise Http404
    return private(name)


def token_of(name: str) -> str:
    """The token in the name of a rendition; Http404 for any other name."""
    match = NAME.fullmatch(name)
    if not match:
        raise Http404
    return match[2]


def private(name: str) -> HttpResponse:
    """The rendition for whoever has been let in, and for no cache on the way."""
    response = answer(name, f"private, {FOREVER}")
    patch_vary_headers(response, ["Cookie"])
    return response


def answer(name: str, caching: str) -> HttpResponse:
    """The file of that name in the default storage; by the web server's hand where one is in front (PHOTO_DOOR)."""
    kind = MEDIA_TYPES[name.rpartition(".")[2]]
    response: Any
    if settings.PHOTO_DOOR:
        response = HttpResponse(content_type=kind)
        response["X-Accel-Redirect"] = f"{settings.PHOTO_DOOR}{name}"
    else:
        try:
            response = FileResponse(default_storage.open(name), content_type=kind)
        except FileNotFoundError:
            raise Http404 from None
    response["Cache-Control"] = caching
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
