"""The strict tree: every word kept, nothing nested that XML schemas refuse, links that hold outside the site."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import body
from magazine.exports.markup import Node, address, mapped, read, words, write

TEXT = st.text(alphabet="甲乙 ab<&\"'\u00a0①\n", max_size=6)
TAGS = st.sampled_from(sorted(body.TAGS - {"ruby", "rt", "rp"}))
HTML = st.recursive(
    TEXT,
    lambda inner: st.builds(lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>", TAGS, st.lists(inner)),
    max_leaves=20,
)
BLOCKS = {"p", "h2", "h3", "h4", "blockquote", "ul", "ol", "hr", "figure", "table"}
INLINE = {"strong", "em", "sup", "sub", "a", "br"}
INSIDE = {
    **dict.fromkeys(["p", "h2", "h3", "h4", "caption", *INLINE], INLINE),
    **dict.fromkeys(["root", "blockquote"], BLOCKS),
    **dict.fromkeys(["li", "td", "th"], BLOCKS | INLINE),
    **dict.fromkeys(["ul", "ol"], {"li"}),
    **dict.fromkeys(["thead", "tbody"], {"tr"}),
    "table": {"caption", "thead", "tbody"},
    "tr": {"td", "th"},
    "hr": set(),
    "figure": set(),
}


@pytest.mark.parametrize(
    ("html", "strict"),
    [
        ("散文", "<p>散文</p>"),
        ("<h2><p>一</p>二</h2>", "<h2>一</h2><h2>二</h2>"),
        ("<strong>一<p>二</p></strong>三", "<p>一</p><p>二</p><p>三</p>"),
        ("<ul>零<li>一</li></ul>", "<ul><li>零</li><li>一</li></ul>"),
        ("<li>一</li>", "<p>一</p>"),
        ("<ul><li>一<p>二</p></li></ul>", "<ul><li><p>一</p><p>二</p></li></ul>"),
        ("<blockquote>一<hr>二</blockquote>", "<blockquote><p>一</p><hr/><p>二</p></blockquote>"),
        ("<p>一<br>二</p>", "<p>一<br/>二</p>"),
        ("<p>一&nbsp;&amp;&lt;二</p>", "<p>一\u00a0&amp;&lt;二</p>"),
        ('<figure data-photo="7"></figure>', '<figure data-photo="7"></figure>'),
        ("<figure><figcaption>图说</figcaption></figure>", "<p>图说</p>"),
        (
            "<table><caption>表</caption><tbody><tr><td>一</td></tr></tbody></table>",
            "<table><caption>表</caption><tbody><tr><td>一</td></tr></tbody></table>",
        ),
        ("<table><caption>表</caption></table>", "<p>表</p>"),
        ('<p><a href="/x/">站内</a></p>', "<p>站内</p>"),
        ('<p><a href="http://a.cn/">外面</a></p>', '<p><a href="http://a.cn/">外面</a></p>'),
        ('<ol start="3"><li>三</li></ol>', '<ol start="3"><li>三</li></ol>'),
        ("", ""),
    ],
)
def test_what_is_loose_is_put_in_order(html, strict):
    assert write(read(html)) == strict


@settings(max_examples=300, deadline=None)
@given(HTML)
def test_any_clean_body_becomes_strict_xml_without_losing_a_word(html):
    clean = body.clean(html)
    text = write(read(clean))
    tree = ElementTree.fromstring(f"<root>{text}</root>")  # noqa: S314  (our own output)
    for parent in tree.iter():
        assert {child.tag for child in parent} <= INSIDE[parent.tag], text
    heard = body.plain_text(clean)
    assert re.sub(r"\s", "", "".join(tree.itertext())) == re.sub(r"\s", "", heard)


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("https://example.org/a?b=1#c", "https://example.org/a?b=1#c"),
        ("https://例子.中国/数据 表", "https://xn--fsqu00a.xn--fiqs8s/%E6%95%B0%E6%8D%AE%20%E8%A1%A8"),
        ("https://example.org/100%/[1]", "https://example.org/100%25/%5B1%5D"),
        ("https://name:word@example.org/", "https://example.org/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("tel:+8675512345", "tel:+8675512345"),
        ("/articles/3/", ""),
        ("#note-1", ""),
        ("http://", ""),
        ("http://[", ""),
        ("http://a b/", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_only_an_address_that_holds_outside_is_a_link(href, kept):
    assert address(href) == kept


def test_mapped_goes_from_the_innermost_out():
    def shout(node: Node) -> list:
        return [words(node.children) + "！"] if node.tag == "em" else [node]

    assert write(mapped(read("<p>一<em>二</em></p>"), shout)) == "<p>一二！</p>"


def test_what_xml_refuses_is_left_out():
    assert write([Node("p", {"title": "甲\x0b\ufffe"}, ["乙\x00\x1f\ud800"])]) == '<p title="甲">乙</p>'


def test_a_reading_is_set_above_or_follows_in_brackets():
    html = "<p>龙行<ruby>龘<rp>（</rp><rt>dá</rt><rp>）</rp></ruby>。</p>"
    assert write(read(html, ruby=True)) == html
    assert write(read(html)) == "<p>龙行龘（dá）。</p>"
