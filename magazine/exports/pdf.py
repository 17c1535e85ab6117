"""Contents and indexes as PDF: A4, fonts embedded, leaders up to the number. WeasyPrint is loaded when it is needed."""

from importlib import import_module
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from magazine.contents import Contents
from magazine.exports.page import page
from magazine.exports.style import USUAL, Stamp, Style
from magazine.indexes import Index


class Unprintable(Exception):
    """This machine cannot make PDF; the sentence names the system packages that are missing."""


def write(found: Contents | Index, style: Style = USUAL, stamp: Stamp | None = None) -> bytes:
    """The page as PDF with title, language and, where there is a stamp, who made it when; the same bytes for the same
    contents. Raises Unprintable.
    """
    return printed(render_to_string("exports/contents_pdf.html", {"page": page(found, style), "stamp": stamp}))


def printed(html: str) -> bytes:
    """`html` as PDF. It loads nothing: pictures stand in it as `data:` addresses. Raises Unprintable."""
    library = weasyprint()
    fetcher = library.URLFetcher(allowed_protocols=["data"])
    # An identifier of its own would make two exports of the same contents differ.
    return library.HTML(string=html, url_fetcher=fetcher).write_pdf(pdf_identifier=b"gongkan")


def weasyprint() -> Any:
    """The library; Unprintable where its system packages are missing. Loading it takes a second: never at start."""
    try:
        return import_module("weasyprint")
    except (ImportError, OSError) as missing:
        raise Unprintable(
            _(
                "这台机器还不能做PDF：缺少系统软件包。请管理员装上{packages}（Debian、Ubuntu用apt-get install），再导出一次。"
            ).format(packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk")
        ) from missing
