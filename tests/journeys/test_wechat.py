"""The message for WeChat as an account's editor takes it: copied with a button, pasted, looked at in both lights."""

from io import BytesIO

import nh3
import pytest
from PIL import Image, ImageChops

from magazine.exports import wechat
from magazine.exports.wechat_issue import issue_message
from tests.builders import make_person
from tests.magazine.exports.oddities import odd_issue
from tests.magazine.exports.test_wechat import ATTRIBUTES, PROPERTIES, TAGS


@pytest.fixture
def page(window):
    """An empty page as wide as a telephone."""
    return window(width=375).page


def drawn(page, html: str, scheme: str) -> Image.Image:
    page.emulate_media(color_scheme=scheme)
    ground = "#191919;color:#c8c8c8" if scheme == "dark" else "#ffffff;color:#1a1a1a"
    page.set_content(f'<body style="margin:16px;background:{ground};font-family:sans-serif">{html}</body>')
    return Image.open(BytesIO(page.screenshot(full_page=True))).convert("RGB")


def differing(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that differ."""
    if one.size != other.size:
        return 1.0
    difference = ImageChops.difference(one, other).convert("L").point(lambda value: 255 if value else 0)
    return difference.histogram()[255] / (one.size[0] * one.size[1])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_pasted_looks_as_what_was_copied(page, scheme):
    issue = odd_issue()
    whole = issue_message(issue, "云江工运")
    slots = issue.slots.select_related("release", "issue", "section").order_by("position")
    each = [wechat.message(slot.release, "云江工运", slot).html for slot in slots]
    for html in (whole.card, whole.html, *each):
        pasted = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, filter_style_properties=PROPERTIES, link_rel=None)
        assert differing(drawn(page, html, scheme), drawn(page, pasted, scheme)) <= 0.01


def test_two_looks_that_differ_are_told_apart(page):
    plain, bold = drawn(page, "<p>班组</p>" * 40, "light"), drawn(page, "<p><strong>班组</strong></p>" * 40, "light")
    assert differing(plain, bold) > 0.01


def test_the_whole_issue_is_copied_with_a_button(window):
    issue = odd_issue()
    make_person("梁工", "出版")
    desk = window("梁工")
    page = desk.open(f"/admin/issues/{issue.name}/wechat/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="复制整期").click()
    page.get_by_text("整期已复制，去公众号里粘贴。").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    for slot in issue.slots.select_related("release"):
        assert slot.release.title in copied
    assert desk.faults == []
