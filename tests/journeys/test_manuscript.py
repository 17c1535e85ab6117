"""From an empty form to a reader's screen: composed, pictured, reviewed by three, published, read, found, exported."""

import json
import re
from pathlib import Path

import pytest

from articles.models import Article
from articles.states import State
from magazine.models import Issue
from tests.builders import make_person, make_photo, make_section, make_slot, picture_bytes

BODY = "焊花落在护目镜上，老陈先教徒弟看火色。"


@pytest.fixture
def desk(transactional_db):
    """The people and the section that the story needs."""
    for username, role in (("苏晓", "作者"), ("周敏", "责任编辑"), ("罗启明", "部主任"), ("郑国华", "总编")):
        make_person(username, role)
    make_section(name="车间", name_en="SHOP FLOOR", slug="chejian")
    make_photo(caption="老陈在看火色。", alt="老师傅弯腰看炉口。", credit_name="林岚", credit_kind="摄")


def write_body(page, text: str) -> None:
    """Type into CKEditor as a person does."""
    frame = page.frame_locator("iframe.cke_wysiwyg_frame").first
    frame.locator("body").click()
    page.keyboard.type(text)


def choose_section(page, name: str) -> None:
    page.select_option("select[name=section]", label=name)


def give(page, button: str, opinion: str = "") -> None:
    """Press one of the workflow's buttons, with an opinion where one is asked."""
    control = page.get_by_role("button", name=button)
    if opinion:
        control.locator("xpath=ancestor::form[1]").locator("textarea").first.fill(opinion)
    # The next person must not look before this one's answer is there.
    with page.expect_navigation():
        control.click()


def test_a_manuscript_goes_from_an_empty_form_to_its_readers(window, desk):
    writer = window("苏晓")
    page = writer.open("/admin/articles/article/add/")
    choose_section(page, "车间")
    page.fill("input[name=title]", "看火色")
    write_body(page, BODY)
    insert_photo(page, "火色")
    page.click("[name=_continue]")
    page.wait_for_url(re.compile(r"/articles/article/\d+/change/"))
    article = Article.objects.get(title="看火色")
    assert article.body.startswith(f"<p>{BODY}</p>")
    assert article.body.endswith(f'<figure data-photo="{article.figures.get().photo_id}"></figure>')
    assert article.figures.get().photo.caption == "老陈在看火色。"
    change = f"/admin/articles/article/{article.pk}/change/"
    give(writer.open(change), "送初审")
    for username, button in (("周敏", "通过并送复审"), ("罗启明", "通过并送终审"), ("郑国华", "终审通过，定稿")):
        reviewer = window(username)
        give(reviewer.open(change), button, "同意。")
    article.refresh_from_db()
    assert article.state == State.RELEASED

    issue = Issue.objects.create(year=2024, number=11)
    make_slot(issue, article, page_from=3)
    reader = window()
    assert "看火色" not in reader.open("/").content()
    chief = window("郑国华")
    page = chief.open(f"/admin/magazine/issue/{issue.pk}/change/")
    assert not page.get_by_role("button", name="2024年第11期出刊").is_visible()
    page.locator("summary", has_text=re.compile("^出刊$")).click()
    assert page.get_by_text("2024年第11期将立刻与读者见面。").is_visible()
    give(page, "2024年第11期出刊")
    issue.refresh_from_db()
    assert issue.is_published()

    # Another reader: a page may be kept for a minute by whoever has just seen it.
    reader = window()
    assert "看火色" in reader.open("/").content()
    reader.page.get_by_role("link", name=re.compile("看火色")).first.click()
    words = reader.page.locator("main").inner_text()
    assert BODY in words
    assert "老陈在看火色。" in words
    assert "林岚／摄" in words
    assert "周敏" not in reader.page.content() or "初审" in words
    reader.open("/search/?q=护目镜")
    assert "看火色" in reader.page.locator("main").inner_text()
    contents = json.loads(reader.page.request.get(f"{reader.address}/issues/2024-11/contents.json").text())
    assert "看火色" in json.dumps(contents, ensure_ascii=False)
    page = chief.open("/admin/issues/2024-11/export/")
    with page.expect_download() as taken:
        page.get_by_role("button", name="TXT").click()
    assert "看火色" in Path(taken.value.path()).read_text("utf-8")
    assert not [fault for desk_window in (writer, chief, reader) for fault in desk_window.faults]


def insert_photo(page, words: str) -> None:
    """Open the photo picker of the editor, search, and take the first picture."""
    page.locator(".cke_button__photo").first.click()
    dialog = page.locator(".cke_dialog:visible")
    dialog.locator("input[type=text], input[type=search]").first.fill(words)
    dialog.locator("[data-photo]").first.click()
    if dialog.locator(".cke_dialog_ui_button_ok").is_visible():
        dialog.locator(".cke_dialog_ui_button_ok").click()
    dialog.wait_for(state="hidden")


def test_one_person_cannot_sign_two_stages(window, desk):
    both = make_person("双职", is_superuser=True)
    article = Article.objects.create(section_id=make_section().pk, title="双签不行", body="<p>正文。</p>")
    change = f"/admin/articles/article/{article.pk}/change/"
    give(window("周敏").open(change), "送初审")
    one = window(both.username)
    give(one.open(change), "通过并送复审", "同意。")
    page = one.open(change)
    assert "你已签过本稿的初审，复审须由另一人签署。" in page.content()
    assert page.get_by_role("button", name="通过并送终审").is_disabled()
    # Not through the form either, whatever the browser was told.
    token = page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    form = page.locator("form", has=page.get_by_role("button", name="通过并送终审")).first
    action = form.get_attribute("action") or change
    page.request.post(
        one.address + action,
        form={"csrfmiddlewaretoken": token, "verdict": "approve", "opinion": "同意。"},
        headers={"Referer": one.address + change},
    )
    article.refresh_from_db()
    assert article.state == State.SECOND
    assert article.reviews.filter(verdict="approve").count() == 1


def test_a_picture_is_uploaded_and_seen(window, desk, tmp_path):
    file = tmp_path / "港口清晨.jpg"
    file.write_bytes(picture_bytes())
    page = window("周敏").open("/admin/media/photo/add/")
    page.set_input_files("input[type=file]", str(file))
    page.fill("[name=caption]", "港口的清晨。")
    page.fill("[name=credit_name]", "林岚")
    page.click("[name=_continue]")
    page.wait_for_url(re.compile(r"/media/photo/\d+/change/"))
    shown = page.locator("img[src*='/media/']").first
    assert shown.evaluate("image => image.complete && image.naturalWidth > 0")
