"""Files go when nothing printed shows them, not before, and not later."""

from datetime import date

import pytest
from django.core.files.storage import default_storage, storages

from articles.models import Figure
from events.models import EventFigure
from media.keeping import printed
from media.models import Photo
from media.renditions import rendition_name
from media.upload import accept, store
from tests.builders import make_article, make_chronicle, make_release
from tests.media.files import two_halves, upload, written


@pytest.fixture
def photo(db):
    return store(Photo(caption="检修现场。", credit_name="林岚"), accept(upload(written(two_halves()))))


def has_files(token: str) -> bool:
    return default_storage.exists(rendition_name(token, 480, "jpg"))


def test_a_deleted_photo_takes_its_files_along_on_commit(photo, django_capture_on_commit_callbacks):
    token, original = photo.token, photo.original.name
    with django_capture_on_commit_callbacks() as callbacks:
        photo.delete()
    assert has_files(token)
    for callback in callbacks:
        callback()
    assert not has_files(token)
    assert not storages["originals"].exists(original)


def test_photos_deleted_together_take_their_files_along(photo, django_capture_on_commit_callbacks):
    other = store(Photo(), accept(upload(written(two_halves(500, 300)))))
    with django_capture_on_commit_callbacks(execute=True):
        assert Photo.objects.all().delete()[0] == 2
    assert [has_files(photo.token), has_files(other.token)] == [False, False]


@pytest.mark.parametrize("make", [make_article, lambda photos: make_chronicle([date(2024, 10, 8)], photos=photos)])
def test_a_printed_picture_stays_when_the_library_replaces_or_drops_it(photo, make, django_capture_on_commit_callbacks):
    token = photo.token
    assert not printed(token)
    make_release(make(photos=[photo]))
    assert printed(token)
    with django_capture_on_commit_callbacks(execute=True):
        store(photo, accept(upload(written(two_halves(800, 300)))))
    assert photo.token != token
    assert has_files(token)
    Figure.objects.all().delete()
    EventFigure.objects.all().delete()
    later = photo.token
    with django_capture_on_commit_callbacks(execute=True):
        photo.delete()
    assert has_files(token)
    assert not has_files(later)
