"""The preview of a whole issue behind a secret link: what it shows, whom it refuses, what comes back to the desk."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from articles.workflow import Refused, text_changed
from magazine import previewing
from magazine.models import PreviewConsent, PreviewLink, PreviewRemark
from tests.builders import make_article, make_author, make_issue, make_photo, make_slot

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_has_guessed():
    cache.clear()


@pytest.fixture
def issue():
    issue = make_issue(year=2024, number=11, theme="把课堂搬进车间")
    make_slot(
        issue, make_article(title="草稿一篇", authors=[make_author(name="高远")], photos=[make_photo()]), page_from=3
    )
    make_slot(issue, make_article(title="草稿二篇"), page_from=5)
    make_slot(issue, planned_title="还没有来")
    return issue


@pytest.fixture
def secret(issue, editor):
    return previewing.make(issue, "分管领导", 7, editor)[1]


def test_a_stranger_sees_the_issue_as_readers_would(client, issue, secret):
    answer = client.get(reverse("preview", args=[secret]))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "把课堂搬进车间" in page
    assert "草稿一篇" in page
    assert "高远" in page
    pk = issue.slots.first().article_id
    words = client.get(reverse("preview_article", args=[secret, pk])).content.decode()
    assert "清晨，班组长先问安全。" in words
    assert "草稿二篇" in words  # the way on


def test_its_links_stay_inside_or_lead_nowhere(client, issue, secret):
    pk = issue.slots.first().article_id
    for address in (reverse("preview", args=[secret]), reverse("preview_article", args=[secret, pk])):
        page = client.get(address).content.decode()
        ways = re.findall(r'<a\b[^>]*?\shref="([^"]*)"', page)
        assert [way for way in ways if not way.startswith(("#", f"/preview/{secret}/"))] == []
        assert any(way.startswith(f"/preview/{secret}/") for way in ways)


def test_nobody_keeps_it_finds_it_or_learns_of_it(client, secret):
    answer = client.get(reverse("preview", args=[secret]))
    assert {"no-store", "private"} <= set(answer["Cache-Control"].split(", "))
    assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert answer["Referrer-Policy"] == "same-origin"
    assert '<meta name="robots" content="noindex, nofollow, noarchive">' in answer.content.decode()
    assert secret not in client.get(reverse("sitemap")).content.decode()


def test_the_secret_is_long_and_is_not_kept(secret, issue):
    assert len(secret) == 43  # 256 bits
    link = issue.preview_links.get()
    assert secret not in str(link.__dict__)
    assert link.digest == previewing.digest_of(secret)


def test_every_refusal_is_alike(client, issue, secret, editor):
    expired, old = previewing.make(issue, "过期", 1, editor, now=timezone.now() - timedelta(days=2))
    revoked, gone = previewing.make(issue, "撤销", 7, editor)
    previewing.revoke(revoked, editor)
    bodies = set()
    for wrong in (old, gone, "x" * 43, "x", "../admin", secret[:-1] + ("A" if secret[-1] != "A" else "B")):
        for address in (f"/preview/{wrong}/", f"/preview/{wrong}/1/"):
            answer = client.get(address)
            assert answer.status_code == 404
            bodies.add(answer.content)
        cache.clear()
    assert len(bodies) == 1
    missing = client.get(reverse("preview_article", args=[secret, 999_999]))
    assert missing.content in bodies


def test_a_link_opens_one_issue_only(client, secret):
    other = make_issue(year=2024, number=12)
    slot = make_slot(other, make_article(title="别期的稿"))
    assert client.get(reverse("preview_article", args=[secret, slot.article_id])).status_code == 404


def test_guessing_is_slowed_down(client, secret):
    answers = [client.get(f"/preview/{'x' * 42}{letter}/").status_code for letter in "abcdefghijklmnopqrstuvw"]
    assert answers == [404] * 20 + [429] * 3
    refused = client.get(reverse("preview", args=[secret]))
    assert (refused.status_code, refused["Retry-After"]) == (429, "600")


def test_a_remark_reaches_the_desk(client, issue, secret, editor):
    slot = issue.slots.first()
    post = {"article": slot.article_id, "name": "王主席", "text": "<b>第二段</b>的数字再核。"}
    answer = client.post(reverse("preview_remark", args=[secret]), post, follow=True)
    assert "意见已送到编辑部。" in answer.content.decode()
    assert "&lt;b&gt;第二段" in answer.content.decode()
    remark = PreviewRemark.objects.get()
    assert (remark.slot, remark.page, remark.name) == (slot, "草稿一篇", "王主席")
    client.force_login(editor)
    page = client.get(reverse("previews", args=[issue.pk])).content.decode()
    assert "王主席" in page
    assert "分管领导" in page
    client.post(reverse("preview_settle", args=[remark.pk]))
    remark.refresh_from_db()
    assert remark.resolved_by == editor


@pytest.mark.parametrize(
    "post", [{"name": "", "text": "好"}, {"name": "王", "text": " "}, {"name": "王", "text": "长" * 2001}]
)
def test_a_remark_needs_a_name_and_words(client, secret, post):
    assert "没有送出" in client.post(reverse("preview_remark", args=[secret]), post, follow=True).content.decode()
    assert not PreviewRemark.objects.exists()


def test_a_remark_cannot_be_put_on_another_issue(client, secret):
    slot = make_slot(make_issue(year=2024, number=12), make_article())
    client.post(reverse("preview_remark", args=[secret]), {"article": slot.article_id, "name": "王", "text": "好"})
    assert PreviewRemark.objects.get().slot is None


def test_consent_stands_for_what_was_shown(client, issue, secret, editor):
    assert "写上姓名" in client.post(reverse("preview_consent", args=[secret]), follow=True).content.decode()
    client.post(reverse("preview_consent", args=[secret]), {"name": "王主席"})
    client.force_login(editor)
    desk = reverse("previews", args=[issue.pk])
    assert "此后没有改动" in client.get(desk).content.decode()
    article = Article.objects.get(title="草稿二篇")
    article.title = "改了题"
    article.save()
    text_changed(article, by=editor)
    assert "此后目录或文字有改动" in client.get(desk).content.decode()
    with pytest.raises(TypeError, match="不能改动|不能删除|只能新增"):
        PreviewConsent.objects.get().save()


def test_posts_without_a_token_of_this_site_are_refused(secret):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(reverse("preview_consent", args=[secret]), {"name": "王"}).status_code == 403
    assert not PreviewConsent.objects.exists()


def test_remarks_come_at_a_human_pace(client, secret):
    for _ in range(32):
        client.post(reverse("preview_remark", args=[secret]), {"name": "王", "text": "好"})
    assert PreviewRemark.objects.count() == 30


@pytest.mark.parametrize(
    ("role", "may"),
    [("author", 0), ("editor", 1), ("head", 1), ("chief", 1), ("photo_editor", 0), ("exporter", 0), ("manager", 0)],
)
def test_who_makes_and_revokes_links(client, issue, role, may, request, superuser):
    link, _secret = previewing.make(issue, "领导", 7, superuser)
    client.force_login(request.getfixturevalue(role))
    client.post(reverse("preview_make", args=[issue.pk]), {"label": "某人", "days": "3"})
    client.post(reverse("preview_revoke", args=[link.pk]))
    link.refresh_from_db()
    assert (PreviewLink.objects.count() - 1, link.revoked_at is not None) == (may, bool(may))


@pytest.mark.parametrize(("label", "days"), [("", 7), ("长" * 61, 7), ("领导", 0), ("领导", 31)])
def test_a_link_says_for_whom_and_ends(issue, editor, label, days):
    with pytest.raises(Refused):
        previewing.make(issue, label, days, editor)


def test_the_address_is_shown_once(client, issue, editor):
    client.force_login(editor)
    made = client.post(reverse("preview_make", args=[issue.pk]), {"label": "领导", "days": "7"})
    secret = re.search(r"/preview/([A-Za-z0-9_-]{43})/", made.content.decode())[1]
    assert previewing.opened(secret)
    assert secret not in client.get(reverse("previews", args=[issue.pk])).content.decode()
