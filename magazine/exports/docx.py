"""The contents as a Word document made of styles that an editor can restyle, with leaders up to the page number."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from magazine.contents import Contents
from magazine.exports.page import Entry, Page, page
from magazine.exports.style import USUAL, Stamp, Style
from magazine.indexes import Index

SONG, HEI, KAI, LATIN = "宋体", "黑体", "楷体", "Times New Roman"
RED = RGBColor(0x9E, 0x1B, 0x1B)
GREY = RGBColor(0x66, 0x66, 0x66)
TEXT_WIDTH = Cm(21 - 2 * 2.6)
# What the longest folio takes: four digits in an issue, `11·123` or `2024·11·123` in an index.
FOLIO_WIDTH = {"short": Cm(1.3), "long": Cm(2.4)}
LEVELS = ("目录条目", "目录条目二级", "目录条目三级")


def write(found: Contents | Index, style: Style = USUAL, stamp: Stamp | None = None) -> bytes:
    """A4, one page style, paragraph styles 目录… and character styles 目录作者, 目录英文, 目录页码; the same bytes for
    the same contents. The stamp stands in the properties of the document.
    """
    head = page(found, style)
    span = found.span if isinstance(found, Index) else found
    document = Document()
    _set_page(document, head, span.year, stamp)
    _set_styles(document, head)
    _write_page(document, head)
    if head.english:
        _write_page(document, head.english).paragraph_format.page_break_before = True
    buffer = BytesIO()
    document.save(buffer)
    return without_clock(buffer.getvalue())


def _write_page(document: WordDocument, head: Page) -> Paragraph:
    """The page at the end of `document`; gives its first paragraph."""
    first = _paragraph(document, "目录标题", head.head, HEI)
    _paragraph(document, "目录刊期", head.imprint, SONG)
    if head.theme:
        _paragraph(document, "目录刊期", head.theme, SONG)
    for group in head.groups:
        section = _paragraph(document, "目录栏目", group.heading, HEI)
        if group.heading_en:
            section.add_run("　")
            section.add_run(group.heading_en, style="目录英文")
        for rubric in group.rubrics:
            if rubric.name:
                paragraph = _paragraph(document, "目录栏题", rubric.name, HEI)
                if rubric.level:
                    paragraph.paragraph_format.left_indent = Cm(0.75 * rubric.level)
            for entry in rubric.entries:
                _entry(document, entry, head.style)
    return first


def _entry(document: WordDocument, entry: Entry, style: Style) -> None:
    paragraph = document.add_paragraph(style=LEVELS[entry.level])
    if style.page_first:
        _face(paragraph.add_run(entry.folio, style="目录页码"), SONG)
        paragraph.add_run("\t")
    _face(paragraph.add_run(entry.title), SONG)
    if entry.people:
        paragraph.add_run("　")
        _face(paragraph.add_run(style.separator.join(entry.people), style="目录作者"), KAI)
    if entry.folio and not style.page_first:
        paragraph.add_run("\t")
        _face(paragraph.add_run(entry.folio, style="目录页码"), SONG)


def _paragraph(document: WordDocument, style: str, text: str, face: str) -> Paragraph:
    paragraph = document.add_paragraph(style=style)
    if text:
        _face(paragraph.add_run(text), face)
    return paragraph


def _set_page(document: WordDocument, head: Page, year: int, stamp: Stamp | None) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.6)
    section.top_margin = section.bottom_margin = Cm(2.5)
    properties = document.core_properties
    properties.title, properties.author, properties.language = head.name, head.magazine, "zh-CN"
    properties.last_modified_by = stamp.person if stamp else head.magazine
    properties.comments = stamp.sentence if stamp else ""
    properties.created = properties.modified = stamp.at.astimezone(UTC) if stamp else datetime(year, 1, 1, tzinfo=UTC)


def _set_styles(document: WordDocument, head: Page) -> None:
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    fonts(defaults, SONG)
    defaults.find(qn("w:lang")).set(qn("w:eastAsia"), "zh-CN")
    normal = document.styles["Normal"]
    fonts(normal.element.get_or_add_rPr(), SONG)
    normal.font.size = Pt(11)
    _style(document, "目录标题", HEI, 22, after=8, centred=True)
    _style(document, "目录刊期", SONG, 11, after=4, centred=True)
    section = _style(document, "目录栏目", HEI, 13, before=9, after=2, keep=True)
    section.font.color.rgb = RED
    _style(document, "目录栏题", HEI, 11, before=3, after=1, keep=True)
    for level, name in enumerate(LEVELS):
        form = _style(document, name, SONG, 11, after=1).paragraph_format
        form.line_spacing = Pt(18)
        folio = FOLIO_WIDTH[head.folios]
        if head.style.page_first:
            form.left_indent, form.first_line_indent = Length(Cm(0.75 * level) + folio), -folio
            form.tab_stops.add_tab_stop(Length(Cm(0.75 * level) + folio), WD_TAB_ALIGNMENT.LEFT)
            continue
        # The first line begins at the level, the following ones one character in; the text stops before the folio.
        form.left_indent, form.first_line_indent = Length(Cm(0.75 * level) + Pt(11)), -Pt(11)
        form.right_indent = folio
        form.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    for name, face in (("目录作者", KAI), ("目录英文", SONG), ("目录页码", SONG)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        fonts(style.element.get_or_add_rPr(), face)
        style.quick_style = True
        if name == "目录英文":
            style.font.size, style.font.color.rgb = Pt(9), GREY


def _style(document: WordDocument, name: str, face: str, size: int, before=0, after=0, centred=False, keep=False):
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    style.font.size = Pt(size)
    fonts(style.element.get_or_add_rPr(), face)
    form = style.paragraph_format
    form.space_before, form.space_after, form.keep_with_next = Pt(before), Pt(after), keep
    form.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    return style


def _face(run: Run, face: str) -> None:
    """Word takes its own face for Han unless the run itself names one."""
    fonts(run._element.get_or_add_rPr(), face)


def fonts(properties, face: str) -> None:
    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()
    for script, name in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", face), ("cs", LATIN)):
        fonts.set(qn(f"w:{script}"), name)
    fonts.set(qn("w:hint"), "eastAsia")


def without_clock(package: bytes) -> bytes:
    """The same package with every file dated 1980, so that equal contents give equal bytes."""
    buffer = BytesIO()
    with ZipFile(BytesIO(package)) as source, ZipFile(buffer, "w", ZIP_DEFLATED) as target:
        for entry in source.infolist():
            fixed = ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            fixed.compress_type, fixed.external_attr = ZIP_DEFLATED, 0o600 << 16
            target.writestr(fixed, source.read(entry))
    return buffer.getvalue()
