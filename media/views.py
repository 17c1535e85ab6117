"""Serves renditions where no web server in front does."""

import mimetypes
import re

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest

NAME = re.compile(r"([0-9a-f]{2})/(\1[0-9a-f]{30})/[1-9][0-9]{0,4}\.(?:webp|jpg)")


def rendition(request: HttpRequest, name: str) -> FileResponse:
    """One rendition by its exact name; anything else is not found. It may be kept for ever: a name never changes."""
    if not NAME.fullmatch(name) or not default_storage.exists(name):
        raise Http404
    answer = FileResponse(default_storage.open(name), content_type=mimetypes.guess_type(name)[0])
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
