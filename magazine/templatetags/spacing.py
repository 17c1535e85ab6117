"""Chinese sentences stand next to each other without a space, and figures in groups of three: 2,310字."""

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
GAP = re.compile(r"(?<=[。！？；，：]) +(?=[\u3400-\u9fff“《（])")


@register.filter
def solid(text: object) -> SafeString:
    """`text`, escaped unless it is safe already, without the spaces between a full-width stop and a Han character."""
    return mark_safe(GAP.sub("", conditional_escape(text)))  # noqa: S308  escaped just here


@register.filter
def enumerated(text: object) -> SafeString:
    """A list that the admin joined with “, ”, escaped unless it is safe already, joined with “、” instead."""
    return mark_safe(conditional_escape(text).replace(", ", "、"))  # noqa: S308  escaped just here


@register.filter
def figure(number: object) -> object:
    """A count as a press desk writes it: 2,310. Anything else as it is."""
    return f"{number:,}" if isinstance(number, int) else number
