"""The heads inside a text: by style, by number, by weight; and how deep each stands."""

import re
from typing import Any

from magazine.intake.word.blocks import Block, Paragraph, Table, usual_size

NUMBERED = {
    "chapter": re.compile(r"第[一二三四五六七八九十百\d]{1,3}(?:章|节|部分|篇|编)(?=[\s\u3000：:、]|.{0,20}$)"),
    "han": re.compile(r"[一二三四五六七八九十]{1,3}\s*[、.．]"),
    "han bracket": re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]"),
    "digit": re.compile(r"\d{1,2}\s*[、.．](?!\d)"),
    "digit bracket": re.compile(r"[（(]\d{1,2}[)）]"),
}
ORDER = ["chapter", "han", "large", "bold", "han bracket", "digit", "digit bracket"]
HEADING = re.compile(r"heading (\d)")
HEADING_NAMES = {"小标题": 1, "节标题": 1, "一级标题": 1, "二级标题": 2, "三级标题": 3, "四级标题": 4, "正文小标题": 1}
UNENDED = tuple("。；，、：,;:")
LONGEST = 40
CAPTIONED = re.compile(r"[图表]\s*[\d一二三四五六七八九十]")


def is_heading_style(style: str) -> bool:
    return bool(HEADING.fullmatch(style)) or style in HEADING_NAMES


def heads(blocks: list[Block]) -> dict[int, int]:
    """Place of the block → level of the head, 1 to 3. Styles come first, then 一、（一）1.（1）, then bold short lines."""
    usual, bold = usual_size(blocks), _mostly_bold(blocks)
    kinds: dict[int, tuple[int, int]] = {}
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph) and not block.listed:
            kind = _styled(block) or _unstyled(blocks, place, block, usual, bold)
            if kind is not None:
                kinds[place] = kind
    used = sorted(set(kinds.values()))
    return {place: min(used.index(kind) + 1, 3) for place, kind in kinds.items()}


def _styled(block: Paragraph) -> tuple[int, int] | None:
    found = HEADING.fullmatch(block.style)
    if (found or block.style in HEADING_NAMES) and len(block.words) <= 80:
        return 0, int(found[1]) if found else HEADING_NAMES[block.style]
    return None


def _unstyled(blocks: list[Block], place: int, block: Paragraph, usual: float, bold: bool) -> tuple[int, int] | None:
    """The rank of the kind of head that a line without a style is, or None for running text.

    `usual` is the size of the text; `bold` says that bold means nothing here.
    """
    text = block.words
    if len(text) > LONGEST or text.endswith(UNENDED) or place + 1 >= len(blocks) or not text or block.beside:
        return None
    numbered = next((name for name, form in NUMBERED.items() if form.match(text)), "")
    large = block.size > usual
    stands_out = large or (block.bold and not bold)
    if numbered:
        # Two short lines of one kind in a row are a list, unless they are set as heads are.
        around = (_neighbour(blocks, place - 1), _neighbour(blocks, place + 1))
        listed = any(other is not None and _is_like(other, numbered) for other in around)
        if stands_out or (not listed and (numbered in ("chapter", "han") or not text.endswith(("？", "！")))):
            return 1, ORDER.index(numbered)
        return None
    if CAPTIONED.match(text) or not stands_out or not 2 <= len(text) <= 30 or isinstance(blocks[place + 1], Table):
        return None
    return 1, ORDER.index("large" if large else "bold")


def _neighbour(blocks: list[Block], place: int) -> Paragraph | None:
    block: Any = blocks[place] if 0 <= place < len(blocks) else None
    return block if isinstance(block, Paragraph) else None


def _is_like(other: Paragraph, numbered: str) -> bool:
    return len(other.words) <= LONGEST and bool(NUMBERED[numbered].match(other.words))


def _mostly_bold(blocks: list[Block]) -> bool:
    """Whether bold says nothing here, because more than half of the text is bold."""
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    bold = sum(len(p.text) for p in paragraphs if p.bold)
    return bold * 2 > sum(len(p.text) for p in paragraphs)
