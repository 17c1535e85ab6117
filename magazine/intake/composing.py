"""Owns the body of an article: its lines in reading order, paragraphs joined over pages, heads, figures, tables in place."""

import re
from dataclasses import dataclass, field

from magazine.intake.blocks import Block, label_blocks
from magazine.intake.flow import FIRST, HEAD, HEAD_END, HEAD_OPEN, LAST, MIDDLE, NUMBERED, ONLY, Item, label
from magazine.intake.lines import closed, join
from magazine.intake.tables import Table, label_and_caption, rebuild

NUMERALS = {name: number for number, name in enumerate("一二三四五六七八九十", start=1)}
FIRST_LEVEL = re.compile(r"^[一二三四五六七八九十]{1,3}、")
SENTENCE_HEAD = re.compile(r"^[（(][一二三四五六七八九十]{1,3}[）)][^。；？！]{2,34}。$")
"""A （一） that is one short sentence and nothing more: a head that keeps its full stop."""
THIRD_LEVEL = re.compile(r"^(?:\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)])")


@dataclass(slots=True)
class Part:
    """A piece of a body: paragraph, heading, table or figure, with the page and line where its text starts.

    `places` are (line, page) of all its lines in reading order.
    """

    kind: str
    text: str
    page: int
    line: int
    level: int = 0
    label: str = ""
    table: Table | None = None
    places: list[tuple[int, int]] = field(default_factory=list)
    reason: str = ""
    confidence: float = 1.0


@dataclass(slots=True)
class Body:
    """A composed body, and (line, reason, confidence) of what was not sure."""

    parts: list[Part] = field(default_factory=list)
    doubts: list[tuple[int, str, float]] = field(default_factory=list)


def compose(blocks: list[Block]) -> Body:
    """The body that the blocks of an article's pages make. Blocks: text, display, figure and table, in text order."""
    body = Body()
    pages: dict[int, list[Block]] = {}
    for block in blocks:
        if block.kind in ("text", "display", "dash"):
            pages.setdefault(block.page, []).append(block)
    for run in pages.values():
        label_blocks(run)
    moved: list[Block] = []
    runs = list(pages.values())
    for index, run in enumerate(runs):
        following = runs[index + 1] if index + 1 < len(runs) else None
        before = runs[index - 1] if index else None
        turned = _turn(run, before, following)
        if turned:
            body.doubts.append((run[0].number, "页首的一块文字没有说完，移到本页末尾接下页。", 0.8))
            run[:] = turned
        while len(run) > 1 and run[-1].head and len(moved) < 3 * (index + 1):
            moved.append(run.pop())
    flowing = [block for run in runs for block in run]
    body.parts = _paragraphs(flowing)
    for block in sorted(moved, key=lambda b: b.number):
        _place_head(body, block)
    _place_tables(body, [block for block in blocks if block.kind == "table"])
    _place_figures(body, [block for block in blocks if block.kind == "figure"])
    return body


def _turn(run: list[Block], before: list[Block] | None, following: list[Block] | None) -> list[Block] | None:
    """The blocks of a page whose last column comes first in the text, in reading order; None where they stand right.

    The sign: a paragraph in the middle of the page breaks off before a head, while the page's last one is closed and
    the next page goes on in the middle of a sentence.
    """
    if following is None or not following:
        return None
    start = 0
    last = next((block for block in reversed(before or []) if not block.head), None)
    if last is not None and not last.closed:
        # What goes on from the page before stays where it is.
        start = next((i + 1 for i, block in enumerate(run) if block.closed or block.head), 0)
    tail = next((block for block in reversed(run) if not block.head), None)
    if tail is None or not tail.closed or following[0].head or following[0].label in (FIRST, ONLY):
        return None
    for index in range(start, len(run) - 1):
        block, after = run[index], run[index + 1]
        breaks = block.kind == "text" and not block.head and not block.closed and not block.text.endswith("：")
        if breaks and after.head:
            return run[:start] + run[index + 1 :] + run[start : index + 1]
    return None


def _paragraphs(flowing: list[Block]) -> list[Part]:
    """Paragraphs and heads of all lines in reading order."""
    items = [Item(block.lines[0], block.page, head=block.kind == "display") for block in flowing]
    parts: list[Part] = []
    run: list[Block] = []

    def close() -> None:
        if run:
            part = Part("paragraph", join([block.text for block in run]), run[0].page, run[0].number)
            part.places = [place for block in run for place in block.places]
            part.reason = "按行宽断段：首行比栏宽窄两字" if len(run) > 1 else "单独成段的一行"
            if len(run) <= 2 and SENTENCE_HEAD.match(part.text):
                part.kind, part.level, part.reason = "heading", 2, "带序号、只有一句的短段"
            parts.append(part)
            run.clear()

    head: Part | None = None
    labels = label(items, begins=True, ends=True)
    if _siblings(items, labels):
        labels = label(items, begins=True, ends=True)
    for block, (kind, _) in zip(flowing, labels, strict=True):
        if kind == HEAD_END and head is not None:
            head.text = join([head.text, block.text])
            head.places += block.places
            head = None
        elif kind in (HEAD, HEAD_OPEN, HEAD_END):
            close()
            head = _heading(block)
            parts.append(head)
        else:
            if kind in (FIRST, ONLY):
                close()
            run.append(block)
            if kind in (LAST, ONLY):
                close()
    close()
    return parts


def _siblings(items: list[Item], labels: list[tuple[int, int]]) -> bool:
    """Mark the （n） lines that were taken into a paragraph although the （n-1） before them stands alone; whether any is."""
    before = 0
    for item, (kind, _) in zip(items, labels, strict=True):
        number = ordinal(item.line.text)
        if number and kind in (HEAD, HEAD_OPEN):
            before = number
        elif number and kind in (FIRST, ONLY):
            item.sibling = number == before + 1 > 1 and "。" not in item.line.text
            before = number if item.sibling else 0
    return any(item.sibling for item in items)


def _heading(block: Block) -> Part:
    part = Part("heading", block.text, block.page, block.number, level(block.text), places=block.places)
    part.reason = block.reason or ("带序号的短行" if part.level > 1 else "短行，不以句末标点收尾")
    return part


def level(text: str) -> int:
    """The level of a head: 1 unless its number says otherwise."""
    if NUMBERED.match(text):
        return 2
    return 3 if THIRD_LEVEL.match(text) else 1


def ordinal(text: str) -> int:
    """The number in front of a （一） head, 0 without one."""
    found = NUMBERED.match(text)
    if not found:
        return 0
    digits = found.group()[1:-1]
    if digits.startswith("十"):
        return 10 + NUMERALS.get(digits[1:], 0)
    if len(digits) > 1:
        return NUMERALS[digits[0]] * 10 + NUMERALS.get(digits[2:], 0)
    return NUMERALS[digits]


def _place_head(body: Body, block: Block) -> None:
    """Put a head that stands at the end of its page's text before the paragraph it belongs to.

    The counting of （一） heads decides where it can; else the paragraph that says the words of the head again.
    """
    text, page = block.text, block.page
    places = _places(body.parts, page)
    head = _heading(block)
    if not places:
        body.parts.append(head)
        return
    number = ordinal(text)
    sure = 0.6
    if number:
        fitting = [place for place in places if _count_before(body.parts, place) == number - 1]
    else:
        fitting = _before_restart(body.parts, places)
    if fitting:
        places, sure = fitting, 0.85
    best = max(places, key=lambda place: (_likeness(text, body.parts[place].text), -place))
    stays = body.parts[best].page != page
    body.parts.insert(best, head)
    if not stays:
        head.reason, head.confidence = "排在页末，按上下文移到段前", sure
        body.doubts.append((block.number, f"标题“{text}”排在页末，按上下文移到段前。", sure))


def _places(parts: list[Part], page: int) -> list[int]:
    """Where a head from the end of a page may go: before a paragraph of that page, or the first one of the next page."""
    places = []
    for index, part in enumerate(parts):
        after_head = index > 0 and parts[index - 1].kind == "heading"
        if index == 0 or after_head:
            continue
        if part.page == page and (part.kind == "paragraph" or (part.level == 2)):
            places.append(index)
        elif part.page > page:
            # On the next page only its very first piece may be the one that the head was printed above.
            if (
                parts[index - 1].page <= page
                and part.kind == "paragraph"
                or parts[index - 1].page <= page
                and part.level > 1
            ):
                places.append(index)
            break
    return places


def _count_before(parts: list[Part], place: int) -> int:
    """The number of the last （一） head before a place, 0 where a head of the first level comes in between."""
    for part in reversed(parts[:place]):
        if part.kind == "heading":
            return ordinal(part.text) if part.level == 2 else 0
    return 0


def _before_restart(parts: list[Part], places: list[int]) -> list[int]:
    """The places from which the next head is a （一） although the last one before was a （n）."""
    fitting = []
    for place in places:
        after = next((part for part in parts[place:] if part.kind == "heading"), None)
        if after is not None and ordinal(after.text) == 1 and _count_before(parts, place) >= 1:
            fitting.append(place)
    return fitting


def _likeness(head: str, text: str) -> float:
    """How many pairs of characters of a head stand in a text, those near its start counting double."""
    pairs = {head[i : i + 2] for i in range(len(head) - 1)}
    near = text[:80]
    return sum((pair in text) + (pair in near) for pair in pairs) / max(len(pairs), 1)


def _place_figures(body: Body, blocks: list[Block]) -> None:
    """Put each figure's caption after the first paragraph that cites it, else after the text above it."""
    figures = []
    for block in blocks:
        name, caption = label_and_caption(block.text)
        part = Part("figure", caption, block.page, block.number, label=name, places=block.places)
        part.reason = "图题，放在正文提到它的一段之后"
        figures.append(part)
    for figure in sorted(figures, key=lambda f: _number(f.label)):
        cited = re.compile(rf"图\s*{re.escape(figure.label[1:])}(?!\d)")
        place = next((i for i, p in enumerate(body.parts) if p.kind == "paragraph" and cited.search(p.text)), None)
        if place is None:
            place = max((i for i, part in enumerate(body.parts) if part.line < figure.line), default=0)
            figure.reason, figure.confidence = "图题，正文没有提到，按排版位置放置", 0.5
            body.doubts.append((figure.line, f"正文没有提到{figure.label}，按排版位置放置。", 0.5))
        _insert_after(body.parts, place, figure)


def _insert_after(parts: list[Part], place: int, part: Part) -> None:
    place += 1
    while place < len(parts) and parts[place].kind in ("figure", "table"):
        place += 1
    parts.insert(place, part)


def _number(name: str) -> int:
    digits = re.sub(r"\D", "", name)
    return int(digits) if digits else NUMERALS.get(name[1:], 0)


def _place_tables(body: Body, blocks: list[Block]) -> None:
    """Put each table after the paragraph that cites it, else after the one that says most of its cells."""
    for block in blocks:
        words = join([line.text for line in block.lines[len(block.parts) :]])
        name, caption = label_and_caption(words)
        table = rebuild(block.parts)
        if table.reason:
            body.doubts.append((block.number, table.reason, table.confidence))
        part = Part("table", caption, block.page, block.number, label=name, table=table, places=block.places)
        part.reason, part.confidence = table.reason.rstrip("。") or "表题和它上方的各格", table.confidence
        cited = re.compile(rf"表\s*{re.escape(name[1:])}(?!\d)") if name else None
        paragraphs = [(i, p) for i, p in enumerate(body.parts) if p.kind == "paragraph"]
        place = next((i for i, p in paragraphs if cited and cited.search(p.text)), None)
        if place is None and paragraphs:
            cells = {cell for cell in block.parts if len(cell) > 1}
            near = [pair for pair in paragraphs if abs(pair[1].page - block.page) <= 1] or paragraphs
            place = max(near, key=lambda pair: (sum(cell in pair[1].text for cell in cells), -pair[0]))[0]
            body.doubts.append((block.number, f"正文没有提到{name}，放在说到表中数字最多的一段之后。", 0.6))
        _insert_after(body.parts, -1 if place is None else place, part)


def open_end(blocks: list[Block]) -> bool:
    """Whether the running text of the blocks breaks off in the middle of a sentence."""
    last = next((block for block in reversed(blocks) if block.kind == "text" and not block.head), None)
    return last is not None and not closed(last.text)


def goes_on(blocks: list[Block]) -> bool:
    """Whether the first line of running text continues a paragraph of the page before."""
    first = next((block for block in blocks if block.kind in ("text", "display", "dash")), None)
    return first is not None and first.label in (MIDDLE, LAST)
