"""One spelling for both scripts and widths, the same for a part as for the whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from magazine.search.spelling import spell, spelled_with_places


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("工會", "工会"),
        ("職工之家", "职工之家"),
        ("ＣＢＡ联赛", "cba联赛"),
        ("１００％", "100%"),
        ("乾坤", "干坤"),
        ("月月讲　一线\n工人", "月月讲 一线 工人"),
        ("零\u200b宽", "零宽"),
    ],
)
def test_alike(one, other):
    assert spell(one) == spell(other)


def test_different_words_stay_different():
    assert len({spell(word) for word in ("工会", "公会", "工汇", "GH", "工 会")}) == 5


@given(st.text(), st.text())
def test_the_spelling_of_a_part_is_part_of_the_spelling(before, after):
    assert spell(after).strip() in spell(before + after)


@given(st.text())
def test_every_letter_knows_its_place(text):
    letters, places = spelled_with_places(text)
    assert letters.strip() == spell(text)
    assert len(letters) == len(places)
    assert list(places) == sorted(places)
