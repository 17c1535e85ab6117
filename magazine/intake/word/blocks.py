"""The typed pieces of a manuscript in their order: paragraphs, pictures, tables, and the notes under them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from mammoth import documents

from magazine.intake.word.numbering import circled
from magazine.intake.word.plain import Plain

INDENT = " \t\u3000\u00a0\u2002\u2003\u2009\ufeff\u200b"
ENDING = "。！？；：…”』）!?;:"
LIST = re.compile(r"#list:(ol|ul):(\d+):(\d+)$")
SAFE = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
BREAK = "\n"
NAMING = re.compile(r"(?:本报|本刊|全媒体|融媒体|特约|见习)?(?:记者|通讯员|实习生|摄影|作者)")
"""How a line begins that goes on to name people: its soft return divides them."""


@dataclass(frozen=True)
class Span:
    """A stretch of text of one kind. `raised` is sup, sub or nothing; `size` in points, 0 where nothing says it;
    `note` the number of the note whose mark this is, else 0."""

    text: str
    bold: bool = False
    italic: bool = False
    raised: str = ""
    href: str = ""
    size: float = 0
    note: int = 0


@dataclass
class Paragraph:
    """One paragraph, without its indent. `listed` is (ol or ul, level, number); `beside` says that it stands in one
    layout cell or text line with a picture."""

    spans: list[Span]
    style: str = ""
    align: str = ""
    listed: tuple[str, int, int] | None = None
    beside: bool = False

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)

    @property
    def words(self) -> str:
        """The text without the marks of its notes."""
        return "".join(span.text for span in self.spans if not span.note).strip(INDENT)

    @property
    def marks(self) -> list[int]:
        return [span.note for span in self.spans if span.note]

    @property
    def bold(self) -> bool:
        """Whether all of it is bold; the marks of notes don't count."""
        spans = [span for span in self.spans if span.text.strip() and not span.raised and not span.note]
        return bool(spans) and all(span.bold for span in spans)

    @property
    def size(self) -> float:
        """The size of most of its characters, in points."""
        sizes: dict[float, int] = {}
        for span in self.spans:
            sizes[span.size] = sizes.get(span.size, 0) + len(span.text)
        return max(sizes, key=lambda size: sizes[size]) if sizes else 0


@dataclass
class Picture:
    """`number` is the place in Plain.pictures, from 1."""

    number: int


@dataclass
class Cell:
    paragraphs: list[Paragraph]
    columns: int = 1
    rows: int = 1


@dataclass
class Table:
    """Rows of cells; the first `heads` rows are heads."""

    rows: list[list[Cell]]
    heads: int = 0


Block = Paragraph | Picture | Table


@dataclass
class Text:
    """The blocks in order, and the notes: number → words, in the order of their marks."""

    blocks: list[Block] = field(default_factory=list)
    notes: dict[int, str] = field(default_factory=dict)


def blocks(plain: Plain) -> Text:
    """The pieces of `plain`. Every mark of a note is in the text as ①②③ in the order of reading."""
    reader = _Reader(plain.document)
    text = Text(list(reader.blocks(plain.document.children)), reader.notes)
    return text


class _Reader:
    def __init__(self, document: Any):
        self.document = document
        self.numbers: dict[tuple[str, str], int] = {}
        self.notes: dict[int, str] = {}

    def blocks(self, elements: list[Any]) -> Iterator[Block]:
        for element in elements:
            if isinstance(element, documents.Paragraph):
                yield from self.paragraph(element)
            elif isinstance(element, documents.Table):
                yield from self.table(element)
            elif isinstance(element, documents.HasChildren):
                yield from self.blocks(element.children)

    def paragraph(self, element: Any) -> Iterator[Block]:
        """The paragraph, its pictures taken out to where they stand, its soft returns as paragraphs of their own."""
        style = element.style_name or ""
        found = LIST.search(style)
        listed = (found[1], int(found[2]), int(found[3])) if found else None
        frame = Paragraph([], style[: found.start()] if found else style, element.alignment or "", listed)
        pieces = list(self.spans(element, documents.run([])))
        groups: list[list[Span] | Picture] = [[]]
        for piece in pieces:
            if isinstance(piece, Picture):
                groups += [piece, []]
            else:
                groups[-1].append(piece)  # type: ignore[union-attr]
        inside = _runs_on(groups)
        if inside:
            words = [span for group in groups if isinstance(group, list) for span in group]
            groups = [words, *(group for group in groups if isinstance(group, Picture))]
        pictured = any(isinstance(group, Picture) for group in groups) and not inside
        for group in groups:
            if isinstance(group, Picture):
                yield group
            else:
                yield from _lines(replace(frame, spans=group, beside=pictured))

    def spans(self, element: Any, run: Any, href: str = "") -> Iterator[Span | Picture]:
        for child in element.children:
            if isinstance(child, documents.Run):
                yield from self.spans(child, child, href)
            elif isinstance(child, documents.Hyperlink):
                yield from self.spans(child, run, child.href if child.href and SAFE.fullmatch(child.href) else "")
            elif isinstance(child, documents.Image):
                yield Picture(int(child.alt_text))
            elif isinstance(child, documents.HasChildren):
                yield from self.spans(child, run, href)
            else:
                yield self.span(child, run, href)

    def span(self, child: Any, run: Any, href: str) -> Span:
        raised = {"superscript": "sup", "subscript": "sub"}.get(run.vertical_alignment, "")
        look = Span("", run.is_bold, run.is_italic, raised, href, run.font_size or 0)
        if isinstance(child, documents.Text):
            return replace(look, text=child.value.replace("\u00ad", "").replace("\u200b", ""))
        if isinstance(child, documents.Tab):
            return replace(look, text="\t")
        if isinstance(child, documents.Break):
            return replace(look, text=BREAK)
        if isinstance(child, documents.NoteReference):
            number = self.number(child)
            return replace(look, text=circled(number) if number else "", raised="", bold=False, note=number)
        if isinstance(child, documents.Checkbox):
            return replace(look, text="☑" if child.checked else "☐")
        return look

    def number(self, reference: Any) -> int:
        """The number of a note, 0 for one that isn't there; its words are read at its first mark."""
        key = (reference.note_type, reference.note_id)
        if key not in self.numbers:
            try:
                note = self.document.notes.resolve(reference)
            except KeyError:
                return 0
            self.numbers[key] = number = len(self.numbers) + 1
            words = [b.text.strip(INDENT) for b in self.blocks(note.body) if isinstance(b, Paragraph)]
            self.notes[number] = " ".join(word for word in words if word)
        return self.numbers[key]

    def table(self, element: Any) -> Iterator[Block]:
        """A table of words; or, where it only holds pictures and boxes in place, what stands in it."""
        rows = [row for row in element.children if isinstance(row, documents.TableRow)]
        content = [[list(self.blocks(cell.children)) for cell in row.children] for row in rows]
        flat = [block for row in content for cell in row for block in cell]
        single = sum(len(row) for row in content) == 1
        nested = any(isinstance(block, Table) for block in flat)
        if single or nested or any(isinstance(block, Picture) for block in flat):
            yield from _unboxed(content, beside=not single)
            return
        table = []
        for row, cells in zip(rows, content, strict=True):
            spans = [(cell.colspan, cell.rowspan) for cell in row.children]
            table.append(
                [
                    Cell([block for block in cell if isinstance(block, Paragraph)], *span)
                    for cell, span in zip(cells, spans, strict=True)
                ]
            )
        if any(cell.paragraphs for row in table for cell in row):
            heads = next((i for i, row in enumerate(rows) if not row.is_header), len(rows))
            yield Table(table, 0 if heads == len(rows) else heads or _bold_heads(table))


def _bold_heads(table: list[list[Cell]]) -> int:
    """1 where every word of the first row is bold and not every word of the second, else 0."""
    if len(table) < 2:
        return 0
    first, second = ([p for cell in row for p in cell.paragraphs] for row in table[:2])
    return int(bool(first) and all(p.bold for p in first) and not all(p.bold for p in second))


def _unboxed(content: list[list[list[Block]]], beside: bool) -> Iterator[Block]:
    """The cells' blocks: a row of pictures with the row under it column by column, anything else row by row."""
    index = 0
    while index < len(content):
        row = content[index]
        below = content[index + 1] if index + 1 < len(content) else []
        pictures = [any(isinstance(block, Picture) for block in cell) for cell in row]
        captions = [block for cell in below for block in cell]
        paired = all(pictures) and len(below) == len(row) and all(isinstance(b, Paragraph) for b in captions)
        cells = [cell for pair in zip(row, below, strict=True) for cell in pair] if paired else row
        for cell in cells:
            for block in cell:
                yield replace(block, beside=beside) if isinstance(block, Paragraph) else block
        index += 2 if paired else 1


def _runs_on(groups: list[list[Span] | Picture]) -> bool:
    """Whether a picture stands in the middle of a sentence: words before and behind it, without a break between."""
    for place, group in enumerate(groups):
        if not isinstance(group, Picture):
            continue
        before = "".join(s.text for g in groups[:place] if isinstance(g, list) for s in g).rstrip(INDENT)
        behind = "".join(s.text for g in groups[place:] if isinstance(g, list) for s in g).lstrip(INDENT)
        if before and behind and not before.endswith((BREAK, *ENDING)) and not behind.startswith(BREAK):
            return True
    return False


def _lines(paragraph: Paragraph) -> Iterator[Paragraph]:
    """The paragraph cut at its soft returns where a sentence ends there or the next line is indented; elsewhere the
    return only wrapped the line, and the line runs on. The short lines of a verse keep their breaks."""
    lines: list[list[Span]] = [[]]
    for span in paragraph.spans:
        for number, part in enumerate(span.text.split(BREAK)):
            if number:
                lines.append([])
            if part:
                lines[-1].append(replace(span, text=part))
    whole = [line for line in lines if _words(line).strip(INDENT)]
    if len(whole) < 2:
        yield from (made for line in whole for made in _stripped(paragraph, line))
        return
    verse = len(whole) >= 4 and all(len(_words(line).strip(INDENT)) <= 18 for line in whole)
    current = whole[0]
    for before, line in zip(whole, whole[1:], strict=False):
        last, words = _words(before).rstrip(INDENT), _words(line)
        joins = verse or not (last.endswith(tuple(ENDING)) or words[:1] in INDENT or _short(last, whole))
        if not joins:
            yield from _stripped(paragraph, current)
            current = line
        elif verse or NAMING.match(words.strip(INDENT)):
            current = [*_strip_spans(current), Span(BREAK), *_strip_spans(line)]
        else:
            latin = last[-1:].isascii() and last[-1:].isalnum() and words[:1].isascii() and words[:1].isalnum()
            current = [*current, *([Span(" ")] if latin else []), *line]
    yield from _stripped(paragraph, current)


def _short(line: str, lines: list[list[Span]]) -> bool:
    """Whether a line ends long before the others do: it was ended on purpose."""
    return len(line) <= 0.6 * max(len(_words(other)) for other in lines)


def _words(spans: list[Span]) -> str:
    return "".join(span.text for span in spans)


def _stripped(paragraph: Paragraph, spans: list[Span]) -> Iterator[Paragraph]:
    kept = _strip_spans(spans)
    if kept:
        yield replace(paragraph, spans=kept)


def _strip_spans(spans: list[Span]) -> list[Span]:
    """Without indent in front and blanks behind; a tab inside the line becomes a space."""
    kept = [replace(span, text=span.text.replace("\t", " ")) for span in spans]
    while kept and not kept[0].text.strip(INDENT):
        kept.pop(0)
    while kept and not kept[-1].text.strip(INDENT):
        kept.pop()
    if kept:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip(INDENT))
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(INDENT))
    return kept


def without_end(paragraph: Paragraph, length: int) -> Paragraph:
    """The paragraph less its last `length` characters."""
    spans = list(paragraph.spans)
    while spans and length > 0:
        last = spans.pop()
        if len(last.text) > length:
            spans.append(replace(last, text=last.text[:-length]))
        length -= len(last.text)
    return replace(paragraph, spans=_strip_spans(spans))


def usual_size(blocks: list[Block]) -> float:
    """The size of most of the text, in points."""
    sizes: dict[float, int] = {}
    for block in blocks:
        if isinstance(block, Paragraph):
            sizes[block.size] = sizes.get(block.size, 0) + len(block.text)
    return max(sizes, key=lambda size: sizes[size]) if sizes else 0
