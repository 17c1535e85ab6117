"""The foot of a manuscript: names in brackets, units, funding, and notes that the author has numbered himself."""

import re

from magazine.intake.word.blocks import Block, Paragraph, Table, without_end
from magazine.intake.word.numbering import circled
from magazine.intake.word.opening import Opening, is_funding
from magazine.intake.word.people import bare, people, unit_of

NOTES_HEAD = re.compile(r"[【\[（(]?\s*(?:注\s*释|尾\s*注|注\s*解|注)\s*[】\]）)]?\s*[:：]?")
NOTE = re.compile(r"(?:[①-⑳]|[\[［〔【]\d{1,2}[\]］〕】])")
CIRCLED = {circled(number): number for number in range(1, 51)}
IN_BRACKETS = re.compile(r".*[。！？…”’》」]\s*(?P<all>[（(](?P<inner>[^（()）]{2,60})[)）])", re.DOTALL)
CONTACT = re.compile(r"(?:联系)?电话|手机|邮箱|E-?mail|通[讯信]地址|邮编|身份证|银行|账号|微信号|开户", re.IGNORECASE)
LINES = 6


def ending(blocks: list[Block], found: Opening, numbered: bool) -> tuple[list[Block], list[str]]:
    """(the text without its foot, the notes that the author typed). Adds to `found` what the foot says.

    `numbered` says that Word itself keeps notes in this file: then typed ones stay where they are.
    """
    blocks, notes = _typed_notes(blocks, found, numbered)
    kept: list[Block] = []
    for _line in range(LINES):
        if not blocks or not isinstance(blocks[-1], Paragraph):
            break
        line = blocks[-1]
        took = _take(line, found)
        if not took and CONTACT.search(line.words) and len(line.words) <= 80:
            found.doubts.append(f"文末有联系方式（{line.words[:12]}…），核对后从正文删去。")
            kept.insert(0, line)
        elif not took and (made := people(line.words)) is not None and made.editors and not made.persons:
            found.doubts.append(f"“{line.words}”是编辑署名，留在正文里，核对后删去。")
            kept.insert(0, line)
        elif not took:
            break
        blocks = blocks[:-1]
    if blocks and isinstance(blocks[-1], Paragraph):
        blocks = [*blocks[:-1], _without_name(blocks[-1], found)]
    return blocks + kept, notes


def _take(line: Paragraph, found: Opening) -> bool:
    text = line.words
    if len(text) > 300:
        return False
    if is_funding(text) and not found.funding_note:
        found.funding_note = text.strip("（()） ＊*")
        return True
    bracketed = text[:1] in "（([【" and text[-1:] in "）)]】"
    unit = unit_of(text)
    if unit and (bracketed or re.match(r".{0,3}(?:作者|供稿)?单位|(?:本文)?作者", bare(text))):
        found.unit = found.unit or unit
        return True
    made = people(text)
    if made is None or not made.persons or not (bracketed or made.sure or line.align in ("right", "end")):
        return False
    known = {person.name for person in found.persons}
    found.persons += [person for person in made.persons if person.name not in known]
    found.unit = found.unit or made.unit
    return True


def _without_name(line: Paragraph, found: Opening) -> Paragraph:
    """The last paragraph without the author's name in brackets behind its last sentence."""
    hit = IN_BRACKETS.fullmatch(line.text)
    made = people(hit["inner"]) if hit else None
    if hit is None or made is None or not made.persons or found.persons:
        return line
    found.persons, found.unit = made.persons, found.unit or made.unit
    return without_end(line, len(hit["all"]))


def _typed_notes(blocks: list[Block], found: Opening, numbered: bool) -> tuple[list[Block], list[str]]:
    """Take the lines under 注释 at the end, or a last run of lines ① ② ③ whose marks stand in the text."""
    place = len(blocks)
    while place and isinstance(line := blocks[place - 1], Paragraph) and (NOTE.match(line.words) or line.listed):
        place -= 1
    lines = [line for line in blocks[place:] if isinstance(line, Paragraph)]
    head = blocks[place - 1] if place else None
    headed = isinstance(head, Paragraph) and bool(NOTES_HEAD.fullmatch(head.words))
    literature = isinstance(head, Paragraph) and "参考文献" in head.words
    if literature or not lines or not (headed or _marked(blocks[:place], lines)):
        return blocks, []
    if numbered:
        found.doubts.append("文末另有手工编号的注释，留在正文里，与脚注合并后再删。")
        return blocks, []
    notes = []
    for number, line in enumerate(lines, start=1):
        mark = NOTE.match(line.words)
        notes.append(line.words if mark else f"{circled(number)}{line.words}")
    return blocks[: place - 1 if headed else place], notes


def _marked(blocks: list[Block], lines: list[Paragraph]) -> bool:
    """Whether each of the lines begins with the next mark and that mark stands inside the text before."""
    text = "\n".join(_words(block) for block in blocks)
    for number, line in enumerate(lines, start=1):
        mark = NOTE.match(line.words)
        if line.listed or mark is None or (CIRCLED.get(mark.group()) or _number(mark.group())) != number:
            return False
        if not re.search(rf"[^\n]{re.escape(mark.group())}", text):
            return False
    return True


def _number(mark: str) -> int:
    digits = re.sub(r"\D", "", mark)
    return int(digits) if digits else 0


def _words(block: Block) -> str:
    if isinstance(block, Table):
        return "\n".join(p.text for row in block.rows for cell in row for p in cell.paragraphs)
    return block.text if isinstance(block, Paragraph) else ""
