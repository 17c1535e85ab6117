"""Reads the line that says who made a piece: names, their part in it, their unit, in every form that desks use."""

import re
from dataclasses import dataclass, field

from magazine.intake.names import is_person

BRACKETS = "（()）[]【】〔〕〖〗"
BULLETS = "◎○●□■◇◆△▲☆★※◆⊙·•"
LATIN_NAME = re.compile(r"[A-Z][A-Za-z.'’-]*(?: [A-Z][A-Za-z.'’-]*){1,3}")
FOREIGN_NAME = re.compile(r"[\u3400-\u9fff]{1,6}[·・•][\u3400-\u9fff·・•]{1,12}")
SEPARATOR = re.compile(r"[\s\u3000、，,;；/／:：|｜&+]+")
BOTH = re.compile(
    r"(?:文字?\s*[/／、，,&+和]?\s*(?:摄影|图片?|摄))|(?:(?:摄影|图片?)\s*[/／、，,&+和]\s*文字?)|图文|摄影报道"
)

# What a word makes of the names beside it; the values are those of BylineRole, `编辑` is nobody's byline.
ROLES: dict[str, tuple[str, ...]] = {
    "文": ("文",),
    "文字": ("文",),
    "撰文": ("文",),
    "撰稿": ("文",),
    "执笔": ("文",),
    "口述": ("文",),
    "采写": ("文",),
    "报道": ("文",),
    "供稿": ("文",),
    "作": ("文",),
    "署名": ("文",),
    "摄": ("摄",),
    "摄影": ("摄",),
    "图": ("图",),
    "图片": ("摄",),
    "绘": ("图",),
    "绘图": ("图",),
    "插图": ("图",),
    "漫画": ("图",),
    "译": ("译",),
    "翻译": ("译",),
    "译者": ("译",),
    "编译": ("译",),
    "整理": ("整理",),
    "文图": ("文", "图"),
    "摄影报道": ("文", "摄"),
    "编辑": (),
    "责编": (),
    "责任编辑": (),
    "校对": (),
    "审核": (),
    "初审": (),
    "一审": (),
    "二审": (),
    "三审": (),
    "终审": (),
}
TITLE = re.compile(
    r"(?P<unit>[^\s]{0,24}?)(?P<title>(?:全媒体|融媒体|实习|特约|首席|见习|驻站)?(?:记者|通讯员)|实习生|特约撰稿人|撰稿人|本文作者|作者)"
    r"(?P<name>.*)"
)
ATTACHED = re.compile(r"(?P<name>.+?)(?P<role>摄影|摄|整理|供稿|撰文|编译)")
UNIT = re.compile(
    r".*(?:工会|总工会|公司|集团|学院|大学|学校|中学|小学|党校|研究院|研究所|研究会|委员会|委员会办公室|工委|党委|局|厅|"
    r"处|科|部|院|厂|矿|所|站|队|中心|协会|学会|联合会|办公室|办|银行|医院|报社|杂志社|出版社|街道|社区|办事处|工联会|"
    r"幼儿园|车间|段|社|分会|基金会|俱乐部|文学社|作协|书院|省|市|区|县|镇)"
)
# How titles begin and the names of units don't.
TITLE_WORDS = re.compile(r"关于|打造|建设|推动|推进|推行|实现|构建|创新|以|让|把|为|探索|加强|做|走进|用|“")
CONTACT = re.compile(r"[\s\u3000,，;；]*(?:(?:联系)?电话|手机|邮箱|邮编|微信|E-?mail).*", re.IGNORECASE | re.DOTALL)
POSTCODE = re.compile(r"[\s\u3000,，;；]*\d{6}$")


@dataclass
class Person:
    """A name in its parts of the piece (`roles`), with the unit or title printed before it."""

    name: str
    roles: tuple[str, ...]
    unit: str = ""
    organisation: bool = False


@dataclass
class People:
    """What a line of makers says. `unit` is everybody's; `editors` have no byline; `sure` where a word says so."""

    persons: list[Person] = field(default_factory=list)
    unit: str = ""
    editors: list[str] = field(default_factory=list)
    sure: bool = False


def joined_names(text: str) -> str:
    """Names spread over three places by a blank, as two of one character and one of two: 张　三 → 张三."""
    return re.sub(
        r"(?<![\u3400-\u9fff])([\u3400-\u9fff])[ \u3000]{1,3}([\u3400-\u9fff])(?![\u3400-\u9fff])", r"\1\2", text
    )


def bare(text: str) -> str:
    """`text` without the brackets around all of it, bullets and blanks."""
    text = text.strip(" \t\u3000\u00a0" + BULLETS + "。")
    while (
        len(text) > 2 and text[0] in "（([【〔" and text[-1] in "）)]】〕" and not re.search(r"[）)\]】〕]", text[1:-1])
    ):
        text = text[1:-1].strip(" \t\u3000")
    return text


def is_name(word: str) -> bool:
    """A person's name, Chinese, foreign in Chinese, or Latin."""
    return bool(is_person(word) or FOREIGN_NAME.fullmatch(word) or LATIN_NAME.fullmatch(word))


def likely_name(word: str) -> bool:
    """What may be a name where a word says that one stands here: two to four Han characters, whatever the surname."""
    return is_name(word) or bool(re.fullmatch(r"[\u3400-\u9fff]{2,4}", word))


def is_unit(text: str) -> bool:
    """Whether the line may be the unit somebody works for; a postcode may follow."""
    text = POSTCODE.sub("", bare(text))
    if TITLE_WORDS.match(text) or re.search(r"[。！？；：]", text):
        return False
    return 4 <= len(text) <= 60 and bool(UNIT.fullmatch(text))


def people(line: str) -> People | None:
    """Who `line` names, or None where it is no such line. A line without any word of the trade must be all names."""
    text = joined_names(bare(line))
    if not 2 <= len(text) <= 120 or re.search(r"[。！？!?]", text):
        return None
    text, unit = _unit_apart(text)
    text = BOTH.sub(lambda hit: " 摄影报道 " if hit.group() == "摄影报道" else " 文图 ", text)
    walk = _Walk()
    for word in filter(None, SEPARATOR.split(_latin_kept(text))):
        if not walk.take(word.replace("\x00", " ").strip("…·.-—*＊①②③")):
            return None
    walk.close()
    found = walk.found
    units = [person for person in found.persons if person.organisation]
    if len(units) == 1 and len(found.persons) > 1 and not unit:
        found.unit, found.persons = units[0].name, [p for p in found.persons if not p.organisation]
    if not found.persons and not found.editors:
        return None
    if not found.sure and any(person.organisation for person in found.persons):
        return None
    found.unit = unit or found.unit
    return found


def _latin_kept(text: str) -> str:
    return LATIN_NAME.sub(lambda hit: hit.group().replace(" ", "\x00"), text)


def _unit_apart(text: str) -> tuple[str, str]:
    """(the rest, the unit) of `张三（某市总工会）`, `张三 作者单位：某市总工会`."""
    found = re.fullmatch(r"(.+?)[（(]\s*(?:作者单位[:：]|单位[:：])?([^（()）]{4,60})[)）]", text)
    if found and is_unit(found[2]) and not re.search(r"摄|供图|供稿", found[2]):
        return found[1], POSTCODE.sub("", found[2]).strip()
    found = re.fullmatch(r"(.+?)[\s\u3000;；]+(?:作者)?单位[:：]\s*(.+)", text)
    return (found[1], CONTACT.sub("", found[2]).strip()) if found else (text, "")


class _Walk:
    """One pass over the words of a line: a role word behind names without a role is theirs, else the next names'."""

    def __init__(self) -> None:
        self.found = People()
        self.pending: list[Person] = []
        self.role: tuple[str, ...] | None = None
        self.title: tuple[str, ...] | None = None
        self.unit = ""

    def take(self, word: str) -> bool:
        """Read one word; False where it can't stand in such a line."""
        if not word:
            return True
        if word in ROLES:
            self.found.sure = True
            if self.pending and self.role is None:
                self._give(ROLES[word], word)
            else:
                self.close()
                self.role, self.title, self.unit = ROLES[word], None, ""
            return True
        titled = TITLE.fullmatch(word)
        if titled and (not titled["name"] or self._names(titled["name"])):
            self._entitle(titled["title"], titled["unit"])
            return not titled["name"] or self.take(titled["name"])
        attached = ATTACHED.fullmatch(word)
        # 摄 ends no given name; the other words might.
        if attached and self.role is None and likely_name(attached["name"]):
            return self.take(attached["name"]) and self.take(attached["role"])
        return self._name(word)

    def _names(self, word: str) -> bool:
        attached = ATTACHED.fullmatch(word)
        return likely_name(word) or bool(attached and likely_name(attached["name"]))

    def _entitle(self, title: str, unit: str) -> None:
        self.found.sure = True
        self.title = ("通讯员",) if "通讯员" in title else ("文",)
        prefix = title.removesuffix("记者").removesuffix("通讯员")
        self.unit = "" if unit in ("本报", "本刊", "") and not prefix else f"{unit}{title}".removesuffix("通讯员")
        if not title.endswith(("记者", "通讯员")):
            self.unit = "" if unit in ("本报", "本刊") else unit

    def _name(self, word: str) -> bool:
        sure = self.role is not None or self.title is not None
        if is_name(word) or (sure and likely_name(word) and not UNIT.fullmatch(word)):
            self.pending.append(Person(word, (), self.unit))
        elif UNIT.fullmatch(word) and len(word) >= 4:
            if self.pending and not any(person.organisation for person in self.pending):
                self.found.unit = word
            elif self.role is not None or not self.pending:
                self.pending.append(Person(word, (), organisation=True))
            else:
                return False
        else:
            return False
        person = self.pending[-1] if self.pending else None
        if person is not None and person.name == word and self.title:
            person.roles = self.title
        return True

    def _give(self, roles: tuple[str, ...], word: str) -> None:
        for person in self.pending:
            self._put(person, roles or person.roles, editor=not ROLES[word])
        self.pending = []

    def _put(self, person: Person, roles: tuple[str, ...], editor: bool = False) -> None:
        if editor:
            self.found.editors.append(person.name)
            return
        person.roles = roles or ("文",)
        self.found.persons.append(person)

    def close(self) -> None:
        """End the group of names: they have the role said before them, their title's, or have written the text."""
        for person in self.pending:
            self._put(person, self.role or person.roles, editor=self.role == ())
        self.pending = []


def unit_of(line: str) -> str:
    """The unit that a line of its own gives: `作者单位：某市总工会`, `（某市总工会）`, `作者系某市总工会干部`; else "".

    Several units, one for each name in their order, are divided by ；.
    """
    text = bare(line)
    several = [re.sub(r"^\d[.．、]?\s*", "", part.strip()) for part in re.split(r"[；;]", text)]
    if len(several) > 1 and all(is_unit(part) for part in several):
        return "；".join(POSTCODE.sub("", part).strip() for part in several)
    named = re.fullmatch(r"(?:作者单位|单位|工作单位|供稿单位)\s*[:：]\s*(.{2,100})", text)
    if named:
        return POSTCODE.sub("", named[1]).strip()
    named = re.fullmatch(r"(?:本文)?作者(?:系|为|单位为)\s*([^。]{4,100})", text)
    if named:
        return named[1].strip()
    return POSTCODE.sub("", text).strip() if is_unit(text) else ""
