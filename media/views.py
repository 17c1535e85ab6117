"""Serves renditions where no web server in front does."""

import re

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from media.renditions import FORMATS

MEDIA_TYPES = {form.extension: form.media_type for form in FORMATS}
NAME = re.compile(rf"([0-9a-f]{{2}})/(\1[0-9a-f]{{30}})/[1-9][0-9]{{0,4}}\.({'|'.join(MEDIA_TYPES)})")
POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"


@require_safe
def rendition(request: HttpRequest, name: str) -> FileResponse:
    """One rendition by its exact name; anything else is not found. It may be kept for ever: a name never changes."""
    match = NAME.fullmatch(name)
    if not match:
        raise Http404
    try:
        file = default_storage.open(name)
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(file, content_type=MEDIA_TYPES[match[3]])
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = POLICY
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
