"""The package for the layout artist: what lies in it, in which order, and what it warns of."""

from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from django.core.files.base import ContentFile
from docx import Document

from articles.models import Byline
from articles.states import BylineRole
from magazine.exports import handoff
from tests.builders import (
    make_article,
    make_author,
    make_issue,
    make_photo,
    make_release,
    make_section,
    make_slot,
    moment,
    picture_bytes,
)

pytestmark = pytest.mark.django_db
NOW = moment(2024, 11, 4)


def stored(photo, width: int = 1200, height: int = 800):
    """`photo` with an original of this size in its storage."""
    photo.width, photo.height = width, height
    photo.original.save("x.jpg", ContentFile(picture_bytes(width, height)), save=True)
    return photo


def packed(issue) -> ZipFile:
    buffer = BytesIO()
    for _done in handoff.write(issue, buffer, NOW):
        pass
    return ZipFile(buffer)


def said(package: ZipFile, name: str) -> str:
    return package.read(name).decode("utf-8-sig")


@pytest.fixture
def issue():
    """Three slots: a signed piece with a photo in its text, a draft, an empty one."""
    issue = make_issue(year=2024, number=11)
    practice = make_section(name="实践", slug="practice")
    photo = stored(make_photo(caption="教室的灯", credit_name="林岚"))
    signed = make_article(
        section=practice,
        title="夜校的灯",
        kicker="北港区总工会",
        lead="灯亮到九点。",
        body=f'<h2>一间教室</h2><p>第一课<strong>识图</strong>①。</p><figure data-photo="{photo.pk}"></figure>'
        "<table><caption>课表</caption><tr><th>日</th><th>课</th></tr><tr><td>周一</td><td>焊接</td></tr></table>",
        notes="①见《读本》。",
        photos=[photo],
    )
    Byline.objects.create(article=signed, author=make_author(name="苏晓"), affiliation="北港工会", position=1)
    Byline.objects.create(article=signed, author=make_author(name="林岚"), role=BylineRole.PHOTO, position=2)
    make_release(signed)
    make_slot(issue, signed, page_from=4, page_to=5)
    make_slot(issue, make_article(section=practice, title="风雨棚/二期"))
    make_slot(issue, section=practice, planned_title="11月大事")
    return issue


def test_folders_follow_the_contents(issue):
    assert packed(issue).namelist() == [
        "00-清单.xlsx",
        "00-说明.txt",
        "01-实践-夜校的灯/正文.docx",
        "01-实践-夜校的灯/正文-排版标记.txt",
        "01-实践-夜校的灯/图说.txt",
        "01-实践-夜校的灯/图01.jpg",
        "02-实践-风雨棚-二期/正文.docx",
        "02-实践-风雨棚-二期/正文-排版标记.txt",
        "03-实践-11月大事/待稿.txt",
    ]


def test_progress_is_told_article_by_article(issue):
    assert list(handoff.write(issue, BytesIO(), NOW)) == [(1, 3), (2, 3), (3, 3)]


def test_a_picture_is_the_original_byte_for_byte(issue):
    photo = issue.slots.get(position=1).article.figures.get().photo
    with photo.original.open() as original:
        assert packed(issue).read("01-实践-夜校的灯/图01.jpg") == original.read()


def test_every_paragraph_of_the_word_file_has_the_style_of_what_it_is(issue):
    document = Document(BytesIO(packed(issue).read("01-实践-夜校的灯/正文.docx")))
    assert [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs] == [
        ("肩题", "北港区总工会"),
        ("标题", "夜校的灯"),
        ("署名", "苏晓　林岚（摄）"),
        ("单位", "北港工会"),
        ("导语", "灯亮到九点。"),
        ("小标题一", "一间教室"),
        ("正文", "第一课识图①。"),
        ("图位", "【图01】"),
        ("图说", "教室的灯　林岚／摄"),
        ("表题", "课表"),
        ("表格", "日\t课"),
        ("表格", "周一\t焊接"),
        ("注释", "①见《读本》。"),
    ]
    runs = [(run.text, run.style.name) for run in document.paragraphs[6].runs]
    assert ("识图", "加粗") in runs


def test_the_tagged_text_says_the_same_as_the_word_file(issue):
    package = packed(issue)
    tagged = package.read("01-实践-夜校的灯/正文-排版标记.txt")
    assert tagged[:2] == b"\xff\xfe"
    lines = tagged.decode("utf-16").split("\r\n")
    assert lines[0] == "<UNICODE-WIN>"
    assert "<ParaStyle:正文>第一课<CharStyle:加粗>识图<CharStyle:>①。" in lines
    paragraphs = [line for line in lines if line.startswith("<ParaStyle:")]
    assert len(paragraphs) == len(Document(BytesIO(package.read("01-实践-夜校的灯/正文.docx"))).paragraphs)


def test_what_would_be_a_tag_is_escaped():
    issue = make_issue(year=2024, number=12)
    make_slot(issue, make_article(title="温度<25℃", body="<p>路径\\\\甲&gt;乙</p>"))
    package = packed(issue)
    folder = next(name for name in package.namelist() if name.endswith("标记.txt"))
    text = package.read(folder).decode("utf-16")
    assert "<ParaStyle:标题>温度\\<25℃" in text
    assert "<ParaStyle:正文>路径\\\\\\\\甲\\>乙" in text


def test_the_words_say_which_text_is_not_signed_yet(issue):
    words = said(packed(issue), "00-说明.txt")
    assert "共3条：定稿1条、未定稿（草稿）1条、待稿1条。" in words
    assert "　　02　风雨棚/二期：未定稿（草稿）" in words


@pytest.mark.parametrize(
    ("planned", "warning"),
    [
        (None, ""),
        (101, ""),
        (170, "计划宽170毫米，只有179点，不足300点：最宽印101毫米，或换大图。"),
    ],
)
def test_a_photo_too_small_for_its_planned_size_is_warned_of(issue, planned, warning):
    issue.slots.get(position=1).article.figures.update(planned_width=planned)
    package = packed(issue)
    line = said(package, "01-实践-夜校的灯/图说.txt").splitlines()[0]
    assert line == "图01　教室的灯　林岚／摄" + (f"　【{warning}】" if warning else "")
    sheet = openpyxl.load_workbook(BytesIO(package.read("00-清单.xlsx")))["图片"]
    assert [sheet.cell(2, column).value for column in (9, 10, 11)] == [planned, 101, warning or None]


def test_a_photo_that_has_not_come_is_told_and_leaves_no_file():
    issue = make_issue(year=2024, number=12)
    article = make_article(title="风筝", photos=[make_photo(caption="放飞", credit_name="林岚")])
    make_slot(issue, article)
    package = packed(issue)
    assert [name for name in package.namelist() if name.endswith(".jpg")] == []
    folder = next(name for name in package.namelist() if name.endswith("图说.txt"))
    assert said(package, folder) == "图01　放飞　林岚／摄　【图片文件没有到。】\r\n"


def test_equal_issues_give_equal_bytes(issue):
    first, second = BytesIO(), BytesIO()
    list(handoff.write(issue, first, NOW))
    list(handoff.write(issue, second, NOW))
    assert first.getvalue() == second.getvalue()


def test_names_stay_inside_the_package():
    issue = make_issue(year=2024, number=12)
    make_slot(issue, make_article(title="../../etc/passwd"))
    assert [name for name in packed(issue).namelist() if ".." in name.split("/")] == []


def test_a_title_that_looks_like_a_formula_stays_text():
    issue = make_issue(year=2024, number=12)
    make_slot(issue, make_article(title="=1+1"))
    sheet = openpyxl.load_workbook(BytesIO(packed(issue).read("00-清单.xlsx")))["稿件"]
    assert (sheet.cell(2, 3).value, sheet.cell(2, 3).data_type) == ("=1+1", "s")


def test_the_cover_is_in_the_list_under_its_name(issue):
    issue.cover = stored(make_photo(caption="灯下", credit_name="林岚"))
    issue.save()
    package = packed(issue)
    sheet = openpyxl.load_workbook(BytesIO(package.read("00-清单.xlsx")))["图片"]
    assert (sheet.cell(2, 2).value, sheet.cell(2, 4).value) == ("封面", "00-封面/封面.jpg")
    assert "00-封面/封面.jpg" in package.namelist()
