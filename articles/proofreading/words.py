"""用字用词: doubled text, and a short list of forms that are wrong wherever they stand."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.proofreading.finding import Finding, Mend, Piece, Severity

HAN = r"[\u4e00-\u9fff]"
PARTICLES = re.compile(r"的的|了了(?!解)|(?<!实)是是(?!非)|(?<!实实)在在|(?<!和)和和(?!气)|与与|及及|对对(?!子)")
# Three characters or more at once: 天天向上, 高高兴兴, 一个一个 and the like are good Chinese.
ADJACENT = re.compile(rf"({HAN}{{3,8}})\1")
UNION = re.compile(r"(工会|职工|企业|单位|工作|活动|服务|发展)\1(?!化)")
WHOLE = 16
# (wrong, right, rule, severity, reason or source); one list, so that an editor's hand finds it.
LISTED = [
    *((wrong, right, "W06", "W", "") for wrong, right in (
        ("一如继往", "一如既往"), ("迫不急待", "迫不及待"), ("美仑美奂", "美轮美奂"), ("按装", "安装"), ("幅射", "辐射"),
        ("松驰", "松弛"), ("名列前矛", "名列前茅"), ("再接再励", "再接再厉"), ("座无虚席席", "座无虚席"), ("甘败下风", "甘拜下风"),
        ("渡假", "度假"), ("凑和", "凑合"), ("竭泽而鱼", "竭泽而渔"), ("食不裹腹", "食不果腹"), ("走头无路", "走投无路"),
        ("人才倍出", "人才辈出"), ("谈笑风声", "谈笑风生"), ("震憾", "震撼"), ("防碍", "妨碍"), ("欠收", "歉收"),
        ("省总于校", "省总干校"),
    )),
    *((wrong, right, "W01", "W", "GF 1001—2001") for wrong, right in (
        ("报导", "报道"), ("成份", "成分"), ("帐本", "账本"), ("定阅", "订阅"), ("预会", "与会"), ("惟一", "唯一"),
        ("座落", "坐落"), ("粘合", "黏合"), ("亦或", "抑或"), ("张驰", "张弛"), ("其它", "其他"),
    )),
    *((wrong, right, "W07", "W", "") for wrong, right in (
        ("习近平系列讲话", "习近平总书记系列重要讲话"), ("党纪党章党规", "党章党规党纪"), ("集体谈判", "集体协商"),
        ("隆重召开", "召开"),
    )),
]  # fmt: skip
CONGRESS = re.compile(r"中国工会第[一二三四五六七八九十]+次代表大会")
MADE = re.compile(r"做出(?=[^，。；]{0,20}(?:安排|贡献|决定|规定|部署|承诺|判断|反应))")
PLEONASMS = re.compile(r"目的是为了|原因是因为|凯旋归来|诉诸于|100[%％]全覆盖|不断层出不穷|非常极其")
# Two names of one idea in one text: the first is the one to keep.
TERMS = [("新就业形态劳动者", "新业态劳动者"), ("督查督办", "督察督办"), ("纪检组组长", "纪检组长")]


def doubled(piece: Piece) -> Iterator[Finding]:
    """W04: a particle twice, or the same three to eight characters twice in a row."""
    for pattern in (PARTICLES, ADJACENT, UNION):
        for found in pattern.finditer(piece.text):
            first = max(0, found.start() - 2)
            yield Finding(
                "W04", Severity.WARNS, piece.number, first, piece.text[first : found.end() + 2],
                _("“{words}”重复。").format(words=found.group()),
                mend=Mend(found.start(), found.group(), found.group()[: len(found.group()) // 2]),
            )  # fmt: skip


def listed(piece: Piece) -> Iterator[Finding]:
    """W01, W06, W07: forms of the list."""
    for wrong, right, rule, severity, source in LISTED:
        for found in re.finditer(wrong, piece.text):
            yield _listed(piece, found, rule, severity, right, source)
    for found in CONGRESS.finditer(piece.text):
        yield _listed(piece, found, "W07", Severity.WARNS, found.group().replace("次代表", "次全国代表"), "")
    for found in MADE.finditer(piece.text):
        yield _listed(piece, found, "W02", Severity.INFORMS, "作出", "", after=12)


def _listed(
    piece: Piece, found: re.Match[str], rule: str, severity: str, right: str, source: str, after: int = 0
) -> Finding:
    quote = piece.text[found.start() : found.end() + after]
    message = _("“{wrong}”宜作“{right}”。").format(wrong=found.group(), right=right)
    mend = Mend(found.start(), found.group(), right)
    return Finding(rule, severity, piece.number, found.start(), quote, message, right, source, mend)


def pleonasms(piece: Piece) -> Iterator[Finding]:
    """W05: one thing said twice."""
    for found in PLEONASMS.finditer(piece.text):
        yield Finding(
            "W05", Severity.WARNS, piece.number, found.start(), found.group(),
            _("“{words}”意思重复。").format(words=found.group()),
        )  # fmt: skip


def repeated_paragraphs(pieces: list[Piece]) -> Iterator[Finding]:
    """W04: the same paragraph twice."""
    seen: set[str] = set()
    for piece in pieces:
        if len(piece.text) >= WHOLE and piece.text in seen:
            yield Finding("W04", Severity.WARNS, piece.number, 0, piece.text, _("整段重复。"))
        seen.add(piece.text)


def mixed_terms(pieces: list[Piece]) -> Iterator[Finding]:
    """W07: two names of one idea in one text."""
    whole = "\n".join(piece.text for piece in pieces)
    for kept, other in TERMS:
        if kept not in whole:
            continue
        for piece in pieces:
            for found in re.finditer(rf"(?<!{kept[0]}){other}" if kept.endswith(other) else other, piece.text):
                start = max(0, found.start() - 4)
                yield Finding(
                    "W07", Severity.WARNS, piece.number, start, piece.text[start : found.end() + 4],
                    _("同一篇里又作“{kept}”，统一用一个。").format(kept=kept), kept,
                    mend=Mend(found.start(), other, kept),
                )  # fmt: skip
