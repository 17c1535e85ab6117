"""Owns the typed blocks of a page: which lines are display text, bylines, captions, notes, and which run as text."""

import re
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from magazine.intake.flow import HEAD, NUMBERED, Item, balanced, label
from magazine.intake.lines import MARKS, Line, clean, closed, join
from magazine.intake.pages import Page

CREDIT = re.compile(
    r"[/／]\s*(?P<name>(?:[^\s/／，。；：！？][^/／，。；：！？]{0,23}?)?)\s*(?P<kind>摄影|摄|供图|绘图|绘|制图|资料图片)(?=\s|$)"
)
# 图说。林岚／摄: the name stands before the slash, apart from the caption by a stop or a space.
NAME_BEFORE = re.compile(r"[\s。！？…”』）)]([^\s/／，。；：！？…”]{1,12})\s*$")
KINDS = {"摄影": "摄", "绘图": "绘"}
AFFILIATION = re.compile(r"^[（(]?作者(?:单位|系|均系|为)[：:]?\s*")
FIGURE = re.compile(r"^图\s*(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})(?:\s+|[：:])(?=\S)")
TABLE = re.compile(r"^表\s*(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})(?:\s+|[：:])(?=\S)")
LABEL = re.compile(r"^([图表]\s*(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3}))\s*[：:]?\s*(.*)$", re.S)
NOTE = re.compile(rf"^(?:[{MARKS}](?![。，；！？、）”])|\[\d{{1,2}}\])")
NOTE_END = re.compile(r"(?:页|期|版|[0-9])$")
NOTES_HEAD = re.compile(r"^(?:注释?|参考文献)[：:]?$")
FUNDING = re.compile(r"^[*＊※](?=\S)")
STARRED = re.compile(r"[^，。；、][*＊※]$")
MONTH_TITLE = re.compile(r"^(?P<month>\d{1,2})月(?P<name>[\u3400-\u9fff]{2,6})$")


WIDE = "比正文栏宽的相连各行"
ABOVE_LEAD = "导语上方紧接的短行"
CHAIN = 60
"""Touching lines are looked at together up to this count; no title, lead or caption comes near it."""
SIGNS = (CREDIT, FIGURE, TABLE, AFFILIATION, NOTE, FUNDING)


@dataclass(slots=True)
class Block:
    """Lines that belong together, with what they are and why. `text` runs are one line each until the flow joins them."""

    kind: str
    lines: list[Line]
    page: int
    reason: str = ""
    confidence: float = 1.0
    label: int | None = None
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return join([line.text for line in self.lines])

    @property
    def number(self) -> int:
        return self.lines[0].number

    @property
    def places(self) -> list[tuple[int, int]]:
        """(line, page) of each of its lines."""
        return [(line.number, self.page) for line in self.lines]

    @property
    def closed(self) -> bool:
        return closed(self.lines[-1].text)

    @property
    def head(self) -> bool:
        """Whether it stands apart from the running text, as a title or a head does."""
        return self.kind == "display" or (self.kind == "text" and self.label == HEAD)


def page_blocks(page: Page) -> list[Block]:
    """The blocks of a page in the order of the text, running heads and folio left out, lines of text one by one."""
    taken = page.furniture()
    lines = [line for line in page.lines if line.number not in taken]
    column = column_width(lines)
    blocks: list[Block] = []
    index = 0
    while index < len(lines):
        block = _special(lines, index, column, page.index, blocks) or _display(lines, index, column, page.index)
        if block is None:
            block = Block("text", [lines[index]], page.index)
        blocks.append(block)
        index += len(block.lines)
        if block.kind == "display" and block.reason == ABOVE_LEAD:
            rest = _chain(lines, index - 1) - 1
            blocks.append(Block("lead", lines[index : index + rest], page.index, WIDE, 0.9))
            index += rest
    return _captions(blocks, column)


def label_blocks(blocks: list[Block]) -> None:
    """Label the lines of text of a page, or of several, by the flow of all of them."""
    flowing = [block for block in blocks if block.kind in ("text", "display", "dash")]
    column = column_width([line for block in blocks for line in block.lines])
    tails = _edge(blocks[::-1], column)
    tops = _edge(blocks, column)
    titles = _title_places(blocks, tails)
    below = _below_lead(blocks)
    tails |= below
    titles |= below
    # Nothing runs on from a byline, a lead or a unit.
    fresh = {b.number for a, b in pairwise(blocks) if a.kind in ("byline", "lead", "affiliation")}
    items = [
        Item(
            block.lines[0],
            block.page,
            head=block.kind == "display",
            cut=block.number in tails or block.number in titles,
            title=block.number in titles,
            stacked=block.number in tails or block.number in tops,
            start=block.number in fresh,
        )
        for block in flowing
    ]
    for block, (kind, _) in zip(flowing, label(items), strict=True):
        block.label = kind


def _edge(blocks: list[Block], column: float) -> set[int]:
    """Line numbers of what may be a title block at the start of a run of blocks: short lines, no sentences.

    A title as wide as the column counts where a kicker or a byline is its neighbour.
    """
    numbers: set[int] = set()
    for block, inner in zip_longest(blocks, blocks[1:]):
        line = block.lines[-1]
        if block.kind == "text" and (line.closed or line.text[-1] in "，、"):
            break
        if block.kind == "text" and line.width > 0.85 * column and not (inner and _signs_title(inner, column)):
            break
        numbers.add(block.number)
    return numbers


def _below_lead(blocks: list[Block]) -> set[int]:
    """Line numbers of the few lines between a lead and the end of its page, where none ends a sentence."""
    place = max((i for i, block in enumerate(blocks) if block.kind == "lead"), default=len(blocks))
    rest = blocks[place + 1 :]
    return set() if len(rest) > 5 or any(block.closed for block in rest) else {block.number for block in rest}


def _signs_title(block: Block, column: float) -> bool:
    return block.kind == "byline" or (block.text.endswith("：") and block.lines[-1].width <= column - 3)


def _title_places(blocks: list[Block], tails: set[int]) -> set[int]:
    """Line numbers of text where a title may stand: after a byline, after a kicker at an edge, above a byline at the top."""
    numbers: set[int] = set()
    for index, block in enumerate(blocks):
        above = blocks[index - 1] if index else None
        if block.kind == "text" and block.text.endswith("：") and (block.number in tails or index == 0):
            numbers.add(block.number)
        if above is not None and (above.kind == "byline" or (above.text.endswith("：") and len(above.text) <= 24)):
            edge = index + 1 == len(blocks) or blocks[index + 1].kind != "text" or above.kind == "byline"
            if edge or index == 1:
                numbers.add(block.number)
        below = next((b for b in blocks[index + 1 : index + 3] if b.kind not in ("dash", "funding")), None)
        if index == 0 and below is not None and below.kind == "byline":
            numbers.add(block.number)
    return numbers


def column_width(lines: list[Line]) -> float:
    """Em of the widest column that a fifth of the lines keep to."""
    sizes = sorted(
        (line.width for line in lines if line.width >= 8 and not line.touching and not CREDIT.search(line.raw)),
        reverse=True,
    )
    for size in sizes:
        near = sum(abs(size - other) <= 1.0 for other in sizes)
        if near >= max(2, 0.2 * len(sizes)):
            return size - 0.5
    return sizes[0] if sizes else 20.0


def _chain(lines: list[Line], index: int) -> int:
    """How many lines from `index` on touch each other."""
    size = 1
    while size < CHAIN and index + size < len(lines) and lines[index + size].touching:
        size += 1
    return size


def _special(lines: list[Line], index: int, column: float, page: int, before: list[Block]) -> Block | None:
    """A block that its first signs give away."""
    line = lines[index]
    if line.raw.startswith("□"):
        return Block("byline", [line], page, "以□起的署名行")
    if AFFILIATION.match(line.text):
        size = _chain(lines, index)
        size = 2 if size == 1 and _wraps(lines, index, column) else size
        return Block("affiliation", lines[index : index + size], page, "作者单位行")
    if MONTH_TITLE.match(line.text):
        return Block("month", [line], page, "只有月份和栏目名的一行")
    if FUNDING.match(line.text):
        size = _chain(lines, index)
        while size < 3 and index + size < len(lines) and _runs_on(lines[index + size - 1], lines[index + size], column):
            size += 1
        return Block("funding", lines[index : index + size], page, "以*起的题注")
    return _apart(lines, index, column, page, before) or _captioned(lines, index, column, page, before)


def _apart(lines: list[Line], index: int, column: float, page: int, before: list[Block]) -> Block | None:
    """A subtitle under a dash, or a title with a note mark, where no sentence runs into it."""
    line = lines[index]
    loose = not before or before[-1].kind != "text"
    after = lines[index + 1] if index + 1 < len(lines) else None
    signed = after is not None and after.raw.startswith("□")
    if line.text.startswith("——") and (loose or signed or _below(before, line, column)):
        return Block("dash", [line], page, "以破折号起的一行")
    if STARRED.search(line.text) and (loose or before[-1].closed):
        return Block("display", [line], page, "带题注号的标题")
    return None


def _captioned(lines: list[Line], index: int, column: float, page: int, before: list[Block]) -> Block | None:
    """The caption of a figure or a table, or notes."""
    line, size = lines[index], _chain(lines, index)
    apart = not before or before[-1].kind != "text" or before[-1].closed or before[-1].lines[0].width < column - 3
    plain = "。" not in line.text
    if FIGURE.match(line.raw) and plain and (apart or "，" not in line.text):
        size = 2 if size == 1 and _wraps(lines, index, column) else size
        return Block("figure", lines[index : index + size], page, "图题")
    if TABLE.match(line.raw) and plain and apart:
        return Block("table", lines[index : index + size], page, "表题")
    if apart and (NOTE.match(line.text) or NOTES_HEAD.match(line.text)):
        return Block("notes", lines[index : index + _notes(lines, index, column)], page, "注释")
    return None


def _below(before: list[Block], line: Line, column: float) -> bool:
    """Whether a dash starts a line of its own and not the rest of a sentence."""
    above = before[-1]
    apart = len(before) == 1 or before[-2].kind not in ("text", "caption")
    return above.closed or (apart and above.lines[0].width < column - 2 and not line.closed)


def _wraps(lines: list[Line], index: int, column: float) -> bool:
    """Whether a caption that fills its line goes on in the next one, which ends no sentence and is short."""
    if index + 1 >= len(lines):
        return False
    line, after = lines[index], lines[index + 1]
    if sum(each.indented for each in lines) > 2:
        # A text that keeps its indents keeps the lines of a caption together, too.
        return False
    if after.closed or after.raw.startswith("□") or NUMBERED.match(after.text):
        return False
    if balanced(line.text) and (line.width < column - 2.5 or after.width > min(column, line.width) - 3):
        return False
    return not any(sign.search(after.raw) for sign in SIGNS)


def _runs_on(line: Line, after: Line, column: float) -> bool:
    """Whether a note in small type, wider than the column, goes on in the next line."""
    return not line.closed and line.width > column + 2 and (after.width > column + 2 or after.touching)


def _notes(lines: list[Line], index: int, column: float) -> int:
    """How many lines the notes from `index` on fill: to the end of the last numbered one."""
    size = 1
    while index + size < len(lines):
        before, line = lines[index + size - 1], lines[index + size]
        if NOTE.match(line.text) or NOTES_HEAD.match(before.text):
            size += 1
            continue
        if line.raw.startswith("□") or any(sign.search(line.raw) for sign in (FIGURE, TABLE, AFFILIATION, CREDIT)):
            break
        note = join([each.text for each in lines[_note_start(lines, index, size) : index + size]])
        if before.closed or (balanced(note) and NOTE_END.search(note) and before.width < column - 2):
            break
        size += 1
    return size


def _note_start(lines: list[Line], index: int, size: int) -> int:
    """The line at which the last note of a run begins."""
    return max((i for i in range(index, index + size) if NOTE.match(lines[i].text)), default=index)


def _display(lines: list[Line], index: int, column: float, page: int) -> Block | None:
    """Lines that touch are display text: a title or a head of two lines, or a lead that is wider than the columns."""
    size = _chain(lines, index)
    if size == 1 or CREDIT.search(lines[index].raw):
        return None
    words = join([line.raw for line in lines[index : index + size]])
    *_, last_credit = [0, *(found.end() for found in CREDIT.finditer(words))]
    if last_credit == len(words) and lines[index].width > 12:
        return Block("caption", lines[index : index + size], page, "以图片署名收尾的图说")
    for step in range(1, size):
        raw = lines[index + step].raw
        if raw.startswith("□") or any(sign.search(raw) for sign in SIGNS):
            size = step
            break
    if size == 1:
        return None
    chain = lines[index : index + size]
    wide = sum(line.width > column + 3 for line in chain)
    short = chain[0].width <= 0.7 * max(line.width for line in chain)
    if size > 2 and short and not chain[0].closed and wide >= size - 2:
        return Block("display", chain[:1], page, ABOVE_LEAD, 0.85)
    if wide >= size - 1 and (size > 2 or chain[-1].closed):
        return Block("lead", chain, page, WIDE, 0.9)
    # A title may touch the text below it: then the last line is as wide as the lines after it.
    last, after = chain[-1], lines[index + size] if index + size < len(lines) else None
    if (
        after is not None
        and not after.page_start
        and last.width >= 1.5 * chain[0].width
        and not last.closed
        and last.width >= 0.75 * column
        and (after.closed or after.width >= 0.75 * column)
    ):
        return Block("display", chain[:-1], page, "正文上方紧接的短行", 0.8)
    if any(line.closed and "。" in line.text for line in chain) or max(line.width for line in chain) > 1.5 * column:
        return None
    return Block("display", chain, page, "相连的短行")


def _captions(blocks: list[Block], column: float) -> list[Block]:
    """Turn lines that end in a credit into captions, with the lines above that belong to them."""
    result: list[Block] = []
    for block in blocks:
        line = block.lines[0]
        if block.kind != "text" or not CREDIT.search(line.raw):
            result.append(block)
            continue
        lines = [line]
        upper = line
        while result and upper.touching and result[-1].kind in ("text", "display", "lead"):
            upper = result[-1].lines[0]
            lines = result.pop().lines + lines
        if lines[0] is line and CREDIT.match(line.raw) and result and result[-1].kind == "text":
            above = result[-1].lines[0]
            if above.closed and (above.width > column + 1 or len(result) < 2 or result[-2].kind != "text"):
                lines = result.pop().lines + lines
        result.append(Block("caption", lines, block.page, "以图片署名收尾的图说"))
    return result


def credits(block: Block) -> list[tuple[str, str, str]]:
    """(caption, credit name, credit kind) of each picture that a caption block speaks of, in order."""
    found, start = [], 0
    rest = join([line.raw for line in block.lines])
    for credit in CREDIT.finditer(rest):
        words, name = rest[start : credit.start()], credit["name"].strip()
        if not name and credit["kind"] != "资料图片" and (before := NAME_BEFORE.search(words)):
            words, name = words[: before.start(1)], before[1]
        found.append((clean(words), name, KINDS.get(credit["kind"], credit["kind"])))
        start = credit.end()
    return found
