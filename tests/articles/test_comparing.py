"""Texts compared by character: nothing is lost in the comparing, and a small change is shown as small."""

from hypothesis import given
from hypothesis import strategies as st

from articles.comparing import Chunk, Span, merged, spans

TEXT = st.text("甲乙丙\n，。", max_size=30)


@given(TEXT, TEXT)
def test_both_texts_come_out_again(before, after):
    found = spans(before, after)
    assert "".join(span.before for span in found) == before
    assert "".join(span.after for span in found) == after


@given(TEXT, TEXT, TEXT)
def test_three_texts_come_out_again_and_one_sided_changes_are_proposed(base, yours, saved):
    found = merged(base, yours, saved)
    assert "".join(chunk.base for chunk in found) == base
    assert "".join(chunk.yours for chunk in found) == yours
    assert "".join(chunk.saved for chunk in found) == saved
    assert proposed(merged(base, yours, base)) == yours
    assert proposed(merged(base, base, saved)) == saved


def proposed(chunks: list[Chunk]) -> str:
    return "".join(getattr(chunk, chunk.take) for chunk in chunks)


def test_one_character_and_one_mark_in_three_hundred():
    before = "工会组织职工学习安全生产知识，班组长先讲。" * 15
    after = before[:100] + "厂" + before[101:200] + "；" + before[201:]
    changed = [span for span in spans(before, after) if not span.same]
    assert changed == [Span(before[100], "厂"), Span(before[200], "；")]


def test_a_line_put_in_leaves_its_neighbours_alone():
    assert spans("甲\n乙\n", "甲\n新\n乙\n") == [Span("甲\n", "甲\n"), Span("", "新\n"), Span("乙\n", "乙\n")]


def test_changes_in_different_places_are_both_proposed():
    base = "清晨，班组长先问安全。随后分派活计。"
    found = merged(base, base.replace("清晨", "早上"), base.replace("活计", "任务"))
    assert proposed(found) == "早上，班组长先问安全。随后分派任务。"
    assert not any(chunk.both for chunk in found)


def test_changes_in_the_same_place_wait_for_a_person():
    found = merged("先问安全。", "先问健康。", "先问质量。")
    assert [(chunk.yours, chunk.saved) for chunk in found if chunk.both] == [("健康", "质量")]
