"""Marks that meet are marked for squeezing, and nothing else is."""

import pytest
from django.utils.safestring import mark_safe

from magazine.site.marks import squeezed


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("他说：“走。”", "他说[：]“走[。]”"),
        ("“案头卷”“枕边书”", "“案头卷[”]“枕边书”"),
        ("（《工会法》）、", "[（]《工会法[》][）]、"),
        ("能“办”吗？”", "能“办”吗？”"),
        ("——真的……", "——真的……"),
    ],
)
def test_the_first_of_two_marks_is_squeezed(text, shown):
    assert squeezed(text) == shown.replace("[", '<span class="jz">').replace("]", "</span>")


def test_text_is_escaped_and_tags_are_left_alone():
    assert squeezed("<b>”，") == '&lt;b&gt;<span class="jz">”</span>，'
    assert squeezed(mark_safe('<a title="”，">”</a>，')) == '<a title="”，">”</a>，'
