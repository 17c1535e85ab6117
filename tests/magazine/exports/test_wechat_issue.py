"""A whole issue for WeChat: the contents card, all in one, and what is left out."""

import nh3
import pytest
from django.urls import reverse

from magazine.exports.wechat_issue import issue_message
from magazine.models import Issue
from tests.builders import make_article, make_issue, make_release, make_slot
from tests.magazine.exports.oddities import odd_issue
from tests.magazine.exports.test_wechat import ATTRIBUTES, PROPERTIES, TAGS, heard

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue() -> Issue:
    return odd_issue()


def test_the_card_names_every_article_in_order(issue):
    card = heard(issue_message(issue, "云江工运").card)
    titles = [slot.release.full_title for slot in issue.slots.select_related("release").order_by("position")]
    places = [card.index(title) for title in titles]
    assert places == sorted(places)


def test_the_whole_is_the_card_and_every_message(issue):
    found = issue_message(issue, "云江工运")
    assert found.html.startswith(found.card)
    for slot, message in found.pieces:
        assert slot.release.full_title in heard(found.html)
        assert len(message.photos) <= len(found.photos)
    assert [photo.number for photo in found.photos] == list(range(1, len(found.photos) + 1))


def test_the_editors_allow_list_changes_nothing(issue):
    found = issue_message(issue, "云江工运", lambda path: f"https://a.cn{path}")
    for html in (found.card, found.html):
        passed = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, filter_style_properties=PROPERTIES, link_rel=None)
        assert passed.replace("&nbsp;", "\u00a0") == html


def test_what_is_not_signed_is_named_and_left_out(client, chief):
    issue = make_issue(year=2024, number=12)
    signed = make_article(title="夜校的灯", body="<p>正文。</p>")
    make_release(signed)
    make_slot(issue, signed)
    make_slot(issue, make_article(title="没签的"))
    found = issue_message(issue, "云江工运")
    assert found.missing == ("没签的",)
    assert "没签的" not in found.html
    client.force_login(chief)
    assert "没有放进来的：没签的。" in client.get(reverse("wechat_issue", args=["2024-12"])).content.decode()


def test_a_whole_issue_may_be_too_long(issue):
    issue = make_issue(year=2024, number=12)
    long = make_article(title="长文", body="".join(f"<p>{'字' * 500}</p>" for _paragraph in range(41)))
    make_release(long)
    make_slot(issue, long)
    assert any("公众号要少于20000字" in problem for problem in issue_message(issue, "云江工运").problems)


def test_an_issue_without_a_release_is_refused(client, chief):
    make_slot(make_issue(year=2024, number=12), make_article(title="没签的"))
    client.force_login(chief)
    answer = client.get(reverse("wechat_issue", args=["2024-12"]))
    assert (answer.status_code, "还没有定稿的稿件" in answer.content.decode()) == (409, True)


def test_the_door_asks_for_the_right(client, author):
    make_issue(year=2024, number=12)
    client.force_login(author)
    assert client.get(reverse("wechat_issue", args=["2024-12"])).status_code == 403
