"""A finding that must be mended keeps a manuscript from 定稿 until it is mended, or waived with a reason."""

import pytest

from articles.checking import checked, lift, standing_against, waive
from articles.models import Article, Figure, Waiver
from articles.states import State, Verdict
from articles.workflow import Refused, move, text_changed
from tests.builders import make_article, make_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(author, editor, head):
    article = make_article(created_by=author, body="<p>会议于2月30日召开。</p>")
    move(article, Verdict.SUBMIT, author)
    move(article, Verdict.APPROVE, editor, "同意。")
    return move(article, Verdict.APPROVE, head, "同意。")


def test_a_date_that_is_none_stops_the_last_signature(article, chief):
    with pytest.raises(Refused) as refused:
        move(article, Verdict.APPROVE, chief, "可发。")
    assert refused.value.reasons == ["正文“2月30日”：没有这一天。改好，或写明理由放行，再签终审。"]
    article.refresh_from_db()
    assert article.state == State.FINAL


def test_a_waiver_with_its_reason_lets_it_pass(article, chief, editor):
    assert waive(article, "N11", "2月30日", " ", editor) == ["放行须写明理由，不超过300字。"]
    assert waive(article, "N11", "2月30日", "小说里的日子。", editor) == []
    assert waive(article, "N11", "2月30日", "再来一次。", editor) == ["这一处已经放行。"]
    assert [item.waiver.reason for item in checked(article)] == ["小说里的日子。"]
    assert move(article, Verdict.APPROVE, chief, "可发。").state == State.RELEASED


def test_a_waiver_stands_for_those_words_alone(article, editor, chief):
    waive(article, "N11", "2月30日", "小说里的日子。", editor)
    article.body = "<p>会议于2月31日召开。</p>"
    article.save()
    text_changed(article, by=None)
    assert [item.blocks for item in checked(Article.objects.get(pk=article.pk))] == [True]


def test_who_may_waive(article, author, photo_editor):
    for person in (author, photo_editor):
        assert waive(article, "N11", "2月30日", "理由。", person) == [
            "放行和忽略由责任编辑、部主任或总编办理，你的账号没有这一角色。"
        ]
    assert not Waiver.objects.exists()


def test_what_was_let_stand_is_told_again_by_a_later_row(article, editor, chief, author):
    assert lift(article, "N11", "2月30日", editor) == ["这一处没有放行，也没有忽略，不用恢复。"]
    waive(article, "N11", "2月30日", "小说里的日子。", editor)
    assert lift(article, "N11", "2月30日", author) == ["放行和忽略由责任编辑、部主任或总编办理，你的账号没有这一角色。"]
    assert standing_against(article) == []
    assert lift(article, "N11", "2月30日", chief) == []
    assert len(standing_against(article)) == 1
    assert lift(article, "N11", "2月30日", chief) == ["这一处没有放行，也没有忽略，不用恢复。"]
    assert waive(article, "N11", "2月30日", "作者坚持。", chief) == []
    assert [(row.reason, row.lifted, row.person) for row in article.waivers.all()] == [
        ("小说里的日子。", False, editor),
        ("", True, chief),
        ("作者坚持。", False, chief),
    ]
    move(article, Verdict.APPROVE, chief, "可发。")
    article.refresh_from_db()
    assert lift(article, "N11", "2月30日", editor) == ["稿件已定稿，放行、忽略的不再恢复。要改，先点“改稿”。"]


def test_a_long_paragraph_twice_is_put_aside_and_told_again(editor):
    long = "".join(f"第{number}组先讲安全，" for number in range(90))
    article = make_article(body=f"<p>{long}</p><p>{long}</p>")
    assert waive(article, "W04", long, "", editor) == []
    assert [bool(item.waiver) for item in checked(article)] == [True]
    assert lift(article, "W04", long, editor) == []
    assert [bool(item.waiver) for item in checked(article)] == [False]


def test_what_is_not_there_is_not_waived(article, editor):
    assert waive(article, "N11", "2月29日", "理由。", editor) == ["文中已没有这一处，不用再处理。"]


def test_a_picture_without_alt_text_stops_the_last_signature(article, chief, editor):
    waive(article, "N11", "2月30日", "小说里的日子。", editor)
    dumb, told = make_photo(caption="会场。"), make_photo(caption="车间。", alt="工人俯身看仪表。")
    for position, photo in enumerate((dumb, told), start=1):
        Figure.objects.create(article=article, photo=photo, position=position)
    assert [(item.label, item.finding.quote) for item in checked(article) if item.blocks] == [("配图", "会场。")]
    assert [item.finding.source for item in checked(article) if item.blocks] == ["《网页内容无障碍指南》2.2版第1.1.1条"]
    assert standing_against(article) == [
        "配图“会场。”：没有替代文字，看不见图的读者不知道图上有什么。改好，或写明理由放行，再签终审。"
    ]
    article.figures.filter(photo=dumb).update(alt="众人围坐在长桌旁。")
    assert standing_against(article) == []
    article.figures.filter(photo=dumb).update(alt=" ")
    assert waive(article, "P1", "会场。", "只是一道花边。", chief) == []
    assert standing_against(article) == []
