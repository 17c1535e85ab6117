"""三审三校 in one strip: who and when, whose turn since when, and signatures that fell with their cause."""

import pytest

from articles.models import Article, Procedure
from articles.permissions import way
from articles.proofs import begin, close, standings
from articles.states import Verdict
from articles.strip import strip
from articles.workflow import move, text_changed
from tests.builders import make_article, make_release, moment

pytestmark = pytest.mark.django_db


def shown(article) -> list[tuple]:
    article = Article.objects.get(pk=article.pk)
    steps = strip(article, way(article), standings([article.pk])[article.pk])
    return [(step.label, step.state, step.who) for step in steps]


def steps(article):
    article = Article.objects.get(pk=article.pk)
    return strip(article, way(article), standings([article.pk])[article.pk])


def test_reviews_on_their_way(author, editor):
    article = make_article(created_by=author)
    assert [state for _label, state, _who in shown(article)] == ["next"] * 3
    move(article, Verdict.SUBMIT, author, at=moment(2024, 10, 1))
    assert (steps(article)[0].state, steps(article)[0].when) == ("now", moment(2024, 10, 1))
    move(article, Verdict.APPROVE, editor, "核过。", at=moment(2024, 10, 2))
    assert shown(article) == [("初审", "done", "周敏"), ("复审", "now", ""), ("终审", "next", "")]


def test_a_signature_that_fell_is_there_with_its_cause(author, editor, head):
    article = make_article(created_by=author)
    move(article, Verdict.SUBMIT, author)
    move(article, Verdict.APPROVE, editor, "核过。")
    Article.objects.filter(pk=article.pk).update(lead="导语。")
    text_changed(article, by=author)
    first = steps(article)[0]
    assert (first.state, first.fallen) == ("now", (("周敏", "文字在签字后有改动，初审签字作废。"),))
    make_release(Article.objects.get(pk=article.pk), at=moment(2100, 1, 1))
    assert all(step.fallen == () and step.state == "done" for step in steps(article))


def test_proofs_follow_in_the_same_strip(author, proofreader, chief):
    Procedure.objects.create(proof_rounds=2)
    article = make_article(created_by=author)
    make_release(article)
    assert shown(article)[3:] == [("一校", "next", ""), ("二校", "next", "")]
    proof = begin(article, "first", proofreader)
    assert shown(article)[3:] == [("一校", "now", "方宁"), ("二校", "next", "")]
    close(proof, proofreader, at=moment(2024, 11, 1))
    assert (steps(article)[3].state, steps(article)[3].when) == ("done", moment(2024, 11, 1))
