"""年度统计: what is counted, the pictures of it, and who may see it."""

from io import BytesIO
from xml.etree import ElementTree

import openpyxl
import pytest
from django.urls import reverse
from PIL import Image

from articles.models import Byline
from magazine.ledgers.charts import WIDTH, bars, png
from magazine.ledgers.tallies import tallied
from magazine.ledgers.workbooks import tallies_workbook
from tests.builders import make_article, make_author, make_issue, make_photo, make_release, make_section, make_slot

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    """Two issues of 2024 with three signed pieces and a draft; one signed piece of another year."""
    practice = make_section(name="实践", slug="practice", position=2)
    study = make_section(name="调研", slug="study", position=1)
    rows = [(11, practice, "苏晓", "北港工会"), (11, study, "苏晓", ""), (12, practice, "何川", "北港工会")]
    issues = {number: make_issue(year=2024, number=number) for number in (11, 12)}
    for number, section, name, unit in rows:
        photos = [make_photo(credit_name="林岚")]
        article = make_article(
            section=section, title=f"{name}{number}", body="<p>十个字的正文在这里。</p>", photos=photos
        )
        author = make_author(name=name)
        Byline.objects.create(article=article, author=author, affiliation=unit, position=1)
        make_release(article)
        make_slot(issues[number], article, page_from=3, page_to=4)
    make_slot(issues[12], make_article(section=study, title="草稿"))
    other = make_article(section=study, title="明年")
    make_release(other)
    make_slot(make_issue(year=2025, number=1), other)
    return 2024


def rows(found, slug):
    tally = next(tally for tally in found.tallies if tally.slug == slug)
    return [(count.name, count.pieces, count.pages, count.pictures) for count in tally.rows]


def test_what_is_counted(year):
    found = tallied(year)
    assert (found.issues, found.pieces, found.characters) == (2, 3, 30)
    assert rows(found, "sections") == [("调研", 1, 2, 1), ("实践", 2, 4, 2)]
    assert rows(found, "authors") == [("苏晓", 2, 0, 0), ("何川", 1, 0, 0)]
    assert rows(found, "photographers") == [("林岚／摄", 3, 0, 3)]
    assert rows(found, "units") == [("北港工会", 2, 0, 0)]


def test_a_year_takes_three_queries(year, django_assert_num_queries):
    with django_assert_num_queries(3):
        tallied(year)


def test_the_workbook_has_a_sheet_for_each_table(year):
    book = openpyxl.load_workbook(BytesIO(tallies_workbook(tallied(year), "梁工")))
    assert book.sheetnames == ["各栏目字数", "作者发稿篇数", "摄影者用图张数", "单位发稿篇数"]
    assert [cell.value for cell in book["各栏目字数"][1]][:5] == ["栏目", "篇数", "字数", "页数", "图片"]
    assert [cell.value for cell in book["作者发稿篇数"][2]][:3] == ["苏晓", 2, 20]


def test_bars_are_as_long_as_what_they_count():
    drawing = ElementTree.fromstring(bars("各栏目", "篇", [("实践", 4), ("<调研>", 1)]))  # noqa: S314  (our own)
    lengths = [float(bar.attrib["width"]) for bar in drawing.iter("{http://www.w3.org/2000/svg}rect")][1:]
    assert lengths[0] == pytest.approx(4 * lengths[1], abs=0.2)
    words = [text.text for text in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert words == ["各栏目", "实践", "4篇", "<调研>", "1篇"]


def test_a_picture_for_programs_that_take_no_svg():
    pytest.importorskip("weasyprint", reason="Pango is not installed: no PDF can be made here", exc_type=OSError)
    drawing = Image.open(BytesIO(png(bars("各栏目", "篇", [("实践", 4)]))))
    assert drawing.size[0] == 2 * WIDTH
    assert drawing.convert("RGB").getpixel((2 * 400, 2 * 109)) == (0x9E, 0x1B, 0x1B)


DOORS = [
    ("year_tallies", [2024]),
    ("tallies_download", [2024]),
    ("tally_chart", [2024, "authors", "svg"]),
    ("fees", ["2024-11"]),
]


@pytest.mark.parametrize(("name", "args"), DOORS)
def test_every_door_asks_for_the_right(year, client, author, chief, name, args):
    address = reverse(name, args=args)
    assert client.get(address).status_code == 302
    client.force_login(author)
    assert client.get(address).status_code == 403
    client.force_login(chief)
    answer = client.get(address)
    assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (200, True)


def test_an_editor_sees_the_counts_but_not_the_fees(year, client, editor):
    client.force_login(editor)
    page = client.get(reverse("year_tallies", args=[2024])).content.decode()
    assert "<li><span>北港工会</span><b>2篇</b>" in page
    assert client.get(reverse("fees", args=["2024-11"])).status_code == 403


def test_a_year_without_anything_says_so(client, chief):
    client.force_login(chief)
    assert "这一年还没有定稿的稿件" in client.get(reverse("year_tallies", args=[1999])).content.decode()


@pytest.mark.parametrize("args", [[2024, "nothing", "svg"], [2024, "authors", "gif"]])
def test_no_such_picture(year, client, chief, args):
    client.force_login(chief)
    assert client.get(reverse("tally_chart", args=args)).status_code == 404
