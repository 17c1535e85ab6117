"""Takes a document down to what it prints: no deletions, comments or hidden words, and nothing wrapped out of reach."""

from collections import Counter
from typing import Any

from lxml import etree

from magazine.intake.word.parts import MC, PIC, WP, A, M, R, V, value, w
from magazine.intake.word.styles import Styles

DROPPED = {
    w(name)
    for name in [
        "del",
        "moveFrom",
        "commentRangeStart",
        "commentRangeEnd",
        "commentReference",
        "annotationRef",
        "proofErr",
        "permStart",
        "permEnd",
        "bookmarkStart",
        "bookmarkEnd",
        "moveFromRangeStart",
        "moveFromRangeEnd",
        "moveToRangeStart",
        "moveToRangeEnd",
        "lastRenderedPageBreak",
        "delText",
        "delInstrText",
        "pPrChange",
        "rPrChange",
        "tblPrChange",
        "trPrChange",
        "tcPrChange",
        "sectPrChange",
        "sectPr",
        "altChunk",
        "subDoc",
        "cellDel",
        "softHyphen",
    ]
}
UNWRAPPED = {
    w(name) for name in ["ins", "moveTo", "smartTag", "customXml", "fldSimple", "dir", "bdo", "customXmlInsRange"]
}


class Remarks(Counter):
    """How often something was met that an editor should know of: deletion, insertion, comment, hidden, box, math …"""


def tidy(root: Any, styles: Styles, remarks: Remarks) -> None:
    """Make `root` (a document, footnotes or endnotes part) say in plain paragraphs, runs and tables what it prints."""
    remarks["comment"] += sum(1 for _ in root.iter(w("commentReference")))
    remarks["deletion"] += sum(1 for name in ("del", "moveFrom") for _ in root.iter(w(name)))
    remarks["chunk"] += sum(1 for _ in root.iter(w("altChunk")))
    _choose_alternates(root)
    _drop_deleted_rows(root)
    _join_deleted_marks(root)
    for element in [e for e in root.iter() if e.tag in DROPPED]:
        _remove(element)
    for element in list(root.iter(w("sdt"))):
        _unwrap_control(element)
    for element in [e for e in root.iter() if e.tag in UNWRAPPED]:
        _unwrap(element)
    _read_ruby(root)
    _read_mathematics(root, remarks)
    _drop_hidden(root, styles, remarks)
    _plain_breaks(root)
    _lift_boxes(root, remarks)


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: Any) -> None:
    """Put the children where the element stands."""
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    parent[place : place + 1] = list(element)


def _unwrap_control(element: Any) -> None:
    """A content control prints its content, but for the prompt that waits to be typed over."""
    properties, content = element.find(w("sdtPr")), element.find(w("sdtContent"))
    prompt = properties is not None and properties.find(w("showingPlcHdr")) is not None
    contents = None if properties is None else properties.find(f"{w('docPartObj')}/{w('docPartGallery')}")
    if content is None or prompt or value(contents) == "Table of Contents":
        _remove(element)
        return
    element[:] = list(content)
    _unwrap(element)


def _choose_alternates(root: Any) -> None:
    """Of two ways to say the same, the one that has words or a picture; the newer one first."""
    for element in reversed(list(root.iter(f"{{{MC}}}AlternateContent"))):
        ways = [*element.findall(f"{{{MC}}}Choice"), *element.findall(f"{{{MC}}}Fallback")]
        way = next((way for way in ways if _says_something(way)), None)
        element[:] = [] if way is None else list(way)
        _unwrap(element)


def _says_something(element: Any) -> bool:
    if any(text.text for text in element.iter(w("t"))):
        return True
    return next(element.iter(f"{{{A}}}blip", f"{{{V}}}imagedata", w("object")), None) is not None


def _drop_deleted_rows(root: Any) -> None:
    for row in list(root.iter(w("tr"))):
        properties = row.find(w("trPr"))
        if properties is not None and properties.find(w("del")) is not None:
            _remove(row)


def _join_deleted_marks(root: Any) -> None:
    """A paragraph whose end was struck out runs on into the next one."""
    for paragraph in reversed(list(root.iter(w("p")))):
        mark = paragraph.find(f"{w('pPr')}/{w('rPr')}")
        if mark is None or (mark.find(w("del")) is None and mark.find(w("moveFrom")) is None):
            continue
        following = paragraph.getnext()
        if following is None or following.tag != w("p"):
            continue
        own = following.find(w("pPr"))
        place = 0 if own is None else 1
        following[place:place] = [child for child in paragraph if child.tag != w("pPr")]
        _remove(paragraph)


def _read_ruby(root: Any) -> None:
    """The characters without the small reading above them."""
    for ruby in list(root.iter(w("ruby"))):
        base, run = ruby.find(w("rubyBase")), ruby.getparent()
        if base is None or run is None:
            continue
        words = "".join(text.text or "" for text in base.iter(w("t")))
        written = etree.Element(w("t"))
        written.text = words
        run.replace(ruby, written)


def _read_mathematics(root: Any, remarks: Remarks) -> None:
    """A formula as the characters in it: an editor sets it again."""
    for formula in list(root.iter(f"{{{M}}}oMath")):
        words = "".join(text.text or "" for text in formula.iter(f"{{{M}}}t"))
        run = etree.Element(w("r"))
        etree.SubElement(run, w("t")).text = words
        parent = formula.getparent()
        if parent is not None and words:
            remarks["formula"] += 1
            parent.replace(formula, run)
    for paragraph in list(root.iter(f"{{{M}}}oMathPara")):
        _unwrap(paragraph)


def _drop_hidden(root: Any, styles: Styles, remarks: Remarks) -> None:
    for paragraph in list(root.iter(w("p"))):
        for run in list(paragraph.iter(w("r"))):
            if next(run.iterancestors(w("p")), None) is paragraph and styles.look(run, paragraph).hidden:
                remarks["hidden"] += any((text.text or "").strip() for text in run.iter(w("t")))
                _remove(run)


def _plain_breaks(root: Any) -> None:
    """Every break inside a line as w:br, every tab as w:tab; the hyphen that never breaks as a hyphen."""
    for element in list(root.iter(w("cr"), w("ptab"), w("noBreakHyphen"))):
        plain = etree.Element(w("br") if element.tag == w("cr") else w("tab"))
        if element.tag == w("noBreakHyphen"):
            plain = etree.Element(w("t"))
            plain.text = "-"
        element.getparent().replace(element, plain)


def _lift_boxes(root: Any, remarks: Remarks) -> None:
    """Put the paragraphs of every text box behind the paragraph that it hangs on: a caption then follows its picture.

    A short box that hangs on a long first paragraph goes before it: that is how a title is floated above the text.
    """
    first = next((p for p in root.iter(w("p")) if _own_words(p)), None)
    for box in reversed(list(root.iter(w("txbxContent")))):
        anchor = next(box.iterancestors(w("p")), None)
        content = [child for child in box if child.tag in (w("p"), w("tbl"))]
        box[:] = []
        if anchor is None or not any(_says_something(child) for child in content):
            continue
        remarks["box"] += 1
        words = "".join(text.text or "" for child in content for text in child.iter(w("t")))
        parent = anchor.getparent()
        place = parent.index(anchor)
        above = anchor is first and len(words) <= 40 < len(_own_words(anchor))
        for offset, child in enumerate(content):
            parent.insert(place + offset + (0 if above else 1), child)


def _own_words(paragraph: Any) -> str:
    texts = paragraph.iter(w("t"))
    return "".join(t.text or "" for t in texts if next(t.iterancestors(w("txbxContent")), None) is None).strip()


def pictures(root: Any, remarks: Remarks) -> list[tuple[str, str]]:
    """Set every picture of `root` as one plain inline drawing; [(relationship id or "", alt text)] in their order.

    The drawing carries its place in that list, counted from 1, as `r:embed`. A picture that is only linked has an
    empty id here: its file did not come along and is never fetched.
    """
    found: list[tuple[str, str]] = []
    containers = (w("drawing"), w("pict"), w("object"))
    for container in [e for e in root.iter(*containers) if next(e.iterancestors(*containers), None) is None]:
        plain = []
        for image in container.iter(f"{{{A}}}blip", f"{{{V}}}imagedata"):
            embedded = image.get(f"{{{R}}}embed") or (image.get(f"{{{R}}}id") if "imagedata" in image.tag else "")
            linked = image.get(f"{{{R}}}link") or image.get(f"{{{R}}}href")
            if embedded or linked:
                remarks["linked"] += not embedded
                found.append((embedded or "", _alternative(container)))
                plain.append(_drawing(len(found)))
        remarks["chart"] += not plain and _draws(container)
        parent = container.getparent()
        place = parent.index(container)
        parent[place : place + 1] = plain
    return found


def _draws(container: Any) -> bool:
    """Whether this is a chart or a diagram, whose words a picture would have to show."""
    data = next(container.iter(f"{{{A}}}graphicData"), None)
    return data is not None and (data.get("uri") or "").endswith(("/chart", "/diagram"))


def _alternative(container: Any) -> str:
    """The text alternative that a person has written; what programs put there (a file name, a prompt) is none."""
    properties = next(container.iter(f"{{{WP}}}docPr"), None)
    text = (properties.get("descr") or "").strip() if properties is not None else ""
    machine = text.lower().endswith((".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif")) or "描述已自动生成" in text
    return "" if machine or not any("\u3400" <= c <= "\u9fff" for c in text) else " ".join(text.split())


def _drawing(number: int) -> Any:
    """The least that a reader of Word files takes for a picture."""
    drawing = etree.Element(w("drawing"))
    inline = etree.SubElement(drawing, f"{{{WP}}}inline")
    data = etree.SubElement(etree.SubElement(inline, f"{{{A}}}graphic"), f"{{{A}}}graphicData")
    fill = etree.SubElement(etree.SubElement(data, f"{{{PIC}}}pic"), f"{{{PIC}}}blipFill")
    etree.SubElement(fill, f"{{{A}}}blip").set(f"{{{R}}}embed", f"picture{number}")
    return drawing
