"""Credits in the house form, and as photographers write them."""

import pytest

from media.credit import credit_line, split_credit


@pytest.mark.parametrize(
    ("name", "kind", "line"),
    [
        ("林景余", "摄", "林景余／摄"),
        (" 林景余 ", "绘", "林景余／绘"),
        ("河源工会", "供图", "河源工会供图"),
        ("", "资料图片", "资料图片"),
        ("林景余", "资料图片", "林景余／资料图片"),
        ("", "摄", ""),
        ("", "供图", ""),
    ],
)
def test_the_house_form(name, kind, line):
    assert credit_line(name, kind) == line


@pytest.mark.parametrize(
    ("written", "name", "kind"),
    [
        ("林景余", "林景余", "摄"),
        ("全媒体记者林景余/摄", "全媒体记者林景余", "摄"),
        ("林景余／摄影", "林景余", "摄"),
        ("(全媒体记者 桑茜 丁玲 胡新茹 摄)", "全媒体记者 桑茜 丁玲 胡新茹", "摄"),
        ("本报记者秦培摄", "本报记者秦培", "摄"),
        ("中建八局华南公司工会供图", "中建八局华南公司工会", "供图"),
        ("摄影：林景余", "林景余", "摄"),
        ("图/广州日报记者邓潇丽", "广州日报记者邓潇丽", "摄"),
        ("供图：河源工会", "河源工会", "供图"),
        ("周绘", "周绘", "摄"),
        ("林小绘", "林小绘", "摄"),
        ("林小／绘", "林小", "绘"),
        ("规划科制图", "规划科", "制图"),
        ("资料图片", "", "资料图片"),
        ("Lin Lan", "Lin Lan", "摄"),
    ],
)
def test_a_credit_is_taken_apart(written, name, kind):
    assert split_credit(written) == (name, kind)
