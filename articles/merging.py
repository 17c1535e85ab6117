"""Bodies joined piece by piece without tearing a tag: by character inside a paragraph, by paragraph otherwise."""

import re

from articles import body
from articles.comparing import Chunk, joined, merged, together

TAG = re.compile(r"<(/?)([a-z0-9]+)[^>]*>")
VOID = {"br", "hr"}
MARKUP = re.compile(r"[<>&]")
HALF_ENTITY = re.compile(r"&[#\w]*$")


def blocks(html: str) -> list[str]:
    """The outermost elements of clean `html` in order, each without a line break inside."""
    found, depth, start = [], 0, 0
    for tag in TAG.finditer(html):
        closing, name = tag.groups()
        if name in VOID:
            if depth == 0:
                found.append(html[start : tag.end()])
                start = tag.end()
            continue
        depth += -1 if closing else 1
        if depth == 0:
            found.append(html[start : tag.end()])
            start = tag.end()
    found.append(html[start:])
    return [" ".join(block.split("\n")).strip() for block in found if block.strip()]


def merged_bodies(base: str | None, yours: str, saved: str) -> list[Chunk]:
    """Chunks of the three bodies as HTML, one block a line; any choice among them is whole HTML again.

    A paragraph of plain words is compared by character; where tags differ the paragraph is one piece.
    """
    texts = [None if html is None else _lined(html) for html in (base, yours, saved)]
    found: list[Chunk] = []
    line: list[Chunk] = []
    for chunk in _cut_at_lines(merged(texts[0], texts[1] or "", texts[2] or "")):
        line.append(chunk)
        if chunk.same and chunk.yours.endswith("\n") and chunk.base in (None, chunk.yours):
            found += _whole(line)
            line = []
    return joined(found + _whole(line))


def _lined(html: str) -> str:
    return "".join(f"{block}\n" for block in blocks(body.clean(html)))


def _cut_at_lines(chunks: list[Chunk]) -> list[Chunk]:
    """What stayed on both sides cut after each line, so that a line can be looked at by itself."""
    found: list[Chunk] = []
    for chunk in chunks:
        if chunk.same and chunk.base in (None, chunk.yours):
            lines = chunk.yours.splitlines(keepends=True)
            found += [Chunk(None if chunk.base is None else words, words, words) for words in lines]
        else:
            found.append(chunk)
    return found


def _whole(line: list[Chunk]) -> list[Chunk]:
    """The chunks of a line as they are if every change lies in plain words; else the line as one chunk."""
    before = ""
    for chunk in line:
        if not chunk.same:
            inside = before.rfind("<") > before.rfind(">") or HALF_ENTITY.search(before)
            if inside or MARKUP.search(chunk.yours + chunk.saved) or "\n" in chunk.yours + chunk.saved:
                return [together(line)]
        before += chunk.yours
    return line
