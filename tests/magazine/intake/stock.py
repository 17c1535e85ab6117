"""Sentences, titles and names for made-up issues: two stocks of words that share nothing, so one can be read cold."""

import random
from dataclasses import dataclass, field

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严金魏陶姜梁罗宋唐邓曾彭苏卢蔡贾丁薛叶阎余潘杜戴夏钟汪田任范方石姚谭廖邹熊陆郝龚"
GIVEN = (
    "岚峤澄砚舟禾霁野芷竹棠榆柏溪渡砺铮钧铭锐翎翊煜炜焱文明华建国志强丽敏海波春梅晓东小红永福家豪思远雨桐子轩慧玲一鸣"
)


@dataclass(frozen=True)
class Stock:
    """Words of one world: `places` and `units` name who acts, `things` and `groups` what for and whom, `acts` what is done."""

    places: tuple[str, ...]
    units: tuple[str, ...]
    groups: tuple[str, ...]
    things: tuple[str, ...]
    brands: tuple[str, ...]
    acts: tuple[str, ...]
    goals: tuple[str, ...]
    books: tuple[str, ...]
    posts: tuple[str, ...]
    frames: tuple[str, ...]
    heads: tuple[str, ...]
    titles: tuple[str, ...]
    paper: str = "棠浦工人报"
    sections: tuple[tuple[str, str], ...] = field(default_factory=tuple)


HARBOUR = Stock(
    places=("岚溪", "砚山", "棠浦", "榆桥", "柏川", "芷江湾", "禾渡", "霁岭", "澄湖", "翎城"),
    units=("市总工会", "港务集团工会", "地铁工会", "海员工会", "区总工会", "造船厂工会", "职工学院", "供电局工会"),
    groups=(
        "一线职工",
        "货车司机",
        "快递员",
        "女职工",
        "青年职工",
        "困难职工",
        "产业工人",
        "新就业形态劳动者",
        "农民工",
        "劳模工匠",
    ),
    things=(
        "夜校",
        "驿站",
        "集体协商",
        "技能竞赛",
        "职工书屋",
        "法律援助",
        "疗休养",
        "班组建设",
        "安全生产",
        "心理服务",
        "文体活动",
        "工匠学院",
    ),
    brands=("灯塔课堂", "海风驿站", "一码入会", "工字号夜市", "暖心门", "码头讲堂", "求学圆梦", "安康杯"),
    acts=(
        "印发实施方案",
        "开展走访调研",
        "举办专题培训",
        "设立流动服务点",
        "签订合作协议",
        "组织线上直播",
        "召开现场推进会",
        "建立工作台账",
        "发放服务手册",
        "选派指导员驻点",
    ),
    goals=(
        "推动服务提质增效",
        "把服务送到职工身边",
        "促进劳动关系和谐稳定",
        "让职工学得会、用得上",
        "不断增强职工的获得感、幸福感、安全感",
        "为高质量发展贡献工会力量",
    ),
    books=(
        "产业工人队伍建设改革实施意见",
        "职工权益保障条例",
        "工会工作条例",
        "民法典",
        "职工教育培训管理办法",
        "劳动合同法",
    ),
    posts=(
        "总工会主席",
        "工会劳动保护部部长",
        "港务公司机修班班长",
        "职业学院教师",
        "公交公司驾驶员",
        "纺织厂挡车工",
        "全国劳动模范、造船厂焊工",
        "全国人大代表、快递公司分拣员",
        "市政协委员、职工学院副教授",
        "省五一劳动奖章获得者、供电局高级技师",
    ),
    frames=(
        "{year}年以来，{who}紧紧围绕{thing}这一主线，{act}，{goal}。",
        "{who}坚持以职工需求为导向，先后走访{n}家企业，{act}，累计服务{group}{m}人次。",
        "在{place}的一间{thing}教室里，{group}围坐在一起，讲的是自己的事，听的是同行的话。",
        "数据显示，{p}%的{group}认为{thing}“很有用”，{q}%希望增加场次。",
        "“过去办一件事要跑三趟，现在一部手机就够了。”一名{group}这样说。",
        "同时，依托“{brand}”平台，{act}，{goal}。",
        "一是抓统筹，把{thing}纳入年度重点工作；二是抓协同，会同人社、工信等{k}个部门{act}；三是抓落实，逐项销号。",
        "按照《{book}》要求，{who}{act}，形成“{brand}+{thing}”的工作模式。",
        "目前，全市已建成{n}个“{brand}”，覆盖{k}个镇街、{n2}个园区，惠及{group}{m}人。",
        "为什么要办{thing}？怎样才能办好？{who}的回答是：先听，再做。",
        "今年{k}月，{who}联合{who2}{act}，吸引{m}名{group}报名参加。",
        "对于{group}反映集中的{thing}问题，{who}实行清单管理，{act}。",
        "此外，还通过微信公众号、APP等渠道公布结果，接受监督。",
        "从“{brand}”到“{brand2}”，变的是形式，不变的是初心。",
        "实践证明，{thing}只有扎根基层，才能{goal}。",
        "{who}投入专项经费{n}万元，比上年增长{p}%；{act}，解决急难愁盼问题{n2}件。",
        "下一步，{who}将继续深化{thing}，{goal}。",
        "其中，{group}占比最高，为{p}%；{group2}次之，为{q}%。",
        "围绕“谁来讲、讲什么、怎么讲”，{who}组建{n}人的讲师团，深入车间班组开讲。",
        "截至{year}年底，{thing}参与率由{p}%提高到{q}%，满意度连续{k}年保持在95%以上。",
    ),
    heads=(
        "抓好{thing} 筑牢服务阵地",
        "让{group}有学上",
        "打造“{brand}”服务品牌",
        "聚焦{group}，扩大覆盖面",
        "{thing}的成效与不足",
        "健全{thing}长效机制",
        "以{thing}促和谐",
        "从“{brand}”走向“{brand2}”",
        "存在的主要问题",
        "对策与建议",
    ),
    titles=(
        "以“{brand}”撬动{thing}提质升级",
        "{thing}怎样走进{group}心里",
        "把{thing}办到{group}家门口",
        "{place}“{brand}”的三年探索",
        "新形势下{thing}面临的挑战与对策研究",
        "念好“三字诀” 擦亮“{brand}”品牌",
        "{group}{thing}需求状况调查",
    ),
    sections=(("关注", "TOPIC"), ("调研", "SURVEY"), ("实践", "PRACTICE"), ("镜头", "LENS"), ("以匠心看岚溪", "")),
)

RAILWAY = Stock(
    places=("宁陂", "广昌湾", "云梁", "石塔", "白沙洲", "青田埠", "古渡", "龙首岭"),
    units=(
        "机务段工会",
        "医院工会",
        "教育工会",
        "县总工会",
        "纺织产业工会",
        "环卫所工会",
        "建筑工会联合会",
        "林场工会",
    ),
    groups=("护士", "乘务员", "环卫工人", "教职工", "建筑工人", "养路工", "家政服务员", "纺织女工", "网约送餐员"),
    things=(
        "午间食堂",
        "托管班",
        "应急救护",
        "薪酬协商",
        "职代会",
        "厂务公开",
        "互助保障",
        "读书会",
        "岗位练兵",
        "职业病防治",
        "婚恋交友",
    ),
    brands=("小哥加油站", "爱在工地", "医路同行", "铁轨课桌", "织女星", "暖胃工程", "说事角"),
    acts=(
        "逐户上门登记",
        "腾出两层办公楼",
        "请来技师当堂示范",
        "推出订单式服务",
        "把意见箱搬到车间门口",
        "邀请律师坐班",
        "发出倡议书",
        "编印口袋书",
        "轮流值守到深夜",
    ),
    goals=(
        "职工心里亮堂了",
        "企业的账也算得过来",
        "从源头上减少了纠纷",
        "做到件件有着落、事事有回音",
        "走出了一条可复制的路子",
    ),
    books=(
        "女职工劳动保护特别规定",
        "集体合同规定",
        "安全生产法",
        "职工互助保障办法",
        "社会保险法",
        "企业民主管理规定",
    ),
    posts=(
        "县总工会副主席",
        "机务段火车司机",
        "医院护理部主任",
        "环卫所清扫班组长",
        "林场护林员",
        "中学高级教师",
        "全国五一劳动奖章获得者、纺织厂细纱工",
        "省劳动模范、建筑公司钢筋工",
    ),
    frames=(
        "天还没亮，{place}的{group}就已经到岗，{brand}的灯也跟着亮了。",
        "{who}算过一笔账：每多办一期{thing}，{group}平均少跑{k}趟路、省下{n}元钱。",
        "谁说{thing}是小事？在{who}看来，小事里有大民生。",
        "去年，{who}收到{group}来信{n}封，提到{thing}的有{k}封，占{p}%。",
        "为此，{who}{act}，{goal}。",
        "“我干了{k}年{group}，头一回有人问我吃得好不好。”说这话时，他的眼眶红了。",
        "首先，依据《{book}》第{k}条，{who}与企业方开展{n}轮协商；其次，{act}；最后，以书面形式固定下来。",
        "与以往不同，这一次{who}没有发文件，而是{act}。",
        "{year}年春，“{brand}”在{place}挂牌；到{year}年冬，已有{n}个点、{m}名志愿者。",
        "问卷共发放{m}份，回收有效问卷{n2}份，有效率为{p}%。",
        "研究认为，{thing}的供给与{group}的需求之间仍有距离，主要表现在时间、地点和内容三个方面。",
        "这是{who}给出的答案，也是{group}打出的分数。",
        "{who2}有关负责人介绍，{act}之后，{group}的报名人数比上年同期多了{q}%。",
        "有人担心{thing}会增加企业负担，事实恰恰相反：{goal}。",
        "记者看到，墙上贴着{n}张纸条，写满{group}的心愿，有的要一台微波炉，有的要一盏路灯。",
        "如今，{place}的{group}提起“{brand}”，都会竖起大拇指。",
        "以职代会为基本形式，{who}把涉及切身利益的{k}类事项全部摆上桌面。",
        "据统计，{thing}开办以来服务{group}{m}人次，{goal}。",
    ),
    heads=(
        "一盏灯照亮回家路",
        "{thing}：小切口，大文章",
        "谁来办、怎么办",
        "{group}的“第二个家”",
        "用好“{brand}”这把钥匙",
        "问题在哪里",
        "几点启示",
        "把{thing}做在日常",
    ),
    titles=(
        "{place}：{thing}里的民生账",
        "“{brand}”怎样留住{group}",
        "{thing}那些事儿",
        "小{thing} 大民生",
        "关于{group}{thing}状况的调查报告",
        "走，到“{brand}”坐坐",
    ),
    paper="云梁职工报",
    sections=(
        ("特稿", "FEATURE"),
        ("论坛", "FORUM & VIEWS"),
        ("工地内外", "ON SITE"),
        ("影像", "PHOTO"),
        ("维权", "RIGHTS"),
        ("班组", "TEAM"),
        ("听风", ""),
    ),
)


class Writer:
    """Writes names, sentences and heads of one stock by one seed."""

    def __init__(self, stock: Stock, seed: int, year: int) -> None:
        self.stock, self.rng, self.year = stock, random.Random(seed), year
        self.used: set[str] = set()

    def name(self) -> str:
        return self.rng.choice(SURNAMES) + "".join(self.rng.sample(GIVEN, self.rng.choice([2, 2, 2, 1])))

    def who(self) -> str:
        return self.rng.choice(self.stock.places) + self.rng.choice(self.stock.units)

    def fill(self, frame: str) -> str:
        rng, stock = self.rng, self.stock
        groups, brands = rng.sample(stock.groups, 2), rng.sample(stock.brands, 2)
        return frame.format(
            year=self.year, who=self.who(), who2=self.who(), place=rng.choice(stock.places), thing=rng.choice(stock.things),
            group=groups[0], group2=groups[1], brand=brands[0], brand2=brands[1], act=rng.choice(stock.acts),
            goal=rng.choice(stock.goals), book=rng.choice(stock.books), n=rng.randint(3, 999), n2=rng.randint(11, 450),
            m=rng.choice([rng.randint(100, 9999), f"{rng.randint(1, 30)}.{rng.randint(1, 9)}万"]), k=rng.randint(2, 11),
            p=f"{rng.randint(10, 99)}.{rng.randint(1, 99):02d}", q=f"{rng.randint(10, 99)}.{rng.randint(1, 9)}",
        )  # fmt: skip

    def paragraph(self, size: int = 0) -> str:
        """A paragraph of `size` sentences, else of one to six, none twice."""
        count = size or self.rng.choice([1, 2, 2, 3, 3, 3, 4, 4, 5, 6])
        return "".join(self.fill(frame) for frame in self.rng.sample(self.stock.frames, count))

    def fresh(self, frames: tuple[str, ...]) -> str:
        """A filled frame that was not given before: no two heads or titles of an issue are alike."""
        for _ in range(99):
            words = self.fill(self.rng.choice(frames))
            if words not in self.used:
                break
        self.used.add(words)
        return words

    def head(self) -> str:
        return self.fresh(self.stock.heads)

    def title(self) -> str:
        return self.fresh(self.stock.titles)

    def caption(self) -> str:
        day = (
            f"{self.year}年{self.rng.randint(1, 12)}月{self.rng.randint(1, 28)}日，" if self.rng.random() < 0.4 else ""
        )
        return f"{day}{self.who()}{self.rng.choice(self.stock.acts)}。"

    def credit(self) -> tuple[str, str]:
        kind = self.rng.choice(["摄", "供图"])
        return (self.name() if kind == "摄" else self.who()), kind
