"""Print lines: widths, justification spaces, page starts."""

import pytest

from magazine.intake.lines import clean, closed, join, split_lines, unit, width


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("10 月 22 日，2024 年全省", "10月22日，2024年全省"),
        ("77.72% 的 学 员 希 望 讲 解 案 例 ，", "77.72%的学员希望讲解案例，"),
        ("同心协力 共建家园", "同心协力 共建家园"),
        ("打造“主题 IP”活动 16 次 790 人", "打造“主题IP”活动16次790人"),
        ("　　全角缩进", "全角缩进"),
    ],
)
def test_clean_takes_out_justification_only(raw: str, text: str) -> None:
    assert clean(raw) == text


def test_widths_in_em() -> None:
    assert width("工会2024年，") == 6.0
    assert width("工 会") == 2.0


@pytest.mark.parametrize(
    ("text", "em"), [("39.04%的", 3.0), ("——以", 2.0), ("好。下", 2.0), ("“一", 2.0), ("工会", 1.0)]
)
def test_unit_is_what_cannot_be_parted(text: str, em: float) -> None:
    assert unit(text) == em


@pytest.mark.parametrize("text", ["完了。", "“完了。”", "完了①。", "完了。②", "几个？）", "……"])
def test_closed_sentences(text: str) -> None:
    assert closed(text)


@pytest.mark.parametrize("text", ["没有完，", "《书名》", "一二三"])
def test_open_sentences(text: str) -> None:
    assert not closed(text)


def test_pages_start_at_what_is_left_of_a_form_feed() -> None:
    lines = split_lines("\n\n一\n\n二\n 三\n四\n\n\n\n五\f六\n\n 七\n")
    assert [(line.text, line.page_start) for line in lines] == [
        ("一", True),
        ("二", False),
        ("三", True),
        ("四", False),
        ("五", True),
        ("六", True),
        ("七", False),
    ]
    assert [line.number for line in lines] == [3, 5, 6, 7, 11, 11, 13]
    assert [line.touching for line in lines] == [False, False, False, True, False, False, False]


def test_join_sets_a_space_only_between_latin_words() -> None:
    assert join(["工会", "干部", "city", "walk", "夜游"]) == "工会干部city walk夜游"
