"""The sample issue: read exactly, pictured, reviewed by three people, published, and loaded only once."""

import json
import stat
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command

from articles.checking import checked
from articles.models import Article, Release, Review
from articles.states import State
from magazine.intake.reading import as_json, parse
from magazine.models import Intake, Issue, Magazine
from magazine.sample import issue as sample
from magazine.sample import making
from magazine.sample.loading import ACCOUNTS_FILE, TEXT
from media.models import Photo

EXPECTED = json.loads(Path(__file__).with_name("sample-issue.json").read_text(encoding="utf-8"))


def printed(entry: dict) -> tuple:
    return tuple(entry.get(key) or "" for key in ("kind", "section", "kicker", "title", "subtitle"))


def test_the_text_is_read_as_it_was_written():
    reading = as_json(parse(TEXT.read_text(encoding="utf-8")))
    assert (reading["issue"]["year"], reading["issue"]["month"]) == (2026, 11)
    assert [printed(entry) for entry in reading["entries"]] == [printed(entry) for entry in EXPECTED["entries"]]
    for read, written in zip(reading["entries"], EXPECTED["entries"], strict=True):
        for key in ("authors", "affiliations", "photos", "events", "voices"):
            assert (read.get(key) or []) == (written.get(key) or []), (written["title"], key)
    assert reading["unplaced"] == []


@pytest.mark.slow
def test_load_sample_tells_the_whole_story_once(db, settings, tmp_path, client):
    settings.VAR = tmp_path
    out = StringIO()
    call_command("load_sample", stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[-1] == f"示例期已装入并出刊：2026年第11期，共 {len(EXPECTED['entries'])} 条。"

    issue = Issue.objects.get(number=sample.NUMBER)
    assert issue.is_published()
    assert Magazine.current().name == sample.MAGAZINE["name"]
    assert [slot.release.title for slot in issue.slots.order_by("position")] == [
        e["title"] for e in EXPECTED["entries"]
    ]
    printed_here = Article.objects.filter(slot__issue=issue)
    assert set(printed_here.values_list("state", flat=True)) == {State.RELEASED}
    for article in printed_here:
        signers = list(article.reviews.filter(verdict="approve").values_list("reviewer", flat=True))
        assert len(set(signers)) == 3, article
    assert all(photo.widths and photo.credit and photo.alt for photo in Photo.objects.all())
    assert Photo.objects.count() == len(sample.PHOTOS) + 1
    assert Intake.objects.get().unplaced == []

    following = Issue.objects.get(number=making.NUMBER)
    assert following.published_at is None
    states = following.slots.order_by("position").values_list("article__state", flat=True)
    assert list(states) == [None, None, None, State.FIRST, State.DRAFT]
    waiting = following.slots.get(article__state=State.FIRST).article
    assert [item.finding.quote for item in checked(waiting)] == ["职代会"]
    assert not [item for article in printed_here for item in checked(article) if item.blocks]

    accounts = tmp_path / ACCOUNTS_FILE
    assert stat.S_IMODE(accounts.stat().st_mode) == 0o600
    rows = [line.split("\t") for line in accounts.read_text(encoding="utf-8").splitlines()]
    assert [(username, role) for username, role, _ in rows] == [(u, role) for u, _, role in sample.PEOPLE]
    username, _, password = rows[0]
    assert len(password) >= 16
    assert authenticate(username=username, password=password) == get_user_model().objects.get(username=username)

    placed = [slot for slot in issue.slots.all() if "data-photo" in slot.release.body_html]
    assert len(placed) >= 5
    assert all(slot.release.photos for slot in placed)
    for slot in issue.slots.all():
        answer = client.get(f"/articles/{slot.article_id}/")
        assert answer.status_code == 200
        assert slot.release.title in answer.content.decode("utf-8")

    before = [model.objects.count() for model in (Article, Release, Review, Photo, Issue, get_user_model())]
    again = StringIO()
    call_command("load_sample", stdout=again)
    assert again.getvalue() == "示例期 2026年第11期 已经在了，没有改动。\n"
    assert [model.objects.count() for model in (Article, Release, Review, Photo, Issue, get_user_model())] == before
