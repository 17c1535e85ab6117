"""The neutral structure: what a line reads from a draft, a release and an empty slot, in how many queries."""

import pytest

from articles.models import Article
from articles.states import BylineRole, Layout
from articles.workflow import text_changed
from events.models import Event, EventFigure
from magazine.contents import annual_contents, contents, one_line, released_contents
from magazine.models import Magazine
from tests.builders import (
    make_article,
    make_author,
    make_chronicle,
    make_issue,
    make_photo,
    make_section,
    make_slot,
    moment,
    publish_issue,
)

pytestmark = pytest.mark.django_db


def full_issue(rows: int, **fields):
    """An issue with `rows` articles, each with two authors and a photo, under one feature."""
    issue = make_issue(**fields)
    section = make_section()
    feature = None
    for page in range(1, rows + 1):
        article = make_article(section=section, authors=[make_author(), make_author()], photos=[make_photo()])
        slot = make_slot(issue, article, page_from=page, page_to=page, package=feature)
        feature = feature or slot
    return issue


def test_a_line_reads_the_draft_until_something_is_released():
    section = make_section(name="实践", name_en="PRACTICE")
    article = make_article(
        section=section,
        authors=[make_author(name="陶然")],
        title="师傅带徒",
        kicker="北港区",
        subtitle="一年之后",
        rubric="经验交流",
        lead="导语六个字。",
        body="<p>正文五字。</p>",
    )
    issue = make_issue(year=2024, number=3, total_number=218, theme="春天")
    make_slot(issue, article, page_from=4, page_to=6)
    (line,) = contents(issue).lines
    assert (line.section, line.section_en, line.heading) == ("实践", "PRACTICE", "实践")
    assert (line.kicker, line.title, line.subtitle, line.rubric) == ("北港区", "师傅带徒", "一年之后", "经验交流")
    assert [(credit.name, credit.role) for credit in line.authors] == [("陶然", "文")]
    assert (line.page_from, line.page_to, line.state, line.planned) == (4, 6, "草稿", False)
    assert (line.article_id, line.issue, line.characters) == (article.pk, "2024-03", article.character_count)
    assert (line.depth, line.is_package, line.package) == (0, False, None)


def test_the_head_comes_from_the_issue_and_the_magazine():
    Magazine.objects.update_or_create(pk=1, defaults={"name": "云江工运"})
    found = contents(make_issue(year=2024, number=3, total_number=218, theme="春天"))
    assert (found.magazine, found.issue, found.label, found.theme) == (
        "云江工运",
        "2024-03",
        "2024年第3期（总第218期）",
        "春天",
    )
    assert found.lines == ()


def test_authors_stand_in_printed_order_with_role_and_affiliation():
    article = make_article(authors=[make_author(name="甲"), make_author(name="乙")])
    first, second = article.bylines.all()
    second.role, second.affiliation = BylineRole.PHOTO, "北港区总工会"
    second.save()
    issue = make_issue()
    make_slot(issue, article)
    (line,) = contents(issue).lines
    assert [credit.printed for credit in line.authors] == ["甲", "乙（摄）"]
    assert line.affiliations == ("北港区总工会",)


def test_photographers_are_no_authors():
    essay = make_article(
        section=make_section(layout=Layout.PHOTO_ESSAY),
        photos=[make_photo(credit_name="林岚"), make_photo(credit_name="林岚"), make_photo(credit_name="何川")],
    )
    issue = make_issue()
    make_slot(issue, essay)
    (line,) = contents(issue).lines
    assert (line.authors, line.photographers, line.layout) == ((), ("林岚／摄", "何川／摄"), "photo_essay")


def test_the_pictures_of_events_are_credited_before_and_after_release():
    chronicle = make_chronicle([moment(2024, 10, 9).date()])
    EventFigure.objects.create(event=Event.objects.get(), photo=make_photo(credit_name="林岚"), position=1)
    text_changed(chronicle, by=None)
    issue = make_issue()
    make_slot(issue, chronicle)
    before = contents(issue).lines[0]
    publish_issue(issue)
    after = released_contents(issue).lines[0]
    assert before.photographers == after.photographers == ("林岚／摄",)
    assert before.characters == after.characters > 0


def test_an_empty_slot_reads_as_planned():
    issue = make_issue()
    make_slot(issue, planned_title="骑手之家的冬天", planned_characters=2000)
    make_slot(issue)
    first, second = contents(issue).lines
    assert (first.title, first.planned, first.state, first.article_id) == ("骑手之家的冬天", True, "待约稿", None)
    assert (first.characters, second.title) == (0, "")


def test_a_heading_of_the_issue_overrides_the_section():
    section = make_section(name="关注")
    issue = make_issue()
    for heading in ("", "", "特别策划", ""):
        make_slot(issue, make_article(section=section), heading=heading)
    found = contents(issue)
    assert [(heading, len(lines)) for heading, _, lines in found.groups()] == [
        ("关注", 2),
        ("特别策划", 1),
        ("关注", 1),
    ]
    assert {line.section for line in found.lines} == {"关注"}


def test_members_know_their_feature():
    issue = full_issue(3)
    assert [(line.depth, line.is_package, line.package) for line in contents(issue).lines] == [
        (0, True, None),
        (1, False, 1),
        (1, False, 1),
    ]


def test_a_pinned_release_wins_over_a_draft_that_has_moved_on():
    article = make_article(title="印出的标题", authors=[make_author(name="陶然")])
    issue = make_issue()
    make_slot(issue, article)
    publish_issue(issue)
    Article.objects.filter(pk=article.pk).update(title="改动中的标题", state="draft")
    article.bylines.all().delete()
    for found in (contents(issue), released_contents(issue)):
        (line,) = found.lines
        assert (line.title, line.state) == ("印出的标题", "定稿")
        assert [credit.name for credit in line.authors] == ["陶然"]


def test_readers_see_nothing_of_an_issue_that_is_not_out():
    issue = full_issue(2)
    assert released_contents(issue).lines == ()
    publish_issue(issue)
    assert len(released_contents(issue).lines) == 2


def test_no_text_holds_a_line_end():
    article = make_article(title="上一行\r\n下一行\x0b尾", authors=[make_author(name="陶\t然")])
    issue = make_issue(theme="一\n二")
    make_slot(issue, article, heading="特别\n策划")
    found = contents(issue)
    assert found.theme == "一 二"
    assert (found.lines[0].title, found.lines[0].heading) == ("上一行 下一行 尾", "特别 策划")
    assert found.lines[0].authors[0].name == "陶 然"


def test_spaces_that_were_set_on_purpose_stay():
    assert one_line("创新职工思政工作　擦亮品牌 A") == "创新职工思政工作　擦亮品牌 A"


def test_a_years_index_goes_by_section_then_by_issue():
    events, practice = make_section(name="大事", position=1), make_section(name="实践", position=2)
    for number in (2, 1):
        issue = make_issue(year=2023, number=number)
        make_slot(issue, make_article(section=practice, title=f"实践{number}"), heading="特别策划")
        make_slot(issue, make_article(section=events, title=f"大事{number}"))
        make_slot(issue, planned_title="没有来的稿件", section=practice)
    make_slot(make_issue(year=2022, number=1), make_article(section=events))
    found = annual_contents(2023)
    assert [(line.heading, line.title, line.issue) for line in found.lines] == [
        ("大事", "大事1", "2023-01"),
        ("大事", "大事2", "2023-02"),
        ("实践", "实践1", "2023-01"),
        ("实践", "实践2", "2023-02"),
    ]
    assert (found.number, found.issue, found.label) == (None, "2023", "2023年")


@pytest.mark.parametrize("rows", [1, 30])
def test_queries_do_not_grow_with_the_issue(rows, django_assert_num_queries):
    issue = full_issue(rows, year=2023)
    make_slot(issue, make_chronicle([moment(2024, 10, 9).date()], photos=[make_photo()]))
    with django_assert_num_queries(8):
        assert len(contents(issue).lines) == rows + 1
    with django_assert_num_queries(8):
        assert len(annual_contents(2023).lines) == rows + 1


@pytest.mark.slow
@pytest.mark.parametrize("rows", [1, 30])
def test_readers_queries_do_not_grow_with_the_issue(rows, django_assert_num_queries):
    issue = publish_issue(full_issue(rows))
    with django_assert_num_queries(3):
        assert len(released_contents(issue).lines) == rows
