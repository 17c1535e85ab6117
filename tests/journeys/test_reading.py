"""A reader reads: on a telephone, in large type, in the dark, and without any script."""

from datetime import date

import pytest

from tests.builders import make_article, make_author, make_chronicle, make_issue, make_slot, moment, publish_issue

WIDE = "<table><tbody><tr>" + "<td>班组长培训合格率统计表</td>" * 9 + "</tr></tbody></table>"


@pytest.fixture
def published(transactional_db, django_db_serialized_rollback):
    """An issue of two pieces; the second has a table that is wider than any telephone."""
    issue = make_issue(year=2024, number=11, theme="把课堂搬进车间")
    make_slot(issue, make_chronicle([date(2024, 10, 10), date(2024, 10, 30)], title="10月大事"))
    text = "夜校开在食堂二楼，晚上七点上课，九点下课。"
    article = make_article(
        title="下班铃就是上课铃",
        authors=[make_author(name="高远")],
        body=f"<p>{text * 9}①</p>{WIDE}<p>{text * 9}</p>",
        notes="①据夜校名册。",
    )
    make_slot(issue, article, page_from=2)
    publish_issue(issue, at=moment(2024, 11, 5))
    return article


def size_of_text(page) -> float:
    return page.locator(".text p").first.evaluate("node => parseFloat(getComputedStyle(node).fontSize)")


def test_from_the_front_page_to_an_article_and_on(window, published):
    reader = window()
    page = reader.open("/")
    page.click("main h2 >> text=下班铃就是上课铃")
    assert page.title() == f"下班铃就是上课铃 · {published.section.name} · 2024年第11期 · 工刊"
    page.click("a[rel=prev]")
    assert page.locator("h1").inner_text() == "10月大事"
    page.fill("#foot-q", "食堂")
    page.keyboard.press("Enter")
    assert page.locator("mark").first.inner_text() == "食堂"
    assert reader.faults == []


def test_large_type_and_the_dark_stay_on_the_next_page(window, published):
    reader = window(width=390)
    page = reader.open(f"/articles/{published.pk}/")
    before = size_of_text(page)
    page.click(".settings summary")
    page.click("button[data-size=largest]")
    page.click("button[data-theme=dark]")
    assert before == 18
    assert size_of_text(page) >= 24
    dark = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    page.keyboard.press("Escape")
    assert not page.locator(".settings div").is_visible()
    page.goto(f"{reader.address}/issues/2024-11/")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == dark
    assert page.evaluate("document.documentElement.dataset.size") == "largest"
    assert reader.faults == []


@pytest.mark.parametrize("size", ["", "largest"])
def test_nothing_scrolls_sideways_at_320_pixels(window, published, size):
    reader = window(width=320)
    reader.open("/").evaluate("size => localStorage.setItem('reading-size', size)", size)
    for path in (
        "/",
        "/issues/",
        "/issues/2024-11/",
        f"/articles/{published.pk}/",
        "/events/",
        "/search/?q=食堂",
        "/no/",
    ):
        page = reader.open(path)
        assert page.evaluate("document.documentElement.scrollWidth") == 320, path


def test_a_line_is_a_whole_number_of_characters(window, published):
    for width, most in ((390, 22), (1400, 38)):
        page = window(width=width).open(f"/articles/{published.pk}/")
        characters = page.locator(".text").evaluate("node => node.clientWidth") / size_of_text(page)
        assert characters == int(characters)
        assert 17 <= characters <= most


def test_on_paper_the_words_have_the_sheet_and_the_links_are_gone(window, published):
    page = window(width=794).open("/")
    page.emulate_media(media="print")
    assert page.locator(".lead").bounding_box()["width"] > 600
    page.goto(page.url + f"articles/{published.pk}/")
    assert "《下班铃就是上课铃》" in page.locator(".end-matter").inner_text()
    assert not page.locator(".end-matter .links").is_visible()


def test_a_note_leads_there_and_back_by_keyboard(window, published):
    page = window().open(f"/articles/{published.pk}/")
    page.focus("a.mark")
    page.keyboard.press("Enter")
    page.wait_for_url("**#note-1")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#mark-1")


def test_the_page_is_whole_without_scripts(browser, live_server, published):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/articles/{published.pk}/")
    assert "夜校开在食堂二楼" in page.locator(".text").inner_text()
    assert not page.locator(".settings").is_visible()
    context.close()
