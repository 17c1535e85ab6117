"""Sets the body blocks of a reading as body HTML."""

from collections.abc import Iterable
from html import escape
from typing import Any


def body_html(blocks: Iterable[dict[str, Any]]) -> str:
    """Body HTML of paragraphs, headings (level 1 → h2, 2 → h3, 3 → h4), tables and figure captions, in order."""
    return "\n".join(filter(None, (_block(block) for block in blocks)))


def _block(block: dict[str, Any]) -> str:
    kind = block["type"]
    if kind == "heading":
        level = min((block.get("level") or 1) + 1, 4)
        return f"<h{level}>{escape(block['text'])}</h{level}>"
    if kind == "table":
        return _table(block)
    if kind == "figure":
        # The chart itself is not in a text layer: its label and caption hold the place.
        return f"<figure><figcaption>{escape(_labelled(block))}</figcaption></figure>"
    return "".join(f"<p>{escape(line)}</p>" for line in block["text"].split("\n") if line.strip())


def _labelled(block: dict[str, Any]) -> str:
    """`表1` and its caption an em apart, as printed; no typed space between Han and digit."""
    return "\u2003".join(filter(None, [block.get("label"), block.get("caption")]))


def _table(block: dict[str, Any]) -> str:
    """A table whose first column names groups: equal neighbours are joined into one head of several rows."""
    rows = block.get("rows") or []
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in block.get("header") or [])
    grouped = any(a[:1] == b[:1] for a, b in zip(rows, rows[1:], strict=False))
    lines = []
    for index, row in enumerate(rows):
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in (row[1:] if grouped else row))
        if grouped and (index == 0 or rows[index - 1][0] != row[0]):
            size = next((i for i, r in enumerate(rows[index:]) if r[0] != row[0]), len(rows) - index)
            span = f' rowspan="{size}"' if size > 1 else ""
            cells = f'<th{span} scope="rowgroup">{escape(row[0])}</th>{cells}'
        lines.append(f"<tr>{cells}</tr>")
    caption = f"<caption>{escape(_labelled(block))}</caption>" if _labelled(block) else ""
    thead = f"<thead><tr>{head}</tr></thead>" if head else ""
    return f"<table>{caption}{thead}<tbody>{''.join(lines)}</tbody></table>"
