"""Contents and indexes as one page of HTML that stands alone: it opens from a disk and prints on A4."""

from django.template.loader import render_to_string

from magazine.contents import Contents
from magazine.exports.page import page
from magazine.exports.style import USUAL, Stamp, Style
from magazine.indexes import Index


def write(found: Contents | Index, style: Style = USUAL, stamp: Stamp | None = None) -> bytes:
    """UTF-8 HTML, everything escaped, no script, nothing loaded from elsewhere. The stamp is a `meta` of the head."""
    context = {"page": page(found, style), "stamp": stamp}
    return render_to_string("exports/contents.html", context).encode("utf-8")
