"""Four issues and a year, as contents, that every format is written from: plain, odd, empty, and one with all parts."""

from dataclasses import replace
from datetime import date

from magazine.contents import Contents, Credit, Line

ELEVEN = tuple(["赵一", "钱二", "孙三", "李四", "周五", "吴六", "郑七", "王八", "冯九", "陈十", "褚十一"])
SIXTY = "从班组到车间从车间到厂区从厂区到园区从园区到城市一支产业工人队伍的成长记录与一座制造业城市的工会工作三十年回望及启示录下篇"
NESTED = "“班组长说‘先问“安全”二字’”之后"
FORMULA = "=1+1"
FORMULAS = [
    "=1+1", "=SUM(A1:A9)", "=cmd|' /C calc'!A0", '=HYPERLINK("http://example.org","看")', "=IMPORTXML(CONCAT(A1),1)",
    "=WEBSERVICE(A1)", "=DDE(1;2;3)", "={1,2}", "==1", "+1", "+1+cmd|' /C calc'!A0", "+A1", "-1", "-1+1", "-A1",
    "@SUM(A1)", "@A1", "＝1＋1", "＋1", "－1", "＠SUM(A1)", " =1+1", "\u3000=1+1", "\u00a0=1+1", "\u200b=1+1", "\ufeff=1+1",
    "'=1+1", '"=1+1"', "\u2212" + "1", "  @A1",
]  # fmt: skip


def line(position: int, section: str, title: str, **fields) -> Line:
    fields = {
        "section_en": "",
        "heading": section,
        "state": "定稿",
        "issue": "2024-11",
        "article_id": position,
    } | fields
    return Line(position=position, section=section, title=title, **fields)


def plain() -> Contents:
    """An issue as most are: events, voices, a feature with two members and a rubric, a study, a photo essay."""
    practice = {"section_en": "PRACTICE"}
    topic = {"section_en": "TOPIC", "depth": 1, "package": 3}
    lines = (
        line(1, "大事", "10月大事", page_from=1, page_to=2, layout="chronicle", characters=1560),
        line(2, "之声", "10月之声", page_from=3, page_to=3, layout="voices", characters=620),
        line(3, "关注", "把课堂搬进班组", section_en="TOPIC", is_package=True, page_from=4, page_to=5, characters=1800),
        line(
            4,
            "关注",
            "一间会移动的教室",
            kicker="云江市总工会",
            rubric="经验交流",
            authors=(Credit("苏晓"),),
            page_from=6,
            page_to=6,
            characters=980,
            **topic,
        ),
        line(
            5, "关注", "夜校开到码头", kicker="北港区总工会", rubric="经验交流", page_from=7, characters=1010, **topic
        ),
        line(
            6,
            "调研",
            "新就业形态劳动者入会意愿调查",
            subtitle="以云江市外卖骑手为例",
            section_en="STUDY",
            authors=(
                Credit("何川", "文", "云江市总工会权益保障部"),
                Credit("罗启明", "整理", "云江市总工会权益保障部"),
            ),
            page_from=8,
            page_to=12,
            characters=5230,
        ),
        line(
            7,
            "实践",
            "师傅带徒签“军令状”",
            authors=(Credit("陶然"), Credit("林岚", "摄")),
            page_from=13,
            page_to=14,
            characters=2100,
            **practice,
        ),
        line(
            8,
            "镜头",
            "光影里的车间",
            layout="photo_essay",
            photographers=("林岚／摄",),
            page_from=15,
            page_to=16,
            characters=240,
        ),
    )
    return Contents("云江工运", 2024, 11, lines, 226, "技能点亮前程", date(2024, 11, 15))


def odd() -> Contents:
    """An issue with every oddity that has been seen on a contents page, and some that will be."""
    odd_line = {"issue": "2024-12"}
    lines = (
        line(1, "关注", SIXTY, page_from=1, **odd_line),
        line(2, "关注", NESTED, authors=tuple(Credit(name) for name in ELEVEN), page_from=12, **odd_line),
        line(3, "关注", "《㐂迎新春》与𠮷祥里的故事", authors=(Credit("𠮷田㐂"),), page_from=108, **odd_line),
        line(4, "实践", FORMULA, authors=(Credit("@SUM(A1:A9)"),), kicker="", page_from=110, **odd_line),
        line(5, "实践", "“我为职工办实事”特别报道", is_package=True, heading="实践·特别策划", **odd_line),
        line(
            6,
            "实践",
            "<b>*星号*</b>、[方括号](http://example.org) & “|”竖线",
            heading="实践·特别策划",
            depth=1,
            package=5,
            subtitle="——副题自带破折号",
            page_from=112,
            **odd_line,
        ),
        line(
            7,
            "实践",
            "拟写骑手之家的冬天",
            heading="实践·特别策划",
            depth=1,
            package=5,
            planned=True,
            article_id=None,
            state="待约稿",
            **odd_line,
        ),
        line(
            8,
            "随笔",
            "1. Made in Yunjiang：一个 Latin 词很多的标题 Supercalifragilistic 2025",
            page_from=113,
            **odd_line,
        ),
        line(9, "随笔", "", planned=True, article_id=None, state="待约稿", **odd_line),
    )
    return Contents("云江工运", 2024, 12, lines)


def empty() -> Contents:
    """An issue that has just been set up."""
    return Contents("云江工运", 2025, 1, ())


def whole() -> Contents:
    """An issue with a cover, an inside cover, an insert, a serial and an English contents."""
    issue = {"issue": "2025-02"}
    lines = (
        line(1, "视觉", "春到码头", place="封二", authors=(Credit("林岚", "摄"),), **issue),
        line(2, "调研", "老厂三十年", serial="续1", section_en="STUDY", title_en="Thirty Years of an Old Mill & Its People",
             authors=(Credit("何川"), Credit("罗启明", "译")), page_from=2, page_to=9, **issue),
        line(3, "调研", "班组的账本", section_en="STUDY", page_from=10, **issue),
        line(4, "实践", "师徒", section_en="PRACTICE", title_en="Master and Apprentice", serial="续完", page_from=12, **issue),
        line(5, "视觉", "书法一幅", place="插页", **issue),
    )  # fmt: skip
    return Contents(
        "云江工运",
        2025,
        2,
        lines,
        229,
        "",
        date(2025, 2, 15),
        magazine_en="Yunjiang Labour",
        cover=("雪夜巡线", "林岚／摄"),
    )


def year() -> Contents:
    """The index of a year: lines of two issues under each section, some without a page."""
    lines = sorted(
        (replace(line, heading=line.section) for issue in (plain(), odd()) for line in issue.lines),
        key=lambda line: (["大事", "之声", "关注", "调研", "实践", "随笔", "镜头"].index(line.section), line.issue),
    )
    return Contents("云江工运", 2024, None, tuple(lines))


ISSUES = {"plain": plain, "odd": odd, "empty": empty, "whole": whole, "year": year}
