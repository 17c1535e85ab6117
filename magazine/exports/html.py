"""The contents as one page of HTML that stands alone: it opens from a disk and prints on A4."""

from django.template.loader import render_to_string

from magazine.contents import Contents
from magazine.exports.page import page


def write(contents: Contents) -> bytes:
    """UTF-8 HTML, everything escaped, no script, nothing loaded from elsewhere."""
    return render_to_string("exports/contents.html", {"page": page(contents)}).encode("utf-8")
