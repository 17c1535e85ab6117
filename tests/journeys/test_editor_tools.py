"""The tools of the editor: Word pasted clean, notes renumbered, found and replaced, tables, pictures, the preview."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import Group

from articles.models import Article
from media.models import Photo
from tests.builders import make_article, make_author, make_issue, make_person, make_slot, picture_bytes
from tests.journeys.test_editing import WIDTHS, opened, status, type_at_end

WORD = Path(__file__).with_name("word.html")


@pytest.fixture
def desk(transactional_db):
    make_person("周敏", "责任编辑").groups.add(Group.objects.get(name="图片编辑"))


def paste(page, html: str = "", plain: str = "") -> None:
    """Paste as a browser does it: an event with a clipboard of our own."""
    page.frame_locator("iframe.cke_wysiwyg_frame").locator("body").click()
    page.evaluate(
        """([html, plain]) => {
            const body = CKEDITOR.instances.id_body.editable().$;
            const range = body.ownerDocument.createRange();
            range.selectNodeContents(body);
            range.collapse(false);
            const chosen = body.ownerDocument.getSelection();
            chosen.removeAllRanges();
            chosen.addRange(range);
            const data = new DataTransfer();
            if (html) data.setData("text/html", html);
            data.setData("text/plain", plain || "x");
            body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        [html, plain],
    )


def stored(page) -> str:
    """The body after a save."""
    page.keyboard.press("Control+s")
    status(page).get_by_text(re.compile("已保存")).wait_for()
    return Article.objects.get().body


def test_word_is_pasted_without_its_dress(window, desk):
    page = opened(window, "周敏", make_article(body="<p>头。</p>"))
    paste(page, WORD.read_text(encoding="utf-8"))
    page.frame_locator("iframe.cke_wysiwyg_frame").get_by_text("加强班组建设").first.wait_for()
    page.get_by_text(re.compile("粘贴时清理了.*有1张图片没有粘进来")).wait_for()
    body = stored(page)
    assert not re.search(r"style=|class=|mso|<span|<font|<o:p|<img|&nbsp;|\u3000\u3000", body)
    assert "<h2>加强班组建设</h2>" in body
    assert "<strong>安全</strong>" in body
    assert re.search(r"<li>\s*班前会\s*</li>", body)
    assert re.search(r"<ul>\s*<li>\s*班前会", body)
    assert re.search(r"<td>\s*<p>一车间</p>\s*</td>", body)
    assert "会议于2024年10月8日召开①。" in body


def test_one_undo_takes_a_paste_back(window, desk):
    page = opened(window, "周敏", make_article(body="<p>头。</p>"))
    paste(page, WORD.read_text(encoding="utf-8"))
    frame = page.frame_locator("iframe.cke_wysiwyg_frame")
    frame.get_by_text("加强班组建设").first.wait_for()
    page.keyboard.press("Control+z")
    page.wait_for_function("!CKEDITOR.instances.id_body.getData().includes('加强班组建设')")


def test_lines_of_a_pdf_are_joined(window, desk):
    page = opened(window, "周敏", make_article(body="<p>头。</p>"))
    lines = [
        "　　清晨六点，车间里的灯已经亮了，老陈在",
        "看火色，徒弟站在一旁，把每一个数字都记",
        "在本子上。",
        "　　第二段从这里开始，说的是另外的一件事，",
        "也断成了两行。",
    ]
    paste(page, plain="\n".join(lines))
    page.frame_locator("iframe.cke_wysiwyg_frame").get_by_text("第二段").wait_for()
    assert stored(page).endswith(
        "<p>清晨六点，车间里的灯已经亮了，老陈在看火色，徒弟站在一旁，把每一个数字都记在本子上。</p>"
        "<p>第二段从这里开始，说的是另外的一件事，也断成了两行。</p>"
    )


@WIDTHS
def test_notes_are_put_in_and_keep_their_order(window, desk, width):
    page = opened(window, "周敏", make_article(body="<p>第一句。</p><p>第二句。</p>"), width)
    frame = page.frame_locator("iframe.cke_wysiwyg_frame")
    frame.locator("p").last.click()
    page.keyboard.press("Control+End")
    page.locator(".cke_button__footnote").click()
    page.keyboard.insert_text("第二句的注。")
    frame.locator("p").first.click()
    page.keyboard.press("Home")
    page.keyboard.press("End")
    page.keyboard.press("Control+Alt+f")
    page.keyboard.insert_text("第一句的注。")
    assert page.input_value("[name=notes]") == "①第一句的注。\n②第二句的注。"
    # The first mark is taken out: the second becomes the first, and the line left over is told of.
    page.evaluate("CKEDITOR.instances.id_body.setData('<p>第一句。</p><p>第二句。②</p>')")
    page.wait_for_function("document.querySelector('[name=notes]').value.startsWith('①第二句的注。')")
    page.locator("[data-notes-check]", has_text="在正文里没有标记").wait_for()
    assert "第一句的注。" in page.input_value("[name=notes]")
    assert "第二句。①" in stored(page)
    # One that came raised from Word is a mark before it has a line: the next is ②, and both are the plain sign.
    page.fill("[name=notes]", "")
    page.evaluate("CKEDITOR.instances.id_body.setData('<p>第一句。<sup>①</sup></p><p>第二句。</p>')")
    frame.locator("p").last.click()
    page.keyboard.press("Control+End")
    page.locator(".cke_button__footnote").click()
    page.keyboard.insert_text("第二句的注。")
    assert page.input_value("[name=notes]") == "①\n②第二句的注。"
    assert page.locator("[data-notes-check]").inner_text() == "注释①还没有写。"
    assert "<p>第一句。①</p>" in stored(page)
    page.evaluate("CKEDITOR.instances.id_body.setData('<p>第一句。<sup>①</sup></p><p>第二句。②再说。②</p>')")
    page.locator("[data-notes-check]", has_text="正文里不止一处②").wait_for()
    page.wait_for_function("CKEDITOR.instances.id_body.getData().includes('第一句。①')")


def test_words_are_found_and_replaced_in_chinese(window, desk):
    page = opened(window, "周敏", make_article(body="<p>工会主席讲话。主席说。</p>"))
    type_at_end(page, "")
    page.keyboard.press("Control+h")
    dialog = page.locator(".cke_dialog:visible")
    dialog.get_by_text("全部替换").first.wait_for()
    inputs = dialog.locator("input[type=text]:visible")
    inputs.nth(0).fill("主席")
    inputs.nth(1).fill("负责人")
    page.once("dialog", lambda box: box.accept())
    dialog.get_by_text("全部替换").first.click()
    page.wait_for_function("CKEDITOR.instances.id_body.getData().includes('工会负责人讲话。负责人说。')")


def test_a_table_has_a_head_and_a_caption(window, desk):
    page = opened(window, "周敏", make_article(body="<p>头。</p>"))
    type_at_end(page, "")
    page.locator(".cke_button__table").click()
    dialog = page.locator(".cke_dialog:visible")
    dialog.get_by_label("标题", exact=True).fill("表1 班组安全记录")
    dialog.get_by_label("标题单元格").select_option(label="第一行")
    dialog.get_by_text("确定").click()
    body = stored(page)
    assert "<caption>表1 班组安全记录</caption>" in body
    assert "<thead>" in body
    assert "<th" in body


@WIDTHS
def test_a_picture_is_uploaded_in_place_with_its_credit(window, desk, width):
    page = opened(window, "周敏", make_article(body="<p>头。</p>"), width)
    type_at_end(page, "")
    page.locator(".cke_button__photo").click()
    dialog = page.locator(".cke_dialog:visible")
    dialog.get_by_text("上传新图").click()
    picture = {"name": "车间.jpg", "mimeType": "image/jpeg", "buffer": picture_bytes()}
    dialog.locator("input[type=file]").set_input_files(picture)
    dialog.get_by_role("button", name="上传并插入").click()
    dialog.get_by_text(re.compile("图片署名空着")).wait_for()
    dialog.locator("input[name=credit_name]").fill("林岚")
    dialog.locator("input[name=caption]").fill("老陈在看火色。")
    dialog.get_by_role("button", name="上传并插入").click()
    page.frame_locator("iframe.cke_wysiwyg_frame").get_by_text("老陈在看火色。").wait_for()
    page.keyboard.press("Control+s")
    page.wait_for_function("document.querySelector('[name=figures-INITIAL_FORMS]')?.value == '1'")
    photo = Photo.objects.get()
    assert f'<figure data-photo="{photo.pk}"></figure>' in Article.objects.get().body
    assert photo.credit_name == "林岚"


@WIDTHS
def test_the_readers_page_stands_beside_the_form_and_follows(window, desk, width):
    article = make_article(title="看火色", authors=[make_author(name="苏晓")])
    make_slot(make_issue(year=2024, number=11), article)
    page = opened(window, "周敏", article, width)
    page.get_by_role("button", name="预览").click()
    reader = page.frame_locator(".desk-preview iframe")
    reader.get_by_role("heading", name="看火色").wait_for()
    assert page.locator(".desk-preview iframe").get_attribute("sandbox") == "allow-same-origin"
    page.fill("[name=title]", "没存的题")
    reader.get_by_role("heading", name="没存的题").wait_for()
    page.get_by_role("button", name="电脑").click()
    page.wait_for_function("document.querySelector('.desk-preview iframe').style.width == '1120px'")
    page.locator(".desk-preview").get_by_role("button", name="关闭").press("Escape")
    page.locator(".desk-preview").wait_for(state="detached")
    assert Article.objects.get().title == "看火色"
    assert page.evaluate("document.activeElement.textContent") == "预览"
