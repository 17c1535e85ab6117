"""Where a place on the printed sheet lies in the manuscript, and other words put there."""

import random

import pytest

from articles import body
from articles.anchors import Place, squash
from articles.pieces import Run, Sheet, Unreachable, at, in_html, in_plain


def test_a_place_within_one_piece_is_found_and_no_other():
    runs = (Run(0, 4, "title"), Run(4, 6, ""), Run(6, 10, "body"), Run(10, 13, ""), Run(13, 20, "body"))
    sheet = Sheet("", "x" * 20, runs)
    assert at(sheet, Place(1, 3, True)) == ("title", 1)
    assert at(sheet, Place(14, 16, True)) == ("body", 5)
    for crossing in (Place(3, 5, True), Place(4, 6, True), Place(9, 14, True)):
        with pytest.raises(Unreachable):
            at(sheet, crossing)


def test_words_are_put_into_a_line_and_not_across_two():
    assert in_plain("看 火 色，再动手", 1, 3, "颜色") == "看 颜色，再动手"
    with pytest.raises(Unreachable, match="跨段"):
        in_plain("第一行\n第二行", 2, 4, "")


def test_tags_inside_the_words_stay_and_a_paragraph_is_not_torn():
    html = "<p>老陈<strong>先教</strong>徒弟 看&amp;说。</p><p>再动手。</p>"
    assert in_html(html, 0, 2, "<老陈>") == "<p>&lt;老陈&gt;<strong>先教</strong>徒弟 看&amp;说。</p><p>再动手。</p>"
    assert in_html(html, 2, 6, "带徒弟") == "<p>老陈<strong>带徒弟</strong> 看&amp;说。</p><p>再动手。</p>"
    assert in_html(html, 2, 4, "") == "<p>老陈徒弟 看&amp;说。</p><p>再动手。</p>"
    assert in_html(html, 7, 8, "、") == "<p>老陈<strong>先教</strong>徒弟 看、说。</p><p>再动手。</p>"
    assert body.clean(in_html("<p>一。</p><p>二。</p>", 0, 2, "")) == "<p>二。</p>"
    with pytest.raises(Unreachable, match="跨段"):
        in_html(html, 8, 12, "")


def test_any_place_in_any_body_changes_those_letters_alone():
    """400 places drawn at random: the words of the body come out as a replacement in its plain words says."""
    pieces = ["老陈", "<strong>先教", "</strong>", " 徒弟 ", "&lt;看&gt;", "<em>火色</em>", "A&amp;B", "<sup>①</sup>"]
    draw = random.Random(7)
    done = 0
    for _round in range(400):
        html = body.clean("".join(f"<p>{''.join(draw.choices(pieces, k=6))}</p>" for _paragraph in range(3)))
        words = squash(body.plain_text(html))
        start = draw.randrange(len(words) - 1)
        end = min(len(words), start + draw.randrange(1, 6))
        try:
            changed = body.clean(in_html(html, start, end, "新<字>"))
        except Unreachable:
            continue
        done += 1
        assert squash(body.plain_text(changed)) == words[:start] + "新<字>" + words[end:], (html, start, end)
    assert done > 200
