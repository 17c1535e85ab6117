"""A published issue with every kind of piece, and a second one before it."""

from datetime import date

import pytest

from articles.states import Layout
from magazine.models import Magazine
from tests.builders import (
    make_article,
    make_author,
    make_chronicle,
    make_issue,
    make_photo,
    make_section,
    make_slot,
    make_voices,
    moment,
    publish_issue,
)


class Reading:
    """The published issue and its pieces by their trade names."""


@pytest.fixture
def reading(db):
    """2024年第11期 with a chronicle, voices, a package of two, a survey with notes and a photo essay."""
    Magazine.objects.create(
        pk=1, name="云江工运", motto="写给工会工作者", permit="（云）L0000001号", supervisor="云江总工会"
    )
    made = Reading()
    made.author = make_author(name="高远")
    made.section = make_section(name="关注", name_en="TOPIC", slug="guanzhu", position=3)
    made.chronicle = make_chronicle([date(2024, 10, 10), date(2024, 10, 30)], title="10月大事")
    made.voices = make_voices([("手上有准头，心里才有底。", "田野", "云江机床厂焊工")], title="10月之声")
    made.head = make_article(section=made.section, title="夜校进厂区", lead="三家工会把课堂搬进车间。", body="")
    made.member = make_article(
        section=made.section,
        kicker="城西工会",
        title="下班铃就是上课铃",
        subtitle="一所夜校的三年",
        rubric="经验交流",
        authors=[made.author, make_author(name="何苗")],
        tags=["职工教育"],
        body="<h2>缘起</h2><p>夜校开在食堂二楼，晚上七点上课。</p><p>三年里来了六百人。</p>",
    )
    made.essay = make_article(
        section=make_section(name="镜头", slug="jingtou", layout=Layout.PHOTO_ESSAY),
        title="风筝满天",
        body="<p>风筝节开幕。</p>",
        photos=[make_photo(caption="放飞。", credit_name="林岚"), make_photo(caption="合影。", credit_name="郑工")],
    )
    made.before = make_issue(year=2024, number=10, theme="安全生产")
    made.old = make_article(section=made.section, title="安全帽下", authors=[made.author], tags=["职工教育"])
    make_slot(made.before, made.old, page_from=3)
    publish_issue(made.before, at=moment(2024, 10, 5))
    made.issue = make_issue(
        year=2024, number=11, total_number=312, theme="把课堂搬进车间", masthead="主编：陈明\n责任编辑：林岚 周敏"
    )
    make_slot(made.issue, made.chronicle)
    make_slot(made.issue, made.voices)
    head = make_slot(made.issue, made.head, page_from=1)
    make_slot(made.issue, made.member, package=head, page_from=2, page_to=4)
    make_slot(made.issue, made.essay, page_from=28)
    publish_issue(made.issue, at=moment(2024, 11, 5))
    return made


@pytest.fixture
def words(client):
    """The text of a page that answers 200."""

    def read(address: str) -> str:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.content.decode("utf-8")

    return read
