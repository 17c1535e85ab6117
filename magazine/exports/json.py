"""The contents as data. The schema is told in docs/contents-schema.md."""

import json
from typing import Any

from magazine.contents import Contents, Line


def write(contents: Contents) -> bytes:
    """UTF-8 JSON, keys in the order of the schema, two spaces deep."""
    return (json.dumps(as_data(contents), ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def as_data(contents: Contents) -> dict[str, Any]:
    """The contents as plain lists and dictionaries."""
    return {
        "magazine": contents.magazine,
        "issue": contents.issue,
        "year": contents.year,
        "number": contents.number,
        "total_number": contents.total_number,
        "theme": contents.theme,
        "dated_on": contents.dated_on.isoformat() if contents.dated_on else None,
        "lines": [_line(line) for line in contents.lines],
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "issue": line.issue,
        "position": line.position,
        "article": line.article_id,
        "section": line.section,
        "section_en": line.section_en,
        "heading": line.heading,
        "rubric": line.rubric,
        "kicker": line.kicker,
        "title": line.title,
        "subtitle": line.subtitle,
        "authors": [{"name": a.name, "role": a.role, "affiliation": a.affiliation} for a in line.authors],
        "photographers": list(line.photographers),
        "page_from": line.page_from,
        "page_to": line.page_to,
        "depth": line.depth,
        "is_package": line.is_package,
        "package": line.package,
        "layout": line.layout,
        "characters": line.characters,
        "state": line.state,
        "planned": line.planned,
    }
