"""A small staged intake, and the hands on it."""

from typing import Any

from magazine.intake.staging.edits import applied
from magazine.intake.staging.shape import Block, Staged, everywhere, from_reading


def trace(first: int, last: int, reason: str = "", confidence: float = 1.0) -> dict[str, Any]:
    return {"spans": [{"from": first, "to": last, "page": 0}], "reason": reason, "confidence": confidence}


def reading() -> dict[str, Any]:
    """Two articles and a piece without a place; the byline of the first is unsure, the section of the second inferred."""
    return {
        "issue": {"year": 2025, "month": 4, "covers": "2025-03"},
        "sections": [{"name": "车间", "running_head_en": "SHOP FLOOR"}],
        "entries": [
            {
                "kind": "article",
                "section": "车间",
                "title": "把课堂搬进班组",
                "authors": ["高远", "陆一鸣"],
                "affiliations": ["青石市总工会"],
                "first_page": 3,
                "last_page": 4,
                "body": [
                    {"type": "heading", "level": 1, "text": "先问需要", "trace": trace(3, 3)},
                    {"type": "paragraph", "text": "一问工种，二问时间。", "trace": trace(4, 5)},
                    {"type": "paragraph", "text": "三问地点。", "trace": trace(6, 6)},
                    {
                        "type": "table",
                        "label": "表1",
                        "caption": "学员",
                        "header": ["工种", "人数"],
                        "rows": [["焊工", "12"]],
                        "trace": trace(7, 9),
                    },
                ],
                "photos": [
                    {"caption": "开课。", "credit_name": "林岚", "credit_kind": "摄", "trace": trace(10, 10)},
                ],
                "notes": ["①数据由车间提供。"],
                "note_traces": [trace(11, 11)],
                "traces": {"title": trace(1, 1), "authors": trace(2, 2, "按姓氏认作署名", 0.7)},
            },
            {
                "kind": "article",
                "section": "车间",
                "title": "夜班食堂",
                "body": [{"type": "paragraph", "text": "面条管够。", "trace": trace(14, 14)}],
                "first_page": 5,
                "last_page": 5,
                "traces": {"title": trace(13, 13)},
            },
        ],
        "unplaced": ["没有着落的一句"],
        "unplaced_traces": [trace(12, 12, "不属于任何一篇", 0.5)],
        "furniture": ["SHOP FLOOR 车间 /"],
        "furniture_traces": [trace(15, 15)],
        "pages": [{"index": 0, "number": 3, "section": "车间", "from": 1, "to": 15}],
        "doubts": [
            {"line": 2, "reason": "没有□的一行按姓氏认作署名。", "confidence": 0.7, "entry": 0, "part": "authors"},
            {
                "line": 13,
                "reason": "没有书眉，栏目按相邻的稿件推定。",
                "confidence": 0.6,
                "entry": 1,
                "part": "section",
            },
        ],
    }


def staged() -> Staged:
    return from_reading(reading())


def block(sheet: Staged, words: str) -> Block:
    """The block that says `words`."""
    return next(piece for piece in everywhere(sheet) if words in piece["text"])


def do(sheet: Staged, verb: str, words: str = "", **change: Any) -> None:
    """One change, of the block that says `words` where that is given."""
    named = {"block": block(sheet, words)["id"]} if words else {}
    applied(sheet, {"verb": verb, **named, **change})


def texts(sheet: Staged, entry: int = 0) -> list[tuple[str, str]]:
    """(kind, text) of the blocks of an entry."""
    return [(piece["kind"], piece["text"]) for piece in sheet["entries"][entry]["blocks"]]
