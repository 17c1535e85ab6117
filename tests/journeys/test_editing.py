"""Writing at the desk: saved and kept, two at one manuscript, and nothing typed is lost."""

import re
from urllib.parse import urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from articles.autosave import keep
from articles.models import Article, Author, Autosave
from articles.states import State
from tests.builders import make_article, make_author, make_person, make_section

WIDTHS = pytest.mark.parametrize("width", [1400, 768])


@pytest.fixture
def desk(transactional_db):
    for username, role in (("周敏", "责任编辑"), ("罗启明", "部主任")):
        make_person(username, role)


def change(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def opened(window, username: str, article: Article, width: int = 1400):
    """The page of `article` with its editor ready."""
    page = window(username, width).open(change(article))
    page.wait_for_function("window.desk && window.desk.ready")
    return page


def type_at_end(page, words: str) -> None:
    page.frame_locator("iframe.cke_wysiwyg_frame").locator("p").last.click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(words)


def status(page):
    return page.locator(".desk-saving")


@WIDTHS
def test_ctrl_s_saves_stays_and_says_when(window, desk, width):
    article = make_article(title="原题", authors=[make_author(name="甲")])
    page = opened(window, "周敏", article, width)
    page.evaluate("window.sameWindow = true")
    type_at_end(page, "再补一句。")
    page.keyboard.press("Control+s")
    status(page).get_by_text(re.compile(r"已保存\d\d:\d\d")).wait_for()
    assert page.evaluate("window.sameWindow")
    page.keyboard.insert_text("又一句。")
    page.keyboard.press("Control+s")
    page.wait_for_function("document.querySelector('[data-version]').textContent.includes('第3稿')")
    article.refresh_from_db()
    assert article.body.endswith("再补一句。又一句。</p>")
    assert (article.version, Autosave.objects.count()) == (3, 0)
    counted = f"{article.characters.whole}字，不含标点{article.characters.words}字"
    page.wait_for_function("words => document.querySelector('[data-characters]').textContent === words", arg=counted)


@WIDTHS
def test_what_was_typed_comes_back_after_the_window_is_gone(window, desk, width):
    article = make_article(title="原题", body="<p>清晨，班组长先问安全。</p>")
    page = opened(window, "周敏", article, width)
    type_at_end(page, "这一句没有保存。")
    page.fill("[name=title]", "没存的题")
    status(page).get_by_text(re.compile("已暂存")).wait_for()
    assert Article.objects.get().title == "原题"
    page.context.close()
    page = opened(window, "周敏", article, width)
    offer = page.locator("[data-kept-shown]")
    assert "没有保存的文字" in offer.inner_text()
    offer.locator("summary").click()
    assert offer.locator("ins", has_text="这一句没有保存。").is_visible()
    with page.expect_navigation():
        offer.get_by_role("button", name="恢复").click()
    page.wait_for_function("window.desk && window.desk.ready")
    assert page.input_value("[name=title]") == "没存的题"
    page.frame_locator("iframe.cke_wysiwyg_frame").get_by_text("这一句没有保存。").wait_for()
    page.keyboard.press("Control+s")
    status(page).get_by_text(re.compile("已保存")).wait_for()
    article.refresh_from_db()
    assert (article.title, "这一句没有保存。" in article.body) == ("没存的题", True)
    assert not Autosave.objects.exists()


def test_a_new_author_who_was_not_on_the_roster_yet_comes_back(window, desk):
    article = make_article()
    rows = {"bylines-TOTAL_FORMS": "1", "bylines-INITIAL_FORMS": "0", "bylines-0-author": "new:周小满"}
    fields = [list(pair) for pair in {"title": "原题", "opened_version": "1", **rows, "bylines-0-role": "文"}.items()]
    keep(get_user_model().objects.get(username="周敏"), f"article/{article.pk}", article, 1, fields, timezone.now())
    page = opened(window, "周敏", article)
    with page.expect_navigation():
        page.get_by_role("button", name="恢复").click()
    page.wait_for_function("window.desk && window.desk.ready")
    page.locator("#bylines-group .select2-selection__rendered", has_text="周小满").wait_for()
    page.wait_for_function("document.querySelector('[name=bylines-0-author]').value > 0")
    assert Author.objects.get().name == "周小满"


def test_a_new_article_is_kept_before_its_first_save(window, desk):
    make_section(name="车间")
    page = window("周敏").open("/admin/articles/article/add/")
    page.wait_for_function("window.desk && window.desk.ready")
    page.fill("[name=title]", "还没存过的稿")
    status(page).get_by_text(re.compile("已暂存")).wait_for()
    page.context.close()
    page = window("周敏").open("/admin/articles/article/add/")
    with page.expect_navigation():
        page.get_by_role("button", name="恢复").click()
    page.wait_for_function("window.desk && window.desk.ready")
    assert page.input_value("[name=title]") == "还没存过的稿"
    page.select_option("select[name=section]", label="车间")
    page.keyboard.press("Control+s")
    page.wait_for_url(re.compile(r"/article/\d+/change/"))
    assert (Article.objects.get().title, Autosave.objects.count()) == ("还没存过的稿", 0)


@WIDTHS
def test_without_a_network_the_text_stays_on_this_machine_and_comes_back(window, desk, width):
    article = make_article(title="原题")
    page = opened(window, "周敏", article, width)
    assert status(page).inner_text() == "没有未保存的改动"
    page.context.set_offline(True)
    page.fill("[name=title]", "断网时写的题")
    status(page).get_by_text("没有网络，还没有保存，文字已存在本机").wait_for()
    page.keyboard.press("Control+s")
    page.wait_for_timeout(300)
    assert page.input_value("[name=title]") == "断网时写的题"
    page.context.set_offline(False)
    status(page).get_by_text(re.compile("已暂存")).wait_for()
    assert ["title", "断网时写的题"] in Autosave.objects.get().fields
    # Whoever leaves is asked while something is unsaved, and not when it was taken back; then nothing is left to offer.
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.evaluate("location.assign('/admin/')")
    page.wait_for_timeout(300)
    assert (asked, page.url.endswith("/change/")) == (["beforeunload"], True)
    page.fill("[name=title]", "原题")
    status(page).get_by_text("没有未保存的改动").wait_for()
    with page.expect_response("**/keep/"):
        pass
    page.goto(page.url.split("/admin/")[0] + "/admin/")
    assert (len(asked), Autosave.objects.count()) == (1, 0)


def test_a_session_that_ends_while_typing_costs_nothing(window, desk):
    article = make_article(title="原题")
    page = opened(window, "周敏", article)
    page.context.clear_cookies()
    page.fill("[name=title]", "登录过期后写的题")
    status(page).get_by_text("登录已过期，文字已存在本机。").wait_for()
    page.keyboard.press("Control+s")
    page.wait_for_timeout(300)
    other = page.context.new_page()
    other.goto(page.url)
    other.fill("input[name=username]", "周敏")
    other.fill("input[name=password]", "correct-horse-battery")
    other.locator("form button[type=submit], form input[type=submit]").first.click()
    other.wait_for_url("**/change/")
    # The window that was left open goes on as if nothing had been.
    page.keyboard.press("Control+s")
    status(page).get_by_text(re.compile("已保存")).wait_for()
    article.refresh_from_db()
    assert article.title == "登录过期后写的题"


@WIDTHS
def test_two_people_see_each_other_and_take_pieces_from_both(window, desk, width):
    article = make_article(title="原题", body="<p>清晨，班组长先问安全。</p><p>随后分派活计。</p>")
    one, two = opened(window, "周敏", article, width), opened(window, "罗启明", article, width)
    two.locator("[data-presence]", has_text="周敏").wait_for()
    one.fill("[name=title]", "周敏的题")
    type_at_end(one, "周敏补的。")
    two.fill("[name=title]", "罗启明的题")
    two.fill("[name=lead]", "罗启明的导语。")
    one.keyboard.press("Control+s")
    status(one).get_by_text(re.compile("已保存")).wait_for()
    two.locator("[data-news]", has_text=re.compile(r"周敏在\d\d:\d\d存了新的稿本。")).wait_for(timeout=20000)
    one.locator("[data-presence]", has_text="罗启明正在编辑").wait_for(timeout=20000)
    two.keyboard.press("Control+s")
    panel = two.locator("[data-conflict]")
    panel.wait_for()
    two.wait_for_function("window.desk && window.desk.ready")
    assert "周敏于" in panel.inner_text()
    # What only one of them changed is proposed; what both changed waits.
    two.frame_locator("iframe.cke_wysiwyg_frame").get_by_text("周敏补的。").wait_for()
    assert two.input_value("[name=lead]") == "罗启明的导语。"
    panel.get_by_text("还有1处两个人都改过").wait_for()
    two.keyboard.press("Control+s")
    assert Article.objects.get().title == "周敏的题"
    piece = panel.locator("[data-difference=title] [data-piece][data-side=saved]")
    piece.focus()
    two.keyboard.press("Enter")
    assert two.input_value("[name=title]") == "周敏的题"
    two.keyboard.press("Control+s")
    status(two).get_by_text(re.compile("已保存")).wait_for()
    article.refresh_from_db()
    assert (article.title, article.lead) == ("周敏的题", "罗启明的导语。")
    assert article.body == "<p>清晨，班组长先问安全。</p><p>随后分派活计。周敏补的。</p>"
    assert article.version == 3


def test_before_the_editor_stands_a_button_works_and_what_is_typed_counts(window, desk):
    quick, typed = make_article(title="一按就走"), make_article(title="原题")
    someone = window("周敏")
    page, held = someone.page, {}

    def hold(route) -> None:
        held[urlsplit(route.request.frame.url).path] = route

    # Without this plugin the editor never stands; the page itself is there.
    page.route("**/desk/ckeditor/footnote/plugin.js*", hold)

    def early(article: Article) -> None:
        page.goto(someone.address + change(article), wait_until="domcontentloaded")
        page.wait_for_function("window.desk && window.desk.form")
        assert not page.evaluate("window.desk.ready")

    early(quick)
    with page.expect_navigation(wait_until="domcontentloaded"):
        page.get_by_role("button", name="送初审").click()
    quick.refresh_from_db()
    assert quick.state == State.FIRST
    early(typed)
    page.fill("[name=title]", "编辑器还没来就改了")
    page.get_by_role("button", name="送初审").click()
    page.get_by_text("稿件还有没保存的改动").wait_for()
    # The page may not have asked for it yet.
    while change(typed) not in held:
        page.wait_for_timeout(50)
    held[change(typed)].continue_()
    status(page).get_by_text(re.compile("已暂存")).wait_for()
    assert ["title", "编辑器还没来就改了"] in Autosave.objects.get().fields


def test_a_save_waits_for_the_word_that_is_being_composed(window, desk):
    article = make_article(title="原题")
    page = opened(window, "周敏", article)
    type_at_end(page, "再补一句")
    # Put in without a key, as dictation does: it counts from the first word.
    page.wait_for_function("window.desk.unsaved()")
    keys = page.context.new_cdp_session(page)
    for letters in ("n", "ni"):
        keys.send(
            "Input.imeSetComposition", {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)}
        )
    page.keyboard.press("Control+s")
    status(page).get_by_text(re.compile("已暂存")).wait_for()
    assert Article.objects.get().version == 1
    keys.send("Input.insertText", {"text": "你"})
    status(page).get_by_text(re.compile("已保存")).wait_for()
    assert Article.objects.get().body.endswith("再补一句你</p>")
