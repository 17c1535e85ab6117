"""收稿 by hand: drop an issue, settle doubts with the keyboard, empty the pile, 收稿, find the drafts in order."""

from pathlib import Path

import pytest
from django.conf import settings

from articles.models import Article
from magazine.models import Intake, Issue
from magazine.sample.loading import TEXT
from tests.builders import make_person
from tests.magazine.intake.word.files import MORE, PROSE, colour, written

REAL = Path(settings.BASE_DIR).parent / "shared" / "issue-2024-11" / "source.txt"


@pytest.fixture
def desk(transactional_db):
    for username, role in (("周敏", "责任编辑"), ("罗启明", "部主任")):
        make_person(username, role)


def count(page, name: str) -> int:
    return int(page.locator(f"[data-count={name}]").inner_text())


def opened(window, width: int = 1400):
    page = window("周敏", width).open("/admin/intake/")
    return page


def dropped(page, file: Path, issue: str = "") -> None:
    """The file as a drag leaves it: on the form, with a DataTransfer."""
    page.fill("#issue", issue)
    transfer = page.evaluate_handle(
        """([name, text]) => { const moved = new DataTransfer(); moved.items.add(new File([text], name)); return moved; }""",
        [file.name, file.read_text(encoding="utf-8")],
    )
    page.dispatch_event("[data-drop]", "drop", {"dataTransfer": transfer})
    page.wait_for_url("**/admin/intake/*/")
    page.locator(".intake-line[data-b]").first.wait_for()


def saved(page, key: str) -> None:
    """Press a key and wait until the server has said that it is stored."""
    with page.expect_response("**/edit/") as answer:
        page.keyboard.press(key)
    assert answer.value.status == 200
    page.wait_for_function("version => document.querySelector('[data-intake]').dataset.version == version", arg=str(
        Intake.objects.latest("pk").version
    ))  # fmt: skip


def whole_way(page, pile: bool) -> None:
    """Two doubts by keyboard, the pile emptied, 收稿."""
    before = count(page, "doubts")
    assert before >= 2
    page.keyboard.press("n")
    if pile:
        assert page.evaluate("document.activeElement.closest('[data-pile]') !== null")
        page.keyboard.press("d")
        page.keyboard.type("和别处重复")
        saved(page, "Enter")
        assert count(page, "pile") == 0
    # The first: found right, which leads to the next.
    page.wait_for_function("document.activeElement.matches('.intake-ask, [data-remark]')")
    saved(page, "Enter")
    assert count(page, "doubts") == before - 1
    # The next: put right in words, or where it is about a whole article, found right too.
    page.wait_for_function("document.activeElement.matches('.intake-ask, [data-remark]')")
    if page.evaluate("document.activeElement.matches('[data-block]')"):
        page.keyboard.press("e")
        page.locator(".intake-form textarea").first.wait_for()
        saved(page, "Control+Enter")
    else:
        saved(page, "Enter")
    assert count(page, "doubts") == before - 2
    assert not Article.objects.exists()
    titles = page.locator("[data-entries] h2").all_inner_texts()
    page.get_by_role("link", name="收稿").last.click()
    page.wait_for_url("**/take/")
    page.get_by_role("button", name="收稿").click()
    page.wait_for_url("**/magazine/issue/*/change/")
    in_order = [slot.article.title for slot in Issue.objects.get().slots.order_by("position")]
    assert in_order == titles
    shown = page.locator(".desk-slot-title").all_inner_texts()
    assert [title for title, line in zip(titles, shown, strict=True) if title not in line] == []


def test_the_sample_issue_from_the_drop_to_the_contents(window, desk):
    page = opened(window)
    dropped(page, TEXT, "2026-11")
    if not count(page, "pile"):
        page.locator("[data-entries] [data-kind=paragraph]").first.click()
        saved(page, "x")
        page.reload()
        page.locator(".intake-line[data-b]").first.wait_for()
    whole_way(page, pile=True)


def test_the_real_issue_from_the_drop_to_the_contents(window, desk):
    if not REAL.exists():
        pytest.skip("the real issue's text stands beside the repository and is not part of it")
    page = opened(window)
    dropped(page, REAL)
    assert count(page, "pile") == 1
    whole_way(page, pile=True)
    assert Article.objects.count() == 17


def test_every_verb_by_keyboard_and_back(window, desk):
    page = opened(window)
    dropped(page, TEXT, "2026-11")
    blocks = page.locator("[data-entries] [data-block]").count()
    page.locator("[data-entries] [data-kind=paragraph]").first.click()
    page.keyboard.press("s")
    page.locator(".intake-form textarea").wait_for()
    for _step in range(12):
        page.keyboard.press("ArrowRight")
    saved(page, "Enter")
    assert page.locator("[data-entries] [data-block]").count() == blocks + 1
    page.keyboard.press("j")
    saved(page, "b")
    assert page.locator("[data-entries] [data-block]").count() == blocks
    page.keyboard.press("c")
    page.locator(".intake-form select").wait_for()
    page.keyboard.press("Home")
    saved(page, "Enter")
    assert page.evaluate("document.activeElement.dataset.kind") == "title"
    saved(page, "u")
    saved(page, "x")
    assert count(page, "pile") == 1
    saved(page, "u")
    assert count(page, "pile") == 0
    page.keyboard.press("?")
    page.get_by_text("全用键盘").wait_for()


def test_two_tabs_at_one_intake(window, desk):
    one = opened(window)
    dropped(one, TEXT, "2026-11")
    two = window("罗启明").open(one.url[one.url.index("/admin") :])
    two.locator(".intake-line[data-b]").first.wait_for()
    first = "[data-entries] [data-kind=title]"
    one.locator(first).first.click()
    one.keyboard.press("e")
    one.locator(".intake-form textarea").fill("周敏的题")
    saved(one, "Enter")
    two.locator(first).first.click()
    two.keyboard.press("e")
    two.locator(".intake-form textarea").fill("罗启明的题")
    two.keyboard.press("Enter")
    two.get_by_text("这份来稿在你打开之后有人改过，这一步没有存入。").wait_for()
    assert two.locator(".intake-form textarea").input_value() == "罗启明的题"
    assert Intake.objects.get().staged["entries"][0]["blocks"][0]["text"] == "周敏的题"


def test_word_files_with_their_progress_on_a_narrow_screen(window, desk, tmp_path):
    for name, lines in (("一", ("灯下的车间", "高远", PROSE, colour(1), "开课。林岚/摄")), ("二", ("夜班食堂", MORE))):
        (tmp_path / f"{name}.docx").write_bytes(written(*lines))
    (tmp_path / "旧.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500))
    page = opened(window, width=768)
    page.set_input_files("#files", [tmp_path / name for name in ("一.docx", "旧.doc", "二.docx")])
    page.get_by_text("“旧.doc”是旧版Word文件").wait_for()
    page.locator(".intake-progress li").nth(2).get_by_role("link", name="去校").click()
    page.locator(".intake-entry").nth(1).wait_for()
    assert page.locator("[data-entries] h2").all_inner_texts() == ["灯下的车间", "夜班食堂"]
    assert page.locator(".intake-source h3").all_inner_texts() == ["一.docx", "二.docx"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture = page.locator("[data-kind=picture] img")
    picture.wait_for()
    assert picture.evaluate("image => image.complete && image.naturalWidth") == 320
