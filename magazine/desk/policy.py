"""What a browser may do at the desk: Unfold and CKEditor 4 need inline scripts; nobody keeps a copy of a page."""

from collections.abc import Callable

from csp.constants import SELF
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control

INLINE = "'unsafe-inline'"
EVAL = "'unsafe-eval'"
RELAXED = {
    "script-src": [SELF, INLINE, EVAL],
    "style-src": [SELF, INLINE],
    "frame-src": [SELF],
}
# Added to what readers' pages have, so that a photo storage of its own address stays allowed.
ADDED = {"img-src": ["data:", "blob:"], "font-src": ["data:"]}


class DeskPolicy:
    """Relaxes the policy below /admin/ alone. Stands after CSPMiddleware in MIDDLEWARE, which writes the header."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith(reverse("admin:index")):
            response._csp_replace = {**RELAXED, **getattr(response, "_csp_replace", {})}
            response._csp_update = {**ADDED, **getattr(response, "_csp_update", {})}
            patch_cache_control(response, no_store=True, private=True)
        return response
