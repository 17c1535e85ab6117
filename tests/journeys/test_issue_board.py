"""An issue by hand: the board left and found again, rows dragged over a border, moved by keys, undone, refused."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.builders import make_article, make_author, make_issue, make_person, make_photo, make_section, make_slot


@pytest.fixture
def issue(transactional_db):
    people = [make_person("周敏", "责任编辑"), make_person("罗启明", "部主任")]
    focus, practice = make_section(name="关注"), make_section(name="实践")
    issue = make_issue(year=2024, number=11, press_day=timezone.localdate() + timedelta(days=18))
    for number, (title, section) in enumerate(
        [("甲篇", focus), ("乙篇", focus), ("丙篇", practice), ("丁篇", practice)], start=1
    ):
        article = make_article(title=title, section=section, authors=[make_author()])
        make_slot(issue, article, page_from=2 * number - 1, page_to=2 * number, owner=people[0])
    make_slot(issue, None, section=practice, planned_title="缺的一篇", planned_pages=2)
    return issue


def titles(page) -> list[str]:
    return page.locator(".desk-slot-title").all_inner_texts()


def stored(issue) -> list[str]:
    return [str(slot) for slot in issue.slots.order_by("position")]


def plan(issue) -> str:
    return f"/admin/magazine/issue/{issue.pk}/change/"


@pytest.mark.parametrize("width", [1400, 768])
def test_there_and_back_with_the_filter_kept(window, issue, width):
    desk = window("周敏", width=width)
    page = desk.open("/admin/")
    assert page.locator(".desk-card").first.get_by_text("待我处理").is_visible()
    page.get_by_role("link", name="2024年第11期").click()
    page.get_by_text("5条，0条定稿；5条逾期，最久的是第1条《甲篇》，逾期3天").wait_for()
    page.get_by_label("只看").select_option(label="我的")
    page.get_by_role("button", name="筛选").click()
    page.wait_for_url("**only=mine")
    assert page.locator(".desk-board tbody tr").count() == 4
    page.get_by_role("link", name="丁篇").click()
    page.get_by_role("link", name="回进度：2024年第11期").click()
    page.wait_for_url("**only=mine")
    assert page.evaluate("document.activeElement.textContent") == "丁篇"
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert desk.faults == []


def test_the_contents_of_a_published_issue_fit_a_telephone(window, issue):
    issue.published_at = timezone.now()
    issue.cover = make_photo(caption="港口的清晨，第一班渡轮离岸，码头上的灯还没有灭。")
    issue.save()
    make_person("郑国华", "总编")
    desk = window("郑国华", width=390)
    page = desk.open(plan(issue))
    assert page.locator(".desk-slot-words").first.evaluate("words => words.clientWidth > 250")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert desk.faults == []


def test_a_slot_is_given_away_from_the_board(window, issue):
    page = window("周敏").open(f"/admin/issues/{issue.pk}/board/")
    row = page.locator("tbody tr").nth(4)
    row.get_by_text("交给", exact=True).click()
    row.get_by_role("combobox").select_option(label="罗启明")
    row.get_by_role("button", name="定下").click()
    page.get_by_text("第5条交给罗启明。").wait_for()
    assert issue.slots.get(position=5).owner.username == "罗启明"


def drag(page, row: int, to: int, drop: bool = True) -> None:
    handle = page.locator(".desk-slots [data-handle]").nth(row)
    handle.scroll_into_view_if_needed()
    box, goal = handle.bounding_box(), page.locator(".desk-slot").nth(to).bounding_box()
    page.mouse.move(box["x"] + 8, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] + 8, goal["y"] + goal["height"] - 4, steps=8)
    assert page.locator(".desk-drop-line").is_visible()
    assert page.locator(".desk-ghost").is_visible()
    if drop:
        page.mouse.up()


def test_a_row_is_dragged_over_a_border_and_the_move_undone(window, issue):
    desk = window("周敏")
    page = desk.open(plan(issue))
    drag(page, 0, 2)
    page.get_by_text("已移到第3条，已保存").wait_for()
    assert titles(page) == stored(issue) == ["乙篇", "丙篇", "甲篇", "丁篇", "缺的一篇"]
    page.get_by_role("button", name="改入“实践”").click()
    page.get_by_text("栏目已改，已保存").wait_for()
    assert issue.slots.get(position=3).section.name == "实践"
    page.get_by_role("button", name="撤销").click()
    page.get_by_text("已撤销，已保存").wait_for()
    assert issue.slots.get(position=3).section.name == "关注"
    assert page.get_by_text("前面空着第1–2页").count() == 0
    page.reload()
    assert titles(page) == stored(issue)
    drag(page, 0, 3, drop=False)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert titles(page) == stored(issue) == ["乙篇", "丙篇", "甲篇", "丁篇", "缺的一篇"]
    assert page.locator(".desk-drop-line").count() == 0
    assert desk.faults == []


def test_the_same_by_keys_alone(window, issue):
    desk = window("周敏", width=768)
    page = desk.open(plan(issue))
    page.get_by_label("移到：甲篇").focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog").wait_for()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.ariaLabel") == "移到：甲篇"
    assert titles(page)[0] == "甲篇"
    page.keyboard.press("Enter")
    page.get_by_label("放在哪里").first.select_option(label="最后")
    page.get_by_role("button", name="移过去").press("Enter")
    page.get_by_text("已移到第5条，已保存").wait_for()
    assert page.locator("[role=status]").first.inner_text() == "已移到第5条，已保存"
    assert page.evaluate("document.activeElement.ariaLabel") == "移到：甲篇"
    assert stored(issue)[-1] == "甲篇"
    page.get_by_role("button", name="撤销").press("Enter")
    page.get_by_text("已撤销，已保存").wait_for()
    assert titles(page) == stored(issue) == ["甲篇", "乙篇", "丙篇", "丁篇", "缺的一篇"]
    assert desk.faults == []


def test_pages_follow_on_request(window, issue):
    page = window("周敏").open(plan(issue))
    page.get_by_label("下移：甲篇").click()
    page.get_by_text("从第1页起，与第1条（到第4页）重叠。").wait_for()
    page.get_by_role("button", name="顺延页码").click()
    page.get_by_text("页码已照次序顺延，已保存").wait_for()
    assert page.locator("[data-pages]").all_inner_texts() == ["第1–2页", "第3–4页", "第5–6页", "第7–8页", "第9–10页"]
    assert page.locator("[data-note]").first.inner_text() == ""
    page.get_by_role("button", name="撤销").click()
    page.get_by_text("已撤销，已保存").wait_for()
    assert issue.slots.get(position=5).page_from is None


def test_the_second_hand_sees_both_orders_and_keeps_its_own(window, issue):
    one, two = window("周敏").open(plan(issue)), window("罗启明").open(plan(issue))
    one.get_by_label("下移：甲篇").click()
    one.get_by_text("已移到第2条，已保存").wait_for()
    two.get_by_label("上移：丁篇").click()
    clash = two.locator("[data-clash]")
    clash.wait_for()
    assert clash.locator("[data-saved] li").all_inner_texts() == ["乙篇", "甲篇", "丙篇", "丁篇", "缺的一篇"]
    assert clash.locator("[data-mine] li").all_inner_texts() == ["甲篇", "乙篇", "丁篇", "丙篇", "缺的一篇"]
    assert stored(issue) == ["乙篇", "甲篇", "丙篇", "丁篇", "缺的一篇"]
    with two.expect_navigation():
        clash.get_by_role("button", name="按我的重排").click()
    assert titles(two) == stored(issue) == ["甲篇", "乙篇", "丁篇", "丙篇", "缺的一篇"]


def test_a_piece_of_the_shelf_is_dropped_into_an_empty_slot(window, issue):
    make_article(title="刚到的稿")
    desk = window("周敏")
    desk.page.set_viewport_size({"width": 1400, "height": 1600})
    page = desk.open(plan(issue))
    handle = page.locator("[data-shelf] [data-handle]").bounding_box()
    empty = page.locator(".desk-slot").nth(4).bounding_box()
    page.mouse.move(handle["x"] + 8, handle["y"] + 10)
    page.mouse.down()
    page.mouse.move(empty["x"] + 60, empty["y"] + empty["height"] / 2, steps=8)
    assert page.locator(".desk-taking").count() == 1
    page.mouse.up()
    page.get_by_text("《刚到的稿》已排为第5条。").wait_for()
    assert issue.slots.get(position=5).article.title == "刚到的稿"
    assert desk.faults == []
