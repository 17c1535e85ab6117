"""manage.py make_renditions."""

from io import StringIO

import pytest
from django.core.files.storage import default_storage, storages
from django.core.management import CommandError, call_command

from media.models import Photo
from media.renditions import rendition_name
from media.upload import accept, store
from tests.builders import make_photo
from tests.media.files import two_halves, upload, written


@pytest.fixture
def photos(db):
    """Two photos with files, and one whose file is still to come."""
    make_photo()
    return [store(Photo(caption=f"第{n}张"), accept(upload(written(two_halves(600, 400 + n))))) for n in (1, 2)]


def run(*arguments: str) -> list[str]:
    output = StringIO()
    call_command("make_renditions", *arguments, stdout=output)
    return output.getvalue().splitlines()


def test_nothing_is_made_where_nothing_is_missing(photos):
    assert run() == ["共查看 2 张图片：做好 0 张，2 张本来齐全，0 张没有做成。"]


def test_what_is_missing_is_made(photos):
    lost = rendition_name(photos[1].token, 480, "webp")
    default_storage.delete(lost)
    Photo.objects.filter(pk=photos[0].pk).update(widths=[], width=0)
    assert run() == [
        f"1/2 图片{photos[0].pk}“第1张”：480、600 像素宽。",
        f"2/2 图片{photos[1].pk}“第2张”：480、600 像素宽。",
        "共查看 2 张图片：做好 2 张，0 张本来齐全，0 张没有做成。",
    ]
    assert default_storage.exists(lost)
    photos[0].refresh_from_db()
    assert (photos[0].width, photos[0].widths) == (600, [480, 600])


def test_all_are_made_anew_and_none_is_removed(photos):
    old = f"{photos[0].token[:2]}/{photos[0].token}/320.jpg"
    with default_storage.open(old, "wb") as file:
        file.write(b"of an earlier version")
    assert run("--all")[-1] == "共查看 2 张图片：做好 2 张，0 张本来齐全，0 张没有做成。"
    assert default_storage.exists(old)


def test_one_lost_original_does_not_stop_the_others(photos, capsys):
    storages["originals"].delete(photos[0].original.name)
    with pytest.raises(CommandError, match="做好 1 张，0 张本来齐全，1 张没有做成"):
        run("--all")
    assert f"图片{photos[0].pk}“第1张”的原图读不出来" in capsys.readouterr().err
