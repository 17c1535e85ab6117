"""Owns what a Chinese personal name looks like, and the cut of an attribution into title and name."""

import re

SINGLE = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐"
    "费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁"
    "杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚"
    "程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸"
    "司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄"
    "晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙"
    "乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖付代涂覃佟佘岳仝苟原晋闫揭区冼植阳麦邝钭谌操操练岭"
)
COMPOUND = frozenset(
    [
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "司徒",
        "司空",
        "令狐",
        "宇文",
        "夏侯",
        "端木",
        "百里",
        "东郭",
        "南宫",
        "轩辕",
        "独孤",
        "澹台",
        "呼延",
        "闻人",
    ]
)
RARE = frozenset(
    "水时明和平经时国文广公能双通劳利别满都步居向容国权关相原山车家全师农党应管干强路成安方常任高和东红空养须后游益代区操练岭宫"
    "花乐元计项季解经房单石程井富巴池习连古步游盛江越隆都白充终寿松秋司景印"
)
POSTS = frozenset("员师长家人授士任记席理手工者匠生官监裁警兵民导干委副秘丁友机医夫模范表察计辑译演问")
PUNCTUATION = "”’》）」】"
HAN = re.compile(r"[\u3400-\u9fff·]+")


def is_person(text: str) -> bool:
    """Whether a line by itself may be a person's name: a surname and one or two characters."""
    if not HAN.fullmatch(text):
        return False
    if text[:2] in COMPOUND:
        return 3 <= len(text) <= 4
    return text[0] in SINGLE and 2 <= len(text) <= 3


def split_attribution(text: str) -> tuple[str, str, float]:
    """(title, name, confidence 0..1) of an attribution without delimiter; the name is empty where none is likely.

    A name is the last two to four characters and starts with a surname; what stands before it should be the end of
    a post (员, 长, 师 …) or of a quoted word. Three characters are commoner than two.
    """
    text = text.strip()
    spaced = text.rsplit(" ", 1)
    if len(spaced) == 2 and is_person(spaced[1]):
        return spaced[0], spaced[1], 1.0
    found = sorted(((_points(text, size), size) for size in (4, 3, 2)), reverse=True)
    points, size = found[0]
    rest = text[:-size]
    if points <= 0:
        return text, "", 0.0
    if rest and rest[-1] not in POSTS and rest[-1] not in PUNCTUATION and points < 1.0:
        return text, "", 0.2
    gap = points - max(found[1][0], points - 1.0)
    confidence = 0.5 + gap * 0.3 + (0.2 if points >= 2.0 else 0.0)
    return rest, text[-size:], round(confidence, 2)


def _points(text: str, size: int) -> float:
    """How much speaks for the last `size` characters being a name; 0 where they can't be one."""
    name, rest = text[-size:], text[:-size]
    if len(name) < size or not HAN.fullmatch(name):
        return 0.0
    if name[:2] in COMPOUND and size >= 3:
        points = 3.0 + size / 10
    elif size < 4 and name[0] in SINGLE:
        points = (1.3 if size == 3 else 1.0) - (0.5 if name[0] in RARE else 0.0)
        # 主席孙锐 is no 席孙锐: a surname that also ends a post needs a post before it.
        points -= 0.7 if name[0] in POSTS and rest and rest[-1] not in POSTS else 0.0
    else:
        return 0.0
    if not rest:
        return points + 1.0
    if rest[-1] in PUNCTUATION:
        return points + 1.2
    if rest[-1] in POSTS:
        return points + 1.0
    return points - (0.4 if rest[-1] in SINGLE and size == 2 else 0.0)
