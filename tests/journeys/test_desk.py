"""The desk by hand: rows dragged and stepped into order, Ctrl-S, and two people at one article."""

import pytest

from articles.models import Article
from tests.builders import make_article, make_author, make_issue, make_person, make_slot


@pytest.fixture
def desk(transactional_db):
    for username, role in (("周敏", "责任编辑"), ("罗启明", "部主任")):
        make_person(username, role)


def titles(page) -> list[str]:
    return page.locator(".desk-slot-title").all_inner_texts()


def stored(issue) -> list[str]:
    return [str(slot) for slot in issue.slots.order_by("position")]


def test_an_issue_is_put_in_order_by_mouse_and_by_keyboard(window, desk):
    issue = make_issue(year=2024, number=11)
    for title in ("甲篇", "乙篇", "丙篇"):
        make_slot(issue, make_article(title=title))
    page = window("周敏").open(f"/admin/magazine/issue/{issue.pk}/change/")
    handle = page.locator("[data-handle]").first.bounding_box()
    last = page.locator(".desk-slot").nth(2).bounding_box()
    page.mouse.move(handle["x"] + 5, handle["y"] + 10)
    page.mouse.down()
    page.mouse.move(handle["x"] + 5, last["y"] + last["height"] - 3, steps=8)
    page.mouse.up()
    page.get_by_text("已移到第3条，已保存").wait_for()
    assert titles(page) == stored(issue) == ["乙篇", "丙篇", "甲篇"]
    page.locator(".desk-slot").nth(1).focus()
    page.keyboard.press("Alt+ArrowUp")
    page.get_by_text("已移到第1条，已保存").wait_for()
    assert titles(page) == stored(issue) == ["丙篇", "乙篇", "甲篇"]
    assert page.evaluate("document.activeElement.querySelector('.desk-slot-title').innerText") == "丙篇"
    page.get_by_label("下移：丙篇").click()
    page.get_by_text("已移到第2条，已保存").wait_for()
    assert stored(issue) == ["乙篇", "丙篇", "甲篇"]


def test_the_second_hand_sees_the_first(window, desk):
    issue = make_issue(year=2024, number=11)
    for title in ("甲篇", "乙篇"):
        make_slot(issue, make_article(title=title))
    change = f"/admin/magazine/issue/{issue.pk}/change/"
    one, two = window("周敏").open(change), window("罗启明").open(change)
    one.get_by_label("下移：甲篇").click()
    one.get_by_text("已移到第2条，已保存").wait_for()
    two.get_by_label("下移：甲篇").click()
    two.get_by_text("目录在你打开之后有人改过").wait_for()
    assert titles(two) == ["甲篇", "乙篇"]
    assert stored(issue) == ["乙篇", "甲篇"]


def test_ctrl_s_saves_and_two_people_lose_nothing(window, desk):
    article = make_article(title="原题", authors=[make_author(name="甲"), make_author(name="乙")])
    change = f"/admin/articles/article/{article.pk}/change/"
    one, two = window("周敏"), window("罗启明")
    for person in (one, two):
        person.open(change).wait_for_function("window.desk && window.desk.ready")
    one.page.fill("[name=title]", "周敏的题")
    one.page.keyboard.press("Control+s")
    one.page.locator(".desk-saving", has_text="已保存").wait_for()
    frame = two.page.frame_locator("iframe.cke_wysiwyg_frame")
    frame.locator("p").last.click()
    two.page.keyboard.press("Control+End")
    two.page.keyboard.type("罗启明补的一句。")
    two.page.keyboard.press("Control+s")
    conflict = two.page.locator(".desk-conflict")
    conflict.wait_for()
    assert "周敏的题" in conflict.inner_text()
    assert "罗启明补的一句。" in conflict.inner_text()
    two.page.wait_for_function("window.desk && window.desk.ready")
    frame.get_by_text("罗启明补的一句。").wait_for()
    assert "罗启明补的一句。" not in Article.objects.get().body
    assert two.page.input_value("[name=title]") == "周敏的题"
    two.page.wait_for_function("window.desk && window.desk.ready")
    two.page.keyboard.press("Control+s")
    two.page.locator(".desk-saving", has_text="已保存").wait_for()
    article.refresh_from_db()
    assert (article.title, "罗启明补的一句。" in article.body) == ("周敏的题", True)
    two.page.locator("#bylines-group tbody.form-group:not(.empty-form)").nth(1).get_by_label("上移").click()
    two.page.keyboard.press("Control+s")
    two.page.wait_for_load_state()
    two.page.locator(".desk-saving", has_text="已保存").wait_for()
    assert [byline.author.name for byline in article.bylines.order_by("position")] == ["乙", "甲"]
    assert one.faults + two.faults == []
