"""Blocks of a page: what its first signs and its touching lines make of a line."""

import pytest

from magazine.intake.blocks import credits, label_blocks, page_blocks
from magazine.intake.lines import split_lines
from magazine.intake.pages import split_pages

BODY = "\n\n".join(["这一行正文有二十个字刚好排满整栏的宽度"] * 3 + ["到这里说完。"])


def kinds(text: str) -> list[tuple[str, str]]:
    blocks = page_blocks(split_pages(split_lines(text))[0])
    label_blocks(blocks)
    return [(block.kind, block.text) for block in blocks if block.kind != "text"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("□ 张岚 李舟", "byline"),
        ("作者单位：岚溪市总工会", "affiliation"),
        ("*本文为课题成果", "funding"),
        ("6月大事", "month"),
        ("图1 课程的印象", "figure"),
        ("①张岚：《书》，某出版社，第8页。", "notes"),
        ("现场热闹。/ 张岚摄", "caption"),
        ("——以岚溪市为例", "dash"),
        ("夜校怎样办*", "display"),
    ],
)
def test_signs(text: str, kind: str) -> None:
    assert kinds(f"{BODY}\n\n{text}") == [(kind, split_lines(text)[0].text)]


def test_touching_lines_are_display_text() -> None:
    assert kinds(f"{BODY}\n\n走进车间\n服务职工新办法\n\n{BODY}") == [("display", "走进车间服务职工新办法")]


def test_a_lead_is_wider_than_the_columns() -> None:
    lead = "\n".join(["这是导语" * 10] * 2 + ["说到这里。"])
    assert [kind for kind, _ in kinds(f"{BODY}\n\n{lead}")] == ["lead"]


def test_a_title_that_touches_its_text_is_cut_from_it() -> None:
    text = "码头“灯火”记\n这一行正文有二十个字刚好排满整栏的宽\n\n这一行正文有二十个字刚好排满整栏的宽度\n\n说完了。"
    assert kinds(text) == [("display", "码头“灯火”记")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("现场。/ 张岚摄", [("现场。", "张岚", "摄")]),
        ("现场。/张岚摄影", [("现场。", "张岚", "摄")]),
        ("一。/ 张岚摄 二。/ 岚溪市总供图", [("一。", "张岚", "摄"), ("二。", "岚溪市总", "供图")]),
        (
            "这是很长的一句图说写了两行还没有\n写完。/ 李舟绘",
            [("这是很长的一句图说写了两行还没有写完。", "李舟", "绘")],
        ),
        ("31名职工合影留念。\n/ 岚溪工会供图", [("31名职工合影留念。", "岚溪工会", "供图")]),
        (
            "学员在夜校听课学到很晚也不走。/ 岚溪\n市总工会供图",
            [("学员在夜校听课学到很晚也不走。", "岚溪市总工会", "供图")],
        ),
        ("老厂房。/ 资料图片", [("老厂房。", "", "资料图片")]),
        ("检查绑扎带。  叶子/摄", [("检查绑扎带。", "叶子", "摄")]),
        ("检查绑扎带。岚溪工会／供图", [("检查绑扎带。", "岚溪工会", "供图")]),
        ("港口的清晨/摄", [("港口的清晨", "", "摄")]),
    ],
)
def test_credits(text: str, expected: list[tuple[str, str, str]]) -> None:
    blocks = page_blocks(split_pages(split_lines(text))[0])
    captions = [block for block in blocks if block.kind == "caption"]
    assert [credit for block in captions for credit in credits(block)] == expected


def test_a_figure_caption_goes_on_over_an_empty_line() -> None:
    caption = "图2 学员对夜校课程内容的看法和他们希望增\n\n加的课程"
    assert kinds(f"{BODY}\n\n{caption}\n\n{BODY}") == [("figure", "图2学员对夜校课程内容的看法和他们希望增加的课程")]


def test_a_mark_in_a_sentence_is_no_note() -> None:
    assert kinds(f"{BODY[:-6]}说到了这里还没有完的一句话接着往下说去\n\n①。") == []
