"""One Word file, one manuscript: from clean to awful. Nothing printed is lost, nothing unprinted comes in."""

import pytest

from articles.body import clean, plain_text
from magazine.intake.encoding import IntakeError
from magazine.intake.word.manuscript import read
from tests.magazine.intake.word.files import (
    MORE,
    OFFICE,
    PROSE,
    colour,
    image,
    members_of,
    p,
    raw,
    relationships,
    run,
    written,
    zipped,
)

STRICT_MAIN = "http://purl.oclc.org/ooxml/wordprocessingml/main"

STYLES = (
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="标题 一"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="own"><w:name w:val="我的小题"/><w:basedOn w:val="h1"/></w:style>'
    '<w:style w:type="character" w:styleId="secret"><w:name w:val="暗"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
)
NUMBERING = (
    '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    "</w:numbering>"
)


def number(num: int) -> str:
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{num}"/></w:numPr>'


def makers(reading):
    return [(line["name"], line["role"], line["affiliation"]) for line in reading["bylines"]]


def credits(reading):
    return [(photo["caption"], photo["credit_name"], photo["credit_kind"]) for photo in reading["photos"]]


def text_of(reading):
    return plain_text(reading["body"])


def test_a_clean_file_with_styles():
    reading = read(
        written(
            ("灯下的车间", {"style": "Title"}),
            ("云江机械厂夜校纪事", {"style": "Subtitle"}),
            "高远　陆一鸣",
            "（云江市总工会宣教部，510000）",
            PROSE,
            ("先问需要", {"style": "Heading 1"}),
            MORE,
            ("一人一张表", {"style": "Heading 2"}),
            MORE,
            colour(1),
            "夜校开课。/ 云江市总工会供图",
            PROSE,
        ),
        "稿件.docx",
    )
    assert (reading["title"], reading["subtitle"], reading["kicker"]) == ("灯下的车间", "云江机械厂夜校纪事", "")
    assert makers(reading) == [("高远", "文", "云江市总工会宣教部"), ("陆一鸣", "文", "云江市总工会宣教部")]
    assert reading["body"] == "\n".join(
        [
            f"<p>{PROSE}</p>",
            "<h2>先问需要</h2>",
            f"<p>{MORE}</p>",
            "<h3>一人一张表</h3>",
            f"<p>{MORE}</p>",
            '<figure data-photo="1"></figure>',
            f"<p>{PROSE}</p>",
        ]
    )
    assert credits(reading) == [("夜校开课。", "云江市总工会", "供图")]
    assert reading["pictures"][reading["photos"][0]["part"]] == colour(1)
    assert reading["doubts"] == []


def test_no_styles_manual_numbers_and_full_width_indents():
    reading = read(
        written(
            "青石市总工会",
            ("把课堂搬进班组", {"size": 18, "centre": True, "bold": True}),
            "文/高远 图/林岚",
            f"　　{PROSE}",
            "　　一、先问需要",
            f"　　{MORE}",
            "　　（一）一问工种",
            f"　　{MORE}",
            "　　二、再排课表",
            f"\u00a0\u00a0{PROSE}",
            colour(1),
            ("31名职工在夜校结业时合影。", {"centre": True}),
            "　　1.看图；",
            "　　2.测量；",
            f"　　{MORE}",
        ),
        "a.docx",
    )
    assert (reading["kicker"], reading["title"]) == ("青石市总工会", "把课堂搬进班组")
    assert makers(reading) == [("高远", "文", ""), ("林岚", "图", "")]
    assert reading["body"].split("\n") == [
        f"<p>{PROSE}</p>",
        "<h2>一、先问需要</h2>",
        f"<p>{MORE}</p>",
        "<h3>（一）一问工种</h3>",
        f"<p>{MORE}</p>",
        "<h2>二、再排课表</h2>",
        f"<p>{PROSE}</p>",
        '<figure data-photo="1"></figure>',
        "<p>1.看图；</p>",
        "<p>2.测量；</p>",
        f"<p>{MORE}</p>",
    ]
    assert credits(reading) == [("31名职工在夜校结业时合影。", "林岚", "摄")]


def test_bold_short_lines_are_heads_and_bold_words_stay_bold():
    reading = read(
        written(
            "班前十分钟", "高远", PROSE, ("安全怎么讲", {"bold": True}), MORE, ("话说到心里", {"bold": True}), PROSE
        ),
        "a.docx",
    )
    assert reading["body"].count("<h2>") == 2
    assert "<strong>" not in reading["body"]


def test_automatic_numbers_are_printed_and_lists_stay_lists():
    body = (
        p("排课的办法")
        + p("高远")
        + p(PROSE)
        + p("先问需要", properties=number(1))
        + p(MORE)
        + p("看图", properties=number(2))
        + p("测量", properties=number(2))
        + p(PROSE)
        + p("保养", properties=number(2))
        + p("再排课表", properties=number(1))
        + p(MORE)
    )
    links = relationships(("rId1", "styles", "styles.xml"), ("rId2", "numbering", "numbering.xml"))
    reading = read(raw(body, {"word/styles.xml": STYLES, "word/numbering.xml": NUMBERING}, links), "a.docx")
    assert reading["body"].split("\n")[1:] == [
        "<h2>一、先问需要</h2>",
        f"<p>{MORE}</p>",
        "<ol><li>看图</li><li>测量</li></ol>",
        f"<p>{PROSE}</p>",
        '<ol start="3"><li>保养</li></ol>',
        "<h2>二、再排课表</h2>",
        f"<p>{MORE}</p>",
    ]


def test_styles_of_their_own_and_outline_levels_are_heads():
    body = p("灯下的车间") + p(PROSE) + p("先问需要", style="own") + p(MORE) + p("再排课表", style="own") + p(MORE)
    reading = read(raw(body, {"word/styles.xml": STYLES}, relationships(("rId1", "styles", "styles.xml"))), "a.docx")
    assert [line for line in reading["body"].split("\n") if "<h" in line] == ["<h2>先问需要</h2>", "<h2>再排课表</h2>"]


def test_soft_returns_end_sentences_or_only_wrap_them():
    wrapped = p("灯下的车间") + p(run(PROSE) + "<w:r><w:br/></w:r>" + run("　　" + MORE))
    assert read(raw(wrapped), "a.docx")["body"] == f"<p>{PROSE}</p>\n<p>{MORE}</p>"
    half = len(PROSE) // 2
    broken = p("灯下的车间") + p(run(PROSE[:half]) + "<w:r><w:br/></w:r>" + run(PROSE[half:]))
    assert read(raw(broken), "a.docx")["body"] == f"<p>{PROSE}</p>"
    verse = ["车床亮着灯", "像一条安静的河", "铁屑落下来", "是河边的雪"]
    poem = p("灯下的车间") + p(PROSE) + p(*(piece for line in verse for piece in (run(line), "<w:r><w:br/></w:r>")))
    assert read(raw(poem), "a.docx")["body"].endswith("<p>车床亮着灯<br>像一条安静的河<br>铁屑落下来<br>是河边的雪</p>")


def test_what_was_struck_out_commented_or_hidden_is_never_printed():
    body = (
        p("灯下的车间")
        + p(
            run("清晨六点，云江机械厂的班前会准时开始，"),
            '<w:del w:id="1" w:author="某甲"><w:r><w:delText>删去的话</w:delText></w:r></w:del>',
            '<w:ins w:id="2" w:author="某甲">' + run("加上的话，") + "</w:ins>",
            '<w:moveFrom w:id="3">' + run("搬走的话") + "</w:moveFrom>",
            '<w:commentRangeStart w:id="0"/>' + run("班组长先问安全，") + '<w:commentRangeEnd w:id="0"/>',
            '<w:r><w:commentReference w:id="0"/></w:r>',
            run("直接隐藏", "<w:vanish/>"),
            run("样式隐藏", '<w:rStyle w:val="secret"/>'),
            run("再分派当天的活计，一条一条地核对。"),
        )
        + "<w:tbl><w:tr><w:tc>"
        + p("留下的行")
        + "</w:tc><w:tc>"
        + p("甲")
        + "</w:tc></w:tr><w:tr><w:trPr><w:del w:id='9'/></w:trPr><w:tc>"
        + p("删掉的行")
        + "</w:tc><w:tc>"
        + p("乙")
        + "</w:tc></w:tr></w:tbl>"
        + p("前半句，", properties='<w:rPr><w:del w:id="4"/></w:rPr>')
        + p("后半句。")
    )
    comments = (
        '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="0" '
        'w:author="某甲"><w:p><w:r><w:t>批注的话</w:t></w:r></w:p></w:comment></w:comments>'
    )
    links = relationships(("rId1", "styles", "styles.xml"), ("rId2", "comments", "comments.xml"))
    reading = read(raw(body, {"word/styles.xml": STYLES, "word/comments.xml": comments}, links), "a.docx")
    sentence = "清晨六点，云江机械厂的班前会准时开始，加上的话，班组长先问安全，再分派当天的活计，一条一条地核对。"
    assert text_of(reading).split("\n")[0] == sentence
    assert text_of(reading).split("\n")[-1] == "前半句，后半句。"
    everything = repr(reading)
    for word in ("删去", "搬走", "隐藏的", "直接隐藏", "样式隐藏", "批注的话", "某甲", "删掉", "乙"):
        assert word not in everything
    assert "有批注1条，没有收。" in reading["doubts"]
    assert "有隐藏文字2处，没有收。" in reading["doubts"]


def notes_part(**notes):
    lines = "".join(f'<w:footnote w:id="{key[1:]}">{p(run(text))}</w:footnote>' for key, text in notes.items())
    return f'<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{lines}</w:footnotes>'


def mark(note: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{note}"/></w:r>'


def test_footnotes_become_notes_and_those_of_the_title_find_their_place():
    body = (
        p(run("灯下的车间"), mark(7))
        + p("高远")
        + p(run(PROSE), mark(5), run("后来又添了人。"), mark(4))
        + p(run(MORE), mark(5))
    )
    part = notes_part(
        n7="本文系云江市总工会2026年度调研课题“夜校何为”阶段性成果。",
        n5="数据由云江市总工会提供。",
        n4="见《云江工人报》。",
    )
    links = relationships(("rId1", "footnotes", "footnotes.xml"))
    reading = read(raw(body, {"word/footnotes.xml": part}, links), "a.docx")
    assert reading["title"] == "灯下的车间"
    assert reading["funding_note"] == "本文系云江市总工会2026年度调研课题“夜校何为”阶段性成果。"
    assert reading["notes"] == ["①数据由云江市总工会提供。", "②见《云江工人报》。"]
    assert reading["body"] == f"<p>{PROSE}①后来又添了人。②</p>\n<p>{MORE}①</p>"


def test_notes_typed_by_hand_at_the_end():
    reading = read(written("灯下的车间", "高远", f"{PROSE[:-1]}①。", MORE, "注释：", "①云江市总工会年报。"), "a.docx")
    assert reading["notes"] == ["①云江市总工会年报。"]
    assert text_of(reading).endswith(MORE)


def box(text: str, choice: bool = True, fallback: bool = True) -> str:
    content = f"<w:txbxContent>{p(text)}</w:txbxContent>"
    ways = (
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing></mc:Choice>' if choice else ""
    )
    if fallback:
        ways += f"<mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>"
    return f"<w:r><mc:AlternateContent>{ways}</mc:AlternateContent></w:r>"


@pytest.mark.parametrize(("choice", "fallback"), [(True, True), (True, False), (False, True)])
def test_the_words_of_text_boxes_come_in_once(choice, fallback):
    body = p("灯下的车间") + p(run(PROSE), box("工人说：灯亮着，心里就亮。", choice, fallback)) + p(MORE)
    reading = read(raw(body), "a.docx")
    assert text_of(reading).split("\n") == [PROSE, "工人说：灯亮着，心里就亮。", MORE]
    assert reading["doubts"] == ["有文本框1个，文字放在所附段落之后，核对位置。"]


def test_words_that_are_wrapped_in_something_are_not_lost():
    ruby = "<w:r><w:ruby><w:rt>" + run("gāo") + "</w:rt><w:rubyBase>" + run("高") + "</w:rubyBase></w:ruby></w:r>"
    body = p("灯下的车间") + p(
        run(PROSE[:20]),
        f'<w:fldSimple w:instr="DATE">{run("今天")}</w:fldSimple>',
        ruby,
        f"<w:sdt><w:sdtContent>{run('控件里的话')}</w:sdtContent></w:sdt>",
        f"<w:smartTag>{run('云江市')}</w:smartTag>",
        "<m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath>",
        run(PROSE[20:]),
    )
    reading = read(raw(body), "a.docx")
    assert text_of(reading) == f"{PROSE[:20]}今天高控件里的话云江市x+y{PROSE[20:]}"
    assert "有公式1处，只收了其中的字符，重新排一遍。" in reading["doubts"]


def test_pictures_in_a_layout_table_keep_their_captions():
    body = (
        p("灯下的车间")
        + p(PROSE)
        + "<w:tbl><w:tr><w:tc>"
        + p(image("rIdA"))
        + "</w:tc><w:tc>"
        + p(image("rIdB"))
        + "</w:tc></w:tr><w:tr><w:tc>"
        + p("开课。林岚/摄")
        + "</w:tc><w:tc>"
        + p("结业。（云江市总工会供图）")
        + "</w:tc></w:tr></w:tbl>"
        + p(MORE)
    )
    links = relationships(("rIdA", "image", "media/a.jpeg"), ("rIdB", "image", "media/b.jpeg"))
    reading = read(raw(body, {"word/media/a.jpeg": colour(1), "word/media/b.jpeg": colour(2)}, links), "a.docx")
    assert credits(reading) == [("开课。", "林岚", "摄"), ("结业。", "云江市总工会", "供图")]
    assert [reading["pictures"][photo["part"]] for photo in reading["photos"]] == [colour(1), colour(2)]
    assert text_of(reading) == f"{PROSE}\n{MORE}"


def test_a_table_keeps_its_caption_head_and_joined_cells():
    cell = "<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>"
    body = (
        p("灯下的车间")
        + p(PROSE)
        + p("表1 夜校学员（人）")
        + "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>"
        + cell.format("", p("组别"))
        + cell.format('<w:gridSpan w:val="2"/>', p("人数"))
        + "</w:tr><w:tr>"
        + cell.format("", p("甲组"))
        + cell.format("", p("1&lt;2"))
        + cell.format("", p("3"))
        + "</w:tr></w:tbl>"
        + p(MORE)
    )
    assert (
        '<table><caption>表1 夜校学员（人）</caption><thead><tr><th scope="col">组别</th>'
        '<th scope="col" colspan="2">人数</th></tr></thead>'
        "<tbody><tr><td>甲组</td><td>1&lt;2</td><td>3</td></tr></tbody></table>"
    ) in read(raw(body), "a.docx")["body"]


def test_a_linked_picture_is_never_fetched_but_keeps_its_place():
    body = p("灯下的车间") + p(PROSE) + p(image("rIdX", link=True)) + p("夜校开课。林岚/摄") + p(MORE)
    links = relationships(("rIdX", "image", "file:///etc/passwd"), external=("rIdX",))
    reading = read(raw(body, links=links), "a.docx")
    assert credits(reading) == [("夜校开课。", "林岚", "摄")]
    assert (reading["photos"][0]["part"], reading["pictures"]) == ("", {})
    assert reading["doubts"] == ["有1张图片只是链接，没有随稿寄来，向作者要原图。"]


def test_links_that_run_code_are_only_words():
    body = p("灯下的车间") + p(
        run(PROSE),
        f'<w:hyperlink r:id="rIdBad">{run("点我")}</w:hyperlink>',
        f'<w:hyperlink r:id="rIdGood">{run("官网")}</w:hyperlink>',
        run("&lt;script&gt;alert(1)&lt;/script&gt;"),
    )
    links = relationships(
        ("rIdBad", "hyperlink", "javascript:alert(1)"),
        ("rIdGood", "hyperlink", "https://example.org/"),
        external=("rIdBad", "rIdGood"),
    )
    html = read(raw(body, links=links), "a.docx")["body"]
    assert "javascript" not in html
    assert '<a href="https://example.org/">官网</a>' in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert plain_text(clean(html)) == plain_text(html)


def test_the_foot_gives_the_maker_and_keeps_the_editors_line():
    reading = read(written("灯下的车间", PROSE, f"{MORE}（记者刘友婷 通讯员杜南星）"), "a.docx")
    assert makers(reading) == [("刘友婷", "文", ""), ("杜南星", "通讯员", "")]
    assert text_of(reading).endswith(MORE)
    reading = read(
        written("灯下的车间", "高远", PROSE, MORE, "（作者单位：云江市总工会）", "(责编:田少星、闫妍)"), "a.docx"
    )
    assert makers(reading) == [("高远", "文", "云江市总工会")]
    assert text_of(reading).split("\n")[-1] == "(责编:田少星、闫妍)"
    assert len(reading["doubts"]) == 1


def test_labelled_lines_and_a_file_without_a_title():
    reading = read(
        written(
            "标题：灯下的车间", "作者：高远", "摘要：写夜校。", "关键词：夜校；技能", "来源：《云江工人报》", PROSE
        ),
        "a.docx",
    )
    assert (reading["title"], reading["lead"], reading["tags"]) == ("灯下的车间", "写夜校。", "夜校；技能")
    assert reading["source"] == "《云江工人报》"
    reading = read(written(PROSE, MORE), "灯下的车间-终稿(1).docx")
    assert reading["title"] == "灯下的车间"
    assert text_of(reading) == f"{PROSE}\n{MORE}"
    assert reading["doubts"] == ["文中没有认出标题，先用了文件名，核对。"]


def test_strict_files_read_alike():
    body = p("灯下的车间") + p("高远") + p(PROSE)
    members = {
        name: data.replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", STRICT_MAIN).replace(
            OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"
        )
        for name, data in members_of(raw(body)).items()
    }
    assert STRICT_MAIN in members["word/document.xml"]
    assert read(zipped(members), "a.docx") == read(raw(body), "a.docx")


def test_an_entity_or_a_document_type_is_refused():
    head = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    with pytest.raises(IntakeError, match="没有打开"):
        read(raw(p("灯下的车间") + p("&x;" + PROSE), head=head), "a.docx")


HEAD = {"size": 22, "centre": True, "bold": True}


@pytest.mark.parametrize(
    ("lines", "title", "persons", "doubts"),
    [
        (
            [("夜校里的双节文旅", HEAD), ("消费怎样扩容", HEAD), "高远"],
            "夜校里的双节文旅 消费怎样扩容",
            [("高远", "")],
            1,
        ),
        (
            [("关于建设全市第一个服务中心", HEAD), ("的调查与思考", HEAD), "◎高远"],
            "关于建设全市第一个服务中心的调查与思考",
            [("高远", "")],
            0,
        ),
        ([("灯下的车间", HEAD), ("云江市总工会", {"centre": True})], "灯下的车间", [("云江市总工会", "")], 0),
        ([("高原红", HEAD), ("高远", {"centre": True})], "高原红", [("高远", "")], 0),
        (["高原红", "高远"], "高原红", [("高远", "")], 0),
        ([("灯下的车间", HEAD), ("2026年11月5日", {"centre": True}), "高远"], "灯下的车间", [("高远", "")], 1),
        (
            [("灯下的车间", HEAD), "高远　陆一鸣", "（1.云江市总工会；2.青石市总工会）"],
            "灯下的车间",
            [("高远", "云江市总工会"), ("陆一鸣", "青石市总工会")],
            0,
        ),
        (
            ["灯下的车间", "作者：高远 单位：云江市总工会 电话：13900000000"],
            "灯下的车间",
            [("高远", "云江市总工会")],
            1,
        ),
        (["尊敬的编辑：", "您好！", "灯下的车间", "高远"], "灯下的车间", [("高远", "")], 0),
        ([("灯下的车间", {"style": "Heading 1"}), "高远"], "灯下的车间", [("高远", "")], 0),
        ([("灯下的车间", {"bold": True}), ("高远", {"bold": True})], "灯下的车间", [("高远", "")], 0),
    ],
)
def test_title_blocks_of_every_make(lines, title, persons, doubts):
    reading = read(written(*lines, PROSE, MORE), "a.docx")
    assert reading["title"] == title
    assert [(line["name"], line["affiliation"]) for line in reading["bylines"]] == persons
    assert len(reading["doubts"]) == doubts
    assert text_of(reading).endswith(f"{PROSE}\n{MORE}")


def test_one_caption_under_several_pictures_and_a_list_of_literature():
    reading = read(
        written(
            "灯下的车间",
            f"{PROSE}[1]",
            colour(1),
            colour(2),
            "图1：开课。图2：结业。（云江市总工会供图）",
            MORE,
            "参考文献：",
            "[1]高远.夜校研究[J].工会论坛,2020(1).",
        ),
        "a.docx",
    )
    assert credits(reading) == [("", "云江市总工会", "供图"), ("图1：开课。图2：结业。", "云江市总工会", "供图")]
    assert text_of(reading).split("\n")[-2:] == ["参考文献：", "[1]高远.夜校研究[J].工会论坛,2020(1)."]
    assert reading["notes"] == []


def test_a_unit_with_a_colon_above_the_title_is_its_kicker():
    lines = (
        ("青石市总工会：", {"centre": True}),
        ("把课堂搬进班组", {"centre": True, "bold": True, "size": 22}),
        PROSE,
        MORE,
    )
    reading = read(written(*lines), "稿.docx")
    assert (reading["kicker"], reading["title"]) == ("青石市总工会", "把课堂搬进班组")
    greeting = read(written("编辑同志：", ("把课堂搬进班组", {"bold": True, "size": 22}), PROSE, MORE), "稿.docx")
    assert greeting["kicker"] == ""
