"""Reviewing, proving, correcting and previewing, as the people of the desk and their superiors do it."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import Article, Comment
from articles.states import Verdict
from articles.workflow import move, text_changed
from magazine.models import PreviewConsent, PreviewRemark
from tests.builders import make_article, make_author, make_issue, make_person, make_release, make_slot, publish_issue

WIDTHS = [1400, 768]


@pytest.fixture
def people(transactional_db):
    roles = {"苏晓": "作者", "周敏": "责任编辑", "罗启明": "部主任", "郑国华": "总编", "方宁": "校对"}
    return {name: make_person(name, role) for name, role in roles.items()}


def select_words(page, words: str) -> None:
    """Mark `words` in the text as a mouse does."""
    page.evaluate(
        """words => { const root = document.querySelector("[data-text]");
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) { const at = walker.currentNode.data.indexOf(words); if (at < 0) continue;
          const range = document.createRange(); range.setStart(walker.currentNode, at);
          range.setEnd(walker.currentNode, at + words.length);
          const chosen = getSelection(); chosen.removeAllRanges(); chosen.addRange(range); return; } }""",
        words,
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_a_manuscript_is_read_commented_and_signed_on_one_page(window, people, width):
    article = make_article(created_by=people["苏晓"], title="看火色", body="<p>老陈先教徒弟看火色。</p>")
    move(article, Verdict.SUBMIT, people["苏晓"])
    editor = window("周敏", width=width)
    page = editor.open(f"/admin/articles/{article.pk}/review/")
    select_words(page, "教徒弟")
    page.locator(".desk-quote-button").click()
    assert page.locator("#quote").input_value() == "教徒弟"
    page.keyboard.type("哪一位徒弟？")
    page.get_by_role("button", name="加批注").click()
    page.wait_for_load_state()
    assert page.locator("mark.desk-anchor").inner_text() == "教徒弟"
    # By the keyboard alone: an empty opinion is refused in place, a written one signs.
    page.locator("#opinion").focus()
    page.keyboard.press("Control+Enter")
    assert page.locator("[data-say]").inner_text() == "还没有写意见，写明理由再签。"
    page.keyboard.type("事实核过，同意。")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile("/review/"))
    page.get_by_text("你已签过本稿的初审").or_(page.get_by_text("复审由部主任签署")).first.wait_for()
    article.refresh_from_db()
    assert article.state == "second"
    # The words are edited: the comment follows, and the change is shown by character.
    move(article, Verdict.RETURN, people["罗启明"], "说清是谁。")
    article = Article.objects.get(pk=article.pk)
    article.body = "<p>清早，老陈先教徒弟看颜色。</p>"
    article.save()
    text_changed(article, by=people["苏晓"])
    move(Article.objects.get(pk=article.pk), Verdict.SUBMIT, people["苏晓"])
    page = editor.open(f"/admin/articles/{article.pk}/review/")
    assert page.locator("mark.desk-anchor").inner_text() == "教徒弟"
    assert page.locator(".desk-changes ins").all_inner_texts() == ["清早，", "颜"]
    assert page.locator(".desk-changes del").all_inner_texts() == ["火"]
    page.locator(f"#comment-{Comment.objects.get().pk}").get_by_role("button", name="了结").click()
    page.get_by_text("已了结的1条").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert editor.faults == []


@pytest.mark.parametrize("width", WIDTHS)
def test_words_are_proposed_looked_at_and_accepted(window, people, width):
    article = make_article(created_by=people["苏晓"], title="炉前", body="<p>老陈先教徒弟看火色。</p>")
    path = f"/admin/articles/{article.pk}/review/"
    head = window("罗启明", width=width)
    page = head.open(path)
    for words, instead in (("先教", "先带"), ("火色", "颜色")):
        select_words(page, words)
        page.locator(".desk-quote-button").click()
        assert page.locator("#proposal").input_value() == words
        page.fill("#proposal", instead)
        with page.expect_navigation():
            page.get_by_role("button", name="提修改建议").click()
    text = page.locator("[data-text] .desk-print-body")
    expect(text).to_have_text("老陈先教先带徒弟看火色颜色。")
    page.get_by_role("button", name="全部采纳后").click()
    assert text.inner_text().strip() == "老陈先带徒弟看颜色。"
    page.get_by_role("button", name="不看建议").click()
    assert text.inner_text().strip() == "老陈先教徒弟看火色。"
    # What is proposed beside the text is not taken for the text.
    select_words(page, "徒弟")
    page.locator(".desk-quote-button").click()
    assert (page.locator("#quote").input_value(), page.locator("[name=near]").input_value()) == ("徒弟", "6")
    writer = window("苏晓", width=width)
    page = writer.open(path)
    with page.expect_navigation():
        page.get_by_role("button", name="全部采纳").and_(page.locator("[type=submit]")).click()
    page.get_by_text("已采纳2条建议，存为第2稿。").wait_for()
    assert page.locator(".desk-print-body").inner_text().strip() == "老陈先带徒弟看颜色。"
    page.goto(f"{writer.address}/admin/articles/article/{article.pk}/history/")
    page.get_by_text("采纳罗启明的修改建议，存为第2稿").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert head.faults + writer.faults == []


@pytest.mark.parametrize("width", WIDTHS)
def test_what_the_checks_found_is_taken_or_put_aside_where_it_stands(window, people, width):
    body = "<p>其它人报导了<strong>开始,</strong>参会。2月30日，其它。</p>"
    article = make_article(created_by=people["苏晓"], title="炉前", body=body)
    desk, mouse = window("周敏", width=width), width == 768
    page = desk.open(f"/admin/articles/{article.pk}/review/")
    assert page.locator(".desk-fault").all_inner_texts() == ["其它", "报导", ",", "2月30日", "其它"]
    here, marked = page.locator("[data-finding].desk-here"), page.locator(".desk-fault.desk-here")
    if mouse:
        page.locator(".desk-fault", has_text="报导").click()
    else:
        for _press in range(3):
            page.keyboard.press("j")
    expect(marked).to_have_text("报导")
    expect(here).to_be_in_viewport(ratio=1)
    assert "“报导”宜作“报道”。（GF 1001—2001）" in here.inner_text()
    with page.expect_navigation():
        here.get_by_role("button", name="采纳").click() if mouse else page.keyboard.press("a")
    page.get_by_text("已采纳：“报导”改为“报道”，存为第2稿。").wait_for()
    expect(marked).to_have_text(",")
    with page.expect_navigation():
        here.get_by_role("button", name="忽略").click() if mouse else page.keyboard.press("x")
    page.get_by_text("已忽略，本稿里同样的").wait_for()
    assert page.locator(".desk-fault").all_inner_texts() == ["其它", "2月30日", "其它"]
    assert Article.objects.get(pk=article.pk).body == body.replace("报导", "报道")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert desk.faults == []


def test_the_keys_of_a_page_are_listed_and_lead_from_change_to_change(window, people):
    article = make_article(created_by=people["苏晓"], title="炉前", body="<p>老陈先教徒弟看火色。</p><p>再动手。</p>")
    make_slot(make_issue(), article)
    move(article, Verdict.SUBMIT, people["苏晓"])
    article = Article.objects.get(pk=article.pk)
    Article.objects.filter(pk=article.pk).update(title="炉边", body="<p>老陈先带徒弟看颜色。</p><p>再动手。</p>")
    text_changed(article, by=people["苏晓"])
    editor = window("周敏")
    here = "document.querySelector('.desk-here')?.innerText ?? ''"
    page = editor.open(f"/admin/articles/{article.pk}/review/")
    page.keyboard.press("?")
    expect(page.locator("[data-keys]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[data-keys]")).to_be_hidden()
    for key, label in (("n", "标题"), ("n", "正文"), ("n", "标题"), ("p", "正文")):
        page.keyboard.press(key)
        assert page.evaluate(here).startswith(label)
    # Typing goes into the field, and what an input method is composing is nobody's key.
    page.keyboard.press("o")
    page.keyboard.type("n?")
    assert page.locator("#opinion").input_value() == "n?"
    assert page.evaluate(here).startswith("正文")
    page.locator("#opinion").evaluate("field => field.blur()")
    page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: '?', isComposing: true, bubbles: true}))"
    )
    expect(page.locator("[data-keys]")).to_be_hidden()
    page = editor.open(f"/admin/articles/article/{article.pk}/history/")
    page.keyboard.press("n")
    assert page.evaluate(here) == "前"
    issue = article.slot.issue_id
    for path in (f"/admin/issues/{issue}/board/", f"/admin/articles/article/{article.pk}/change/"):
        page = editor.open(path)
        page.keyboard.press("?")
        expect(page.locator("[data-keys]")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("[data-keys]")).to_be_hidden()
    assert editor.faults == []


@pytest.mark.parametrize("width", WIDTHS)
def test_people_are_told_and_led_to_the_place(window, people, width):
    body = "<p>老陈先教徒弟看火色。</p>" * 40
    article = make_article(created_by=people["苏晓"], title="看火色", body=body, authors=[make_author(name="苏晓")])
    keys = width == 768
    use = (lambda locator: locator.press("Enter")) if keys else (lambda locator: locator.click())
    writer, editor = window("苏晓", width=width), window("周敏", width=width)
    page = writer.open(f"/admin/articles/{article.pk}/review/")
    use(page.get_by_role("button", name="送初审"))
    page.get_by_text("已在工作台通知：周敏。").wait_for()
    # The editor finds one piece of news, and stands where it is done; then it is no news any more.
    page = editor.open("/admin/")
    page.locator("#told-title", has_text="1条没看过").wait_for()
    use(page.get_by_role("link", name="轮到你签初审：《看火色》"))
    page.wait_for_url(f"**/{article.pk}/review/")
    page.fill("#quote", "老陈先教徒弟看火色。")
    page.fill("#comment-text", "@苏晓 是哪一位徒弟？")
    use(page.get_by_role("button", name="加批注"))
    page.get_by_text("已在工作台通知：苏晓。").wait_for()
    page = editor.open("/admin/notices/")
    page.locator("#told-title", has_text="0条没看过").wait_for()
    page = writer.open("/admin/notices/")
    use(page.get_by_role("link", name="周敏在批注里提到你：《看火色》"))
    page.wait_for_url("**/review/#comment-*")
    expect(page.locator(f"#comment-{Comment.objects.get().pk}")).to_be_in_viewport()
    assert writer.faults + editor.faults == []


@pytest.mark.parametrize("width", WIDTHS)
def test_a_proof_is_read_and_answered(window, people, width):
    article = make_article(created_by=people["苏晓"], title="看火色", body="<p>老陈先教徒弟看火色。</p>")
    make_release(article)
    reader = window("方宁", width=width)
    page = reader.open(f"/admin/articles/{article.pk}/proofs/")
    page.get_by_role("button", name="开始一校").click()
    page.fill("#mark-quote", "看火色")
    page.fill("#mark-correction", "看颜色")
    page.keyboard.press("Enter")
    page.get_by_text("新样里仍是原文。").wait_for()
    page.get_by_role("button", name="一校校完").click()
    editor = window("周敏", width=width)
    page = editor.open(f"/admin/articles/{article.pk}/proofs/")
    assert page.get_by_text("有1处校记没有处理").first.is_visible()
    page.get_by_label("第1条不改的理由").fill("行话如此。")
    page.get_by_role("button", name="不改").click()
    page.get_by_text("不改（行话如此。）").wait_for()
    assert reader.faults + editor.faults == []


@pytest.mark.parametrize("width", WIDTHS)
def test_an_article_is_taken_down_and_put_back(window, people, width):
    issue = make_issue(year=2024, number=11)
    slot = make_slot(issue, make_article(title="看火色"))
    publish_issue(issue)
    chief = window("郑国华", width=width)
    page = chief.open(f"/admin/magazine/issue/{issue.pk}/change/")
    page.locator("summary", has_text=re.compile("^撤稿$")).first.click()
    page.fill(f"#down-{slot.pk}", "作者要求撤回。")
    page.locator(f"#down-{slot.pk}").press("Enter")
    page.get_by_text("已撤稿，原址留有说明").wait_for()
    reader = window()
    assert "此文已撤稿" in reader.open(f"/articles/{slot.article_id}/").content()
    page.get_by_role("button", name="恢复稿件").click()
    page.get_by_text("读者又看得到了").wait_for()
    assert (
        "老陈" in window().open(f"/articles/{slot.article_id}/").content()
        or slot.article.title in window().open(f"/articles/{slot.article_id}/").content()
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_a_superior_without_an_account_reads_remarks_and_agrees(window, people, width):
    issue = make_issue(year=2024, number=11, theme="把课堂搬进车间")
    make_slot(issue, make_article(title="看火色", body="<p>老陈先教徒弟看火色。</p>"), page_from=3)
    editor = window("周敏", width=width)
    page = editor.open(f"/admin/issues/{issue.pk}/previews/")
    page.fill("#label", "分管领导")
    page.get_by_role("button", name="建链接").click()
    address = page.locator(".desk-secret").inner_text().strip()
    superior = window(width=width)
    look = superior.page
    look.goto(address)
    look.get_by_role("link", name=re.compile("看火色")).first.click()
    look.wait_for_url(re.compile(r"/preview/[^/]+/\d+/"))
    assert "老陈先教徒弟看火色。" in look.locator("main").inner_text()
    look.fill("#remark-name", "王主席")
    look.fill("#remark-text", "老陈的全名要写。")
    look.get_by_role("button", name="送出意见").click()
    look.get_by_text("意见已送到编辑部。").wait_for()
    look.goto(address)
    look.fill("#agree-name", "王主席")
    look.keyboard.press("Enter")
    look.get_by_text("已记下同意。").wait_for()
    assert (PreviewRemark.objects.get().page, PreviewConsent.objects.get().name) == ("看火色", "王主席")
    page = editor.open(f"/admin/issues/{issue.pk}/previews/")
    assert "老陈的全名要写。" in page.content()
    page.get_by_role("button", name="撤销给分管领导的链接").click()
    page.get_by_text("链接已撤销").wait_for()
    assert look.goto(address).status == 404
    assert superior.faults + editor.faults == [] or all("404" in fault for fault in superior.faults)
