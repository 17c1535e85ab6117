"""Scenes of the handbook's pictures: the people of the sample at work, each step taken at the desk as an editor takes it.

Each scene gets the studio and leaves the page to photograph. They are played in the order of `SCENES`, once, on a sample
issue as it was loaded: what one scene writes, the next one shows.
"""

import re
from collections.abc import Callable
from typing import Any, Protocol

from playwright.sync_api import Page

# Words of the draft that waits for its first review, and what the head of the desk would rather read.
WORDS, BETTER = "水压：老管子顶不上四楼", "水压：二十年的老管子顶不上四楼"


class Studio(Protocol):
    """`ids`: the numbers of what the sample holds, by name."""

    ids: dict[str, int]

    def open(self, role: str, path: str) -> Page:
        """A window of the person with this role or username ("": of nobody), at this address."""


def ready(page: Page) -> Page:
    """The editor of an opened manuscript stands."""
    page.wait_for_function("window.desk && window.desk.ready")
    return page


def send(page: Page, button: str, **fields: str) -> None:
    """Fill the named fields and press the button; the answer is there afterwards."""
    for name, text in fields.items():
        page.locator(f"[name={name}]:visible").first.fill(text)
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).first.click()


def show(page: Page, place: str) -> Page:
    """The page scrolled so that `place` (a selector) is near its upper edge."""
    page.locator(place).first.evaluate("place => scrollTo(0, place.getBoundingClientRect().top + scrollY - 110)")
    return page


def intake(studio: Studio) -> Page:
    """The sample's text dropped at the desk, and the first doubt of it; an intake that waits is opened again."""
    page = studio.open("责任编辑", "/admin/intake/")
    page.fill("#issue", "2026-11")
    page.set_input_files("#files", "magazine/sample/issue-2026-11.txt")
    page.wait_for_url("**/admin/intake/*/")
    page.locator(".intake-line[data-b]").first.wait_for()
    page.keyboard.press("n")
    return page


def editing(studio: Studio) -> Page:
    page = ready(studio.open("责任编辑", f"/admin/articles/article/{studio.ids['draft']}/change/"))
    page.get_by_role("button", name="预览").click()
    page.frame_locator(".desk-preview iframe").get_by_role("heading").first.wait_for()
    return page


def conflict(studio: Studio) -> Page:
    path = f"/admin/articles/article/{studio.ids['draft']}/change/"
    first, second = ready(studio.open("作者", path)), ready(studio.open("责任编辑", path))
    first.fill("[name=title]", "师傅手机里的两千段录音")
    first.fill("[name=lead]", "不是人说话，是轴承转动的声音。")
    second.fill("[name=title]", "曹立本的手机里存着什么")
    first.keyboard.press("Control+s")
    first.locator(".desk-saving").get_by_text(re.compile("已保存")).wait_for()
    second.keyboard.press("Control+s")
    second.locator("[data-conflict]").wait_for()
    return ready(second)


def review(studio: Studio) -> Page:
    path = f"/admin/articles/{studio.ids['article']}/review/"
    head = studio.open("部主任", path)
    send(head, "加批注", quote="停水两天", text="哪两天？写上日期。@宣禾")
    send(head, "提修改建议", quote=WORDS, proposal=BETTER, text="说清是多老的管子。")
    return studio.open("责任编辑", path)


def notices(studio: Studio) -> Page:
    return studio.open("责任编辑", "/admin/notices/")


def history(studio: Studio) -> Page:
    path = f"/admin/articles/{studio.ids['article']}/review/"
    # Whoever takes the words over has edited, and another signs.
    send(studio.open("liangshu", path), "全部采纳")
    signed = studio.open("责任编辑", path)
    send(signed, "通过并送复审", opinion="事实核过，数字与园区工会的提案一致，同意。")
    page = studio.open("部主任", f"/admin/articles/article/{studio.ids['article']}/history/")
    page.select_option("select[name=from]", "1")
    page.select_option("select[name=to]", "2")
    send(page, "比较")
    return page


def proofs(studio: Studio) -> Page:
    page = studio.open("责任编辑", f"/admin/articles/{studio.ids['printed']}/proofs/")
    send(page, "开始一校")
    for quote, correction in (
        ("一面长21米的白墙", "一面长21米、高3米的白墙"),
        ("是“技术含量不高”", "是“技术含量不够高”"),
    ):
        page.fill("#mark-quote", quote)
        page.fill("#mark-correction", correction)
        with page.expect_navigation():
            page.keyboard.press("Enter")
    return page


def slip(studio: Studio) -> Page:
    return studio.open("总编", f"/admin/articles/{studio.ids['printed']}/slip/")


def previews(studio: Studio) -> Page:
    page = studio.open("责任编辑", f"/admin/issues/{studio.ids['issue']}/previews/")
    send(page, "建链接", label="分管领导")
    secret = page.locator(".desk-secret").inner_text().strip()
    superior = studio.open("", secret)
    superior.get_by_role("link", name=re.compile("热水器")).first.click()
    superior.wait_for_url(re.compile(r"/preview/[^/]+/\d+/"))
    superior.fill("#remark-name", "王主席")
    superior.fill("#remark-text", "换管花了多少钱，谁出的，写一句。")
    superior.get_by_role("button", name="送出意见").click()
    superior.get_by_text("意见已送到编辑部。").wait_for()
    superior.goto(secret)
    superior.fill("#agree-name", "王主席")
    superior.keyboard.press("Enter")
    superior.get_by_text("已记下同意。").wait_for()
    return studio.open("责任编辑", f"/admin/issues/{studio.ids['issue']}/previews/")


def merging(studio: Studio) -> Page:
    """The author of the drafts stands on the roster a second time, with a unit; both are to be one."""
    twice = studio.open("总编", "/admin/articles/author/add/")
    twice.fill("[name=name]", "温知行")
    twice.fill("[name=affiliation]", "云江日报社")
    twice.get_by_role("button", name="保存", exact=True).first.click()
    twice.wait_for_url("**/author/")
    page = studio.open("总编", "/admin/articles/author/?q=温知行")
    page.locator("#result_list tbody th a").first.click()
    page.get_by_role("link", name="把本页的作者并入这一个").first.click()
    page.wait_for_url("**/merge/**")
    return page


def correcting(studio: Studio) -> Page:
    page = studio.open("总编", f"/admin/magazine/issue/{studio.ids['published']}/change/")
    down = page.locator("summary", has_text=re.compile("^撤稿$")).first
    down.click()
    down.evaluate("one => one.setAttribute('data-shown', '')")
    return show(page, "[data-shown]")


# name → (the scene, height of the window in pixels)
SCENES: dict[str, tuple[Callable[[Any], Page], int]] = {
    "desk-intake": (intake, 1000),
    "desk-editing": (editing, 1000),
    "desk-conflict": (conflict, 1000),
    "desk-review": (review, 1100),
    "desk-notices": (notices, 800),
    "desk-history": (history, 1000),
    "desk-proofs": (proofs, 900),
    "desk-slip": (slip, 1000),
    "desk-previews": (previews, 900),
    "desk-merge": (merging, 800),
    "desk-correct": (correcting, 900),
}
