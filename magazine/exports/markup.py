"""Body HTML as a strict tree: blocks hold blocks, lines hold words, a list holds items, a table holds rows.

What an allow-list lets pass may still be nested in ways that XML schemas and other editors refuse (text between list
items, a paragraph in a heading). Here it is put in order without losing a word.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import Union
from urllib.parse import quote, urlsplit, urlunsplit

from articles.body import bracketed

VOID = {"br", "hr", "img"}
WORDS = {"strong", "em", "sup", "sub", "a", "br", "span", "img", "ruby", "rt", "rp"}
LINES = {"p", "h2", "h3", "h4"}
# Not allowed in XML 1.0, not even escaped.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
ADDRESS = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")
HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?")


@dataclass(frozen=True)
class Node:
    """One element with what it holds; text is a plain `str`."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: Sequence[Union["Node", str]] = ()


Piece = Node | str
Pieces = Iterable[Piece]


def read(html: str, ruby: bool = False) -> list[Node]:
    """The blocks of `html`, in order. A photo's figure stays as it is, empty, with its `data-photo`. 注音 stays as markup
    with `ruby`, else it follows its characters in brackets."""
    parser = _Parser()
    parser.feed(html if ruby else bracketed(html))
    parser.close()
    return _blocks(parser.root)


def write(pieces: Pieces, void: str = "/>") -> str:
    """`pieces` as XML, which a browser reads as HTML too: an element without content is closed by a tag of its own
    unless HTML knows it as void. Those end in `void`; HTML writes ">" alone.
    """
    return "".join(_written(piece, void) for piece in pieces)


def mapped(pieces: Pieces, change: Callable[[Node], Pieces]) -> list[Piece]:
    """`pieces` with every node replaced by what `change` makes of it, from the innermost out."""
    result: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str):
            result.append(piece)
        else:
            result += change(Node(piece.tag, piece.attributes, mapped(piece.children, change)))
    return result


def words(pieces: Pieces) -> str:
    """The text in `pieces` and nothing else."""
    return "".join(piece if isinstance(piece, str) else words(piece.children) for piece in pieces)


def paragraphs(text: str) -> list[Node]:
    """Plain text as paragraphs, one a line; blank lines are none."""
    return [Node("p", {}, [line.strip()]) for line in text.splitlines() if line.strip()]


def address(href: str) -> str:
    """`href` as an address that holds outside the site, its characters quoted; empty where it leads nowhere there."""
    try:
        parts = urlsplit(href.strip())
        if parts.scheme in ("mailto", "tel"):
            return href.strip() if ADDRESS.fullmatch(href.strip()) else ""
        host = parts.netloc.rpartition("@")[2].encode("idna").decode("ascii").lower()
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not HOST.fullmatch(host):
        return ""
    path, query, part = (_quoted(piece) for piece in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, host, path, query, part))


def _quoted(piece: str) -> str:
    return re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quote(piece, safe="/:?@!$&'()*+,;=%~-._"))


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root: list[Piece] = []
        self.open: list[tuple[str, list[Piece]]] = [("", self.root)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        children: list[Piece] = []
        self.open[-1][1].append(Node(tag, {name: value or "" for name, value in attrs}, children))
        if tag not in VOID:
            self.open.append((tag, children))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        places = [place for place, (name, _children) in enumerate(self.open) if name == tag]
        if places and tag:
            del self.open[places[-1] :]

    def handle_data(self, data: str) -> None:
        self.open[-1][1].append(UNPRINTABLE.sub("", data))


def _written(piece: Piece, void: str) -> str:
    if isinstance(piece, str):
        return escape(UNPRINTABLE.sub("", piece), quote=False)
    attributes = "".join(f' {name}="{escape(UNPRINTABLE.sub("", value))}"' for name, value in piece.attributes.items())
    if piece.tag in VOID:
        return f"<{piece.tag}{attributes}{void}"
    return f"<{piece.tag}{attributes}>{write(piece.children, void)}</{piece.tag}>"


def _is_words(piece: Piece) -> bool:
    return isinstance(piece, str) or (piece.tag in WORDS and all(_is_words(child) for child in piece.children))


def _blocks(pieces: Pieces, line_tag: str = "p") -> list[Node]:
    """Blocks of whatever `pieces` are; words that stand between blocks become lines of their own."""
    result: list[Node] = []
    line: list[Piece] = []

    def end_line() -> None:
        held = _line(line)
        if held:
            result.append(Node(line_tag, {}, held))
        line.clear()

    for piece in pieces:
        if _is_words(piece):
            line.append(piece)
            continue
        end_line()
        assert isinstance(piece, Node)  # noqa: S101  (text is words)
        result += _block(piece, line_tag)
    end_line()
    return result


def _block(node: Node, line_tag: str) -> list[Node]:
    if node.tag in LINES:
        # A paragraph in a heading is the heading's.
        return _blocks(node.children, node.tag if line_tag == "p" else line_tag)
    if node.tag == "hr" or (node.tag == "figure" and "data-photo" in node.attributes):
        return [Node(node.tag, node.attributes)]
    if node.tag == "blockquote":
        held = _blocks(node.children)
        return [Node("blockquote", {}, held)] if held else []
    if node.tag in ("ul", "ol"):
        return _list(node)
    if node.tag == "table":
        return _table(node)
    return _blocks(node.children, line_tag)


def _line(pieces: Pieces, in_link: bool = False) -> list[Piece]:
    """Words without the white space around them; empty where there is nothing to read."""
    held = _inline(pieces, in_link)
    while held and (held[0] == "" or (isinstance(held[0], str) and not held[0].strip())):
        held.pop(0)
    while held and isinstance(held[-1], str) and not held[-1].strip():
        held.pop()
    if held and isinstance(held[0], str):
        held[0] = held[0].lstrip()
    if held and isinstance(held[-1], str):
        held[-1] = held[-1].rstrip()
    return held if words(held).strip() else []


def _inline(pieces: Pieces, in_link: bool = False) -> list[Piece]:
    result: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) or piece.tag == "br":
            result.append(piece if isinstance(piece, str) else Node("br"))
            continue
        link = piece.tag == "a" and not in_link
        held = _inline(piece.children, in_link or link)
        if not words(held):
            continue
        if piece.tag in ("strong", "em", "sup", "sub", "ruby", "rt", "rp") or (link and _leads(piece)):
            result.append(Node(piece.tag, _link(piece) if link else {}, held))
        else:
            result += held
    return result


def _leads(link: Node) -> bool:
    return link.attributes.get("class") == "mark" or bool(address(link.attributes.get("href", "")))


def _link(link: Node) -> dict[str, str]:
    if link.attributes.get("class") == "mark":
        return link.attributes
    return {"href": address(link.attributes["href"])}


def _held(pieces: Sequence[Piece]) -> list[Piece]:
    """What stands in a list item or a cell: words, or blocks where there are any."""
    return _line(pieces) if all(_is_words(piece) for piece in pieces) else list(_blocks(pieces))


def _list(node: Node) -> list[Node]:
    items: list[Node] = []
    for piece in node.children:
        held = _held(piece.children if isinstance(piece, Node) and piece.tag == "li" else [piece])
        if held:
            items.append(Node("li", {}, held))
    start = {"start": node.attributes["start"]} if node.tag == "ol" and "start" in node.attributes else {}
    return [Node(node.tag, start, items)] if items else []


def _table(node: Node) -> list[Node]:
    """caption?, thead?, tbody; what stands in a table outside its cells comes before it."""
    before: list[Node] = []
    captions: list[Node] = []
    heads: list[Node] = []
    rows: list[Node] = []
    for piece in node.children:
        if isinstance(piece, str) or piece.tag not in ("caption", "thead", "tbody", "tr"):
            before += _blocks([piece])
        elif piece.tag == "caption":
            captions += _blocks(piece.children)
        elif piece.tag == "tr":
            rows += _rows([piece])
        else:
            (heads if piece.tag == "thead" and not rows else rows).extend(_rows(piece.children))
    if not heads and not rows:
        return before + captions
    if not all(line.tag in LINES for line in captions):
        before, captions = before + captions, []
    parts = [Node("caption", {}, _joined(captions))] if captions else []
    parts += [Node("thead", {}, heads)] if heads else []
    parts += [Node("tbody", {}, rows)] if rows else []
    return [*before, Node("table", {}, parts)]


def _joined(lines: list[Node]) -> list[Piece]:
    held: list[Piece] = []
    for line in lines:
        held += [Node("br"), *line.children] if held else line.children
    return held


def _rows(pieces: Pieces) -> list[Node]:
    rows: list[Node] = []
    for piece in pieces:
        if isinstance(piece, Node) and piece.tag == "tr":
            cells = [
                Node(cell.tag, cell.attributes, _held(cell.children))
                for cell in piece.children
                if isinstance(cell, Node) and cell.tag in ("td", "th")
            ]
            if cells:
                rows.append(Node("tr", {}, cells))
    return rows
