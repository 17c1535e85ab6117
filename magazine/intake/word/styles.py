"""What a style says: the name, weight, size and hiding that a paragraph or run has without saying so itself."""

from dataclasses import dataclass
from typing import Any

from magazine.intake.word.parts import switched, value, w

USUAL_SIZE = 21
"""Half points: 五号, which is what Word takes where nothing is said."""
DEPTH = 12


@dataclass(frozen=True)
class Look:
    """How a run is set: size in half points."""

    bold: bool
    size: int
    hidden: bool


class Styles:
    """The style sheet of one document. A missing sheet or a circle of styles does no harm."""

    def __init__(self, root: Any):
        self.styles: dict[str, Any] = {}
        self.default_run: Any = None
        self.default_paragraph = ""
        if root is None:
            return
        self.default_run = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
        for style in root.iter(w("style")):
            name = value(style, "styleId") or ""
            self.styles.setdefault(name, style)
            if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true", "on"):
                self.default_paragraph = name

    def name(self, style_id: str | None) -> str:
        """The style's own name in lower case, as Word writes it: `heading 1`, `title`, `文章标题`."""
        style = self.styles.get(style_id or "")
        named = None if style is None else value(style.find(w("name")))
        return (named or "").strip().lower()

    def chain(self, style_id: str | None) -> list[Any]:
        """The style and what it is based on, the nearest first."""
        found: list[Any] = []
        while style_id in self.styles and len(found) < DEPTH:
            style = self.styles[style_id]
            found.append(style)
            style_id = value(style.find(w("basedOn")))
        return found

    def property(self, paragraph: Any, name: str) -> Any:
        """The element w:`name` of the paragraph's properties: its own, or that of its styles; None where unsaid."""
        own = paragraph.find(w("pPr"))
        style_id = self.of(paragraph)
        for properties in [own, *(style.find(w("pPr")) for style in self.chain(style_id))]:
            found = None if properties is None else properties.find(w(name))
            if found is not None:
                return found
        return None

    def of(self, paragraph: Any) -> str:
        """The id of the paragraph's style, the default where it names none."""
        own = paragraph.find(w("pPr"))
        named = None if own is None else value(own.find(w("pStyle")))
        return named or self.default_paragraph

    def look(self, run: Any, paragraph: Any) -> Look:
        """Own properties first, then the character style, the paragraph's style, the defaults of the document."""
        own = run.find(w("rPr"))
        character = None if own is None else value(own.find(w("rStyle")))
        layers = [own]
        layers += [style.find(w("rPr")) for style in self.chain(character)]
        layers += [style.find(w("rPr")) for style in self.chain(self.of(paragraph))]
        layers.append(self.default_run)
        present = [layer for layer in layers if layer is not None]
        sizes = [value(layer.find(w("sz"))) or "" for layer in present]
        size = next((int(float(text)) for text in sizes if text.replace(".", "", 1).isdigit()), USUAL_SIZE)
        return Look(_first(present, "b"), size, _first(present, "vanish"))


def _first(layers: list[Any], name: str) -> bool:
    return next((said for said in (switched(layer, name) for layer in layers) if said is not None), False)
