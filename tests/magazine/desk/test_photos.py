"""The picker's search: only for the desk, a page at a time, only what the picker shows."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from tests.builders import make_article, make_chronicle, make_issue, make_person, make_photo, make_slot

pytestmark = pytest.mark.django_db


def ask(client, **parameters):
    return client.get(reverse("photo_search"), parameters)


def test_photos_are_found_by_caption_credit_and_place(client, author):
    fire = make_photo(caption="老陈在看火色。", credit_name="林岚", credit_kind="摄", place="云江")
    make_photo(caption="港口的清晨。", credit_name="许知行")
    client.force_login(author)
    for words in ("火色", "林岚", "云江", "火色 林岚"):
        found = ask(client, q=words).json()
        assert [photo["id"] for photo in found["photos"]] == [fire.pk]
    (photo,) = ask(client, q="火色").json()["photos"]
    assert photo == {
        "id": fire.pk,
        "thumbnail": "",
        "caption": "老陈在看火色。",
        "alt": "",
        "credit": "林岚／摄",
        "name": "老陈在看火色。",
        "width": 0,
        "height": 0,
        "uses": [],
    }


def test_photos_are_found_by_the_issue_that_prints_them_and_say_where_they_stand(client, author):
    printed, beside, cover, _idle = make_photo(), make_photo(), make_photo(), make_photo()
    issue = make_issue(year=2024, number=11, cover=cover)
    make_slot(issue, make_article(title="夜校", kicker="关注", photos=[printed]))
    make_slot(issue, make_chronicle([date(2024, 10, 9)], photos=[beside]))
    make_article(title="再用一次", photos=[printed])
    client.force_login(author)
    found = ask(client, issue="2024-11").json()
    assert {photo["id"]: photo["uses"] for photo in found["photos"]} == {
        printed.pk: ["《关注：夜校》", "《再用一次》"],
        beside.pk: ["《大事》"],
        cover.pk: ["2024年第11期封面"],
    }
    assert found["issues"] == [["2024-11", "2024年第11期"]]
    assert ask(client, issue="2024-12").json()["count"] == 0


def test_the_library_comes_a_page_at_a_time(client, author):
    photos = [make_photo() for _ in range(30)]
    client.force_login(author)
    first, second = ask(client).json(), ask(client, page=2).json()
    assert (first["count"], first["next"], second["next"]) == (30, 2, None)
    ids = [photo["id"] for photo in first["photos"] + second["photos"]]
    assert ids == [photo.pk for photo in reversed(photos)]


def test_photos_are_asked_for_by_id(client, author):
    one, _other = make_photo(), make_photo()
    client.force_login(author)
    assert [photo["id"] for photo in ask(client, ids=f"{one.pk},x,99999999999").json()["photos"]] == [one.pk]


def test_a_search_is_one_page_of_queries(client, author, django_assert_num_queries):
    for _ in range(30):
        make_photo()
    client.force_login(author)
    with django_assert_num_queries(10):
        ask(client)


def test_strangers_and_the_unentitled_get_nothing(client):
    make_photo()
    assert ask(client).status_code == 302
    nobody = make_person("无角色")
    assert not Group.objects.filter(user=nobody).exists()
    client.force_login(nobody)
    assert ask(client).status_code == 403


def test_the_search_only_reads(client, author):
    client.force_login(author)
    assert client.post(reverse("photo_search"), {"q": "x"}).status_code == 405
