"""What comes in, what is refused with which sentence, and what the library and the readers then have."""

from datetime import date
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage, storages
from PIL import Image, ImageFile, PngImagePlugin

from media.models import Photo
from media.renditions import FORMATS, rendition_name
from media.upload import accept, same_file, store
from tests.builders import make_photo
from tests.media.files import (
    GREEN,
    MARKUP,
    RED,
    dataset,
    exif,
    iptc_segment,
    png_claiming,
    segment,
    two_halves,
    upload,
    windows_text,
    with_segments,
    written,
)

SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
DAMAGED = "“来图.jpg”不完整或已损坏，从相机或手机里重新导出一份再上传。"


def refusal(data: bytes, name: str = "来图.jpg") -> str:
    with pytest.raises(ValidationError) as refused:
        accept(upload(data, name))
    (sentence,) = refused.value.messages
    return sentence


def served(photo: Photo) -> list[bytes]:
    """Every file that a reader can get of `photo`."""
    names = [rendition_name(photo.token, width, form.extension) for width in photo.widths for form in FORMATS]
    files = []
    for name in names:
        with default_storage.open(name) as file:
            files.append(file.read())
    return files


def stored(data: bytes, name: str = "来图.jpg", **fields) -> Photo:
    return store(Photo(**fields), accept(upload(data, name)))


def looks_like(data: bytes, left: tuple, right: tuple, tolerance: int = 40) -> bool:
    with Image.open(BytesIO(data)) as image:
        seen = [image.convert("RGB").getpixel((image.width * at // 4, image.height // 2)) for at in (1, 3)]
    return all(
        abs(a - b) <= tolerance
        for found, wanted in zip(seen, (left, right), strict=True)
        for a, b in zip(found, wanted, strict=True)
    )


# --- Refused --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        pytest.param(b"", "“来图.jpg”是空文件，重新选一张图片。", id="empty"),
        pytest.param(
            b"MZ\x90\0" + b"\0" * 300, "“来图.jpg”不是图片，改用JPEG、PNG、WebP或GIF文件再上传。", id="renamed exe"
        ),
        pytest.param(MARKUP, "“来图.jpg”不是图片，改用JPEG、PNG、WebP或GIF文件再上传。", id="renamed html"),
        pytest.param(
            b"push graphic-context\nfill 'url(https://example.org/)'",
            "“来图.jpg”不是图片，改用JPEG、PNG、WebP或GIF文件再上传。",
            id="mvg",
        ),
        pytest.param(SVG, "“来图.jpg”是SVG矢量图，导出为PNG再上传。", id="svg"),
        pytest.param(
            b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x -->" + SVG,
            "“来图.jpg”是SVG矢量图，导出为PNG再上传。",
            id="xml svg",
        ),
        pytest.param(b"\0\0\0\x18ftypheic" + b"\0" * 64, "“来图.jpg”是HEIC文件，另存为JPEG或PNG再上传。", id="heic"),
        pytest.param(written(two_halves(), "TIFF"), "“来图.jpg”是TIFF文件，另存为JPEG或PNG再上传。", id="tiff"),
        pytest.param(written(two_halves(), "BMP"), "“来图.jpg”是BMP文件，另存为JPEG或PNG再上传。", id="bmp"),
        pytest.param(written(two_halves())[:1500], DAMAGED, id="truncated jpeg"),
        pytest.param(written(two_halves(), "PNG")[:-200], DAMAGED, id="truncated png"),
        pytest.param(written(two_halves(), "WEBP")[:-50], DAMAGED, id="truncated webp"),
        pytest.param(b"\xff\xd8\xff\xe0", DAMAGED, id="jpeg start only"),
        pytest.param(b"GIF89a/*" + MARKUP + b"*/=1;", DAMAGED, id="gif that is a script"),
        pytest.param(png_claiming(60000, 60000), "“来图.jpg”超过5000万像素，缩小后再上传。", id="bomb"),
        pytest.param(png_claiming(10000, 10000), "“来图.jpg”超过5000万像素，缩小后再上传。", id="small bomb"),
        pytest.param(png_claiming(8000, 5000), DAMAGED, id="claims more than it has"),
        pytest.param(png_claiming(500, 40000), "“来图.jpg”太长，裁成几段再上传。", id="too long a strip"),
    ],
)
def test_a_file_that_may_not_come_in_is_told_why(data, sentence):
    assert refusal(data) == sentence


def test_one_byte_too_many_is_refused(settings):
    settings.PHOTO_MAX_BYTES = 1024 * 1024
    data = written(two_halves())
    data += b"\0" * (1024 * 1024 - len(data))
    assert accept(upload(data)).data == data
    assert refusal(data + b"\0") == "“来图.jpg”超过1MB，压缩后再上传。"


def test_one_pixel_row_too_many_is_refused(settings):
    settings.PHOTO_MAX_PIXELS = 600 * 400
    assert accept(upload(written(two_halves(600, 400)))).picture.width == 600
    assert "像素" in refusal(written(two_halves(600, 401)))


def test_kinds_that_take_more_memory_have_limits_of_their_own(monkeypatch):
    monkeypatch.setattr("media.upload.GREEDY", {"WebP": 240_000, "渐进式JPEG": 240_000})
    assert accept(upload(written(two_halves(600, 400), "WEBP"))).extension == "webp"
    assert accept(upload(written(two_halves(600, 401)))).extension == "jpg"
    assert refusal(written(two_halves(600, 401), "WEBP")) == "“来图.jpg”是超过24万像素的WebP，另存为普通JPEG再上传。"
    assert refusal(written(two_halves(600, 401), progressive=True)) == (
        "“来图.jpg”是超过24万像素的渐进式JPEG，另存为普通JPEG再上传。"
    )


def test_a_jpeg_of_endless_scans_is_refused_before_it_is_decoded():
    data = written(two_halves(1600, 1600), progressive=True)
    starts = [at for at in range(len(data) - 1) if data[at : at + 2] == b"\xff\xda"]
    tables = data.rfind(b"\xff\xc4", 0, starts[1])
    scan = data[tables : data.rfind(b"\xff\xc4", 0, starts[2])]
    assert accept(upload(data[:tables] + scan * 50 + data[tables:])).picture.width == 1600
    assert accept(upload(with_segments(data, segment(0xFE, b"\xff\xda" * 900)) + b"\xff\xda" * 900)).extension == "jpg"
    assert refusal(data[:tables] + scan * 5000 + data[tables:]) == "“来图.jpg”的编码不寻常，另存为普通JPEG再上传。"


def test_a_refused_file_leaves_nothing_behind(db):
    refusal(written(two_halves())[:1500])
    assert Photo.objects.count() == 0


def test_the_senders_name_is_text_without_control_characters():
    assert accept(upload(written(two_halves()), "a\u202eg\r\nb.jpg")).name == "agb.jpg"


# --- Accepted, and what is served -----------------------------------------------------------------------------------
def test_the_extension_follows_the_content(db):
    photo = stored(written(two_halves(), "PNG"), "脚本.html")
    assert photo.original.name == f"{photo.token[:2]}/{photo.token}.png"
    assert photo.original_name == "脚本.html"
    assert all(looks_like(data, RED, GREEN) for data in served(photo))


def test_markup_behind_and_inside_a_picture_is_not_served(db):
    data = with_segments(written(two_halves()), segment(0xFE, MARKUP)) + MARKUP + b"PK\x05\x06" + b"\0" * 18
    files = served(stored(data))
    assert len(files) == 2 * len(FORMATS)
    assert not any(b"script" in file or b"PK\x05\x06" in file for file in files)
    assert all(looks_like(file, RED, GREEN) for file in files)


def test_png_text_is_not_served(db):
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "MEMO-77")
    data = written(two_halves(), "PNG", pnginfo=notes)
    assert b"MEMO-77" in data
    assert not any(b"MEMO-77" in file for file in served(stored(data, "a.png")))


def test_place_serial_and_camera_are_not_served(db):
    block = exif({0x010F: "MAKER-7", 0x013B: "Lin Lan"}, taken="2024:10:09 08:30:00", position=True)
    data = written(two_halves(), exif=block, comment=b"SECRET-COMMENT")
    assert all(word in data for word in (b"MAKER-7", b"SERIAL-0042", b"SECRET-COMMENT"))
    photo = stored(data)
    for file in served(photo):
        assert not any(word in file for word in (b"MAKER-7", b"SERIAL-0042", b"SECRET-COMMENT", b"Lin Lan", b"Exif"))
        with Image.open(BytesIO(file)) as image:
            assert dict(image.getexif()) == {}
            assert not {"exif", "xmp", "icc_profile", "comment", "photoshop"} & set(image.info)
    assert photo.taken_on == date(2024, 10, 9)


def test_the_cameras_orientation_is_baked_in(db):
    photo = stored(written(two_halves(600, 400), exif=exif({0x0112: 6})))
    assert (photo.width, photo.height) == (400, 600)
    for file in served(photo):
        with Image.open(BytesIO(file)) as image:
            assert image.width < image.height
            top, bottom = (image.convert("RGB").getpixel((image.width // 2, image.height * at // 4)) for at in (1, 3))
        # Turned by a quarter to the right, the left half is on top.
        assert top[0] > 150 > top[1]
        assert bottom[1] > 120 > bottom[0]


@pytest.mark.parametrize(
    ("data", "left", "right"),
    [
        pytest.param(written(two_halves(mode="CMYK")), RED, GREEN, id="CMYK JPEG"),
        pytest.param(written(two_halves(mode="P"), "PNG"), RED, GREEN, id="palette PNG"),
        pytest.param(written(two_halves(mode="L"), "PNG"), (81,) * 3, (107,) * 3, id="grey PNG"),
        pytest.param(written(Image.new("I;16", (40, 40), 0x8000), "PNG"), (128,) * 3, (128,) * 3, id="16-bit PNG"),
        pytest.param(
            written(Image.new("RGBA", (40, 40), (0, 0, 0, 0)), "PNG"), (255,) * 3, (255,) * 3, id="transparent"
        ),
        pytest.param(written(Image.new("1", (40, 40), 1), "PNG"), (255,) * 3, (255,) * 3, id="bilevel"),
        pytest.param(
            written(two_halves(), "GIF", save_all=True, append_images=[Image.new("RGB", (600, 400), "blue")]),
            RED,
            GREEN,
            id="animated GIF: its first frame",
        ),
        pytest.param(
            written(two_halves(), "WEBP", save_all=True, append_images=[Image.new("RGB", (600, 400), "blue")]),
            RED,
            GREEN,
            id="animated WebP: its first frame",
        ),
        pytest.param(
            written(two_halves(), "MPO", save_all=True, append_images=[Image.new("RGB", (600, 400), "blue")]),
            RED,
            GREEN,
            id="a phone's two pictures: the first",
        ),
    ],
)
def test_every_kind_of_picture_is_served_as_a_still_rgb_one(db, data, left, right):
    files = served(stored(data))
    assert files
    for file in files:
        with Image.open(BytesIO(file)) as image:
            assert image.mode == "RGB"
            assert getattr(image, "n_frames", 1) == 1
        assert looks_like(file, left, right)


def test_storing_notes_what_the_photo_is(author):
    data = written(two_halves(1200, 800))
    photo = Photo.objects.get(pk=store(Photo(), accept(upload(data)), by=author).pk)
    assert (photo.width, photo.height, photo.widths) == (1200, 800, [480, 960, 1200])
    assert len(photo.digest) == 64
    assert photo.created_by == author
    with photo.original.open("rb") as file:
        assert file.read() == data


def test_the_same_file_is_recognised(db):
    data = written(two_halves())
    photo = stored(data)
    assert same_file(accept(upload(data, "另一个名字.jpg")), apart_from=Photo()) == photo
    assert same_file(accept(upload(data)), apart_from=photo) is None
    assert same_file(accept(upload(data + b"\0")), apart_from=Photo()) is None


# --- What the file fills in -----------------------------------------------------------------------------------------
def press_picture() -> bytes:
    return with_segments(
        written(two_halves(), exif=exif({0x9C9C: windows_text("随手拍")}, taken="2024:10:09 08:30:00")),
        iptc_segment(
            dataset(120, "工人在检修设备。".encode("gbk")),
            dataset(80, "林景余/摄".encode("gbk")),
            dataset(55, b"20241008"),
            dataset(90, "河源市".encode("gbk")),
        ),
    )


def test_empty_fields_are_filled_from_the_file(db):
    photo = stored(press_picture())
    assert (photo.caption, photo.credit_name, photo.credit_kind) == ("工人在检修设备。", "林景余", "摄")
    assert (photo.taken_on, photo.place) == (date(2024, 10, 8), "河源市")


def test_what_an_editor_wrote_stands(db):
    said = {
        "caption": "检修班在高炉旁。",
        "credit_name": "源江工会",
        "credit_kind": "供图",
        "taken_on": date(2024, 9, 1),
        "place": "源江",
    }
    photo = stored(press_picture(), **said)
    assert {name: getattr(photo, name) for name in said} == said


def test_what_the_file_says_is_cut_to_the_fields(db):
    data = with_segments(
        written(two_halves()),
        iptc_segment(dataset(120, ("长" * 900).encode()), dataset(80, b"x" * 300), dataset(90, ("远" * 300).encode())),
    )
    photo = Photo.objects.get(pk=stored(data).pk)
    assert (len(photo.caption), len(photo.credit_name), len(photo.place)) == (500, 100, 100)


# --- Replacing ------------------------------------------------------------------------------------------------------
def test_a_new_file_gets_a_new_name_and_the_old_files_go_on_commit(db, django_capture_on_commit_callbacks):
    photo = stored(written(two_halves()))
    old_token, old_original, old_files = photo.token, photo.original.name, len(served(photo))
    with django_capture_on_commit_callbacks() as callbacks:
        store(photo, accept(upload(written(two_halves(800, 300)))))
    assert photo.token != old_token
    assert len(default_storage.listdir(f"{old_token[:2]}/{old_token}")[1]) == old_files
    assert storages["originals"].exists(old_original)
    for callback in callbacks:
        callback()
    assert not default_storage.exists(f"{old_token[:2]}/{old_token}")
    assert not storages["originals"].exists(old_original)
    assert len(served(photo)) == len(photo.widths) * len(FORMATS)
    assert photo.original.storage.exists(photo.original.name)


def test_a_failed_save_leaves_no_files_and_the_old_ones_in_place(db, monkeypatch):
    photo = stored(written(two_halves()))
    kept = Photo.objects.get(pk=photo.pk)

    def broken(*args, **kwargs):
        raise RuntimeError("the database went away")

    monkeypatch.setattr(Photo, "save", broken)
    with pytest.raises(RuntimeError):
        store(photo, accept(upload(written(two_halves(800, 300)))))
    assert photo.token != kept.token
    assert not default_storage.exists(f"{photo.token[:2]}/{photo.token}")
    assert not storages["originals"].exists(photo.original.name)
    assert len(served(kept)) == 2 * len(FORMATS)


def test_an_unsupplied_photo_gets_its_file_later(db):
    photo = make_photo(caption="颁奖现场。")
    store(photo, accept(upload(press_picture())))
    assert (photo.caption, photo.credit_name, photo.widths) == ("颁奖现场。", "林岚", [480, 600])


def test_half_a_picture_is_refused_whatever_another_library_has_switched_on(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    assert refusal(written(two_halves())[:1500])
