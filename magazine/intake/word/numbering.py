"""Automatic numbering: the words that Word prints before a paragraph and that stand nowhere in its text."""

import re
from dataclasses import dataclass
from typing import Any

from magazine.intake.word.parts import value, w
from magazine.intake.word.styles import Styles

CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "chineseLegalSimplified",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "ideographDigital",
    "japaneseDigitalTenThousand",
    "taiwaneseDigital",
}
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
DIGITS = "〇一二三四五六七八九"
LAST = 9999


@dataclass(frozen=True)
class Level:
    form: str
    text: str
    start: int


@dataclass(frozen=True)
class Label:
    """What stands before one paragraph: the words printed; whether they are a plain bullet or a plain `1.`."""

    text: str
    level: int
    number: int
    bullet: bool
    plain: bool


def chinese(number: int) -> str:
    """一 … 九千九百九十九; 10 to 19 without the leading 一."""
    words, zero = "", False
    for unit, power in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // power % 10
        if digit:
            words += ("〇" if zero and words else "") + DIGITS[digit] + unit
        zero = zero and not digit or (not digit and bool(words))
    return words[1:] if words.startswith("一十") else words or DIGITS[0]


def circled(number: int) -> str:
    """① … ㊿, and [51] beyond what Unicode has."""
    if 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if 21 <= number <= 35:
        return chr(0x3251 + number - 21)
    return chr(0x32B1 + number - 36) if 36 <= number <= 50 else f"[{number}]"


def _roman(number: int) -> str:
    pairs = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")]
    words = ""
    for size, sign in [*pairs, (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]:
        words += sign * (number // size)
        number %= size
    return words


def written(number: int, form: str) -> str:
    """`number` as Word's number format `form` prints it; plain digits for a format that is not known."""
    number = max(0, min(number, LAST))
    if form in CHINESE:
        return chinese(number)
    if form.startswith("decimalEnclosedCircle"):
        return circled(number)
    if form in ("upperLetter", "lowerLetter") and number:
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    if form in ("upperRoman", "lowerRoman"):
        return _roman(number) if form == "upperRoman" else _roman(number).lower()
    if form == "ideographTraditional" and 1 <= number <= len(STEMS):
        return STEMS[number - 1]
    if form == "ideographZodiac" and 1 <= number <= len(BRANCHES):
        return BRANCHES[number - 1]
    if form == "decimalZero":
        return f"{number:02d}"
    return "" if form == "none" else str(number)


class Numbering:
    """Counts the numbered paragraphs of one document; ask for every paragraph once, in order."""

    def __init__(self, root: Any, styles: Styles):
        self.styles = styles
        self.levels: dict[str, dict[int, Level]] = {}
        self.family: dict[str, str] = {}
        self.counts: dict[str, dict[int, int]] = {}
        if root is None:
            return
        abstract = {value(a, "abstractNumId"): _levels(a) for a in root.iter(w("abstractNum"))}
        for number in root.iter(w("num")):
            name, kind = value(number, "numId") or "", value(number.find(w("abstractNumId")))
            self.levels[name] = dict(abstract.get(kind, {}))
            self.family[name] = kind or name
            for override in number.iter(w("lvlOverride")):
                self._override(name, override)

    def _override(self, name: str, override: Any) -> None:
        """A num that starts anew counts for itself; one that only repeats its abstract goes on counting with it."""
        index = _whole(value(override, "ilvl"))
        start = override.find(w("startOverride"))
        given = override.find(w("lvl"))
        level = _level(given) if given is not None else self.levels[name].get(index)
        if level is None:
            return
        if start is not None:
            level = Level(level.form, level.text, _whole(value(start)))
            self.family[name] = f"num {name}"
        self.levels[name][index] = level

    def label(self, paragraph: Any) -> Label | None:
        """The label of the next paragraph, or None where it has no number."""
        properties = self.styles.property(paragraph, "numPr")
        number = None if properties is None else value(properties.find(w("numId")))
        levels = self.levels.get(number or "")
        if not levels or number == "0":
            return None
        index = _whole(value(properties.find(w("ilvl"))))
        level = levels.get(index)
        if level is None:
            return None
        if level.form == "bullet":
            return Label("", index, 1, bullet=True, plain=False)
        counts = self.counts.setdefault(self.family[number or ""], {})
        counts[index] = counts.get(index, level.start - 1) + 1
        for deeper in [place for place in counts if place > index]:
            del counts[deeper]

        def figure(match: re.Match[str]) -> str:
            place = int(match.group(1)) - 1
            shown = levels.get(place, level)
            return written(counts.get(place, shown.start), shown.form)

        text = re.sub(r"%([1-9])", figure, level.text)
        plain = level.form == "decimal" and level.text.strip() == f"%{index + 1}."
        return Label(text, index, counts[index], bullet=False, plain=plain)


def _levels(abstract: Any) -> dict[int, Level]:
    return {_whole(value(level, "ilvl")): _level(level) for level in abstract.iter(w("lvl"))}


def _level(element: Any) -> Level:
    start = element.find(w("start"))
    return Level(
        value(element.find(w("numFmt"))) or "decimal",
        value(element.find(w("lvlText"))) or "",
        _whole(value(start)) if start is not None else 1,
    )


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 6 else 0
