"""The line of makers, in every form that desks send."""

import pytest

from magazine.intake.word.people import people, unit_of


@pytest.mark.parametrize(
    ("line", "persons"),
    [
        ("文、图/广州日报全媒体记者：邓潇丽", [("邓潇丽", ("文", "图"), "广州日报全媒体记者")]),
        ("通讯员:穗工宣、陈伟", [("穗工宣", ("通讯员",), ""), ("陈伟", ("通讯员",), "")]),
        ("本报记者柳江河\n实习生秦培摄", [("柳江河", ("摄",), ""), ("秦培", ("摄",), "")]),
        ("(林小元)", [("林小元", ("文",), "")]),
        ("(记者刘友婷 通讯员杜南星)", [("刘友婷", ("文",), ""), ("杜南星", ("通讯员",), "")]),
        (
            "作者:全媒体记者黄细英 通讯员徐凤妹",
            [("黄细英", ("文",), "全媒体记者"), ("徐凤妹", ("通讯员",), "")],
        ),
        ("(作者:商琼、冯梅)", [("商琼", ("文",), ""), ("冯梅", ("文",), "")]),
        ("(作者齐连声)", [("齐连声", ("文",), "")]),
        ("张　三　李四　欧阳锋", [("张三", ("文",), ""), ("李四", ("文",), ""), ("欧阳锋", ("文",), "")]),
        ("文/张三 图/李四", [("张三", ("文",), ""), ("李四", ("图",), "")]),
        ("张三 文 李四 摄", [("张三", ("文",), ""), ("李四", ("摄",), "")]),
        ("张三 摄影报道", [("张三", ("文", "摄"), "")]),
        ("口述：王五 整理：张三", [("王五", ("文",), ""), ("张三", ("整理",), "")]),
        ("供稿：中山市总工会", [("中山市总工会", ("文",), "")]),
    ],
)
def test_who_made_it(line, persons):
    read = people(line)
    assert [(person.name, person.roles, person.unit) for person in read.persons] == persons


@pytest.mark.parametrize(
    ("line", "editors"),
    [
        ("(编辑:桓秋瑜)", ["桓秋瑜"]),
        ("编辑:张苑 二审:刘靓", ["张苑", "刘靓"]),
        ("(责编:田少星、闫妍)", ["田少星", "闫妍"]),
    ],
)
def test_editors_have_no_byline(line, editors):
    read = people(line)
    assert (read.persons, read.editors) == ([], editors)


@pytest.mark.parametrize("line", ["加强工会建设", "一线工人的一天", "中山市总工会", "高质量发展", "他说：好。"])
def test_other_lines_name_nobody(line):
    assert people(line) is None


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("（汕头市总工会维权工作部，515000）", "汕头市总工会维权工作部"),
        ("作者单位：中山市总工会", "中山市总工会"),
        ("（作者系青石市总工会宣教部部长）", "青石市总工会宣教部部长"),
        ("工人们都说好。", ""),
    ],
)
def test_the_unit_of_a_line_of_its_own(line, unit):
    assert unit_of(line) == unit
