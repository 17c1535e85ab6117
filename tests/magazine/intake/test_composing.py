"""The body of an article: moved heads, turned columns, figures and tables put where they are cited."""

from magazine.intake.blocks import Block, label_blocks, page_blocks
from magazine.intake.composing import Part, compose, level, ordinal
from magazine.intake.lines import split_lines
from magazine.intake.pages import split_pages
from magazine.intake.tables import gather

START = "工会干部走进车间班组了解职工所想所"
FULL = "工会干部走进车间班组了解职工所想所盼的"
END = "记在账上。"


def composed(*pages: list[str]) -> list[Part]:
    blocks: list[Block] = []
    for page in split_pages(split_lines("\n ".join("\n\n".join(page) for page in pages))):
        found = gather(page_blocks(page))
        label_blocks(found)
        blocks += found
    return compose(blocks).parts


def outline(parts: list[Part]) -> list[str]:
    return [part.text if part.kind == "heading" else part.label or part.text[:2] for part in parts]


def paragraph(first: str) -> list[str]:
    return [first + START[len(first) :], FULL, END]


def test_a_paragraph_goes_on_over_a_page() -> None:
    parts = composed([*paragraph("甲甲"), START, FULL], [FULL, END, *paragraph("乙乙")])
    assert [part.kind for part in parts] == ["paragraph"] * 3
    assert parts[1].text == START + FULL + FULL + END


def test_a_head_at_the_end_of_its_page_goes_where_the_text_takes_it_up() -> None:
    page = [*paragraph("甲甲"), *paragraph("问卷调查"), *paragraph("丙丙"), "问卷调查的情况"]
    parts = composed(page, ["下一处小标题", *paragraph("丁丁")])
    assert outline(parts) == ["甲甲", "问卷调查的情况", "问卷", "丙丙", "下一处小标题", "丁丁"]


def test_a_head_goes_before_the_text_in_front_of_a_new_count() -> None:
    first = [*paragraph("甲甲"), "第一处小标题", *paragraph("乙乙"), "（一）走进车间", *paragraph("丙丙")]
    second = [*paragraph("丁丁"), "（一）走进班组", *paragraph("戊戊"), "第二处小标题"]
    assert outline(composed(first, second)) == [
        "甲甲",
        "第一处小标题",
        "乙乙",
        "（一）走进车间",
        "丙丙",
        "第二处小标题",
        "丁丁",
        "（一）走进班组",
        "戊戊",
    ]


def test_a_last_column_that_comes_first_goes_to_the_end_of_its_page() -> None:
    turned = ["末末" + START[2:], FULL, "小标题在前", *paragraph("乙乙")]
    parts = composed(paragraph("甲甲"), turned, [FULL, END, *paragraph("丁丁")])
    assert outline(parts) == ["甲甲", "小标题在前", "乙乙", "末末", "丁丁"]
    assert parts[3].text.endswith(FULL + FULL + END)


def test_figures_stand_after_the_paragraph_that_cites_them() -> None:
    cites = ["乙乙" + START[2:], FULL, "见图1。"]
    parts = composed(["图2 学员缺课的原因", "图1 学员来夜校的原因", *paragraph("甲甲"), *cites, *paragraph("丙丙")])
    assert outline(parts) == ["甲甲", "图2", "乙乙", "图1", "丙丙"]


def test_levels_and_ordinals() -> None:
    assert [level(text) for text in ("做法", "一、做法", "（一）做法", "1.做法", "（1）做法")] == [1, 1, 2, 3, 3]
    assert [ordinal(text) for text in ("做法", "（一）做法", "（十）做法", "（十二）做法")] == [0, 1, 10, 12]


def test_a_head_stands_alone_where_the_one_before_it_does() -> None:
    full = "（二）走进车间班组听真话办实事解难"
    parts = composed([*paragraph("甲甲"), "（一）走进车间", *paragraph("乙乙"), full, START, FULL, FULL, END])
    assert outline(parts) == ["甲甲", "（一）走进车间", "乙乙", full, START[:2]]


def test_a_numbered_sentence_over_two_lines_is_a_head_with_its_full_stop() -> None:
    head = ["（一）走进车间班组听真话办实事解", "难题。"]
    assert outline(composed([*paragraph("甲甲"), *head, *paragraph("乙乙")])) == ["甲甲", "".join(head), "乙乙"]
