"""The search page: finding, narrowing, and what it says when there is nothing."""

import re

import pytest

from tests.builders import make_article, make_issue, make_section, make_slot, moment, publish_issue


def test_a_hit_explains_itself(reading, words):
    text = words("/search/?q=食堂")
    assert "共1篇" in text
    assert "夜校开在<mark>食堂</mark>二楼" in text
    assert "下班铃就是上课铃" in text
    assert "高远、何苗" in text
    assert "2024年第11期" in text
    assert 'value="食堂"' in text


def test_hits_in_the_title_are_marked_and_nothing_gets_through_raw(reading, words):
    text = words("/search/?q=上课铃")
    assert "下班铃就是<mark>上课铃</mark>" in text
    assert "<script>alert" not in words("/search/?q=<script>alert(1)</script>")


def test_facets_count_what_remains_and_can_be_taken_back(reading, words):
    issue = make_issue(year=2023, number=1)
    make_slot(issue, make_article(title="夜校旧事", section=make_section(name="往事", slug="wangshi")))
    publish_issue(issue, at=moment(2023, 1, 5))
    text = words("/search/?q=夜校")
    facets = dict(re.findall(r">([^<>]+) <span>(\d+)</span></a>", text))
    names = {"文章": "3", "高远": "1", "何苗": "1", "职工教育": "1"}
    assert facets == {"关注": "2", "往事": "1", "2024年": "2", "2023年": "1", **names}
    narrowed = words("/search/?q=夜校&year=2024")
    facets = dict(re.findall(r">([^<>]+) <span>(\d+)</span></a>", narrowed))
    assert facets == {"关注": "2", "2024年": "2", "2023年": "1", **names, "文章": "2"}
    assert "共2篇" in narrowed
    assert "夜校旧事" not in narrowed
    assert 'href="?q=%E5%A4%9C%E6%A0%A1">不限年份</a>' in narrowed


def test_nothing_found_offers_two_ways_on(reading, words):
    text = words("/search/?q=飞镖")
    assert "没有找到含有“飞镖”的文章。" in text
    assert "换一个短一些的词" in text
    assert 'href="/issues/"' in text


def test_a_narrowing_without_hits_can_be_undone(reading, words):
    text = words("/search/?q=食堂&section=jingtou")
    assert "这个范围里没有含有" in text
    assert "放宽范围" in text
    assert "不限栏目" in text


def test_a_question_with_marks_of_its_own_and_one_too_long_read_well(reading, words):
    assert "没有找到含有“‘飞镖’”的文章。" in words("/search/?q=“飞镖”")
    main = words("/search/?q=" + "工" * 61).partition("<main")[2].partition("</main>")[0]
    assert "检索词最多60个字" in main
    assert 'href="/issues/"' in main


def test_odd_questions_get_a_page(reading, words):
    assert "几个词用空格隔开" in words("/search/")
    assert "几个词用空格隔开" in words("/search/?q=%20%E3%80%80")
    assert "检索词最多60个字" in words("/search/?q=" + "工" * 61)
    for question in ("%00", "%25", "_", "\\", "'", "《工会法》", "q" * 60, "a" * 3000):
        words(f"/search/?q={question}")
    words("/search/?q=夜校&year=abcd&section=%00&page=-3")


def test_pages_of_twenty(reading, words):
    issue = make_issue(year=2025, number=1)
    for _ in range(23):
        make_slot(issue, make_article(title="技能竞赛"))
    publish_issue(issue, at=moment(2025, 1, 5))
    first, second = words("/search/?q=技能竞赛"), words("/search/?q=技能竞赛&page=2")
    assert "共23篇" in first
    assert first.count("<mark>技能竞赛</mark>") == 20
    assert second.count("<mark>技能竞赛</mark>") == 3
    assert 'rel="next" href="?q=%E6%8A%80%E8%83%BD%E7%AB%9E%E8%B5%9B&amp;page=2"' in first


@pytest.mark.django_db
@pytest.mark.parametrize(("query", "kept_out"), [("", False), ("?q=工会", True)])
def test_engines_may_keep_the_form_but_no_answer(client, query, kept_out):
    assert ('content="noindex"' in client.get(f"/search/{query}").content.decode()) is kept_out


def test_marks_around_a_word_are_of_the_text_or_of_the_reader(reading, words):
    text = words("/search/?q=“食堂”")
    assert "共1篇" in text
    assert 'value="食堂"' in text
    issue = make_issue(year=2023, number=2)
    make_slot(issue, make_article(title="一座“食堂”"))
    publish_issue(issue, at=moment(2023, 2, 5))
    text = words("/search/?q=“食堂”")
    assert "共1篇" in text
    assert "一座<mark>“食堂”</mark>" in text
    assert "没有找到" in words("/search/?q=《飞镖》")
