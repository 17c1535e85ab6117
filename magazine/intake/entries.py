"""Owns the cut of an issue's pages into pieces: which blocks belong to which article, essay or feature head."""

from dataclasses import dataclass, field

from magazine.intake.blocks import Block
from magazine.intake.composing import goes_on, open_end
from magazine.intake.flow import LAST
from magazine.intake.openings import Opening, Sheet, find_openings
from magazine.intake.pages import Page

RUBRIC = 4
PACKAGE = 12
UNNAMED = "未分栏"
"""The section of pieces in a text without any running head."""


@dataclass(slots=True)
class Draft:
    """One piece before its words are taken out: its opening, its other blocks in text order, its pages, its section."""

    opening: Opening
    section: str = ""
    inferred: bool = False
    blocks: list[Block] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)

    @property
    def shut(self) -> bool:
        """Whether nothing can follow: its affiliation is printed."""
        return any(block.kind == "affiliation" for block in self.blocks)

    @property
    def signed(self) -> bool:
        """Whether more than its place speaks for its title."""
        return bool(self.opening.byline or self.opening.kicker or self.opening.lead)


@dataclass(slots=True)
class Cut:
    """The pieces in the order of the print, blocks that belong to none, and doubts as (line, reason, confidence, part)."""

    drafts: list[Draft] = field(default_factory=list)
    unplaced: list[Block] = field(default_factory=list)
    doubts: list[tuple[int, str, float, str]] = field(default_factory=list)
    section: str = ""
    held: list[Block] = field(default_factory=list)
    held_section: str = ""


def cut(pages: list[Page], blocks: list[list[Block]], front: set[int]) -> Cut:
    """Cut the pages that are not front matter. `blocks` are those of each page, by its index."""
    result = Cut()
    for page in pages:
        if page.index in front:
            continue
        _take(result, page, blocks[page.index])
    if result.held:
        _continue(result, result.held)
    following = UNNAMED
    for draft in reversed(result.drafts):
        following = draft.section = draft.section or following
    for draft in result.drafts:
        if draft.inferred:
            line = draft.opening.title[0].number
            result.doubts.append((line, "没有书眉，栏目按相邻的稿件推定。", 0.6, "section"))
    return result


def _take(result: Cut, page: Page, blocks: list[Block]) -> None:
    current = next((draft for draft in reversed(result.drafts) if not draft.opening.feature), None)
    turned = bool(page.section) and page.section != result.section
    fresh = current is None or current.shut or bool(result.held)
    sheet = Sheet(page, blocks)
    running = (
        current is not None and not current.shut and open_end(current.blocks) and current.pages[-1] == page.index - 1
    )
    openings = find_openings(sheet, fresh, (turned and not running) or bool(result.held))
    section, inferred = page.section or result.held_section or result.section, not (page.section or result.held_section)
    if not openings:
        if turned and sheet.last_running < 0 and blocks:
            # A page of pictures in a new section: its title and text stand on the next page.
            result.held += blocks
            result.held_section = page.section
        else:
            _continue(result, blocks)
            if turned and blocks:
                _rename(result, current, page, blocks[0].number)
        return
    for opening in openings:
        _check_rubric(result, opening)
    rest = _carry_over(result, current, blocks, openings)
    shares = _shares(rest, openings, sheet)
    for opening, share in zip(openings, shares, strict=True):
        draft = Draft(opening, section, inferred, share, [page.index])
        if result.held and not opening.feature:
            draft.blocks = result.held + draft.blocks
            draft.pages = sorted({block.page for block in result.held} | {page.index})
            result.held, result.held_section = [], ""
        result.drafts.append(draft)
        if opening.confidence < 0.75:
            line = opening.title[0].number
            result.doubts.append((line, f"标题按{opening.reason}认定，核对。", opening.confidence, "title"))
    result.section = section


def _check_rubric(result: Cut, opening: Opening) -> None:
    """A longer line above a later kicker is a head that slipped to the end of its page, where a rubric runs already."""
    package = [draft.opening for draft in result.drafts[-PACKAGE:] if draft.section == result.section]
    if opening.rubric and len(opening.rubric.text) > RUBRIC and any(other.rubric for other in package):
        opening.rubric = None


def _rename(result: Cut, current: Draft | None, page: Page, line: int) -> None:
    """A head on a later page of an article names its section, where its first page has none."""
    if current is not None and current.inferred and current.pages[-1] == page.index:
        current.section, current.inferred = page.section, False
        result.section = page.section
    else:
        result.doubts.append((line, "书眉换了栏目，却没有找到新的标题，核对篇目。", 0.3, ""))


def _continue(result: Cut, blocks: list[Block]) -> None:
    """Give the blocks of a page to the article before, or to nobody."""
    result.held = [] if blocks is result.held else result.held
    current = next((draft for draft in reversed(result.drafts) if not draft.opening.feature), None)
    if current is None:
        result.unplaced += blocks
        return
    current.blocks += blocks
    current.pages += [page for page in sorted({block.page for block in blocks}) if page not in current.pages]


def _carry_over(result: Cut, current: Draft | None, blocks: list[Block], openings: list[Opening]) -> list[Block]:
    """Give the end of the article before its part of the page; the blocks that are left."""
    display = [block for opening in openings for block in opening.blocks()]
    rest = [block for block in blocks if not any(block is other for other in display)]
    if current is None or current.shut or not rest:
        return rest
    if not (open_end(current.blocks) and goes_on(rest)):
        return rest
    first = min(opening.line for opening in openings)
    units = [i for i, block in enumerate(rest) if block.kind == "affiliation" and block.number < first]
    if units:
        size = units[0] + 1
    elif any(block.kind == "text" and not block.head and block.number > first for block in rest):
        size = sum(block.number < first for block in rest)
    else:
        size = next((i + 1 for i, block in enumerate(rest) if block.label == LAST and block.closed), 0)
        result.doubts.append((rest[0].number, "上一篇的末段续在这一页，按段落切开，核对两篇的界线。", 0.4, ""))
    _continue(result, rest[:size])
    return rest[size:]


def _shares(rest: list[Block], openings: list[Opening], sheet: Sheet) -> list[list[Block]]:
    """Which blocks of the page each opening gets: all, or from title to title where a page has several pieces."""
    stories = [opening for opening in openings if not opening.feature]
    if len(stories) < 2:
        return [[] if opening.feature and stories else list(rest) for opening in openings]
    running = [block.number for block in sheet.blocks if block.kind == "text" and not block.head]
    title_first = not running or stories[0].line < running[0]
    shares: list[list[Block]] = [[] for _ in openings]
    for block in rest:
        place = 0
        for index, opening in enumerate(stories):
            if title_first and opening.line < block.number:
                place = index
            elif not title_first and block.number > opening.line:
                place = min(index + 1, len(stories) - 1)
        shares[openings.index(stories[place])].append(block)
    return shares
