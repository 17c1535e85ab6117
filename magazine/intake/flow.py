"""Owns the cut of running lines into paragraphs and heads, by the widths of the lines alone where they suffice.

The first line of a paragraph is two em narrower than its column, the last one is shorter and ends a sentence, a head is
short and ends none. Column widths change between pages and inside a page, so the likeliest reading of all lines
together is looked for: a shortest path over (label, column width).
"""

import re
from collections import Counter
from dataclasses import dataclass

from magazine.intake.lines import Line, unit

FIRST, MIDDLE, LAST, ONLY, HEAD, HEAD_OPEN, HEAD_END = range(7)
DOORS = {
    LAST: "shut",
    ONLY: "shut",
    HEAD: "headed",
    HEAD_END: "headed",
    FIRST: "open",
    MIDDLE: "open",
    HEAD_OPEN: "head",
}
DOOR_NAMES = ("shut", "headed", "open", "head")
OPEN = (FIRST, MIDDLE)
INDENT = 2.0
FAR = 1e9
NONE = (-1, -1)
NUMBERED = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")
INNER = re.compile(r"[。？！](?![”’）》】]*$)")
PAIRS = (("“", "”"), ("‘", "’"), ("（", "）"), ("《", "》"), ("【", "】"))
BAD_START = "，。、；：？！”’）》】"


Key = tuple[int, int]
Costs = dict[Key, float]
Doors = dict[str, dict[int, tuple[float, Key]]]


@dataclass(slots=True)
class Item:
    """A line in the flow. `page` groups lines whose column may be alike; `head`: certainly display text; `start`:
    certainly no continuation; `dated`: an item of a chronicle; `cut`: display text may follow an open sentence; `title`: it stands
    where a title does, beside a byline or below a kicker; `stacked`: at an edge of the page, where display lines follow each other; `sibling`:
    the head with the number before its own stands alone, so this one will, too.
    """

    line: Line
    page: int
    head: bool = False
    start: bool = False
    dated: bool = False
    cut: bool = False
    title: bool = False
    stacked: bool = False
    sibling: bool = False


def label(items: list[Item], begins: bool = False, ends: bool = False) -> list[tuple[int, int]]:
    """(label, column width) of each item. `begins`: the first line can't continue anything; `ends`: nothing follows."""
    if not items:
        return []
    columns = _columns(items)
    indents = Counter(item.page for item in items if item.line.indented)
    before: Costs = {}
    trail: list[dict[Key, Key]] = []
    for index, item in enumerate(items):
        after = items[index + 1] if index + 1 < len(items) else None
        turn = index > 0 and items[index - 1].page != item.page
        doors = _doors(before, turn)
        ended = index > 0 and items[index - 1].line.closed
        spare = (unit(after.line.text) if after is not None else 1.0) + item.line.give
        now: Costs = {}
        steps: dict[Key, Key] = {}
        sign = _sign(item)
        numbered = NUMBERED.match(item.line.text) is not None
        for column in columns[item.page]:
            ways = _ways(doors, column, item, numbered) if index else []
            for kind, price in _prices(item, after, column, sign, indents[item.page] > 2):
                if kind == MIDDLE and ended and column - item.line.width >= spare:
                    # Short by a sign right below the end of a sentence: more likely the first line of a paragraph.
                    price += 0.3
                cost, came = ways[kind] if index else (_first(item, kind, column, begins), NONE)
                if cost < FAR:
                    now[kind, column] = cost + price
                    steps[kind, column] = came
        before = now
        trail.append(steps)
    if ends:
        before = {key: cost + (4.0 if key[0] in (*OPEN, HEAD_OPEN) else 0.0) for key, cost in before.items()}
    key = min(before, key=lambda k: before[k])
    path = []
    for steps in reversed(trail):
        path.append(key)
        key = steps[key]
    return path[::-1]


def _first(item: Item, kind: int, column: int, begins: bool) -> float:
    """What it costs to call the first line of a run a label."""
    if kind == HEAD_END:
        return FAR
    if kind in (MIDDLE, LAST):
        return 2.5 if begins else 0.3
    wide = item.line.width > 0.7 * column
    # Most pages go on where the one before broke off; few heads fill their line.
    return 1.5 if kind == HEAD and wide and not (item.head or item.title or begins) else 0.0


def _columns(items: list[Item]) -> dict[int, list[int]]:
    """The column widths that the lines of each page speak for, at most ten a page."""
    votes: dict[int, Counter[int]] = {}
    for item in items:
        count = votes.setdefault(item.page, Counter())
        size = item.line.width
        if not item.head and size >= 6:
            count[round(size)] += 2
            count[round(size - item.line.slack / 3)] += 2
            count[round(size + INDENT)] += 1
    widths = {}
    for page, count in votes.items():
        # A column is never half as wide as another one of its page: short lines are heads.
        least = max(10.0, 0.6 * max((item.line.width for item in items if item.page == page), default=0.0))
        widths[page] = [size for size, _ in count.most_common(14) if size >= least][:10] or [20]
    return widths


def _doors(before: Costs, turn: bool) -> Doors:
    """The cheapest way out of a closed paragraph, a head, an open paragraph and an open head, for each column, for all (0)."""
    doors: Doors = {"shut": {}, "headed": {}, "open": {}, "head": {}}
    for key, cost in before.items():
        door = doors[DOORS[key[0]]]
        if key[1] not in door or cost < door[key[1]][0]:
            door[key[1]] = (cost, key)
    for name, door in doors.items():
        if door:
            cost, key = min(door.values())
            door[0] = (cost + (0.1 if turn else 2.2 if name in ("shut", "headed") else 2.6), key)
    return doors


def _ways(doors: Doors, column: int, item: Item, numbered: bool) -> list[tuple[float, Key]]:
    """The cheapest way into each label in a column, by its number: (cost, where from)."""
    nothing = (FAR, NONE)
    shut, headed, opened, half = (
        min(door.get(column, nothing), door.get(0, nothing)) for door in (doors[name] for name in DOOR_NAMES)
    )
    closed = min(shut, headed)
    head = closed
    if not (item.head or item.title):
        # Under a head stands text, or a head of the next level, which has a number.
        toll = 0.0 if item.stacked or numbered else 1.5
        head = min(shut, (headed[0] + toll, headed[1]))
        head = min(head, (opened[0] + 0.3, opened[1])) if item.cut else head
    return [closed, opened, opened, closed, head, closed, half]


def _prices(item: Item, after: Item | None, column: int, sign: float, indents: bool = False) -> list[tuple[int, float]]:
    """What it costs to call the item each label in a column: 0 is a perfect fit.

    `sign`: what its signs say against a head; `indents`: the page shows its indents.
    """
    if item.head:
        return [(HEAD, 0.0)]
    line = item.line
    follows = unit(after.line.text) if after is not None and not after.head else 1.0
    shut = line.closed
    colon = line.text.endswith(("：", ":"))
    bad = 3.0 if line.text[0] in BAD_START else 0.0
    full = _misfit(column - line.width, follows, line)
    first = _misfit(column - INDENT - line.width, follows, line) + bad + (0.5 if colon else 0.0)
    over = max(line.width - line.slack - column, 0) * 3
    prices = [(FIRST, first)]
    if line.indented and indents:
        # What is seen needs no widths; a numbered head is indented, too.
        prices = [(FIRST, 0.0), (ONLY, 0.3 if shut else 4.0)]
        opens = NUMBERED.match(line.text) and not shut and "。" not in line.text
        full = abs(column - INDENT - line.width) < 2
        return prices + [(HEAD, 0.2 if opens else 5.0), (HEAD_OPEN, 0.6 if opens and full else 6.0)]
    if line.indented:
        prices = [(FIRST, 0.0)]
    elif indents and not item.start:
        prices = [(FIRST, first + 4.0)]
    if item.dated:
        # Here every paragraph that starts with a date is an item of its own, and no head does.
        prices = [(FIRST, first - 1.0)]
    spare = column - line.width
    # Where titles stand a short line with a colon is a kicker and ends no paragraph.
    kicker = 2.0 if item.stacked else 0.0
    end = 0.0 if shut else 1.0 + kicker if colon else 5.0 + max(spare, 0.0) * 0.2
    alone = (
        0.8
        + (0.0 if shut else 1.5 + kicker if colon else 7.0)
        + max(line.width - line.slack - column + INDENT, 0) * 2
        + bad
    )
    prices.append((ONLY, alone + (3.0 if indents and not item.start else 0.0)))
    if not item.start:
        prices.append((MIDDLE, full + (0.1 if shut and spare > 0.75 else 0.0)))
        prices.append((LAST, end + over + (0.8 if spare < 1 and shut else 0.0)))
        prices.append((HEAD_END, (0.8 if shut else 0.2) + bad + (3.0 if spare < 3 else 0.0)))
    if not item.dated:
        prices.append((HEAD, _head_price(item, spare, shut, sign) + bad * 2))
    if NUMBERED.match(line.text) and not shut and "。" not in line.text:
        prices.append((HEAD_OPEN, (0.0 if item.sibling else 1.2) + min(full, first)))
    return prices


def balanced(text: str) -> bool:
    """Whether every quotation mark and bracket of a text has its other half."""
    return all(text.count(left) == text.count(right) for left, right in PAIRS)


def _sign(item: Item) -> float:
    """What the signs of a line say against its being a head, whatever its column; below 0 for a title in its place."""
    text = item.line.text
    inner = INNER.search(text) is not None
    if item.title and not inner and text[-1] not in "，、。；":
        return -1.0
    price = max(item.line.width - 22.0, 0.0) * 0.2 + (0.0 if balanced(text) else 3.0)
    price += 0.5 * max(text.count("，") - 1, 0) + 3.0 * text.count("；")
    return price + (5.0 if inner else 0.0) + (6.0 if text[-1] in "，、" else 0.0)


def _head_price(item: Item, spare: float, shut: bool, sign: float) -> float:
    """A head is short and ends no sentence; one with a number may be as long as its line and end in 。"""
    if sign < 0:
        return 0.3
    if item.sibling:
        return sign - 0.8
    if NUMBERED.match(item.line.text):
        return sign + (0.4 if shut else 0.3 + (1.2 if spare < 0.5 else 0.4 if spare < 3.25 else 0.0))
    return sign + (9.0 if shut else 1.2 + (3.0 if spare < 0.5 else 0.7 if spare < 2.75 else 0.0))


def _misfit(spare: float, follows: float, line: Line) -> float:
    """How badly a line fills its column: one that leaves less than the next unbreakable sign needs is full."""
    if spare >= 0:
        spare = max(spare - line.give, 0.0)
        if spare <= 0.5:
            return spare * 0.3
        if spare < follows - (0.0 if line.give else 0.05):
            return 0.4 + spare * 0.2
        return 0.4 + spare * 0.6 if spare < follows + 0.3 else 2.0 + spare * 1.5
    over = -spare
    return over * 0.3 if over <= line.slack + 0.25 else 3.0 + over * 2
