"""Takes a caption apart: what it says of the picture, and to whom the picture is owed."""

import re
from dataclasses import dataclass

from magazine.intake.word.people import UNIT, bare, is_name, joined_names, people
from media.credit import split_credit
from media.states import CreditKind

KIND = r"(?:摄影报道|摄影|供图|资料图片|资料图|绘图|制图|摄|绘)"
SLASH = r"\s*[/／|｜]\s*"
NAME = r"[^。！？；：/／|｜（()）]{2,40}?"
OPENING = re.compile(
    r"^(?:[▲△▼▽◀▶←→↑↓●■]|[【（(\[](?:上|下|左|右|本|题|附)?图[片注说]?[】）)\]]|图[片注说]\s*[:：])\s*"
)

# From the surest form to the loosest; each has the caption before and the credit behind.
FORMS = (
    # 图说。何煌友/摄（深圳市档案馆供图）: the photographer is credited, the holder stays in the words.
    re.compile(
        rf"(?P<caption>(?:.*[。！？…”』）)\s])?)(?P<credit>{NAME}{SLASH}{KIND})\s*(?P<holder>[（(][^（()）]+{KIND}[)）])"
    ),
    re.compile(rf"(?P<caption>.*?)\s*[（(【\[](?P<credit>[^（()）【】]*?{KIND})[)）】\]]"),
    re.compile(
        r"(?P<caption>.*?)\s*[（(【\[](?P<credit>(?:摄影|摄|图|图片|供图|来源)\s*[:：/／][^（()）【】]+)[)）】\]]"
    ),
    re.compile(rf"(?P<caption>.*?)\s*[/／|｜]\s*(?P<credit>{NAME}\s*{KIND})"),
    re.compile(rf"(?P<caption>(?:.*[。！？…”』）)\s])?)(?P<credit>{NAME}{SLASH}{KIND})"),
    re.compile(
        r"(?P<caption>(?:.*[。！？…”』）)\s])?)(?P<credit>(?:摄影|图|图片|供图|摄影报道)\s*[:：/／]\s*[^。]{2,40})"
    ),
    re.compile(rf"(?P<caption>.*[。！？…”』])\s*(?P<credit>[^。！？]{{0,40}}?{KIND})"),
    re.compile(rf"(?P<caption>(?:.*\s)?)(?P<credit>[^\s。！？，,]{{2,30}}\s*{KIND})"),
)
NAMED = re.compile(r"(?P<caption>.*?)\s*[（(](?P<credit>[^（()）]{2,30})[)）]")


@dataclass(frozen=True)
class Caption:
    """`kind` is a CreditKind; without a name and with 摄 nothing is known of where the picture came from."""

    text: str
    credit_name: str = ""
    credit_kind: str = CreditKind.TAKEN.value

    @property
    def credited(self) -> bool:
        return bool(self.credit_name) or self.credit_kind != CreditKind.TAKEN


def split_caption(line: str) -> Caption:
    """The words of a caption and its credit, in whatever form the sender wrote it; the house form is not asked for.

    `职工在检修。/ 河源工会供图` · `何煌友/摄（深圳市档案馆供图）` · `（全媒体记者 桑茜 丁玲 摄）` · `本报记者柳江河⏎实习生秦培摄` ·
    `（林小元）` · `摄影：林景余` · `资料图片`. A title before a name stays with it, as printed.
    """
    text = re.sub(r"\s*[\n\v]\s*", " ", line).strip(" \t\u3000\u00a0")
    text = joined_names(OPENING.sub("", text))
    if text in ("资料图片", "资料图"):
        return Caption("", "", CreditKind.FILE.value)
    made = people(text) if re.search(rf"{KIND}[)）]?$", text) else None
    if made is not None and made.sure and made.persons:
        return Caption("", *split_credit(_tidy(bare(text))))
    body = text.rstrip("。 ") if re.search(rf"{KIND}[)）】\]]?[。 ]+$", text) else text
    for form in FORMS:
        found = form.fullmatch(body)
        if found and _owes(found["credit"], loose=form is FORMS[-1]):
            name, kind = split_credit(_tidy(found["credit"]))
            holder = found.groupdict().get("holder") or ""
            return Caption(_tidy_caption(found["caption"] + holder), name, kind)
    named = NAMED.fullmatch(body)
    words = re.split(r"[\s、，,]+", named["credit"]) if named else []
    if named and all(is_name(re.sub(r"^.{0,12}?(?:记者|通讯员|作者[:：])", "", word)) for word in words if word):
        return Caption(_tidy_caption(named["caption"]), _tidy(named["credit"]))
    return _glued(text)


def _owes(credit: str, loose: bool = False) -> bool:
    """Whether the words name somebody: a kind alone names nobody, but for 资料图片; and no sentence stands in them.

    `loose`: nothing but a blank divides them from the caption, so that they must look like somebody.
    """
    words = credit.strip()
    if re.fullmatch(r"资料图片?", words):
        return True
    stem = re.sub(rf"{KIND}$", "", words).strip(" /／|｜")
    somebody = len(stem) <= 4 or is_name(stem) or UNIT.fullmatch(stem) or re.search(r"记者|通讯员|作者", stem)
    if loose and not (somebody and not (credit.endswith("摄") and _glued(credit).credited)):
        return False
    return bool(stem) and not re.search(r"[。！？]", stem) and not re.search(r"(?:拍|合|自|抓|航|被|组织|开展)$", stem)


def _tidy(credit: str) -> str:
    words = re.sub(r"\s+", " ", credit.replace("\u3000", " ")).strip()
    return re.sub(rf"[\s/／|｜]+({KIND})$", r"／\1", words)


def _tidy_caption(text: str) -> str:
    return text.strip(" \t\u3000/／|｜")


def _glued(text: str) -> Caption:
    """`职工在检修林景余摄`: three or two characters before 摄 that are a name, and no other cut is possible."""
    found = re.fullmatch(r"(?P<caption>.{4,}?)(?P<name>[\u3400-\u9fff]{2,3})摄", text)
    if found:
        for size in (3, 2):
            name = text[-1 - size : -1]
            if is_name(name) and len(text) > size + 5:
                return Caption(text[: -1 - size].strip(), name)
    return Caption(text)


def has_credit(line: str) -> bool:
    """Whether a line ends in a credit that a word of the trade marks: what no paragraph of a text does."""
    text = line.strip(" 。\u3000")
    marked = re.search(rf"{KIND}[)）】\]]?$|(?:摄影|供图|图)\s*[:：/／]\s*[^。]{{2,40}}$", text)
    return len(text) <= 200 and marked is not None and split_caption(line).credited
