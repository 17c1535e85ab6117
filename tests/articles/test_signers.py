"""A refusal names who may: the people, this manuscript considered; the roles and their people, at a page."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles.models import Article, Substitute
from articles.panel import buttons
from articles.signers import demand, names, who_has, who_may
from articles.states import Verdict, moves
from articles.workflow import move, text_changed
from tests.builders import make_article, make_person, make_release

pytestmark = pytest.mark.django_db


def told(article, verdict="approve") -> str:
    article = Article.objects.get(pk=article.pk)
    return who_may(moves()[verdict, article.state], article)


def test_those_who_may_sign_this_one_are_named(author, editor, other_editor, head):
    article = move(make_article(created_by=author), Verdict.SUBMIT, author)
    assert told(article) == "可签初审的有：何川、周敏。"
    Article.objects.filter(pk=article.pk).update(lead="导语。")
    text_changed(article, by=editor)
    assert told(article) == "可签初审的有：何川。"
    other_editor.is_active = False
    other_editor.save()
    assert told(article) == "现在没有人能签初审，由管理员开通账号或安排代签。"
    assert told(article, "return") == "可签初审的有：周敏。"


def test_a_substitute_is_named_and_not_where_the_principal_may_not_sign(author, editor, head, chief):
    today = timezone.localdate()
    article = move(make_article(created_by=author), Verdict.SUBMIT, author)
    Substitute.objects.create(
        principal=editor, person=chief, stage="first", starts_on=today, ends_on=today + timedelta(1),
        made_by=editor, made_at=timezone.now(),
    )  # fmt: skip
    assert told(article) == "可签初审的有：周敏、郑国华。"
    Article.objects.filter(pk=article.pk).update(lead="导语。")
    text_changed(article, by=editor)
    assert told(article).startswith("现在没有人能签初审")


def test_a_barred_button_names_them_and_a_free_one_does_not(author, editor, head):
    article = move(make_article(created_by=author), Verdict.SUBMIT, author)
    barred = buttons(head, article)
    assert barred[0].reasons == ["初审由责任编辑签署，你的账号没有这一角色。", "可签初审的有：周敏。"]
    assert [button.reasons for button in buttons(editor, article)] == [[], []]


def test_sending_in_and_reopening_name_who_may(author, other_author, proofreader, editor, chief):
    article = make_article(created_by=author)
    assert buttons(proofreader, article)[0].reasons[-1] == "可送审的有：周敏、苏晓、郑国华。"
    make_release(article)
    article.refresh_from_db()
    assert buttons(proofreader, article)[0].reasons[-1] == "可改稿的有：初审人、周敏、终审人、郑国华。"


def test_of_many_the_first_are_named():
    people = [make_person(f"王{number}") for number in range(9)]
    assert names(people) == "王0、王1、王2、王3、王4、王5等9人"
    assert names(people[:2]) == "王0、王1"


def test_a_page_says_which_roles_and_who(editor, head, chief, author):
    assert who_has("articles.review_final") == "这里由总编办理：郑国华。"
    assert who_has("articles.no_such_right") == ""
    with pytest.raises(PermissionDenied) as refused:
        demand(author, "magazine.change_slot")
    assert refused.value.right == "magazine.change_slot"
    demand(editor, "magazine.change_slot")
