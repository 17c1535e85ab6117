"""Reads one Word file into one manuscript: title block, body, notes, pictures with their captions, and the doubts."""

import re
from html import escape
from pathlib import PurePosixPath
from typing import Any

from magazine.intake.word.blocks import Block, Paragraph, Picture, Table, Text, blocks
from magazine.intake.word.credits import Caption
from magazine.intake.word.ending import ending
from magazine.intake.word.figures import Placed, tied
from magazine.intake.word.heads import heads
from magazine.intake.word.numbering import circled
from magazine.intake.word.opening import Opening, is_funding, opening
from magazine.intake.word.package import is_word, opened
from magazine.intake.word.parts import Package
from magazine.intake.word.people import Person, unit_of
from magazine.intake.word.plain import plain
from magazine.intake.word.setting import inline, listing, tabled
from magazine.intake.word.tidying import Remarks

TABLE_CAPTION = re.compile(r"表\s*[\d一二三四五六七八九十]{1,3}(?![\d月日])")
COPY_MARKS = re.compile(r"(?:\s*[（(]\d{1,2}[)）]|[-_ ]?(?:副本|终稿|定稿|最终版?|修改稿?|v\d+))+$", re.IGNORECASE)
REMARKS = (
    ("deletion", "有修订痕迹{n}处，按接受全部修订收入。"),
    ("comment", "有批注{n}条，没有收。"),
    ("hidden", "有隐藏文字{n}处，没有收。"),
    ("box", "有文本框{n}个，文字放在所附段落之后，核对位置。"),
    ("formula", "有公式{n}处，只收了其中的字符，重新排一遍。"),
    ("linked", "有{n}张图片只是链接，没有随稿寄来，向作者要原图。"),
    ("chart", "有图表或图示{n}个，Word里画的收不进来，向作者要图片。"),
    ("note picture", "注释里有图片{n}张，没有收。"),
    ("chunk", "文中嵌入了另一个文件，里面的文字没有收。"),
    ("toc", "自动目录{n}行没有收。"),
)


def read(data: bytes, name: str) -> dict[str, Any]:
    """What the file holds, ready for JSON, but for `pictures`: part of the file → bytes.

    {kicker, title, subtitle, lead, body, pieces: the body block by block, lines: the plain text as it stands in
    the file, notes, funding_note, source, tags, bylines: [{name, role, affiliation,
    organisation}], photos: [{part, caption, credit_name, credit_kind, alt}], doubts, pictures}. The body is HTML whose
    figures carry the place of their photo in `photos`, from 1. Raises IntakeError.
    """
    archive = opened(data, name)
    if not is_word(archive):
        return {"refused": f"“{name}”不是Word文件，在Word或WPS里打开，另存为.docx格式后再收。"}
    package = Package(archive, name)
    document = plain(package)
    text = blocks(document)
    found, rest = opening(text.blocks)
    rest, typed = ending(rest, found, bool(text.notes))
    _title_of_last_resort(found, name)
    notes, numbers = _notes(text, found, [*rest])
    photos: list[dict[str, Any]] = []
    body = _Body(rest, numbers, document.pictures, photos, found)
    pieces = body.html()
    _credit(photos, found.persons)
    doubts = [*found.doubts, *_remarked(document.remarks), *body.doubts]
    parts = {photo["part"] for photo in photos if photo["part"]}
    return {
        "kicker": found.kicker,
        "title": found.title,
        "subtitle": found.subtitle,
        "lead": found.lead,
        "body": "\n".join(pieces),
        "pieces": pieces,
        "lines": plain_lines(text),
        "notes": [*notes, *typed],
        "funding_note": found.funding_note,
        "source": found.source,
        "tags": found.tags,
        "bylines": _bylines(found),
        "photos": photos,
        "doubts": doubts,
        "pictures": {part: package.content(part) for part in sorted(parts)},
    }


def plain_lines(text: Text) -> list[str]:
    """The plain lines of the file in its order, a picture as 〔图N〕, a row of a table as one line; notes at the end."""
    lines: list[str] = []
    for block in text.blocks:
        if isinstance(block, Picture):
            lines.append(f"〔图{block.number}〕")
        elif isinstance(block, Table):
            for row in block.rows:
                lines.append("\t".join(" ".join(p.words for p in cell.paragraphs) for cell in row))
        else:
            lines += block.words.split("\n")
    return [line for line in [*lines, *text.notes.values()] if line.strip()]


def _title_of_last_resort(found: Opening, name: str) -> None:
    if not found.title:
        stem = PurePosixPath(name).stem
        found.title = COPY_MARKS.sub("", stem).strip() or stem
        found.doubts.append("文中没有认出标题，先用了文件名，核对。")


def _notes(text: Text, found: Opening, rest: list[Block]) -> tuple[list[str], dict[int, int]]:
    """(lines of notes, note → number shown). A note on the title block has no mark any more: what it says of funding or
    of the author's unit goes to its place, anything else stands first, with an asterisk."""
    lines: list[str] = []
    for mark in found.marks:
        words = text.notes.get(mark, "")
        if is_funding(words) and not found.funding_note:
            found.funding_note = words.strip("（()） ＊*")
        elif unit_of(words) and not found.unit:
            found.unit = unit_of(words)
        elif words:
            lines.append(f"＊{words}")
    numbers: dict[int, int] = {}
    for mark in [mark for block in rest for mark in _marks(block)]:
        if mark not in numbers and mark not in found.marks:
            numbers[mark] = len(numbers) + 1
    for mark, number in numbers.items():
        lines.append(f"{circled(number)}{text.notes[mark]}")
    return lines, numbers


def _marks(block: Block) -> list[int]:
    if isinstance(block, Table):
        return [mark for row in block.rows for cell in row for p in cell.paragraphs for mark in p.marks]
    return block.marks if isinstance(block, Paragraph) else []


def _bylines(found: Opening) -> list[dict[str, Any]]:
    """One line a name and role, in order; the common unit where a name has none of its own."""
    lines: list[dict[str, Any]] = []
    units = found.unit.split("；")
    for place, person in enumerate(found.persons):
        # As many units as names belong to them in order; one is everybody's.
        common = units[place] if len(units) == len(found.persons) else found.unit
        for role in person.roles:
            line = {
                "name": person.name,
                "role": role,
                "affiliation": person.unit or ("" if person.organisation else common),
                "organisation": person.organisation,
            }
            if not any(other["name"] == person.name and other["role"] == role for other in lines):
                lines.append(line)
    if found.unit and not lines:
        lines.append({"name": found.unit, "role": "文", "affiliation": "", "organisation": True})
    return lines


def _credit(photos: list[dict[str, Any]], persons: list[Person]) -> None:
    """Pictures without a credit are by whoever the byline names for pictures."""
    names = "、".join(person.name for person in persons if {"摄", "图"} & set(person.roles))
    for photo in photos:
        if names and not photo["credit_name"] and photo["credit_kind"] == "摄":
            photo["credit_name"] = names


def _remarked(remarks: Remarks) -> list[str]:
    return [sentence.format(n=remarks[name]) for name, sentence in REMARKS if remarks[name]]


class _Body:
    """One pass over the text; fills `photos` and `doubts`."""

    def __init__(
        self,
        rest: list[Block],
        numbers: dict[int, int],
        pictures: list[tuple[str, str]],
        photos: list[dict[str, Any]],
        found: Opening,
    ):
        self.numbers, self.pictures, self.photos, self.found = numbers, pictures, photos, found
        self.pieces = tied(rest)
        plain_blocks: list[Block] = [Picture(p.number) if isinstance(p, Placed) else p for p in self.pieces]
        self.heads = heads(plain_blocks)
        paragraphs = [piece for piece in self.pieces if isinstance(piece, Paragraph)]
        bold = sum(len(p.text) for p in paragraphs if p.bold)
        self.weighs = bold * 2 <= sum(len(p.text) for p in paragraphs)
        self.doubts: list[str] = []

    def html(self) -> list[str]:
        """The body in order, one piece of HTML for each block of it."""
        lines: list[str] = []
        items: list[Paragraph] = []
        for place, piece in enumerate(self.pieces):
            if isinstance(piece, Paragraph) and piece.listed and place not in self.heads:
                items.append(piece)
                continue
            if items:
                lines.append(listing(items, self.words))
                items = []
            if isinstance(piece, Placed):
                lines += self.figure(piece)
            elif isinstance(piece, Table):
                lines.append(tabled(piece, self.table_caption(place), self.words))
            elif not self.names_table(place):
                lines.append(self.paragraph(piece, self.heads.get(place, 0)))
        if items:
            lines.append(listing(items, self.words))
        return lines

    def words(self, paragraph: Paragraph) -> str:
        return inline(paragraph, self.numbers, self.weighs)

    def paragraph(self, piece: Paragraph, level: int) -> str:
        if level:
            return f"<h{level + 1}>{inline(piece, self.numbers, bold=False)}</h{level + 1}>"
        if piece.style in ("quote", "intense quote", "引用", "block text"):
            return f"<blockquote><p>{self.words(piece)}</p></blockquote>"
        return f"<p>{self.words(piece)}</p>"

    def names_table(self, place: int) -> bool:
        """Whether the line is the caption of the table that follows it."""
        piece = self.pieces[place]
        following = self.pieces[place + 1] if place + 1 < len(self.pieces) else None
        if not isinstance(piece, Paragraph) or not isinstance(following, Table):
            return False
        return len(piece.words) <= 60 and (bool(TABLE_CAPTION.match(piece.words)) or piece.style in ("caption", "题注"))

    def table_caption(self, place: int) -> str:
        before = self.pieces[place - 1] if place else None
        return self.words(before) if isinstance(before, Paragraph) and self.names_table(place - 1) else ""

    def figure(self, placed: Placed) -> list[str]:
        """The picture's place; a picture that stands in the text twice is one photo, and its second caption text."""
        part, alt = self.pictures[placed.number - 1]
        caption = placed.caption
        known = [photo["part"] for photo in self.photos if photo["part"]]
        if part and part in known:
            line = " ".join(filter(None, [caption.text, _credit_words(caption)]))
            return [f"<p>{escape(line)}</p>"] if line else []
        self.photos.append(
            {
                "part": part,
                "caption": caption.text,
                "credit_name": caption.credit_name,
                "credit_kind": caption.credit_kind,
                "alt": alt,
            }
        )
        if placed.guessed and caption.text:
            self.doubts.append(f"第{len(self.photos)}张图的图说“{caption.text[:15]}”是按位置认的，核对。")
        return [f'<figure data-photo="{len(self.photos)}"></figure>']


def _credit_words(caption: Caption) -> str:
    return f"{caption.credit_name}{caption.credit_kind}" if caption.credited else ""
