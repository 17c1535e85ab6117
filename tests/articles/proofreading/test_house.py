"""本刊用词 as the checks find them: the longer of two, none inside its own right words, the house before the product."""

import pytest

from articles.proofreading import Piece, Wording, check

LIST = [
    Wording("县总", ("县总工会",), "I", "用全称。"),
    Wording("农民工兄弟", ("农民工",), "B"),
    Wording("农民工朋友们", (), "I"),
    Wording("农民工朋友", ("农民工",), "I"),
    Wording("职代会", ("职工代表大会", "职工大会"), "I"),
    Wording("NGO", ("社会组织",), "I"),
]


def found(text: str, wordings=LIST) -> list[tuple[int, str]]:
    return [(one.start, one.quote) for one in check([Piece(0, "body", text)], wordings)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("县总发文，县总工会开会，县总再发文。", [(0, "县总"), (12, "县总")]),
        ("农民工朋友们来了。", [(0, "农民工朋友们")]),
        ("农民工朋友，农民工。", [(0, "农民工朋友")]),
        ("开职代会。", [(1, "职代会")]),
        ("一个NGO来了，两个NGOs没来，ANGO也没来。", [(2, "NGO")]),
        ("职工代表大会和县总工会。", []),
    ],
)
def test_where_words_of_the_list_stand(text, wanted):
    assert found(text) == wanted


def test_what_is_said_of_each_and_what_can_be_put_in():
    said = [
        (one.severity, one.message, one.mend.right if one.mend else None)
        for one in check([Piece(0, "title", "农民工兄弟和农民工朋友们开职代会")], LIST)
    ]
    assert said == [
        ("B", "“农民工兄弟”本刊作“农民工”。", "农民工"),
        ("I", "“农民工朋友们”本刊不用，换个说法。", None),
        ("I", "“职代会”本刊作“职工代表大会”或“职工大会”。", None),
    ]


def test_a_word_inside_the_right_words_of_another_is_left_alone():
    both = [*LIST, Wording("总工", ("总工程师",), "I")]
    assert found("县总工会请总工。", both) == [(5, "总工")]


def test_words_that_reach_into_each_other_are_both_told():
    assert found("甲乙丙丁。", [Wording("甲乙", (), "I"), Wording("乙丙丁", (), "I"), Wording("丙", (), "I")]) == [
        (0, "甲乙"),
        (1, "乙丙丁"),
    ]


def test_the_house_has_the_say_over_the_product():
    text = [Piece(0, "body", "其它人座落在这里。")]
    ours = [Wording("其它", ("别的",), "B"), Wording("在这儿", ("座落",), "I")]
    assert [(one.rule, one.quote) for one in check(text)] == [("W01", "其它"), ("W01", "座落")]
    assert [(one.rule, one.quote) for one in check(text, ours)] == [("W08", "其它")]
