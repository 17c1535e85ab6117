"""What was, and what is put right: old texts compared and brought back, and a published article corrected."""

import pytest

from articles.models import Article, Release
from articles.states import Verdict
from articles.workflow import move, text_changed
from magazine.publishing import publish
from tests.builders import make_article, make_issue, make_person, make_release, make_slot, moment

WIDTHS = pytest.mark.parametrize("width", [1400, 768])


@pytest.fixture
def people(transactional_db):
    roles = {"苏晓": "作者", "周敏": "责任编辑", "何川": "责任编辑", "罗启明": "部主任", "郑国华": "总编"}
    return {name: make_person(name, role) for name, role in roles.items()}


def press(page, button, keys: bool) -> None:
    """A button pressed by mouse or by key; the page that answers is there afterwards."""
    with page.expect_navigation():
        if keys:
            button.focus()
            page.keyboard.press("Enter")
        else:
            button.click()


@WIDTHS
def test_two_texts_are_compared_and_the_old_one_brought_back(window, people, width):
    keys = width == 768
    article = make_article(title="看火色", body="<p>老陈先教徒弟看火色。</p>", created_by=people["苏晓"])
    Article.objects.filter(pk=article.pk).update(body="<p>老陈先教徒弟看颜色！</p>", title="看颜色")
    text_changed(Article.objects.get(pk=article.pk), by=people["苏晓"])
    move(Article.objects.get(pk=article.pk), Verdict.SUBMIT, people["苏晓"])
    desk = window("周敏", width=width)
    page = desk.open(f"/admin/articles/article/{article.pk}/history/")
    page.locator("select[name=from]").select_option("1")
    page.locator("select[name=to]").select_option("2")
    press(page, page.get_by_role("button", name="比较"), keys)
    text = page.locator(".desk-compared-text")
    assert text.locator("del").all_inner_texts() == ["火", "火", "。"]
    assert text.locator("ins").all_inner_texts() == ["颜", "颜", "！"]
    # Whoever restores is told first what becomes of the text of now.
    again = page.locator("summary", has_text="恢复第1稿")
    again.focus()
    page.keyboard.press("Enter")
    page.get_by_text("第1稿的文字、署名、标签和配图会存为第3稿").wait_for()
    press(page, page.get_by_role("button", name="按第1稿恢复"), keys)
    article.refresh_from_db()
    assert (article.title, article.body, article.version) == ("看火色", "<p>老陈先教徒弟看火色。</p>", 3)
    page = desk.open(f"/admin/articles/article/{article.pk}/history/")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert desk.faults == []


def test_what_is_live_is_corrected_by_keys_on_a_tablet_while_readers_go_on_reading(window, people):
    width, keys = 768, True
    issue = make_issue(year=2024, number=11)
    slot = make_slot(issue, make_article(title="看火色", body="<p>老陈带了三名徒弟。</p>"))
    make_release(slot.article)
    publish(issue, at=moment(2024, 11, 5), now=moment(2024, 11, 5))
    change = f"/admin/articles/article/{slot.article_id}/change/"
    page = window("郑国华", width=width).open(change)
    button = page.get_by_role("button", name="定稿后改稿")
    button.locator("xpath=ancestor::form[1]").locator("textarea").first.fill("人数有误。")
    press(page, button, keys)
    article = Article.objects.get(pk=slot.article_id)
    article.body = "<p>老陈带了四名徒弟。</p>"
    article.save()
    text_changed(article, by=people["周敏"])
    move(Article.objects.get(pk=article.pk), Verdict.SUBMIT, people["周敏"])
    reader = window(width=width)
    assert "三名徒弟" in reader.open(f"/articles/{article.pk}/").content()
    # Each reviewer sees the one character that differs from what is in print.
    for name, verdict in (("何川", "通过并送复审"), ("罗启明", "通过并送终审"), ("郑国华", "终审通过，定稿")):
        page = window(name, width=width).open(f"/admin/articles/{article.pk}/review/")
        assert page.locator(".desk-changes del").all_inner_texts() == ["三"]
        assert page.locator(".desk-changes ins").all_inner_texts() == ["四"]
        page.fill("#opinion", "核过名册。")
        press(page, page.get_by_role("button", name=verdict), keys)
    assert "三名徒弟" in reader.open(f"/articles/{article.pk}/").content()
    page = window("郑国华", width=width).open(f"/admin/magazine/issue/{issue.pk}/change/")
    page.fill(f"#note-{slot.pk}", "第一段“三名”应为“四名”。")
    press(page, page.get_by_role("button", name="更正", exact=True), keys)
    # Whoever has the page already keeps it for a minute; a reader who comes now sees the new words.
    now = window(width=width).open(f"/articles/{article.pk}/").locator("main").inner_text()
    assert "四名徒弟" in now
    assert "第一段“三名”应为“四名”。" in now
    assert Release.objects.filter(article=article).count() == 2
