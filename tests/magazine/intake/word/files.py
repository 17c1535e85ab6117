"""Word files as they come: by python-docx where a program wrote them, as raw XML in a zip where it must be exact."""

import zipfile
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from tests.builders import picture_bytes

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PROSE = "清晨六点，云江机械厂的班前会准时开始，班组长先问安全，再分派当天的活计，工人们围着图纸一条一条地核对。"
MORE = "到了傍晚，夜校的灯又亮了起来，二十多名青年工人坐在教室里，跟着老师傅学看图、学测量，谁也不愿意先走。"


def zipped(members: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def members_of(data: bytes) -> dict[str, str]:
    """The members of a zip as text."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def relationships(*items: tuple[str, str, str], external: tuple[str, ...] = ()) -> str:
    lines = ""
    for key, kind, target in items:
        mode = ' TargetMode="External"' if key in external else ""
        lines += f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'
    )


def raw(body: str, parts: dict[str, Any] | None = None, links: str = "", head: str = "") -> bytes:
    """A Word file whose document has this body; `parts` are further members, `links` its relationships."""
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return zipped(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": relationships(("rId1", "officeDocument", "word/document.xml")),
            "word/document.xml": f"{head}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": links or relationships(),
            **(parts or {}),
        }
    )


def p(*pieces: str, style: str = "", properties: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    runs = "".join(piece if piece.startswith("<") else run(piece) for piece in pieces)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{runs}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def image(key: str = "rIdA", link: bool = False) -> str:
    return (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="图片1"/><a:graphic><a:graphicData uri="x"><pic:pic><pic:blipFill>'
        f'<a:blip r:{"link" if link else "embed"}="{key}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def written(*lines: Any, styles: bool = False) -> bytes:
    """A file that a program writes: each line a text, or (text, {style, bold, size, centre}), or bytes of a picture,
    or a list of rows of a table."""
    document = Document()
    for line in lines:
        text, look = line if isinstance(line, tuple) else (line, {})
        if isinstance(text, bytes):
            document.add_picture(BytesIO(text))
        elif isinstance(text, list):
            table = document.add_table(len(text), len(text[0]))
            for row, cells in enumerate(text):
                for column, words in enumerate(cells):
                    table.cell(row, column).text = words
        else:
            paragraph = document.add_paragraph(style=look.get("style"))
            piece = paragraph.add_run(text)
            piece.bold = look.get("bold")
            if "size" in look:
                piece.font.size = Pt(look["size"])
            if look.get("centre"):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def colour(number: int) -> bytes:
    """A picture file unlike the others."""
    return picture_bytes(320, 200, (20 * number % 255, 80, 160))
