"""Widths, colour and sizes of renditions, and how little memory and time they take."""

import random
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from PIL import Image, ImageCms

from media.models import Photo
from media.renditions import FORMATS, make, missing, rendition_name, rendition_url, upright, widths_for
from media.upload import accept, store
from tests.media.files import two_halves, upload, written

STATUS = Path("/proc/self/status")
# Prints the peak of resident memory in kB before and after one picture; in a process of its own.
PEAK = """
import sys, django; django.setup()
from media.renditions import upright
peak = lambda: int(open(sys.argv[1]).read().split("VmHWM:")[1].split()[0])
before = peak()
upright(open(sys.argv[2], "rb"))
print(before, peak())
"""


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (1, [1]),
        (479, [479]),
        (480, [480]),
        (481, [480, 481]),
        (960, [480, 960]),
        (1599, [480, 960, 1599]),
        (1600, [480, 960, 1600]),
        (6000, [480, 960, 1600]),
    ],
)
def test_nothing_is_blown_up_and_the_own_width_is_kept(width, widths):
    assert widths_for(width) == widths


def test_every_width_is_made_in_every_format(db):
    photo = store(Photo(), accept(upload(written(two_halves(2400, 1800)))))
    for width in (480, 960, 1600):
        for form in FORMATS:
            with (
                default_storage.open(rendition_name(photo.token, width, form.extension)) as file,
                Image.open(file) as image,
            ):
                assert (image.format, image.size) == (form.name, (width, width * 3 // 4))
    assert sorted(default_storage.listdir(f"{photo.token[:2]}/{photo.token}")[1]) == sorted(
        f"{width}.{form.extension}" for width in (480, 960, 1600) for form in FORMATS
    )


def test_jpeg_renditions_come_into_view_by_and_by(db):
    photo = store(Photo(), accept(upload(written(two_halves()))))
    with default_storage.open(rendition_name(photo.token, 480, "jpg")) as file, Image.open(file) as image:
        assert image.info.get("progressive")


def test_a_token_makes_the_address():
    assert rendition_url("ab" * 16, 960, "webp") == f"/media/ab/{'ab' * 16}/960.webp"


def test_a_profile_is_turned_into_srgb(tmp_path):
    # In a profile with red and green exchanged, a green picture is a red one.
    srgb = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = srgb.find(b"rXYZ"), srgb.find(b"gXYZ")
    srgb[red : red + 4], srgb[green : green + 4] = srgb[green : green + 4], srgb[red : red + 4]
    data = written(Image.new("RGB", (40, 40), (0, 255, 0)), "PNG", icc_profile=bytes(srgb))
    red_value, green_value, _ = upright(BytesIO(data)).image.getpixel((20, 20))
    assert red_value > 240 > 20 > green_value


@pytest.mark.parametrize("profile", [b"rubbish", b"\0" * 200])
def test_a_broken_profile_is_dropped(profile):
    data = written(Image.new("RGB", (40, 40), (10, 200, 30)), "PNG", icc_profile=profile)
    assert upright(BytesIO(data)).image.getpixel((20, 20)) == (10, 200, 30)


def test_a_large_picture_keeps_its_content_when_it_is_drawn_band_by_band():
    image = Image.new("RGBA", (6500, 1300), (0, 0, 0, 0))
    image.paste((200, 30, 30, 255), (0, 0, 3250, 650))
    picture = upright(BytesIO(written(image, "PNG", compress_level=1)))
    assert (picture.width, picture.height, picture.image.size) == (6500, 1300, (1600, 320))
    corners = [picture.image.getpixel(at) for at in ((400, 80), (1200, 80), (400, 240), (1200, 240))]
    assert corners == [(200, 30, 30), (255,) * 3, (255,) * 3, (255,) * 3]


def test_the_seams_of_the_bands_do_not_show():
    noise = Image.frombytes("L", (2000, 500), random.Random(7).randbytes(2000 * 500))
    image = upright(BytesIO(written(noise, "PNG", compress_level=1))).image
    whole = noise.resize((1600, 400), Image.Resampling.LANCZOS).convert("RGB")
    assert image.tobytes() == whole.tobytes()


def test_missing_renditions_are_named_and_made_again(db):
    photo = store(Photo(), accept(upload(written(two_halves()))))
    assert missing(photo) == []
    lost = rendition_name(photo.token, 480, "webp")
    default_storage.delete(lost)
    assert missing(photo) == [lost]
    assert make(photo) == [480, 600]
    assert missing(photo) == []


@pytest.mark.slow
@pytest.mark.skipif(not STATUS.exists(), reason="the peak of memory is read where Linux keeps it")
def test_fifty_million_transparent_pixels_take_less_than_300_mb(tmp_path):
    picture = tmp_path / "large.png"
    Image.new("RGBA", (10000, 5000)).save(picture, compress_level=1)
    answer = subprocess.run(
        [sys.executable, "-c", PEAK, str(STATUS), str(picture)], capture_output=True, text=True, check=True
    )
    before, after = map(int, answer.stdout.split())
    assert 150 * 1024 < after - before < 300 * 1024
