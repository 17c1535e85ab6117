"""The pictures of a book: JPEG renditions by the names they have in it, and the figures that show them."""

from dataclasses import dataclass, field
from typing import Any

from django.core.files.storage import default_storage

from magazine.exports.markup import Node, Piece
from media.renditions import FALLBACK, height_at, rendition_name


@dataclass
class Pictures:
    """`files` maps the name in the book to the JPEG; `described` is true while every picture has its alt text."""

    files: dict[str, bytes] = field(default_factory=dict)
    described: bool = True

    def add(self, photo: dict[str, Any]) -> str:
        """The name of the frozen `photo` in the book, its largest rendition; empty where its file has not arrived."""
        if not photo["widths"]:
            return ""
        name = f"pictures/{photo['id']}-{photo['token'][:8]}.jpg"
        if name not in self.files:
            stored = rendition_name(photo["token"], max(photo["widths"]), FALLBACK.extension)
            if not default_storage.exists(stored):
                return ""
            with default_storage.open(stored) as file:
                self.files[name] = file.read()
        self.described = self.described and bool(photo["alt"])
        return name

    def figure(self, photo: dict[str, Any]) -> Node:
        """The frozen `photo` with its caption and credit."""
        name = self.add(photo)
        if name:
            width = max(photo["widths"])
            size = {"width": str(width), "height": str(height_at(width, photo["width"], photo["height"]))}
            shown = Node("img", {"src": name, "alt": photo["alt"], **size})
        else:
            shown = Node("p", {"class": "missing"}, ["图片待补"])
        words: list[Piece] = [photo["caption"]] if photo["caption"] else []
        if photo["credit"]:
            words += [" ", Node("span", {"class": "credit"}, [photo["credit"]])]
        upright = " upright" if photo["height"] > photo["width"] else ""
        caption = [Node("figcaption", {}, words)] if words else []
        return Node("figure", {"class": f"photo{upright}"}, [shown, *caption])
