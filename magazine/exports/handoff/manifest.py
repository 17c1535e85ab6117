"""What lies in the package: the list of articles and pictures as a workbook, captions and a page of words as text."""

from collections import Counter
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils import timezone

from magazine.exports.handoff.originals import original_place
from magazine.exports.handoff.pieces import Copy
from magazine.exports.xlsx import OPTIONS
from magazine.models import Issue, Magazine
from media.models import Photo

ARTICLES = ("次序", "栏目", "标题", "作者", "起页", "止页", "计划字数", "字数", "图片", "文本", "文件夹")
PICTURES = (
    "次序", "标题", "图号", "文件", "图说", "图片署名", "宽（像素）", "高（像素）", "计划宽（毫米）",
    "300点最宽（毫米）", "要处理的",
)  # fmt: skip
WIDTHS = {"标题": 44, "作者": 26, "图说": 44, "图片署名": 22, "要处理的": 60, "文件夹": 50, "文本": 18, "栏目": 12}


def cover_file(cover: Photo) -> str:
    """The name of the cover's original in the package."""
    return f"00-封面/封面{original_place(cover)[1]}"


def workbook(issue: Issue, found: list[Copy], cover: Photo | None) -> bytes:
    """Two sheets, 稿件 and 图片; typed columns, frozen heads, text that stays text; what is wrong stands in red."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, OPTIONS)
    book.set_properties({"title": f"{issue}排版清单", "created": datetime(issue.year, 1, 1, tzinfo=UTC)})
    articles = [_article(copy) for copy in found]
    pictures = [row for copy in found for row in _pictures(copy)]
    if cover is not None:
        pictures.insert(
            0,
            [
                0,
                "封面",
                0,
                cover_file(cover),
                issue.cover_caption,
                cover.credit,
                cover.width,
                cover.height,
                None,
                None,
                "",
            ],
        )
    for name, head, rows in (("稿件", ARTICLES, articles), ("图片", PICTURES, pictures)):
        _sheet(book, name, head, rows)
    book.close()
    return buffer.getvalue()


def _article(copy: Copy) -> list[Any]:
    slot, release = copy.slot, copy.release
    people = "、".join(line.name for line in release.bylines.all()) if release else ""
    return [
        slot.position,
        slot.heading or slot.section.name,
        copy.title,
        people,
        slot.page_from,
        slot.page_to,
        slot.planned_characters,
        release.character_count if release else None,
        len(copy.pictures),
        copy.standing,
        copy.folder,
    ]


def _pictures(copy: Copy) -> list[list[Any]]:
    return [
        [
            copy.slot.position,
            copy.title,
            picture.number,
            picture.file,
            picture.caption,
            picture.credit,
            picture.width or None,
            picture.height or None,
            picture.planned,
            picture.largest if picture.file else None,
            picture.warning,
        ]
        for picture in copy.pictures
    ]


def _sheet(book: xlsxwriter.Workbook, name: str, head: tuple[str, ...], rows: list[list[Any]]) -> None:
    font = {"font_name": "宋体", "font_size": 11, "valign": "top"}
    text = book.add_format(font | {"text_wrap": True, "num_format": "@"})
    red = book.add_format(font | {"text_wrap": True, "num_format": "@", "font_color": "#B00020"})
    number = book.add_format(font | {"num_format": "0"})
    bold = book.add_format({"font_name": "黑体", "font_size": 11, "bottom": 1, "bg_color": "#EEEEEE"})
    sheet = book.add_worksheet(name)
    for place, title in enumerate(head):
        sheet.set_column(place, place, WIDTHS.get(title, 10))
        sheet.write_string(0, place, title, bold)
        wrong = title in ("要处理的", "文本")
        for row, cells in enumerate(rows, start=1):
            cell = cells[place]
            if isinstance(cell, int):
                sheet.write_number(row, place, cell, number)
            elif cell:
                sheet.write_string(row, place, cell, red if wrong and cell != "定稿" else text)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(head) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def captions(copy: Copy) -> str:
    """One picture a line: number, caption, credit, and what must be done about it. Lines end as Windows ends them."""
    lines = []
    for picture in copy.pictures:
        line = "　".join(filter(None, [f"图{picture.number:02d}", picture.caption, picture.credit]))
        lines.append(f"{line}　【{picture.warning}】" if picture.warning else line)
    return "\r\n".join([*lines, ""])


def readme(issue: Issue, found: list[Copy], at: datetime) -> str:
    """What the package is, what is in each folder, and what is still missing."""
    standing = Counter(copy.standing for copy in found)
    open_copies = [f"　　{copy.slot.position:02d}　{copy.title}：{copy.standing}" for copy in found if not copy.final]
    warnings = [
        f"　　{copy.slot.position:02d}　{copy.title}　图{picture.number:02d}：{picture.warning}"
        for copy in found
        for picture in copy.pictures
        if picture.warning
    ]
    lines = [
        f"《{Magazine.current().name}》{issue}　排版交付",
        f"{timezone.localtime(at):%Y年%-m月%-d日 %H:%M}打包，共{len(found)}条："
        + "、".join(f"{name}{count}条" for name, count in standing.items())
        + "。",
        "",
        "每条一个文件夹，按目录次序编号：",
        "　　正文.docx　　　　　段落和字符都套了样式，样式名与下面的标记相同。",
        "　　正文-排版标记.txt　InDesign标记文本，用“文件—置入”，样式自动对应。",
        "　　图01、图02……　　　原图，与正文里的【图01】【图02】对应。",
        "　　图说.txt　　　　　　图说和图片署名。",
        "00-清单.xlsx列出全部稿件、图片尺寸和要处理的事。",
        "",
        "还不是定稿的，版样可以先排，付印前要换成定稿：" if open_copies else "全部是定稿。",
        *open_copies,
        "",
        "图片要处理的：" if warnings else "图片没有要处理的。",
        *warnings,
    ]
    return "\r\n".join([*lines, ""])
