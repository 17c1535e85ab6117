"""Reads the print text of an issue: `parse` gives a Reading, `as_json` the intake format.

The passes, each in its own module: lines, pages, blocks, front matter (chronicle, voices), openings, entries, composing.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from magazine.intake.articles import build
from magazine.intake.blocks import Block, label_blocks, page_blocks
from magazine.intake.encoding import IntakeError
from magazine.intake.entries import Cut, cut
from magazine.intake.front import (
    SPAN,
    Dated,
    Region,
    chronicle_items,
    dates,
    find_regions,
    voices_items,
)
from magazine.intake.lines import split_lines
from magazine.intake.pages import Page, number_pages, split_pages
from magazine.intake.pieces import (
    Doubt,
    Entry,
    EventRead,
    IssueNumbers,
    PageRead,
    PhotoRead,
    Reading,
    SectionRead,
    Trace,
    VoiceRead,
    locate,
    spans,
)
from magazine.intake.tables import gather

YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
STATED = re.compile(r"^[^，。：；①-⑳]{0,12}?(?<!\d)(20\d\d)\s*年\s*第\s*(\d{1,2})\s*期[^，。：；]{0,12}$", re.M)
"""A masthead: a line of its own. `2021年第3期` in the middle of a line names another journal's issue in a note."""
MARKS = frozenset("□/／*＊※：:—（）()；;、，作者单位系均为摘编自选来源据注释参考文献本刊实习记者通讯员编辑文图摄译绘影")

WORDS = (
    *("kind", "section", "rubric", "kicker", "title", "subtitle", "authors", "affiliations"),
    *("lead", "funding_note", "first_page", "last_page"),
)


def parse(
    text: str,
    year: int | None = None,
    month: int | None = None,
    sections: Sequence[tuple[str, str]] = (),
) -> Reading:
    """Read a print text. `sections` are (name, English running head) that the magazine knows.

    An argument wins over the text. Raises IntakeError where the text is no issue, or its year or month can't be known.
    """
    lines = split_lines(text)
    if len(lines) < 3:
        raise IntakeError("文件只有一两行，不像一期的排版文本，核对文件后重新上传。")
    pages = split_pages(lines, frozenset(name for name, _ in sections))
    blocks = [gather(page_blocks(page)) for page in pages]
    for page in blocks:
        label_blocks(page)
    regions = find_regions(pages, blocks)
    items = {id(region): chronicle_items(region) for region in regions if region.kind == "chronicle"}
    numbers = _issue(text, year, month, regions, [item for found, _ in items.values() for item in found])
    unplaced = _strays(regions, [item for found, _ in items.values() for item in found])
    front = {index for region in regions for index in region.pages}
    first = next((page.index for page in pages if page.index not in front), 0)
    doubts = [Doubt(line.number, reason, 0.5) for line, reason in number_pages(pages, first)]
    pieces = cut(pages, blocks, front)
    if not regions and not any(page.heads for page in pages) and not any(draft.signed for draft in pieces.drafts):
        raise IntakeError(
            "没有认出栏目、署名或肩题，这不像一期的排版文本（排好版导出的文字，每页有栏目名和页码，署名行以□起头）。"
            "还没有排版的稿件，一篇存成一个Word文件再收。"
        )
    entries: list[Entry] = []
    for region in regions:
        entry, spare = _front_entry(region, items, numbers, doubts)
        entries.append(entry)
        unplaced += spare
    entries += _articles(pieces, pages, doubts, unplaced)
    entries = _in_order(entries, regions, pages)
    if not entries:
        raise IntakeError("没有认出标题，这不像一期的排版文本，核对文件后重新上传。")
    unplaced += pieces.unplaced
    doubts += [Doubt(*doubt) for doubt in pieces.doubts]
    unplaced.sort(key=lambda block: block.number)
    furniture = _furniture(pages)
    reading = Reading(
        numbers,
        _sections(entries, pages, sections, regions),
        entries,
        [block.text for block in unplaced],
        [words for words, _, _ in furniture],
        sorted(doubts, key=lambda doubt: (doubt.confidence, doubt.line)),
        {f"unplaced.{i}": Trace(spans(b.places), "不属于任何一篇", 0.5) for i, b in enumerate(unplaced)}
        | {f"furniture.{i}": Trace(spans([place]), reason) for i, (_, place, reason) in enumerate(furniture)},
        [PageRead(p.index, p.number, p.section, p.lines[0].number, p.lines[-1].number) for p in pages],
    )
    _account(reading, text)
    locate(reading)
    return reading


def _issue(text: str, year: int | None, month: int | None, regions: list[Region], items: list[Dated]) -> IssueNumbers:
    """Year and month: an argument, a printed 年第期, else from the news: the issue is that of the month after it."""
    stated = STATED.search(text)
    months = Counter(int(found["am"]) for item in items if (found := SPAN.match(item.paragraphs[0])))
    covered = next((region.month for region in regions), None) or (months.most_common(1)[0][0] if months else None)
    if stated and (not 1 <= int(stated[2]) <= 12 or (covered and int(stated[2]) not in (covered, covered % 12 + 1))):
        stated = None
    news = "".join(paragraph for item in items for paragraph in item.paragraphs)
    years = Counter(YEAR.findall(news)) or Counter(YEAR.findall(text))
    news_year = int(max(years, key=lambda name: (years[name], name))) if years else None
    if month is None:
        month = int(stated[2]) if stated else covered % 12 + 1 if covered else None
    if year is None and stated:
        year = int(stated[1])
    if year is None and news_year and month and covered:
        year = news_year + (1 if month < covered else 0)
    if year is None or month is None:
        raise IntakeError("从文中认不出是哪一年哪一期，用--year和--month写明年份和月份。")
    if not 1 <= month <= 12 or not 1900 <= year <= 2999:
        raise IntakeError("年份或月份不对，用--year写四位年份，用--month写1到12的月份。")
    of, back = (year, month - 1) if month > 1 else (year - 1, 12)
    if covered and covered != back:
        of, back = (year if covered <= month else year - 1), covered
    return IssueNumbers(year, month, f"{of}-{back:02d}")


def _strays(regions: list[Region], items: list[Dated]) -> list[Block]:
    """Blocks outside the chronicle that only repeat a piece of one of its items; they are taken out of their region."""
    told = ["".join(item.paragraphs) for item in items]
    found: list[Block] = []
    for region in regions:
        if region.kind == "chronicle":
            continue
        for index in region.pages:
            run = [block for block in region.blocks if block.page == index and block.kind == "text"]
            words = "".join(block.text for block in run)
            if run and SPAN.match(words) and any(words in item for item in told):
                found.append(Block("text", [line for block in run for line in block.lines], index))
                region.blocks = [block for block in region.blocks if all(block is not other for other in run)]
    return found


def _front_entry(
    region: Region, items: dict[int, tuple[list[Dated], list[Block]]], numbers: IssueNumbers, doubts: list[Doubt]
) -> tuple[Entry, list[Block]]:
    entry = Entry(region.kind, region.name, region.title.text, line=region.title.number)
    entry.traces["title"] = Trace(spans(region.title.places), region.title.reason)
    if region.kind == "chronicle":
        found, spare = items[id(region)]
        for index, item in enumerate(found):
            event = _event(item, numbers, doubts)
            entry.events.append(event)
            sure = 0.95 if SPAN.match(event.text) else 0.3
            entry.traces[f"events.{index}"] = Trace(spans(item.places), "以月日起的一条", sure)
            for place, where in enumerate(item.photo_places):
                entry.traces[f"events.{index}.photos.{place}"] = Trace(spans(where), "图片署名，归它上方的一条", 0.9)
        return entry, spare
    said, entry.source, signs, spare = voices_items(region)
    entry.traces["source"] = Trace(spans(p for block in signs for p in block.places), "以摘编自起的一行", 0.95)
    for index, voice in enumerate(said):
        entry.voices.append(VoiceRead(voice.text, voice.speaker, voice.speaker_title))
        sure = min(voice.confidence, 1.0)
        entry.traces[f"voices.{index}"] = Trace(spans(voice.places), voice.reason.rstrip("。"), sure)
        if voice.confidence < 0.9:
            doubts.append(Doubt(voice.line, voice.reason, voice.confidence))
    return entry, spare


def _event(item: Dated, numbers: IssueNumbers, doubts: list[Doubt]) -> EventRead:
    start, end = dates(item.paragraphs[0], numbers.year, numbers.month)
    if not start:
        start = end = f"{numbers.covers}-01"
        doubts.append(Doubt(item.line, "这一条大事的日期不对，核对日期。", 0.1))
    text = "\n".join(item.paragraphs)
    return EventRead(start, end, text, [PhotoRead(*printed) for printed in item.photos])


def _articles(pieces: Cut, pages: list[Page], doubts: list[Doubt], unplaced: list[Block]) -> list[Entry]:
    """The entries of all drafts; rubrics and the count of a feature's members run on as long as their section does."""
    numbers = {page.index: page.number for page in pages}
    entries: list[Entry] = []
    for draft in pieces.drafts:
        entry, found, spare = build(draft, numbers)
        if entry.kind == "photo_essay":
            headed = [n for i in draft.pages if pages[i].heads and (n := numbers[i])]
            entry.last_page = max(headed, default=entry.last_page) if headed else entry.last_page
        entries.append(entry)
        doubts += found
        unplaced += spare
    feature: Entry | None = None
    rubric = ""
    for before, entry in zip([None, *entries], entries, strict=False):
        if before is not None and before.section != entry.section:
            feature, rubric = None, ""
        if entry.kind == "feature":
            feature = entry
            continue
        if feature is not None:
            feature.members += 1
        rubric = entry.rubric or (rubric if entry.kicker and not entry.authors else "")
        entry.rubric = rubric
    return entries


def _in_order(entries: list[Entry], regions: list[Region], pages: list[Page]) -> list[Entry]:
    """Entries by the first page they lie on; pieces of one page keep the order they were found in."""
    starts = {line.number: page.index for page in pages for line in page.lines}
    first = {id(region.title): min(region.pages) for region in regions}
    front = {region.title.number: first[id(region.title)] for region in regions}
    return sorted(entries, key=lambda entry: front.get(entry.line, starts.get(entry.line, 0)))


def _sections(
    entries: list[Entry], pages: list[Page], known: Sequence[tuple[str, str]], regions: list[Region]
) -> list[SectionRead]:
    """Sections in the order of their first entry, with the English as printed, else as the magazine knows it."""
    english = {name: en for name, en in known if en}
    for page in pages:
        for head in page.heads:
            if head.english:
                english[head.section] = head.english
    names = dict.fromkeys(entry.section for entry in entries)
    return [SectionRead(name, english.get(name, "")) for name in names]


def _furniture(pages: list[Page]) -> list[tuple[str, tuple[int, int], str]]:
    """(text, place, reason) of running heads and printed numbers; a number that was glued on stands by itself."""
    pieces: list[tuple[str, tuple[int, int], str]] = []
    for page in pages:
        for head in page.heads:
            raw, place = head.line.raw, (head.line.number, page.index)
            number = str(head.number) if head.number else ""
            if number and raw.endswith(number):
                pieces.append((raw[: -len(number)].strip(), place, "书眉"))
                pieces.append((number, place, "页码"))
            else:
                pieces.append((raw, place, "书眉"))
        if page.folio:
            pieces.append((page.folio.raw, (page.folio.number, page.index), "页码"))
    return pieces


def as_json(reading: Reading) -> dict[str, Any]:
    """The reading in the intake format: plain dicts and lists, keys in the order of the format."""
    return {
        "issue": {"year": reading.issue.year, "month": reading.issue.month, "covers": reading.issue.covers},
        "sections": [{"name": s.name, "running_head_en": s.running_head_en} for s in reading.sections],
        "entries": [_entry_json(entry) for entry in reading.entries],
        "unplaced": list(reading.unplaced),
        "furniture": list(reading.furniture),
        "doubts": [{"line": d.line, "reason": d.reason, "confidence": d.confidence} for d in reading.doubts],
    }


def _photo_json(photo: PhotoRead) -> dict[str, str]:
    return {"caption": photo.caption, "credit_name": photo.credit_name, "credit_kind": photo.credit_kind}


def _entry_json(entry: Entry) -> dict[str, Any]:
    result: dict[str, Any] = {name: getattr(entry, name) for name in WORDS}
    if entry.section_inferred:
        result["section_inferred"] = True
    if entry.kind in ("article", "photo_essay"):
        result["body"] = entry.body
    result["notes"] = entry.notes
    result["photos"] = [_photo_json(photo) for photo in entry.photos]
    if entry.kind == "chronicle":
        result["events"] = [
            {"start": e.start, "end": e.end, "text": e.text, "photos": [_photo_json(p) for p in e.photos]}
            for e in entry.events
        ]
    if entry.kind == "voices":
        result["source"] = entry.source
        result["voices"] = [
            {"text": v.text, "speaker": v.speaker, "speaker_title": v.speaker_title} for v in entry.voices
        ]
    if entry.kind == "feature":
        result["members"] = entry.members
    return result


def _account(reading: Reading, text: str) -> None:
    """Put every character of the source that no entry holds where an editor sees it.

    Printed signs that only say what a line is (□, the slash of a credit, 作者单位：) are furniture; anything else that is
    missing would be a fault of the reader, so it is set out as unplaced with a doubt.
    """
    missing = Counter("".join(text.split()))
    missing.subtract("".join(printed(reading)).replace("\ufeff", ""))
    left = {char: count for char, count in missing.items() if count > 0 and not char.isspace()}
    signs = "".join(char * count for char, count in left.items() if char in MARKS)
    other = "".join(char * count for char, count in left.items() if char not in MARKS)
    if signs:
        reading.furniture.append(signs)
    if other:
        reading.unplaced.append(other)
        reading.doubts.insert(0, Doubt(1, "有些字没有归入任何稿件，对照原文核对。", 0.1))


def printed(reading: Reading) -> list[str]:
    """Every text of a reading that stands in the source, without spaces; a rubric counts once, where it is printed."""
    pieces = [*reading.unplaced, *reading.furniture]
    rubric = ""
    for entry in reading.entries:
        pieces += [entry.title, entry.kicker, entry.subtitle, entry.lead, entry.funding_note, entry.source]
        pieces += [*entry.authors, *entry.affiliations, *entry.notes]
        pieces.append(entry.rubric if entry.rubric != rubric else "")
        rubric = entry.rubric
        for part in entry.body:
            pieces += [part.get("text", ""), part.get("label", ""), part.get("caption", ""), *part.get("header", [])]
            groups = part["header"] and len(part["header"]) > 1 if part["type"] == "table" else False
            former = None
            for row in part.get("rows", []):
                pieces += row[1:] if groups and row[0] == former else row
                former = row[0]
        pieces += [w for e in entry.events for w in (e.text, *(x for p in e.photos for x in _words(p)))]
        pieces += [w for v in entry.voices for w in (v.text, v.speaker, v.speaker_title)]
        pieces += [w for photo in entry.photos for w in _words(photo)]
    return ["".join(piece.split()) for piece in pieces]


def _words(photo: PhotoRead) -> tuple[str, str, str]:
    return photo.caption, photo.credit_name, photo.credit_kind
