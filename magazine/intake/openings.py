"""Owns openings: where on a page an article begins, with its title, kicker, byline, rubric, lead and subtitle.

A title may stand before or after the text of its first page, so an opening is a set of blocks of a page, not a place
in the text. Evidence, strongest first: a □ byline; a kicker ending in ：; a new running head; a closed article before.
"""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, pairwise

from magazine.intake.blocks import Block
from magazine.intake.flow import FIRST, MIDDLE
from magazine.intake.names import is_person
from magazine.intake.pages import Page

MOST = 20
"""Openings that are looked for on one page; text that has more is no page."""


@dataclass(slots=True)
class Opening:
    """The display blocks of one article on its first page. `confidence` and `reason` tell how its title was found."""

    page: int
    title: list[Block] = field(default_factory=list)
    kicker: Block | None = None
    byline: Block | None = None
    author: Block | None = None
    rubric: Block | None = None
    subtitle: Block | None = None
    funding: Block | None = None
    lead: Block | None = None
    feature: bool = False
    reason: str = ""
    confidence: float = 1.0

    def blocks(self) -> list[Block]:
        single = (self.kicker, self.byline, self.author, self.rubric, self.subtitle, self.funding, self.lead)
        return self.title + [block for block in single if block is not None]

    @property
    def line(self) -> int:
        return min(block.number for block in self.blocks())


@dataclass
class Sheet:
    """A page with its blocks, as openings look at it: running heads are rungs between blocks, not blocks."""

    page: Page
    blocks: list[Block]

    def title_like(self, index: int) -> bool:
        if not 0 <= index < len(self.blocks):
            return False
        block = self.blocks[index]
        if block.kind == "display":
            return True
        if block.kind != "text" or block.text.startswith("——") or block.text.endswith(("，", "、", "；")):
            return False
        return block.head or (self.alone(index) and "。" not in block.text)

    def alone(self, index: int) -> bool:
        """Whether the lines next to a text line are no running text."""
        return not any(
            0 <= near < len(self.blocks) and self.blocks[near].kind == "text" and not self.blocks[near].head
            for near in (index - 1, index + 1)
        ) and not (self.blocks[index].closed and self.blocks[index].label in (FIRST, MIDDLE))

    def running(self, index: int) -> bool:
        return self.blocks[index].kind == "text" and not self.title_like(index)

    @cached_property
    def last_running(self) -> int:
        return max((i for i in range(len(self.blocks)) if self.running(i)), default=-1)

    @cached_property
    def first_running(self) -> int:
        return next((i for i in range(len(self.blocks)) if self.running(i)), len(self.blocks))

    @cached_property
    def beside_heads(self) -> set[int]:
        """Numbers of the lines directly before or after a running head or a folio."""
        furniture = self.page.furniture()
        pairs = list(pairwise(line.number for line in self.page.lines))
        return {a for a, b in pairs if b in furniture} | {b for a, b in pairs if a in furniture}

    def head_beside(self, index: int) -> bool:
        """Whether a running head stands directly before or after a block."""
        lines = self.blocks[index].lines
        return lines[0].number in self.beside_heads or lines[-1].number in self.beside_heads


def find_openings(sheet: Sheet, fresh: bool, new_section: bool) -> list[Opening]:
    """The openings of a page in the order of its text; none where it only goes on.

    `fresh`: the text before is closed (an affiliation, a photo essay, the front matter); `new_section`: its running head names
    another section than the page before.
    """
    bylines = (i for i, block in enumerate(sheet.blocks) if block.kind == "byline")
    openings = [_by_byline(sheet, i) for i in islice(bylines, MOST)]
    openings = [opening for opening in openings if opening.title]
    openings += _by_kicker(sheet, openings)
    lead = next((block for block in sheet.blocks if block.kind == "lead"), None)
    if lead is not None:
        openings = _with_lead(sheet, lead, openings)
    if not openings:
        bare = _by_place(sheet, fresh, new_section)
        openings = [bare] if bare else []
    openings.sort(key=lambda opening: (not opening.feature, opening.line))
    for opening in openings:
        if not opening.feature:
            _surround(sheet, opening, openings)
    return openings


def _by_byline(sheet: Sheet, index: int) -> Opening:
    """The title stands right before the byline, right after it, at the top of the page, or before the subtitle."""
    opening = Opening(sheet.page.index, byline=sheet.blocks[index])
    after, before = _beside(sheet, index, 1), _beside(sheet, index, -1)
    above = before < sheet.first_running
    if sheet.title_like(before) and (above or not sheet.title_like(after)):
        first = before - 1 if sheet.title_like(before - 1) and _reads_as_two_lines(sheet, before - 1) else before
        opening.title, opening.reason = sheet.blocks[first : before + 1], "署名前紧接的短行"
    elif sheet.title_like(after):
        opening.title, opening.reason = [sheet.blocks[after]], "署名后紧接的短行"
    elif sheet.title_like(0):
        opening.title, opening.reason, opening.confidence = [sheet.blocks[0]], "有署名的一页的首行", 0.85
    else:
        opening.title, opening.reason, opening.confidence = _elsewhere(sheet), "副题前或页末的短行", 0.6
    return opening


def _beside(sheet: Sheet, index: int, step: int) -> int:
    """The place next to a byline, past a funding note and a subtitle; -1 or the count of blocks at an edge."""
    place = index + step
    while 0 <= place < len(sheet.blocks) and (
        sheet.blocks[place].kind == "funding" or (step < 0 and sheet.blocks[place].text.startswith("——"))
    ):
        place += step
    return place


def _elsewhere(sheet: Sheet) -> list[Block]:
    """A title that stands away from its byline: above a subtitle, or last on the page."""
    for near, block in enumerate(sheet.blocks):
        if block.text.startswith("——") and sheet.title_like(near - 1):
            return [sheet.blocks[near - 1]]
    tail = [i for i in range(sheet.last_running + 1, len(sheet.blocks)) if sheet.title_like(i)]
    return [sheet.blocks[tail[-1]]] if tail else []


def _reads_as_two_lines(sheet: Sheet, index: int) -> bool:
    """A title of two lines set apart by an empty one: only at the top of a page, where no head can stand."""
    block = sheet.blocks[index]
    single = len(block.lines) == 1 and len(sheet.blocks[index + 1].lines) == 1
    return index == 0 and single and not is_person(block.text) and not block.text.endswith(("：", ":"))


def _by_kicker(sheet: Sheet, taken: list[Opening]) -> list[Opening]:
    """Kickers that stand above or below all running text of the page, each with the title after it."""
    used = {block.number for opening in taken for block in opening.blocks()}
    first, last = sheet.first_running, sheet.last_running
    openings: list[Opening] = []
    for index, block in enumerate(sheet.blocks):
        if len(openings) == MOST:
            break
        if block.kind not in ("text", "display") or not block.text.endswith(("：", ":")) or block.number in used:
            continue
        outside = index < first or index > last
        if not outside and not (block.head and sheet.title_like(index + 1)):
            continue
        if sheet.title_like(index + 1) and sheet.blocks[index + 1].number in used:
            opening = next(o for o in taken if sheet.blocks[index + 1] in o.title)
            opening.kicker = block
        elif sheet.title_like(index + 1) or (outside and sheet.title_like(index - 1)):
            place = index + 1 if sheet.title_like(index + 1) else index - 1
            openings.append(
                Opening(sheet.page.index, [sheet.blocks[place]], kicker=block, reason="以冒号收尾的肩题后的短行")
            )
    return openings


def _with_lead(sheet: Sheet, lead: Block, openings: list[Opening]) -> list[Opening]:
    """A page with a lead opens a feature: of its titles the one the text does not speak for belongs to the lead."""
    place = sheet.blocks.index(lead)
    used = [block for opening in openings for block in opening.blocks() if opening.byline or block.kind == "byline"]
    kicker = next((o.kicker for o in openings if o.kicker and not o.byline), None)
    first, last = sheet.first_running, sheet.last_running
    titles = [
        block
        for index, block in enumerate(sheet.blocks)
        if sheet.title_like(index)
        and (index < first or index > last)
        and block is not kicker
        and block not in used
        and not is_person(block.text.replace(" ", ""))
    ]
    if len(titles) < 2:
        if titles and not any(opening.byline for opening in openings):
            return [Opening(sheet.page.index, titles, lead=lead, feature=True, reason="导语旁的短行", confidence=0.8)]
        if titles:
            return [Opening(sheet.page.index, titles, lead=lead, feature=True, reason="导语旁的短行")] + openings
        for opening in openings[:1]:
            opening.lead = lead
        return openings
    body = "".join(block.text for index, block in enumerate(sheet.blocks) if sheet.running(index))

    def speaks(block: Block) -> float:
        """How much the page's own text speaks for a title, and an author or a kicker beside it."""
        index = sheet.blocks.index(block)
        beside = sheet.blocks[index - 1] if index else None
        points = 3.0 * _share(block.text, body)
        points += 2.0 if beside is not None and is_person(beside.text.replace(" ", "")) else 0.0
        points += 1.5 if kicker is not None and beside is kicker and not sheet.head_beside(index) else 0.0
        # The lead follows the title it belongs to, or the running head parts it from that of the article.
        points -= 0.5 if sheet.head_beside(index) else 0.0
        points -= 0.4 if index + 1 == place and not sheet.head_beside(index) and index < first else 0.0
        return points

    titles.sort(key=speaks, reverse=True)
    gap = speaks(titles[0]) - speaks(titles[-1])
    sure = 0.9 if gap >= 1 else 0.6
    head = Opening(sheet.page.index, [titles[-1]], lead=lead, feature=True, reason="导语所属的标题", confidence=sure)
    rest = [opening for opening in openings if opening.byline]
    if rest:
        return [head, *rest]
    story = Opening(
        sheet.page.index, [titles[0]], kicker=kicker, reason="正文里有原话的标题，肩题归这一题", confidence=sure
    )
    return [head, story]


def _share(title: str, body: str) -> float:
    """How much of a title stands in the body in one piece."""
    best = 0
    for start in range(len(title)):
        while title[start : start + best + 1] in body and start + best + 1 <= len(title):
            best += 1
    return best / max(len(title), 1)


def _by_place(sheet: Sheet, fresh: bool, new_section: bool) -> Opening | None:
    """A title without byline or kicker: the outermost short line of a page that must begin something."""
    if not (fresh or new_section):
        return None
    first, last = sheet.first_running, sheet.last_running
    places = [i for i in range(len(sheet.blocks)) if sheet.title_like(i) and not is_person(sheet.blocks[i].text)]
    outer = [i for i in places if i < first] or [i for i in places if i > last]
    if not outer:
        return None
    beside = [i for i in outer if sheet.head_beside(i)]
    place = (beside or outer)[0]
    sure = 0.8 if new_section and beside else 0.6
    return Opening(sheet.page.index, [sheet.blocks[place]], reason="新栏目或新篇首页的短行", confidence=sure)


def _surround(sheet: Sheet, opening: Opening, all_openings: list[Opening]) -> None:
    """Take what stands around a title: subtitle, funding note, a bare author, kicker, rubric."""
    used = {block.number for other in all_openings for block in other.blocks()}
    first, last = sheet.first_running, sheet.last_running
    places = [sheet.blocks.index(block) for block in opening.title]
    free = [(i, block) for i, block in enumerate(sheet.blocks) if block.number not in used]
    opening.funding = next((block for _, block in free if block.kind == "funding"), None)
    for index, block in free:
        outside = index > last or index < first
        if block.text.startswith("——") and block.kind in ("text", "display", "dash"):
            beside = index - 1 in places or (index > 0 and sheet.blocks[index - 1].kind in ("caption", "byline"))
            if opening.subtitle is None and (beside or index < first):
                opening.subtitle = block
        elif is_person_line(block) and outside and not (block.closed or opening.byline or opening.author):
            opening.author = block
    _above_title(sheet, opening, used)


def _above_title(sheet: Sheet, opening: Opening, used: set[int]) -> None:
    """The kicker above the title, or the rubric above the kicker, where they stand outside the running text."""
    top = opening.kicker or opening.title[0]
    above = sheet.blocks.index(top) - 1
    outside = above > sheet.last_running or above < sheet.first_running
    if above < 0 or not outside or not sheet.title_like(above):
        return
    block = sheet.blocks[above]
    if block.number in used or block is opening.author:
        return
    if block.text.endswith(("：", ":")) and opening.kicker is None:
        opening.kicker = block
    elif opening.kicker and len(block.text) <= 6:
        opening.rubric = block


def is_person_line(block: Block) -> bool:
    """Whether a line by itself names one or more persons, parted by spaces."""
    if block.kind != "text" or len(block.lines) != 1:
        return False
    raw = block.lines[0].raw
    return is_person(raw.replace(" ", "")) or (" " in raw and all(is_person(name) for name in raw.split(" ")))
