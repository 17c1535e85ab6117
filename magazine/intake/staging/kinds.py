"""What a block and an entry of a staged intake can be: names, the fields of a kind, and what may stand in what."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from magazine.intake.front import SPAN, dates

ENTRY_KINDS = {
    "article": _("文章"),
    "feature": _("专题题头"),
    "chronicle": _("大事"),
    "voices": _("之声"),
    "photo_essay": _("图片专题"),
}
KINDS = {
    "title": _("标题"),
    "kicker": _("肩题"),
    "subtitle": _("副题"),
    "rubric": _("栏题"),
    "byline": _("署名"),
    "affiliation": _("作者单位"),
    "lead": _("导语"),
    "heading": _("小标题"),
    "paragraph": _("段落"),
    "quote": _("引文"),
    "list": _("列表"),
    "picture": _("图说"),
    "figure": _("图题"),
    "table": _("表格"),
    "note": _("注释"),
    "funding": _("基金说明"),
    "event": _("大事条目"),
    "voice": _("之声条目"),
    "source": _("摘编来源"),
}
OPENING = ("rubric", "kicker", "title", "subtitle", "byline", "affiliation", "source", "lead")
"""Kinds that stand before the text, whatever their order in print."""
EXTRAS = (
    *("level", "label", "header", "rows", "credit_name", "credit_kind", "image", "alt", "start", "end"),
    *("speaker", "speaker_title", "role", "affiliation", "organisation"),
)
TYPED = {
    "picture": ("credit_name", "credit_kind"),
    "event": ("start", "end"),
    "voice": ("speaker", "speaker_title"),
    "byline": ("role", "affiliation"),
    "table": ("label",),
    "figure": ("label",),
}
"""Fields of a kind that an editor types beside its words."""
BESIDE = {"chronicle": ("event", "picture"), "voices": ("voice", "source", "picture")}
HEADS = ("title", "kicker", "subtitle", "rubric", "lead")


def allowed(entry_kind: str) -> tuple[str, ...]:
    """The kinds that a block of such an entry may be, in the order of the page."""
    if entry_kind in BESIDE:
        return (*HEADS, *BESIDE[entry_kind])
    return tuple(kind for kind in KINDS if kind not in ("event", "voice"))


def fresh(kind: str, text: str, issue: dict[str, Any] | None) -> dict[str, Any]:
    """The fields of a block that has just become of `kind`."""
    if kind == "heading":
        return {"level": 1}
    if kind == "picture":
        return {"credit_name": "", "credit_kind": "摄", "image": "", "alt": ""}
    if kind == "voice":
        said, _dash, who = text.rpartition("——")
        return {"text": said, "speaker": "", "speaker_title": who} if said else {"speaker": "", "speaker_title": ""}
    if kind == "byline":
        return {"role": "文", "affiliation": "", "organisation": False}
    if kind == "table":
        rows = [line.split("\t") for line in text.split("\n")]
        return {"text": "", "label": "", "header": rows[0], "rows": rows[1:]} if len(rows) > 1 else {"label": ""}
    if kind == "figure":
        return {"label": ""}
    if kind == "event":
        return _days(text, issue or {})
    return {}


def _days(text: str, issue: dict[str, Any]) -> dict[str, Any]:
    start = end = ""
    if SPAN.match(text) and issue.get("year"):
        start, end = dates(text, issue["year"], issue["month"])
    first = f"{issue['covers']}-01" if issue.get("covers") else "2000-01-01"
    return {"start": start or first, "end": end or start or first}
