"""One released article as a WeChat official account takes it: a title, an author, a digest, and HTML that survives
being pasted into its editor: inline styles only, sizes in px, no class, id, script or position.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from django.utils.translation import gettext as _

from articles.body import photo_ids
from articles.models import Release
from articles.states import Layout
from magazine.exports.markup import Node, Piece, paragraphs, read, words, write
from magazine.exports.wechat_styles import STYLES
from magazine.models import Issue, Slot
from magazine.site.dates import dated
from magazine.site.rows import Row, first_paragraph, names, shortened
from magazine.templatetags.reading import linked_notes, numbered_notes
from media.renditions import FALLBACK, rendition_url

# What the draft interface of official accounts takes; characters of the text, bytes of the HTML.
TITLE, AUTHOR, DIGEST, CHARACTERS, BYTES = 32, 16, 128, 20_000, 1_000_000
# More columns than this cannot be read on a phone.
COLUMNS = 4


@dataclass(frozen=True)
class Upload:
    """A picture to be uploaded by hand, `number` from 1 in the order of the text; `url` is empty while it is awaited."""

    number: int
    url: str
    caption: str
    credit: str


@dataclass(frozen=True)
class Message:
    """What goes into the editor, and as sentences what it will not take."""

    title: str
    author: str
    digest: str
    html: str
    photos: tuple[Upload, ...]
    problems: tuple[str, ...]


def message(release: Release, magazine: str, slot: Slot | None, absolute: Callable[[str], str] = str) -> Message:
    """The release as a message. `slot` is its place in an issue, if it has one; `absolute` makes whole addresses."""
    author = names(list(release.bylines.all()))
    tree, writer = composed(release, magazine, slot, absolute)
    title = release.full_title if len(release.full_title) <= TITLE else release.title
    digest = shortened(first_paragraph(release.lead or release.plain_text), DIGEST)
    html = write([tree], void=">")
    problems = [*limits(title, author, digest, words([tree]), html), *writer.problems]
    return Message(title, author, digest, html, tuple(writer.photos), tuple(problems))


def composed(
    release: Release, magazine: str, slot: Slot | None, absolute: Callable[[str], str], first: int = 1
) -> "tuple[Node, _Writer]":
    """The message of `release` as a tree, with the writer that knows its pictures, numbered from `first`, and problems."""
    bylines = list(release.bylines.all())
    units = list(dict.fromkeys(line.affiliation for line in bylines if line.affiliation))
    writer = _Writer(release, absolute, first)
    return writer.article(names(bylines), units, _origin(magazine, slot)), writer


def preview(found: Any) -> str:
    """A page that shows a message (anything with `title` and `html`) as a phone does, with nothing on it of its own."""
    return (
        '<!DOCTYPE html><html lang="zh-Hans"><head><meta charset="utf-8"><meta name="color-scheme" content="light">'
        f'</head><body style="margin:16px"><h1 style="font-size:22px;line-height:31px">{escape(found.title)}</h1>'
        f"{found.html}</body></html>"
    )


def limits(title: str, author: str, digest: str, text: str, html: str) -> list[str]:
    """A sentence for each limit of the editor that is not kept."""
    found = []
    count = len("".join(text.split()))
    if len(title) > TITLE:
        found.append(
            _("标题有{count}字，公众号最多{most}字，在公众号里另拟一个短题。").format(count=len(title), most=TITLE)
        )
    if len(author) > AUTHOR:
        found.append(
            _("作者栏有{count}字，公众号最多{most}字，只填前几位；正文里有全部署名。").format(
                count=len(author), most=AUTHOR
            )
        )
    if len(digest) > DIGEST:
        found.append(_("摘要有{count}字，公众号最多{most}字，删短后再填。").format(count=len(digest), most=DIGEST))
    if count >= CHARACTERS:
        found.append(_("正文有{count}字，公众号要少于{most}字，分成几条发。").format(count=count, most=CHARACTERS))
    if len(html.encode()) >= BYTES:
        found.append(_("正文连同格式超过1兆字节，公众号不收，分成几条发。"))
    return found


def _origin(magazine: str, slot: Slot | None) -> str:
    """`原载《云江工运》2024年第11期第4—5页`."""
    if slot is None:
        return ""
    issue: Issue = slot.issue
    pages = Row(slot).pages
    return f"原载《{magazine}》{issue}" + (f"第{pages}页" if pages else "")


def styled(tag: str, style: str, children: Sequence[Piece], **attributes: str) -> Node:
    return Node(tag, {"style": STYLES[style], **attributes}, children)


class _Writer:
    """Writes one release; numbers its pictures and outside addresses, and notes what the editor will not take."""

    def __init__(self, release: Release, absolute: Callable[[str], str], first: int = 1) -> None:
        self.release = release
        self.first = first
        self.absolute = absolute
        self.waiting = {photo["id"]: photo for photo in release.photos}
        self.photos: list[Upload] = []
        self.addresses: list[str] = []
        self.problems: list[str] = []

    def article(self, author: str, units: list[str], origin: str) -> Node:
        """The whole message as one section."""
        release = self.release
        pieces: list[Piece] = [
            *self.head(author),
            *(styled("p", "lead", line.children) for line in paragraphs(release.lead)),
            *([self.photo(photo) for photo in self.left()] if release.layout == Layout.PHOTO_ESSAY else []),
            *self.blocks(read(linked_notes(release.body_html, set(numbered_notes(release.notes))))),
            *self.events(),
            *self.voices(),
            *[self.photo(photo) for photo in self.left()],
            *self.end(units, origin),
        ]
        return styled("section", "message", pieces)

    def head(self, author: str) -> list[Node]:
        release = self.release
        pieces = [styled("p", "rubric", [styled("span", "label", [release.rubric])])] if release.rubric else []
        pieces += [styled("p", "kicker", [release.kicker])] if release.kicker else []
        pieces += [styled("p", "subtitle", [f"——{release.subtitle}"])] if release.subtitle else []
        pieces += [styled("p", "byline", [author])] if author else []
        pieces += [styled("p", "byline", [f"摘编自{release.source}"])] if release.source else []
        return pieces

    def blocks(self, blocks: Iterable[Any], style: str = "text") -> list[Node]:
        pieces: list[Node] = []
        for block in blocks:
            pieces += self.block(block, style)
        return pieces

    def block(self, block: Node, style: str) -> list[Node]:
        if block.tag in ("h2", "h3", "h4"):
            return [styled("p", block.tag, [Node("strong", {}, self.line(block.children))])]
        if block.tag == "hr":
            return [styled("section", "rule", [Node("br")])]
        if block.tag == "blockquote":
            return [styled("blockquote", "quote", self.blocks(block.children, "quoted"))]
        if block.tag in ("ul", "ol"):
            return self.items(block)
        if block.tag == "table":
            return self.table(block)
        if block.tag == "figure":
            photo = self.waiting.pop(int(block.attributes["data-photo"]), None)
            return [self.photo(photo)] if photo else []
        return [styled("p", style, self.line(block.children))]

    def line(self, pieces: Iterable[Piece]) -> list[Piece]:
        """Words as the editor takes them: a link to the outside becomes a number that leads to the list at the end."""
        line: list[Piece] = []
        for piece in pieces:
            if isinstance(piece, str):
                line.append(piece)
            elif piece.tag == "a":
                line += self.link(piece)
            else:
                line.append(Node(piece.tag, {}, self.line(piece.children)))
        return line

    def link(self, link: Node) -> list[Piece]:
        held = self.line(link.children)
        if link.attributes.get("class") == "mark":
            return [Node("sup", {}, held)]
        href = link.attributes["href"]
        if words(held) == href:
            return held
        if href not in self.addresses:
            self.addresses.append(href)
        return [*held, Node("sup", {}, [f"[{self.addresses.index(href) + 1}]"])]

    def items(self, block: Node, depth: int = 1) -> list[Node]:
        """List items as paragraphs that bring their own mark: lists inside lists do not survive the editor."""
        pieces: list[Node] = []
        start = int(block.attributes.get("start", "1"))
        style = f"item{min(depth, 3)}"
        for number, item in enumerate(block.children, start=start):
            assert isinstance(item, Node)  # noqa: S101  (read() makes lists of items)
            mark: list[Piece] = [f"{number}." if block.tag == "ol" else "•", "\u2002"]
            for part in self.parts(item):
                if isinstance(part, Node) and part.tag in ("ul", "ol"):
                    pieces += self.items(part, depth + 1)
                elif isinstance(part, Node) and part.tag != "p":
                    pieces += self.block(part, style)
                else:
                    held = part.children if isinstance(part, Node) else [part]
                    pieces.append(styled("p", style, [*mark, *self.line(held)]))
                    mark = []
        return pieces

    def parts(self, holder: Node) -> list[Piece]:
        """What a list item or a cell holds, as blocks; words alone are one paragraph."""
        blocks = {"p", "h2", "h3", "h4", "ul", "ol", "table", "blockquote", "figure", "hr"}
        if any(isinstance(piece, Node) and piece.tag in blocks for piece in holder.children):
            return list(holder.children)
        return [Node("p", {}, holder.children)]

    def table(self, table: Node) -> list[Node]:
        before: list[Node] = []
        rows: list[Piece] = []
        widest = 0
        for part in table.children:
            assert isinstance(part, Node)  # noqa: S101
            if part.tag == "caption":
                before.append(styled("p", "caption", [Node("strong", {}, self.line(part.children))]))
                continue
            for row in part.children:
                assert isinstance(row, Node)  # noqa: S101
                cells = [cell for cell in row.children if isinstance(cell, Node)]
                widest = max(widest, sum(int(cell.attributes.get("colspan", "1")) for cell in cells))
                rows.append(Node("tr", {}, [self.cell(cell) for cell in cells]))
        if widest > COLUMNS:
            name = f"“{words(before)}”" if before else ""
            self.problems.append(
                _("表格{name}有{count}栏，手机上看不清，截成图片再放进去。").format(name=name, count=widest)
            )
        return [*before, styled("table", "table", [Node("tbody", {}, rows)])]

    def cell(self, cell: Node) -> Node:
        kept = {name: value for name, value in cell.attributes.items() if name in ("colspan", "rowspan")}
        held: list[Piece] = []
        for part in self.parts(cell):
            assert isinstance(part, Node)  # noqa: S101
            held += [styled("p", "cell", self.line(part.children))] if part.tag == "p" else self.block(part, "cell")
        return styled("td", "head" if cell.tag == "th" else "data", held, **kept)

    def left(self) -> list[dict[str, Any]]:
        """The pictures that have no place in the text, in order; asked again, none."""
        placed = photo_ids(self.release.body_html)
        return [self.waiting.pop(number) for number in list(self.waiting) if number not in placed]

    def photo(self, photo: dict[str, Any]) -> Node:
        url = ""
        if photo["widths"]:
            url = self.absolute(rendition_url(photo["token"], max(photo["widths"]), FALLBACK.extension))
        upload = Upload(len(self.photos) + self.first, url, photo["caption"], photo["credit"])
        self.photos.append(upload)
        below = "　".join(filter(None, [upload.caption, upload.credit]))
        if url:
            shown = styled("img", "img", [], src=url, alt=photo["alt"])
        else:
            shown = styled("p", "awaited", [f"（图{upload.number}待补）"])
            self.problems.append(_("图{number}还没有图片文件，补上后再发。").format(number=upload.number))
        return styled("section", "photo", [shown, *([styled("p", "caption", [below])] if below else [])])

    def events(self) -> list[Node]:
        pieces: list[Node] = []
        month = None
        for event in self.release.events:
            entry = dated(event)
            if entry.month != month:
                month = entry.month
                pieces.append(styled("p", "h2", [Node("strong", {}, [f"{month.year}年{month.month}月"])]))
            day = entry.first_words + (f"—{entry.last_words}" if entry.last else "")
            pieces.append(styled("p", "day", [Node("strong", {}, [day])]))
            pieces += self.blocks(paragraphs(event["text"]))
            pieces += [self.photo(photo) for photo in event["photos"]]
        return pieces

    def voices(self) -> list[Node]:
        pieces: list[Node] = []
        for voice in self.release.voices:
            who = "　".join(filter(None, [voice["speaker"], voice["speaker_title"], voice["source"]]))
            said: list[Piece] = [*self.blocks(paragraphs(voice["text"]), "quoted")]
            said += [styled("p", "speaker", [f"——{who}"])] if who else []
            pieces.append(styled("blockquote", "quote", said))
        return pieces

    def end(self, units: list[str], origin: str) -> list[Node]:
        """Notes and addresses as plain lists, then units, funding and where it was printed."""
        release = self.release
        notes = [*release.notes, *(f"[{number}] {href}" for number, href in enumerate(self.addresses, start=1))]
        last = [f"作者单位：{'；'.join(units)}" if units else "", f"基金：{release.funding_note}"]
        lines = [last[0], last[1] if release.funding_note else "", origin]
        pieces = [styled("section", "rule", [Node("br")])] if notes else []
        pieces += [styled("p", "note", [line]) for line in notes]
        return pieces + [styled("p", "note", [line]) for line in lines if line]
