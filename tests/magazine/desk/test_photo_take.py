"""A picture uploaded from inside an article: credited, or refused with the sentence that says why."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from media.models import Photo
from tests.builders import picture_bytes

pytestmark = pytest.mark.django_db
DOOR = "/admin/photos/take.json"


def picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("车间.jpg", picture_bytes(), "image/jpeg")


def test_a_credited_picture_enters_the_library(client, photo_editor):
    client.force_login(photo_editor)
    data = {"original": picture(), "caption": "老陈。", "credit_name": "林岚", "credit_kind": "摄"}
    found = client.post(DOOR, data).json()["photo"]
    photo = Photo.objects.get()
    assert (found["id"], found["caption"], photo.credit_name, photo.created_by) == (
        photo.pk,
        "老陈。",
        "林岚",
        photo_editor,
    )
    assert found["thumbnail"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"credit_name": ""}, "图片署名空着"),
        ({"original": SimpleUploadedFile("坏.jpg", b"not a picture"), "credit_name": "林岚"}, "坏.jpg"),
    ],
)
def test_a_picture_that_may_not_stay_is_refused_in_words(client, photo_editor, data, sentence):
    client.force_login(photo_editor)
    answer = client.post(DOOR, {"original": picture(), "credit_kind": "摄"} | data)
    assert answer.status_code == 400
    assert sentence in "".join(answer.json()["reasons"])
    assert not Photo.objects.exists()


def test_the_door_asks_for_a_file_and_for_the_right(client, photo_editor, exporter):
    client.force_login(photo_editor)
    assert client.post(DOOR, {"credit_kind": "摄"}).json() == {"reasons": ["先选一个图片文件。"]}
    assert client.get(DOOR).status_code == 405
    client.force_login(exporter)
    assert client.post(DOOR, {"original": picture()}).status_code == 403
