"""采纳 and 忽略 of what the checks found: where each stands, what is put in its place, and that nothing is unasked."""

import pytest

from articles.checking import checked, waive
from articles.mending import mend
from articles.models import Article, Edit
from articles.states import Verdict
from articles.workflow import Refused, move
from magazine.desk.sheet import sheet
from tests.builders import make_article

pytestmark = pytest.mark.django_db
BODY = "<p>会议<strong>开始,</strong>参会的人和其它人都到了。</p><p>他说：“按装好了，其它的明天再办。”提供7x24小时服务。</p>"


@pytest.fixture
def article(author):
    return make_article(created_by=author, body=BODY)


def found(article, words: str, right: str):
    page = sheet(article)
    there = [item for item in checked(article, sheet=page) if item.finding.mend and item.finding.mend.right == right]
    return next(item for item in there if page.words[: item.place.start].endswith(words))


def test_a_finding_stands_at_its_own_words(article):
    page = sheet(article)
    marked = [page.words[item.place.start : item.place.end] for item in checked(article, sheet=page)]
    assert sorted(marked) == sorted([",", "其它", "按装", "其它", "x"])
    assert found(article, "参会的人和", "其他").place != found(article, "装好了，", "其他").place


def test_one_is_taken_and_no_other_is_touched(article, editor):
    item = found(article, "参会的人和", "其他")
    wanted, version = mend(article, editor, 1, sheet, item.finding.rule, item.place.start)
    assert (wanted.wrong, wanted.right, version) == ("其它", "其他", 2)
    assert Article.objects.get(pk=article.pk).body == BODY.replace("和其它人", "和其他人")
    assert Edit.objects.get(version=2).editor == editor


def test_a_mark_inside_bold_keeps_the_bold(article, editor):
    item = found(article, "会议开始", "，")
    mend(article, editor, 1, sheet, item.finding.rule, item.place.start)
    assert "<strong>开始，</strong>" in Article.objects.get(pk=article.pk).body


def test_quotations_and_numbers_are_to_be_looked_up_first(article):
    assert found(article, "他说：“", "安装").caution == "在引文里，先核对原文。"
    assert found(article, "提供7", "×").caution == "改的是数字，先核对原文。"
    assert found(article, "参会的人和", "其他").caution == ""


def test_looking_changes_nothing(article, client, editor):
    client.force_login(editor)
    client.get(f"/admin/articles/{article.pk}/review/")
    article.refresh_from_db()
    assert (article.body, article.version) == (BODY, 1)


def test_what_was_saved_since_or_is_gone_is_refused(article, editor):
    item = found(article, "参会的人和", "其他")
    mend(article, editor, 1, sheet, item.finding.rule, item.place.start)
    with pytest.raises(Refused, match="有人存过"):
        mend(article, editor, 1, sheet, item.finding.rule, item.place.start)
    with pytest.raises(Refused, match="已没有这一处"):
        mend(article, editor, 2, sheet, item.finding.rule, item.place.start)


def test_who_may_not_edit_takes_nothing(article, author, other_author):
    move(article, Verdict.SUBMIT, author)
    item = found(article, "参会的人和", "其他")
    for person in (author, other_author):
        with pytest.raises(Refused):
            mend(article, person, 1, sheet, item.finding.rule, item.place.start)
    assert Article.objects.get(pk=article.pk).body == BODY


def test_what_need_not_be_mended_is_put_aside_without_a_reason(article, editor):
    assert waive(article, "W01", "其它", "", editor) == []
    assert waive(article, "W01", "其它", "", editor) == ["这一处已经忽略。"]
    assert [item.finding.quote for item in checked(article) if item.waiver] == ["其它", "其它"]
