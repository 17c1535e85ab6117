"""/healthz tells whether the database answers, and no more."""

import pytest
from django.db import DatabaseError, connection


@pytest.mark.django_db
def test_it_is_well(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content.decode()) == (200, "正常")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_it_is_503_when_the_database_is_down(client, monkeypatch):
    def broken(*args):
        raise DatabaseError("secret host name")

    monkeypatch.setattr(connection, "cursor", broken)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert "secret" not in answer.content.decode()
