"""数字: rules on dates and figures, after GB/T 15835—2011."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from articles.proofreading.finding import Finding, Mend, Piece, Severity

STANDARD = "GB/T 15835—2011"
GAP = r"[ \u3000]?"
DATE = re.compile(
    rf"(?:(?P<year>[12][0-9]{{3}}){GAP}年{GAP})?(?<![0-9])(?P<month>[0-9]{{1,2}}){GAP}月{GAP}(?P<day>[0-9]{{1,3}})"
    rf"(?:{GAP}日)?(?:{GAP}[-—～~–至]{GAP}(?P<last>[0-9]{{1,3}}){GAP}日)?(?P<weekday>（?(?:星期|周)[一二三四五六日天]）?)?"
)
YEAR_DAY = re.compile(rf"(?<![0-9])[12][0-9]{{3}}{GAP}年{GAP}[0-9]{{1,2}}{GAP}日")
MONTH = re.compile(rf"(?<![0-9.])(?P<month>[0-9]{{2}}){GAP}月(?!氏)")
DAYS = re.compile(rf"(?<![0-9月年.:：-])(?P<first>[0-9]{{1,2}}){GAP}[-—～~–]{GAP}(?P<last>[0-9]{{1,2}}){GAP}日")
TIME = re.compile(r"(?<![0-9:：.])(?P<hour>[0-9]{1,2})[:：](?P<minute>[0-9]{2})(?![0-9:：])(?=[^0-9%％]|$)")
WEEKDAYS = "一二三四五六日"
CONTRADICTIONS = [
    (re.compile(r"(?:近|将近|不到)[0-9一二三四五六七八九十百千万亿]+[余多](?=[^大少])"), "近……多"),
    (re.compile(r"(?:大约|约)[0-9.一二三四五六七八九十百千万亿]+[^，。；、]{0,3}左右"), "约……左右"),
    (re.compile(r"超过[0-9.一二三四五六七八九十百千万亿]+[^，。；、]{0,4}以上"), "超过……以上"),
    (re.compile(r"达(?:到)?超过"), "达……超过"),
]  # fmt: skip
TIMES_SIGN = re.compile(r"(?<=[0-9])[xX](?=[0-9])")
BARE_POINT = re.compile(r"(?<![0-9.])\.[0-9]+")
INFORMAL = re.compile(r"[0-9]+[WwKk]?\+(?=[\u4e00-\u9fff])|[0-9]+[Ww](?=[\u4e00-\u9fff+])")


def _impossible(piece: Piece, start: int, quote: str, message: str) -> Finding:
    return Finding("N11", Severity.BLOCKS, piece.number, start, quote, message, "", STANDARD)


def dates(piece: Piece) -> Iterator[Finding]:
    """N11: days, months and hours that do not exist, ends before starts, weekdays that do not match."""
    for found in DATE.finditer(piece.text):
        message = _date_fault(found)
        if message:
            yield _impossible(piece, found.start(), found.group(), message)
    for found in YEAR_DAY.finditer(piece.text):
        yield _impossible(piece, found.start(), found.group(), _("有年有日，缺了月。"))
    for found in DAYS.finditer(piece.text):
        first, last = int(found["first"]), int(found["last"])
        if not 1 <= first <= 31 or not 1 <= last <= 31:
            yield _impossible(piece, found.start(), found.group(), _("没有这一天。"))
    for found in MONTH.finditer(piece.text):
        if not 1 <= int(found["month"]) <= 12 and not piece.text[found.end() :].startswith(("个", "龄")):
            yield _impossible(piece, found.start(), found.group(), _("一年只有十二个月。"))
    for found in TIME.finditer(piece.text):
        hour, minute = int(found["hour"]), int(found["minute"])
        clock = re.search(r"(?:日|时间|上午|下午|晚|凌晨|至|—|-|～)[ \u3000]?$", piece.text[: found.start()])
        if clock and (hour > 24 or minute > 59 or (hour == 24 and minute)):
            yield _impossible(piece, found.start(), found.group(), _("没有这个时刻。"))


def _date_fault(found: re.Match[str]) -> str:
    year, month, day = found["year"], int(found["month"]), int(found["day"])
    if month > 12:
        return ""  # MONTH tells of it
    longest = monthrange(int(year), month)[1] if year else (29 if month == 2 else monthrange(2024, month)[1])
    if month < 1 or not 1 <= day <= longest:
        return str(_("没有这一天。"))
    if found["last"]:
        last = int(found["last"])
        if not 1 <= last <= longest:
            return str(_("没有这一天。"))
        if last < day:
            return str(_("止日早于起日。"))
    if year and found["weekday"] and not found["last"]:
        said = re.sub(r"[（）星期周]", "", found["weekday"]).replace("天", "日")
        right = WEEKDAYS[date(int(year), month, day).weekday()]
        if said != right:
            return str(_("这一天是星期{day}。").format(day=right))
    return ""


def contradictions(piece: Piece) -> Iterator[Finding]:
    """N02: two words that contradict or double each other round one number."""
    for pattern, name in CONTRADICTIONS:
        for found in pattern.finditer(piece.text):
            first = max(0, found.start() - 4)
            yield Finding(
                "N02", Severity.WARNS, piece.number, first, piece.text[first : found.end()],
                _("“{words}”重复或矛盾，留一个。").format(words=name),
            )  # fmt: skip


def signs(piece: Piece) -> Iterator[Finding]:
    """N08 a point without its nought; × written as a letter; figures in the way of chats."""
    for pattern, message, suggestion in (
        (TIMES_SIGN, _("乘号应为“×”。"), "×"),
        (BARE_POINT, _("小数点前应有“0”。"), "0."),
        (INFORMAL, _("数字写法不规范，写成“多”“余”“万”。"), ""),
    ):
        for found in pattern.finditer(piece.text):
            first = max(0, found.start() - 2)
            quote = piece.text[first : found.end() + 2]
            right = f"0{found.group()}" if suggestion == "0." else suggestion
            mend = Mend(found.start(), found.group(), right) if right else None
            yield Finding("N08", Severity.WARNS, piece.number, first, quote, message, suggestion, STANDARD, mend)
