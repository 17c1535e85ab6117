"""Bodies of two people joined: whatever pieces one takes, the result is whole HTML."""

from hypothesis import given, settings
from hypothesis import strategies as st

from articles import body
from articles.merging import blocks, merged_bodies

BLOCK = st.sampled_from(
    [
        "<p>甲乙丙</p>",
        "<p>甲丙</p>",
        "<p>甲<strong>乙</strong>丙</p>",
        "<p>一&amp;二</p>",
        "<p>一&lt;二</p>",
        '<figure data-photo="3"></figure>',
        "<ul><li>甲</li><li>乙</li></ul>",
        "<p>甲<br>丙</p>",
        "<hr>",
        '<p><a href="http://a/b">链</a></p>',
        '<p><a href="http://a/c">链</a></p>',
    ]
)
BODY = st.lists(BLOCK, max_size=5).map("".join).map(body.clean)


@settings(deadline=None)
@given(st.none() | BODY, BODY, BODY, st.data())
def test_any_choice_of_pieces_is_whole(base, yours, saved, data):
    chunks = merged_bodies(base, yours, saved)
    assert "".join(chunk.yours for chunk in chunks).replace("\n", "") == yours
    assert "".join(chunk.saved for chunk in chunks).replace("\n", "") == saved
    chosen = "".join(chunk.yours if data.draw(st.booleans()) else chunk.saved for chunk in chunks).replace("\n", "")
    assert body.clean(chosen) == chosen


def test_changes_in_one_paragraph_are_told_by_character():
    found = merged_bodies(
        "<p>先问安全。</p><p>二</p>", "<p>先问健康。</p><p>二</p>", "<p>先问安全。</p><p>二</p><p>三</p>"
    )
    assert [(chunk.yours, chunk.saved, chunk.take) for chunk in found if not chunk.same] == [
        ("健康", "安全", "yours"),
        ("", "<p>三</p>\n", "saved"),
    ]


def test_a_bold_word_makes_its_paragraph_one_piece():
    found = merged_bodies(None, "<p>甲<strong>乙</strong></p><p>尾</p>", "<p>甲乙</p><p>尾</p>")
    assert [(chunk.yours, chunk.saved) for chunk in found if not chunk.same] == [
        ("<p>甲<strong>乙</strong></p>\n", "<p>甲乙</p>\n")
    ]


def test_blocks_are_the_outermost_elements():
    assert blocks("<p>一</p><ul><li>甲\n乙</li></ul><hr><p>二</p>") == [
        "<p>一</p>",
        "<ul><li>甲 乙</li></ul>",
        "<hr>",
        "<p>二</p>",
    ]
