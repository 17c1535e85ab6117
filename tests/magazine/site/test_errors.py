"""Pages for what is missing, refused or broken."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.test import RequestFactory

from magazine.models import Magazine
from magazine.site.errors import broken, forbidden, missing, not_understood


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


def test_a_missing_page_is_404_even_when_the_database_is_down(monkeypatch):
    def down():
        raise OperationalError

    monkeypatch.setattr(Magazine, "current", down)
    assert missing(RequestFactory().get("/")).status_code == 404


def test_an_error_inside_a_page_is_the_broken_page(reading, client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("magazine.site.home.by_section", lambda tree: 1 / 0)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "这一页出了故障" in answer.content.decode()
    assert "ZeroDivision" not in answer.content.decode()
