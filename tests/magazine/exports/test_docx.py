"""The Word document, read back with python-docx."""

from io import BytesIO

import pytest
from docx import Document
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn

from magazine.exports.docx import write
from tests.magazine.exports.issues import ELEVEN, ISSUES, NESTED, SIXTY, empty, odd, plain, year


def read(contents):
    return Document(BytesIO(write(contents)))


def paragraphs(contents):
    return [(paragraph.style.name, paragraph.text) for paragraph in read(contents).paragraphs]


def test_a_page_reads_in_printed_order_in_its_own_styles():
    assert paragraphs(plain()) == [
        ("目录标题", "目录"),
        ("目录刊期", "云江工运　2024年第11期（总第226期）　2024年11月15日"),
        ("目录刊期", "技能点亮前程"),
        ("目录栏目", "大事"),
        ("目录条目", "10月大事\t1"),
        ("目录栏目", "之声"),
        ("目录条目", "10月之声\t3"),
        ("目录栏目", "关注　TOPIC"),
        ("目录条目", "把课堂搬进班组\t4"),
        ("目录栏题", "经验交流"),
        ("目录条目三级", "云江市总工会：一间会移动的教室　苏晓\t6"),
        ("目录条目三级", "北港区总工会：夜校开到码头\t7"),
        ("目录栏目", "调研　STUDY"),
        ("目录条目", "新就业形态劳动者入会意愿调查——以云江市外卖骑手为例　何川 罗启明（整理）\t8"),
        ("目录栏目", "实践　PRACTICE"),
        ("目录条目", "师傅带徒签“军令状”　陶然 林岚（摄）\t13"),
        ("目录栏目", "镜头"),
        ("目录条目", "光影里的车间　林岚／摄\t15"),
    ]


def test_oddities_come_back_as_they_went_in():
    found = paragraphs(odd())
    assert ("目录条目", f"{SIXTY}\t1") in found
    assert ("目录条目", f"{NESTED}　{' '.join(ELEVEN)}\t12") in found
    assert ("目录条目", "《㐂迎新春》与𠮷祥里的故事　𠮷田㐂\t108") in found
    # Without a page there is no leader either.
    assert ("目录条目", "“我为职工办实事”特别报道") in found
    assert ("目录条目二级", "拟写骑手之家的冬天") in found
    assert ("目录条目", "（标题待定）") in found


@pytest.mark.parametrize("contents", [plain(), year()])
@pytest.mark.parametrize("style", ["目录条目", "目录条目二级", "目录条目三级"])
def test_leaders_run_to_the_margin_and_text_stops_before_the_page(contents, style):
    document = read(contents)
    section = document.sections[0]
    form = document.styles[style].paragraph_format
    (stop,) = form.tab_stops
    assert (stop.alignment, stop.leader) == (WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    margin = section.page_width - section.left_margin - section.right_margin
    assert abs(stop.position - margin) <= 635  # one twip, Word's smallest length
    assert form.right_indent.cm >= 1.2


@pytest.mark.parametrize("name", ISSUES)
def test_every_style_and_every_run_names_its_chinese_face(name):
    document = read(ISSUES[name]())
    styles = [style for style in document.styles if style.name.startswith("目录")]
    assert len(styles) == 10
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs if run.text.strip()]
    faces = {run._element.rPr.rFonts.get(qn("w:eastAsia")) for run in runs if run.style.name != "目录英文"}
    assert faces <= {"宋体", "黑体", "楷体"}
    assert all(style.element.rPr.rFonts.get(qn("w:eastAsia")) in {"宋体", "黑体", "楷体"} for style in styles)


def test_the_page_is_a4_and_says_what_it_is():
    document = read(plain())
    section = document.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    assert document.core_properties.title == "云江工运2024年第11期（总第226期）目录"
    assert document.core_properties.language == "zh-CN"


def test_an_empty_issue_is_a_head():
    assert paragraphs(empty()) == [("目录标题", "目录"), ("目录刊期", "云江工运　2025年第1期")]
