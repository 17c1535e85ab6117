"""Reads a print PDF: its text through the reader of print texts, its pictures with their captions; run in the child process."""

from typing import Any

from magazine.intake.encoding import IntakeError
from magazine.intake.pdf.document import opened
from magazine.intake.pdf.letters import Row, rows
from magazine.intake.pdf.pictures import MOST, Shot, shots, tie
from magazine.intake.pdf.setting import set_text
from magazine.intake.reading import parse
from magazine.intake.traces import traced

LETTERS = 2_000_000
"""Letters of a document; a whole year of issues stays below it."""
WRITTEN = 180 * 1024 * 1024


def read(
    data: bytes, name: str, year: int | None = None, month: int | None = None, sections: list[list[str]] | None = None
) -> dict[str, Any]:
    """{text, reading, boxes, sheets, shots, pictures}. Raises IntakeError with one sentence.

    `text` is the print text that `reading` (see traces.py) names the lines of. `boxes`: line → [page, left, top, right,
    bottom], `page` from 0, the rest as shares of the page's width and height. `sheets`: [width, height] of each page in
    points. `shots`: [{picture, page, box, line}], `line` the first one of the caption or None; `pictures`: name → bytes.
    """
    found = gather(data, name)
    known = [(section, english) for section, english in sections or []]
    found["reading"] = traced(parse(found["text"], year=year, month=month, sections=known))
    return found


def gather(data: bytes, name: str) -> dict[str, Any]:
    """All of what `read` gives but the reading."""
    document = opened(data, name)
    pages: list[list[Row]] = []
    found: list[Shot] = []
    sheets = []
    for index, page in enumerate(document):
        pages.append(rows(page))
        found += shots(page, index)[: max(MOST - len(found), 0)]
        sheets.append([page.get_width(), page.get_height()])
        if sum(len(row.letters) for rows_ in pages for row in rows_) > LETTERS:
            raise IntakeError(f"“{name}”的文字太多，按期拆开后再收。")
        page.close()
    if not any(pages):
        wrong = "只有图片，没有文字" if found or _drawn(document) else "是空白的"
        raise IntakeError(f"“{name}”{wrong}，从排版软件导出带文字的PDF后再收。")
    text = set_text(pages)
    for index in range(len(pages)):
        tie([shot for shot in found if shot.page == index], text.captions.get(index, []))
    boxes = {line: [page, *_shares(box, sheets[page])] for line, (page, box) in text.boxes.items()}
    return {"text": "\n".join(text.lines) + "\n", "boxes": boxes, "sheets": sheets, **_named(found, sheets)}


def _drawn(document: Any) -> bool:
    """Whether anything at all stands on the first pages: letters as outlines, pictures that can't be decoded."""
    return any(next(document[index].get_objects(max_depth=2), None) for index in range(min(len(document), 20)))


def _named(found: list[Shot], sheets: list[list[float]]) -> dict[str, Any]:
    """The pictures under names, as many as may be written."""
    told: list[dict[str, Any]] = []
    pictures: dict[str, bytes] = {}
    size = 0
    for shot in found:
        size += len(shot.data)
        if size > WRITTEN:
            break
        name = f"{shot.page + 1}-{len(pictures) + 1}.{shot.format}"
        pictures[name] = shot.data
        told.append(
            {"picture": name, "page": shot.page, "box": _shares(shot.box, sheets[shot.page]), "line": shot.line}
        )
    return {"shots": told, "pictures": pictures}


def _shares(box: tuple[float, float, float, float], sheet: list[float]) -> list[float]:
    return [round(value / sheet[place % 2], 4) for place, value in enumerate(box)]
