"""Serving renditions: these names and no others, to whom the door lets in, and nothing that a browser could run."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from media import door
from media.door import Access
from media.keeping import discard
from media.models import Photo
from media.renditions import make, rendition_name, rendition_url
from media.upload import accept, store
from tests.media.files import MARKUP, two_halves, upload, written


@pytest.fixture
def photo(db):
    return store(Photo(), accept(upload(written(two_halves()) + MARKUP)))


@pytest.fixture
def answers(monkeypatch):
    """What the floors above will say, one after the other; the last one again and again."""
    said = [Access.ANYBODY]
    monkeypatch.setattr(door, "ASKED", [lambda token, request: said.pop(0) if len(said) > 1 else said[0]])
    return said


@pytest.mark.usefixtures("answers")
@pytest.mark.parametrize(("extension", "media_type"), [("webp", "image/webp"), ("jpg", "image/jpeg")])
def test_a_rendition_is_a_picture_and_nothing_else(client, photo, extension, media_type):
    answer = client.get(rendition_url(photo.token, 480, extension))
    assert answer.status_code == 200
    assert answer["Content-Type"] == media_type
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer["Content-Security-Policy"].endswith("sandbox")
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Set-Cookie" not in answer
    assert b"script" not in b"".join(answer.streaming_content)


def test_a_picture_that_nobody_vouches_for_is_not_found(client, photo, answers):
    address = rendition_url(photo.token, 480, "jpg")
    answers[:] = [Access.NOBODY]
    assert client.get(address).status_code == 404
    answers[:] = [Access.ASKER]
    answer = client.get(address)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, max-age=31536000, immutable")
    assert "Cookie" in answer["Vary"]
    assert not door.is_open(rendition_name(photo.token, 480, "jpg"))


def test_what_anybody_may_see_is_asked_for_once(client, photo, answers):
    name = rendition_name(photo.token, 480, "jpg")
    assert client.get(f"/media/{name}").status_code == 200
    assert door.is_open(name)
    answers[:] = [Access.NOBODY]
    assert client.get(f"/media/{name}").status_code == 200
    assert client.get(f"/media/open/{name}").status_code == 404
    door.shut([photo.token])
    assert client.get(f"/media/{name}").status_code == 404


def test_a_picture_that_is_closed_while_it_opens_stays_closed(client, photo, answers):
    answers[:] = [Access.ANYBODY, Access.NOBODY]
    assert client.get(rendition_url(photo.token, 480, "jpg")).status_code == 404
    assert not door.is_open(rendition_name(photo.token, 480, "jpg"))


@pytest.mark.usefixtures("answers")
def test_a_picture_made_anew_or_thrown_away_leaves_no_old_copy_open(client, photo):
    name = rendition_name(photo.token, 480, "jpg")
    for change in (lambda: make(photo), lambda: discard(photo.token, "")):
        assert client.get(f"/media/{name}").status_code == 200
        assert door.is_open(name)
        change()
        assert not door.is_open(name)
    assert client.get(f"/media/{name}").status_code == 404


@pytest.mark.usefixtures("answers")
def test_behind_nginx_the_file_is_nginx_own_to_send(client, photo, settings):
    settings.PHOTO_DOOR = "/behind-the-door/"
    answer = client.get(rendition_url(photo.token, 480, "webp"))
    assert answer["X-Accel-Redirect"] == f"/behind-the-door/{rendition_name(photo.token, 480, 'webp')}"
    assert (answer.content, answer["Content-Type"]) == (b"", "image/webp")


def test_no_other_name_is_found(client, photo):
    folder = f"/media/{photo.token[:2]}/{photo.token}"
    default_storage.save(f"{photo.token[:2]}/{photo.token}/page.html", ContentFile(MARKUP))
    default_storage.save("loose.jpg", ContentFile(b"x"))
    for address in (
        f"{folder}/",
        f"{folder}/page.html",
        f"{folder}/481.webp",
        f"{folder}/0480.webp",
        f"{folder}/480.webp.html",
        f"{folder}/480.svg",
        f"{folder}/480.WEBP",
        f"{folder}/480.webp%0A",
        f"{folder}/999999.webp",
        f"/media/00/{photo.token}/480.webp",
        f"/media/{photo.token[:2]}/../{photo.token[:2]}/{photo.token}/480.webp",
        f"/media/{photo.original.name}",
        "/media/loose.jpg",
        "/media/",
        "/media/../settings.py",
        "/media/..%2f..%2fsecret_key",
        "/media/%00",
    ):
        assert client.get(address).status_code == 404, address


def test_invented_sizes_make_no_file(client, photo):
    before = sorted(default_storage.listdir(f"{photo.token[:2]}/{photo.token}")[1])
    for width in range(1000, 2000, 7):
        if width not in photo.widths:
            assert client.get(rendition_url(photo.token, width, "webp")).status_code == 404
    assert sorted(default_storage.listdir(f"{photo.token[:2]}/{photo.token}")[1]) == before


@pytest.mark.usefixtures("answers")
def test_a_rendition_is_only_read(client, photo):
    address = rendition_url(photo.token, 480, "jpg")
    assert client.head(address).status_code == 200
    assert [client.post(address).status_code, client.put(address).status_code, client.delete(address).status_code] == [
        405
    ] * 3
    assert default_storage.exists(f"{photo.token[:2]}/{photo.token}/480.jpg")
