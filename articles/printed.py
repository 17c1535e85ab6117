"""The printed words of a release as lines, each with the name of its piece: what is kept with a signature, and compared."""

import re
from typing import Any

from django.utils.translation import gettext as _

from articles import body

TAB = "\t"
# How a picture is named in the text.
PICTURE = re.compile(r"［图片([1-9][0-9]{0,8})］")


def labels() -> dict[str, str]:
    """What each piece is called at the desk."""
    return {
        "kicker": _("肩题"),
        "title": _("标题"),
        "subtitle": _("副题"),
        "rubric": _("栏题"),
        "byline": _("署名"),
        "lead": _("导语"),
        "body": _("正文"),
        "event": _("大事条目"),
        "voice": _("之声条目"),
        "figure": _("配图"),
        "note": _("注释"),
        "funding": _("基金说明"),
        "source": _("摘编来源"),
        "tags": _("标签"),
    }


def printed(release: Any) -> str:
    """Everything that `release` prints: a line for each paragraph, row, note; before each the code of its piece and a tab.

    Works for a stored release and for `releasing.draft_copy`. Two releases with the same words give the same text.
    """
    captions = {photo["id"]: f"{photo['caption']}（{photo['credit']}）" for photo in release.photos}
    marked = body.PHOTO_FIGURE.sub(r"<p>［图片\1］</p>", release.body_html)
    pieces = [
        ("kicker", release.kicker),
        ("title", release.title),
        ("subtitle", release.subtitle),
        ("rubric", release.rubric),
        *(("byline", "　".join(filter(None, _byline(line)))) for line in release.bylines.all()),
        ("lead", release.lead),
        ("body", body.plain_text(marked)),
        *(("event", _event(event)) for event in release.events),
        *(("voice", "　".join(filter(None, _voice(voice)))) for voice in release.voices),
        *(("figure", f"［图片{pk}］{words}") for pk, words in captions.items()),
        *(("note", line) for line in release.notes),
        ("funding", release.funding_note),
        ("source", release.source),
        ("tags", "、".join(sorted(tag.name for tag in release.tags.all()))),
    ]
    return "\n".join(f"{code}{TAB}{line}" for code, text in pieces for line in text.splitlines() if line.strip())


def lines(text: str) -> list[tuple[str, str]]:
    """What `printed` wrote, as (code, line)."""
    found = []
    for line in filter(None, text.splitlines()):
        code, _tab, words = line.partition(TAB)
        found.append((code, words))
    return found


def _byline(line: Any) -> tuple[str, str, str]:
    return (line.name, line.role, line.affiliation)


def _event(event: dict[str, Any]) -> str:
    days = "—".join(filter(None, (event["start"], event["end"])))
    pictures = "".join(f"\n［图片{photo['id']}］{photo['caption']}（{photo['credit']}）" for photo in event["photos"])
    named = "　".join(filter(None, ["、".join(event.get("people", [])), event.get("place", "")]))
    return f"{days}　{event['text']}{pictures}" + (f"\n（{named}）" if named else "")


def _voice(voice: dict[str, str]) -> tuple[str, ...]:
    return (voice["text"], voice["speaker"], voice["speaker_title"], voice["source"])
