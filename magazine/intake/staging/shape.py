"""The staged intake: what was understood, as entries of blocks that an editor can still move, and back to a reading.

staged: {issue: {year, month, covers} or None, sections, entries, pile, dismissed, furniture, files, next}
entry: {id, kind, section, first_page, last_page, members, ref, remarks: [{id, reason, confidence, seen}], blocks, …}
block: {id, kind, text, lines: [[from, to], …], reason, confidence, unsure, seen} and what its kind needs: level (heading);
header, rows, label (table, figure); credit_name, credit_kind, image, alt (picture); start, end (event); speaker,
speaker_title (voice); role, affiliation, organisation (byline); html where a Word file had more than plain words.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from magazine.intake.setting import body_html
from magazine.intake.traces import UNSURE

Staged = dict[str, Any]
Block = dict[str, Any]

FIELDS = ("rubric", "kicker", "title", "subtitle", "lead", "funding", "source")
"""Kinds that are one field of a manuscript: several blocks of the kind are read as one."""
FLOWING = ("heading", "paragraph", "quote", "list", "table", "figure")
DIGEST = 24


def empty(issue: dict[str, Any] | None = None) -> Staged:
    return {
        "issue": issue,
        "sections": [],
        "entries": [],
        "pile": [],
        "dismissed": [],
        "furniture": [],
        "files": [],
        "pages": [],
        "next": 1,
    }


def numbered(staged: Staged) -> int:
    """The next free number of an entry, a block or a remark."""
    staged["next"] += 1
    return int(staged["next"]) - 1


def block(staged: Staged, kind: str, text: str = "", **more: Any) -> Block:
    made = {"id": numbered(staged), "kind": kind, "text": text, "lines": [], "reason": "", "confidence": 1.0}
    return {**made, "unsure": False, "seen": False, **more}


def entry(staged: Staged, kind: str, section: str, **more: Any) -> dict[str, Any]:
    made = {"id": numbered(staged), "kind": kind, "section": section, "first_page": None, "last_page": None}
    return {**made, "members": 0, "ref": "", "remarks": [], "blocks": [], **more}


def remark(staged: Staged, reason: str, confidence: float = 0.5) -> dict[str, Any]:
    return {"id": numbered(staged), "reason": reason, "confidence": confidence, "unsure": True, "seen": False}


def from_reading(reading: dict[str, Any]) -> Staged:
    """The staged form of a traced reading (magazine/intake/traces.py); a plain one will do, and says less."""
    staged = empty(dict(reading["issue"]))
    staged["sections"] = [dict(section) for section in reading["sections"]]
    parts = [_Entry(staged, read) for read in reading["entries"]]
    staged["entries"] = [part.made for part in parts]
    for name, kind in (("unplaced", "paragraph"), ("furniture", "furniture")):
        traces = reading.get(f"{name}_traces") or []
        for index, words in enumerate(reading.get(name) or []):
            known = traced(traces[index] if index < len(traces) else None)
            staged["pile" if name == "unplaced" else name].append(block(staged, kind, words, **known))
    staged["pages"] = [{"number": page["number"], "from": page["from"]} for page in reading.get("pages") or []]
    for doubt in reading.get("doubts") or []:
        owner = doubt.get("entry")
        if owner is None or owner >= len(parts):
            continue
        parts[owner].hang(doubt)
    return staged


def traced(trace: dict[str, Any] | None) -> dict[str, Any]:
    """The lines of a trace, its reason and confidence; and whether an editor is to be asked."""
    if not trace:
        return {}
    lines = [[span["from"], span["to"]] for span in trace["spans"]]
    sure = trace["confidence"]
    return {"lines": lines, "reason": trace["reason"], "confidence": sure, "unsure": sure < UNSURE}


class _Entry:
    """One entry on its way into blocks; `parts` says which block a part of the reading became."""

    def __init__(self, staged: Staged, read: dict[str, Any]):
        self.staged, self.read = staged, read
        self.made = entry(
            staged,
            read["kind"],
            read["section"],
            first_page=read.get("first_page"),
            last_page=read.get("last_page"),
            members=read.get("members") or 0,
            ref=digest(read),
        )
        self.parts: dict[str, Block] = {}
        self._head()
        self._text()
        self._foot()

    def add(self, kind: str, text: str, part: str, trace: dict[str, Any] | None = None, **more: Any) -> None:
        trace = trace or (self.read.get("traces") or {}).get(part)
        made = block(self.staged, kind, text, **traced(trace), **more)
        self.made["blocks"].append(made)
        self.parts.setdefault(part, made)

    def _head(self) -> None:
        read = self.read
        for kind in ("rubric", "kicker", "title", "subtitle"):
            if read.get(kind):
                self.add(kind, read[kind], kind)
        for name in read.get("authors") or []:
            self.add("byline", name, "authors", role="文", affiliation="", organisation=False)
        for name in read.get("affiliations") or []:
            self.add("affiliation", name, "affiliations")
        for kind in ("source", "lead"):
            if read.get(kind):
                self.add(kind, read[kind], kind)

    def _text(self) -> None:
        read = self.read
        for index, part in enumerate(read.get("body") or []):
            self.add(*_part(part), f"body.{index}", part.get("trace"), **_more(part))
        for index, event in enumerate(read.get("events") or []):
            days = {"start": event["start"], "end": event.get("end") or event["start"]}
            self.add("event", event["text"], f"events.{index}", event.get("trace"), **days)
            self._pictures(event.get("photos") or [], f"events.{index}.photos")
        for index, voice in enumerate(read.get("voices") or []):
            said = {name: voice.get(name) or "" for name in ("speaker", "speaker_title")}
            self.add("voice", voice["text"], f"voices.{index}", voice.get("trace"), **said)

    def _foot(self) -> None:
        read = self.read
        traces = read.get("note_traces") or []
        for index, note in enumerate(read.get("notes") or []):
            self.add("note", note, f"notes.{index}", traces[index] if index < len(traces) else None)
        if read.get("funding_note"):
            self.add("funding", read["funding_note"], "funding_note")
        self._pictures(read.get("photos") or [], "photos")

    def _pictures(self, photos: list[dict[str, Any]], part: str) -> None:
        for index, photo in enumerate(photos):
            credit = {"credit_name": photo.get("credit_name") or "", "credit_kind": photo.get("credit_kind") or "摄"}
            more = {"image": photo.get("part") or "", "alt": photo.get("alt") or "", **credit}
            self.add("picture", photo.get("caption") or "", f"{part}.{index}", photo.get("trace"), **more)

    def hang(self, doubt: dict[str, Any]) -> None:
        """The doubt goes to the block that it is about; one about the section or the whole, to the entry."""
        target = self.parts.get(doubt.get("part") or "")
        if target is None:
            self.made["remarks"].append(remark(self.staged, doubt["reason"], doubt["confidence"]))
            return
        told = target["reason"] if target["unsure"] and target.get("asked") else ""
        target["reason"] = f"{told}{doubt['reason']}"
        target["confidence"] = min(target["confidence"], doubt["confidence"])
        target["unsure"] = target["asked"] = True


def _part(part: dict[str, Any]) -> tuple[str, str]:
    kind = part["type"]
    return (kind, part.get("caption") or "") if kind in ("table", "figure") else (kind, part["text"])


def _more(part: dict[str, Any]) -> dict[str, Any]:
    if part["type"] == "heading":
        return {"level": part.get("level") or 1}
    if part["type"] == "table":
        return {"label": part.get("label") or "", **{name: part.get(name) or [] for name in ("header", "rows")}}
    return {"label": part.get("label") or ""} if part["type"] == "figure" else {}


def digest(read: dict[str, Any]) -> str:
    """The stored name of an entry within its issue, from its words as read: an editor's corrections do not change it."""
    named = "\n".join([read["section"], read.get("kicker") or "", read["title"]])
    return hashlib.sha256(named.encode("utf-8")).hexdigest()[:DIGEST]


def to_reading(staged: Staged) -> dict[str, Any]:
    """The intake format again, as loader.load takes it; each entry with `ref`, its stored name."""
    entries = [as_read(one) for one in staged["entries"]]
    named = {section["name"]: section for section in staged["sections"]}
    names = dict.fromkeys(one["section"] for one in entries)
    return {
        "issue": staged["issue"],
        "sections": [named.get(name) or {"name": name, "running_head_en": ""} for name in names],
        "entries": entries,
        "unplaced": [piece["text"] for piece in staged["pile"]],
        "furniture": [piece["text"] for piece in staged["furniture"]],
    }


def as_read(one: dict[str, Any]) -> dict[str, Any]:
    """One staged entry in the intake format."""
    blocks = one["blocks"]
    read: dict[str, Any] = {
        name: one[name] for name in ("kind", "section", "first_page", "last_page", "members", "ref")
    }
    read |= {name: field(blocks, name) for name in FIELDS if name != "funding"}
    read["funding_note"] = field(blocks, "funding")
    read["authors"] = [piece["text"] for piece in of_kind(blocks, "byline")]
    read["affiliations"] = [piece["text"] for piece in of_kind(blocks, "affiliation")]
    read["notes"] = [piece["text"] for piece in of_kind(blocks, "note")]
    flowing = [piece for piece in blocks if piece["kind"] in FLOWING]
    read["body"] = [as_part(piece) for piece in flowing]
    read["body_html"] = "\n".join(filter(None, map(part_html, flowing)))
    read["events"], read["photos"] = _events_and_photos(blocks)
    read["voices"] = [
        {"text": piece["text"], "speaker": piece["speaker"], "speaker_title": piece["speaker_title"]}
        for piece in of_kind(blocks, "voice")
    ]
    return read


def of_kind(blocks: Iterable[Block], kind: str) -> Iterator[Block]:
    return (piece for piece in blocks if piece["kind"] == kind)


def field(blocks: list[Block], kind: str) -> str:
    return ("\n" if kind == "lead" else "").join(piece["text"] for piece in of_kind(blocks, kind))


def as_part(piece: Block) -> dict[str, Any]:
    kind = piece["kind"]
    if kind == "heading":
        return {"type": "heading", "text": piece["text"], "level": piece.get("level") or 1}
    if kind == "table":
        made = {name: piece.get(name) or [] for name in ("header", "rows")}
        return {"type": "table", "label": piece.get("label") or "", "caption": piece["text"], **made}
    if kind == "figure":
        return {"type": "figure", "label": piece.get("label") or "", "caption": piece["text"]}
    return {"type": "paragraph", "text": piece["text"]}


def part_html(piece: Block) -> str:
    """Body HTML of a flowing block: that of the Word file where nobody has rewritten the words."""
    if piece.get("html"):
        return str(piece["html"])
    made = body_html([as_part(piece)])
    return f"<blockquote>{made}</blockquote>" if piece["kind"] == "quote" else made


def _events_and_photos(blocks: list[Block]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """A picture that stands after an event is that event's."""
    events: list[dict[str, Any]] = []
    photos: list[dict[str, Any]] = []
    for piece in blocks:
        if piece["kind"] == "event":
            events.append({"start": piece["start"], "end": piece["end"], "text": piece["text"], "photos": []})
        elif piece["kind"] == "picture":
            photo = {"caption": piece["text"], "credit_name": piece["credit_name"], "credit_kind": piece["credit_kind"]}
            photo |= {"part": piece["image"]} if piece.get("image") else {}
            (events[-1]["photos"] if events else photos).append(photo)
    return events, photos


def printed(piece: Block) -> str:
    """Every word of a block as it may stand in the source, for finding it there and for showing it in a line."""
    pieces = [piece.get("label", ""), piece["text"]]
    if piece.get("html") and not piece["text"]:
        pieces.append(plain(piece["html"]))
    pieces += piece.get("header") or []
    pieces += [cell for row in piece.get("rows") or [] for cell in row]
    if piece["kind"] == "picture":
        pieces += [piece["credit_name"], piece["credit_kind"] if piece["credit_name"] else ""]
    if piece["kind"] == "voice":
        pieces += [piece["speaker_title"], piece["speaker"]]
    return " ".join(filter(None, pieces))


def plain(html: str) -> str:
    """The words of clean body HTML; a break is a line feed."""
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r"<br>|</(?:p|li|tr)>(?=.)", "\n", html)))


def everywhere(staged: Staged) -> Iterator[Block]:
    """Every block, those of the entries in order, then the pile, the dismissed and the furniture."""
    for one in staged["entries"]:
        yield from one["blocks"]
    for name in ("pile", "dismissed", "furniture"):
        yield from staged[name]


def doubtful(one: dict[str, Any]) -> list[dict[str, Any]]:
    """The remarks and blocks of an entry at which an editor has still to look."""
    return [piece for piece in [*one["remarks"], *one["blocks"]] if piece["unsure"] and not piece["seen"]]
