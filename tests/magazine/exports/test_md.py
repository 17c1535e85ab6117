"""Markdown: what a title says is never taken for a mark."""

import pytest

from magazine.exports import md
from tests.magazine.exports.issues import odd, plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*星号*_下划线_", r"\*星号\*\_下划线\_"),
        ("[题](http://example.org)", r"\[题\](http\://example.org)"),
        ("<script>", r"\<script\>"),
        ("# 井号", r"\# 井号"),
        ("1. 一", r"1\. 一"),
        ("12) 一", r"12\) 一"),
        ("- 一", r"\- 一"),
        ("+1", r"\+1"),
        ("www.example.org", r"www\.example.org"),
        ("a@example.org", r"a\@example.org"),
        (r"反\斜", r"反\\斜"),
        ("“工”字号 3.5 天——很平常", "“工”字号 3.5 天——很平常"),
    ],
)
def test_marks_are_escaped(text, expected):
    assert md.escaped(text) == expected


def test_members_are_nested_under_their_feature():
    lines = md.write(plain()).decode("utf-8").splitlines()
    start = lines.index("- 把课堂搬进班组 …… 4")
    assert lines[start + 1 : start + 4] == [
        "  - **经验交流**",
        "    - 云江市总工会：一间会移动的教室　苏晓 …… 6",
        "    - 北港区总工会：夜校开到码头 …… 7",
    ]


def test_what_has_no_page_has_no_leader():
    lines = md.write(odd()).decode("utf-8").splitlines()
    assert "- “我为职工办实事”特别报道" in lines
    assert "  - 拟写骑手之家的冬天" in lines
