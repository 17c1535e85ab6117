"""Finding: every article with all the words, however they were typed."""

import pytest
from django.http import QueryDict
from django.utils import timezone

from articles.models import Byline
from magazine.models import SearchEntry
from magazine.search.finding import find
from magazine.search.passages import mark, occurrences, passage
from magazine.search.question import LONGEST, Question
from tests.builders import make_article, make_author, make_issue, make_photo, make_slot, make_voices, publish_issue

TEXTS = [
    "云江机床厂的飞镖队拿了第一。",
    "ABC工业园，职工ＣＢＡ联赛开打。",
    "安全生产 月月讲，一线工人带头。",
    "100%的班组开了班前会；a_b 是型号。",
]


@pytest.fixture
def published(db):
    issue = make_issue(year=2024, number=11)
    for text in TEXTS:
        make_slot(issue, make_article(title="消息", body=f"<p>{text}</p>"))
    return publish_issue(issue)


def titles_found(text: str) -> set[int]:
    return {hit.row.slot.position for hit in find(Question(text)).hits}


def test_recall_is_that_of_a_plain_scan(published):
    """Every stretch of one to four characters of every text is found in every article that holds it."""
    stored = dict(SearchEntry.objects.values_list("slot__position", "text"))
    questions = {text[i : i + n] for text in stored.values() for n in (1, 2, 4) for i in range(len(text) - n + 1)}
    questions = {question for question in questions if question == question.strip() and " " not in question}
    assert len(questions) > 150
    for question in sorted(questions):
        expected = {position for position, text in stored.items() if question in text}
        assert titles_found(question) == expected, question


@pytest.mark.parametrize(
    ("typed", "position"),
    [
        ("abc", 2),
        ("ＡＢＣ", 2),
        ("cba", 2),
        ("飞镖　第一", 1),
        ("100％", 4),
        ("A_B", 4),
        ("100%", 4),
        ("月月讲 一线", 3),
    ],
)
def test_width_case_and_spaces_do_not_matter(published, typed, position):
    assert titles_found(typed) == {position}


def test_wildcards_are_letters(published):
    assert titles_found("%") == {4}
    assert titles_found("_") == {4}


def test_every_word_must_occur(published):
    assert titles_found("飞镖 联赛") == set()


def test_what_hangs_on_an_article_is_found_too(db):
    issue = make_issue(year=2024, number=11)
    make_slot(
        issue,
        make_article(authors=[make_author(name="欧阳竹")], notes="①见年鉴。", photos=[make_photo(caption="天台。")]),
    )
    make_slot(issue, make_voices([("手稳。", "上官云", "吊车司机")]))
    publish_issue(issue)
    for word, position in (("欧阳竹", 1), ("年鉴", 1), ("天台", 1), ("上官云", 2), ("吊车", 2)):
        (hit,) = find(Question(word)).hits
        assert hit.row.slot.position == position, word
        assert (word, True) in hit.passage, word


def test_the_question_is_read_from_the_address_and_written_back():
    question = Question.asked(QueryDict("q= 工会  法 &year=2024&section=diaoyan&page=3"))
    assert question == Question("工会 法", "diaoyan", 2024)
    whole = Question("工会", "a", 2024, 7, "b", "voices", "new")
    assert Question.asked(QueryDict(whole.address[1:])) == whole
    assert Question.asked(QueryDict("q=a&kind=x&author=-1&order=old")) == Question("a")
    assert Question.asked(QueryDict(question.address[1:])) == question
    assert Question.asked(QueryDict("q=a&year=20x4")).year is None
    assert Question("工" * (LONGEST + 1)).too_long


def test_hits_are_marked_in_the_words_as_printed():
    assert occurrences("职工ＣＢＡ  联赛", ["cba 联"]) == [(2, 8)]
    assert mark("安全第一", ["全第", "第一"]) == [("安", False), ("全第一", True)]
    assert mark("无关", ["有"]) == [("无关", False)]


def test_a_passage_begins_where_a_sentence_does():
    text = "开头一句没有关系。" + "中间" * 30 + "。飞镖队拿了第一，" + "后来" * 60
    found = passage(text, ["飞镖"])
    assert found[0] == ("飞镖", True)
    assert found[-1] == ("……", False)
    assert passage(text, ["没有这个词"]) is None
    assert "".join(words for words, _hit in passage("短文有飞镖。", ["飞镖"])) == "短文有飞镖。"


def test_lines_stand_apart_by_half_a_character_where_no_mark_ends_them():
    """No typed space comes between Han and figures: the style sheet makes that gap."""
    found = passage("二、飞镖怎样开始\n1986年，码头有了飞镖队。\n后来人多了。\n", ["飞镖"])
    assert "".join(words for words, _hit in found) == "二、飞镖怎样开始\u20021986年，码头有了飞镖队。后来人多了。"


@pytest.fixture
def ranked(db):
    """四篇 that hold 飞镖: in the text, often in the text, in the author's name, in the title; newest first."""
    issue = make_issue(year=2024, number=12)
    make_slot(issue, make_article(title="甲", body="<p>一支飞镖。</p>"))
    older = make_issue(year=2024, number=11)
    make_slot(older, make_article(title="乙", body="<p>飞镖、飞镖，还是飞镖，飞镖。</p>"))
    oldest = make_issue(year=2023, number=1)
    make_slot(oldest, make_article(title="丙", authors=[make_author(name="飞镖协会")]))
    make_slot(oldest, make_article(title="丁：飞镖", tags=["体育"]))
    for each in (issue, older, oldest):
        publish_issue(each)


def titles(**asked) -> list[str]:
    return [hit.row.release.title for hit in find(Question("飞镖", **asked)).hits]


def test_titles_come_before_names_and_those_before_the_text(ranked):
    assert titles() == ["丁：飞镖", "丙", "乙", "甲"]
    assert titles(order="new") == ["甲", "乙", "丙", "丁：飞镖"]


def test_each_way_to_narrow_counts_what_remains(ranked):
    findings = find(Question("飞镖", year=2023))
    counted = {group.name: {facet.name: facet.count for facet in group.facets} for group in findings.narrowing}
    assert findings.total == 2
    assert counted["年份"] == {"2024年": 2, "2023年": 2}
    assert counted["体裁"] == {"文章": 2}
    assert counted["作者"] == {"飞镖协会": 1}
    assert counted["标签"] == {"体育": 1}
    for group in findings.narrowing:
        for facet in group.facets:
            asked = Question.asked(QueryDict(facet.address[1:]))
            assert find(asked).total == (4 if facet.name == "2023年" else facet.count), facet


def test_an_author_twice_in_a_byline_counts_once(db):
    issue, person = make_issue(year=2024, number=12), make_author(name="高远")
    article = make_article(title="飞镖", authors=[person])
    Byline.objects.create(article=article, author=person, position=2, role="摄")
    make_slot(issue, article)
    publish_issue(issue)
    findings = find(Question("飞镖", author=person.pk))
    assert (findings.total, len(findings.hits)) == (1, 1)
    assert [facet.count for group in findings.narrowing if group.name == "作者" for facet in group.facets] == [1]


def test_what_is_asked_in_the_other_script_is_found_and_marked(published):
    (hit,) = find(Question("雲江 飛鏢")).hits
    assert [words for words, marked in hit.passage if marked] == ["云江", "飞镖"]


def test_what_was_taken_down_is_not_found(published):
    published.slots.filter(position=1).update(taken_down_at=timezone.now())
    assert find(Question("飞镖")).total == find(Question("飞镖队")).total == 0
    assert find(Question("线")).total == 1
