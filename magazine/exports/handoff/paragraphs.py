"""The text of one article as paragraphs with the names of their styles: what Word and the page maker both read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from articles.models import Release
from magazine.exports.handoff.pieces import Picture
from magazine.exports.markup import Node, Piece, read, words
from magazine.site.dates import dated

HEADS = {"h2": "小标题一", "h3": "小标题二", "h4": "小标题三"}
MARKS = {"strong": "加粗", "em": "着重", "sup": "上标", "sub": "下标"}
# Every paragraph style in the order of a page, and every character style: both formats define them all, so that one
# set of styles in the page maker serves every article.
PARAGRAPH_STYLES = (
    "栏题", "肩题", "标题", "副题", "署名", "单位", "导语", "小标题一", "小标题二", "小标题三", "正文", "引文", "列表",
    "大事日期", "大事条目", "之声引语", "之声人物", "表题", "表格", "图位", "图说", "注释", "基金说明", "摘编来源",
)  # fmt: skip
# Styles whose first line begins two characters in.
INDENTED = {"正文", "导语", "引文", "大事条目", "之声引语"}
CHARACTER_STYLES = (*MARKS.values(), "图片署名")


@dataclass(frozen=True)
class Run:
    """Words in one character style; an empty style is the paragraph's own."""

    text: str
    style: str = ""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. A row of a table has its cells apart by tabs and bears the style 表格."""

    style: str
    runs: tuple[Run, ...] = field(default=())

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def paragraphs(release: Release, held: Sequence[Picture] = ()) -> Iterator[Paragraph]:
    """`release` from its rubric to where it was taken from, in printed order, with places for the pictures `held`."""
    pictures = {picture.id: picture for picture in held}
    yield from _head(release)
    placed: set[int] = set()
    for block in read(release.body_html):
        yield from _block(block, pictures, placed)
    for event in release.events:
        yield _plain("大事日期", _day(event))
        yield from (_plain("大事条目", line) for line in event["text"].splitlines() if line.strip())
        yield from _places([photo["id"] for photo in event["photos"]], pictures, placed)
    for voice in release.voices:
        yield from (_plain("之声引语", line) for line in voice["text"].splitlines() if line.strip())
        who = "　".join(filter(None, [voice["speaker"], voice["speaker_title"], voice["source"]]))
        yield from _some("之声人物", who)
    yield from _places(list(pictures), pictures, placed)
    yield from (_plain("注释", line) for line in release.notes)
    yield from _some("基金说明", release.funding_note)
    yield from _some("摘编来源", release.source and f"摘编自{release.source}")


def _head(release: Release) -> Iterator[Paragraph]:
    people = list(release.bylines.all())
    names = "　".join(line.name if line.role == "文" else f"{line.name}（{line.role}）" for line in people)
    units = list(dict.fromkeys(line.affiliation for line in people if line.affiliation))
    yield from _some("栏题", release.rubric)
    yield from _some("肩题", release.kicker)
    yield _plain("标题", release.title)
    yield from _some("副题", release.subtitle)
    yield from _some("署名", names)
    yield from _some("单位", "；".join(units))
    yield from (_plain("导语", line.strip()) for line in release.lead.splitlines() if line.strip())


def _day(event: dict) -> str:
    day = dated(event)
    return f"{day.month.year}年{day.month.month}月{day.first_words}" + (f"—{day.last_words}" if day.last else "")


def _block(block: Node, pictures: dict[int, Picture], placed: set[int], style: str = "正文") -> Iterator[Paragraph]:
    if block.tag == "figure":
        yield from _places([int(block.attributes["data-photo"])], pictures, placed)
    elif block.tag in ("blockquote", "ul", "ol"):
        yield from _nested(block, pictures, placed)
    elif block.tag == "table":
        yield from _table(block)
    elif block.tag != "hr":
        yield Paragraph(HEADS.get(block.tag, style), tuple(_runs(block.children)))


def _nested(block: Node, pictures: dict[int, Picture], placed: set[int]) -> Iterator[Paragraph]:
    start = int(block.attributes.get("start", "1"))
    for number, child in enumerate(block.children, start=start):
        assert isinstance(child, Node)  # noqa: S101  (read() makes blocks of blocks and lists of items)
        if block.tag == "blockquote":
            yield from _block(child, pictures, placed, "引文")
            continue
        mark = f"{number}." if block.tag == "ol" else "·"
        held = [part for part in child.children if isinstance(part, Node) and part.tag in ("p", "ul", "ol", "table")]
        if not held:
            yield Paragraph("列表", (Run(mark), *_runs(child.children)))
        for place, part in enumerate(held):
            inner = list(_block(part, pictures, placed, "列表"))
            if place == 0 and inner:
                inner[0] = Paragraph(inner[0].style, (Run(mark), *inner[0].runs))
            yield from inner


def _table(table: Node) -> Iterator[Paragraph]:
    for part in table.children:
        assert isinstance(part, Node)  # noqa: S101
        if part.tag == "caption":
            yield Paragraph("表题", tuple(_runs(part.children)))
            continue
        for row in part.children:
            assert isinstance(row, Node)  # noqa: S101
            cells = [" ".join(words([cell]).split()) for cell in row.children]
            yield _plain("表格", "\t".join(cells))


def _places(ids: list[int], pictures: dict[int, Picture], placed: set[int]) -> Iterator[Paragraph]:
    """Where pictures stand, each once, with caption and credit below."""
    for number in ids:
        picture = pictures.get(number)
        if picture is None or number in placed:
            continue
        placed.add(number)
        yield _plain("图位", f"【图{picture.number:02d}】")
        runs = [Run(picture.caption)] if picture.caption else []
        if picture.credit:
            runs += [Run("　")] if runs else []
            runs.append(Run(picture.credit, "图片署名"))
        if runs:
            yield Paragraph("图说", tuple(runs))


def _runs(pieces: Iterable[Piece], style: str = "") -> Iterator[Run]:
    """Words with the innermost mark they bear; a line end inside a paragraph stays one."""
    for piece in pieces:
        if isinstance(piece, str):
            text = " ".join(piece.replace("\n", " ").split(" "))
            if text:
                yield Run(text, style)
        elif piece.tag == "br":
            yield Run("\n", style)
        else:
            yield from _runs(piece.children, MARKS.get(piece.tag, style))


def _plain(style: str, text: str) -> Paragraph:
    return Paragraph(style, (Run(" ".join(text.split(" "))),))


def _some(style: str, text: str) -> Iterator[Paragraph]:
    if text.strip():
        yield _plain(style, text.strip())
