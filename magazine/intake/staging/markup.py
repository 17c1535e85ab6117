"""Cuts a piece of clean body HTML at a place in its words."""

import re
from html import escape, unescape

TOKEN = re.compile(r"<[^>]+>|[^<]+")


def cut(html: str, at: int) -> tuple[str, str]:
    """Two pieces of `html`, the first with `at` characters of its words; what is open at the cut is closed and opened."""
    halves, left = ["", ""], at
    open_tags: list[str] = []
    side = 0
    for token in TOKEN.findall(html):
        words = unescape(token)
        if token.startswith("</"):
            open_tags = open_tags[:-1]
        elif token.startswith("<br"):
            left -= 1 - side
        elif token.startswith("<"):
            open_tags.append(token)
        elif side == 0 and len(words) > left:
            halves[0] += escape(words[:left], quote=False)
            halves[0], halves[1] = _over(halves[0], open_tags)
            halves[1] += escape(words[left:].lstrip(), quote=False)
            side = 1
            continue
        elif side == 0:
            left -= len(words)
        halves[side] += token
    return halves[0], halves[1]


def _over(first: str, open_tags: list[str]) -> tuple[str, str]:
    names = [re.match(r"<(\w+)", tag)[1] for tag in open_tags]  # type: ignore[index]
    return first + "".join(f"</{name}>" for name in reversed(names)), "".join(open_tags)
