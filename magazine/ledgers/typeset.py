"""版面字数: the characters that a text takes on the page, counted by full lines."""

from math import ceil

from articles.models import Release
from magazine.exports.handoff.paragraphs import INDENTED, paragraphs
from magazine.exports.txt import width

# What stands beside the text or belongs to a picture is no text that is paid for.
UNPAID = {"栏题", "署名", "单位", "图位", "图说", "基金说明", "摘编来源"}


def typeset_characters(release: Release, per_line: int) -> int:
    """Characters of `release` set in lines of `per_line`: lines times `per_line`.

    使用文字作品支付报酬办法 §5: 按实有正文计算，即以排印的版面每行字数乘以全部实有的行数；占行题目或者末尾排不足
    一行的，按一行计算. Titles, heads, paragraphs (their indent of two characters counts), rows of tables, entries,
    quotations and notes are each at least one line.
    """
    lines = 0
    for paragraph in paragraphs(release):
        if paragraph.style in UNPAID:
            continue
        # In halves of a character: a Latin letter or a figure takes half of one.
        length = width("".join(paragraph.text.split()))
        if length:
            lines += ceil((length + 4 * (paragraph.style in INDENTED)) / (2 * per_line))
    return lines * per_line


def half_thousands(characters: int) -> int:
    """`characters` up to the next five hundred: 不足五百字的按千字作半计算，超过五百字不足千字的按千字计算 (§13)."""
    return ceil(characters / 500) * 500
