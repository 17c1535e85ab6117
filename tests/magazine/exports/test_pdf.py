"""The contents as PDF, read back with pypdf: order of the text, fonts, properties; and what a bare machine says."""

import re
import sys
from io import BytesIO

import pypdfium2
import pytest
from pypdf import PdfReader

from magazine.exports import pdf
from magazine.exports.page import page
from magazine.exports.style import USUAL, Stamp, Style
from tests.builders import moment
from tests.magazine.exports.issues import ELEVEN, ISSUES, NESTED, SIXTY, empty, odd, plain, whole, year

PAGE_FIRST = Style(word="目次", page_first=True, separator="，", english=True)


def reader(contents, style=USUAL, stamp=None) -> PdfReader:
    return PdfReader(BytesIO(pdf.write(contents, style, stamp)))


def flat(contents, style=USUAL) -> str:
    """All the text, without white space and leaders."""
    text = "".join(sheet.extract_text() for sheet in reader(contents, style).pages)
    return re.sub(r"[\s\u3000]+|(?: ?\.){3,}", "", text)


def words(contents, style=USUAL) -> list[tuple[float, float, str]]:
    """(left, right, text) in points of every run of text, page after page, as PDFium sees it."""
    found = []
    for sheet in pypdfium2.PdfDocument(pdf.write(contents, style)):
        text = sheet.get_textpage()
        for left, low, right, high in (text.get_rect(n) for n in range(text.count_rects())):
            found.append((left, right, text.get_text_bounded(left, low, right, high)))
    return found


def test_text_reads_in_print_order():
    text = flat(plain())
    expected = ["目录", "云江工运2024年第11期（总第226期）", "2024年11月15日", "大事10月大事1", "关注", "TOPIC",
                "经验交流", "云江市总工会：一间会移动的教室", "苏晓", "6", "夜校开到码头", "——以云江市外卖骑手为例", "何川",
                "罗启明（整理）", "镜头", "光影里的车间", "林岚／摄", "15"]  # fmt: skip
    for wanted in expected:
        assert wanted in text
        text = text[text.index(wanted) + len(wanted) :]


def test_oddities_are_all_there():
    text = flat(odd())
    for wanted in (
        SIXTY,
        re.sub(r"\s", "", NESTED),
        *ELEVEN,
        "《㐂迎新春》与𠮷祥里的故事",
        "𠮷田㐂",
        "<b>*星号*</b>",
        "（标题待定）",
    ):
        assert wanted in text


@pytest.mark.parametrize("name", ISSUES)
def test_it_is_a4_with_every_font_embedded(name):
    found = reader(ISSUES[name]())
    for sheet in found.pages:
        assert [round(float(side)) for side in sheet.mediabox[2:]] == [595, 842]
        for font in sheet["/Resources"].get("/Font", {}).values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(descendant["/FontDescriptor"].get_object())


def test_rare_characters_are_glyphs_and_not_boxes():
    """Glyph 0 of a font is its box: no run of the page may show it."""
    found = reader(odd())
    shown = b"".join(sheet.get_contents().get_data() for sheet in found.pages)
    assert re.findall(rb"<((?:[0-9a-f]{4})+)>", shown)
    codes = [run[n : n + 4] for run in re.findall(rb"<((?:[0-9a-f]{4})+)>", shown) for n in range(0, len(run), 4)]
    assert b"0000" not in codes


@pytest.mark.parametrize("make", [plain, odd, year])
def test_every_leader_ends_at_its_number_and_the_number_at_the_margin(make):
    found = words(make())
    margin = 595.28 - 26 / 25.4 * 72
    # A dot of the leader is a run of its own; the run behind the last one is the number.
    ends = [
        (dot, number)
        for dot, number in zip(found, found[1:], strict=False)
        if dot[2].strip() == "." != number[2].strip()
    ]
    folios = [entry.folio for group in page(make()).groups for rubric in group.rubrics for entry in rubric.entries]
    assert [number[2].strip() for _, number in ends] == [folio for folio in folios if folio]
    assert all(0 < number[0] - dot[1] < 11 for dot, number in ends)
    assert all(abs(number[1] - margin) < 1.5 for _, number in ends)


@pytest.mark.parametrize("name", ISSUES)
@pytest.mark.parametrize("style", [USUAL, PAGE_FIRST])
def test_nothing_runs_over_the_margins(name, style):
    margin = 26 / 25.4 * 72
    assert all(left > margin - 1 and right < 595.28 - margin + 1 for left, right, _ in words(ISSUES[name](), style))


def test_page_first_and_english_are_of_the_style():
    found = reader(whole(), PAGE_FIRST)
    first, second = (re.sub(r"\s+", "", sheet.extract_text()) for sheet in found.pages)
    assert first.index("封二") < first.index("春到码头")
    assert "CONTENTSYunjiangLabourNo.2,2025(TotalNo.229)February15,2025" in second
    assert "12MasterandApprentice" in second


def test_the_properties_say_what_it_is_and_who_took_it_out_when():
    plainly = reader(empty()).metadata
    assert (plainly.title, plainly.author, plainly.subject) == ("云江工运2025年第1期目录", "云江工运", None)
    stamped = reader(empty(), USUAL, Stamp("梁工", moment(2025, 1, 3, 14, 5), "在编")).metadata
    assert stamped.subject == "梁工2025年1月3日14:05导出，当时在编"
    assert stamped.creation_date == moment(2025, 1, 3, 14, 5)


def test_a_machine_without_the_system_packages_says_which(monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(pdf.Unprintable, match="缺少系统软件包。请管理员装上libpango-1.0-0 .* fonts-noto-cjk"):
        pdf.write(empty())


def test_it_loads_nothing_from_elsewhere():
    data = pdf.printed('<img src="http://127.0.0.1:1/x.png"><img src="file:///etc/hostname"><p>有</p>')
    assert not [name for page in PdfReader(BytesIO(data)).pages for name in page["/Resources"].get("/XObject", {})]
