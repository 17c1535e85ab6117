"""Owns the words of one article: title, authors, units, notes, photos and body taken out of the blocks of its draft."""

import re

from magazine.intake.blocks import AFFILIATION, FUNDING, NOTE, NOTES_HEAD, Block, credits
from magazine.intake.composing import Part, compose
from magazine.intake.entries import Draft
from magazine.intake.lines import Line, join
from magazine.intake.pieces import Doubt, Entry, PhotoRead, Trace, spans

REPORTERS = re.compile(r"^(?:本刊)?(?:实习)?(?:记者|通讯员|编辑)[:：]?$")
ROLE = re.compile(r"^(?:[文图摄译]+[/／:：])")
FLOWING = ("text", "display", "dash", "figure", "table")
ESSAY_PHOTOS = 3
ESSAY_CHARACTERS = 700


def build(draft: Draft, numbers: dict[int, int | None]) -> tuple[Entry, list[Doubt], list[Block]]:
    """The entry of a draft, what was doubtful, and blocks that found no place. `numbers` are page numbers by index."""
    opening = draft.opening
    doubts: list[Doubt] = []
    entry = Entry("article", draft.section, _title(opening.title), line=opening.line, section_inferred=draft.inferred)
    entry.kicker = opening.kicker.text.rstrip("：:") if opening.kicker else ""
    entry.subtitle = opening.subtitle.text.lstrip("—") if opening.subtitle else ""
    entry.rubric = opening.rubric.text if opening.rubric else ""
    entry.lead = opening.lead.text if opening.lead else ""
    entry.funding_note = FUNDING.sub("", opening.funding.text) if opening.funding else ""
    entry.authors = _authors(opening.byline) if opening.byline else []
    if opening.author:
        entry.authors = opening.author.lines[0].raw.split(" ")
        doubts.append(Doubt(opening.author.number, "没有□的一行按姓氏认作署名。", 0.7, "authors"))
    _trace_opening(entry, draft)
    known = [number for index in draft.pages if (number := numbers.get(index))]
    entry.first_page, entry.last_page = (min(known), max(known)) if known else (None, None)
    if opening.feature:
        entry.kind = "feature"
        return entry, doubts, []
    spare = _contents(entry, draft, doubts)
    text = sum(len(part.get("text", "")) for part in entry.body)
    heads = any(part["type"] == "heading" for part in entry.body)
    if len(entry.photos) >= ESSAY_PHOTOS and not heads and not opening.byline and text <= ESSAY_CHARACTERS:
        entry.kind = "photo_essay"
    return entry, doubts, spare


def _trace_opening(entry: Entry, draft: Draft) -> None:
    """Say where the words around the title stand and why they were taken for what they are."""
    opening = draft.opening
    places = [place for block in opening.title for place in block.places]
    entry.traces["title"] = Trace(spans(places), opening.reason or "标题", opening.confidence)
    said = {
        "kicker": (opening.kicker, "以冒号收尾的短行", 0.95),
        "subtitle": (opening.subtitle, "以破折号起的一行", 0.9),
        "rubric": (opening.rubric, "肩题上方的短行", 0.85),
        "lead": (opening.lead, "比正文栏宽的相连各行", 0.9),
        "funding_note": (opening.funding, "以*起的题注", 0.95),
        "authors": (opening.byline or opening.author, "以□起的署名行", 1.0),
    }
    for name, (block, reason, sure) in said.items():
        if block is not None:
            entry.traces[name] = Trace(spans(block.places), reason, sure)
    if opening.author and not opening.byline:
        entry.traces["authors"] = Trace(spans(opening.author.places), "没有□，按姓氏认作署名", 0.7)
    if draft.inferred:
        entry.traces["section"] = Trace([], "没有书眉，按相邻的稿件推定", 0.6)


def _title(blocks: list[Block]) -> str:
    return join([block.text for block in blocks]).rstrip("*＊※").strip()


def _authors(byline: Block) -> list[str]:
    words = byline.lines[0].raw.lstrip("□").replace("、", " ").replace("，", " ").split()
    names: list[str] = []
    for word in words:
        word = ROLE.sub("", word)
        if not word or REPORTERS.match(word):
            continue
        # A name of two characters may be set apart to the length of three.
        if len(word) == 1 and names and len(names[-1]) == 1:
            names[-1] += word
        else:
            names.append(word)
    return names


def _contents(entry: Entry, draft: Draft, doubts: list[Doubt]) -> list[Block]:
    """Fill the entry from its blocks; the blocks that belong to nothing in it."""
    flowing = [block for block in draft.blocks if block.kind in FLOWING]
    spare = [block for block in draft.blocks if block.kind not in FLOWING and not _beside(entry, block)]
    body = compose(flowing)
    doubts += [Doubt(*doubt) for doubt in body.doubts]
    for part in body.parts:
        trace = Trace(spans(part.places), part.reason, part.confidence)
        entry.traces[f"body.{len(entry.body)}"] = trace
        entry.body.append(_part(part))
        if part.table and part.table.spare:
            entry.traces[f"body.{len(entry.body)}"] = trace
            entry.body.append({"type": "paragraph", "text": " ".join(part.table.spare)})
    return spare


def _beside(entry: Entry, block: Block) -> bool:
    """Take a block that stands beside the running text into the entry; whether it found its place."""
    trace = Trace(spans(block.places), block.reason, block.confidence)
    if block.kind == "caption":
        for printed in credits(block):
            entry.traces[f"photos.{len(entry.photos)}"] = trace
            entry.photos.append(PhotoRead(*printed))
    elif block.kind == "affiliation":
        entry.affiliations += _units(block.text)
        entry.traces["affiliations"] = trace
    elif block.kind == "notes":
        for lines in _notes(block):
            where = spans((line.number, block.page) for line in lines)
            entry.traces[f"notes.{len(entry.notes)}"] = Trace(where, "以注码起的一段", 0.95)
            entry.notes.append(join([line.text for line in lines]))
    elif block.kind == "funding" and not entry.funding_note:
        entry.funding_note, entry.traces["funding_note"] = FUNDING.sub("", block.text), trace
    elif block.kind == "lead" and not entry.lead:
        entry.lead, entry.traces["lead"] = block.text, trace
    else:
        return False
    return True


def _units(text: str) -> list[str]:
    words = AFFILIATION.sub("", text).strip()
    if text.startswith(("（", "(")):
        words = words.rstrip("）)")
    return [unit.strip() for unit in re.split(r"[；;]", words) if unit.strip()]


def _notes(block: Block) -> list[list[Line]]:
    """The lines of each note of a block."""
    notes: list[list[Line]] = []
    for line in block.lines:
        if NOTES_HEAD.match(line.text):
            continue
        if NOTE.match(line.text) or not notes:
            notes.append([])
        notes[-1].append(line)
    return notes


def _part(part: Part) -> dict[str, object]:
    if part.kind == "heading":
        return {"type": "heading", "text": part.text, "level": part.level}
    if part.kind == "figure":
        return {"type": "figure", "label": part.label, "caption": part.text}
    if part.kind == "table" and part.table:
        return {
            "type": "table",
            "label": part.label,
            "caption": part.text,
            "header": part.table.header,
            "rows": part.table.rows,
        }
    return {"type": "paragraph", "text": part.text}
