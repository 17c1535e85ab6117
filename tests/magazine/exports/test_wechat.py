"""A WeChat message: it passes the editor's allow-list unchanged, keeps every word, holds in the dark, knows the limits."""

import re
from html.parser import HTMLParser

import nh3
import pytest
from django.urls import reverse

from articles.models import Article, Release
from magazine.exports import wechat
from magazine.exports.wechat_styles import STYLES
from magazine.models import Issue
from tests.builders import make_article, make_author, make_issue, make_release, make_slot
from tests.magazine.exports.issues import ELEVEN, SIXTY
from tests.magazine.exports.oddities import odd_issue

pytestmark = pytest.mark.django_db

# What the editor keeps, as its users report it: no class, id, script, style sheet, form, position, or outside link.
TAGS = {"section", "p", "span", "strong", "em", "sup", "sub", "br", "img", "blockquote", "table", "tbody", "tr", "td"}
ATTRIBUTES = {"*": {"style"}, "img": {"src", "alt"}, "td": {"colspan", "rowspan"}}
PROPERTIES = {
    "margin", "padding", "font-size", "line-height", "font-weight", "text-align", "vertical-align", "color", "width",
    "height", "background-color", "border", "border-top", "border-left", "border-collapse",
}  # fmt: skip
DARK, LIGHT = "#191919", "#ffffff"


class Seen(HTMLParser):
    """Every tag with its attributes."""

    def __init__(self, html: str):
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


@pytest.fixture
def issue() -> Issue:
    return odd_issue()


def messages(issue: Issue) -> list[wechat.Message]:
    slots = issue.slots.select_related("release", "issue", "section").order_by("position")
    return [wechat.message(slot.release, "云江工运", slot, lambda path: f"https://a.cn{path}") for slot in slots]


def heard(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def declared(style: str) -> dict[str, str]:
    return dict(part.split(":", 1) for part in style.split(";"))


def test_the_editors_allow_list_changes_nothing(issue):
    for found in messages(issue):
        passed = nh3.clean(
            found.html, tags=TAGS, attributes=ATTRIBUTES, filter_style_properties=PROPERTIES, link_rel=None
        )
        assert passed.replace("&nbsp;", "\u00a0") == found.html


def test_sizes_are_in_pixels_and_nothing_takes_a_place_of_its_own(issue):
    for found in messages(issue):
        for tag, attributes in Seen(found.html).tags:
            assert not {"class", "id"} & set(attributes)
            for name, value in declared(attributes["style"]).items() if "style" in attributes else ():
                assert name in PROPERTIES, tag
                assert not re.search(r"\d(em|rem|vw|vh|pt)\b|url\(|expression", value), (tag, name, value)


def test_colours_hold_by_day_and_by_night():
    for role, style in STYLES.items():
        own = declared(style)
        if "background-color" in own:
            assert contrast(own["color"], own["background-color"]) >= 4.5, role
        elif "color" in own:
            assert (own["font-weight"], int(own["font-size"][:-2]) >= 19) == ("bold", True), role
            assert min(contrast(own["color"], LIGHT), contrast(own["color"], DARK)) >= 3, role


def test_every_printed_word_is_there(issue):
    odd = messages(issue)[1]
    text = heard(odd.html)
    for words in (
        "经验交流", "㐂市总工会", "、".join(ELEVEN), "林岚（摄）", "摘编自《云江工人报》", "标题里的段落", "没有段落的粗体",
        "散在列表里的话", "•\u2002第一项", "项里的段落", "3.\u2002三", "•\u2002三之一", "表1　人数", "甲", "引文没有段落",
        "A&B < C", "散落的一项", "图2待补", "林岚／摄", "①注一 A&B<C", "没有号的一条",
        "作者单位：云江", "基金：云江省工会基金<1>", "原载《云江工运》2024年第11期第2页",
    ):  # fmt: skip
        assert words in text
    chronicle, voices, essay = messages(issue)[2:]
    assert "2024年11月" in heard(chronicle.html)
    assert "——苏晓　班组长" in heard(voices.html)
    assert heard(essay.html).index("林岚／摄") < heard(essay.html).index("说明。")


def test_notes_and_addresses_stand_at_the_end(issue):
    html = messages(issue)[1].html
    assert "<sup>①</sup>" in html
    assert "外面的数据<sup>[1]</sup>" in html
    listed = "[1] https://example.org/%E6%95%B0%E6%8D%AE%20%E8%A1%A8?%E5%B9%B4=2024&amp;b=%5B1%5D</p>"
    assert html.index("外面的数据") < html.index(listed)
    assert "<a" not in html


def test_pictures_are_listed_in_the_order_of_the_text(issue):
    found = messages(issue)[1]
    shown = [attributes["src"] for tag, attributes in Seen(found.html).tags if tag == "img"]
    assert [photo.number for photo in found.photos] == [1, 2, 3]
    assert [bool(photo.url) for photo in found.photos] == [True, False, True]
    assert shown == [photo.url for photo in found.photos if photo.url]
    assert all(re.fullmatch(r"https://a\.cn/\S+\.jpg", url) for url in shown)
    assert [photo.credit for photo in found.photos] == ["林岚／摄"] * 3


def test_what_the_editor_will_not_take_is_said(issue):
    feature, odd = messages(issue)[:2]
    assert f"标题有{len(SIXTY)}字，公众号最多32字，在公众号里另拟一个短题。" in feature.problems
    assert f"作者栏有{len(odd.author)}字，公众号最多16字，只填前几位；正文里有全部署名。" in odd.problems
    assert "图2还没有图片文件，补上后再发。" in odd.problems


@pytest.mark.parametrize(
    ("fields", "sentences"),
    [
        (
            {
                "title": "题" * 32,
                "author": "人" * 16,
                "digest": "摘" * 128,
                "text": "字" * 19_999,
                "html": "x" * 999_999,
            },
            [],
        ),
        ({"title": "题" * 33}, ["标题有33字，公众号最多32字，在公众号里另拟一个短题。"]),
        ({"author": "人" * 17}, ["作者栏有17字，公众号最多16字，只填前几位；正文里有全部署名。"]),
        ({"digest": "摘" * 129}, ["摘要有129字，公众号最多128字，删短后再填。"]),
        ({"text": "字 \n" * 20_000}, ["正文有20000字，公众号要少于20000字，分成几条发。"]),
        ({"html": "字" * 333_334}, ["正文连同格式超过1兆字节，公众号不收，分成几条发。"]),
    ],
)
def test_each_limit_has_its_sentence(fields, sentences):
    assert wechat.limits(**({"title": "", "author": "", "digest": "", "text": "", "html": ""} | fields)) == sentences


def test_a_long_kicker_gives_way_to_the_title():
    release = make_release(
        make_article(kicker="云江省总工会职工服务中心女职工部", title="一封写给码头夜校全体学员的回信和附言")
    )
    assert wechat.message(release, "云江工运", None).title == "一封写给码头夜校全体学员的回信和附言"


def test_a_wide_table_is_better_as_a_picture():
    cells = "".join(f"<td>{n}</td>" for n in range(5))
    body = f"<table><caption>表2 收入</caption><tbody><tr>{cells}</tr></tbody></table>"
    found = wechat.message(make_release(make_article(body=body)), "云江工运", None)
    assert found.problems == ("表格“表2 收入”有5栏，手机上看不清，截成图片再放进去。",)
    assert "原载" not in found.html


# --- The page at the desk -------------------------------------------------------------------------------------------
def test_an_exporter_sees_the_message_the_preview_and_the_pictures(client, exporter, issue):
    client.force_login(exporter)
    slot = issue.slots.get(position=2)
    response = client.get(reverse("wechat", args=[slot.article_id]))
    page = response.content.decode()
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    html = wechat.message(slot.release, "云江工运", slot, lambda path: f"http://testserver{path}").html
    assert response.context["message"].html == html
    assert 'data-copy="wechat-html"' in page
    assert "图2（待补）" in page
    assert '<iframe title="手机上的样子" sandbox="allow-same-origin" srcdoc="&lt;!DOCTYPE html&gt;' in page


def test_the_release_that_readers_have_wins_over_a_newer_one(client, exporter, issue):
    client.force_login(exporter)
    article = issue.slots.get(position=5).article
    Article.objects.filter(pk=article.pk).update(title="改过的光影")
    article.refresh_from_db()
    make_release(article)
    assert Release.objects.filter(article=article).count() == 2
    assert client.get(reverse("wechat", args=[article.pk])).context["message"].title == "光影"


def test_an_article_of_no_issue_has_a_message_once_it_is_released(client, exporter):
    client.force_login(exporter)
    article = make_article(authors=[make_author(name="苏晓")], title="班前会")
    address = reverse("wechat", args=[article.pk])
    refused = client.get(address)
    assert refused.status_code == 409
    assert "这篇稿件还没有定稿，终审通过以后再做成公众号图文。" in refused.content.decode()
    make_release(article)
    found = client.get(address).context["message"]
    assert (found.title, found.author, found.problems) == ("班前会", "苏晓", ())


def test_nobody_without_the_right_sees_it(client, author):
    slot = make_slot(make_issue(), make_article())
    address = reverse("wechat", args=[slot.article_id])
    assert client.get(address)["Location"].startswith(reverse("admin:login"))
    client.force_login(author)
    assert client.get(address).status_code == 403


def test_an_unknown_article_is_not_found(client, exporter):
    client.force_login(exporter)
    assert client.get(reverse("wechat", args=[999])).status_code == 404
