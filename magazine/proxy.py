"""Who is asking, when nginx stands in front."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """The address of whoever sent `request`, or None where there is none, as on a Unix socket.

    Behind our nginx it is the last entry of X-Forwarded-For, the one that nginx wrote; what stands before it is the
    client's own claim. With nobody in front the header is nothing but a claim, and the connection counts.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        address = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() or address
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return None
