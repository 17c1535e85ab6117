"""Word manuscripts on the desk: a reading as one staged entry, and the entry as what magazine/intake/word/drafts.py saves."""

import re
from typing import Any

from articles import body
from magazine.intake.staging.places import place
from magazine.intake.staging.shape import (
    FLOWING,
    Block,
    Staged,
    block,
    entry,
    field,
    of_kind,
    part_html,
    plain,
    remark,
)

FIGURE = re.compile(r'<figure data-photo="(\d+)"></figure>$')
PICTURE_DOUBT = re.compile(r"第(\d+)张图")
QUOTED = re.compile(r"“([^”]{2,40}?)…?”")
FIELDS = ("kicker", "title", "subtitle")


def add_manuscript(staged: Staged, reading: dict[str, Any], name: str, ref: str, section: str) -> dict[str, Any]:
    """Stage one manuscript behind those that are there; its lines go on where those of the last file end."""
    number = len(staged["files"])
    first = staged["files"][-1]["to"] + 2 if staged["files"] else 1
    made = entry(staged, "article", section, file=number, ref=ref, tags=reading["tags"])
    staged["entries"].append(made)
    made["blocks"] = _blocks(staged, reading, number)
    lines = reading["lines"] or [""]
    place(made["blocks"], "\n".join(lines), first)
    staged["files"].append({"name": name, "ref": ref, "from": first, "to": first + len(lines) - 1})
    for doubt in reading["doubts"]:
        _hang(staged, made, doubt)
    return made


def _blocks(staged: Staged, reading: dict[str, Any], file: int) -> list[Block]:
    blocks = [block(staged, kind, reading[kind]) for kind in FIELDS if reading[kind]]
    for byline in reading["bylines"]:
        known = {name: byline[name] for name in ("role", "affiliation", "organisation")}
        blocks.append(block(staged, "byline", byline["name"], **known))
    for kind in ("source", "lead"):
        if reading[kind]:
            blocks.append(block(staged, kind, reading[kind]))
    for piece in reading["pieces"]:
        figure = FIGURE.fullmatch(piece)
        if figure:
            blocks.append(_picture(staged, reading["photos"][int(figure[1]) - 1], file))
        else:
            blocks.append(_flowing(staged, body.clean(piece)))
    blocks += [block(staged, "note", note) for note in reading["notes"]]
    if reading["funding_note"]:
        blocks.append(block(staged, "funding", reading["funding_note"]))
    return blocks


def _picture(staged: Staged, photo: dict[str, Any], file: int) -> Block:
    credit = {name: photo[name] for name in ("credit_name", "credit_kind", "alt")}
    image = f"{file}/{photo['part']}" if photo["part"] else ""
    return block(staged, "picture", photo["caption"], image=image, **credit)


def _flowing(staged: Staged, html: str) -> Block:
    """A block of the text; it keeps its markup where that says more than its words."""
    tag = html[1:3]
    if tag in ("h2", "h3", "h4"):
        return block(staged, "heading", plain(html), level=int(tag[1]) - 1)
    if tag in ("ul", "ol"):
        return block(staged, "list", plain(html), html=html)
    if html.startswith("<table"):
        return block(staged, "table", "", label="", header=[], rows=[], html=html)
    words = plain(html)
    kind = "quote" if html.startswith("<blockquote") else "paragraph"
    marked = "<" in html.removeprefix("<blockquote>").removeprefix("<p>").split("</p>")[0]
    return block(staged, kind, words, **({"html": html} if marked or kind == "quote" else {}))


def _hang(staged: Staged, made: dict[str, Any], doubt: str) -> None:
    """The doubt goes to the block that it names; else to the manuscript as a whole."""
    target = _named(made["blocks"], doubt)
    if target is None or target["unsure"]:
        # How sure a Word file is read nobody has measured: the doubt is told without a figure.
        made["remarks"].append(remark(staged, doubt, confidence=1.0))
        return
    target |= {"reason": doubt, "unsure": True}


def _named(blocks: list[Block], doubt: str) -> Block | None:
    picture = PICTURE_DOUBT.match(doubt)
    if picture:
        return next((p for n, p in enumerate(of_kind(blocks, "picture"), start=1) if n == int(picture[1])), None)
    if "标题" in doubt:
        return next(of_kind(blocks, "title"), None)
    quoted = QUOTED.search(doubt)
    return next((piece for piece in blocks if quoted and quoted[1] in piece["text"]), None)


def as_manuscript(one: dict[str, Any]) -> dict[str, Any]:
    """The staged entry as a reading of magazine/intake/word/manuscript.py: body HTML with the places of its photos."""
    blocks = one["blocks"]
    photos: list[dict[str, Any]] = []
    html: list[str] = []
    for piece in blocks:
        if piece["kind"] == "picture":
            credit = {name: piece[name] for name in ("credit_name", "credit_kind", "alt")}
            photos.append({"part": piece["image"], "caption": piece["text"], **credit})
            html.append(f'<figure data-photo="{len(photos)}"></figure>')
        elif piece["kind"] in FLOWING:
            html.append(part_html(piece))
    units = "、".join(piece["text"] for piece in of_kind(blocks, "affiliation"))
    bylines = [
        {
            "name": piece["text"],
            "role": piece["role"],
            "affiliation": piece["affiliation"] or units,
            "organisation": piece["organisation"],
        }
        for piece in of_kind(blocks, "byline")
    ]
    words = {name: field(blocks, name) for name in (*FIELDS, "rubric", "lead", "source")}
    notes = [piece["text"] for piece in of_kind(blocks, "note")]
    return {
        **words,
        "body": "\n".join(html),
        "notes": notes,
        "funding_note": field(blocks, "funding"),
        "tags": one.get("tags") or "",
        "bylines": bylines,
        "photos": photos,
        "doubts": [],
    }
