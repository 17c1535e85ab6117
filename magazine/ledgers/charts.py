"""A table of counts as a picture for a report: horizontal bars with Chinese labels, as SVG and PNG."""

import re
from collections.abc import Sequence
from html import escape
from io import BytesIO

import pypdfium2

from magazine.exports.pdf import printed

WIDTH, ROW, TOP, BOTTOM = 960, 34, 92, 46
LABEL, VALUE, MARGIN = 250, 120, 24
FACES = "'Source Han Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif"
INK, GREY, BAR = "#1f2328", "#5f6670", "#9e1b1b"
SIZE = re.compile(r'width="(?P<w>[0-9]+)" height="(?P<h>[0-9]+)"')
# Full-width characters that fit the column of labels at its size.
LABEL_CHARACTERS = 14


def bars(title: str, unit: str, rows: Sequence[tuple[str, int]], note: str = "") -> str:
    """An SVG document of WIDTH pixels: one bar a row of (label, value ≥ 0), in the order given, each with its value and
    `unit`; `title` on top, `note` (how it was counted) at the foot. A long label is cut with an ellipsis, its whole
    stays in the row's title.
    """
    height = TOP + ROW * len(rows) + BOTTOM
    greatest = max((value for _label, value in rows), default=0) or 1
    room = WIDTH - LABEL - VALUE - 2 * MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'role="img" aria-label="{escape(title)}" font-family="{FACES}">',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<text x="{MARGIN}" y="46" font-size="24" font-weight="bold" fill="{INK}">{escape(title)}</text>',
    ]
    for place, (label, value) in enumerate(rows):
        middle = TOP + ROW * place + ROW / 2
        length = room * value / greatest
        parts += [
            f"<g><title>{escape(label)}：{value:,}{escape(unit)}</title>",
            _text(MARGIN + LABEL - 14, middle, escape(_cut(label)), INK, "end"),
            f'<rect x="{MARGIN + LABEL}" y="{middle - 9:g}" width="{length:.1f}" height="18" fill="{BAR}"/>',
            _text(MARGIN + LABEL + length + 10, middle, f"{value:,}{escape(unit)}", GREY, "start"),
            "</g>",
        ]
    axis = f'<path d="M{MARGIN + LABEL} {TOP - 6}V{TOP + ROW * len(rows) + 2}" stroke="{GREY}" stroke-width="1"/>'
    foot = f'<text x="{MARGIN}" y="{height - 16}" font-size="13" fill="{GREY}">{escape(note)}</text>'
    return "".join([*parts, axis, foot if note else "", "</svg>"])


def _text(x: float, middle: float, words: str, colour: str, anchor: str) -> str:
    # A third of the size below the middle: not every renderer knows dominant-baseline.
    place = f'x="{x:.1f}" y="{middle + 5.5:g}" text-anchor="{anchor}"'
    return f'<text {place} font-size="16" fill="{colour}">{words}</text>'


def _cut(label: str) -> str:
    return label if len(label) <= LABEL_CHARACTERS else f"{label[: LABEL_CHARACTERS - 1]}…"


def png(drawing: str, scale: int = 2) -> bytes:
    """`drawing` (an SVG of `bars`) as PNG, `scale` times its size in pixels, for programs that take no SVG. Raises
    Unprintable where this machine cannot make PDF, which it is drawn through.
    """
    size = SIZE.search(drawing)
    assert size is not None  # noqa: S101  (bars() writes it)
    page = f"<style>@page{{size:{size['w']}px {size['h']}px;margin:0}}body{{margin:0}}svg{{display:block}}</style>{drawing}"
    document = pypdfium2.PdfDocument(printed(page))
    try:
        # A CSS pixel is 0.75 points, and pypdfium2's scale counts points.
        picture = document[0].render(scale=scale / 0.75).to_pil()
    finally:
        document.close()
    buffer = BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
