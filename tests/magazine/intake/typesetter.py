"""Sets an issue in the shape of the intake format into print text, with the habits of the print: `set_issue`.

Columns are wrapped with one empty line between print lines; titles may stand after the text of their first page, captions in
the middle of a sentence, running heads anywhere on their page with the page number glued on.
"""

import random
import re
from dataclasses import dataclass, field
from typing import Any

TOKEN = re.compile(r"[“‘（《]*(?:[0-9A-Za-z.%+\-]+|——|……|.)[，。、；：？！”’）》①②③④⑤⑥⑦⑧⑨%]*")


@dataclass
class Habits:
    """What the print does; `heads` is the share of later pages of an article with a running head, `numbers` that of
    those with a printed number."""

    heads: float = 1.0
    numbers: float = 0.4
    late_titles: bool = True
    captions_inside: bool = True
    form_feeds: bool = False
    column: int = 0


@dataclass
class Sheet:
    """One page being set: groups of lines; lines of a group touch, groups are parted by an empty line."""

    groups: list[list[str]] = field(default_factory=list)
    number: int | None = None

    def put(self, *lines: str) -> None:
        self.groups.append(list(lines))


def set_issue(issue: dict[str, Any], seed: int = 0, habits: Habits | None = None) -> str:
    """The print text of an issue. Entries are set in their order; pages are taken from first_page and last_page."""
    rng = random.Random(seed)
    habits = habits or Habits()
    english = {section["name"]: section["running_head_en"] for section in issue["sections"]}
    sheets: list[Sheet] = []
    feature: dict[str, Any] | None = None
    rubric = ""
    for entry in issue["entries"]:
        column = habits.column or rng.randint(19, 25)
        if entry["kind"] == "chronicle":
            sheets += _chronicle(entry, column)
        elif entry["kind"] == "voices":
            sheets += _voices(entry, column)
        elif entry["kind"] == "feature":
            feature = entry
        elif entry["kind"] == "photo_essay":
            sheets += _essay(entry, english, rng, habits)
        else:
            new = _article(entry, english, rng, habits, column, feature, rubric)
            sheets += new
            rubric, feature = entry["rubric"], None
    return _printed(sheets, habits, rng)


def wrap(text: str, column: int, indent: int = 2) -> list[str]:
    """Lines of a paragraph: as many signs as fit, none parted that may not be; the first line is `indent` em narrower."""
    lines, line, room = [], "", float(column - indent)
    for token in TOKEN.findall(text):
        size = em(token)
        if line and size > room:
            lines.append(line)
            line, room = "", float(column)
        line, room = line + token, room - size
    return lines + [line] if line else lines


def em(text: str) -> float:
    return sum(0.0 if c == " " else 0.5 if c < "\u0300" and c != "·" else 1.0 for c in text)


def _chronicle(entry: dict[str, Any], column: int) -> list[Sheet]:
    first, rest = Sheet(), Sheet()
    rest.put(entry["title"])
    for index, event in enumerate(entry["events"]):
        sheet = first if index == 0 else rest
        lines = [line for part in event["text"].split("\n") for line in wrap(part, column)]
        for photo in event["photos"]:
            lines[-1] += f"/ {photo['credit_name']}{photo['credit_kind']}"
        for line in lines:
            sheet.put(line)
    return [first, rest]


def _voices(entry: dict[str, Any], column: int) -> list[Sheet]:
    sheet = Sheet()
    sheet.put(entry["title"])
    if entry["source"]:
        sheet.put(f"摘编自{entry['source']}")
    for voice in entry["voices"]:
        for line in wrap(voice["text"], column):
            sheet.put(line)
        for line in wrap(f"——{voice['speaker_title']}{voice['speaker']}", column):
            sheet.put(line)
    return [sheet]


def head_line(section: str, english: str, number: int, printed: bool) -> str:
    """`/ 关注 TOPIC` on the left, `TOPIC 关注 /` on the right; a number is glued on at the end."""
    words = [section, english] if number % 2 == 0 else [english, section]
    name = " ".join(word for word in words if word)
    return (f"/ {name}" if number % 2 == 0 else f"{name} /") + (str(number) if printed and number % 2 == 0 else "")


def _article(
    entry: dict[str, Any],
    english: dict[str, str],
    rng: random.Random,
    habits: Habits,
    column: int,
    feature: dict[str, Any] | None,
    rubric: str,
) -> list[Sheet]:
    """The pages of an article: body over all of them, the title block at the top or at the end of the first one."""
    late = bool(habits.late_titles and (entry["kicker"] or feature or rng.random() < 0.5))
    opening = _opening(entry, rng, rubric, feature, late)
    photos = [_caption(photo, column) for photo in entry["photos"]]
    sheets = []
    pages = _body_pages(entry, column, entry["last_page"] - entry["first_page"] + 1)
    for index, body in enumerate(pages):
        sheet = Sheet(number=entry["first_page"] + index)
        first, last = index == 0, index == len(pages) - 1
        head = []
        if first or rng.random() < habits.heads:
            printed = not first and rng.random() < habits.numbers
            head = [[head_line(entry["section"], english[entry["section"]], sheet.number or 0, printed)]]
        sheet.groups += opening + head if first and not late else []
        sheet.groups += body + (_tail(entry) if last else [])
        _put_photos(sheet, photos, last, rng, habits)
        if first and late:
            # The title of a feature is the last thing on its page, the running head stands before it.
            sheet.groups += opening[:-1] + head + opening[-1:] if feature else opening + head
        elif not first:
            sheet.groups += head
        sheets.append(sheet)
    return sheets


def _put_photos(sheet: Sheet, photos: list[list[str]], last: bool, rng: random.Random, habits: Habits) -> None:
    """Captions at the end of a page or, inside, before its last line; all that are left go to the last page."""
    count = len(photos) if last else min(len(photos), int(rng.random() < 0.6))
    for _ in range(count):
        inside = habits.captions_inside and not last and rng.random() < 0.5
        sheet.groups.insert(len(sheet.groups) - int(inside), photos.pop(0))


def _tail(entry: dict[str, Any]) -> list[list[str]]:
    groups = [[line] for note in entry["notes"] for line in wrap(note, 26, 0)]
    return groups + ([["作者单位：" + "；".join(entry["affiliations"])]] if entry["affiliations"] else [])


def _caption(photo: dict[str, str], column: int) -> list[str]:
    text = f"{photo['caption']}/ {photo['credit_name']}{photo['credit_kind']}"
    return wrap(text, column + 10, 0)


def _opening(
    entry: dict[str, Any], rng: random.Random, rubric: str, feature: dict[str, Any] | None, late: bool
) -> list[list[str]]:
    """The groups of the title block, in one of the orders of the print; below its text a title follows its byline."""
    star = "*" if entry["funding_note"] else ""
    title = [_in_two(entry["title"] + star)]
    if feature:
        groups = [[" ".join(entry["authors"])]] if entry["authors"] else []
        groups += title + [wrap(feature["lead"], 46, 0)]
        groups += [[entry["kicker"] + "："]] if entry["kicker"] else []
        return groups + [[feature["title"]]]
    if entry["kicker"]:
        groups = [[entry["rubric"]]] if entry["rubric"] and entry["rubric"] != rubric else []
        return groups + [[entry["kicker"] + "："]] + title
    byline = [["□ " + " ".join(entry["authors"])]]
    funding = [["*" + entry["funding_note"]]] if entry["funding_note"] else []
    subtitle = [["——" + entry["subtitle"]]] if entry["subtitle"] else []
    if not late and rng.random() < 0.5:
        return title + subtitle + byline + funding
    return byline + funding + title + subtitle


def _in_two(title: str) -> list[str]:
    """A long title is set in two touching lines."""
    if em(title) <= 18:
        return [title]
    cut = title.find(" ") + 1 or len(title) // 2
    if not 4 <= cut <= len(title) - 4:
        cut = len(title) // 2
    while title[cut] in "，。、；：？！”’）》%*" or title[cut - 1] in "“‘（《" or title[cut].isascii():
        cut -= 1
    return [title[:cut].strip(), title[cut:].strip()]


def _body_pages(entry: dict[str, Any], column: int, count: int) -> list[list[list[str]]]:
    """The body's groups on `count` pages of about the same length; a page never ends with a head.

    Figures and tables stand at the top of the page on which their place in the text is.
    """
    groups: list[tuple[bool, list[str]]] = []
    floating: list[tuple[int, list[list[str]]]] = []
    for block in entry["body"]:
        if block["type"] == "paragraph":
            groups += [(False, [line]) for line in wrap(block["text"], column)]
        elif block["type"] == "heading":
            groups.append((True, _head_lines(block, column)))
        else:
            floating.append((len(groups), _float(block, column)))
    size, start, pages = max(len(groups) // count, 1), 0, []
    for number in range(1, count + 1):
        end = len(groups) if number == count else min(start + size, len(groups) - 1)
        while end > start + 1 and groups[end - 1][0]:
            end -= 1
        above = [lines for place, float_ in floating if start < place <= end for lines in float_]
        pages.append(above + [lines for _, lines in groups[start:end]])
        start = end
    return pages


def _float(block: dict[str, Any], column: int) -> list[list[str]]:
    caption = f"{block['label']} {block['caption']}"
    if block["type"] == "table":
        return [[cell] for cell in _cells(block)] + [[caption]]
    label, _, words = caption.partition(" ")
    lines = wrap(label + words, column, 0)
    return [[line.replace(label, label + " ", 1) if index == 0 else line] for index, line in enumerate(lines)]


def _head_lines(block: dict[str, Any], column: int) -> list[str]:
    text = block["text"]
    return [text] if em(text) <= column - 4 or block["level"] > 1 else _in_two(text)


def _cells(table: dict[str, Any]) -> list[str]:
    """The cells column by column, header first; the column of groups has each name once."""
    columns = [list(column) for column in zip(*([table["header"]] + table["rows"]), strict=True)]
    names = columns[0][:1]
    for name in columns[0][1:]:
        if name != names[-1] or len(names) == 1:
            names.append(name)
    grouped = len(names) < len(columns[0])
    first = names if grouped else columns[0]
    return first + [cell for column in columns[1:] for cell in column]


def _essay(entry: dict[str, Any], english: dict[str, str], rng: random.Random, habits: Habits) -> list[Sheet]:
    number = entry["first_page"]
    sheet, after = Sheet(number=number), Sheet(number=number + 1)
    sheet.put(head_line(entry["section"], english[entry["section"]], number, False))
    half = len(entry["photos"]) // 2
    for sheet_, photos in ((sheet, entry["photos"][:half]), (after, entry["photos"][half:])):
        text = " ".join(f"{p['caption']}/ {p['credit_name']}{p['credit_kind']}" for p in photos)
        if sheet_ is after:
            lines = [line for block in entry["body"] for line in wrap(block["text"], 30)]
            after.put(entry["title"], lines[0])
            for line in lines[1:]:
                after.put(line)
        sheet_.put(text)
    return [sheet, after]


def _printed(sheets: list[Sheet], habits: Habits, rng: random.Random) -> str:
    """All pages as one text: groups parted by an empty line, page starts by what is left of a form feed."""
    text = "\n\n\n"
    for index, sheet in enumerate(sheets):
        page = "\n\n".join("\n".join(group) for group in sheet.groups)
        if index == 0:
            text += page
        elif habits.form_feeds:
            text += "\f" + page
        elif text[-1].isdigit() or rng.random() < 0.2:
            text += "\n\n\n\n" + page
        else:
            text += "\n " + page
    return text + "\n"
