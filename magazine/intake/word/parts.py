"""The XML parts of a Word file: read without DTDs, entities or addresses, and the relationships between them."""

import posixpath
import zipfile
from dataclasses import dataclass
from typing import Any

from lxml import etree

from magazine.intake.encoding import IntakeError
from magazine.intake.word.package import member

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
V = "urn:schemas-microsoft-com:vml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

# ISO 29500 Strict says the same in other namespaces.
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M.encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", A.encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", WP.encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/picture", PIC.encode()),
)


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def value(element: Any, name: str = "val") -> str | None:
    """The w: attribute of an element that may be missing."""
    return None if element is None else element.get(w(name))


def switched(parent: Any, name: str) -> bool | None:
    """What a toggle such as w:b says: on, off, or None where nothing is said."""
    element = None if parent is None else parent.find(w(name))
    return None if element is None else value(element) not in ("0", "false", "off", "none")


@dataclass(frozen=True)
class Relationship:
    """`kind` is the last word of its type; `target` a part of the file, or an address where `external`."""

    kind: str
    target: str
    external: bool


class Package:
    """One opened Word file. `name` is the sender's name for it, used in refusals only."""

    def __init__(self, archive: zipfile.ZipFile, name: str):
        self.archive, self.name = archive, name
        self.parts = {path.lower(): path for path in archive.namelist()}
        self.main = self._main()

    def has(self, path: str) -> bool:
        return path.lower() in self.parts

    def content(self, path: str) -> bytes:
        return member(self.archive, self.parts[path.lower()], self.name)

    def xml(self, path: str) -> Any:
        """The root of the part, or None where there is none. Raises IntakeError for a DTD or broken XML."""
        return self._parsed(self.content(path)) if self.has(path) else None

    def _parsed(self, data: bytes) -> Any:
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise IntakeError(f"“{self.name}”不完整或已损坏，让作者重新保存、重发一份。") from error
        if root.getroottree().docinfo.doctype:
            raise IntakeError(f"“{self.name}”里有Word不会写的内容，没有打开；在Word里另存为新文件后再收。")
        plain = etree.tostring(root, encoding="utf-8")
        if b"http://purl.oclc.org/ooxml/" in plain:
            for strict, usual in STRICT:
                plain = plain.replace(strict, usual)
            root = etree.fromstring(plain, parser)
        return root

    def relationships(self, path: str) -> dict[str, Relationship]:
        """Id → relationship of the part; targets are paths inside the file unless external."""
        folder, name = posixpath.split(path)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, Relationship] = {}
        for item in [] if root is None else root.iter(f"{{{PACKAGE}}}Relationship"):
            target, external = item.get("Target") or "", item.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = (item.get("Type") or "").rsplit("/", 1)[-1]
            found[item.get("Id") or ""] = Relationship(kind, target, external)
        return found

    def related(self, kind: str) -> Any:
        """The root of the part that the document names as its `kind` (styles, footnotes …), or None."""
        for relationship in self.relationships(self.main).values():
            if relationship.kind == kind and not relationship.external:
                return self.xml(relationship.target)
        return None

    def _main(self) -> str:
        for relationship in self.relationships("").values():
            if relationship.kind == "officeDocument" and self.has(relationship.target):
                return relationship.target
        if self.has("word/document.xml"):
            return "word/document.xml"
        raise IntakeError(f"“{self.name}”不是Word文件，在Word或WPS里打开，另存为.docx格式后再收。")
