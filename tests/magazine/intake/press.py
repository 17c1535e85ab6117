"""The press: how lines, running heads and the front matter of a made-up issue are printed, as its Plan says."""

import random
import re
from dataclasses import dataclass, field
from typing import Any

from tests.magazine.intake.made_up import entry
from tests.magazine.intake.stock import HARBOUR, Stock, Writer
from tests.magazine.intake.typesetter import TOKEN, em

SQUEEZED = "，。、；：？！“”（）《》"


@dataclass(frozen=True)
class Plan:
    """What an issue holds and how it is printed. Shares are chances between 0 and 1."""

    seed: int = 1
    stock: Stock = HARBOUR
    year: int = 2031
    month: int = 6
    front: tuple[str, ...] = ("chronicle", "voices")
    order: tuple[str, ...] = ("package", "column", "research", "practice", "lens")
    pieces: int = 3
    columns: tuple[int, int] = (19, 25)
    capacity: tuple[int, int] = (56, 78)
    beside: float = 0.3
    squeeze: float = 0.5
    spaced: float = 0.04
    starts: str = "residue"
    heads: float = 0.6
    head_at: tuple[str, ...] = ("title", "last", "first", "inside")
    folios: float = 0.3
    late: float = 0.5
    byline_first: float = 0.6
    brackets: bool = False
    notes: str = "end"
    marks: float = 0.7
    captions_at: tuple[str, ...] = ("last", "inside", "middle")
    credit_line: float = 0.2
    moved_heads: float = 0.2
    numbered: float = 0.5
    run_in: float = 0.3
    figures: bool = True
    table: str = "grouped"
    essay: str = "two pages"
    stray: bool = False
    cut_voice: bool = False
    first_number: int = 1
    folio_on_right: bool = True


@dataclass
class Sheet:
    """One page being set: groups of touching lines, groups parted by an empty line."""

    groups: list[list[str]] = field(default_factory=list)
    number: int | None = None


class Press:
    """Prints the entries of one plan, one after the other."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.rng = plan, random.Random(plan.seed * 7919)
        self.writer = Writer(plan.stock, plan.seed, plan.year)
        self.sheets: list[Sheet] = []
        self.page = plan.first_number
        self.entries: list[dict[str, Any]] = []
        self.english: dict[str, str] = {}
        self.unplaced: list[str] = []

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    # Lines ------------------------------------------------------------------------------------------------------------
    def lines(self, text: str, width: "Width", indent: int = 2) -> list[str]:
        """Print lines of a paragraph; some are squeezed to hold one sign more, some are spaced out."""
        done, line = [], ""
        room = width.next() - indent
        for token in TOKEN.findall(text):
            over = em(line + token) - room
            slack = min(0.5 * sum(char in SQUEEZED for char in line + token), 1.0)
            if line and over > 0 and not (over <= slack and self.chance(self.plan.squeeze)):
                done.append(line)
                line, room = "", width.next()
            line += token
        return [self.justify(each) for each in done] + [line] if line else done

    def justify(self, line: str) -> str:
        if self.chance(self.plan.spaced / 3) and em(line) > 12:
            return " ".join(line)
        if self.chance(self.plan.spaced * 5):
            return re.sub(r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=[\d%])(?=[\u4e00-\u9fff])", " ", line)
        return line

    def width(self, column: int = 0) -> "Width":
        return Width(self, column or self.rng.randint(*self.plan.columns))

    # Furniture ----------------------------------------------------------------------------------------------------------
    def running_head(self, section: str, number: int) -> list[str]:
        """The running head of a page, with its number glued on, or below it, or without."""
        english = self.english.get(section, "")
        left = number % 2 == 0
        if left:
            text = "/ " + " ".join(word for word in (section, english) if word)
        else:
            text = " ".join(word for word in (english, section) if word) + " /"
        if english == "" and not left and self.plan.seed % 2:
            text = f"/ {section}"
        if self.chance(self.plan.folios) and (left or self.plan.folio_on_right):
            return [text + str(number)] if self.chance(0.6) else [text, str(number)]
        return [text]

    def put_head(self, sheet: Sheet, section: str, title: int | None) -> None:
        """Put the running head on its page: beside the title, first, last, or anywhere; a lone number goes to the end."""
        words = self.running_head(section, sheet.number or 0)
        where = self.rng.choice(self.plan.head_at)
        places = {"first": 0, "last": len(sheet.groups), "title": len(sheet.groups) if title is None else title}
        place = places.get(where, self.rng.randint(0, len(sheet.groups)))
        if title is not None and where == "inside":
            place = title
        sheet.groups.insert(place, [words[0]])
        if len(words) > 1:
            sheet.groups.append([words[1]])

    # Front matter -------------------------------------------------------------------------------------------------------
    def chronicle(self) -> None:
        month, year = (self.plan.month - 1, self.plan.year) if self.plan.month > 1 else (12, self.plan.year - 1)
        self.writer.year = year
        events = []
        for day in sorted(self.rng.choices(range(1, 27), k=self.rng.randint(6, 11))):
            last = day + self.rng.randint(1, 3) if self.chance(0.25) else day
            words = f"{month}月{day}日" + (f"至{last}日" if last > day else "")
            text = f"{words}，" + self.writer.paragraph(self.rng.randint(1, 3))
            if self.chance(0.2):
                text += "\n" + self.writer.paragraph(2)
            date = f"{year}-{month:02d}-"
            events.append({"start": f"{date}{day:02d}", "end": f"{date}{last:02d}", "text": text, "photos": []})
        events[0]["text"] = events[0]["text"].replace("，", f"，{year}年", 1)
        if self.chance(0.7):
            events[0]["photos"] = [{"caption": "", "credit_name": self.writer.name(), "credit_kind": "摄"}]
        first, rest = Sheet(), Sheet(groups=[[f"{month}月大事"]])
        alone = self.chance(0.5)
        for index, event in enumerate(events):
            width = self.width()
            own = [line for part in event["text"].split("\n") for line in self.lines(part, width)]
            if event["photos"]:
                photo = event["photos"][0]
                own[-1] += f"/ {photo['credit_name']}{photo['credit_kind']}"
            (first if alone and index == 0 else rest).groups += [[line] for line in own]
        self.sheets += [first, rest] if alone else [rest]
        self.writer.year = self.plan.year
        self.entries.append(entry("chronicle", "大事", f"{month}月大事", events=events))

    def voices(self) -> None:
        month = self.plan.month - 1 or 12
        sheet = Sheet(groups=[[f"{month}月之声"], [f"摘编自《{self.plan.stock.paper}》"]])
        voices = []
        for index in range(self.rng.randint(4, 6)):
            post = self.rng.choice(self.plan.stock.posts)
            post = (
                post if "、" in post and self.chance(0.5) else f"{self.writer.rng.choice(self.plan.stock.places)}{post}"
            )
            said = {
                "text": self.writer.paragraph(self.rng.randint(1, 3)),
                "speaker": self.writer.name(),
                "speaker_title": post,
            }
            width = self.width()
            attribution = self.lines(f"——{post}{said['speaker']}", width)
            if index == 0 and self.plan.cut_voice:
                post = f"{post}、{self.plan.stock.places[0]}{self.plan.stock.units[0]}仪控中心仪"
                said |= {"speaker": "", "speaker_title": post}
                attribution = [f"——{post}"]
            sheet.groups += [[line] for line in self.lines(said["text"], width) + attribution]
            voices.append(said)
            if self.plan.stray and index == 0 and self.entries:
                self.stray(sheet)
                sheet = Sheet()
        self.sheets.append(sheet)
        self.entries.append(
            entry("voices", "之声", f"{month}月之声", voices=voices, source=f"《{self.plan.stock.paper}》")
        )

    def stray(self, sheet: Sheet) -> None:
        """A piece of the last item of the chronicle printed once more, on a page of its own."""
        text = self.entries[-1]["events"][-1]["text"]
        piece = self.lines(text, self.width(20))[:2]
        self.sheets += [sheet, Sheet(groups=[[line] for line in piece])]
        self.unplaced.append("".join(piece))


class Width:
    """The widths of the coming lines: those of the page, with runs that are narrower beside a picture."""

    def __init__(self, press: Press, column: int) -> None:
        self.press, self.column, self.left, self.now = press, column, 0, column

    def next(self) -> int:
        if self.left:
            self.left -= 1
        else:
            self.now = self.column
            if self.press.chance(self.press.plan.beside / 60) and self.column > 17:
                self.left, self.now = self.press.rng.randint(8, 16), self.column - self.press.rng.randint(2, 5)
        return self.now


def split(text: str, wide: float) -> list[str]:
    """Lines of display type: no indent, `wide` em each."""
    lines, line = [], ""
    for token in TOKEN.findall(text):
        if line and em(line + token) > wide:
            lines.append(line)
            line = ""
        line += token
    return [*lines, line]
