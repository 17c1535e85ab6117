"""Pages for what is missing, refused or broken."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError
from django.test import RequestFactory

from magazine.models import Magazine, Redirect
from magazine.site.errors import broken, forbidden, missing, not_understood
from tests.builders import make_issue


def test_a_missing_page_wears_the_masthead_and_shows_ways_on(reading, client):
    answer = client.get("/nowhere/")
    text = answer.content.decode()
    assert answer.status_code == 404
    for part in ("云江工运", "没有这一页", 'href="/search/"', 'href="/issues/"', 'lang="zh-Hans"'):
        assert part in text
    assert "404" not in text


@pytest.mark.django_db
def test_a_refusal_gives_its_reason():
    request = RequestFactory().get("/admin/")
    answer = forbidden(request, PermissionDenied("导出目录由出版办理。"))
    assert answer.status_code == 403
    assert "导出目录由出版办理。" in answer.content.decode()
    assert "没有这项权限" in forbidden(request, PermissionDenied()).content.decode()
    assert not_understood(request).status_code == 400


def test_a_broken_page_needs_no_database(monkeypatch):
    """Runs without database access at all: a query would fail the test."""
    answer = broken(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "这一页出了故障" in answer.content.decode()
    assert "回工作台" not in answer.content.decode()
    at_the_desk = broken(RequestFactory().get("/admin/articles/article/3/change/")).content.decode()
    assert '<p class="ways"><a href="/admin/">回工作台</a>' in at_the_desk
    assert ("都暂存着" in at_the_desk, "先看别的文章" in at_the_desk) == (True, False)


def test_a_missing_page_is_404_even_when_the_database_is_down(monkeypatch):
    def down(**asked):
        raise OperationalError

    monkeypatch.setattr(Magazine, "current", down)
    monkeypatch.setattr(Redirect.objects, "filter", down)
    assert missing(RequestFactory().get("/")).status_code == 404


def test_an_error_inside_a_page_is_the_broken_page(reading, client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("magazine.site.home.by_section", lambda tree: 1 / 0)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "这一页出了故障" in answer.content.decode()
    assert "ZeroDivision" not in answer.content.decode()


@pytest.mark.parametrize(
    ("old", "asked"),
    [
        ("/show.asp?id=12", "/show.asp?id=12"),
        ("/old.html", "/old.html?from=weixin"),
        ("/旧刊/11.htm", "/%E6%97%A7%E5%88%8A/11.htm"),
    ],
)
def test_an_old_address_leads_to_the_new_one(db, client, old, asked):
    redirect = Redirect(old=old, new="/articles/5/")
    redirect.full_clean()
    redirect.save()
    answer = client.get(asked)
    assert (answer.status_code, answer["Location"]) == (301, "/articles/5/")
    assert client.post(asked).status_code == 404
    assert client.get("/show.asp?id=13").status_code == 404


@pytest.mark.parametrize(
    "new", ["//evil.example/", "/\\evil.example", "https://evil.example/", "javascript:alert(1)", ""]
)
def test_an_address_elsewhere_is_neither_taken_nor_answered(db, client, new):
    redirect = Redirect(old="/old", new=new)
    with pytest.raises(ValidationError):
        redirect.full_clean()
    redirect.save()
    assert client.get("/old").status_code == 404


def test_an_address_that_leads_to_itself_is_missing(db, client):
    Redirect.objects.create(old="/old", new="/old")
    assert client.get("/old").status_code == 404


def test_a_page_that_is_there_is_not_led_away(reading, client):
    Redirect.objects.create(old="/issues/2024-11/", new="/")
    assert client.get("/issues/2024-11/").status_code == 200


@pytest.mark.parametrize(
    ("address", "status", "title"),
    [("/admin/issues/2024-99/export/", 404, "没有这一页"), ("/admin/auth/user/", 403, "这一页不对你开放")],
)
def test_a_refusal_inside_the_desk_wears_its_frame_and_leads_back(client, exporter, address, status, title):
    client.force_login(exporter)
    answer = client.get(address)
    text = answer.content.decode()
    assert answer.status_code == status
    assert title in text
    assert '<a class="desk-button desk-button-go" href="/admin/">回工作台</a>' in text
    assert 'href="/issues/"' not in text
    assert text.count("<h1") == 1


def test_a_refusal_at_the_desk_names_who_may(client, exporter, editor, manager, author):
    """By the right that the page asked for, or that the name of an admin address stands for."""
    client.force_login(exporter)
    assert "这里由管理员办理：唐静。" in client.get("/admin/auth/user/").content.decode()
    client.force_login(author)
    text = client.get(f"/admin/issues/{make_issue().pk}/previews/").content.decode()
    assert "这里由责任编辑、部主任、总编办理：周敏。" in text


@pytest.mark.django_db
def test_a_refusal_at_the_desk_door_offers_the_desk_first():
    """No account on the request, as where the fault lies before the account is read."""
    text = missing(RequestFactory().get("/admin/nowhere/")).content.decode()
    assert '<p class="ways"><a href="/admin/">回工作台</a>' in text
    assert "回工作台" not in missing(RequestFactory().get("/nowhere/")).content.decode()


def test_a_refusal_inside_the_desk_needs_no_sidebar(client, exporter, monkeypatch):
    def down(request):
        raise OperationalError

    client.force_login(exporter)
    monkeypatch.setattr("magazine.site.errors.admin.site.each_context", down)
    answer = client.get("/admin/issues/2024-99/export/")
    assert answer.status_code == 404
    assert '<p class="ways"><a href="/admin/">回工作台</a>' in answer.content.decode()
