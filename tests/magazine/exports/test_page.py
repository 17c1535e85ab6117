"""How contents read on a page: titles, people, folios, levels."""

from dataclasses import replace

from magazine.contents import Contents, Credit
from magazine.exports.page import page
from tests.magazine.exports.issues import line, odd, plain, year


def entries(contents):
    return [entry for group in page(contents).groups for rubric in group.rubrics for entry in rubric.entries]


def test_a_head_has_title_year_issue_and_date():
    head = page(plain())
    assert (head.magazine, head.head, head.label) == ("云江工运", "目录", "2024年第11期（总第226期）")
    assert (head.date, head.theme) == ("2024年11月15日", "技能点亮前程")


def test_only_other_roles_than_the_writers_follow_the_name():
    assert entries(plain())[5].people == ("何川", "罗启明（整理）")
    assert entries(plain())[6].people == ("陶然", "林岚（摄）")


def test_a_photo_essay_without_authors_shows_its_credits_and_an_article_does_not():
    essay = line(1, "镜头", "晨光", layout="photo_essay", photographers=("林岚／摄",))
    article = replace(essay, layout="article")
    signed = replace(essay, authors=(Credit("苏晓"),))
    assert [entry.people for entry in entries(Contents("云江工运", 2024, 11, (essay, article, signed)))] == [
        ("林岚／摄",),
        (),
        ("苏晓",),
    ]


def test_members_and_rubrics_stand_deeper():
    assert [entry.level for entry in entries(plain())] == [0, 0, 0, 2, 2, 0, 0, 0]
    assert [rubric.name for group in page(plain()).groups for rubric in group.rubrics if rubric.name] == ["经验交流"]


def test_kicker_and_subtitle_belong_to_the_title():
    assert entries(plain())[3].title == "云江市总工会：一间会移动的教室"
    assert entries(plain())[5].title == "新就业形态劳动者入会意愿调查——以云江市外卖骑手为例"
    assert entries(odd())[5].title.endswith("竖线——副题自带破折号")


def test_an_empty_slot_keeps_its_line():
    assert [(entry.title, entry.folio) for entry in entries(odd()) if entry.planned] == [
        ("拟写骑手之家的冬天", ""),
        ("（标题待定）", ""),
    ]


def test_a_years_index_says_the_issue_before_the_page():
    head = page(year())
    assert (head.head, head.label) == ("总目录", "2024年")
    by_title = {entry.title: entry.folio for entry in entries(year())}
    assert by_title["光影里的车间"] == "11·15"
    assert by_title["“我为职工办实事”特别报道"] == "12"


def test_a_heading_of_its_own_makes_a_group_of_its_own():
    assert [group.heading for group in page(odd()).groups] == ["关注", "实践", "实践·特别策划", "随笔"]
