"""What a release keeps of a photo, and the markup that a page makes of it."""

import json

from django.template import Context, Template

from media.figure import frozen
from media.models import Photo
from tests.builders import make_photo

TOKEN = "0f" * 16


def supplied(**fields) -> Photo:
    return make_photo(width=2000, height=1000, widths=[480, 960, 1600], token=TOKEN, **fields)


def shown(photo: dict, arguments: str = 'sizes="100vw"') -> str:
    return Template(f"{{% load pictures %}}{{% picture photo {arguments} %}}").render(Context({"photo": photo}))


def test_a_frozen_photo_is_plain_data_that_no_later_change_reaches(db):
    photo = supplied()
    kept = frozen(photo, "检修现场。", "工人蹲在轧机旁")
    photo.widths.append(9999)
    assert json.loads(json.dumps(kept)) == {
        "id": photo.pk,
        "token": TOKEN,
        "widths": [480, 960, 1600],
        "width": 2000,
        "height": 1000,
        "caption": "检修现场。",
        "credit": "林岚／摄",
        "alt": "工人蹲在轧机旁",
        "focus": [50, 50],
    }


def test_a_photo_becomes_a_picture_in_every_format_with_its_size(db):
    base = f"/media/0f/{TOKEN}"
    assert shown(frozen(supplied(), "", "工人"), 'sizes="(min-width: 60rem) 48rem, 100vw"') == (
        "<picture>"
        f'<source type="image/avif" srcset="{base}/480.avif 480w, {base}/960.avif 960w, {base}/1600.avif 1600w"'
        ' sizes="(min-width: 60rem) 48rem, 100vw">'
        f'<source type="image/webp" srcset="{base}/480.webp 480w, {base}/960.webp 960w, {base}/1600.webp 1600w"'
        ' sizes="(min-width: 60rem) 48rem, 100vw">'
        f'<img src="{base}/1600.jpg" srcset="{base}/480.jpg 480w, {base}/960.jpg 960w, {base}/1600.jpg 1600w"'
        ' sizes="(min-width: 60rem) 48rem, 100vw" width="2000" height="1000" alt="工人" loading="lazy" decoding="async">'
        "</picture>"
    )


def test_the_first_picture_of_a_page_does_not_wait(db):
    assert 'loading="eager" fetchpriority="high"' in shown(frozen(supplied(), "", ""), "eager=True")


def test_a_crop_keeps_the_focal_point(db):
    photo = supplied(focus_x=22, focus_y=88)
    assert ' class="fx-2 fy-9"' in shown(frozen(photo, "", ""))
    photo.focus_x, photo.focus_y = 52, 48
    assert "class" not in shown(frozen(photo, "", ""))


def test_a_photo_frozen_before_there_were_focal_points_is_cropped_in_the_middle(db):
    photo = frozen(supplied(focus_x=0), "", "")
    del photo["focus"]
    assert "class" not in shown(photo)


def test_words_in_a_photo_stay_words(db):
    html = shown(frozen(supplied(), "", '"><script>alert(1)</script>{{ 7|add:7 }}'))
    assert "<script" not in html
    assert 'alt="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;{{ 7|add:7 }}"' in html


def test_a_picture_that_is_still_to_come_says_so(db):
    assert shown(frozen(make_photo(), "检修现场。", "")) == '<span class="picture-missing">图片待补</span>'
