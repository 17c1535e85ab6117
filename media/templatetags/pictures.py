"""`{% picture photo sizes="100vw" %}`: a frozen photo as <picture>, or a quiet line where its file is still to come."""

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from media.renditions import FALLBACK, FORMATS, Format, rendition_url

register = template.Library()


@register.simple_tag
def picture(photo: dict[str, Any], sizes: str = "100vw", eager: bool = False) -> SafeString:
    """<picture> with every width and format of `photo`, its size known before it loads."""
    widths = photo.get("widths")
    if not widths:
        return format_html('<span class="picture-missing">{}</span>', _("图片待补"))

    def srcset(form: Format) -> str:
        return ", ".join(f"{rendition_url(photo['token'], width, form.extension)} {width}w" for width in widths)

    sources = format_html_join(
        "",
        '<source type="{}" srcset="{}" sizes="{}">',
        ((form.media_type, srcset(form), sizes) for form in FORMATS if form is not FALLBACK),
    )
    return format_html(
        '<picture>{}<img{} src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" loading="{}" decoding="async">'
        "</picture>",
        sources,
        focus(photo),
        rendition_url(photo["token"], widths[-1], FALLBACK.extension),
        srcset(FALLBACK),
        sizes,
        photo["width"],
        photo["height"],
        photo["alt"],
        mark_safe('eager" fetchpriority="high') if eager else "lazy",
    )


@register.simple_tag
def enlarged(photo: dict[str, Any]) -> str:
    """The address of the largest rendition that every browser can show; empty where the file is still to come."""
    return rendition_url(photo["token"], photo["widths"][-1], FALLBACK.extension) if photo.get("widths") else ""


def focus(photo: dict[str, Any]) -> SafeString:
    """The classes that tell a crop where the focal point is, in tenths (a strict policy allows no style here);
    nothing in the middle, which is where a browser crops anyway."""
    across, down = (round(per_cent / 10) for per_cent in photo.get("focus") or (50, 50))
    return SafeString("") if (across, down) == (5, 5) else format_html(' class="fx-{} fy-{}"', across, down)
