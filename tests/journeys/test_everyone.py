"""The site is for everyone: axe finds nothing on any kind of page, and pictures open large and give the focus back."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe

from articles.states import Layout
from articles.workflow import text_changed
from media.models import Photo
from media.upload import accept, store
from tests.builders import (
    make_article,
    make_author,
    make_chronicle,
    make_issue,
    make_section,
    make_slot,
    make_voices,
    moment,
    publish_issue,
)
from tests.media.files import two_halves, upload, written

TABLE = (
    '<table><caption>表1</caption><thead><tr><th scope="col">组</th><th scope="col">占比</th></tr></thead>'
    '<tbody><tr><th scope="row">男</th><td>51.01%</td></tr></tbody></table>'
)


def pictured(caption: str, width: int) -> Photo:
    photo = Photo(caption=caption, alt="左半边红，右半边绿", credit_name="林岚", credit_kind="摄")
    return store(photo, accept(upload(written(two_halves(width, 400)))))


@pytest.fixture
def pages(transactional_db, django_db_serialized_rollback):
    """Kind of page → its address, of a site with one issue of every kind of piece and one before it."""
    author = make_author(name="高远")
    topic = make_section(name="关注", name_en="TOPIC", slug="topic")
    head = make_article(section=topic, title="夜校进厂区", lead="三家工会把课堂搬进车间。", body="", tags=["夜校"])
    survey = make_article(
        section=topic,
        kicker="城西工会",
        title="下班铃就是上课铃",
        subtitle="一所夜校的三年",
        rubric="经验交流",
        authors=[author],
        tags=["夜校"],
        photos=[pictured("课间。", 900)],
        body=f"<h2>缘起</h2><p>夜校开在“食堂”、“车间”里①。</p>{TABLE}<h3>其二</h3><p>再说<em>夜校</em>。</p>",
        notes="①据夜校名册。",
    )
    chronicle = make_chronicle([date(2024, 10, 10), date(2024, 10, 30)], [pictured("开幕。", 800)], title="10月大事")
    voices = make_voices([("手上有准头，心里才有底。", "田野", "云江机床厂焊工")], title="10月之声")
    lens = make_section(name="镜头", name_en="LENS", slug="lens", layout=Layout.PHOTO_ESSAY)
    essay = make_article(
        section=lens,
        title="风筝满天",
        body="<p>风筝节开幕。</p>",
        photos=[pictured("放飞。", 1200), pictured("合影。", 700)],
    )
    before = make_issue(year=2024, number=10, theme="安全生产")
    make_slot(before, make_article(section=topic, title="安全帽下", authors=[author]), page_from=3)
    publish_issue(before, at=moment(2024, 10, 5))
    issue = make_issue(year=2024, number=11, total_number=312, theme="把课堂搬进车间", masthead="主编：陈明")
    make_slot(issue, chronicle)
    make_slot(issue, voices)
    first = make_slot(issue, head, page_from=1)
    make_slot(issue, survey, package=first, page_from=2)
    make_slot(issue, essay, page_from=28)
    publish_issue(issue, at=moment(2024, 11, 5))
    return {
        "home": "/",
        "issue": "/issues/2024-11/",
        "archive": "/issues/",
        "year": "/issues/2024/",
        "package": f"/articles/{head.pk}/",
        "article": f"/articles/{survey.pk}/",
        "chronicle": f"/articles/{chronicle.pk}/",
        "voices": f"/articles/{voices.pk}/",
        "essay": f"/articles/{essay.pk}/",
        "section": "/sections/topic/",
        "author": f"/authors/{author.pk}/",
        "photographer": "/photographers/林岚/",
        "tag": "/tags/夜校/",
        "events": "/events/2024/10/",
        "search": "/search/",
        "found": "/search/?q=夜校",
        "not found": "/search/?q=飞镖",
        "missing": "/nowhere/",
    }


def findings(page) -> list[str]:
    """What axe says of the page, every rule of every level."""
    return [f"{v['id']}: {v['nodes'][0]['target']}" for v in Axe().run(page).response["violations"]]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 390])
def test_axe_finds_nothing_on_any_kind_of_page(browser, live_server, pages, theme, width):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme, locale="zh-CN")
    page = context.new_page()
    found = {}
    for kind, address in pages.items():
        page.goto(live_server.url + address)
        found[kind] = findings(page)
    context.close()
    assert found == {kind: [] for kind in pages}


def test_a_picture_opens_large_and_gives_the_focus_back(window, pages):
    reader = window()
    page = reader.open(pages["essay"])
    page.locator("a.enlarge").first.focus()
    page.keyboard.press("Enter")
    view = page.locator("dialog.large-view")
    assert view.locator(".caption").inner_text() == "放飞。"
    assert view.locator(".credit").inner_text() == "林岚／摄"
    assert findings(page) == []
    page.keyboard.press("ArrowRight")
    assert view.locator(".caption").inner_text() == "合影。"
    assert view.locator("output").inner_text() == "2／2"
    page.keyboard.press("Escape")
    assert not view.is_visible()
    assert page.evaluate("document.activeElement.closest('figure').querySelector('.caption').textContent") == "合影。"
    assert reader.faults == []


def test_without_scripts_a_picture_is_a_link_to_its_largest_file(browser, live_server, pages):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + pages["essay"])
    large = page.locator("a.enlarge").first.get_attribute("href")
    assert large.endswith("/1200.jpg")
    assert page.request.get(live_server.url + large).headers["content-type"] == "image/jpeg"
    assert page.locator(".copy").count() == 1
    assert not page.locator(".copy").is_visible()
    context.close()


def test_the_address_of_an_article_is_copied(window, pages):
    reader = window()
    page = reader.open(pages["article"])
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click(".copy")
    page.wait_for_function("document.querySelector('.copy').textContent == '已复制'")
    assert page.evaluate("navigator.clipboard.readText()") == reader.address + pages["article"]


def test_nothing_moves_while_a_page_with_pictures_loads(window, pages):
    page = window(width=390).open(pages["essay"])
    page.evaluate(
        """() => { window.moved = 0; new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
        window.moved += entry.value; })).observe({type: "layout-shift", buffered: true}); }"""
    )
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(500)
    assert page.evaluate("window.moved") == 0


def test_on_a_tablet_words_keep_their_room(window):
    """Beside the picture of a piece, beside the cover of an issue, beside the longest days of a month."""
    section, issue = make_section(name="实践"), make_issue(year=2024, number=12)
    chronicle = make_chronicle([date(2024, 11, 28)])
    chronicle.events.update(ends_on=date(2024, 11, 30))
    text_changed(chronicle, by=None)
    make_slot(issue, chronicle)
    for title in ("产线换“芯”之后，工会的手该伸向哪里", "一千八百米上的“云端家书”"):
        make_slot(issue, make_article(section=section, title=title, photos=[pictured("课间。", 900)]))
    publish_issue(issue, at=moment(2024, 12, 5))
    reader = window(width=768)
    heads = reader.open("/").locator(".pictured h3")
    ems = heads.evaluate_all(
        "nodes => nodes.map((node) => node.clientWidth / parseFloat(getComputedStyle(node).fontSize))"
    )
    assert len(ems) == 2
    assert min(ems) > 9
    assert reader.open("/issues/2024-12/").locator(".contents-head .cover").bounding_box()["width"] < 768 / 3
    day = reader.open("/events/2024/11/").locator(".day")
    assert day.evaluate("node => node.scrollWidth <= node.clientWidth")
