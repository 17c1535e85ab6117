"""The text of one article in Word, every paragraph and character in a style named for layout."""

from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from magazine.exports.docx import HEI, KAI, SONG, fonts, without_clock
from magazine.exports.handoff.paragraphs import CHARACTER_STYLES, INDENTED, PARAGRAPH_STYLES, Paragraph
from magazine.exports.handoff.pieces import Copy

# Style → face and size in points; what is not named here is set as 正文.
FACES = {
    "栏题": (HEI, 10.5), "肩题": (KAI, 14), "标题": (HEI, 20), "副题": (KAI, 14), "署名": (KAI, 12), "单位": (KAI, 10.5),
    "导语": (KAI, 12), "小标题一": (HEI, 14), "小标题二": (HEI, 12), "小标题三": (HEI, 11), "引文": (KAI, 11),
    "大事日期": (HEI, 11), "之声引语": (KAI, 12), "之声人物": (SONG, 10.5), "表题": (HEI, 10.5), "表格": (SONG, 9),
    "图位": (HEI, 10.5), "图说": (KAI, 10), "注释": (SONG, 9), "基金说明": (SONG, 9), "摘编来源": (KAI, 9),
}  # fmt: skip
CENTRED = {"肩题", "标题", "副题", "署名", "单位", "表题", "图位"}


def write(copy: Copy, text: list[Paragraph]) -> bytes:
    """The paragraphs `text` of `copy`; the same bytes for the same text."""
    document = Document()
    _styles(document)
    properties = document.core_properties
    properties.title, properties.author, properties.language = copy.title, "", "zh-CN"
    properties.subject, properties.comments = copy.standing, ""
    properties.created = properties.modified = datetime(copy.slot.issue.year, 1, 1, tzinfo=UTC)
    for paragraph in text:
        target = document.add_paragraph(style=paragraph.style)
        for run in paragraph.runs:
            added = target.add_run(run.text, style=run.style or None)
            fonts(added._element.get_or_add_rPr(), FACES.get(paragraph.style, (SONG, 11))[0])
    buffer = BytesIO()
    document.save(buffer)
    return without_clock(buffer.getvalue())


def _styles(document: WordDocument) -> None:
    normal = document.styles["Normal"]
    fonts(normal.element.get_or_add_rPr(), SONG)
    normal.font.size = Pt(11)
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    defaults.find(qn("w:lang")).set(qn("w:eastAsia"), "zh-CN")
    for name in PARAGRAPH_STYLES:
        face, size = FACES.get(name, (SONG, 11))
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.quick_style = normal, True
        style.font.size = Pt(size)
        fonts(style.element.get_or_add_rPr(), face)
        form = style.paragraph_format
        form.alignment = WD_ALIGN_PARAGRAPH.CENTER if name in CENTRED else None
        form.first_line_indent = Pt(2 * size) if name in INDENTED else None
    for name in CHARACTER_STYLES:
        style = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        style.quick_style = True
        style.font.bold = True if name == "加粗" else None
        style.font.superscript = True if name == "上标" else None
        style.font.subscript = True if name == "下标" else None
        if name == "着重":
            mark = style.element.get_or_add_rPr().makeelement(qn("w:em"), {qn("w:val"): "underDot"})
            style.element.get_or_add_rPr().append(mark)
