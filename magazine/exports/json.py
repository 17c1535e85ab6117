"""The contents as data. The schema is told in docs/contents-schema.md."""

import json
from functools import singledispatch
from typing import Any

from magazine.contents import Contents, Line
from magazine.exports.style import USUAL, Stamp, Style
from magazine.indexes import Index, Name


def write(found: Contents | Index, style: Style = USUAL, stamp: Stamp | None = None) -> bytes:
    """UTF-8 JSON, keys in the order of the schema, two spaces deep. The style changes nothing; the stamp is
    `exported`, which a file without one does not have.
    """
    data = as_data(found)
    if stamp:
        data["exported"] = {"by": stamp.person, "at": stamp.at.isoformat(), "state": stamp.state}
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


@singledispatch
def as_data(found: Any) -> dict[str, Any]:
    """Contents or an index of names as plain lists and dictionaries."""
    raise TypeError(found)


@as_data.register
def _contents(found: Contents) -> dict[str, Any]:
    caption, credit = found.cover
    return {
        "magazine": found.magazine,
        "issue": found.issue,
        "year": found.year,
        "number": found.number,
        "total_number": found.total_number,
        "theme": found.theme,
        "dated_on": found.dated_on.isoformat() if found.dated_on else None,
        "lines": [_line(line) for line in found.lines],
        "cover": {"caption": caption, "credit": credit} if caption or credit else None,
    }


@as_data.register
def _index(found: Index) -> dict[str, Any]:
    return {
        "magazine": found.span.magazine,
        "issue": found.span.issue,
        "kind": found.kind,
        "names": [_name(name) for name in found.names],
    }


def _name(name: Name) -> dict[str, Any]:
    return {
        "letter": name.letter,
        "name": name.name,
        "lines": [
            {
                "issue": line.issue,
                "position": line.position,
                "article": line.article_id,
                "section": line.section,
                "title": line.full_title,
                "page_from": line.page_from,
            }
            for line in name.lines
        ],
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
        "place": line.place,
        "serial": line.serial,
        "title_en": line.title_en,
    }
