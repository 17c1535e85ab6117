"""The hands of an editor on a staged intake: one function a verb, each changes the staged form or raises EditError."""

import re
from collections.abc import Callable
from datetime import date
from html import escape
from typing import Any

from django.utils.translation import gettext as _

from magazine.intake.staging import kinds
from magazine.intake.staging.markup import cut
from magazine.intake.staging.shape import Block, Staged, entry, numbered, plain, printed
from media.credit import split_credit
from media.states import CreditKind

Change = dict[str, Any]
LIMIT = 20_000
"""Characters of one text that an editor may send."""


class EditError(Exception):
    """A change that cannot be made, in one sentence."""


def applied(staged: Staged, change: Change) -> None:
    """Make one change: {verb, …}. Raises EditError with one sentence; `staged` is then not to be stored."""
    verb = VERBS.get(str(change.get("verb")))
    if verb is None:
        raise EditError(_("没有读懂这次改动，重新打开页面再改。"))
    try:
        verb(staged, change)
    except (KeyError, TypeError, ValueError) as error:
        raise EditError(_("没有读懂这次改动，重新打开页面再改。")) from error


def found(staged: Staged, change: Change) -> tuple[Block, list[Block], dict[str, Any] | None]:
    """(the block that the change names, the list that it stands in, its entry or None)."""
    wanted = int(change["block"])
    for one in staged["entries"]:
        for piece in one["blocks"]:
            if piece["id"] == wanted:
                return piece, one["blocks"], one
    for name in ("pile", "dismissed", "furniture"):
        for piece in staged[name]:
            if piece["id"] == wanted:
                return piece, staged[name], None
    raise EditError(_("这一块已经不在了，重新打开页面再改。"))


def the_entry(staged: Staged, number: Any) -> dict[str, Any]:
    for one in staged["entries"]:
        if one["id"] == int(number):
            return one  # type: ignore[no-any-return]
    raise EditError(_("这一篇已经不在了，重新打开页面再改。"))


def _words(change: Change, name: str = "text") -> str:
    text = str(change[name]).replace("\r\n", "\n").replace("\x00", "").strip()
    if len(text) > LIMIT:
        raise EditError(_("这一段超过{limit}字，先分段再改。").format(limit=LIMIT))
    return text


def set_kind(staged: Staged, change: Change) -> None:
    """{block, kind, level?}: what the block is. Its words stay; what only the former kind had is set anew."""
    piece, _siblings, one = found(staged, change)
    kind = str(change["kind"])
    if kind not in kinds.KINDS or one is None:
        raise EditError(_("先把这一块归入一篇稿件，再改它的类别。"))
    level = min(max(int(change.get("level") or 1), 1), 3)
    if piece["kind"] != kind:
        _as_words(piece)
        piece.pop("html", None)
        for name in kinds.EXTRAS:
            piece.pop(name, None)
        piece["kind"] = kind
        piece |= kinds.fresh(kind, piece["text"], staged["issue"])
        if kind == "picture":
            _take_credit(piece)
    if kind == "heading":
        piece["level"] = level
        piece.pop("html", None)
    _sure(piece)


def _as_words(piece: Block) -> None:
    """All that the block says as plain text in `text`, so that no word is lost when its kind changes."""
    if piece["kind"] == "table":
        rows = [piece.get("header") or [], *(piece.get("rows") or [])]
        lines = ["\t".join(row) for row in rows if row]
        title = " ".join(filter(None, [piece.get("label", ""), piece["text"]]))
        piece["text"] = "\n".join(filter(None, [title, *lines])) or plain(piece.get("html") or "")
    elif piece["kind"] == "picture":
        owed = f"{piece['credit_name']}{piece['credit_kind']}" if piece["credit_name"] else ""
        piece["text"] = "／".join(filter(None, [piece["text"], owed]))
    elif piece["kind"] == "voice":
        said = f"{piece['speaker_title']}{piece['speaker']}"
        piece["text"] = f"{piece['text']}——{said}" if said else piece["text"]
    elif piece["kind"] == "figure":
        piece["text"] = " ".join(filter(None, [piece.get("label", ""), piece["text"]]))
    elif piece["kind"] == "byline" and piece.get("affiliation"):
        piece["text"] = f"{piece['text']}（{piece['affiliation']}）"
    elif piece.get("html"):
        piece["text"] = plain(piece["html"])


def _take_credit(piece: Block) -> None:
    """`图说。／林景余摄`: the words after the last slash, or the brackets at the end, are the credit."""
    match = re.fullmatch(r"(?s)(.*?)\s*(?:[/／]\s*([^/／]+)|[（(]([^（()）]+(?:摄|供图|绘|制图))[)）])", piece["text"])
    if match:
        name, kind = split_credit((match[2] or match[3]).strip())
        piece |= {"text": match[1].strip(), "credit_name": name, "credit_kind": str(kind)}


def set_text(staged: Staged, change: Change) -> None:
    """{block, text, and what its kind has: credit_name, credit_kind, speaker, start, …}: the words as they should be."""
    piece, _siblings, _one = found(staged, change)
    text = _words(change)
    was = piece["text"] or plain(piece.get("html") or "")
    if not text and piece["kind"] not in ("picture", "table", "figure"):
        raise EditError(_("空的文字存不下来；不要这一块，就放进未归位再划去。"))
    if piece["kind"] == "table" and "cells" in change:
        rows = [
            [cell.strip() for cell in re.split(r"[|｜\t]", row)]
            for row in str(change["cells"]).split("\n")
            if row.strip()
        ]
        if rows != [row for row in [piece.get("header") or [], *(piece.get("rows") or [])] if row]:
            piece["header"], piece["rows"] = (rows[0], rows[1:]) if rows else ([], [])
            piece.pop("html", None)
    for name in kinds.TYPED.get(piece["kind"], ()):
        if name in change:
            piece[name] = _words(change, name)[:200]
    if piece["kind"] == "picture" and piece["credit_kind"] not in CreditKind.values:
        raise EditError(_("没有这种图片署名方式，选一种。"))
    if piece["kind"] == "event":
        _dated(piece)
    if text != was:
        piece["text"] = text
        piece.pop("html", None)
    _sure(piece)


def _dated(piece: Block) -> None:
    try:
        start = date.fromisoformat(piece["start"])
        end = date.fromisoformat(piece["end"] or piece["start"])
    except ValueError as error:
        raise EditError(_("日期不对，按“2024-10-10”这样填。")) from error
    if end < start:
        raise EditError(_("止日早于起日，核对日期。"))
    piece |= {"start": start.isoformat(), "end": end.isoformat()}


def move(staged: Staged, change: Change) -> None:
    """{block, to, before?}: into entry `to`, before the block `before`, else where it stood in print; to "new": an
    article of its own after its former one; to "pile": out of all entries."""
    piece, siblings, one = found(staged, change)
    to = change["to"]
    if to == "pile":
        if siblings is staged["pile"]:
            return
        siblings.remove(piece)
        piece.pop("why", None)
        staged["pile"].append(piece)
        return
    target = _new_entry(staged, one, piece) if to == "new" else the_entry(staged, to)
    siblings.remove(piece)
    piece.pop("why", None)
    if piece["kind"] == "furniture" or piece["kind"] not in kinds.allowed(target["kind"]):
        _as_words(piece)
        kind = {"chronicle": "event", "voices": "voice"}.get(target["kind"], "paragraph")
        piece["kind"] = kind
        piece |= kinds.fresh(kind, piece["text"], staged["issue"])
    blocks = target["blocks"]
    before = next((i for i, other in enumerate(blocks) if other["id"] == change.get("before")), None)
    blocks.insert(_place(blocks, piece) if before is None else before, piece)
    _sure(piece)


def _new_entry(staged: Staged, one: dict[str, Any] | None, piece: Block) -> dict[str, Any]:
    near = one or (staged["entries"][-1] if staged["entries"] else None)
    made = entry(staged, "article", near["section"] if near else "", first_page=near["first_page"] if near else None)
    made["last_page"] = made["first_page"]
    made["file"] = near.get("file") if near else None
    made["ref"] = f"new-{made['id']}"
    at = staged["entries"].index(near) + 1 if near else 0
    staged["entries"].insert(at, made)
    piece["kind"] = "title" if len(piece["text"]) <= 60 and piece["kind"] != "picture" else piece["kind"]
    return made


def _place(blocks: list[Block], piece: Block) -> int:
    """Where the block stood in print among these; a title block goes to the head, what has no lines to the end."""
    if piece["kind"] in kinds.OPENING:
        return next((i for i, other in enumerate(blocks) if other["kind"] not in kinds.OPENING), len(blocks))
    if not piece["lines"]:
        return len(blocks)
    start = piece["lines"][0][0]
    after = [i for i, other in enumerate(blocks) if other["lines"] and other["lines"][0][0] < start]
    tail = [i for i, other in enumerate(blocks) if other["kind"] in kinds.OPENING]
    return max([*after, *tail], default=-1) + 1


def shift(staged: Staged, change: Change) -> None:
    """{block, by: ±1}: up or down within its entry."""
    piece, siblings, one = found(staged, change)
    at = siblings.index(piece)
    to = at + (1 if int(change["by"]) > 0 else -1)
    if one is None or not 0 <= to < len(siblings):
        raise EditError(_("已经到头了，换一篇用“移到”。"))
    siblings[at], siblings[to] = siblings[to], siblings[at]


def split(staged: Staged, change: Change) -> None:
    """{block, at}: two blocks of one kind; `at` counts the characters of its words before the cut."""
    piece, siblings, _one = found(staged, change)
    text = piece["text"] or plain(piece.get("html") or "")
    at = int(change["at"])
    if not 0 < at < len(text) or not text[:at].strip() or not text[at:].strip():
        raise EditError(_("光标在段首或段尾，没有可分的；移到要分开的地方再分。"))
    if piece["kind"] in ("table", "list", "picture"):
        raise EditError(_("这一类不能分段，先改成段落再分。"))
    second = {**piece, "id": numbered(staged), "lines": [list(pair) for pair in piece["lines"]]}
    if piece.get("html"):
        piece["html"], second["html"] = cut(piece["html"], at)
    piece["text"], second["text"] = text[:at].rstrip(), text[at:].lstrip()
    for half in (piece, second):
        if half.get("html"):
            half["text"] = plain(half["html"])
        _sure(half)
    siblings.insert(siblings.index(piece) + 1, second)


def join(staged: Staged, change: Change) -> None:
    """{block}: its words go to the end of the block before it, which keeps its kind."""
    piece, siblings, _one = found(staged, change)
    at = siblings.index(piece)
    if at == 0:
        raise EditError(_("前面没有可接的，它已是第一块。"))
    former = siblings[at - 1]
    if {"table", "list", "picture"} & {former["kind"], piece["kind"]} or piece.get("image"):
        raise EditError(_("表格、列表和图片不能接，先改成段落再接。"))
    _as_words(piece)
    if former.get("html") and former["kind"] == piece["kind"] and piece.get("html"):
        former["html"] = re.sub(r"</\w+>$", "", former["html"]) + re.sub(r"^<\w+>", "", piece["html"])
    elif former.get("html"):
        end = re.search(r"</\w+>$", former["html"])
        former["html"] = former["html"][: end.start()] + escape(piece["text"], quote=False) + end[0] if end else ""
    apart = " " if former["text"][-1:].isascii() and piece["text"][:1].isascii() else ""
    own = former["text"] or plain(former.get("html") or "")
    former["text"] = own + ("\n" if former["kind"] == "note" else apart) + piece["text"]
    former["lines"] = sorted([*former["lines"], *piece["lines"]])
    siblings.remove(piece)
    _sure(former)


def dismiss(staged: Staged, change: Change) -> None:
    """{block, why}: a piece of the pile that goes into no manuscript; it stays in the record with its reason."""
    piece, siblings, _one = found(staged, change)
    why = _words(change, "why")[:200]
    if siblings is not staged["pile"]:
        raise EditError(_("只有未归位的文字能划去；先把它放进未归位。"))
    if not why:
        raise EditError(_("写明为什么不要这一段，再划去。"))
    siblings.remove(piece)
    staged["dismissed"].append({**piece, "why": why})


def agree(staged: Staged, change: Change) -> None:
    """{block} or {remark}: an editor has looked and found it right."""
    if "remark" in change:
        told = [mark for one in staged["entries"] for mark in one["remarks"] if mark["id"] == int(change["remark"])]
        if not told:
            raise EditError(_("这一块已经不在了，重新打开页面再改。"))
        told[0]["seen"] = True
        return
    _sure(found(staged, change)[0])


def _sure(piece: Block) -> None:
    piece["seen"] = True


def set_entry(staged: Staged, change: Change) -> None:
    """{entry, section?, kind?, first_page?, last_page?}: what is said of an article as a whole."""
    one = the_entry(staged, change["entry"])
    if "section" in change:
        section = _words(change, "section")[:40]
        if not section:
            raise EditError(_("栏目不能空着，选一个或写一个。"))
        one["section"], one["section_inferred"] = section, False
        for told in one["remarks"]:
            told["seen"] = told["seen"] or "栏目" in told["reason"]
    if "kind" in change:
        if change["kind"] not in kinds.ENTRY_KINDS:
            raise EditError(_("没有这种体裁，选一种。"))
        one["kind"] = change["kind"]
        one["members"] = one["members"] if one["kind"] == "feature" else 0
    for name in ("first_page", "last_page"):
        if name in change:
            typed = _words(change, name)
            if typed and not (typed.isdecimal() and 0 < int(typed) < 10_000):
                raise EditError(_("页码写数字，没有就空着。"))
            one[name] = int(typed) if typed else None
    if one["last_page"] and (not one["first_page"] or one["last_page"] < one["first_page"]):
        raise EditError(_("止页小于起页，或只填了止页，把页码核对一下。"))


def shift_entry(staged: Staged, change: Change) -> None:
    """{entry, by: ±1}: the article before or after its neighbour, in the order of the issue."""
    one = the_entry(staged, change["entry"])
    at = next(index for index, other in enumerate(staged["entries"]) if other["id"] == one["id"])
    to = at + (1 if int(change["by"]) > 0 else -1)
    if not 0 <= to < len(staged["entries"]):
        raise EditError(_("已经到头了。"))
    order = staged["entries"]
    order[at], order[to] = order[to], order[at]


def drop_entry(staged: Staged, change: Change) -> None:
    """{entry}: no article; all its pieces go to the pile, where each is placed or dismissed."""
    one = the_entry(staged, change["entry"])
    staged["entries"] = [other for other in staged["entries"] if other["id"] != one["id"]]
    staged["pile"] += [piece for piece in one["blocks"] if printed(piece) or piece.get("image")]


def dismiss_all(staged: Staged, change: Change) -> None:
    """{why}: every piece of the pile, with one reason."""
    for piece in list(staged["pile"]):
        dismiss(staged, {"block": piece["id"], "why": change["why"]})


def set_issue(staged: Staged, change: Change) -> None:
    """{year, month}: the issue that this print text is."""
    year, month = str(change["year"]).strip(), str(change["month"]).strip()
    if not (year.isdecimal() and month.isdecimal() and 1900 <= int(year) <= 2200 and 1 <= int(month) <= 366):
        raise EditError(_("年份写四位数字，期号从1写起。"))
    staged["issue"] = {**(staged["issue"] or {}), "year": int(year), "month": int(month)}


VERBS: dict[str, Callable[[Staged, Change], None]] = {
    "kind": set_kind,
    "text": set_text,
    "move": move,
    "shift": shift,
    "split": split,
    "join": join,
    "dismiss": dismiss,
    "dismiss_all": dismiss_all,
    "agree": agree,
    "entry": set_entry,
    "entry_shift": shift_entry,
    "entry_drop": drop_entry,
    "issue": set_issue,
}
