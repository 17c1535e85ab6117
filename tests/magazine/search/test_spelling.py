"""One spelling for both scripts and widths, the same for a part as for the whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from magazine.search.spelling import spell, spelled_with_places, stands_as_spelled


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


FEW = st.text("工会會，,Ａa1① 　\u200b", max_size=8)


@given(FEW, FEW)
def test_where_a_text_stands_as_spelled_its_letters_need_no_spelling(text, asked):
    spell(text)
    terms = spell(asked).split()
    if stands_as_spelled(text, terms):
        letters, places = spelled_with_places(text)
        for term in terms:
            found = [places[at] for at in range(len(letters)) if letters.startswith(term, at)]
            assert found == [at for at in range(len(text)) if text.startswith(term, at)]


def test_common_marks_do_not_make_a_text_be_spelled():
    text = spell("工会，食堂。") and "工会，食堂。"
    assert stands_as_spelled(text, ["食堂"])
    assert not stands_as_spelled(text, [","])
    assert not stands_as_spelled("工會" + text, ["工会"])
