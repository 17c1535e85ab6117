"""`{% citation_of row magazine url tags as cited %}`: the citation that an article's page shows and carries."""

from typing import Any

from django import template

from magazine.citation import Citation, citation
from magazine.models import Magazine
from magazine.site.rows import Row

register = template.Library()


@register.simple_tag
def citation_of(row: Row, magazine: Magazine, url: str, tags: list[Any]) -> Citation:
    return citation(row, magazine, url, [tag.name for tag in tags])
