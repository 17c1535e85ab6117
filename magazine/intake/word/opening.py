"""The head of a manuscript: which of its first lines are title, kicker, subtitle, byline, unit and lead."""

import re
from dataclasses import dataclass, field

from magazine.intake.word.blocks import Block, Paragraph, Picture, usual_size
from magazine.intake.word.credits import has_credit
from magazine.intake.word.heads import NUMBERED, is_heading_style
from magazine.intake.word.people import CONTACT, Person, bare, is_unit, people, unit_of

TITLE_STYLES = {"title", "标题", "文章标题", "主标题", "大标题", "文题", "题目", "篇名", "题名"}
SUBTITLE_STYLES = {"subtitle", "副标题", "副题"}
KICKER_STYLES = {"肩题", "引题", "眉题"}
PERSON_STYLES = {"作者", "署名", "作者姓名", "author", "作者名"}
LEAD_STYLES = {"导语", "摘要", "编者按", "abstract", "导读"}
LABEL = re.compile(
    r"^[【\[（(〔]?\s*(?P<label>正?标题|主标题|题目|副标题|副题|肩题|引题|摘\s*要|内容摘要|内容提要|提要|关键词|关键字|导语|导读|编者按|"
    r"编者的话|基金项目|课题项目|来源|文章来源|摘自)\s*(?:[】\]）)〕]\s*[:：]?|[:：])\s*(?P<words>.*)$",
    re.DOTALL,
)
FUNDING = re.compile(
    r"(?:[（(【\[＊*]?\s*(?:基金项目|课题项目|项目来源)\s*[】\]）)]?\s*[:：].+|.{0,6}本(?:文|研究|课题|成果|论文).{0,20}(?:系|为|是|获|受).*"
    r"(?:课题|项目|基金|资助).*)",
    re.DOTALL,
)
DATE = re.compile(r"[（(]?\s*\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]?\s*(?:\d{1,2}\s*日?)?\s*[)）]?")
GREETING = re.compile(r"尊敬的.*|您好.?|你好.?|.*[：:，。]")
MOST_LINES = 16
LONG = 45


@dataclass
class Opening:
    """What the first lines say. `photographers` are credited for pictures without a credit of their own."""

    kicker: str = ""
    title: str = ""
    subtitle: str = ""
    lead: str = ""
    source: str = ""
    funding_note: str = ""
    tags: str = ""
    persons: list[Person] = field(default_factory=list)
    unit: str = ""
    marks: list[int] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def is_funding(text: str) -> bool:
    return len(text) <= 300 and bool(FUNDING.fullmatch(text.strip()))


def opening(blocks: list[Block]) -> tuple[Opening, list[Block]]:
    """(what the head says, the blocks that are the text). No line is dropped: what is not understood is text."""
    reader = _Reader(blocks)
    return reader.read()


class _Reader:
    def __init__(self, blocks: list[Block]):
        self.blocks = blocks
        self.usual = usual_size(blocks)
        self.found = Opening()
        heads = [b for b in blocks if isinstance(b, Paragraph) and b.style == "heading 1"]
        self.lone_head = len(heads) == 1
        self.styled = any(isinstance(b, Paragraph) and b.style in TITLE_STYLES for b in blocks[:MOST_LINES])

    def read(self) -> tuple[Opening, list[Block]]:
        places = self._front()
        lines: dict[int, Paragraph] = {i: b for i in places if isinstance(b := self.blocks[i], Paragraph)}
        left = [place for place in lines if not self._labelled(lines[place])]
        left = self._named(lines, left)
        title = self._title(lines, left) if not self.found.title else []
        for place in title:
            left.remove(place)
        used = set(lines) - set(left)
        first = min(title, default=-1)
        for place in list(left):
            if self._take(lines[place], place < first, place in self._adjacent(used)):
                used.add(place)
        for place in used:
            self.found.marks += lines[place].marks
        return self.found, [block for place, block in enumerate(self.blocks) if place not in used]

    def _adjacent(self, used: set[int]) -> set[int]:
        """Places whose line before has been understood, pictures between them set aside."""
        pictures = {i for i, block in enumerate(self.blocks[: MOST_LINES * 2]) if isinstance(block, Picture)}
        places = {place + 1 for place in used}
        while places & pictures:
            places = {place + 1 if place in pictures else place for place in places}
        return places

    def _front(self) -> list[int]:
        """The places of the first lines, up to the first paragraph of running text, the first head or table."""
        places: list[int] = []
        under_picture = False
        for place, block in enumerate(self.blocks[: MOST_LINES * 2]):
            if isinstance(block, Picture):
                under_picture = True
                continue
            if not isinstance(block, Paragraph) or block.listed or len(places) >= MOST_LINES:
                break
            text = block.words
            if under_picture and (block.beside or has_credit(text) or block.style in ("caption", "题注", "图说")):
                continue
            under_picture = False
            if places and self._is_head(block):
                break
            if self._is_text(block):
                break
            places.append(place)
        return places

    def _is_head(self, line: Paragraph) -> bool:
        if is_heading_style(line.style):
            return line.style != "heading 1" or not self.lone_head or self.styled
        return bool(NUMBERED["han"].match(line.words) or NUMBERED["chapter"].match(line.words))

    def _is_text(self, line: Paragraph) -> bool:
        """Whether the line is running text: long, or a whole sentence, and not set as a head is."""
        text = line.words
        if line.style in TITLE_STYLES | SUBTITLE_STYLES | KICKER_STYLES | PERSON_STYLES | LEAD_STYLES or LABEL.match(
            text
        ):
            return False
        if is_heading_style(line.style) or is_funding(text) or people(text) or unit_of(text):
            return False
        if line.size >= self.usual + 2 and len(text) <= 80:
            return False
        return len(text) >= LONG or (len(text) >= 15 and text.endswith(("。", "；", "：", "，", "……")))

    def _labelled(self, line: Paragraph) -> bool:
        """Take a line that says itself what it is; whether it did."""
        found, text = self.found, line.words
        hit = LABEL.match(text)
        label = re.sub(r"\s", "", hit["label"]) if hit else ""
        words = hit["words"].strip() if hit else text
        if is_funding(text) and not found.funding_note:
            found.funding_note = text.strip("（()） ＊*")
        elif line.style in SUBTITLE_STYLES or label in ("副标题", "副题"):
            found.subtitle = f"{found.subtitle} {words}".strip().lstrip("—－-– ")
        elif line.style in KICKER_STYLES or label in ("肩题", "引题"):
            found.kicker = words
        elif label in ("标题", "正标题", "主标题", "题目") and words and not found.title:
            found.title = words
        elif label.startswith("关键"):
            found.tags = words
        elif label in ("来源", "文章来源", "摘自") and len(words) <= 100:
            found.source = words
        elif line.style in LEAD_STYLES or label in ("导语", "导读", "编者按", "编者的话") or "要" in label:
            # 编者按 speaks for itself in print; 导语 and 摘要 are names of the field.
            kept = text if label.startswith("编者") else words
            found.lead = f"{found.lead}\n{kept}".strip()
        else:
            return False
        return True

    def _named(self, lines: dict[int, Paragraph], left: list[int]) -> list[int]:
        """Take the lines that name people; the places that are left. A first line of bare names may be a title."""
        kept = []
        for index, place in enumerate(left):
            line = lines[place]
            made = people(line.words) if line.style not in TITLE_STYLES else None
            styled = line.style in PERSON_STYLES
            if made is None or (index == 0 and not made.sure and not styled and not self._title_follows(lines, left)):
                kept.append(place)
            elif made.editors and not made.persons:
                kept.append(place)
                self.found.doubts.append(f"“{line.words}”是编辑署名，留在正文里，核对后删去。")
            else:
                self.found.persons += made.persons
                if CONTACT.search(line.words):
                    self.found.doubts.append(f"署名一行里的联系方式没有收进稿件：“{line.words}”。")
                self.found.unit = self.found.unit or made.unit
        return kept

    def _title_follows(self, lines: dict[int, Paragraph], left: list[int]) -> bool:
        """Whether a line behind the first one is set larger than it, or is its equal and no name."""
        first, rest = lines[left[0]], [lines[place] for place in left[1:]]
        others = [line for line in rest if not people(line.words) and not is_unit(line.words)]
        return any(line.size >= first.size for line in others)

    def _look(self, line: Paragraph) -> tuple[bool, bool, float, bool]:
        centred = line.align == "center"
        head = line.style == "heading 1" and (self.lone_head or not self.styled)
        return line.style in TITLE_STYLES, head, line.size, centred or line.bold

    def _title(self, lines: dict[int, Paragraph], left: list[int]) -> list[int]:
        """The places of the title: the line set largest, the first of equals, with the line that it runs on into."""
        able = [place for place in left if not _explicit_unit(lines[place].words)]
        able = [place for place in able if not DATE.fullmatch(lines[place].words)]
        able = [place for place in able if not GREETING.fullmatch(lines[place].words)] or able
        several = [place for place in able if not is_unit(lines[place].words)]
        able = several or able
        if not able:
            return []
        best = max(self._look(lines[place]) for place in able)
        equals = [place for place in able if self._look(lines[place]) == best]
        title = [equals[0]]
        for place in equals[1:]:
            if place == title[-1] + 1 and self._runs_on(lines, title, lines[place]):
                title.append(place)
        words = [lines[place].words for place in title]
        self.found.title = _joined([_closed_up(line) for line in words])
        if " " in self.found.title and len(words) > 1:
            self.found.doubts.append("标题原分几行，接成一行，核对中间的空格。")
        return title

    def _runs_on(self, lines: dict[int, Paragraph], title: list[int], line: Paragraph) -> bool:
        """Whether `line` goes on with the title: the title stands open, or both are set as a title, larger than text."""
        before = "".join(lines[place].words for place in title)
        if line.words.startswith(("—", "－", "–")) or len(before) + len(line.words) > 60:
            return False
        open_mark = any(before.count(a) > before.count(b) for a, b in ("“”", "《》", "（）", "‘’"))
        if open_mark or before.endswith(("，", "、", "：", "与", "和", "的")) or line.words[0] in "的与和":
            return True
        look = self._look(line)
        return look[0] or (line.size > self.usual and look[3])

    def _take(self, line: Paragraph, above: bool, follows: bool) -> bool:
        """Place one of the lines that are left around the title; False leaves it in the text."""
        found, text = self.found, line.words
        if DATE.fullmatch(text):
            found.doubts.append(f"“{text}”留在正文里，核对后删去。")
            return False
        if above:
            speaker = text.rstrip("：:")
            if not found.kicker and len(text) <= 40 and text != speaker and is_unit(speaker):
                found.kicker = speaker
                return True
            if not found.kicker and len(text) <= 40 and not re.search(r"[。！：，:]$", text):
                found.kicker = bare(text) if text[:1] in "【[" else text
                return True
            return False
        if text.startswith(("—", "－", "–", "--")) and not found.subtitle:
            found.subtitle = text.lstrip("—－–- ")
            return True
        unit = unit_of(text)
        if unit and (found.persons or _explicit_unit(text)):
            found.unit = f"{found.unit}、{unit}".strip("、") if unit != found.unit else unit
            return True
        if unit and follows and len(unit) <= 40:
            found.persons.append(Person(unit, ("文",), organisation=True))
            return True
        larger = line.align == "center" or line.bold or line.size > self.usual
        if follows and larger and not found.subtitle and not line.bold and len(text) <= 50:
            found.subtitle = text
            return True
        return False


def _explicit_unit(text: str) -> bool:
    return bool(unit_of(text)) and (text[:1] in "（([【" or bool(re.match(r".{0,3}(?:作者)?单位", text)))


def _closed_up(words: str) -> str:
    """A title whose characters are typed apart (春 风 进 车 间) without the blanks that only widen it."""
    pieces = words.split()
    return "".join(pieces) if len(pieces) > 2 and all(len(piece) == 1 for piece in pieces) else words


def _joined(words: list[str]) -> str:
    """The lines of a title in one: a space keeps them apart where no mark does."""
    title = words[0]
    for line in words[1:]:
        closed = title.endswith(("，", "、", "：", "“", "《", "（")) or line[0] in "，、：”》）的与和"
        open_mark = any(title.count(a) > title.count(b) for a, b in ("“”", "《》", "（）"))
        title += line if closed or open_mark or title.endswith(("与", "和", "的")) else f" {line}"
    return title
