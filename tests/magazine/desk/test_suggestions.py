"""修改建议 on the review page: what each person is offered there, and that no other door accepts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import suggesting
from articles.models import Article, Comment
from articles.states import Outcome, Verdict
from articles.workflow import Refused, move
from magazine.desk.sheet import sheet
from magazine.models import Notice
from tests.builders import make_article

pytestmark = pytest.mark.django_db
BODY = "<p>老陈先教徒弟看火色。</p>"


@pytest.fixture
def article(author):
    article = make_article(created_by=author, title="看火色", body=BODY)
    return move(article, Verdict.SUBMIT, author)


def page(client, article) -> str:
    return client.get(reverse("review", args=[article.pk])).content.decode()


def propose(client, article, **fields):
    post = {"quote": "先教", "proposal": "先带", "text": "", "near": "", "suggest": "1"} | fields
    return client.post(reverse("comment_add", args=[article.pk]), post)


def test_words_that_were_changed_are_proposed_whichever_button_is_pressed(client, article, head):
    client.force_login(head)
    client.post(reverse("comment_add", args=[article.pk]), {"quote": "先教", "proposal": "先教", "text": "哪一位？"})
    client.post(reverse("comment_add", args=[article.pk]), {"quote": "先教", "proposal": "先带", "text": "行话。"})
    found = list(Comment.objects.order_by("pk").values_list("proposal", "text"))
    assert found == [(None, "哪一位？"), ("先带", "行话。")]


def accept(client, article, version, **fields):
    post = {"opened_version": version} | fields
    return client.post(reverse("suggestion_accept", args=[article.pk]), post)


def test_a_reviewer_proposes_and_the_editor_accepts(client, article, head, other_editor):
    client.force_login(head)
    answer = propose(client, article, text="合乎行话。")
    one = Comment.objects.get()
    assert answer.url.endswith(f"#comment-{one.pk}")
    assert (one.quote, one.proposal, one.text) == ("先教", "先带", "合乎行话。")
    assert "1条修改建议待定" in page(client, article)
    client.force_login(other_editor)
    shown = page(client, article)
    assert "<del>先教</del> <ins>先带</ins>" in shown
    assert "采纳的人不能再签这一稿" in shown
    said = client.get(accept(client, article, 1, suggestion=one.pk).url).content.decode()
    assert "已采纳1条建议，存为第2稿。" in said
    assert "何川于" in said
    # Whoever proposed is told in the desk, at the place, and the screen says so.
    notice = Notice.objects.filter(person=head, review=None).get()
    assert notice.text == "何川采纳了你的1条修改建议：《看火色》"
    assert notice.path == f"/admin/articles/{article.pk}/review/#comment-{one.pk}"
    assert f"已在工作台通知：{head.get_full_name()}。" in said
    assert Article.objects.get(pk=article.pk).body == BODY.replace("先教", "先带")


def test_signatures_that_fall_are_named_before_and_after(client, article, editor, head, other_editor):
    move(article, Verdict.APPROVE, editor, "核过。")
    suggesting.propose(article, head, "先带", sheet(article), "先教")
    client.force_login(other_editor)
    assert "文字改了，初审签字作废，从头审起。" in page(client, article)
    said = client.get(accept(client, article, 1).url).content.decode()
    assert "存为第2稿。文字改了，初审签字作废，从头审起。" in said


def test_who_may_not_edit_gets_no_button_and_no_crafted_post_through(client, article, head, author, proofreader):
    one = suggesting.propose(article, head, "先带", sheet(article), "先教")
    for person in (author, proofreader):
        client.force_login(person)
        assert reverse("suggestion_accept", args=[article.pk]) not in page(client, article)
        accept(client, article, 1, suggestion=one.pk)
        accept(client, article, 1)
    one.refresh_from_db()
    assert (one.outcome, Article.objects.get(pk=article.pk).body) == ("", BODY)


def test_it_is_turned_down_or_taken_back(client, article, proofreader, other_editor):
    first = suggesting.propose(article, proofreader, "先带", sheet(article), "先教")
    second = suggesting.propose(article, proofreader, "颜色", sheet(article), "火色")
    client.force_login(proofreader)
    assert "收回" in page(client, article)
    client.post(reverse("suggestion_reject", args=[first.pk]))
    client.force_login(other_editor)
    client.post(reverse("suggestion_reject", args=[second.pk]))
    assert set(Comment.objects.values_list("outcome", "resolved_by")) == {
        (Outcome.REJECTED, proofreader.pk),
        (Outcome.REJECTED, other_editor.pk),
    }
    assert "待定" not in page(client, article)
    # One's own is taken back in silence.
    notice = Notice.objects.filter(review=None).get()
    assert (notice.person, notice.text) == (proofreader, "何川没有采纳你的1条修改建议：《看火色》")


def test_an_orphan_says_that_it_cannot_be_accepted(client, article, head, other_editor):
    one = suggesting.propose(article, head, "先带", sheet(article), "先教")
    Article.objects.filter(pk=article.pk).update(body="<p>全改了。</p>")
    client.force_login(other_editor)
    assert "原文已删，这条建议不能采纳" in page(client, article)
    said = client.get(accept(client, article, 1, suggestion=one.pk).url).content.decode()
    assert "“先教”已不在文中，这条建议不能采纳" in said


def test_bad_numbers_and_foreign_manuscripts(client, article, head, other_author, other_editor):
    one = suggesting.propose(article, head, "先带", sheet(article), "先教")
    client.force_login(other_editor)
    for bad in ({"opened_version": "x"}, {"opened_version": "1", "suggestion": "-1"}, {"opened_version": "9" * 30}, {}):
        assert client.post(reverse("suggestion_accept", args=[article.pk]), bad).status_code == 404
    client.force_login(other_author)
    assert accept(client, article, 1).status_code == 404
    assert client.post(reverse("suggestion_reject", args=[one.pk])).status_code == 404
    one.refresh_from_db()
    assert one.outcome == ""


@pytest.mark.parametrize("who", ["other_editor", "head"])
def test_the_page_asks_the_same_of_the_database_with_one_and_with_thirty(
    client, article, head, who, request, django_assert_num_queries
):
    """Whoever may sign, and whoever is told who may."""
    client.force_login(request.getfixturevalue(who))
    suggesting.propose(article, head, "先带", sheet(article), "先教")
    page(client, article)
    with CaptureQueriesContext(connection) as with_one:
        page(client, article)
    assert len(with_one) <= 25, "\n".join(
        q["sql"][:60] + " … " + q["sql"][q["sql"].find(" FROM ") :][:160] for q in with_one
    )
    for number in range(29):
        suggesting.propose(article, head, f"颜色{number}", sheet(article), "火色")
    with django_assert_num_queries(len(with_one)):
        page(client, article)


def test_a_suggestion_of_spaces_alone_is_refused_with_its_reason(article, head):
    for quote, proposal, reason in (("先教", "先教", "和原文一样"), ("先 教", "先教", "只改空格的")):
        with pytest.raises(Refused, match=reason):
            suggesting.propose(article, head, proposal, sheet(article), quote)
