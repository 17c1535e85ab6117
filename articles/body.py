"""Body HTML: poor on purpose. What may stand in it, the photos in it, and how it reads as plain text."""

import html as entities
import re

import nh3

TAGS = {
    "p", "h2", "h3", "h4", "blockquote", "ul", "ol", "li", "strong", "em", "sup", "sub", "br", "hr", "a",
    "figure", "figcaption", "table", "caption", "thead", "tbody", "tr", "th", "td", "ruby", "rt", "rp",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title"},
    "figure": {"data-photo"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
}
PHOTO_ID = re.compile(r"[1-9][0-9]{0,8}")
SMALL_NUMBER = re.compile(r"[1-9][0-9]{0,2}")
PHOTO_FIGURE = re.compile(r'<figure data-photo="([1-9][0-9]{0,8})">.*?</figure>', re.DOTALL)
PHOTO_IN_PARAGRAPH = re.compile(r'<p>\s*(<figure data-photo="\d+"></figure>)\s*</p>')
INDENT = re.compile(r"(<(?:p|li|td|th|h[234]|blockquote)>)(?:[\s\u3000\u00a0]|&nbsp;)+")
EMPTY_PARAGRAPH = re.compile(r"<p>(?:[\s\u3000]|&nbsp;|<br>)*</p>\s*")
# White space that HTML shows as none: round a block or a break, where every editor writes its own line ends.
IDLE = re.compile(
    r"[ \t\r\n\f]*(</?(?:p|h[234]|blockquote|ul|ol|li|hr|figure|figcaption|table|caption|thead|tbody|tr|th|td)\b[^>]*>)"
    r"[ \t\r\n\f]*|[ \t\r\n\f]*(<br>)[ \t\r\n\f]*"
)
BLANKS = re.compile(r"[ \t\r\n\f]+")
BLOCK_END = re.compile(r"</(?:p|h2|h3|h4|blockquote|li|tr|caption|figcaption|figure|table)>|<br>|<hr>")
CELL_END = re.compile(r"</t[dh]>")
# 注音: the reading over a rare character, and the brackets round it for who cannot set it above.
BRACKET = re.compile(r"<rp>[^<]*</rp>")
READING = re.compile(r"<rt>([^<]*)</rt>")
RUBY = re.compile(r"(<ruby>(?:[^<]|<r[tp]>[^<]*</r[tp]>)*</ruby>)")
RUBY_TAG = re.compile(r"</?(?:ruby|rt|rp)>")


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Values that may stand; None drops the attribute."""
    if name == "data-photo":
        return value if PHOTO_ID.fullmatch(value) else None
    if name in ("colspan", "rowspan", "start"):
        return value if SMALL_NUMBER.fullmatch(value) else None
    if name == "scope":
        return value if value in ("row", "col", "rowgroup", "colgroup") else None
    return value


CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    attribute_filter=_attribute,
    clean_content_tags={"script", "style", "iframe", "noscript", "template", "object", "svg", "math"},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="noopener",
    strip_comments=True,
)


def _pass(text: str) -> str:
    text = PHOTO_FIGURE.sub(r'<figure data-photo="\1"></figure>', CLEANER.clean(text))
    # A photo wrapped in a paragraph would be torn out of it by every browser.
    text = PHOTO_IN_PARAGRAPH.sub(r"\1", text)
    # Readings over plain characters stay; whatever else is called so keeps its words alone.
    text = "".join(part if RUBY.fullmatch(part) else RUBY_TAG.sub("", part) for part in RUBY.split(text))
    text = INDENT.sub(r"\1", text)
    text = CLEANER.clean(EMPTY_PARAGRAPH.sub("", text)).strip()
    return IDLE.sub(r"\1\2", BLANKS.sub(" ", text))


def clean(html: str) -> str:
    """`html` with nothing left but the allow-list, whatever the door it came through.

    Full-width indents and blank paragraphs go: the indent is CSS. So does white space that nobody sees, so that a text
    which went through an editor unchanged is the same text. A photo's figure is emptied, since its picture,
    caption and credit are written elsewhere, once. Stable: clean(clean(x)) == clean(x).
    """
    text = (html or "").replace("\x00", "")
    for _ in range(8):
        cleaned = _pass(text)
        if cleaned == text:
            break
        text = cleaned
    return text


def photo_ids(html: str) -> list[int]:
    """The ids of the photos placed in the body, in order, each once."""
    return list(dict.fromkeys(int(m.group(1)) for m in PHOTO_FIGURE.finditer(html or "")))


def bracketed(html: str) -> str:
    """`html` with each 注音 as words behind its characters: 龘（dá）. For whatever cannot set it above them."""
    return RUBY_TAG.sub(
        "", READING.sub(lambda found: f"（{found[1]}）" if found[1].strip() else "", BRACKET.sub("", html))
    )


def plain_text(html: str) -> str:
    """The words of the body, one block a line, table cells separated by a tab, no markup. 注音 is none of its words: it
    counts as nothing, and must not stand between two characters that are searched for together."""
    html = READING.sub("", BRACKET.sub("", html or ""))
    text = CELL_END.sub("\t", html or "")
    text = BLOCK_END.sub("\n", text)
    text = entities.unescape(re.sub(r"<[^>]+>", "", text))
    lines = (re.sub(r"[ \u00a0]+", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
