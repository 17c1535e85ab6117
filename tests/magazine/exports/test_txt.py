"""Plain text: columns as a fixed-width screen counts them."""

import pytest

from magazine.exports import txt
from tests.magazine.exports.issues import ISSUES


@pytest.mark.parametrize(
    ("text", "columns"),
    [("工", 2), ("A1", 2), ("“安全”", 8), ("——", 4), ("𠮷㐂", 4), ("Ａ", 2), ("e\u0301", 1), ("", 0)],
)
def test_columns_are_counted_as_chinese_faces_draw_them(text, columns):
    assert txt.width(text) == columns


@pytest.mark.parametrize("name", ISSUES)
def test_no_line_is_too_wide(name):
    lines = txt.write(ISSUES[name]()).decode("utf-8").splitlines()
    assert max(map(txt.width, lines)) <= txt.WIDTH


@pytest.mark.parametrize("name", ["plain", "odd", "year"])
def test_every_leader_reaches_the_number_at_the_margin(name):
    led = [line for line in txt.write(ISSUES[name]()).decode("utf-8").splitlines() if "..." in line]
    assert {txt.width(line) for line in led} == {txt.WIDTH}
    assert all(line[-1].isdigit() for line in led)


def test_a_line_neither_begins_with_a_comma_nor_ends_with_an_opening_bracket():
    assert txt.wrapped("一二三四，五六", 8) == ["一二三", "四，五六"]
    assert txt.wrapped("一二三（四五）", 8) == ["一二三", "（四五）"]


def test_words_and_names_are_kept_whole():
    assert txt.wrapped("学 Supercalifragilistic 吧", 22) == ["学", "Supercalifragilistic", "吧"]
    assert txt.wrapped("车间", 12, ("林岚（摄）",)) == ["车间", "林岚（摄）"]


def test_a_word_longer_than_the_line_is_broken():
    assert txt.wrapped("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]
