"""Captions and their credits, in every form that desks send."""

import pytest

from magazine.intake.word.credits import has_credit, split_caption


@pytest.mark.parametrize(
    ("line", "caption", "name", "kind"),
    [
        ("项目现场。/ 中建八局华南公司工会供图", "项目现场。", "中建八局华南公司工会", "供图"),
        ("何煌友/摄(深圳市档案馆供图)", "(深圳市档案馆供图)", "何煌友", "摄"),
        ("老街。何煌友/摄（深圳市档案馆供图）", "老街。（深圳市档案馆供图）", "何煌友", "摄"),
        ("工友看书。 全媒体记者林景余/摄", "工友看书。", "全媒体记者林景余", "摄"),
        ("比武。(全媒体记者 桑茜 丁玲 胡新茹 摄)", "比武。", "全媒体记者 桑茜 丁玲 胡新茹", "摄"),
        ("本报记者柳江河\n实习生秦培摄", "", "本报记者柳江河 实习生秦培", "摄"),
        ("开幕。本报记者柳江河\n实习生秦培摄", "开幕。", "本报记者柳江河 实习生秦培", "摄"),
        ("合影。(林小元)", "合影。", "林小元", "摄"),
        ("合影(记者刘友婷 通讯员杜南星)", "合影", "记者刘友婷 通讯员杜南星", "摄"),
        ("职工合影留念 林景余 摄", "职工合影留念", "林景余", "摄"),
        ("职工合影留念　林　岚／摄", "职工合影留念", "林岚", "摄"),
        ("职工合影留念林景余摄", "职工合影留念", "林景余", "摄"),
        ("▲ 夜校开课，工人说“好”。 市总工会 供图", "夜校开课，工人说“好”。", "市总工会", "供图"),
        ("夜校开课。摄影：林景余", "夜校开课。", "林景余", "摄"),
        ("夜校开课（图/河源市总工会）", "夜校开课", "河源市总工会", "摄"),
        ("（周绘 绘）", "", "周绘", "绘"),
        ("图为旧址（资料图片）", "图为旧址", "", "资料图片"),
        ("资料图片", "", "", "资料图片"),
    ],
)
def test_a_caption_is_cut_from_its_credit(line, caption, name, kind):
    read = split_caption(line)
    assert (read.text, read.credit_name, read.credit_kind) == (caption, name, kind)


@pytest.mark.parametrize("line", ["大家一起拍摄。", "1985年的深圳，工人自拍", "夜校开课。", "会上，他谈到摄影。"])
def test_words_that_only_look_like_a_credit_stay(line):
    read = split_caption(line)
    assert (read.text, read.credited, has_credit(line)) == (line, False, False)
