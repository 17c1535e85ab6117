"""Every verb of the intake desk: what it changes, what it refuses, and that no word goes on the way."""

import copy
from collections import Counter

import pytest

from magazine.intake.staging.edits import EditError
from magazine.intake.staging.kinds import allowed
from magazine.intake.staging.shape import as_read, everywhere, printed
from magazine.intake.staging.steps import step, taken_back
from tests.magazine.intake.staging.sheets import block, do, staged, texts


def characters(sheet):
    said = "".join(printed(piece) for piece in everywhere(sheet))
    return Counter(char for char in said if char.isalnum())


@pytest.mark.parametrize("words", ["把课堂", "高远", "青石市", "先问需要", "一问工种", "学员", "开课", "①数据"])
def test_a_block_may_become_any_kind_and_loses_no_word(words):
    for kind in allowed("article"):
        sheet = staged()
        before = characters(sheet)
        do(sheet, "kind", words, kind=kind)
        assert not before - characters(sheet), kind


def test_a_caption_that_becomes_one_gives_up_its_credit():
    sheet = staged()
    do(sheet, "text", "三问地点", text="夜校开课。／河源工会供图")
    do(sheet, "kind", "夜校开课", kind="picture")
    piece = block(sheet, "夜校开课")
    assert (piece["text"], piece["credit_name"], piece["credit_kind"]) == ("夜校开课。", "河源工会", "供图")


def test_words_credit_and_byline_are_set_right():
    sheet = staged()
    do(sheet, "text", "开课", text="夜校开课。", credit_name="林兰", credit_kind="供图")
    do(sheet, "text", "高远", text="高原", role="整理", affiliation="云江市总工会")
    do(sheet, "text", "学员", text="学员名单", label="表一", cells="工种 | 人数\n钳工 | 13")
    read = as_read(sheet["entries"][0])
    assert read["photos"] == [{"caption": "夜校开课。", "credit_name": "林兰", "credit_kind": "供图"}]
    assert read["authors"] == ["高原", "陆一鸣"]
    table = read["body"][-1]
    assert (table["label"], table["caption"], table["header"]) == ("表一", "学员名单", ["工种", "人数"])
    assert table["rows"] == [["钳工", "13"]]
    assert block(sheet, "高原")["seen"]


@pytest.mark.parametrize(
    ("words", "change", "sentence"),
    [
        ("三问地点", {"text": " "}, "空的文字存不下来"),
        ("开课", {"text": "开课。", "credit_kind": "偷拍"}, "没有这种图片署名方式"),
        ("三问地点", {"text": "长" * 20_001}, "超过20000字"),
    ],
)
def test_what_cannot_be_stored_is_refused(words, change, sentence):
    sheet = staged()
    with pytest.raises(EditError, match=sentence):
        do(sheet, "text", words, **change)


def test_a_block_goes_to_another_article_where_it_stood_in_print():
    sheet = staged()
    second = sheet["entries"][1]["id"]
    do(sheet, "move", "三问地点", to=second)
    assert texts(sheet, 1) == [("title", "夜班食堂"), ("paragraph", "三问地点。"), ("paragraph", "面条管够。")]
    do(sheet, "move", "没有着落", to=second)
    assert sheet["pile"] == []
    assert [text for _kind, text in texts(sheet, 1)][1:] == ["三问地点。", "没有着落的一句", "面条管够。"]


def test_a_block_may_stand_alone_as_an_article():
    sheet = staged()
    do(sheet, "move", "三问地点", to="new")
    assert [texts(sheet, n)[0] for n in range(3)] == [
        ("title", "把课堂搬进班组"),
        ("title", "三问地点。"),
        ("title", "夜班食堂"),
    ]
    assert len({one["ref"] for one in sheet["entries"]}) == 3


def test_out_to_the_pile_and_away_with_a_reason():
    sheet = staged()
    do(sheet, "move", "三问地点", to="pile")
    assert [piece["text"] for piece in sheet["pile"]] == ["没有着落的一句", "三问地点。"]
    with pytest.raises(EditError, match="写明为什么不要"):
        do(sheet, "dismiss", "三问地点", why=" ")
    with pytest.raises(EditError, match="只有未归位的文字能划去"):
        do(sheet, "dismiss", "面条管够", why="重复")
    do(sheet, "dismiss", "三问地点", why="和别处重复")
    assert [(piece["text"], piece["why"]) for piece in sheet["dismissed"]] == [("三问地点。", "和别处重复")]
    do(sheet, "move", "三问地点", to=sheet["entries"][0]["id"])
    assert sheet["dismissed"] == []
    assert ("paragraph", "三问地点。") in texts(sheet)


def test_split_and_join_are_each_others_undoing():
    sheet = staged()
    do(sheet, "split", "一问工种", at=5)
    assert texts(sheet)[5:7] == [("paragraph", "一问工种，"), ("paragraph", "二问时间。")]
    do(sheet, "join", "二问时间")
    assert texts(sheet) == texts(staged())
    for at in (0, 10, 99):
        with pytest.raises(EditError, match="没有可分的"):
            do(sheet, "split", "一问工种", at=at)
    with pytest.raises(EditError, match="不能接"):
        do(sheet, "join", "学员")
    with pytest.raises(EditError, match="前面没有可接的"):
        do(sheet, "join", "把课堂")


def test_markup_is_cut_and_joined_with_its_words():
    sheet = staged()
    block(sheet, "一问工种")["html"] = "<p>一问<strong>工种，二问</strong>时间。</p>"
    do(sheet, "split", "一问工种", at=5)
    assert block(sheet, "一问")["html"] == "<p>一问<strong>工种，</strong></p>"
    assert block(sheet, "二问")["html"] == "<p><strong>二问</strong>时间。</p>"
    do(sheet, "join", "二问")
    assert block(sheet, "一问")["html"] == "<p>一问<strong>工种，</strong><strong>二问</strong>时间。</p>"
    do(sheet, "text", "一问", text="一问，二问。")
    assert "html" not in block(sheet, "一问")


def test_up_and_down_inside_an_article_and_articles_among_each_other():
    sheet = staged()
    do(sheet, "shift", "三问地点", by=-1)
    assert [text for _kind, text in texts(sheet)][5:7] == ["三问地点。", "一问工种，二问时间。"]
    with pytest.raises(EditError, match="已经到头了"):
        do(sheet, "shift", "把课堂", by=-1)
    do(sheet, "entry_shift", entry=sheet["entries"][1]["id"], by=-1)
    assert [one["blocks"][0]["text"] for one in sheet["entries"]] == ["夜班食堂", "把课堂搬进班组"]


def test_an_article_that_is_none_is_taken_apart_into_the_pile():
    sheet = staged()
    before = characters(sheet)
    do(sheet, "entry_drop", entry=sheet["entries"][1]["id"])
    assert len(sheet["entries"]) == 1
    assert characters(sheet) == before


def test_what_is_said_of_a_whole_article():
    sheet = staged()
    second = sheet["entries"][1]["id"]
    do(sheet, "entry", entry=second, section="食堂", first_page="6", last_page="")
    assert [sheet["entries"][1][name] for name in ("section", "first_page", "last_page")] == ["食堂", 6, None]
    assert sheet["entries"][1]["remarks"][0]["seen"]
    with pytest.raises(EditError, match="止页小于起页"):
        do(sheet, "entry", entry=second, first_page="6", last_page="5")
    with pytest.raises(EditError, match="页码写数字"):
        do(sheet, "entry", entry=second, first_page="六")
    with pytest.raises(EditError, match="栏目不能空着"):
        do(sheet, "entry", entry=second, section="")


def test_a_paragraph_in_a_chronicle_becomes_an_event_with_its_days():
    sheet = staged()
    first = sheet["entries"][0]
    first["kind"] = "chronicle"
    do(sheet, "text", "没有着落", text="3月2日至4日，技能赛举行。")
    do(sheet, "move", "技能赛", to=first["id"])
    piece = block(sheet, "技能赛")
    assert (piece["kind"], piece["start"], piece["end"]) == ("event", "2025-03-02", "2025-03-04")
    with pytest.raises(EditError, match="日期不对"):
        do(sheet, "text", "技能赛", text=piece["text"], start="2025-02-30", end="")
    with pytest.raises(EditError, match="止日早于起日"):
        do(sheet, "text", "技能赛", text=piece["text"], start="2025-03-04", end="2025-03-02")


@pytest.mark.parametrize(
    "change", [{}, {"verb": "nothing"}, {"verb": "kind", "block": "x"}, {"verb": "move", "block": 1}]
)
def test_nonsense_is_one_sentence(change):
    with pytest.raises(EditError) as refused:
        do(staged(), **{"verb": "", **change})
    assert str(refused.value).endswith("。")


def test_every_change_can_be_taken_back():
    changes = [
        ("kind", "先问需要", {"kind": "paragraph"}),
        ("text", "开课", {"text": "夜校开课。"}),
        ("move", "三问地点", {"to": "new"}),
        ("move", "面条管够", {"to": "pile"}),
        ("dismiss", "没有着落", {"why": "重复"}),
        ("split", "一问工种", {"at": 5}),
        ("agree", "高远", {}),
    ]
    sheet, history = staged(), []
    for verb, words, more in changes:
        before = copy.deepcopy(sheet)
        do(sheet, verb, words, **more)
        history.append((before, step(before, sheet)))
    for before, done in reversed(history):
        sheet = taken_back(sheet, done)
        assert {**sheet, "next": 0} == {**before, "next": 0}
