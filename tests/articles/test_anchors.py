"""A comment stays at its words through edits; where they are gone it is an orphan that keeps them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.anchors import anchor, find, squash

TEXT = squash("清晨，班组长先问安全。 随后分派活计，再问安全帽。\n傍晚，班组长又问安全。")


def shown(text: str, quote: str, edited: str, near: int = 0) -> str | None:
    place = find(edited, anchor(text, quote, near))
    return edited[place.start : place.end] if place else None


def test_white_space_does_not_count():
    assert anchor(TEXT, "问安 全。\n随后").quote == "问安全。随后"


def test_the_nearest_of_equals_is_meant():
    assert anchor(TEXT, "问安全。", near=len(TEXT)).start == TEXT.rindex("问安全。")
    edited = "新的开头。" + TEXT
    assert find(edited, anchor(TEXT, "问安全。", near=len(TEXT))).start == edited.rindex("问安全。")


def test_words_that_are_not_there_have_no_anchor():
    assert anchor(TEXT, "从来没有的话") is None
    assert anchor(TEXT, "  ") is None


@pytest.mark.parametrize(
    ("edited", "there"),
    [
        (TEXT.replace("清晨，", ""), "随后分派活计"),
        (TEXT.replace("再问安全帽", "再看手套"), "随后分派活计"),
        (TEXT.replace("分派活计", "分派当天的活计"), "随后分派当天的活计"),
        (TEXT.replace("随后分派", "接着分派"), "接着分派活计"),
        (TEXT.replace("随后分派活计，再问安全帽。", ""), None),
        ("完全是另一篇文章了。", None),
    ],
)
def test_a_comment_follows_its_words(edited, there):
    assert shown(TEXT, "随后分派活计", edited) == there


@given(st.text(alphabet="工会职安全。，", max_size=40), st.text(alphabet="工会职安全。，", max_size=40))
def test_an_edit_elsewhere_never_moves_a_comment_off_its_words(before, after):
    words = "盘扣脚手架"
    found = anchor(before + words + after, words)
    for edited in (before[1:] + words + after, before + words + after[:-1], words, "新" + before + words + after):
        place = find(edited, found)
        assert place is not None
        assert edited[place.start : place.end] == words
