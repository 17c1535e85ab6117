"""The least Word file that prints the same: styles and numbers written into the paragraphs, then read by mammoth."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import mammoth
from lxml import etree
from mammoth import documents

from magazine.intake.encoding import IntakeError
from magazine.intake.word.numbering import Label, Numbering
from magazine.intake.word.parts import WP, A, Package, R, value, w
from magazine.intake.word.styles import Styles
from magazine.intake.word.tidying import Remarks, pictures, tidy

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
NOTES = ("footnotes", "endnotes")
MOST_PARAGRAPHS = 20_000


@dataclass
class Plain:
    """mammoth's document; its images carry their place in `pictures` as alternative text, counted from 1.

    `pictures`: (part of the file or "" where only an address came, alternative text). A style name is `name`, or
    `name#list:KIND:LEVEL:NUMBER` with KIND `ol` or `ul`.
    """

    document: Any
    pictures: list[tuple[str, str]]
    remarks: Remarks = field(default_factory=Remarks)


def plain(package: Package) -> Plain:
    """What the file prints, as a document tree. Raises IntakeError for what can't be read."""
    remarks = Remarks()
    styles = Styles(package.related("styles"))
    numbering = Numbering(package.related("numbering"), styles)
    root = package.xml(package.main)
    if root is None or root.tag != w("document"):
        raise IntakeError(f"“{package.name}”不是Word文件，在Word或WPS里打开，另存为.docx格式后再收。")
    tidy(root, styles, remarks)
    if sum(1 for _ in root.iter(w("p"))) > MOST_PARAGRAPHS:
        raise IntakeError(f"“{package.name}”超过{MOST_PARAGRAPHS}段，不像一篇稿件，拆开后再收。")
    shown = pictures(root, remarks)
    links = package.relationships(package.main)
    kept = [(_file(package, links, name), alt) for name, alt in shown]
    names: dict[str, str] = {}
    parts = {"word/document.xml": root}
    _spell_out(root, styles, numbering, names, remarks)
    for kind in NOTES:
        notes = package.related(kind)
        if notes is not None:
            tidy(notes, styles, remarks)
            remarks["note picture"] += len(pictures(notes, Remarks()))
            for drawing in list(notes.iter(w("drawing"))):
                drawing.getparent().remove(drawing)
            _spell_out(notes, styles, numbering, names, remarks)
            parts[f"word/{kind}.xml"] = notes
    addresses = {key: link.target for key, link in links.items() if link.kind == "hyperlink" and link.external}
    return Plain(_read(_packed(parts, names, addresses)), kept, remarks)


def _file(package: Package, links: dict[str, Any], name: str) -> str:
    link = links.get(name)
    return link.target if link and not link.external and package.has(link.target) else ""


def _spell_out(root: Any, styles: Styles, numbering: Numbering, names: dict[str, str], remarks: Remarks) -> None:
    """Write into every paragraph what its style and its number say. `names` gathers style name → id."""
    for paragraph in list(root.iter(w("p"))):
        name = _style_name(paragraph, styles)
        if name.startswith("toc ") or name in ("目录", "toc heading"):
            remarks["toc"] += 1
            paragraph.getparent().remove(paragraph)
            continue
        label = numbering.label(paragraph)
        align = value(styles.property(paragraph, "jc")) or ""
        for run in list(_runs(paragraph)):
            _dress(run, styles.look(run, paragraph))
        if label is not None:
            name = _numbered(paragraph, name, label)
        own = paragraph.find(w("pPr"))
        if own is not None:
            paragraph.remove(own)
        properties = etree.Element(w("pPr"))
        paragraph.insert(0, properties)
        style_id = names.setdefault(name, f"s{len(names)}")
        etree.SubElement(properties, w("pStyle")).set(w("val"), style_id)
        if align:
            etree.SubElement(properties, w("jc")).set(w("val"), align)


def _style_name(paragraph: Any, styles: Styles) -> str:
    """The name of the paragraph's style; `heading N` for any other style that stands in Word's outline."""
    style_id = styles.of(paragraph)
    chain = [styles.name(value(style, "styleId")) for style in styles.chain(style_id)]
    known = next((name for name in chain if name.startswith("heading ") or name in ("title", "subtitle")), "")
    outline = value(styles.property(paragraph, "outlineLvl")) or ""
    own = (chain[0] if chain else "") or style_id.lower()
    if known:
        return known
    if outline.isdigit() and int(outline) < 9 and own in ("", "normal", "正文"):
        return f"heading {int(outline) + 1}"
    return own


def _runs(paragraph: Any) -> Iterator[Any]:
    for run in paragraph.iter(w("r")):
        if next(run.iterancestors(w("p")), None) is paragraph:
            yield run


def _dress(run: Any, look: Any) -> None:
    """Weight and size as direct properties; italics and raised characters as they are; nothing else."""
    old = run.find(w("rPr"))
    properties = etree.Element(w("rPr"))
    if look.bold:
        etree.SubElement(properties, w("b"))
    etree.SubElement(properties, w("sz")).set(w("val"), str(look.size))
    for kept in ("i", "vertAlign"):
        element = None if old is None else old.find(w(kept))
        if element is not None:
            properties.append(element)
    if old is not None:
        run.remove(old)
    for reference in list(run.iter(w("footnoteReference"), w("endnoteReference"))):
        if value(reference, "customMarkFollows") in ("1", "true", "on"):
            # The mark that the author typed; ours takes its place.
            for text in list(run.iter(w("t"))):
                run.remove(text)
    run.insert(0, properties)


def _numbered(paragraph: Any, name: str, label: Label) -> str:
    """A list item where a browser prints the same mark; else the label goes into the text."""
    if label.bullet or (label.plain and not name.startswith(("heading ", "title"))):
        return f"{name}#list:{'ul' if label.bullet else 'ol'}:{label.level}:{label.number}"
    if label.text:
        first = next(_runs(paragraph), None)
        run = etree.Element(w("r"))
        if first is not None and first.find(w("rPr")) is not None:
            run.append(_copy(first.find(w("rPr"))))
        etree.SubElement(run, w("t")).text = label.text
        own = paragraph.find(w("pPr"))
        paragraph.insert(0 if own is None else 1, run)
    return name


def _copy(properties: Any) -> Any:
    copy = etree.Element(w("rPr"))
    for element in properties:
        if element.tag in (w("b"), w("sz")):
            etree.SubElement(copy, element.tag).attrib.update(element.attrib)
    return copy


def _packed(parts: dict[str, Any], names: dict[str, str], addresses: dict[str, str]) -> BytesIO:
    """A Word file of these parts, with style names and the addresses of links, and without any picture's file."""
    types = etree.Element(f"{{{TYPES}}}Types")
    etree.SubElement(types, f"{{{TYPES}}}Default", Extension="xml", ContentType=MAIN)
    etree.SubElement(types, f"{{{TYPES}}}Default", Extension="picture", ContentType="image/png")
    start = etree.Element(f"{{{RELATIONSHIPS}}}Relationships")
    _relate(start, "rId1", "officeDocument", "word/document.xml")
    links = etree.Element(f"{{{RELATIONSHIPS}}}Relationships")
    _relate(links, "rIdStyles", "styles", "styles.xml")
    for kind in NOTES:
        if f"word/{kind}.xml" in parts:
            _relate(links, f"rId-{kind}", kind, f"{kind}.xml")
    for key, address in addresses.items():
        _relate(links, f"link-{key}", "hyperlink", address, external=True)
    for root in parts.values():
        _number_pictures(root, links, addresses)
    sheet = etree.Element(w("styles"))
    for name, style_id in names.items():
        style = etree.SubElement(sheet, w("style"))
        style.set(w("type"), "paragraph")
        style.set(w("styleId"), style_id)
        etree.SubElement(style, w("name")).set(w("val"), name)
    buffer = BytesIO()
    whole = {
        "[Content_Types].xml": types,
        "_rels/.rels": start,
        "word/_rels/document.xml.rels": links,
        "word/styles.xml": sheet,
        **parts,
    }
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for path, root in whole.items():
            archive.writestr(path, etree.tostring(root, encoding="utf-8", xml_declaration=True))
    buffer.seek(0)
    return buffer


def _number_pictures(root: Any, links: Any, addresses: dict[str, str]) -> None:
    for blip in root.iter(f"{{{A}}}blip"):
        key = blip.get(f"{{{R}}}embed")
        inline = next(blip.iterancestors(f"{{{WP}}}inline"))
        etree.SubElement(inline, f"{{{WP}}}docPr").set("descr", key.removeprefix("picture"))
        _relate(links, key, "image", f"media/{key}.picture")
    for link in root.iter(w("hyperlink")):
        key = link.attrib.pop(f"{{{R}}}id", None)
        if key in addresses:
            link.set(f"{{{R}}}id", f"link-{key}")


def _relate(root: Any, key: str, kind: str, target: str, external: bool = False) -> None:
    item = etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship", Id=key, Type=f"{R}/{kind}", Target=target)
    if external:
        item.set("TargetMode", "External")


def _read(file: BytesIO) -> Any:
    """mammoth's tree of the document; its HTML is not asked for."""
    read: list[Any] = []

    def keep(document: Any) -> Any:
        read.append(document)
        return documents.document([])

    mammoth.convert_to_html(file, transform_document=keep, include_embedded_style_map=False)
    return read[0]
