"""撤稿 and 更正: what is left at the address, what is gone from everywhere else, and the way back."""

import json

import pytest
from django.urls import reverse

from articles.models import Article
from articles.states import Verdict
from articles.workflow import Refused, move, text_changed
from magazine.contents import released_contents
from magazine.models import Slot
from magazine.publishing import correct, publish, put_back, take_down, withdraw
from tests.builders import make_article, make_issue, make_release, make_slot, moment, publish_issue

pytestmark = pytest.mark.django_db
NOW = moment(2024, 12, 1)


@pytest.fixture
def slot(author):
    issue = make_issue(year=2024, number=11)
    found = make_slot(issue, make_article(created_by=author, title="夜校进厂区", body="<p>独一无二的盘扣脚手架。</p>"))
    make_slot(issue, make_article(title="另一篇"))
    publish_issue(issue)
    found.refresh_from_db()
    return found


def everywhere(client) -> str:
    """All that readers and machines can get, but the article's own address."""
    addresses = [reverse("home"), reverse("search") + "?q=盘扣脚手架", reverse("feed"), reverse("sitemap")]
    addresses += [reverse("section", args=[slot.section.slug]) for slot in Slot.objects.select_related("section")]
    return "".join(client.get(address).content.decode() for address in addresses)


def test_a_notice_with_its_date_is_left(client, slot, chief):
    address = reverse("article", args=[slot.article_id])
    take_down(slot, "作者要求撤回。", by=chief, now=NOW)
    answer = client.get(address)
    page = answer.content.decode()
    assert answer.status_code == 410
    assert "2024年12月1日" in page
    assert "作者要求撤回。" in page
    assert "盘扣脚手架" not in page
    assert "夜校进厂区" not in page
    assert '<meta name="robots" content="noindex">' in page


def test_it_is_gone_from_search_feeds_lists_and_the_map(client, slot, chief):
    assert "夜校进厂区" in everywhere(client)
    take_down(slot, "作者要求撤回。", by=chief, now=NOW)
    left = everywhere(client)
    assert "夜校进厂区" not in left
    assert "盘扣脚手架。" not in left
    assert f"/articles/{slot.article_id}/" not in left
    assert client.get(reverse("citation", args=[slot.article_id, "ris"])).status_code == 404


def test_the_contents_say_so(client, slot, chief):
    take_down(slot, "作者要求撤回。", by=chief, now=NOW)
    page = client.get(reverse("issue", args=["2024-11"])).content.decode()
    assert "（已撤稿）" in page
    assert "盘扣脚手架" not in page
    assert [line.title for line in released_contents(slot.issue).lines] == ["夜校进厂区（已撤稿）", "另一篇"]
    data = json.loads(client.get(reverse("contents_json", args=["2024-11"])).content)
    assert "夜校进厂区（已撤稿）" in json.dumps(data, ensure_ascii=False)


def test_it_is_recorded_and_can_be_undone(client, slot, chief):
    release = slot.release
    take_down(slot, "作者要求撤回。", by=chief, now=NOW)
    with pytest.raises(Refused, match="已经撤稿"):
        take_down(slot, "再撤一次。", by=chief, now=NOW)
    put_back(slot, by=chief, now=NOW)
    slot.refresh_from_db()
    assert slot.release == release
    assert "盘扣脚手架" in client.get(reverse("article", args=[slot.article_id])).content.decode()
    assert "夜校进厂区" in everywhere(client)
    records = slot.issue.publications.values_list("verb", "detail")
    assert list(records)[1:] == [("take_down", "《夜校进厂区》作者要求撤回。"), ("put_back", "《夜校进厂区》")]
    with pytest.raises(Refused, match="没有撤稿"):
        put_back(slot, by=chief, now=NOW)


@pytest.mark.parametrize("role", ["author", "editor", "head", "photo_editor", "exporter", "manager"])
@pytest.mark.parametrize("address", ["slot_take_down", "slot_put_back"])
def test_only_the_chief_takes_down(client, slot, role, address, request):
    client.force_login(request.getfixturevalue(role))
    answer = client.post(reverse(address, args=[slot.pk]), {"note": "撤。"})
    assert answer.status_code in (302, 403)
    slot.refresh_from_db()
    assert slot.taken_down_at is None


def test_taking_down_asks_for_words_and_for_an_article_that_is_out(slot, chief):
    with pytest.raises(Refused, match="撤稿说明要写给读者看"):
        take_down(slot, " ", by=chief, now=NOW)
    withdraw(slot.issue, by=chief, now=NOW)
    with pytest.raises(Refused, match="还没有见刊"):
        take_down(slot, "撤。", by=chief, now=NOW)


def test_a_correction_may_be_silent_and_keeps_the_record(client, slot, chief, author):
    old = slot.release
    move(slot.article, Verdict.REOPEN, chief, "改错字。")
    article = Article.objects.get(pk=slot.article_id)
    article.body = "<p>独一无二的碗扣脚手架。</p>"
    article.save()
    text_changed(article, by=author)
    address = reverse("article", args=[article.pk])
    assert "盘扣" in client.get(address).content.decode()
    make_release(Article.objects.get(pk=article.pk))
    correct(slot, "", by=chief, now=NOW)
    page = client.get(address).content.decode()
    assert "碗扣" in page
    assert 'class="correction"' not in page
    assert list(article.releases.order_by("number"))[0] == old


def test_the_first_day_survives_withdrawing_and_publishing_again(slot, chief):
    first = slot.issue.published_at
    withdraw(slot.issue, by=chief, now=NOW)
    publish(slot.issue, by=chief, at=NOW, now=NOW)
    slot.issue.refresh_from_db()
    assert (slot.issue.first_published_at, slot.issue.published_at) == (first, NOW)
