"""Makes whole issues and prints them with every trap of the print, each switched on or off by a Plan: `print_issue`.

The expected reading comes with the print: on which pages a piece lies is known only when its lines are set.
"""

from dataclasses import dataclass, field
from typing import Any

from tests.magazine.intake.made_up import entry, paragraph
from tests.magazine.intake.press import Plan, Press, Sheet, split
from tests.magazine.intake.typesetter import TOKEN, em

NUMERALS = "一二三四五六七八九十"
MARKS = "①②③④⑤⑥⑦⑧⑨"
GROUPS = {
    "性别": ["男", "女"],
    "年龄": ["30岁以下", "31-40", "41-50", "50以上"],
    "学历": ["高中以下", "大专", "本科", "研究生"],
    "在岗年限": ["1年以下", "1-3年", "3-10年", "10年以上"],
    "岗位": ["一线操作", "技术", "管理"],
}


def print_issue(plan: Plan) -> tuple[str, dict[str, Any]]:
    """(print text, expected reading) of the issue that a plan describes."""
    press = Press(plan)
    for part in plan.front:
        press.chronicle() if part == "chronicle" else press.voices()
    sections = list(plan.stock.sections)
    for part in plan.order:
        bare = part == "column"
        name, english = next(pair for pair in sections if (pair[1] == "") == bare)
        sections.remove((name, english))
        press.english[name] = english
        PARTS[part](press, name)
    names = dict.fromkeys(piece["section"] for piece in press.entries)
    back, year = (plan.month - 1, plan.year) if plan.month > 1 else (12, plan.year - 1)
    expected = {
        "issue": {"year": plan.year, "month": plan.month, "covers": f"{year}-{back:02d}"},
        "sections": [{"name": name, "running_head_en": press.english.get(name, "")} for name in names],
        "entries": press.entries,
        "unplaced": press.unplaced,
        "furniture": [],
    }
    return printed(press), expected


def printed(press: Press) -> str:
    """All sheets as one text: page starts by a form feed, by what is left of one, or by three empty lines."""
    text = "\n\n\n"
    for index, sheet in enumerate(press.sheets):
        page = "\n\n".join("\n".join(group) for group in sheet.groups)
        blank = text[-1].isdigit() and press.plan.starts != "feeds"
        mark = {"feeds": "\f", "blank": "\n\n\n\n"}.get(press.plan.starts, "\n\n\n\n" if blank else "\n ")
        text += page if index == 0 else mark + page
    return text + "\n"


# What an issue holds ---------------------------------------------------------------------------------------------------
def photo(press: Press) -> dict[str, str]:
    name, kind = press.writer.credit()
    return {"caption": press.writer.caption(), "credit_name": name, "credit_kind": kind}


def make_body(press: Press, heads: int, each: int, numbered: bool, run_in: bool) -> list[dict[str, Any]]:
    """An opening, then `heads` parts of `each` pieces: plain, under （一） heads, or with such heads run in."""
    writer = press.writer
    body = [paragraph(writer.paragraph()) for _ in range(press.rng.randint(1, 2))]
    for _ in range(heads):
        body.append({"type": "heading", "text": writer.head(), "level": 1})
        if numbered and press.chance(0.5):
            body.append(paragraph(writer.paragraph()))
        stop = press.rng.choice(["", "", "。"])
        for index in range(each):
            name = f"（{NUMERALS[index]}）{writer.head().replace(' ', '，')}"
            if numbered:
                body.append({"type": "heading", "text": name + stop, "level": 2})
                body += [paragraph(writer.paragraph()) for _ in range(press.rng.randint(1, 2))]
            else:
                bare = name if press.chance(0.5) else writer.head().replace(" ", "，")
                body.append(paragraph((f"{bare}。" if run_in else "") + writer.paragraph()))
    return body


def with_notes(press: Press, piece: dict[str, Any]) -> None:
    """Set ①②③ behind sentences; their notes follow where the plan prints them."""
    plan = press.plan
    if plan.notes == "none" or not press.chance(plan.marks):
        return
    places = [block for block in piece["body"] if block["type"] == "paragraph" and block["text"].endswith("。")]
    chosen = sorted(press.rng.sample(range(len(places)), min(len(places), press.rng.randint(1, 4))))
    for mark, place in zip(MARKS, chosen, strict=False):
        places[place]["text"] = places[place]["text"][:-1] + mark + "。"
        if plan.notes != "marks only":
            book = press.rng.choice(plan.stock.books)
            where = f"{plan.year - 1}年第{press.rng.randint(1, 12)}期，第{press.rng.randint(1, 99)}页"
            piece["notes"].append(f"{mark}{press.writer.name()}：《{book}》解读，《{plan.stock.paper}》，{where}。")


def article(press: Press, section: str, body: list[dict[str, Any]] | None = None, **fields: Any) -> None:
    """A bylined article over as many pages as its body takes."""
    writer, plan = press.writer, press.plan
    numbered, run_in = press.chance(plan.numbered), press.chance(plan.run_in)
    body = body or make_body(press, press.rng.randint(2, 4), press.rng.randint(2, 3), numbered, run_in)
    unit = writer.who() + press.rng.choice(["", "", "研究室", "权益保障部"])
    piece = entry(
        "article",
        section,
        writer.title(),
        subtitle=f"以{writer.who()}为例" if press.chance(0.35) else "",
        authors=[writer.name() for _ in range(press.rng.choice([1, 1, 1, 2, 3]))],
        affiliations=[unit] if press.chance(0.85) else [],
        body=body,
        photos=[photo(press) for _ in range(press.rng.choice([0, 1, 1, 2]))],
    )
    piece |= fields
    if press.chance(0.25):
        topic = press.rng.choice(plan.stock.things)
        piece["funding_note"] = (
            f"本文为{writer.who()}{plan.year - 1}年度课题《{topic}研究》（GH{plan.year}07）的阶段性成果"
        )
    with_notes(press, piece)
    Setting(press, piece).run()


def column(press: Press, section: str) -> None:
    article(press, section)


def practice(press: Press, section: str) -> None:
    for _ in range(press.plan.pieces):
        article(press, section)


def research(press: Press, section: str) -> None:
    """An article with a table that nothing cites and figures that the text cites."""
    body = make_body(press, 3, 2, True, False)
    texts = [block for block in body if block["type"] == "paragraph"]
    if press.plan.figures:
        for number in range(1, press.rng.randint(2, 4)):
            cited = texts[2 * number]
            cited["text"] = cited["text"][:-1] + f"（见图{number}）。"
            caption = f"{press.rng.choice(press.plan.stock.groups)}参加{press.rng.choice(press.plan.stock.things)}的主要原因和受益情况分布"
            body.insert(body.index(cited) + 1, {"type": "figure", "label": f"图{number}", "caption": caption})
    if press.plan.table:
        table = make_table(press)
        told = texts[1]
        row = press.rng.choice(table["rows"])
        told["text"] += f"其中，{row[-3]}{row[-2]}人，占{row[-1]}。"
        body.insert(body.index(told) + 1, table)
    article(press, section, body)


def make_table(press: Press) -> dict[str, Any]:
    """Grouped: every group adds up to the same total; plain: one row a place."""
    total, rows = press.rng.randint(200, 900), []
    if press.plan.table == "grouped":
        for name in press.rng.sample(sorted(GROUPS), press.rng.randint(3, 5)):
            cuts = sorted(press.rng.sample(range(1, total), len(GROUPS[name]) - 1))
            counts = [b - a for a, b in zip([0, *cuts], [*cuts, total], strict=True)]
            rows += [[name, label, str(n), f"{n / total:.2%}"] for label, n in zip(GROUPS[name], counts, strict=True)]
        header = ["基本信息", "属性", "数量", "占比"]
    else:
        header = ["单位", "人数", "占比"]
        rows = [
            [name, str(press.rng.randint(9, 99)), f"{press.rng.randint(5, 60)}.5%"] for name in press.plan.stock.places
        ]
    return {"type": "table", "label": "表1", "caption": "调查对象基本情况", "header": header, "rows": rows}


def package(press: Press, section: str) -> None:
    """A feature head with its news, then members under one rubric, a page each."""
    writer = press.writer
    count = press.rng.randint(2, 5)
    page = press.page
    feature = entry("feature", section, writer.title(), lead="", first_page=page, last_page=page, members=count + 1)
    feature["lead"] = writer.paragraph(4)
    title = writer.head().replace(" ", "") + "迈上新台阶"
    body = [paragraph(writer.paragraph()) for _ in range(3)]
    body.insert(2, paragraph(writer.paragraph(2) + f"以扎实举措{title}。"))
    news = entry(
        "article", section, title, kicker=f"{press.plan.year}年全省{press.rng.choice(press.plan.stock.things)}工作会议"
    )
    news |= {"authors": [writer.name()], "body": body}
    press.entries.append(feature)
    Setting(press, news, feature=feature).run()
    for index in range(count):
        body = make_body(press, press.rng.randint(3, 4), 1, False, False)[1:]
        unit = press.plan.stock.places[index] + press.plan.stock.units[index]
        member = entry("article", section, writer.head(), kicker=unit, rubric="经验交流", body=body)
        member["photos"] = [photo(press)] if press.chance(0.4) else []
        Setting(press, member, first_member=index == 0, one_page=True).run()


def essay(press: Press, section: str) -> None:
    """A photo essay: its title touches its text, two captions share a line."""
    photos = [photo(press) for _ in range(press.rng.choice([3, 4, 4, 5]))]
    title = f"“{press.rng.choice(press.plan.stock.brands)}”掠影"
    piece = entry("photo_essay", section, title, photos=photos, body=[paragraph(press.writer.paragraph(3))])
    number = press.page
    piece["first_page"] = piece["last_page"] = number
    first = Sheet(number=number, groups=[press.running_head(section, number)[:1]])
    spread = press.plan.essay == "two pages"
    last = Sheet(number=number + 1) if spread else first
    half = len(photos) // 2 if spread else 0
    if half:
        first.groups.append([" ".join(one_line(press, each) for each in photos[:half])])
    lines = press.lines(piece["body"][0]["text"], press.width(30))
    last.groups += [[title, lines[0]], *[[line] for line in lines[1:]]]
    rest = [one_line(press, each) for each in photos[half:]]
    last.groups += [[" ".join(rest)]] if press.chance(0.5) else [[line] for line in rest]
    press.sheets += [first, last] if spread else [first]
    press.page += 2 if spread else 1
    press.entries.append(piece)


def one_line(press: Press, shot: dict[str, str]) -> str:
    return f"{shot['caption']}/ {shot['credit_name']}{shot['credit_kind']}"


PARTS = {"package": package, "column": column, "research": research, "practice": practice, "lens": essay}


# How an article is set -------------------------------------------------------------------------------------------------
@dataclass
class Setting:
    """One article on its way to the sheets: pages of groups, then the title block, captions, running heads and the end."""

    press: Press
    piece: dict[str, Any]
    feature: dict[str, Any] | None = None
    first_member: bool = False
    one_page: bool = False
    sheets: list[Sheet] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    size: int = 0

    def run(self) -> None:
        press, piece = self.press, self.piece
        column = press.rng.randint(*press.plan.columns)
        self.turn_page()
        for block in piece["body"]:
            self.block(block, column)
        self.end_page()
        self.finish(column)
        for index, sheet in enumerate(self.sheets):
            sheet.number = press.page + index
        piece["first_page"], piece["last_page"] = press.page, press.page + len(self.sheets) - 1
        late = bool(self.feature) or (bool(piece["kicker"]) and press.chance(0.8)) or press.chance(press.plan.late)
        self.captions(column, late)
        title = self.opening(late)
        for index, sheet in enumerate(self.sheets):
            if index == 0 and title is not None:
                press.put_head(sheet, piece["section"], title)
            elif index and press.chance(press.plan.heads):
                press.put_head(sheet, piece["section"], None)
        press.page += len(self.sheets)
        press.sheets += self.sheets
        press.entries.append(piece)

    # Pages
    def turn_page(self) -> None:
        self.sheets.append(Sheet())
        self.size = 999 if self.one_page or self.feature else self.press.rng.randint(*self.press.plan.capacity)
        if len(self.sheets) == 1:
            self.size = int(self.size * 0.7)

    def end_page(self) -> None:
        for head in self.moved:
            self.sheets[-1].groups.append([head])
        self.moved = []

    def put(self, line: str) -> None:
        if len(self.sheets[-1].groups) >= self.size:
            self.end_page()
            self.turn_page()
        self.sheets[-1].groups.append([line])

    def block(self, block: dict[str, Any], column: int) -> None:
        press, sheet = self.press, self.sheets[-1]
        if block["type"] == "paragraph":
            for line in press.lines(block["text"], press.width(column)):
                self.put(line)
        elif block["type"] == "heading":
            if self.size - len(sheet.groups) < 6 and not self.one_page and not self.feature:
                self.end_page()
                self.turn_page()
                sheet = self.sheets[-1]
            if block["level"] > 1:
                for line in press.lines(block["text"], press.width(column)):
                    self.put(line)
            elif (
                press.chance(press.plan.moved_heads)
                and em(block["text"]) < column
                and len(sheet.groups) > 8
                and not self.moved
            ):
                self.moved.append(block["text"])
            else:
                sheet.groups.append(in_two(block["text"], column - 4))
        elif block["type"] == "table":
            cells = [[cell] for cell in cells_of(block)] + [[f"{block['label']} {block['caption']}"]]
            sheet.groups[0:0] = cells
            self.size += len(cells)
        else:
            label, words = block["label"], block["caption"]
            lines = split(label + words, column - 1)
            lines[0] = lines[0].replace(label, label + " ", 1)
            place = 0 if press.chance(0.7) else len(sheet.groups)
            sheet.groups[place:place] = [[line] for line in lines]
            self.size += len(lines)

    def finish(self, column: int) -> None:
        """Notes and the unit at the end of the last page; the unit may stand before a head that has slipped below it."""
        press, piece, last = self.press, self.piece, self.sheets[-1]
        notes = [line for note in piece["notes"] for line in split(note, column if press.chance(0.5) else column + 8)]
        unit = "；".join(piece["affiliations"])
        unit = f"（作者单位：{unit}）" if press.plan.brackets else f"作者单位：{unit}"
        ending = [[line] for line in notes] if press.plan.notes != "before unit" else []
        groups = [[unit]] if piece["affiliations"] else []
        groups = ending + groups if press.chance(0.5) else groups + ending
        if press.plan.notes == "before unit":
            groups = [[line] for line in notes] + groups
        last.groups += groups

    def captions(self, column: int, late: bool) -> None:
        """Captions last on a page, before its last line, or in the middle of its text; the first page keeps its title apart."""
        press = self.press
        for shot in self.piece["photos"]:
            sheet = press.rng.choice(self.sheets)
            lines = caption(press, shot, column)
            where = press.rng.choice(press.plan.captions_at)
            count = len(sheet.groups)
            inside = {"last": count, "inside": count - 1, "middle": press.rng.randint(2, max(2, count - 2))}
            place = inside[where]
            if sheet is self.sheets[-1] and self.piece["notes"]:
                place = count
            table = next((i for i in range(count) if sheet.groups[i][0].startswith("表1 ")), -1)
            sheet.groups.insert(max(min(place, count), table + 1), lines)

    # The title block
    def opening(self, late: bool) -> int:
        """Set the title block above or below the text of the first page; where the running head goes beside it."""
        sheet = self.sheets[0]
        groups, head = self.feature_groups() if self.feature else self.groups(late)
        if late:
            # A subtitle may slip below a caption to the very end of the page, a title never.
            sheet.groups += groups
            return len(sheet.groups) - len(groups) + head
        sheet.groups[0:0] = groups
        return head

    def feature_groups(self) -> tuple[list[list[str]], int]:
        press, piece, feature = self.press, self.piece, self.feature or {}
        lead = split(feature["lead"], 48)
        groups = [[piece["authors"][0]], [piece["title"], *lead] if press.chance(0.3) else [piece["title"]]]
        groups += [lead] if len(groups[1]) == 1 else []
        groups += [[piece["kicker"] + "："], [feature["title"]]]
        return groups, len(groups) - 1

    def groups(self, late: bool) -> tuple[list[list[str]], int]:
        """The groups of the title block, and where the running head may stand among them."""
        press, piece = self.press, self.piece
        title = in_two(piece["title"] + ("*" if piece["funding_note"] else ""), 18)
        if piece["kicker"]:
            rubric = [[piece["rubric"]]] if self.first_member else []
            groups = [*rubric, [piece["kicker"] + "："], title]
            return groups, len(groups) if late else 0
        byline = ["□ " + " ".join(piece["authors"])]
        subtitle = [["——" + piece["subtitle"]]] if piece["subtitle"] else []
        funding = [["*" + piece["funding_note"]]] if piece["funding_note"] else []
        if late or press.chance(press.plan.byline_first):
            groups = [byline, title, *subtitle]
            return groups + funding, len(groups)
        if press.chance(0.4) and not subtitle:
            return [title + byline, *funding], 0
        return [title, *subtitle, byline, *funding], press.rng.choice([0, 1 + len(subtitle)])


def caption(press: Press, shot: dict[str, str], column: int) -> list[str]:
    """A caption set wider than the column; its credit may stand on a line of its own, its slash may lack the space."""
    credit = f"/{press.rng.choice(['', ' '])}{shot['credit_name']}{shot['credit_kind']}"
    wide = press.rng.choice([int(column * 1.4), column * 2])
    if press.chance(press.plan.credit_line):
        return [*split(shot["caption"], wide), credit]
    return split(shot["caption"] + credit, wide)


def in_two(title: str, most: float) -> list[str]:
    """A line that is too long is set in two touching ones, cut at its space or near its middle."""
    if em(title) <= most:
        return [title]
    tokens = TOKEN.findall(title.replace(" ", "\u3000")) if " " not in title else []
    if " " in title:
        left, _, right = title.partition(" ")
        return [left, right]
    first = ""
    while tokens and em(first + tokens[0]) <= em(title) / 2 + 1:
        first += tokens.pop(0)
    return [first, "".join(tokens)] if first and tokens else [title]


def cells_of(table: dict[str, Any]) -> list[str]:
    """Cells column by column, header first; the column of groups has each name once, a long one over two lines."""
    columns = [list(each) for each in zip(table["header"], *table["rows"], strict=True)]
    grouped = len(set(columns[0][1:])) < len(columns[0]) - 1
    names = list(dict.fromkeys(columns[0])) if grouped else columns[0]
    broken = [part for name in names for part in ([name[:2], name[2:]] if name == "在岗年限" else [name])]
    return broken + [cell for each in columns[1:] for cell in each]
