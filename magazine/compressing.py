"""Compresses style sheets and scripts where no web server stands in front and none have been collected."""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware

TEXTS = (".css", ".js", ".svg")


def compressed_static(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware of a developer's machine, so that what is measured there weighs what it weighs in production."""
    compressed = GZipMiddleware(get_response)

    def answer(request: HttpRequest) -> HttpResponse:
        text = request.path.startswith(settings.STATIC_URL) and request.path.endswith(TEXTS)
        return cast(HttpResponse, compressed(request)) if text else get_response(request)

    return answer
