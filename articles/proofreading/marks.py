"""标点: rules on punctuation, after GB/T 15834—2011."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.proofreading.finding import Finding, Mend, Piece, Severity

STANDARD = "GB/T 15834—2011"
PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "【": "】", "〔": "〕"}
OPENERS = {closing: opening for opening, closing in PAIRS.items()}
HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
HALF = re.compile(rf"(?<=[{HAN}”》）])[,;:!?](?!\w)|(?<=[{HAN}])[,;!?](?=[{HAN}“《])")
FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
STRAIGHT = re.compile(rf"[\"'](?=[{HAN}])|(?<=[{HAN}。，])[\"']")
DOUBLED = re.compile(r"，，+|。。|、、+|；；+|：：+|，。|。，|、，|，、|[！？!?]{4,}")
DOTS = re.compile(r"\.{3,}|。{3,}|(?<!…)…(?!…)|⋯+|…{5,}")
AFTER_DOTS = re.compile(r"……等")
DASHES = re.compile(r"--+|－－+|──+|―+")


def _context(text: str, start: int, end: int) -> tuple[int, str]:
    """A little of what stands around: a lone mark says nothing about its place."""
    first = max(0, start - 6)
    return first, text[first : end + 4]


def half_width(piece: Piece) -> Iterator[Finding]:
    """P01: half-width marks beside Han."""
    for found in HALF.finditer(piece.text):
        start, quote = _context(piece.text, found.start(), found.end())
        yield Finding(
            "P01", Severity.WARNS, piece.number, start, quote,
            _("汉字旁用了半角标点“{mark}”。").format(mark=found.group()), FULL[found.group()], STANDARD,
            Mend(found.start(), found.group(), FULL[found.group()]),
        )  # fmt: skip


def straight_quotes(piece: Piece) -> Iterator[Finding]:
    """P02: straight quotes beside Han."""
    for found in STRAIGHT.finditer(piece.text):
        start, quote = _context(piece.text, found.start(), found.end())
        yield Finding(
            "P02", Severity.WARNS, piece.number, start, quote, _("引号应为“”或‘’。"), "“”", STANDARD
        )  # fmt: skip


def doubled_marks(piece: Piece) -> Iterator[Finding]:
    """P11: two stops where one belongs."""
    for found in DOUBLED.finditer(piece.text):
        if "。。。" in piece.text[max(0, found.start() - 2) : found.end() + 2]:
            continue  # an ellipsis typed as full stops, which P07 tells of
        start, quote = _context(piece.text, found.start(), found.end())
        marks = found.group()
        # Of two different stops somebody must say which is meant; of many ！ how many.
        mend = Mend(found.start(), marks, marks[0]) if set(marks) == {marks[0]} and marks[0] not in "！？!?" else None
        yield Finding(
            "P11", Severity.BLOCKS, piece.number, start, quote,
            _("标点重复：“{marks}”。").format(marks=marks), "", STANDARD, mend,
        )  # fmt: skip


def dots(piece: Piece) -> Iterator[Finding]:
    """P07: an ellipsis is six dots, and never stands with 等."""
    for found in DOTS.finditer(piece.text):
        start, quote = _context(piece.text, found.start(), found.end())
        yield Finding(
            "P07", Severity.WARNS, piece.number, start, quote, _("省略号应为“……”。"), "……", STANDARD,
            Mend(found.start(), found.group(), "……"),
        )  # fmt: skip
    for found in AFTER_DOTS.finditer(piece.text):
        start, quote = _context(piece.text, found.start(), found.end())
        yield Finding(
            "P07", Severity.WARNS, piece.number, start, quote, _("省略号后不再用“等”。"), "……", STANDARD,
            Mend(found.start(), found.group(), "……"),
        )  # fmt: skip


def dashes(piece: Piece) -> Iterator[Finding]:
    """P08: a dash is —— and nothing else."""
    for found in DASHES.finditer(piece.text):
        start, quote = _context(piece.text, found.start(), found.end())
        yield Finding(
            "P08", Severity.WARNS, piece.number, start, quote, _("破折号应为“——”。"), "——", STANDARD,
            Mend(found.start(), found.group(), "——"),
        )  # fmt: skip


def unpaired(pieces: list[Piece]) -> Iterator[Finding]:
    """P03: pairs that do not close, or cross. A quotation over paragraphs opens each of them and closes the last."""
    for index, piece in enumerate(pieces):
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        goes_on = following is not None and following.code == piece.code and following.text.startswith("“")
        for start, mark in _loose(piece.text, goes_on):
            first, quote = _context(piece.text, start, start + 1)
            yield Finding(
                "P03", Severity.BLOCKS, piece.number, first, quote,
                _("“{mark}”没有配对。").format(mark=mark), PAIRS.get(mark, OPENERS.get(mark, "")), STANDARD,
            )  # fmt: skip


def _loose(text: str, goes_on: bool) -> list[tuple[int, str]]:
    """(place, mark) of every mark without its other half; of crossed pairs the inner opening one."""
    stack: list[tuple[int, str]] = []
    loose = []
    for place, mark in enumerate(text):
        if mark == "）" and re.search(
            r"(?:^|[。；：、，第和\s])(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z])$", text[:place]
        ):
            continue  # 1） counts, and has no other half
        if mark == "’" and re.search(r"[A-Za-z]$", text[:place]):
            continue  # an apostrophe
        if mark in PAIRS:
            stack.append((place, mark))
        elif mark in OPENERS:
            wanted = OPENERS[mark]
            at = next((i for i in range(len(stack) - 1, -1, -1) if stack[i][1] == wanted), None)
            if at is None:
                loose.append((place, mark))
            else:
                loose += stack[at + 1 :]
                del stack[at:]
    if goes_on and stack and stack[-1][1] == "“":
        stack.pop()
    return sorted(loose + stack)
