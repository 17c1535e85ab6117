"""What is not published appears at no public address: drafts, planned, scheduled and withdrawn words alike."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from articles.states import Layout, Verdict
from articles.workflow import move, text_changed
from magazine.publishing import publish, withdraw
from tests.builders import (
    make_article,
    make_author,
    make_chronicle,
    make_issue,
    make_photo,
    make_release,
    make_section,
    make_slot,
    make_voices,
    moment,
    publish_issue,
)

# Characters that stand nowhere else, so that any trace of a secret is seen.
SECRET = "龘靐"


def secret(word: str) -> str:
    return f"{SECRET}{word}"


def secret_piece(section, **fields) -> Article:
    return make_article(
        section=section,
        **{
            "kicker": secret("肩"),
            "title": secret("题"),
            "subtitle": secret("副"),
            "rubric": secret("栏"),
            "lead": secret("导"),
            "body": f"<p>{secret('文')}</p>",
            "notes": f"①{secret('注')}",
            "funding_note": secret("金"),
            "source": secret("源"),
            "tags": [secret("签")],
            "authors": [make_author(name=secret("人"))],
            "photos": [make_photo(caption=secret("图"), credit_name=secret("摄"), alt=secret("替"))],
        }
        | fields,
    )


@pytest.fixture
def site(db, chief):
    """A published issue beside every kind of thing that readers must not see; the ids of what is hidden."""
    section = make_section(name="车间", slug="chejian")
    author = make_author(name="高远")
    live = make_article(section=section, authors=[author], title="夜校", tags=["学习"])
    out = make_issue(year=2024, number=11)
    make_slot(out, live)
    make_slot(out, make_chronicle([moment(2024, 10, 10).date()], title="10月大事"))
    make_slot(out, make_voices([("手上有准头。", "田野", "焊工")], title="10月之声"))
    publish_issue(out)
    hidden = [secret_piece(section)]
    # the newer draft of a live article
    live.refresh_from_db()
    move(live, Verdict.REOPEN, chief, secret("意见"))
    Article.objects.filter(pk=live.pk).update(title=secret("新题"), body=f"<p>{secret('新文')}</p>")
    text_changed(live, by=chief)
    # released, in an issue that is only planned; scheduled for tomorrow; withdrawn
    for number, kind in ((12, "planned"), (13, "scheduled"), (14, "withdrawn")):
        issue = make_issue(year=2024, number=number, theme=secret("主题"), masthead=f"主编：{secret('编')}")
        article = secret_piece(make_section(layout=Layout.ARTICLE, name=f"栏{number}", slug=f"lan{number}"))
        make_slot(issue, article, heading=secret("另立"))
        make_slot(issue, make_chronicle([moment(2024, 10, 11).date()], title=secret("大事")))
        make_slot(issue, make_voices([(secret("话"), secret("说"), secret("身"))], title=secret("之声")))
        for slot in issue.slots.all():
            make_release(slot.article)
            hidden.append(slot.article)
        if kind == "scheduled":
            publish(issue, at=timezone.now() + timedelta(days=1))
        if kind == "withdrawn":
            publish(issue)
            withdraw(issue)
    # added to the published issue after it went out
    late = secret_piece(section)
    make_release(late)
    make_slot(out, late)
    hidden.append(late)
    return {"hidden": hidden, "live": live, "author": author}


def public_addresses(site) -> list[str]:
    hidden_authors = {byline.author_id for article in site["hidden"] for byline in article.bylines.all()}
    return [
        "/",
        "/issues/",
        *[f"/issues/2024-{number}/" for number in (11, 12, 13, 14)],
        *[f"/issues/2024-{number}/contents.json" for number in (11, 12, 13, 14)],
        f"/articles/{site['live'].pk}/",
        *[f"/articles/{article.pk}/" for article in site["hidden"]],
        "/sections/chejian/",
        *[f"/sections/lan{number}/" for number in (12, 13, 14)],
        f"/authors/{site['author'].pk}/",
        *[f"/authors/{pk}/" for pk in hidden_authors],
        "/sections/chejian/feed/",
        "/sections/lan13/feed/",
        "/issues/2024/",
        f"/photographers/{SECRET}摄/",
        "/events/events.ics",
        "/events/2024/10/events.ics",
        "/tags/学习/",
        f"/tags/{SECRET}签/",
        "/events/",
        "/events/2024/10/",
        "/search/",
        "/search/?q=夜校",
        "/search/?q=工人",
        "/feed/",
        "/sitemap.xml",
        "/robots.txt",
        "/healthz",
    ]


def test_secret_words_stand_at_no_public_address(site, client):
    for address in public_addresses(site):
        answer = client.get(address)
        assert answer.status_code in (200, 404), address
        words = answer.content.decode("utf-8")
        # The address of a tag that is asked for may be told back; nothing else may.
        assert SECRET not in words, address


def test_what_is_live_is_there(site, client):
    for address in ("/", "/issues/2024-11/", f"/articles/{site['live'].pk}/", "/sections/chejian/", "/search/?q=夜校"):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "夜校" in answer.content.decode("utf-8"), address


def test_hidden_and_missing_answer_alike(site, client):
    missing = client.get("/articles/987654321/")
    assert missing.status_code == 404
    for article in site["hidden"]:
        answer = client.get(f"/articles/{article.pk}/")
        assert answer.status_code == 404
        assert answer.content == missing.content


def test_searching_for_a_secret_finds_nothing(site, client):
    answer = client.get("/search/", {"q": SECRET})
    assert answer.status_code == 200
    assert answer.context["findings"].total == 0
    assert f"/articles/{site['hidden'][0].pk}/" not in answer.content.decode("utf-8")


def test_readers_get_no_cookie(site, client):
    for address in public_addresses(site):
        assert not client.get(address).cookies, address
