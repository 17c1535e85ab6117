"""稿酬: characters by full lines, shares of several writers, pictures, rates, and the sheet that is signed."""

from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.db import IntegrityError, transaction

from articles.models import Byline
from articles.releasing import draft_copy
from articles.states import BylineRole
from magazine.ledgers.fees import ledger
from magazine.ledgers.typeset import half_thousands, typeset_characters
from magazine.ledgers.workbooks import fees_workbook
from magazine.models import FeeRate, Magazine
from media.states import CreditKind
from tests.builders import (
    make_article,
    make_author,
    make_issue,
    make_photo,
    make_release,
    make_section,
    make_slot,
    moment,
)

pytestmark = pytest.mark.django_db


def typeset(per_line: int = 20, **fields) -> int:
    fields = {"title": "短题", "body": ""} | fields
    return typeset_characters(draft_copy(make_article(**fields), moment(2024, 11, 1)), per_line)


# --- 版面字数 -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<p>一</p>", 1),
        (f"<p>{'字' * 18}</p>", 1),  # the indent takes the two places that are left
        (f"<p>{'字' * 19}</p>", 2),
        (f"<p>{'字' * 18}</p><p>一</p>", 2),
        ("<h2>小标题</h2>", 1),
        (f"<h2>{'题' * 20}</h2>", 1),
        (f"<p>{'a1' * 18}</p>", 1),  # Latin letters and figures take half a place
        ("<table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>", 2),
    ],
)
def test_a_line_that_is_not_full_counts_as_one(body, lines):
    assert typeset(body=body) - typeset() == 20 * lines


def test_a_title_takes_a_line_and_names_take_none():
    article = make_article(title="短题", kicker="肩题", subtitle="副题", body="<p>一</p>")
    Byline.objects.create(article=article, author=make_author(name="苏晓"), affiliation="工会", position=1)
    assert typeset_characters(draft_copy(article, moment(2024, 11, 1)), 20) == 20 * 4


@pytest.mark.parametrize(("exact", "paid"), [(0, 0), (1, 500), (500, 500), (501, 1000), (1000, 1000), (1001, 1500)])
def test_half_thousands(exact, paid):
    assert half_thousands(exact) == paid


# --- Who is owed what -----------------------------------------------------------------------------------------------
def signed_issue(**fields):
    """One signed piece of 1,000 places (50 lines of 20) by two writers and a photographer who also took one picture."""
    Magazine.objects.create(pk=1, name="工刊", line_characters=20, **fields)
    issue = make_issue(year=2024, number=11)
    photos = [
        make_photo(credit_name="林岚"),
        make_photo(credit_name="林岚"),
        make_photo(credit_name="周敏"),
        make_photo(credit_name="市总工会", credit_kind=CreditKind.SUPPLIED),
    ]
    body = "".join(f"<p>{'字' * 18}</p>" for _line in range(49))
    section = make_section(name="调研", slug="study")
    article = make_article(section=section, title="=夜校", body=body, photos=photos)
    for position, (name, role) in enumerate(
        [("苏晓", BylineRole.TEXT), ("周敏", BylineRole.EDITING), ("林岚", BylineRole.PHOTO)], start=1
    ):
        Byline.objects.create(article=article, author=make_author(name=name), role=role, position=position)
    make_release(article)
    make_slot(issue, article)
    make_slot(issue, make_article(section=section, title="没签的"))
    return issue


def owed(issue):
    return [(fee.person, fee.role, fee.characters, fee.photos, fee.amount) for fee in ledger(issue).fees]


def test_writers_share_and_pictures_go_to_whom_they_are_credited_to():
    FeeRate.objects.create(section=None, per_thousand=100, per_photo=50)
    assert owed(signed_issue()) == [
        ("苏晓", "文", 500, 0, Decimal("50.00")),
        ("周敏", "整理", 500, 1, Decimal("100.00")),
        ("林岚", "摄", 0, 2, Decimal("100.00")),
    ]


def test_a_section_may_have_a_rate_of_its_own():
    issue = signed_issue()
    FeeRate.objects.create(section=None, per_thousand=100, per_photo=50)
    FeeRate.objects.create(section=issue.slots.first().section, per_thousand=200, per_photo=0)
    assert [amount for *_rest, amount in owed(issue)] == [Decimal("100.00"), Decimal("100.00"), Decimal("0.00")]


def test_fees_may_be_rounded_to_half_thousands():
    issue = signed_issue(rounds_fees=True)
    article = issue.slots.first().article
    assert ledger(issue).fees[0].characters == 500
    Magazine.objects.update(line_characters=21)
    assert (typeset_characters(article.releases.get(), 21), ledger(issue).fees[0].characters) == (1050, 750)


def test_a_draft_owes_nothing_and_is_named():
    assert ledger(signed_issue()).unsigned == ("没签的",)


def test_a_piece_without_a_byline_is_named():
    issue = signed_issue()
    article = make_article(section=issue.slots.first().section, title="11月大事")
    make_release(article)
    make_slot(issue, article)
    found = ledger(issue)
    assert found.unnamed == ("11月大事",)
    sheet = openpyxl.load_workbook(BytesIO(fees_workbook(issue, found, "梁工")))["稿酬"]
    assert "没有署名、文字稿酬未计：11月大事。" in [cell.value for cell in sheet["A"]]


def test_there_is_one_general_rate():
    FeeRate.objects.create(section=None, per_thousand=100, per_photo=50)
    with pytest.raises(IntegrityError), transaction.atomic():
        FeeRate.objects.create(section=None, per_thousand=90, per_photo=50)


# --- The sheet ------------------------------------------------------------------------------------------------------
def test_the_sheet_follows_its_rates_and_takes_no_words_for_a_formula():
    FeeRate.objects.create(section=None, per_thousand=100, per_photo=50)
    issue = signed_issue()
    data = fees_workbook(issue, ledger(issue), "梁工，2024年11月4日导出。")
    sheet = openpyxl.load_workbook(BytesIO(data))["稿酬"]
    assert [cell.value for cell in sheet[3]][:5] == ["次序", "栏目", "标题", "姓名", "分工"]
    assert (sheet["C4"].value, sheet["C4"].data_type) == ("=夜校", "s")
    assert [sheet[cell].value for cell in ("H4", "K4", "L4", "L7")] == [
        "=ROUND(F4/1000*G4,2)",
        "=ROUND(I4*J4,2)",
        "=H4+K4",
        "=SUM(L4:L6)",
    ]
    values = openpyxl.load_workbook(BytesIO(data), data_only=True)["稿酬"]
    assert [values[cell].value for cell in ("L4", "L5", "L6", "L7")] == [50, 100, 100, 250]
    assert values["A10"].value == "没有定稿、未计入：没签的。"
