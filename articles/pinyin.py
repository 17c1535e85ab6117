"""Sort keys for Chinese names, and their spelling in an address."""

from pypinyin import Style, lazy_pinyin

# Surnames whose usual reading is not the one of the character elsewhere.
SURNAME_READINGS = {
    "单": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "区": "ou", "查": "zha", "朴": "piao", "盖": "ge",
    "华": "hua", "任": "ren", "洗": "xian", "冼": "xian", "翟": "zhai", "缪": "miao", "乐": "yue", "尉": "wei",
    "员": "yun", "召": "shao", "逄": "pang", "秘": "bi", "种": "chong", "宁": "ning", "褚": "chu",
}  # fmt: skip


def sort_key(name: str) -> str:
    """The pinyin of `name`, one lower-case syllable a character, separated by spaces; Latin words stay."""
    syllables = lazy_pinyin(name.strip(), style=Style.NORMAL)
    if syllables and name.strip()[0] in SURNAME_READINGS:
        syllables[0] = SURNAME_READINGS[name.strip()[0]]
    return " ".join(s.strip().lower() for s in syllables if s.strip())[:200]


def address(name: str) -> str:
    """The pinyin of `name` in small letters and figures alone, as a part of an address; empty where there is none."""
    return "".join(c for c in "".join(lazy_pinyin(name)).lower() if c.isascii() and c.isalnum())
