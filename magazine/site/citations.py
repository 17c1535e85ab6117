"""The citations of an article, and of all articles of an issue, as files for reference managers and libraries."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from magazine.citation import Citation, citation
from magazine.models import Issue, Magazine
from magazine.site.articles import published_slot
from magazine.site.issues import published_issue
from magazine.site.page import open_to, readers
from magazine.site.rows import Row, rows

DC = "http://purl.org/dc/elements/1.1/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
ElementTree.register_namespace("dc", DC)
ElementTree.register_namespace("oai_dc", OAI_DC)
ElementTree.register_namespace("xsi", XSI)


@dataclass(frozen=True)
class Record:
    """One format of records: its content type, and how several citations are written as one file."""

    content_type: str
    write: Callable[[list[Citation]], str]


def dublin_core(found: Citation) -> ElementTree.Element:
    """The record of an article as the element that OAI-PMH calls oai_dc."""
    record = ElementTree.Element(f"{{{OAI_DC}}}dc")
    record.set(f"{{{XSI}}}schemaLocation", f"{OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
    for name, value in found.dublin_core:
        ElementTree.SubElement(record, f"{{{DC}}}{name}").text = value
    return record


def xml(root: ElementTree.Element) -> str:
    """`root` as a whole document."""
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _all_dublin_core(found: list[Citation]) -> str:
    if len(found) == 1:
        return xml(dublin_core(found[0]))
    records = ElementTree.Element("records")
    records.extend(dublin_core(one) for one in found)
    return xml(records)


RECORDS = {
    "ris": Record(
        "application/x-research-info-systems; charset=utf-8", lambda found: "".join(one.ris for one in found)
    ),
    "bib": Record("application/x-bibtex; charset=utf-8", lambda found: "\n".join(one.bibtex for one in found)),
    "json": Record(
        "application/vnd.citationstyles.csl+json; charset=utf-8",
        lambda found: json.dumps([one.csl for one in found], ensure_ascii=False, indent=2) + "\n",
    ),
    "xml": Record("application/xml; charset=utf-8", _all_dublin_core),
}


@readers
def citation_file(request: HttpRequest, pk: int, fmt: str) -> HttpResponse:
    """Four queries: the release in its slot, bylines, tags, the magazine; 404 for a draft as for no article at all."""
    if fmt not in RECORDS:
        raise Http404
    return _file(
        [_citation(request, Row(published_slot(pk, open_to(request))), Magazine.current())], fmt, f"article-{pk}"
    )


@readers
def issue_citations(request: HttpRequest, name: str, fmt: str) -> HttpResponse:
    """Every article of a published issue in contents order. Five queries; 404 for an issue that is not out."""
    if fmt not in RECORDS:
        raise Http404
    issue: Issue = published_issue(name, open_to(request))
    slots = issue.slots.published(audiences=open_to(request)).order_by("position").prefetch_related("release__tags")
    magazine = Magazine.current()
    return _file([_citation(request, row, magazine) for row in rows(slots)], fmt, f"issue-{issue.name}")


def _citation(request: HttpRequest, row: Row, magazine: Magazine) -> Citation:
    url = request.build_absolute_uri(reverse("article", args=[row.article_id]))
    return citation(row, magazine, url, [tag.name for tag in row.release.tags.all()])


def _file(found: list[Citation], fmt: str, name: str) -> HttpResponse:
    response: Any = HttpResponse(RECORDS[fmt].write(found), content_type=RECORDS[fmt].content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{fmt}"'
    return response
