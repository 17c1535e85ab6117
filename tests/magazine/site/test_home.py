"""The front page is the current issue."""

import pytest

from magazine.models import Slot
from magazine.publishing import withdraw
from magazine.site.home import lead_of
from magazine.site.rows import nested, rows


@pytest.mark.django_db
def test_a_site_without_an_issue_says_so(words):
    text = words("/")
    assert "第一期正在编印" in text
    assert "工刊" in text


def test_it_names_the_magazine_the_issue_and_its_theme(reading, words):
    text = words("/")
    assert "<title>云江工运</title>" in text
    assert "2024年第11期" in text
    assert "总第312期" in text
    assert '<h1 class="theme">把课堂搬进车间</h1>' in text


def test_the_newest_published_issue_is_the_current_one(reading, words):
    assert "夜校进厂区" in words("/")
    withdraw(reading.issue)
    text = words("/")
    assert "夜校进厂区" not in text
    assert "安全帽下" in text


def test_a_package_leads_before_the_articles_in_front_of_it(reading):
    tree = nested(rows(Slot.objects.published().filter(issue=reading.issue).order_by("position")))
    assert lead_of(tree).release.title == "夜校进厂区"
    assert [member.release.title for member in lead_of(tree).members] == ["下班铃就是上课铃"]


def test_every_kind_shows_itself(reading, words):
    text = words("/")
    assert '<time datetime="2024-10-10">10日</time>' in text
    assert "<cite>田野</cite>" in text
    assert "全部2幅图片" in text


def test_the_colophon_is_the_issues_own(reading, words):
    text = words("/")
    for word in ("主编", "陈明", "林岚 周敏", "（云）L0000001号"):
        assert word in text
