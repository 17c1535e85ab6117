"""The one address of OAI-PMH (/oai): six verbs, answered in XML; the protocol is spoken in English."""

import re
from datetime import UTC, datetime
from typing import Any
from xml.etree.ElementTree import Element, SubElement, register_namespace

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from articles.models import Section
from magazine.citation import citation
from magazine.models import Magazine, Slot
from magazine.site.citations import OAI_DC, XSI, dublin_core, xml
from magazine.site.oai.asking import PREFIX, Fault, arguments, window
from magazine.site.oai.records import PER_ANSWER, listed, records, whole
from magazine.site.rows import Row

OAI = "http://www.openarchives.org/OAI/2.0/"
NUMBER = re.compile(r"[1-9][0-9]{0,17}")
register_namespace("", OAI)


@csrf_exempt  # It changes nothing, and the protocol asks for POST too.
@require_http_methods(["GET", "HEAD", "POST"])
@gzip_page
@cache_control(public=True, max_age=60)
def oai(request: HttpRequest) -> HttpResponse:
    """Answer one request of a harvester; a fault of its is an answer too, with status 200, as the protocol asks."""
    base = request.build_absolute_uri(reverse("oai"))
    root = Element(f"{{{OAI}}}OAI-PMH")
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI} {OAI}OAI-PMH.xsd")
    _add(root, "responseDate", _stamp(timezone.now()))
    asked = _add(root, "request", base)
    try:
        given = arguments(request.POST if request.method == "POST" else request.GET)
        parts = VERBS[given["verb"]](request, given)
        for name, value in given.items():
            asked.set(name, value)
        _add(root, given["verb"]).extend(parts)
    except Fault as fault:
        _add(root, "error", fault.sentence).set("code", fault.code)
    return HttpResponse(xml(root), content_type="text/xml; charset=utf-8")


def _identify(request: HttpRequest, given: dict[str, str]) -> list[Element]:
    magazine = Magazine.current()
    oldest = records(timezone.now()).order_by("stamp").values_list("stamp", flat=True).first()
    facts = {
        "repositoryName": magazine.name,
        "baseURL": request.build_absolute_uri(reverse("oai")),
        "protocolVersion": "2.0",
        "adminEmail": magazine.email or f"webmaster@{request.get_host().partition(':')[0]}",
        "earliestDatestamp": _stamp(oldest or timezone.now()),
        "deletedRecord": "persistent",
        "granularity": "YYYY-MM-DDThh:mm:ssZ",
    }
    return [_element(name, value) for name, value in facts.items()]


def _formats(request: HttpRequest, given: dict[str, str]) -> list[Element]:
    if "identifier" in given:
        _found(request, given["identifier"])
    described = _element("metadataFormat")
    for name, value in (("metadataPrefix", PREFIX), ("schema", f"{OAI}oai_dc.xsd"), ("metadataNamespace", OAI_DC)):
        _add(described, name, value)
    return [described]


def _sets(request: HttpRequest, given: dict[str, str]) -> list[Element]:
    """One set a section of which something is or was out."""
    if "resumptionToken" in given:
        raise Fault("badResumptionToken", "The list of sets is given whole.")
    used = records(timezone.now()).values("section")
    found = []
    for section in Section.objects.filter(pk__in=used):
        described = _element("set")
        _add(described, "setSpec", section.slug)
        _add(described, "setName", section.name)
        found.append(described)
    if not found:
        raise Fault("noRecordsMatch", "Nothing has been published yet.")
    return found


def _one(request: HttpRequest, given: dict[str, str]) -> list[Element]:
    return [_record(request, _found(request, given["identifier"]), Magazine.current())]


def _many(request: HttpRequest, given: dict[str, str]) -> list[Element]:
    """Records, or their headers alone, at most PER_ANSWER, with a token where there are more."""
    asked = window(given)
    slots = list(listed(records(timezone.now()), asked))
    if not slots:
        raise Fault("noRecordsMatch", "No record lies in that window.")
    magazine = Magazine.current()
    heads = given["verb"] == "ListIdentifiers"
    shown = slots[:PER_ANSWER]
    parts = [_header(request, slot) if heads else _record(request, slot, magazine) for slot in shown]
    if len(slots) > PER_ANSWER:
        parts.append(_element("resumptionToken", asked.token(shown[-1].stamp, shown[-1].pk)))
    elif asked.after:
        # The protocol asks the last answer of a list in parts for an empty one.
        parts.append(_element("resumptionToken"))
    return parts


VERBS: dict[str, Any] = {
    "Identify": _identify,
    "ListMetadataFormats": _formats,
    "ListSets": _sets,
    "GetRecord": _one,
    "ListIdentifiers": _many,
    "ListRecords": _many,
}


def _found(request: HttpRequest, identifier: str) -> Slot:
    """The slot of an identifier of ours. A draft has no record, as an article that does not exist."""
    head, _mark, number = identifier.rpartition("/")
    slot = None
    if head == _identifier_head(request) and NUMBER.fullmatch(number):
        slot = whole(records(timezone.now()).filter(article=int(number))).first()
    if slot is None:
        raise Fault("idDoesNotExist", "There is no record with this identifier.")
    return slot


def _identifier_head(request: HttpRequest) -> str:
    return f"oai:{request.get_host().partition(':')[0]}:articles"


def _header(request: HttpRequest, slot: Any) -> Element:
    header = _element("header")
    if not slot.live:
        header.set("status", "deleted")
    _add(header, "identifier", f"{_identifier_head(request)}/{slot.article_id}")
    _add(header, "datestamp", _stamp(slot.stamp))
    _add(header, "setSpec", slot.section.slug)
    return header


def _record(request: HttpRequest, slot: Any, magazine: Magazine) -> Element:
    """Header and metadata; of one that is not out any more the header alone, without a word of its text."""
    record = _element("record")
    record.append(_header(request, slot))
    if slot.live:
        url = request.build_absolute_uri(reverse("article", args=[slot.article_id]))
        keywords = [tag.name for tag in slot.release.tags.all()]
        _add(record, "metadata").append(dublin_core(citation(Row(slot), magazine, url, keywords)))
    return record


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _element(name: str, text: str = "") -> Element:
    found = Element(f"{{{OAI}}}{name}")
    found.text = text or None
    return found


def _add(parent: Element, name: str, text: str = "") -> Element:
    child = SubElement(parent, f"{{{OAI}}}{name}")
    child.text = text or None
    return child
