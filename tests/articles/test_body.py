"""Body HTML keeps what may stand, loses the rest, and stays as it is when cleaned again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.body import bracketed, clean, photo_ids, plain_text
from articles.counting import count
from articles.models import Article
from articles.workflow import text_changed
from tests.builders import make_article, make_photo

HOSTILE = [
    "<script>alert(1)</script><p>正文</p>",
    '<p onclick="alert(1)">正文</p>',
    '<p style="color:red" class="MsoNormal">正文</p>',
    '<p><a href="javascript:alert(1)">正文</a></p>',
    '<p><a href="data:text/html,x">正文</a></p>',
    '<svg onload="alert(1)"></svg><p>正文</p>',
    "<math><mtext><script>alert(1)</script></mtext></math><p>正文</p>",
    '<iframe src="//x"></iframe><p>正文</p>',
    '<img src="x" onerror="alert(1)"><p>正文</p>',
    "<!--[if gte mso 9]><xml>x</xml><![endif]--><p>正文</p>",
    "<p hx-get='/x' x-data='1' v-html='1' data-cke-x='1'>正文</p>",
    "<template><p>暗</p></template><p>正文</p>",
]


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_hostile_is_left(html):
    left = clean(html)
    assert plain_text(left) == "正文"
    for trace in ("script", "on", "style", "class", "svg", "iframe", "img", "javascript", "data:", "hx-", "<!--"):
        assert trace not in left.replace("noopener", ""), (trace, left)


@pytest.mark.parametrize(
    "html",
    [
        "<p>正文<strong>粗</strong><em>重</em><sup>①</sup></p>",
        "<h2>小标题</h2>",
        "<ul><li>一</li></ul>",
        "<blockquote>引文</blockquote>",
        '<figure data-photo="3"></figure>',
        "<figure><figcaption>图1 走势</figcaption></figure>",
        '<table><caption>表1</caption><thead><tr><th scope="col">项</th></tr></thead>'
        '<tbody><tr><th rowspan="2" scope="rowgroup">甲</th><td>1</td></tr></tbody></table>',
    ],
)
def test_what_may_stand_is_kept_letter_for_letter(html):
    assert clean(html) == html


@pytest.mark.parametrize("value", ["1 onerror=1", "-1", "0", "x", "", "1.5", "99999999999", "３"])
def test_an_odd_photo_number_is_no_photo(value):
    assert photo_ids(clean(f'<figure data-photo="{value}"></figure>')) == []


def test_a_photo_figure_keeps_no_words_of_its_own():
    html = clean('<p>前</p><figure data-photo="7"><img src="x"><figcaption>旧图说</figcaption></figure><p>后</p>')
    assert html == '<p>前</p><figure data-photo="7"></figure><p>后</p>'
    assert photo_ids(html) == [7]


def test_hand_made_indents_and_blank_paragraphs_go():
    assert clean("<p>\u3000\u3000第一段</p><p>&nbsp;</p><p>\u3000</p><p>第二段</p>") == "<p>第一段</p><p>第二段</p>"


PIECES = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<figure data-photo='2'>", "</figure>", "文", "\u3000", "&nbsp;", "<br>", "<script>", "</script>",
         "<h2>", "</h2>", "<table>", "<tr>", "<td>", "</td>", "<a href='http://x'>", "</a>", "&lt;p&gt;", "<li>", "<!--"]
    ),
    max_size=30,
)  # fmt: skip


@given(PIECES)
@settings(max_examples=300, deadline=None)
def test_cleaning_is_stable(pieces):
    once = clean("".join(pieces))
    assert clean(once) == once


def test_plain_text_reads_block_by_block():
    html = "<h2>题</h2><p>一&amp;二<br>三</p><table><tbody><tr><td>甲</td><td>1</td></tr></tbody></table>"
    assert plain_text(html) == "题\n一&二\n三\n甲\t1"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<p><ruby>龘<rp>（</rp><rt>dá</rt><rp>）</rp></ruby>步</p>",) * 2,
        ("<p><ruby>龘<rt>dá</rt></ruby></p>",) * 2,
        ('<p><ruby class="x"><rb>龘</rb><rt style="y">dá</rt></ruby></p>', "<p><ruby>龘<rt>dá</rt></ruby></p>"),
        ("<p><ruby><strong>龘</strong><rt>dá</rt></ruby></p>", "<p><strong>龘</strong>dá</p>"),
        ("<p>龘<rt>dá</rt></p>", "<p>龘dá</p>"),
        ("<p><ruby>龘<rt><em>dá</em></rt></ruby></p>", "<p>龘<em>dá</em></p>"),
    ],
)
def test_a_reading_over_plain_characters_stays_and_no_word_is_lost(typed, kept):
    assert clean(typed) == kept
    assert clean(kept) == kept


def test_a_reading_is_none_of_the_words():
    html = "<p>龙行<ruby>龘<rp>（</rp><rt>dá</rt><rp>）</rp></ruby><ruby>龘<rt>dá</rt></ruby>，欣欣家国。</p>"
    assert plain_text(html) == "龙行龘龘，欣欣家国。"
    assert count(plain_text(html)).whole == 10
    assert bracketed(html) == "<p>龙行龘（dá）龘（dá），欣欣家国。</p>"


def test_the_model_cleans_whatever_the_door(db):
    article = make_article(body="<p>正文</p><script>alert(1)</script>")
    assert article.body == "<p>正文</p>"
    assert Article.objects.get().body == "<p>正文</p>"


def test_a_photo_in_the_text_is_a_figure_whatever_the_door(db):
    first, second = make_photo(), make_photo()
    places = "".join(f'<figure data-photo="{pk}"></figure>' for pk in (second.pk, 987654321, second.pk))
    article = make_article(photos=[first], body=f"<p>正文</p>{places}")
    assert [(f.photo, f.position) for f in article.figures.order_by("position")] == [(first, 1), (second, 2)]
    text_changed(article, by=None)
    assert article.figures.count() == 2


def test_line_ends_of_an_editor_change_nothing():
    """CKEditor writes these; an imported text has none of them."""
    bare = '<p>一<br>二</p><ul><li>甲 <strong>乙</strong> 丙</li></ul><figure data-photo="3"></figure><p>三</p>'
    written = (
        "<p>一<br />\n二</p>\n\n<ul>\n\t<li>甲 <strong>乙</strong>\n丙</li>\n</ul>\n\n"
        '<figure data-photo="3">\n</figure>\n\n<p>三 </p>\n'
    )
    assert clean(bare) == bare
    assert clean(written) == bare
