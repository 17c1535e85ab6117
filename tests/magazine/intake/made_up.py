"""Makes up issues in the intake format: fictional names and sentences from general lists of characters, seeded."""

import random
from typing import Any

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严金魏陶姜"
GIVEN = "岚峤澄砚舟禾霁野芷竹棠榆柏溪渡砺铮钧铭锐翎翊煜炜焱"
PLACES = ["岚溪", "砚山", "棠浦", "榆桥", "柏川", "芷江湾", "禾渡", "霁岭", "澄湖", "翎城"]
WORDS = [
    "职工",
    "夜校",
    "车间",
    "班组",
    "工友",
    "驿站",
    "课程",
    "技能",
    "服务",
    "阵地",
    "维权",
    "协商",
    "竞赛",
    "培训",
    "家属",
    "食堂",
    "班车",
    "图书",
    "师傅",
    "学员",
    "设备",
    "产线",
    "港口",
    "码头",
    "仓库",
    "茶园",
    "电网",
    "线路",
    "骑手",
    "货车",
    "社区",
    "园区",
    "企业",
    "工厂",
    "学院",
    "剧场",
    "球场",
    "健康",
    "心理",
    "热线",
]
VERBS = [
    "组织",
    "建立",
    "完善",
    "推动",
    "带动",
    "帮助",
    "走进",
    "开设",
    "整理",
    "记录",
    "走访",
    "调整",
    "落实",
    "策划",
    "改造",
    "更新",
    "联合",
    "邀请",
    "汇总",
    "讲述",
]
LINKS = ["围绕", "结合", "通过", "面向", "针对", "依托", "借助", "按照", "根据", "随着"]
ENDINGS = ["成效", "办法", "经验", "机制", "平台", "清单", "方案", "做法", "台账", "口碑"]
POSTS = ["总工会主席", "工会劳动保护部部长", "港务公司机修班班长", "职业学院教师", "公交公司驾驶员", "纺织厂挡车工"]
SECTIONS = [
    ("封面", "COVER"),
    ("人物", "PEOPLE"),
    ("观察", "VIEW"),
    ("车间", "SHOP FLOOR"),
    ("讲堂", "FORUM"),
    ("书架", "BOOKS"),
    ("声音里的工会", ""),
]
NUMERALS = "一二三四五六七八九"


class Writer:
    """Writes names, sentences and paragraphs by one seed."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)

    def name(self) -> str:
        return self.rng.choice(SURNAMES) + "".join(self.rng.sample(GIVEN, self.rng.choice([2, 2, 2, 1])))

    def place(self) -> str:
        return self.rng.choice(PLACES)

    def clause(self) -> str:
        pick = self.rng.choice
        roll = self.rng.random()
        if roll < 0.2:
            return f"{pick(LINKS)}{pick(WORDS)}{pick(WORDS)}"
        if roll < 0.35:
            return f"{pick(VERBS)}“{pick(WORDS)}{pick(WORDS)}”{pick(WORDS)}{self.rng.randint(3, 99)}场次"
        if roll < 0.45:
            return f"覆盖{pick(WORDS)}{self.rng.randint(100, 9999)}人，占{self.rng.randint(10, 99)}.{self.rng.randint(10, 99)}%"
        return f"{pick(VERBS)}{pick(WORDS)}{pick(WORDS)}{pick(VERBS)}{pick(WORDS)}{pick(ENDINGS)}"

    def sentence(self) -> str:
        return "，".join(self.clause() for _ in range(self.rng.randint(2, 4))) + "。"

    def paragraph(self, sentences: int = 3) -> str:
        return "".join(self.sentence() for _ in range(sentences + self.rng.randint(0, 2)))

    def slogan(self) -> str:
        pick = self.rng.choice
        return f"{pick(VERBS)}{pick(WORDS)}{pick(WORDS)}的{pick(ENDINGS)}"

    def title(self) -> str:
        pick = self.rng.choice
        forms = (
            f"{pick(VERBS)}{pick(WORDS)} {pick(VERBS)}{pick(WORDS)}{pick(ENDINGS)}",
            f"“{pick(WORDS)}”里的{pick(WORDS)}{pick(ENDINGS)}",
            f"{self.place()}{pick(WORDS)}{pick(WORDS)}的{self.rng.randint(2, 9)}个{pick(ENDINGS)}",
            f"{pick(WORDS)}{pick(ENDINGS)}怎样{pick(VERBS)}{pick(WORDS)}{pick(WORDS)}与{pick(WORDS)}的思考",
        )
        return pick(forms)

    def photo(self) -> dict[str, str]:
        kind = self.rng.choice(["摄", "供图"])
        name = self.name() if kind == "摄" else f"{self.place()}市总工会"
        caption = f"{self.place()}{self.rng.choice(WORDS)}{self.sentence()}"
        return {"caption": caption, "credit_name": name, "credit_kind": kind}

    def body(self, heads: int, paragraphs: int, numbered: bool) -> list[dict[str, Any]]:
        body: list[dict[str, Any]] = [paragraph(self.paragraph())]
        for _ in range(heads):
            body.append({"type": "heading", "text": self.slogan(), "level": 1})
            for index in range(paragraphs):
                if numbered:
                    text = f"（{NUMERALS[index]}）{self.slogan()}"
                    body.append({"type": "heading", "text": text, "level": 2})
                body.append(paragraph(self.paragraph()))
        return body


def paragraph(text: str) -> dict[str, Any]:
    return {"type": "paragraph", "text": text}


def entry(kind: str, section: str, title: str, **fields: Any) -> dict[str, Any]:
    """An entry of the intake format with everything that is not named left empty."""
    result: dict[str, Any] = {
        "kind": kind,
        "section": section,
        "rubric": "",
        "kicker": "",
        "title": title,
        "subtitle": "",
        "authors": [],
        "affiliations": [],
        "lead": "",
        "funding_note": "",
        "first_page": None,
        "last_page": None,
        "body": [],
        "notes": [],
        "photos": [],
    }
    return result | fields


def make_issue(seed: int, year: int = 2031, month: int = 6, front: str = "both", essay: bool = True) -> dict[str, Any]:
    """An issue with a chronicle and voices of the month before (`front`: both, chronicle, none), articles and an essay."""
    writer = Writer(seed)
    entries: list[dict[str, Any]] = []
    news, news_year = (month - 1, year) if month > 1 else (12, year - 1)
    if front != "none":
        entries.append(_chronicle(writer, news, news_year))
    if front == "both":
        entries.append(_voices(writer, news))
    sections = writer.rng.sample(SECTIONS, 4)
    page = 1
    feature, members = _package(writer, sections[0][0])
    entries += [feature, *members]
    page = 1 + len(members)
    for name, _ in sections[1:3]:
        for _ in range(writer.rng.randint(1, 2)):
            piece = _essay_article(writer, name, page)
            entries.append(piece)
            page = piece["last_page"] + 1
    if essay:
        entries.append(_photos(writer, sections[3][0], page))
    used = dict.fromkeys(item["section"] for item in entries)
    english = dict(SECTIONS)
    return {
        "issue": {"year": year, "month": month, "covers": f"{news_year}-{news:02d}"},
        "sections": [{"name": name, "running_head_en": english.get(name, "")} for name in used],
        "entries": entries,
        "unplaced": [],
        "furniture": [],
    }


def _chronicle(writer: Writer, month: int, year: int) -> dict[str, Any]:
    events = []
    for day in sorted(writer.rng.sample(range(2, 27), 7)):
        span = writer.rng.random() < 0.3
        words = f"{month}月{day}日" + (f"至{day + 2}日" if span else "")
        if span and writer.rng.random() < 0.4 and month < 12:
            words = f"{month}月{day}日至{month + 1}月2日"
        end = f"{year}-{month:02d}-{day + 2 if span else day:02d}"
        if "月2日" in words.partition("至")[2] and words.count("月") == 2:
            end = f"{year}-{month + 1:02d}-02"
        text = f"{words}，{writer.place()}市总工会{year}年{writer.paragraph(1)}"
        if writer.rng.random() < 0.3:
            text += "\n" + writer.paragraph(2)
        events.append({"start": f"{year}-{month:02d}-{day:02d}", "end": end, "text": text, "photos": []})
    events[0]["photos"] = [{"caption": "", "credit_name": writer.name(), "credit_kind": "摄"}]
    return entry("chronicle", "大事", f"{month}月大事", events=events)


def _voices(writer: Writer, month: int) -> dict[str, Any]:
    voices = []
    for _ in range(4):
        post = f"{writer.place()}市{writer.rng.choice(POSTS)}"
        voices.append({"text": writer.paragraph(1), "speaker": writer.name(), "speaker_title": post})
    return entry("voices", "之声", f"{month}月之声", voices=voices, source="《棠浦工人报》")


def _package(writer: Writer, section: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """A feature head with its news article, and members with kickers under one rubric."""
    count = writer.rng.randint(2, 4)
    feature = entry(
        "feature", section, writer.title(), lead=writer.paragraph(4), first_page=1, last_page=1, members=count + 1
    )
    title = writer.slogan() + "再上新台阶"
    body = [paragraph(writer.paragraph()) for _ in range(3)]
    body.insert(1, paragraph(writer.sentence() + f"要以实际行动{title}。" + writer.sentence()))
    news = entry(
        "article",
        section,
        title,
        kicker=f"全省{writer.rng.choice(WORDS)}工作会议",
        authors=[writer.name()],
        body=body,
        first_page=1,
        last_page=1,
    )
    members = []
    for index in range(count):
        photos = [writer.photo()] if writer.rng.random() < 0.4 else []
        members.append(
            entry(
                "article",
                section,
                writer.slogan(),
                rubric="一线做法",
                kicker=f"{writer.place()}市总工会",
                body=writer.body(3, 1, False),
                photos=photos,
                first_page=2 + index,
                last_page=2 + index,
            )
        )
    return feature, [news, *members]


def _essay_article(writer: Writer, section: str, page: int) -> dict[str, Any]:
    count = writer.rng.randint(2, 4)
    authors = [writer.name() for _ in range(writer.rng.choice([1, 1, 2]))]
    body = writer.body(writer.rng.randint(2, 3), writer.rng.randint(2, 3), writer.rng.random() < 0.5)
    notes = []
    if writer.rng.random() < 0.5:
        places = [i for i, b in enumerate(body) if b["type"] == "paragraph"][:2]
        for mark, place in zip("①②", places, strict=False):
            body[place]["text"] = body[place]["text"][:-1] + mark + "。"
            notes.append(
                f"{mark}{writer.name()}：《{writer.rng.choice(WORDS)}与{writer.rng.choice(WORDS)}》，棠浦出版社，第8页。"
            )
    return entry(
        "article",
        section,
        writer.title(),
        subtitle=f"以{writer.place()}市的{writer.rng.choice(WORDS)}为例" if writer.rng.random() < 0.4 else "",
        funding_note=f"本文为{writer.place()}学院课题阶段性成果" if writer.rng.random() < 0.3 else "",
        authors=authors,
        affiliations=[f"{writer.place()}市总工会{writer.rng.choice(['', '研究室'])}"],
        body=body,
        notes=notes,
        photos=[writer.photo() for _ in range(writer.rng.randint(0, 2))],
        first_page=page,
        last_page=page + count - 1,
    )


def _photos(writer: Writer, section: str, page: int) -> dict[str, Any]:
    return entry(
        "photo_essay",
        section,
        f"{writer.rng.choice(WORDS)}“{writer.rng.choice(WORDS)}”记",
        body=[paragraph(writer.paragraph())],
        photos=[writer.photo() for _ in range(4)],
        first_page=page,
        last_page=page,
    )
