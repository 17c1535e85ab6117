"""What the page of a staged intake shows: the lines of the source, the entries with their blocks, doubts and pile."""

from collections.abc import Iterator
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Section
from articles.states import BylineRole
from magazine.intake.staging.kinds import ENTRY_KINDS, KINDS, TYPED, allowed
from magazine.intake.staging.plan import issue_of
from magazine.intake.staging.shape import Block, doubtful, field, of_kind, printed
from magazine.models import Intake
from media.states import CreditKind

FURNITURE = gettext_lazy("版面附件")
TENTHS = "零一二三四五六七八九"
GROUPS = (
    ("title", gettext_lazy("标题")),
    ("byline", gettext_lazy("署名")),
    ("lead", gettext_lazy("导语")),
    ("heading", gettext_lazy("小标题")),
    ("paragraph", gettext_lazy("正文")),
    ("picture", gettext_lazy("图说、图题")),
    ("table", gettext_lazy("表格")),
    ("note", gettext_lazy("注释")),
    ("event", gettext_lazy("大事、之声")),
    ("pile", gettext_lazy("未归位")),
    ("furniture", FURNITURE),
)
TONES = {
    "kicker": "title",
    "subtitle": "title",
    "rubric": "title",
    "affiliation": "byline",
    "source": "byline",
    "quote": "paragraph",
    "list": "paragraph",
    "figure": "picture",
    "funding": "note",
    "voice": "event",
}
"""Kinds that share the colour of another one."""


def sheet_context(intake: Intake, user: Any) -> dict[str, Any]:
    """Everything of the page."""
    shown = Shown(intake)
    return {
        "title": _("校来稿"),
        "intake": intake,
        "issue": issue_of(intake),
        "source": [] if intake.staged.get("boxes") else list(source_rows(intake)),
        "sheets": list(sheets(intake)),
        "entries": [shown.entry(one) for one in intake.staged["entries"]],
        "pile": shown.pile(),
        "set_aside": shown.set_aside(),
        "doubts": shown.doubts(),
        "legend": GROUPS,
        "choices": shown.choices(),
        **bar(intake),
    }


def bar(intake: Intake) -> dict[str, Any]:
    staged = intake.staged
    return {
        "count": {
            "entries": len(staged["entries"]),
            "doubts": sum(len(doubtful(one)) for one in staged["entries"]),
            "pile": len(staged["pile"]),
        },
        "may_undo": bool(intake.steps) and intake.is_open,
    }


def fragments(intake: Intake, changed: set[int]) -> dict[str, Any]:
    """What a page that is open has to show anew after a change: {version, order, entries: {id: html}, pile, doubts, …}."""
    shown = Shown(intake)
    entries = {
        one["id"]: render_to_string("desk/intake_entry.html", {"entry": shown.entry(one), "intake": intake})
        for one in intake.staged["entries"]
        if one["id"] in changed
    }
    return {
        "version": intake.version,
        "order": [one["id"] for one in intake.staged["entries"]],
        "entries": entries,
        "pile": render_to_string("desk/intake_pile.html", {"pile": shown.pile(), "set_aside": shown.set_aside()}),
        "doubts": render_to_string("desk/intake_doubts.html", {"doubts": shown.doubts(), "intake": intake}),
        **bar(intake),
    }


def source_rows(intake: Intake) -> Iterator[dict[str, Any]]:
    """Rows of the source: {line, text}, or {heading} where a page or a file begins; empty lines are left out."""
    heads = {
        page["from"]: _("第{number}页").format(number=page["number"]) if page["number"] else _("未编页码")
        for page in intake.staged.get("pages") or []
    }
    heads |= {file["from"]: file["name"] for file in intake.staged["files"]}
    for number, text in enumerate(intake.text.split("\n"), start=1):
        if number in heads:
            yield {"heading": heads[number]}
        if text.strip():
            yield {"line": number, "text": text.strip(" \f\r")}


def sheets(intake: Intake) -> Iterator[dict[str, Any]]:
    """The pages of a PDF: {number from 0, ratio, boxes: [{line, text, left, top, width, height} in per cent of the page]}."""
    lines = intake.text.split("\n")
    for number, (across, down) in enumerate(intake.staged.get("sheets") or []):
        boxes = [
            {
                "line": int(line),
                "text": lines[int(line) - 1].strip(),
                "style": f"left:{left:.2%};top:{top:.2%};width:{right - left:.2%};height:{bottom - top:.2%}",
            }
            for line, (page, left, top, right, bottom) in intake.staged["boxes"].items()
            if page == number
        ]
        yield {"number": number, "ratio": f"{across:.1f}/{down:.1f}", "boxes": boxes}


class Shown:
    """The staged form as the templates want it."""

    def __init__(self, intake: Intake):
        self.intake, self.staged = intake, intake.staged
        self.pictures = dict(intake.pictures.values_list("name", "pk"))
        self.sections = list(Section.objects.offered().values_list("name", flat=True))

    def entry(self, one: dict[str, Any]) -> dict[str, Any]:
        names = dict.fromkeys([*self.sections, *(read["name"] for read in self.staged["sections"]), one["section"]])
        return {
            **{name: one[name] for name in ("id", "kind", "section", "first_page", "last_page")},
            "title": title_of(one),
            "authors": "、".join(piece["text"] for piece in of_kind(one["blocks"], "byline")),
            "sections": [name for name in names if name],
            "kinds": ENTRY_KINDS.items(),
            "remarks": [{**told, "sure": how_sure(told)} for told in one["remarks"] if not told["seen"]],
            "blocks": [self.block(piece) for piece in one["blocks"]],
        }

    def block(self, piece: Block) -> dict[str, Any]:
        kind = piece["kind"]
        return {
            **piece,
            "label": label_of(piece),
            "tone": TONES.get(kind, kind),
            "ask": piece["unsure"] and not piece["seen"],
            "sure": how_sure(piece),
            "said": printed(piece),
            "where": ",".join(f"{start}-{end}" for start, end in piece["lines"]),
            "fields": {name: piece.get(name, "") for name in TYPED.get(kind, ())},
            "cells": "\n".join(
                " | ".join(row) for row in [piece.get("header") or [], *(piece.get("rows") or [])] if row
            ),
            "picture": self.pictures.get(piece.get("image") or ""),
        }

    def pile(self) -> list[dict[str, Any]]:
        shown = {"label": _("未归位"), "tone": "pile", "ask": False}
        return [{**self.block(piece), **shown} for piece in self.staged["pile"]]

    def set_aside(self) -> list[dict[str, Any]]:
        """What stands in no manuscript and why: furniture of the pages, and what an editor dismissed."""
        out = [{**self.block(p), "label": _("划去"), "tone": "dismissed"} for p in self.staged["dismissed"]]
        found = [piece for piece in self.staged["furniture"] if piece["lines"]]
        return out + [{**self.block(piece), "label": str(FURNITURE), "tone": "furniture"} for piece in found]

    def doubts(self) -> list[dict[str, Any]]:
        """What is to be looked at, the least sure first."""
        found = [
            {
                "block": piece["id"] if "kind" in piece else None,
                "remark": None if "kind" in piece else piece["id"],
                "entry": one["id"],
                "title": title_of(one),
                "label": label_of(piece) if "kind" in piece else _("整篇"),
                "words": printed(piece)[:24] if "kind" in piece else "",
                "reason": piece["reason"].rstrip("。"),
                "sure": how_sure(piece),
                "confidence": piece["confidence"],
            }
            for one in self.staged["entries"]
            for piece in doubtful(one)
        ]
        return sorted(found, key=lambda doubt: doubt["confidence"])

    def choices(self) -> dict[str, Any]:
        """What the script offers: names of kinds, those that fit each genre, roles and kinds of credits."""
        return {
            "kinds": {kind: str(name) for kind, name in KINDS.items()},
            "headings": [label_of({"kind": "heading", "level": level}) for level in (1, 2, 3)],
            "fitting": {genre: allowed(genre) for genre in ENTRY_KINDS},
            "roles": BylineRole.values,
            "credits": CreditKind.values,
        }


def title_of(one: dict[str, Any]) -> str:
    return field(one["blocks"], "title") or _("（没有标题）")


def label_of(piece: Block) -> str:
    name = str(KINDS.get(piece["kind"], FURNITURE))
    return f"{name}{TENTHS[piece['level']]}" if piece["kind"] == "heading" else name


def how_sure(piece: dict[str, Any]) -> str:
    """The confidence as one says it; nothing where nobody has put a figure to it."""
    if piece["confidence"] == 1:
        return ""
    tenths = round(piece["confidence"] * 10)
    return _("没有把握") if tenths < 2 else _("约{tenths}成把握").format(tenths=TENTHS[min(tenths, 9)])
