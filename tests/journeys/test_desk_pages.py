"""The desk's pages as a browser lays them out and runs them: files chosen, a telephone's width, names in Chinese."""

from io import BytesIO

import pytest
from PIL import Image

from tests.builders import make_article, make_person, make_photo


@pytest.mark.parametrize("path", ["/admin/media/photo/add/", "/admin/media/photo/upload/"])
def test_a_picture_is_chosen_without_a_fault(window, transactional_db, path):
    make_person("林岚", "图片编辑")
    desk = window("林岚")
    page = desk.open(path)
    picture = {"name": "丰收.png", "mimeType": "image/png", "buffer": b"not opened yet"}
    page.locator("input[type=file]").set_input_files(picture)
    assert page.locator("input[type=file]").evaluate("input => input.files[0].name") == "丰收.png"
    assert page.locator("input[value='丰收.png']").count() == 0
    assert desk.faults == []


def test_an_article_that_one_may_only_read_fits_a_telephone(window, transactional_db):
    make_person("梁工", "出版")
    photo = make_photo(width=1600, height=1000, widths=[480])
    article = make_article(body=f'<p>正文。</p><figure data-photo="{photo.pk}"></figure>')
    drawn = BytesIO()
    Image.new("RGB", (480, 300)).save(drawn, "JPEG")
    desk = window("梁工", width=390)
    desk.page.route("**/*.jpg", lambda route: route.fulfill(body=drawn.getvalue(), content_type="image/jpeg"))
    page = desk.open(f"/admin/articles/article/{article.pk}/change/")
    page.locator(".desk-reading img").scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.desk-reading img').naturalWidth == 480")
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_the_parts_that_scroll_have_a_chinese_name(window, transactional_db):
    make_person("周敏", "责任编辑")
    page = window("周敏").open("/admin/articles/article/")
    page.locator(".simplebar-content-wrapper").first.wait_for(state="attached")
    found = page.locator("[role=region][aria-label]").evaluate_all("all => all.map(one => one.ariaLabel)")
    assert set(found) == {"可以滚动的一栏"}
