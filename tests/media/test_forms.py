"""The photo's form: what it takes, fills, keeps and says."""

from datetime import date

import pytest
from django.core.files.storage import storages

from media.forms import PhotoForm
from media.models import Photo
from media.upload import accept, store
from tests.builders import make_photo
from tests.media.files import dataset, iptc_segment, two_halves, upload, with_segments, written

EMPTY = {"caption": "", "alt": "", "credit_name": "", "credit_kind": "摄", "taken_on": "", "place": ""}


def press_picture() -> bytes:
    return with_segments(
        written(two_halves()),
        iptc_segment(
            dataset(120, "工人在检修设备。".encode()),
            dataset(80, "河源工会供图".encode()),
            dataset(55, b"20241008"),
        ),
    )


def form_of(data: bytes | None = None, photo: Photo | None = None, **typed) -> PhotoForm:
    files = {} if data is None else {"original": upload(data)}
    return PhotoForm(EMPTY | typed, files, instance=photo)


def test_a_new_photo_is_stored_with_what_the_file_says(photo_editor):
    form = form_of(press_picture(), alt="两名工人蹲在轧机旁")
    assert form.is_valid(), form.errors
    photo = Photo.objects.get(pk=form.keep(by=photo_editor).pk)
    assert (photo.caption, photo.credit, photo.taken_on) == ("工人在检修设备。", "河源工会供图", date(2024, 10, 8))
    assert (photo.alt, photo.widths, photo.created_by) == ("两名工人蹲在轧机旁", [480, 600], photo_editor)


def test_what_is_typed_stands_before_what_the_file_says(db):
    form = form_of(press_picture(), caption="检修班。", credit_name="林岚", taken_on="2024-09-01")
    assert form.is_valid(), form.errors
    photo = form.save()
    assert (photo.caption, photo.credit, photo.taken_on) == ("检修班。", "林岚／摄", date(2024, 9, 1))


def test_a_change_of_words_leaves_the_file_alone(db):
    photo = store(Photo(), accept(upload(written(two_halves()))))
    before = (photo.token, photo.original.name, photo.digest)
    form = form_of(photo=photo, caption="新的图说。")
    assert form.is_valid(), form.errors
    form.save()
    photo.refresh_from_db()
    assert photo.caption == "新的图说。"
    assert (photo.token, photo.original.name, photo.digest) == before


def test_a_new_file_replaces_the_old_one(db, django_capture_on_commit_callbacks):
    photo = store(Photo(caption="旧图说。"), accept(upload(written(two_halves()))))
    old_original = photo.original.name
    form = form_of(written(two_halves(800, 300)), photo=photo, caption="旧图说。")
    assert form.is_valid(), form.errors
    assert storages["originals"].exists(old_original)
    with django_capture_on_commit_callbacks(execute=True):
        form.save()
    photo.refresh_from_db()
    assert (photo.width, photo.height, photo.caption) == (800, 300, "旧图说。")
    assert not storages["originals"].exists(old_original)
    assert storages["originals"].exists(photo.original.name)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "“班前会.jpg”是空文件，重新选一张图片。"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "“班前会.jpg”是SVG矢量图，导出为PNG再上传。"),
    ],
)
def test_a_refused_file_is_told_at_its_field_and_nothing_is_saved(db, data, sentence):
    form = form_of(data)
    assert form.errors == {"original": [sentence]}
    with pytest.raises(ValueError, match="errors"):
        form.save()
    assert Photo.objects.count() == 0


def test_the_same_file_again_names_the_photo_that_has_it(db):
    data = written(two_halves())
    photo = store(Photo(caption="工人在检修设备。"), accept(upload(data)))
    assert form_of(data).errors == {
        "original": [f"“班前会.jpg”已在图片库：工人在检修设备。（编号{photo.pk}），直接用那一张。"]
    }
    assert form_of(data, photo=photo).is_valid()


def test_a_folder_that_takes_no_files_is_told_before_anything_is_saved(db, settings, tmp_path):
    (tmp_path / "full").write_text("a file where the folder should be", encoding="utf-8")
    settings.MEDIA_ROOT = tmp_path / "full" / "renditions"
    assert form_of(written(two_halves())).errors == {
        "original": ["图片库的文件夹现在写不进去，“班前会.jpg”没有存下，告诉管理员。"]
    }


def test_a_file_picture_carries_its_date(db):
    assert form_of(credit_kind="资料图片").errors == {"taken_on": ["资料图片要写明拍摄日期。"]}
    assert form_of(credit_kind="资料图片", taken_on="1986-05-01").is_valid()
    dated = with_segments(written(two_halves()), iptc_segment(dataset(55, b"19860501")))
    assert form_of(dated, credit_kind="资料图片").is_valid()


def test_the_input_shows_the_picture_and_no_address_of_the_original(db):
    photo = store(Photo(alt='"><b>'), accept(upload(written(two_halves()))))
    html = str(PhotoForm(instance=photo)["original"])
    assert f'src="/media/{photo.token[:2]}/{photo.token}/480.jpg"' in html
    assert f'href="/media/{photo.token[:2]}/{photo.token}/600.jpg"' in html
    assert photo.original.name not in html
    assert "<b>" not in html
    assert 'accept="image/jpeg,image/png,image/webp,image/gif"' in html


def test_the_input_of_a_photo_without_a_file_is_only_an_input(db):
    assert "<img" not in str(PhotoForm(instance=make_photo())["original"])


def test_the_focal_point_is_typed_in_per_cent_and_the_middle_where_left_empty(db):
    photo = make_photo(focus_x=10, focus_y=20)
    form = form_of(photo=photo, credit_name="林岚", focus_x="33", focus_y="")
    assert form.is_valid(), form.errors
    form.save()
    photo.refresh_from_db()
    assert (photo.focus_x, photo.focus_y) == (33, 50)
    assert form_of(photo=photo, focus_x="101").errors["focus_x"]


def test_a_form_that_does_not_ask_for_the_focal_point_leaves_it(db):
    photo = make_photo(focus_x=10, focus_y=20)
    form = form_of(photo=photo, credit_name="林岚")
    assert form.is_valid(), form.errors
    form.save()
    photo.refresh_from_db()
    assert (photo.focus_x, photo.focus_y) == (10, 20)
