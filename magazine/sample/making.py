"""The issue after the sample: still in the making, so that the desk has something to do on the first day."""

from datetime import date
from typing import Any

from django.contrib.auth import get_user_model

from articles.models import Article, Author, Byline, Section
from articles.ordering import next_position
from articles.states import Verdict
from articles.workflow import move, text_changed
from magazine.models import Issue, Slot

YEAR, NUMBER, TOTAL, PRESS_DAY = 2026, 12, 252, date(2026, 12, 2)

# section, planned title, planned characters, page from: slots whose manuscripts are still to come
PLANNED = (
    ("大事", "11月大事", 1200, None),
    ("之声", "11月之声", 300, None),
    ("关注", "冬衣送到哪一站", 2400, 1),
)

# title, body, whether it has been sent to the 初审
DRAFTS = (
    (
        "热水器装在哪一层",
        "<p>禾浦市渔具园区的三栋宿舍楼，去年冬天只有一楼有热水。下夜班的女工提着桶上四楼，走到三楼，水就不烫了。</p>"
        "<p>园区工会把这件事排进了职代会提案。议了两次，钱不是难处，难处在水压：老管子顶不上四楼。</p>"
        "<h2>先换管，再装热水器</h2>"
        "<p>十月中旬，园区停水两天，换下来的旧管堆了半车。如今每层楼梯口都有一间开水房，墙上贴着维修电话和值班人的名字。</p>",
        True,
    ),
    (
        "师傅的手机里存着什么",
        "<p>澜城地铁检修车间的曹立本，手机里有两千多段录音。不是人说话，是轴承转动的声音。</p>"
        "<p>哪一段是好的，哪一段快坏了，他一听就知道。徒弟们听不出来，他就把声音存下来，一段一段标上日期、车号、里程。</p>",
        False,
    ),
)

# 本刊用词 of the sample, as they are pasted; the manuscript that waits has one of them.
WORDS = """县总|县总工会|用全称
农民工兄弟|农民工|称谓照文件
职代会|职工代表大会、职工大会|第一次出现用全称
打工仔"""


def make_next_issue(writer: Any) -> Issue:
    """An issue with planned slots, a manuscript that waits for its 初审 and a draft, both by `writer`."""
    issue = Issue.objects.create(year=YEAR, number=NUMBER, total_number=TOTAL, press_day=PRESS_DAY)
    editors = list(get_user_model().objects.filter(groups__name="责任编辑").order_by("pk"))
    for place, (name, title, characters, page) in enumerate(PLANNED):
        Slot.objects.create(
            issue=issue,
            position=next_position(issue.slots.all()),
            section=Section.objects.get(name=name),
            planned_title=title,
            planned_characters=characters,
            page_from=page,
            owner=editors[place % len(editors)] if editors else None,
        )
    practice = Section.objects.get(name="实践")
    name = f"{writer.last_name}{writer.first_name}"
    byline = Author.objects.filter(name=name).first() or Author.objects.create(name=name)
    for title, body, sent in DRAFTS:
        article = Article.objects.create(section=practice, title=title, body=body, created_by=writer)
        Byline.objects.create(article=article, author=byline, position=1)
        text_changed(article, by=writer)
        Slot.objects.create(issue=issue, position=next_position(issue.slots.all()), section=practice, article=article)
        if sent:
            move(article, Verdict.SUBMIT, writer)
    return issue
