"""Typesets a made-up issue as a magazine's PDF: columns, running heads, floating pictures, captions: `typeset`."""

import base64
from dataclasses import dataclass
from html import escape
from io import BytesIO
from typing import Any

from PIL import Image

from magazine.exports.pdf import weasyprint

STYLE = """
@page { size: 210mm 285mm; margin: 22mm 16mm 18mm;
  @top-left { font: 9pt 'Noto Sans CJK SC'; } }
@page :left { @top-left { white-space: nowrap; content: string(left); font: 9pt 'Noto Sans CJK SC'; }
  @bottom-left { content: FOLIO_L; font: 8pt 'Noto Sans CJK SC'; } }
@page :right { @top-right { white-space: nowrap; content: string(right); font: 9pt 'Noto Sans CJK SC'; }
  @bottom-right { content: FOLIO_R; font: 8pt 'Noto Sans CJK SC'; } }
@page front { @top-left { content: none } @top-right { content: none } @bottom-left { content: none }
  @bottom-right { content: none } }
body { font: 9.5pt/1.7 'Noto Sans CJK SC'; margin: 0; text-align: justify; orphans: 1; widows: 1 }
article { break-before: page } article.front { page: front } article.first { break-before: recto }
.columns { columns: COUNT; column-gap: 8mm }
p { margin: 0; text-indent: 2em }
h1 { font-size: 20pt; line-height: 1.3; margin: 4mm 0; font-weight: 700 }
h2 { font-size: 12pt; line-height: 1.4; margin: 3mm 0; text-align: left; text-indent: 0 }
h3 { font-size: 9.5pt; margin: 0; text-indent: 2em; font-weight: 700 }
.kicker, .rubric { font-size: 13pt; margin: 0; text-indent: 0 } .subtitle { font-size: 12pt; text-indent: 0 }
.byline { font-size: 10.5pt; text-indent: 0; margin: 3mm 0 } .lead { font-size: 10.5pt; text-indent: 0 }
.note, .unit, .funding { font-size: 8pt; text-indent: 0; break-inside: avoid }
figure { margin: 3mm 0; break-inside: avoid } figure img { width: 100%; height: HEIGHT }
figcaption { font-size: 8pt; line-height: 1.4; text-indent: 0 }
table { font-size: 8pt; width: 100%; border-collapse: collapse; margin: 3mm 0; break-inside: avoid }
td, th { font-weight: 400; text-align: left; padding: 0 2pt; vertical-align: top }
"""


@dataclass(frozen=True)
class Look:
    """Columns, printed numbers, the height of pictures, whether captions stand inside the columns or across the page."""

    columns: int = 2
    folios: bool = True
    height: str = "40mm"
    across: bool = False


def typeset(issue: dict[str, Any], look: Look) -> bytes:
    """The PDF of an issue in the intake format; the pages of its entries are set as they come to lie."""
    english = {section["name"]: section["running_head_en"] for section in issue["sections"]}
    stories, rubric, feature = [], "", None
    for number, entry in enumerate(issue["entries"]):
        if entry["kind"] == "feature":
            feature = entry
            continue
        words = _story(entry, feature, entry["rubric"] != rubric, number)
        stories.append(_framed(entry, words, english, number, not any("class='first'" in story for story in stories)))
        rubric, feature = entry["rubric"], None
    style = STYLE.replace("COUNT", str(look.columns)).replace("HEIGHT", look.height)
    style = style.replace("FOLIO_L", "none").replace("FOLIO_R", "none")
    page = f"<html lang='zh'><meta charset='utf-8'><style>{style}</style><body>{''.join(stories)}</body></html>"
    document = weasyprint().HTML(string=page).render()
    _number(issue, document)
    return bytes(document.write_pdf())


def _number(issue: dict[str, Any], document: Any) -> None:
    """Pages count from the first one behind the front matter."""
    starts: dict[str, int] = {}
    for index, page in enumerate(document.pages):
        for name in page.anchors:
            starts.setdefault(name, index)
    own = sorted(starts.values())
    fronts = [n for n, entry in enumerate(issue["entries"]) if entry["kind"] in ("chronicle", "voices")]
    first = min(index for name, index in starts.items() if int(name[1:]) not in fronts)
    feature = None
    for number, entry in enumerate(issue["entries"]):
        if entry["kind"] == "feature":
            feature = entry
        elif number not in fronts:
            start = starts[f"e{number}"]
            after = min((index for index in own if index > start), default=len(document.pages))
            entry["first_page"], entry["last_page"] = start - first + 1, after - first
            if feature is not None:
                feature["first_page"] = feature["last_page"] = start - first + 1
                feature = None


def _framed(entry: dict[str, Any], words: str, english: dict[str, str], number: int, first: bool) -> str:
    front = entry["kind"] in ("chronicle", "voices")
    section, en = entry["section"], english.get(entry["section"], "")
    heads = f"string-set: left '/ {section} {en}', right '{en} {section} /'" if not front else ""
    name = "front" if front else "first" if first else "story"
    return f"<article id='e{number}' class='{name}' style=\"{heads}\">{words}</article>"


def _story(entry: dict[str, Any], feature: dict[str, Any] | None, rubric: bool, number: int) -> str:
    if entry["kind"] == "chronicle":
        return _chronicle(entry)
    if entry["kind"] == "voices":
        return _voices(entry)
    shots = [_figure(shot, number * 10 + place) for place, shot in enumerate(entry["photos"])]
    if entry["kind"] == "photo_essay":
        body = "".join(f"<p>{escape(block['text'])}</p>" for block in entry["body"])
        return f"<h1>{escape(entry['title'])}</h1>{body}{''.join(shots)}"
    blocks = [_block(block) for block in entry["body"]]
    step = max(len(blocks) // (len(shots) + 1), 1)
    for place, shot in enumerate(shots):
        blocks.insert((place + 1) * step + place, shot)
    notes = "".join(_p("note", note) for note in entry["notes"])
    unit = _p("unit", "作者单位：" + "；".join(entry["affiliations"])) if entry["affiliations"] else ""
    signed = _p("byline", " ".join(entry["authors"])) if feature else ""
    return _top(entry, feature, rubric) + f"<div class='columns'>{''.join(blocks)}{notes}{unit}{signed}</div>"


def _top(entry: dict[str, Any], feature: dict[str, Any] | None, rubric: bool) -> str:
    parts = []
    if feature:
        parts += [f"<h1>{escape(feature['title'])}</h1>", _p("lead", feature["lead"])]
    if entry["kicker"]:
        parts += [_p("rubric", entry["rubric"])] if rubric and entry["rubric"] else []
        return "".join([*parts, _p("kicker", entry["kicker"] + "："), f"<h1>{escape(entry['title'])}</h1>"])
    star = "*" if entry["funding_note"] else ""
    parts.append(f"<h1>{escape(entry['title'])}{star}</h1>")
    parts += [_p("subtitle", "——" + entry["subtitle"])] if entry["subtitle"] else []
    parts.append(_p("byline", "□ " + " ".join(entry["authors"])))
    parts += [_p("funding", "*" + entry["funding_note"])] if star else []
    return "".join(parts)


def _p(name: str, words: str) -> str:
    return f"<p class='{name}'>{escape(words)}</p>"


def _chronicle(entry: dict[str, Any]) -> str:
    items = []
    for event in entry["events"]:
        items += [f"<p>{escape(line)}</p>" for line in event["text"].split("\n")]
        items += [_p("note", f"/ {shot['credit_name']}{shot['credit_kind']}") for shot in event["photos"]]
    return f"<h1>{escape(entry['title'])}</h1><div class='columns'>{''.join(items)}</div>"


def _voices(entry: dict[str, Any]) -> str:
    said = "".join(
        f"<p>{escape(voice['text'])}</p><p>——{escape(voice['speaker_title'] + voice['speaker'])}</p>"
        for voice in entry["voices"]
    )
    top = f"<h1>{escape(entry['title'])}</h1>" + _p("subtitle", f"摘编自{entry['source']}")
    return f"{top}<div class='columns'>{said}</div>"


def _figure(shot: dict[str, str], seed: int) -> str:
    words = f"{shot['caption']}/ {shot['credit_name']}{shot['credit_kind']}"
    return f"<figure><img src='{picture(seed)}'><figcaption>{escape(words)}</figcaption></figure>"


def _block(block: dict[str, Any]) -> str:
    if block["type"] == "heading":
        return f"<h{block['level'] + 1}>{escape(block['text'])}</h{block['level'] + 1}>"
    if block["type"] == "figure":
        words = escape(f"{block['label']} {block['caption']}")
        return f"<figure><img src='{picture(7)}'><figcaption>{words}</figcaption></figure>"
    return _table(block) if block["type"] == "table" else f"<p>{escape(block['text'])}</p>"


def _table(table: dict[str, Any]) -> str:
    """A table whose first column names each group once; its caption stands below it, as in the magazine."""
    rows, former = [], None
    for row in table["rows"]:
        cells = ["" if row[0] == former else row[0], *row[1:]]
        former = row[0]
        rows.append("".join(f"<td>{escape(cell)}</td>" for cell in cells))
    head = "".join(f"<th>{escape(cell)}</th>" for cell in table["header"])
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    caption = escape(f"{table['label']} {table['caption']}")
    return f"<figure><table><tr>{head}</tr>{body}</table><figcaption>{caption}</figcaption></figure>"


def picture(seed: int) -> str:
    """A picture as a data address, each of another colour."""
    file = BytesIO()
    Image.new("RGB", (300, 180), ((seed * 53) % 200 + 30, (seed * 97) % 200 + 30, 90)).save(file, "PNG")
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()
