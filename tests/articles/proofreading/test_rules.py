"""What the checker finds, and what it must leave alone: for each rule real faults and good Chinese."""

import pytest

from articles.proofreading import Piece, check, pieces_of_file


def rules(*texts: str, notes: tuple[str, ...] = ()) -> list[str]:
    pieces = [Piece(at, "body", text) for at, text in enumerate(texts)]
    pieces += [Piece(len(texts) + at, "note", text) for at, text in enumerate(notes)]
    return [finding.rule for finding in check(pieces)]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("会议于2月30日召开。", "N11"),
        ("活动在31-41日举行。", "N11"),
        ("出版于2023年9日。", "N11"),
        ("10月12日至9日举行。", "N11"),
        ("13月的计划。", "N11"),
        ("2024年11月5日（星期三）开会。", "N11"),
        ("2023年2月29日开会。", "N11"),
        ("上午24:30开会。", "N11"),
        ("他说：“职工有困难找工会。", "P03"),
        ("《中国工人发刊词》》出版。", "P03"),
        ("（见附件。", "P03"),
        ("“他说（好”）。", "P03"),
        ("开始，，参会。", "P11"),
        ("会议结束。。", "P11"),
        ("开始,参会。", "P01"),
        ('他说"好"。', "P02"),
        ("等等...后来。", "P07"),
        ("工会——职工--企业。", "P08"),
        ("参与职工人数达超过12万人次。", "N02"),
        ("近300多人参加。", "N02"),
        ("约300人左右。", "N02"),
        ("提供7x24小时服务。", "N08"),
        ("平台用户累计2W+人。", "N08"),
        ("工会的的工作。", "W04"),
        ("广东省总工会广东省总工会召开会议。", "W04"),
        ("一如继往地支持。", "W06"),
        ("整合其它专业。", "W01"),
        ("学习习近平系列讲话精神。", "W07"),
        ("中国工会第十五次代表大会。", "W07"),
        ("实现100%全覆盖。", "W05"),
    ],
)
def test_a_fault_is_found(text, rule):
    assert set(rules(text)) == {rule}


@pytest.mark.parametrize(
    "text",
    [
        "10月7—10日，11月30日，2024年2月29日，12月31日。",
        "2024年11月5日（星期二）9:00开会，比分3:2，比例1:500。",
        "第1）项、a）项和一）项都已办结。1）加强领导。",
        "他说：“‘工’享团圆，‘会’聚中秋。”",
        "《〈中国工人〉发刊词》出版，增长3.14%，共1,480人。",
        "家家户户高高兴兴，天天向上，一个一个地谈，实实在在，说说笑笑，研究研究。",
        "等等，后来……他走了。广东——北京。don’t worry.",
        "来自10个月的调查，18个月，第24期，2024—2028年。",
        "超过85%，85%以上，约300人，300人左右，近300人。",
        "访问https://example.com/a,b;c?d:e。",
    ],
)
def test_good_chinese_is_left_alone(text):
    assert rules(text) == []


def test_a_quotation_over_paragraphs_opens_each_and_closes_the_last():
    assert rules("他说：“第一段。", "“第二段。", "“第三段。”") == []
    assert rules("他说：“第一段。", "“第二段。", "第三段。") == ["P03"]


def test_notes_and_their_marks():
    assert rules("工作的方向①。品质②。", notes=("① 甲。", "② 乙。")) == []
    assert rules("工作的方向①。品质②。", notes=("① 甲。",)) == ["S01"]
    assert rules("工作的方向①。", notes=("① 甲。", "② 乙。")) == ["S01"]
    assert rules("工作的方向②。品质①。", notes=("① 甲。", "② 乙。")) == ["S01"]
    assert rules("方向①。品质②。", notes=("① 甲。", "① 乙。", "② 丙。")) == ["S01"]


def test_numbers_that_count_a_list_are_no_note_marks():
    assert rules("要做到：①抓早，②抓小，③抓实。") == []
    assert rules("一是学习①。", "二是落实。") == ["S01"]


def test_a_paragraph_twice_and_two_names_of_one_idea():
    long = "班组长先问安全，随后分派当天的活计。"
    assert rules(long, long) == ["W04"]
    assert rules("服务新就业形态劳动者。", "新业态劳动者体检。") == ["W07"]
    assert rules("新业态劳动者体检。") == []


def test_a_finding_says_where_it_stands():
    (found,) = check([Piece(3, "body", "会议于2月30日召开。")])
    assert (found.piece, found.start, found.quote, found.blocks) == (3, 3, "2月30日", True)


def test_a_file_is_read_by_sentences_not_by_its_hard_lines():
    text = "他说：“职工有困\n难找工会。”\n\n出版于2023年\n9日，共印。\n① 注释。\n"
    assert [piece.text for piece in pieces_of_file(text)] == [
        "他说：“职工有困难找工会。”",
        "出版于2023年9日，共印。",
        "① 注释。",
    ]
