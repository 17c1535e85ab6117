"""Reads the few XMP properties that a desk needs, from a packet that may be hostile."""

from xml.etree import ElementTree  # noqa: S405 - a document type never gets as far as the parser, see read()

NAMES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/": "iptc",
}
LIST_ITEM = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# Properties are short; a larger packet is an editing history, and not worth parsing.
MAX_BYTES = 1024 * 1024


def read(packet: bytes) -> dict[str, list[str]]:
    """The properties `dc:…`, `photoshop:…`, `iptc:…` with their texts in order; a Chinese wording first.

    A packet with a document type or an entity of its own says nothing: XMP has neither, attacks do.
    """
    if len(packet) > MAX_BYTES:
        return {}
    try:
        text = packet.strip(b"\0").decode("utf-8-sig")
        if "<!DOCTYPE" in text.upper():
            return {}
        root = ElementTree.fromstring(text)  # noqa: S314
    except (UnicodeDecodeError, ElementTree.ParseError):
        return {}
    found: dict[str, list[str]] = {}
    for element in root.iter():
        for name, value in element.attrib.items():
            _note(found, name, [value])
        _note(found, element.tag, _values(element))
    return found


def _values(element: ElementTree.Element) -> list[str]:
    """The items of a list, or the element's own text. Of several languages, Chinese comes first."""
    items = list(element.iter(LIST_ITEM))
    if not items:
        return [element.text or ""]
    items.sort(key=lambda item: not item.get(LANGUAGE, "").lower().startswith("zh"))
    return [item.text or "" for item in items]


def _note(found: dict[str, list[str]], name: str, values: list[str]) -> None:
    space, _, local = name.removeprefix("{").rpartition("}")
    texts = [value.strip() for value in values if value.strip()]
    if space in NAMES and texts:
        found.setdefault(f"{NAMES[space]}:{local}", texts)
