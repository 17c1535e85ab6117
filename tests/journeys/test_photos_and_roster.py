"""Pictures brought in many at once, two hands at one photo; sections put in order; two authors made one; house words."""

import pytest
from playwright.sync_api import expect

from articles.models import Author, Section
from media.models import Photo
from tests.builders import (
    make_article,
    make_author,
    make_issue,
    make_person,
    make_photo,
    make_section,
    make_slot,
    picture_bytes,
)


@pytest.fixture
def people(transactional_db):
    Section.objects.all().delete()
    for username, role in (("林岚", "图片编辑"), ("郑国华", "总编"), ("周敏", "责任编辑")):
        make_person(username, role)


def file(name: str, data: bytes) -> dict:
    return {"name": name, "mimeType": "image/jpeg", "buffer": data}


@pytest.mark.parametrize("width", [1400, 768])
def test_twelve_files_two_bad_one_known(window, people, width):
    desk = window("林岚", width=width)
    page = desk.open("/admin/media/photo/upload/")
    files = [file(f"{n}.jpg", picture_bytes(300 + n, 200)) for n in range(9)]
    files += [file("又一.jpg", picture_bytes(300, 200)), file("假.jpg", b"x"), file("空.jpg", b"")]
    page.locator("input[type=file]").set_input_files(files)
    page.get_by_label("授权依据").select_option(label="本刊人员拍摄")
    page.get_by_role("button", name="上传").click()
    page.get_by_text("共12张，都传完了").wait_for()
    lines = page.locator(".desk-results li")
    assert (lines.count(), page.locator(".desk-taken").count(), page.locator(".desk-refused").count()) == (12, 9, 3)
    assert page.get_by_text("看库里那一张").count() == 1
    assert Photo.objects.filter(permission="own").count() == 9
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert desk.faults == []


def test_a_photo_is_found_by_its_issue_and_two_hands_lose_nothing(window, people):
    photo = make_photo(caption="港口的清晨。", source="")
    make_slot(make_issue(year=2024, number=11), make_article(photos=[photo]))
    make_photo(caption="别处的。")
    one, two = window("林岚"), window("周敏")
    page = one.open("/admin/media/photo/?issue=2024-11")
    page.get_by_role("link", name="港口的清晨。").first.click()
    page.get_by_text("终审以前要补：没有填来源。").wait_for()
    other = two.open(f"/admin/media/photo/{photo.pk}/change/")
    page.fill("[name=source]", "省总宣教部")
    page.get_by_role("button", name="保存", exact=True).click()
    page.wait_for_url("**/photo/**")
    other.fill("[name=caption]", "港口，清晨。")
    other.get_by_role("button", name="保存", exact=True).click()
    other.get_by_text("两边不同的地方").wait_for()
    assert other.input_value("[name=caption]") == "港口，清晨。"
    other.fill("[name=source]", "省总宣教部")
    other.get_by_role("button", name="保存", exact=True).click()
    other.wait_for_url("**/photo/")
    photo.refresh_from_db()
    assert (photo.caption, photo.source) == ("港口，清晨。", "省总宣教部")
    assert one.faults + two.faults == []


@pytest.mark.parametrize("width", [1400, 768])
def test_sections_are_put_in_order_by_mouse_and_by_keys(window, people, width):
    for name in ("大事", "关注", "实践"):
        make_section(name=name)
    desk = window("郑国华", width=width)
    page = desk.open("/admin/articles/section/")
    handle, last = page.locator("[data-handle]").first.bounding_box(), page.locator(".desk-slot").nth(2).bounding_box()
    page.mouse.move(handle["x"] + 6, handle["y"] + 12)
    page.mouse.down()
    page.mouse.move(handle["x"] + 6, last["y"] + last["height"] - 3, steps=6)
    page.mouse.up()
    page.get_by_text("已移到第3条，已保存").wait_for()
    page.get_by_label("上移：大事").focus()
    page.keyboard.press("Enter")
    page.get_by_text("已移到第2条，已保存").wait_for()
    assert list(Section.objects.values_list("name", flat=True)) == ["关注", "大事", "实践"]
    page.get_by_role("button", name="撤销").click()
    page.get_by_text("已撤销，已保存").wait_for()
    assert list(Section.objects.values_list("name", flat=True)) == ["关注", "实践", "大事"]
    assert desk.faults == []


def test_two_authors_are_made_one_by_keys(window, people):
    gone, kept = make_author(name="张利", affiliation="省总"), make_author(name="张利")
    article = make_article(title="夜校进厂区", authors=[gone])
    page = window("周敏").open(f"/admin/articles/author/{gone.pk}/change/")
    page.get_by_role("link", name="把本页的作者并入这一个").press("Enter")
    page.get_by_text("1篇稿件的署名和0处定稿署名").wait_for()
    page.get_by_role("button", name="合并", exact=True).press("Enter")
    page.get_by_text("并入“张利”：1篇稿件、0处定稿署名。").wait_for()
    assert article.bylines.get().author == kept
    assert Author.objects.count() == 1


def test_habits_are_set_by_keys(window, people):
    page = window("周敏", width=768).open("/admin/notices/")
    page.get_by_label("我的邮箱").fill("zhou@example.org")
    page.get_by_label("每天一封汇总邮件").press("Space")
    page.get_by_role("button", name="保存").press("Enter")
    page.get_by_text("收信习惯已保存。").wait_for()
    assert not page.get_by_label("每天一封汇总邮件").is_checked()
    assert page.input_value("[name=email]") == "zhou@example.org"


@pytest.mark.parametrize("width", [1400, 768])
def test_bylines_are_written_by_keyboard_alone(window, people, width):
    make_author(name="杨红梅", affiliation="一厂")
    article = make_article(authors=[make_author(name="温良")])
    desk = window("周敏", width=width)
    page = desk.open(f"/admin/articles/article/{article.pk}/change/")
    page.wait_for_function("window.desk && window.desk.ready")
    chosen = page.locator("#bylines-group .select2-selection__rendered")
    options = page.locator(".select2-results__option")
    # The second of a name is told from the first by the unit, and is put on the roster from here.
    for typed, last in (
        ("杨红梅", "另有同名的人，写成“杨红梅（单位）”再新建"),
        ("杨红梅（二厂）", "新建作者“杨红梅（二厂）”"),
    ):
        page.locator("a.add-row", has_text="加一条署名").focus()
        page.keyboard.press("Enter")
        page.locator(".select2-selection:focus").wait_for()
        page.keyboard.press("Enter")
        page.locator(".select2-search__field:focus").wait_for()
        page.keyboard.type(typed)
        expect(options.last).to_have_text(last)
        page.keyboard.press("Enter")
        expect(chosen.last).to_contain_text("（一厂）" if typed == "杨红梅" else "（二厂）")
    rows = page.locator("#bylines-group tbody.form-group:not(.empty-form)")
    rows.last.get_by_label("上移").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+s")
    page.locator(".desk-saving", has_text="已保存").wait_for()
    names = [str(byline.author) for byline in article.bylines.order_by("position")]
    assert names == ["杨红梅（二厂）", "温良", "杨红梅（一厂）"]
    assert page.url.endswith(f"/{article.pk}/change/")
    assert desk.faults == []


@pytest.mark.parametrize(("width", "hand"), [(1400, "mouse"), (768, "keys")])
def test_a_house_word_is_pasted_found_and_taken(window, people, width, hand):
    def press(button):
        button.click() if hand == "mouse" else button.press("Enter")

    article = make_article(title="夜校进厂区", body="<p>县总工会请来老师，县总出学费。</p>")
    desk = window("周敏", width=width)
    page = desk.open("/admin/articles/houseword/")
    press(page.get_by_role("link", name="成批添加"))
    lines = page.get_by_label("一行一个词")
    lines.fill("农民工兄弟|农民工\n县总 县总工会")
    press(page.get_by_role("button", name="添进表里"))
    page.get_by_text("第2行：只有一栏，各栏之间用制表符或“|”隔开。").wait_for()
    lines.fill(lines.input_value().replace("总 县", "总|县"))
    press(page.get_by_role("button", name="添进表里"))
    page.get_by_text("添了2个词。").wait_for()
    page = desk.open(f"/admin/articles/{article.pk}/review/")
    expect(page.locator("[data-finding]")).to_have_count(1)
    press(page.get_by_role("button", name="忽略"))
    press(page.locator("summary", has_text="放行、忽略的1处"))
    press(page.get_by_role("button", name="恢复提示"))
    page.get_by_text("“县总”又列入检查。").wait_for()
    if hand == "mouse":
        page.get_by_role("button", name="采纳").click()
    else:
        page.keyboard.press("j")
        page.keyboard.press("a")
    page.get_by_text("已采纳：“县总”改为“县总工会”").wait_for()
    article.refresh_from_db()
    assert article.body == "<p>县总工会请来老师，县总工会出学费。</p>"
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert desk.faults == []
