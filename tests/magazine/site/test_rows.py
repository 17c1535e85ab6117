"""What one line of a list says."""

import pytest

from magazine.site.rows import first_paragraph, shortened


@pytest.mark.parametrize(
    ("text", "length", "said"),
    [
        ("短句。", 60, "短句。"),
        ("第一句话到这里就结束了。第二句话很长很长很长很长。", 20, "第一句话到这里就结束了。"),
        ("他说：“就这么办。”然后大家一起动手把机器抬上了车间的平台。", 20, "他说：“就这么办。”"),
        ("没有句号只有逗号的一段话，后面还有很多很多字没有说完", 20, "没有句号只有逗号的一段话……"),
        ("没有任何标点的一长串文字只好在这里截断不再往下说", 12, "没有任何标点的一长串……"),
    ],
)
def test_shortening_ends_where_a_reader_can_stop(text, length, said):
    assert shortened(text, length) == said
    assert len(shortened(text, length)) <= length


def test_the_first_paragraph_is_not_a_heading():
    assert first_paragraph("缘起\n夜校开在食堂二楼。\n第二段。") == "夜校开在食堂二楼。"
    assert first_paragraph("只有一个标题") == "只有一个标题"
    assert first_paragraph("") == ""
