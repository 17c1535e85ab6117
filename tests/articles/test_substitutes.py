"""代签: who signs for whom and for how long; both people stand on the signature and the person rule holds for both."""

from datetime import date

import pytest

from articles.models import Article, Substitute
from articles.panel import chain
from articles.permissions import refusals
from articles.states import Verdict
from articles.workflow import Refused, move, text_changed
from tests.builders import make_article, make_person, moment

pytestmark = pytest.mark.django_db
START, END = date(2024, 10, 10), date(2024, 10, 20)


@pytest.fixture
def stand_in(db):
    """沈立 has no role of review at all."""
    return make_person("沈立", "图片编辑")


def appoint(principal, person, stage, **fields) -> Substitute:
    fields = {"starts_on": START, "ends_on": END, "made_by": principal, "made_at": moment(2024, 10, 9)} | fields
    return Substitute.objects.create(principal=principal, person=person, stage=stage, **fields)


def waiting(author, *signers) -> Article:
    article = move(make_article(created_by=author), Verdict.SUBMIT, author, at=moment(2024, 10, 10))
    for signer in signers:
        article = move(article, Verdict.APPROVE, signer, "同意。", at=moment(2024, 10, 11))
    return article


def test_a_substitute_signs_and_both_names_stand(author, editor, head, chief, stand_in):
    appoint(head, stand_in, "second")
    article = move(waiting(author, editor), Verdict.APPROVE, stand_in, "同意。", at=moment(2024, 10, 12))
    review = article.reviews.last()
    assert (review.reviewer, review.on_behalf_of, review.stage) == (stand_in, head, "second")
    assert chain(article)[-1].who == "罗启明（沈立代签）"
    article = move(article, Verdict.APPROVE, chief, "可发。", at=moment(2024, 10, 13))
    assert article.latest_release.signatures[1]["name"] == "罗启明（沈立代）"


@pytest.mark.parametrize(
    ("day", "may"),
    [(9, False), (10, True), (20, True), (21, False)],
)
def test_only_on_the_days_agreed(author, editor, head, stand_in, day, may):
    appoint(head, stand_in, "second")
    article = waiting(author, editor)
    assert (refusals(stand_in, Verdict.APPROVE, article, date(2024, 10, day)) == []) == may


@pytest.mark.parametrize("change", ["ended", "stage", "principal gone", "principal lost the role", "person gone"])
def test_a_substitution_that_does_not_hold(author, editor, head, stand_in, change):
    row = appoint(head, stand_in, "final" if change == "stage" else "second")
    if change == "ended":
        row.ended_at = moment(2024, 10, 11)
        row.save()
    elif change == "principal gone":
        head.is_active = False
        head.save()
    elif change == "principal lost the role":
        head.groups.clear()
    elif change == "person gone":
        stand_in.is_active = False
        stand_in.save()
    with pytest.raises(Refused, match="复审由部主任签署，你的账号没有这一角色。"):
        move(waiting(author, editor), Verdict.APPROVE, stand_in, "同意。", at=moment(2024, 10, 12))


def test_nobody_signs_twice_through_a_substitute(author, editor, head, chief):
    """周敏 signed the 初审 herself; standing in for 罗启明 she would hold two stages."""
    appoint(head, editor, "second")
    article = waiting(author, editor)
    with pytest.raises(Refused) as refused:
        move(article, Verdict.APPROVE, editor, "同意。", at=moment(2024, 10, 12))
    assert refused.value.reasons == ["你已签过本稿的初审，复审须由另一人签署。"]


def test_whose_signature_was_given_by_another_does_not_sign_again(author, editor, head, stand_in):
    both = make_person("双职", is_superuser=True)
    appoint(both, stand_in, "second")
    article = move(waiting(author, editor), Verdict.APPROVE, stand_in, "同意。", at=moment(2024, 10, 12))
    assert refusals(both, Verdict.APPROVE, article) == ["你已签过本稿的复审，终审须由另一人签署。"]


def test_one_person_does_not_stand_behind_two_stages(author, editor, stand_in):
    both = make_person("双职", is_superuser=True)
    appoint(both, stand_in, "final")
    article = waiting(author, editor, both)
    assert refusals(stand_in, Verdict.APPROVE, article, date(2024, 10, 12)) == [
        "双职已签过本稿的复审，不能由你代签终审。"
    ]


def test_whoever_edited_cannot_have_it_signed_for_them(author, editor, head, stand_in):
    article = make_article(created_by=author)
    article.title = "部主任改过"
    article.save()
    text_changed(article, by=head)
    appoint(head, stand_in, "second")
    move(article, Verdict.SUBMIT, author)
    article = move(article, Verdict.APPROVE, editor, "同意。")
    assert refusals(stand_in, Verdict.APPROVE, article, date(2024, 10, 12)) == [
        "罗启明写过或改过本稿，不能由你代签复审。"
    ]


def test_a_substitute_of_two_signs_for_the_one_who_may(author, editor, head, stand_in):
    other = make_person("韦青", "部主任")
    article = make_article(created_by=author)
    article.title = "部主任改过"
    article.save()
    text_changed(article, by=head)
    appoint(head, stand_in, "second")
    appoint(other, stand_in, "second")
    move(article, Verdict.SUBMIT, author, at=moment(2024, 10, 10))
    article = move(article, Verdict.APPROVE, editor, "同意。", at=moment(2024, 10, 11))
    article = move(article, Verdict.APPROVE, stand_in, "同意。", at=moment(2024, 10, 12))
    assert article.reviews.last().on_behalf_of == other


def test_what_waits_for_the_principal_waits_for_the_substitute(author, editor, head, stand_in, monkeypatch):
    article = waiting(author, editor)
    assert list(Article.objects.waiting_for(stand_in)) == []
    appoint(head, stand_in, "second", starts_on=date(2020, 1, 1), ends_on=date(2999, 1, 1))
    assert list(Article.objects.waiting_for(stand_in)) == [article]
