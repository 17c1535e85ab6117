"""修改建议: proposed by one, accepted by another, as an edit like any other; who proposed may still sign."""

import pytest

from articles import comments, suggesting
from articles.history import moments
from articles.models import Article, Comment, Edit
from articles.permissions import wrote_or_edited
from articles.states import Outcome, Verdict
from articles.workflow import Refused, move, text_changed
from magazine.desk.sheet import sheet
from tests.builders import make_article, make_chronicle, make_person, make_photo, make_release, moment

pytestmark = pytest.mark.django_db
BODY = "<p>老陈先教徒弟看火色。</p><p>看火色，要看三遍。</p>"


@pytest.fixture
def article(author):
    return make_article(created_by=author, title="看火色", body=BODY)


def propose(article, by, quote, proposal, near=0, text=""):
    return suggesting.propose(article, by, proposal, sheet(article), quote, near, text)


def accept(article, by, only=None):
    article.refresh_from_db()
    return suggesting.accept(article, by, article.version, sheet, only.pk if only else None)


def again(article):
    return Article.objects.get(pk=article.pk)


def test_accepted_words_stand_in_the_text_and_in_the_history(article, author, head):
    one = propose(article, head, "先教", "先带")
    assert again(article).body == BODY
    came = accept(article, author, one)
    one.refresh_from_db()
    assert again(article).body == BODY.replace("先教", "先带")
    assert (came.taken, came.version, came.left) == (1, 2, [])
    assert (one.outcome, one.version, one.resolved_by) == (Outcome.ACCEPTED, 2, author)
    newest = moments(again(article))[0]
    assert (newest.what, newest.who, newest.detail) == (
        "采纳罗启明的修改建议，存为第2稿", "苏晓", "“先教”改为“先带”")  # fmt: skip


def test_of_equal_words_the_chosen_ones_are_changed(article, author, head):
    words = sheet(article).words
    propose(article, head, "看火色", "看颜色", near=words.rindex("看火色"))
    accept(article, author)
    assert again(article).body == "<p>老陈先教徒弟看火色。</p><p>看颜色，要看三遍。</p>"
    assert again(article).title == "看火色"


@pytest.mark.parametrize("field", ["kicker", "title", "subtitle", "lead", "notes", "source", "funding_note"])
def test_every_printed_field_takes_a_suggestion(author, head, field):
    article = make_article(created_by=author, **{"title": "标题", field: "炉前的人"})
    propose(article, head, "炉前", "炉边")
    accept(article, author)
    assert getattr(again(article), field) == "炉边的人"


def test_an_entry_takes_one_too(editor, head):
    article = make_chronicle([moment(2024, 10, 8).date(), moment(2024, 10, 9).date()])
    propose(article, head, "10月9日，市总工会召开会议", "10月9日，市总工会开会")
    accept(article, editor)
    assert [event.text for event in article.events.order_by("position")] == [
        "10月8日，市总工会召开会议。",
        "10月9日，市总工会开会。",
    ]


def test_all_at_once_is_one_version_and_what_cannot_be_taken_is_told(article, author, head, editor):
    propose(article, head, "老陈", "陈师傅")
    propose(article, editor, "三遍", "")
    propose(article, editor, "陈先教", "陈带")  # the same place as the first
    gone = propose(article, editor, "徒弟", "学徒")
    Article.objects.filter(pk=article.pk).update(body=BODY.replace("徒弟", ""))
    text_changed(article, by=author)
    came = accept(article, author)
    assert came.taken == 2
    assert [line[:8] for line in came.left] == ["“陈先教”和另一", "“徒弟”已不在文"]
    assert again(article).body == "<p>陈师傅先教看火色。</p><p>看火色，要看。</p>"
    assert again(article).version == 3
    detail = next(line.detail for line in moments(again(article)) if "建议" in line.what)
    assert detail == "罗启明：“老陈”改为“陈师傅”；周敏：删去“三遍”"
    with pytest.raises(Refused, match="“徒弟”已不在文中，这条建议不能采纳"):
        accept(article, author, gone)


def test_accepting_voids_signatures_and_bars_who_accepts_not_who_proposed(article, author, editor, other_editor, head):
    move(article, Verdict.SUBMIT, author)
    move(again(article), Verdict.APPROVE, editor, "核过。")
    propose(again(article), head, "先教", "先带")
    accept(article, other_editor)
    article = again(article)
    assert (article.state, article.round) == ("first", 2)
    assert article.reviews.get(verdict=Verdict.VOID).opinion == "文字在签字后有改动，初审签字作废。"
    assert wrote_or_edited(other_editor, article)
    assert not wrote_or_edited(head, article)
    move(article, Verdict.APPROVE, editor, "再核过。")
    move(again(article), Verdict.APPROVE, head, "同意。")
    assert again(article).state == "final"


def test_only_who_may_edit_now_accepts(article, author, proofreader, head, editor):
    one = propose(article, proofreader, "先教", "先带")
    with pytest.raises(Refused, match="没有编辑稿件的权限"):
        accept(article, proofreader, one)
    move(again(article), Verdict.SUBMIT, author)
    with pytest.raises(Refused, match="作者暂不能改动"):
        accept(article, author, one)
    make_release(again(article))
    with pytest.raises(Refused, match="稿件已定稿"):
        accept(article, editor, one)
    assert again(article).body == BODY


def test_a_stale_screen_accepts_nothing(article, author, head):
    one = propose(article, head, "先教", "先带")
    Article.objects.filter(pk=article.pk).update(lead="导语。")
    text_changed(article, by=head)
    with pytest.raises(Refused, match="在你打开之后有人存过"):
        suggesting.accept(article, author, 1, sheet, one.pk)
    assert again(article).body == BODY
    assert accept(article, author, one).version == 3


@pytest.mark.parametrize(
    ("quote", "proposal", "why"),
    [
        ("没有的话", "有", "文中没有这段话"),
        ("先教", " 先 教 ", "只改空格的"),
        ("先教", "一\n二", "不分行"),
        ("先教", "长" * 301, "不超过300字"),
        ("火色。看火", "火", "跨段的分开提"),
        ("看火色老", "看", "只在一段之内"),
        ("三号炉", "四号炉", "署名、图说、语录"),
    ],
)
def test_what_cannot_be_put_there_is_refused_at_once(author, head, quote, proposal, why):
    photo = make_photo(caption="三号炉")
    article = make_article(created_by=author, title="看火色", body=BODY, photos=[photo])
    with pytest.raises(Refused, match=why):
        propose(article, head, quote, proposal)
    assert not Comment.objects.exists()


def test_a_title_is_not_emptied_nor_made_too_long(author, head):
    article = make_article(created_by=author, title="看火色" * 60, body="<p>正文。</p>")
    with pytest.raises(Refused, match="标题不超过200字"):
        propose(article, head, "看火色", "看" * 100)
    with pytest.raises(Refused, match="标题不能删空"):
        propose(article, head, "看火色" * 60, "")


def test_one_turned_down_leaves_the_text_and_can_be_opened_again(article, author, head, proofreader):
    one = propose(article, head, "先教", "先带")
    with pytest.raises(Refused, match="能改这篇稿件的人或提出的人"):
        suggesting.reject(one, proofreader)
    suggesting.reject(one, author)
    assert again(article).body == BODY
    assert [line.what for line in moments(article)][0] == "没有采纳罗启明的修改建议"
    with pytest.raises(Refused, match="已经有人处理过"):
        accept(article, author, one)
    one.refresh_from_db()
    comments.resolve(one, head, done=False)
    assert accept(article, author, one).taken == 1
    one.refresh_from_db()
    with pytest.raises(Refused, match="在历史里恢复前一稿"):
        comments.resolve(one, author, done=False)
    comments.answer(one, head, "好。")
    one.refresh_from_db()
    assert one.outcome == Outcome.ACCEPTED


def test_a_suggestion_waits_for_a_decision_and_is_not_just_ended(article, author, head):
    one = propose(article, head, "先教", "先带")
    with pytest.raises(Refused, match="是采纳或不采纳"):
        comments.resolve(one, author)


def test_who_may_not_see_the_manuscript_proposes_nothing(article, other_author):
    with pytest.raises(Refused, match="别人的稿件"):
        propose(article, other_author, "先教", "先带")
    stranger = make_person("生人")
    with pytest.raises(Refused, match="没有这一角色"):
        propose(article, stranger, "先教", "先带")


def test_the_version_is_as_accepted_and_the_edit_has_a_name(article, author, head):
    propose(article, head, "先教", "先带")
    accept(article, author)
    assert Edit.objects.get(article=article).editor == author
    assert "先带" in again(article).versions.get(number=2).words["texts"]["body"]
