"""Who gets a picture: strangers what an open issue prints, readers and the desk the rest; by its address alone nobody."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from magazine.models import Issue
from magazine.previewing import make
from magazine.publishing import correct, publish, put_back, record_audience, take_down, withdraw
from magazine.states import Audience
from media.models import Photo
from media.renditions import rendition_url
from media.upload import accept, store
from tests.builders import (
    CLEARED,
    make_article,
    make_chronicle,
    make_issue,
    make_person,
    make_release,
    make_slot,
    publish_issue,
)
from tests.media.files import two_halves, upload, written


def filed(caption: str) -> Photo:
    """A photo of the library with a real file."""
    photo = Photo(caption=caption, credit_name="林岚", credit_kind="摄", **CLEARED)
    return store(photo, accept(upload(written(two_halves(500, 300)))))


@pytest.fixture
def issue(db):
    """2024年第11期, open to anybody: a picture in a piece, one beside an event, one on the cover."""
    made = make_issue(year=2024, number=11, cover=filed("封面。"))
    make_slot(made, make_article(photos=[filed("检修。")]))
    make_slot(made, make_chronicle([date(2024, 10, 3)], photos=[filed("开会。")]))
    return publish_issue(made)


def addresses() -> list[str]:
    return [rendition_url(photo.token, 480, "jpg") for photo in Photo.objects.order_by("pk")]


def got(client) -> set[int]:
    return {client.get(address).status_code for address in addresses()}


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Runs what waits for the commit, as it would."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_strangers_get_what_an_open_issue_prints(issue, client):
    assert [client.get(address)["Cache-Control"] for address in addresses()] == [
        "public, max-age=31536000, immutable"
    ] * 3


@pytest.mark.parametrize(
    ("audience", "person", "status"),
    [
        (Audience.MEMBERS, None, 404),
        (Audience.MEMBERS, "reader", 200),
        (Audience.MEMBERS, "desk", 200),
        (Audience.INTERNAL, None, 404),
        (Audience.INTERNAL, "reader", 404),
        (Audience.INTERNAL, "desk", 200),
        (Audience.INTERNAL, "left", 404),
    ],
)
def test_a_closed_issue_shows_its_pictures_to_whom_it_shows_its_words(
    issue, client, committed, audience, person, status
):
    assert got(client) == {200}
    Issue.objects.update(audience=audience)
    issue.refresh_from_db()
    with committed():
        record_audience(issue, Audience.PUBLIC, None)
    if person:
        account = make_person("某人", is_staff=person != "reader")
        client.force_login(account)
        if person == "left":
            account.is_active = False
            account.save()
    for address in addresses():
        answer = client.get(address)
        assert answer.status_code == status, address
        assert status == 404 or answer["Cache-Control"].startswith("private,"), address


def test_a_draft_and_a_schedule_show_nothing_before_their_hour(db, client):
    made = make_issue(cover=filed("封面。"))
    make_slot(made, make_article(photos=[filed("检修。")]))
    assert got(client) == {404}
    for slot in made.slots.all():
        make_release(slot.article)
    publish(made, at=timezone.now() + timedelta(hours=1))
    assert got(client) == {404}
    Issue.objects.update(published_at=timezone.now())
    assert got(client) == {200}


def test_what_is_withdrawn_or_taken_down_takes_its_pictures_along(issue, client, chief, committed):
    assert got(client) == {200}
    slot = issue.slots.get(position=1)
    piece = rendition_url(slot.release.photos[0]["token"], 480, "jpg")
    with committed():
        take_down(slot, "来源有误。", chief)
    assert client.get(piece).status_code == 404
    assert got(client) == {200, 404}
    put_back(slot, chief)
    assert got(client) == {200}
    with committed():
        withdraw(issue, chief)
    assert got(client) == {404}


def test_a_correction_takes_back_the_picture_that_it_drops(issue, client, chief, committed):
    slot = issue.slots.get(position=1)
    dropped = rendition_url(slot.release.photos[0]["token"], 480, "jpg")
    assert client.get(dropped).status_code == 200
    make_release(slot.article)
    slot.article.figures.all().delete()
    make_release(slot.article)
    with committed():
        correct(slot, "撤下一图。", chief)
    assert client.get(dropped).status_code == 404


def test_a_cover_that_is_changed_goes(issue, client, chief, committed):
    old = rendition_url(issue.cover.token, 480, "jpg")
    assert client.get(old).status_code == 200
    new = filed("另一个封面。")
    client.force_login(chief)
    form = {"year": 2024, "number": 11, "theme": "", "audience": Audience.PUBLIC, "masthead": "", "cover_caption": ""}
    with committed():
        client.post(f"/admin/magazine/issue/{issue.pk}/change/", form | {"cover": new.pk})
    client.logout()
    issue.refresh_from_db()
    assert issue.cover == new
    assert [client.get(old).status_code, got(client)] == [404, {200, 404}]


def test_a_secret_link_shows_the_pictures_of_its_issue_and_no_others(db, client, editor):
    made = make_issue(cover=filed("封面。"))
    piece = make_article(photos=[filed("检修。")])
    make_slot(made, piece)
    outside = filed("别处。")
    _link, secret = make(made, "给主席", 3, editor)
    page = client.get(f"/preview/{secret}/{piece.pk}/").content.decode()
    token = piece.figures.get().photo.token
    inside = f"/preview/{secret}/media/{token[:2]}/{token}/480.jpg"
    assert inside in page
    assert f'"/media/{token[:2]}' not in page
    answer = client.get(inside)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert "no-store" in answer["Cache-Control"]
    assert (
        client.get(inside.replace(token, outside.token).replace(f"/{token[:2]}/", f"/{outside.token[:2]}/")).status_code
        == 404
    )
    assert client.get(inside.replace(secret, "x" * 43)).status_code == 404
    assert client.get(f"/preview/{secret}/media/../../settings.py").status_code == 404


def test_an_invented_name_asks_the_database_nothing(db, client, django_assert_num_queries):
    # The page that says so asks for the magazine, the old addresses and whether a login helps.
    with django_assert_num_queries(3):
        assert client.get(rendition_url("ab" * 16, 480, "jpg")).status_code == 404


def test_opening_costs_two_queries_and_then_none(issue, client, django_assert_num_queries):
    address = addresses()[-1]
    with django_assert_num_queries(2):
        client.get(address)
    with django_assert_num_queries(0):
        client.get(address)
