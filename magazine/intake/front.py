"""Owns the two layouts that no byline opens: the chronicle (大事) of dated items and the voices (之声) with attributions."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from magazine.intake.blocks import Block, credits
from magazine.intake.flow import FAR, FIRST, INDENT, ONLY, Item, label
from magazine.intake.lines import Line, join, unit
from magazine.intake.names import split_attribution
from magazine.intake.pages import Page

DAY = r"(?:(?P<{0}y>20\d\d)\s*年\s*)?(?P<{0}m>\d{{1,2}})\s*月\s*(?P<{0}d>\d{{1,2}})\s*日"
DATED = re.compile(
    r"^(?:20\d\d\s*年\s*)?\d{1,2}\s*月\s*\d{1,2}\s*日?(?=\s*(?:[，,、：:；]|至|到|—|－|-|~|～|上午|下午|晚|起|，?“|$))"
)
SPAN = re.compile(
    rf"^{DAY.format('a')}"
    r"(?:\s*(?:至|到|—+|－|-|~|～)\s*(?:(?:(?P<by>20\d\d)\s*年\s*)?(?P<bm>\d{1,2})\s*月\s*)?(?P<bd>\d{1,2})\s*日)?"
)
SOURCE = re.compile(r"^(?P<sign>摘编自|摘自|选自|来源[：:]|据)\s*(?P<name>[^。，]+?)。?$")
DASH = "——"
WORDS = ("text", "display", "dash")


@dataclass(slots=True)
class Region:
    """The blocks of a chronicle or of voices, its title last found, and the pages it lies on."""

    kind: str
    month: int
    name: str
    title: Block
    blocks: list[Block] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    english: str = ""


def dated(text: str) -> bool:
    return DATED.match(text) is not None and SPAN.match(text) is not None


def find_regions(pages: list[Page], blocks: list[list[Block]]) -> list[Region]:
    """Chronicles and voices in the order of the print, from titles of the form N月…, as far as their manner reaches.

    Chronicles take their pages first: one may begin on the page before its title, right behind the voices.
    """
    titles = [(page.index, block) for page in pages for block in blocks[page.index] if block.kind == "month"]
    regions: list[Region] = []
    for wanted in ("chronicle", "voices"):
        for index, title in titles:
            used = {number for region in regions for number in region.pages}
            same = [other for where, other in titles if where == index]
            own = _share_of_page(blocks[index], title, same)
            region = _region(pages, blocks, title, own, (title is same[0], title is same[-1]), used - {index})
            if region is not None and region.kind == wanted:
                regions.append(region)
    return sorted(regions, key=lambda region: (min(region.pages), region.title.number))


def _region(
    pages: list[Page],
    blocks: list[list[Block]],
    title: Block,
    own: list[Block],
    alone: tuple[bool, bool],
    used: set[int],
) -> Region | None:
    """The region of a title: `own` blocks of its page, the pages after it, and for a chronicle those before it.

    `alone`: whether the title is the first and the last of its page; `used` pages belong to others.
    """
    month, _, name = title.text.partition("月")
    reach = [title.page]
    kind = _kind(own)
    after = title.page + 1
    while alone[1] and after < len(pages) and after not in used and _goes_on(kind, name, pages[after], blocks[after]):
        own = own + blocks[after]
        reach.append(after)
        kind = kind or _kind(own)
        after += 1
    if not kind or not 1 <= int(month) <= 12:
        return None
    before = title.page - 1
    while kind == "chronicle" and alone[0] and before >= 0 and before not in used:
        if not _starts(int(month), pages[before], blocks[before]):
            break
        own = blocks[before] + own
        reach.insert(0, before)
        before -= 1
    region = Region(kind, int(month), name, title, own, reach)
    region.english = next((h.english for n in reach for h in pages[n].heads if h.section == name), "")
    return region


def _share_of_page(blocks: list[Block], title: Block, titles: list[Block]) -> list[Block]:
    """A page with one title is its region's; with several, each title takes what stands below it, or above it."""
    if len(titles) < 2:
        return [block for block in blocks if block is not title]
    places = [blocks.index(block) for block in titles]
    mine = blocks.index(title)
    if places[0] == 0:
        end = next((place for place in places if place > mine), len(blocks))
        return blocks[mine + 1 : end]
    start = max((place for place in places if place < mine), default=-1)
    return blocks[start + 1 : mine]


def _kind(blocks: list[Block]) -> str:
    days = sum(block.kind == "text" and dated(block.text) for block in blocks)
    dashes = sum(block.kind in WORDS and block.text.startswith(DASH) for block in blocks)
    if dashes > 0 and dashes >= days:
        return "voices"
    return "chronicle" if days else ""


def _plain(page: Page, blocks: list[Block], name: str = "") -> bool:
    """Whether nothing on a page opens an article."""
    if any(head.section != name for head in page.heads):
        return False
    return not any(
        block.kind in ("byline", "lead", "month", "affiliation", "table", "figure")
        or (block.head and block.text.endswith("："))
        for block in blocks
    )


def _goes_on(kind: str, name: str, page: Page, blocks: list[Block]) -> bool:
    if not _plain(page, blocks, name) or not blocks:
        return False
    texts = [block for block in blocks if block.kind in WORDS]
    days = [block for block in texts if dated(block.text) and block.label in (FIRST, ONLY)]
    dashes = [block for block in texts if block.text.startswith(DASH)]
    if kind == "chronicle":
        heads = [block for block in texts if block.head and not dated(block.text)]
        return bool(days) and not dashes and not heads
    if any(block.head and not block.text.startswith(DASH) and len(block.text) > 12 for block in texts):
        return bool(dashes)
    return bool(dashes) or (bool(texts) and len(texts) == sum(dated(b.text) for b in texts[:1]) + len(texts[1:]) <= 3)


def _starts(month: int, page: Page, blocks: list[Block]) -> bool:
    first = next((block for block in blocks if block.kind in WORDS), None)
    if first is None or not _plain(page, blocks) or not dated(first.text):
        return False
    found = SPAN.match(first.text)
    return found is not None and int(found["am"]) in (month, month % 12 + 1, (month - 2) % 12 + 1)


# Chronicle ------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Dated:
    """An item of a chronicle before its year is known: months and days as printed, paragraphs, photos as printed."""

    places: list[tuple[int, int]]
    paragraphs: list[str]
    photos: list[tuple[str, str, str]] = field(default_factory=list)
    photo_places: list[list[tuple[int, int]]] = field(default_factory=list)

    @property
    def line(self) -> int:
        return self.places[0][0]


def chronicle_items(region: Region) -> tuple[list[Dated], list[Block]]:
    """The items of a chronicle in order, and blocks that belong to none."""
    flowing: list[Line] = []
    pictures: list[tuple[Block, tuple[str, str, str]]] = []
    spare: list[Block] = []
    pages: list[int] = []
    for block in region.blocks:
        if block.kind == "caption":
            line, printed = _hanging(block, bool(flowing) and not flowing[-1].closed)
            flowing += [line] if line else []
            pictures += [(block, picture) for picture in printed]
        elif block.kind in WORDS:
            flowing += block.lines
        else:
            spare.append(block)
        pages += [block.page] * (len(flowing) - len(pages))
    items: list[Dated] = []
    for places, text in paragraphs(flowing, pages):
        if dated(text) or not items:
            items.append(Dated(places, [text]))
        else:
            items[-1].paragraphs.append(text)
            items[-1].places += places
    for block, picture in pictures:
        above = [item for item in items if item.line <= block.number]
        for item in above[-1:] or items[:1]:
            item.photos.append(picture)
            item.photo_places.append(block.places)
    return items, spare


def _hanging(block: Block, opened: bool) -> tuple[Line | None, list[tuple[str, str, str]]]:
    """The line of text that a credit hangs on, where there is one, and the pictures the block speaks of.

    A credit behind the last line of an item whose sentence is still open, or behind a dated line, has no caption.
    """
    printed, first = credits(block), block.lines[0]
    hangs = opened and not first.touching
    if printed and (hangs or (dated(printed[0][0]) and len(block.lines) == 1)):
        line = _shortened(first, printed[0][0])
        return line, [("", printed[0][1], printed[0][2]), *printed[1:]]
    return None, printed


def _shortened(line: Line, text: str) -> Line:
    size = sum(0.5 if char < "\u0300" else 1.0 for char in text if char != " ")
    return Line(line.number, text, text, line.gap, line.page_start, line.indented, size, line.slack, line.give)


def paragraphs(lines: list[Line], pages: list[int]) -> Iterable[tuple[list[tuple[int, int]], str]]:
    """((line, page) of its lines, text) of each paragraph of dated items, in order."""
    items = [Item(line, page, dated=dated(line.text)) for line, page in zip(lines, pages, strict=True)]
    run: list[Item] = []

    def taken() -> tuple[list[tuple[int, int]], str]:
        return [(item.line.number, item.page) for item in run], join([item.line.text for item in run])

    for item, (kind, _) in zip(items, label(items), strict=True):
        opens = item.dated and (not run or run[-1].line.closed or kind in (FIRST, ONLY))
        if run and (opens or (kind in (FIRST, ONLY) and run[-1].line.closed)):
            yield taken()
            run = []
        run.append(item)
    if run:
        yield taken()


def dates(text: str, year: int, month: int) -> tuple[str, str]:
    """ISO start and end of a dated item in an issue of `year` and `month`; a month after the issue's is last year's."""
    found = SPAN.match(text)
    if found is None:
        return "", ""
    start_month, start_day = int(found["am"]), int(found["ad"])
    start_year = int(found["ay"] or (year if start_month <= month else year - 1))
    end_month = int(found["bm"] or start_month)
    end_day = int(found["bd"] or start_day)
    end_year = int(found["by"] or (start_year if end_month >= start_month else start_year + 1))
    try:
        return date(start_year, start_month, start_day).isoformat(), date(end_year, end_month, end_day).isoformat()
    except ValueError:
        return "", ""


# Voices ---------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Said:
    """A quotation with its attribution cut into title and name; `confidence` speaks of that cut."""

    places: list[tuple[int, int]]
    text: str
    speaker: str
    speaker_title: str
    confidence: float
    reason: str

    @property
    def line(self) -> int:
        return self.places[0][0]


def voices_items(region: Region) -> tuple[list[Said], str, list[Block], list[Block]]:
    """Quotations in order, the source of all of them, the block that names it, and blocks that belong to none."""
    source, signs, spare = "", [], []
    lines: list[Line] = []
    pages: dict[int, int] = {}
    for block in region.blocks:
        pages.update(block.places)
        found = SOURCE.match(block.text) if block.kind in WORDS else None
        if found and not source and not lines:
            source = found["name"].strip()
            signs.append(block)
        elif block.kind in WORDS:
            lines += block.lines
        else:
            spare.append(block)
    items: list[Said] = []
    quote: list[Line] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        if not line.text.startswith(DASH) or (quote and not quote[-1].closed and _inside(lines, index)):
            quote.append(line)
            index += 1
            continue
        size = _attribution(lines, index, quote)
        words = join([each.text for each in lines[index : index + size]])[len(DASH) :].lstrip("—")
        title, name, sure = split_attribution(words)
        cut = size == 1 and not name
        reason = "署名行在句中断开，姓名看不到。" if cut or not name else "之声署名没有分隔，姓名按姓氏切出。"
        text = join([each.text for each in quote])
        places = [(each.number, pages[each.number]) for each in [*quote, *lines[index : index + size]]]
        items.append(Said(places, text, name, title.rstrip("、， "), sure, reason))
        quote = []
        index += size
    if quote:
        words = join([each.text for each in quote])
        places = [(each.number, pages[each.number]) for each in quote]
        items.append(Said(places, words, "", "", 0.2, "这段话后面没有署名。"))
    return items, source, signs, spare


def _inside(lines: list[Line], index: int) -> bool:
    """Whether a dash at the start of a line belongs to the sentence: the sentence goes on to a full stop below it."""
    return lines[index].closed or (index + 1 < len(lines) and "。" in lines[index].text)


def _attribution(lines: list[Line], index: int, quote: list[Line]) -> int:
    """How many lines an attribution fills, at most four: the likeliest of the cuts that leave no sentence in it."""
    column = _column(lines, index, quote)
    best, size = -FAR, 1
    points = 0.0
    for count in range(1, min(5, len(lines) - index + 1)):
        last = lines[index + count - 1]
        if count > 1:
            # Posts are parted by 、: a line with a comma or a full stop is somebody's words, and so is the next dash.
            if (
                last.text.startswith(DASH)
                or last.page_start
                or last.closed
                or any(sign in last.text for sign in "。，")
            ):
                break
            points += 0.5 if _fills(lines, index + count - 2, column - INDENT * (count == 2)) else -2.0
        words = join([each.text for each in lines[index : index + count]])[len(DASH) :]
        _, name, sure = split_attribution(words)
        # A line that is cut off has no name in it; then nothing speaks for a further one.
        ends = points + (2.0 * sure if name else -0.8 * (count - 1)) + _begins(lines, index + count)
        if ends > best:
            best, size = ends, count
    return size


def _column(lines: list[Line], index: int, quote: list[Line]) -> float:
    """Em of the column around an attribution: the widest line of its quotation, else of the lines near it."""
    near = quote if len(quote) > 1 else lines[max(index - 6, 0) : index + 7]
    sizes = sorted(line.width for line in near if line.width > 0.85 * max(each.width for each in near))
    return sizes[len(sizes) // 2]


def _fills(lines: list[Line], place: int, column: float) -> bool:
    """Whether a line is full, as far as the first unbreakable sign of the next one lets it be."""
    line = lines[place]
    return line.width + line.give + unit(lines[place + 1].text) > column - 0.25 and line.width > column - 3.5


def _begins(lines: list[Line], place: int) -> float:
    """How much a line looks like the first one of a quotation: two em narrower than the line below it."""
    if place >= len(lines):
        return 0.3
    if lines[place].page_start:
        return 0.8
    if place + 1 >= len(lines) or lines[place + 1].text.startswith(DASH) or lines[place + 1].closed:
        return 0.0 if lines[place].closed or place + 1 < len(lines) else -0.5
    indent = lines[place + 1].width - lines[place].width
    return 0.6 if 0.5 <= indent <= 3.5 else -0.6
