"""Names at the end of an attribution, and lines that are a name."""

import pytest

from magazine.intake.names import is_person, split_attribution


@pytest.mark.parametrize(
    ("text", "title", "name"),
    [
        ("岚溪市总工会主席张砚舟", "岚溪市总工会主席", "张砚舟"),
        ("岚溪港务公司研发部经理李政", "岚溪港务公司研发部经理", "李政"),
        ("全国劳动模范、岚溪地铁“灵魂人物”陈韶", "全国劳动模范、岚溪地铁“灵魂人物”", "陈韶"),
        ("砚山师范学院副教授、博士欧阳文澜", "砚山师范学院副教授、博士", "欧阳文澜"),
        ("纺织厂挡车工魏焱", "纺织厂挡车工", "魏焱"),
        ("机修班班长孙砚芷", "机修班班长", "孙砚芷"),
        ("岚溪市总工会主席 于 ", "岚溪市总工会主席 于", ""),
        ("某公司仪控中心仪", "某公司仪控中心仪", ""),
    ],
)
def test_split_attribution(text: str, title: str, name: str) -> None:
    assert split_attribution(text)[:2] == (title, name)


def test_a_clear_cut_is_surer_than_a_doubtful_one() -> None:
    assert split_attribution("机修班班长张砚舟")[2] > split_attribution("职工方张砚舟")[2]


@pytest.mark.parametrize("text", ["张岚", "徐亚舟", "欧阳岚", "诸葛文舟"])
def test_persons(text: str) -> None:
    assert is_person(text)


@pytest.mark.parametrize("text", ["经验交流", "一线做法", "工会", "张", "张岚，", "王大大大"])
def test_no_persons(text: str) -> None:
    assert not is_person(text)
