"""Twelve manuscripts as authors send them, from clean to awful: the file, and what an editor reads in it."""

from dataclasses import dataclass, field
from typing import Any

from tests.magazine.intake.word.files import MORE, PROSE, colour, image, p, raw, relationships, run, written

THIRD = "师傅们说，白天在机器旁边学到的手艺，晚上要在黑板上讲得出道理，这样带出来的徒弟才站得住脚。"
FOURTH = "年底盘点，全厂有一百四十七人拿到了新的等级证书，班组之间借人、借图纸、借经验的事也比往年多了一倍。"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
INDENT = "\u3000\u3000"


@dataclass
class Manuscript:
    """`lines`: every printed line of the file; bylines as (name, role), pictures as (caption, credit name, kind)."""

    name: str
    data: bytes
    title: str
    bylines: list[tuple[str, str]]
    pictures: list[tuple[str, str, str]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    unprinted: list[str] = field(default_factory=list)


def picture_links(*parts: str) -> tuple[dict[str, bytes], str]:
    """Parts of pictures and the relationships rIdA, rIdB … that lead to them."""
    names = [chr(ord("A") + place) for place in range(len(parts))]
    links = relationships(*((f"rId{name}", "image", f"media/{part}") for name, part in zip(names, parts, strict=True)))
    return {f"word/media/{part}": colour(place) for place, part in enumerate(parts, start=1)}, links


def clean() -> Manuscript:
    lines = ["灯下的车间", "高远", "（云江市总工会）", "一、先问需要", PROSE, "二、再排课表", MORE]
    data = written(
        ("灯下的车间", {"style": "Title"}), "高远", "（云江市总工会）", ("一、先问需要", {"style": "Heading 1"}), PROSE, colour(1),
        ("职工在夜校上课。/ 云江市总工会供图", {"centre": True}), ("二、再排课表", {"style": "Heading 1"}), MORE,
    )  # fmt: skip
    pictures = [("职工在夜校上课。", "云江市总工会", "供图")]
    return Manuscript("规矩的稿.docx", data, "灯下的车间", [("高远", "文")], pictures, [*lines, "职工在夜校上课。"])


def no_styles() -> Manuscript:
    """Everything is body text; only weight and place speak. Full-width spaces indent and centre."""
    title, who = "把课堂搬进班组", "文/陆一鸣  图/林景余"
    data = written(
        (f"{INDENT * 4}{title}", {"bold": True, "size": 18}), f"{INDENT * 5}{who}", INDENT + PROSE, colour(2),
        f"{INDENT}学员在看图纸。", INDENT + MORE, INDENT + THIRD,
    )  # fmt: skip
    lines = [title, "陆一鸣", "林景余", PROSE, "学员在看图纸。", MORE, THIRD]
    bylines = [("陆一鸣", "文"), ("林景余", "图")]
    return Manuscript("没有样式.docx", data, title, bylines, [("学员在看图纸。", "林景余", "摄")], lines)


def soft_returns() -> Manuscript:
    """One paragraph for the whole head, its lines divided by soft returns; a caption of two lines."""
    soft = "<w:r><w:br/></w:r>"
    parts, links = picture_links("a.jpg")
    centre, big = '<w:jc w:val="center"/>', '<w:b/><w:sz w:val="36"/>'
    data = raw(
        p(
            run("码头上的夜班食堂", big),
            soft,
            run("——屿港工会办好一顿热饭的做法", '<w:sz w:val="28"/>'),
            properties=centre,
        )
        + p("本报记者 柳江河", soft, "实习生 秦培", properties=centre)
        + p(run(PROSE))
        + p(image())
        + p("深夜的食堂。", soft, "本报记者柳江河", soft, "实习生秦培摄", properties=centre)
        + p(run(MORE)),
        parts,
        links,
    )
    lines = ["码头上的夜班食堂", "屿港工会办好一顿热饭的做法", "柳江河", "秦培", PROSE, "深夜的食堂。", MORE]
    pictures = [("深夜的食堂。", "本报记者柳江河 实习生秦培", "摄")]
    return Manuscript("软回车.docx", data, "码头上的夜班食堂", [("柳江河", "文"), ("秦培", "文")], pictures, lines)


def tracked() -> Manuscript:
    """Tracked changes, comments, hidden text: what the author ended with is printed, the rest never."""
    change = 'w:id="1" w:author="编辑甲" w:date="2026-01-01T00:00:00Z"'
    body = (
        p(run("桥上的一年", '<w:b/><w:sz w:val="36"/>'), properties='<w:jc w:val="center"/>')
        + p("石远山", properties='<w:jc w:val="center"/>')
        + f"<w:p>{run(PROSE)}<w:del {change}><w:r><w:delText>这句已经删去</w:delText></w:r></w:del>"
        f'<w:ins {change}>{run("这句是后来加的。")}</w:ins><w:commentRangeStart w:id="0"/>{run(MORE)}'
        '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>'
        + p(run("这句是隐藏的", "<w:vanish/>"), run(THIRD))
    )
    comments = (
        f'<w:comments xmlns:w="{W}"><w:comment w:id="0" w:author="编辑乙"><w:p><w:r><w:t>这条批注不印</w:t></w:r></w:p>'
        "</w:comment></w:comments>"
    )
    data = raw(body, {"word/comments.xml": comments}, relationships(("rIdC", "comments", "comments.xml")))
    lines = ["桥上的一年", "石远山", PROSE, "这句是后来加的。", MORE, THIRD]
    unprinted = ["这句已经删去", "这条批注不印", "编辑甲", "编辑乙", "这句是隐藏的"]
    return Manuscript("有修订和批注.docx", data, "桥上的一年", [("石远山", "文")], [], lines, unprinted)


def text_boxes() -> Manuscript:
    """WPS puts the caption into a text box and says everything twice, for Word and for older programs."""
    parts, links = picture_links("a.jpg")
    inside = f"<w:txbxContent>{p(run('骑手在驿站歇脚。何煌友/摄（深圳市档案馆供图）'))}</w:txbxContent>"
    box = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData uri="x"><wps:wsp>'
        f"<wps:txbx>{inside}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    body = (
        p(run("驿站里的一杯水", '<w:b/><w:sz w:val="44"/>'), properties='<w:jc w:val="center"/>')
        + p("（全媒体记者 桑茜 丁玲 胡新茹）", properties='<w:jc w:val="center"/>')
        + p(run(PROSE)) + p(image(), box) + p(run(MORE)) + p(run(THIRD))
    )  # fmt: skip
    lines = [
        "驿站里的一杯水",
        "桑茜",
        "丁玲",
        "胡新茹",
        PROSE,
        "骑手在驿站歇脚。",
        "何煌友",
        "深圳市档案馆",
        MORE,
        THIRD,
    ]
    pictures = [("骑手在驿站歇脚。（深圳市档案馆供图）", "何煌友", "摄")]
    bylines = [(name, "文") for name in ("桑茜", "丁玲", "胡新茹")]
    return Manuscript("文本框.docx", raw(body, parts, links), "驿站里的一杯水", bylines, pictures, lines)


def footnotes() -> Manuscript:
    """Footnotes of Word, a table, and the unit at the end."""
    note = (
        '<w:footnotes xmlns:w="%s"><w:footnote w:id="2"><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    row = "".join
    table = (
        "<w:tbl>"
        + row(
            f"<w:tr>{''.join(f'<w:tc>{p(run(cell))}</w:tc>' for cell in cells)}</w:tr>"
            for cells in (("工种", "人数"), ("焊工", "一百二十"), ("钳工", "二十七"))
        )
        + "</w:tbl>"
    )
    body = (
        p(run("技能等级评定的三个问题", '<w:b/><w:sz w:val="36"/>'), properties='<w:jc w:val="center"/>')
        + p("作者：闻一苇", properties='<w:jc w:val="center"/>')
        + f"<w:p>{run(PROSE)}{mark}</w:p>"
        + p(run("表1 参评职工"), properties='<w:jc w:val="center"/>')
        + table + p(run(MORE)) + p(run("（作者单位：云江大学劳动关系研究所）"))
    )  # fmt: skip
    parts = {"word/footnotes.xml": note % (W, "数据由市总工会提供。")}
    data = raw(body, parts, relationships(("rIdF", "footnotes", "footnotes.xml")))
    lines = ["技能等级评定的三个问题", "闻一苇", PROSE, "数据由市总工会提供。", "表1", "参评职工", "工种人数焊工一百二十钳工二十七",
             MORE, "云江大学劳动关系研究所"]  # fmt: skip
    return Manuscript("有脚注有表.docx", data, "技能等级评定的三个问题", [("闻一苇", "文")], [], lines)


def manual_numbers() -> Manuscript:
    """Heads and lists numbered by hand, the byline at the end in brackets."""
    heads = ["一、摸清底数", "（一）一户一档", "1.先问本人", "二、分头去办"]
    data = written(
        ("热线背后的一百天", {"size": 22, "centre": True}), heads[0], PROSE, heads[1], MORE, heads[2], THIRD, heads[3], FOURTH,
        "（作者：商琼、冯梅）",
    )  # fmt: skip
    lines = ["热线背后的一百天", *heads, PROSE, MORE, THIRD, FOURTH, "商琼", "冯梅"]
    return Manuscript("手工编号.docx", data, "热线背后的一百天", [("商琼", "文"), ("冯梅", "文")], [], lines)


def linked() -> Manuscript:
    """Three pictures: one is only a link, one stands twice, one has no caption at all."""
    parts, _links = picture_links("a.jpg", "b.jpg")
    links = relationships(
        ("rIdA", "image", "media/a.jpg"), ("rIdB", "image", "media/b.jpg"), ("rIdL", "image", "file:///C:/图/c.jpg"),
        external=("rIdL",),
    )  # fmt: skip
    body = (
        p(run("山里的线路工", '<w:b/><w:sz w:val="36"/>'), properties='<w:jc w:val="center"/>')
        + p("摄影报道 卢静安", properties='<w:jc w:val="center"/>')
        + p(run(PROSE)) + p(image()) + p(run("▲工人在塔上检修。")) + p(image("rIdL", link=True)) + p(run("▲雪后的线路。"))
        + p(run(MORE)) + p(image("rIdB")) + p(run(THIRD))
    )  # fmt: skip
    lines = ["山里的线路工", "卢静安", PROSE, "工人在塔上检修。", "雪后的线路。", MORE, THIRD]
    pictures = [("工人在塔上检修。", "卢静安", "摄"), ("雪后的线路。", "卢静安", "摄"), ("", "卢静安", "摄")]
    return Manuscript(
        "链接图.docx", raw(body, parts, links), "山里的线路工", [("卢静安", "文"), ("卢静安", "摄")], pictures, lines
    )


def credits_of_all_kinds() -> Manuscript:
    """Six pictures, six ways to say whose they are."""
    said = [
        ("夜校开课。", "/ 中建八局华南公司工会供图", "中建八局华南公司工会", "供图"),
        ("工友合影。", "（全媒体记者 桑茜 摄）", "全媒体记者 桑茜", "摄"),
        ("图纸课上。", "摄影：林景余", "林景余", "摄"),
        ("码头清晨。", "（林小元）", "林小元", "摄"),
        ("老厂房。", "资料图片", "", "资料图片"),
        ("流程图。", "王岚/制图", "王岚", "制图"),
    ]
    lines: list[Any] = [("一年的照片", {"bold": True, "size": 20, "centre": True}), "邢大川", PROSE]
    for place, (caption, credit, _name, _kind) in enumerate(said, start=1):
        lines += [colour(place), (f"{caption}{credit}", {"centre": True}), MORE if place % 2 else THIRD]
    words = ["一年的照片", "邢大川", PROSE, *[MORE, THIRD] * 3, *(caption for caption, *_rest in said)]
    words += [name for _caption, _credit, name, _kind in said]
    pictures = [(caption, name, kind) for caption, _credit, name, kind in said]
    return Manuscript("各种署名.docx", written(*lines), "一年的照片", [("邢大川", "文")], pictures, words)


def organisation() -> Manuscript:
    """A kicker, a title on two lines, a unit instead of a name, and the editor's line at the end."""
    data = written(
        ("青石市总工会：", {"centre": True, "size": 14}), ("为一线工人", {"centre": True, "bold": True, "size": 22}),
        ("量身打造课程", {"centre": True, "bold": True, "size": 22}), ("青石市总工会", {"centre": True}), PROSE, MORE, THIRD,
    )  # fmt: skip
    lines = ["青石市总工会", "为一线工人", "量身打造课程", PROSE, MORE, THIRD]
    return Manuscript("单位来稿.docx", data, "为一线工人量身打造课程", [("青石市总工会", "文")], [], lines)


def layout_table() -> Manuscript:
    """WPS: pictures and captions side by side in the cells of a table, each with its own credit."""
    parts, links = picture_links("a.jpg", "b.jpg")
    cells = [
        f"<w:tc>{p(image('rIdA'))}{p(run('夜校开课。陈铮/摄'))}</w:tc>",
        f"<w:tc>{p(image('rIdB'))}{p(run('下课回家。陈铮/摄'))}</w:tc>",
    ]
    body = (
        p(run("夜校的门朝街开", '<w:b/><w:sz w:val="40"/>'), properties='<w:jc w:val="center"/>')
        + p("□ 陈 铮", properties='<w:jc w:val="center"/>')
        + p(run(PROSE)) + f"<w:tbl><w:tr>{''.join(cells)}</w:tr></w:tbl>" + p(run(MORE)) + p(run(THIRD))
    )  # fmt: skip
    lines = ["夜校的门朝街开", "陈铮", PROSE, "夜校开课。", "下课回家。", MORE, THIRD]
    pictures = [("夜校开课。", "陈铮", "摄"), ("下课回家。", "陈铮", "摄")]
    return Manuscript("表格排图.docx", raw(body, parts, links), "夜校的门朝街开", [("陈铮", "文")], pictures, lines)


def awful() -> Manuscript:
    """Empty lines as spacing, the title typed with spaces between its characters, mixed indents, contact lines, two names."""
    parts, links = picture_links("a.jpg")
    body = (
        p("") + p(run(f"{INDENT}{INDENT}春 风 进 车 间", '<w:sz w:val="32"/>')) + p("") + p("")
        + p(run(f"{INDENT}{INDENT}{INDENT}通讯员  杜南星　刘友婷"))
        + p("") + p(run(" \u00a0" + INDENT + PROSE)) + p("") + p(image()) + p(run(INDENT + "图为班组长在讲安全。（记者刘友婷 摄）"))
        + p("") + p(run("    " + MORE)) + p(run(INDENT + THIRD)) + p("") + p("联系电话：13800000000")
    )  # fmt: skip
    lines = ["春风进车间", "杜南星", "刘友婷", PROSE, "图为班组长在讲安全。", MORE, THIRD, "联系电话13800000000"]
    pictures = [("图为班组长在讲安全。", "记者刘友婷", "摄")]
    return Manuscript(
        "最乱的一篇.docx",
        raw(body, parts, links),
        "春风进车间",
        [("杜南星", "通讯员"), ("刘友婷", "通讯员")],
        pictures,
        lines,
    )


TWELVE = (
    *(clean, no_styles, soft_returns, tracked, text_boxes, footnotes),
    *(manual_numbers, linked, credits_of_all_kinds, organisation, layout_table, awful),
)
