"""The archive and the 目次."""

import json
import re

from magazine.contents import released_contents
from magazine.models import Magazine, Slot
from magazine.publishing import withdraw
from tests.builders import make_article, make_author, make_issue, make_slot, publish_issue


def test_the_contents_stand_in_print_order_with_authors_and_pages(reading, words):
    text = words("/issues/2024-11/")
    main = text[text.index("<main") : text.index("</main>")]
    titles = ["10月大事", "10月之声", "夜校进厂区", "下班铃就是上课铃", "风筝满天"]
    places = [main.index(title) for title in titles]
    assert places == sorted(places)
    assert "高远" in main
    assert "何苗" in main
    pages = re.findall(r'<p class="page"><span class="said">第</span>(\d+)', main)
    assert pages == ["1", "2", "28"]


def test_the_subtitle_stands_before_the_authors_and_one_mark_parts_them(reading, words):
    authors = [make_author(name="岑岳"), make_author(name="白晓岚")]
    article = make_article(title="云端家书", subtitle="山上的做法", authors=authors)
    issue = make_issue(year=2024, number=9)
    make_slot(issue, article)
    publish_issue(issue)
    plain = re.sub(r"<[^>]+>", "", words("/issues/2024-09/"))
    assert re.search(r"云端家书——山上的做法\s*岑岳、白晓岚\s", plain)
    assert re.search(r"山上的做法\s*岑岳、白晓岚\s", re.sub(r"<[^>]+>", "", words(f"/articles/{article.pk}/")))


def test_a_member_hangs_under_its_package_with_its_rubric(reading, words):
    text = words("/issues/2024-11/")
    members = text[text.index('<ol class="members"') :]
    members = members[: members.index("</ol>")]
    assert "下班铃就是上课铃" in members
    assert "经验交流" in members
    assert "风筝满天" not in members


def test_a_slots_own_heading_stands_for_the_section(reading, words):
    Slot.objects.filter(article=reading.head).update(heading="特别策划")
    text = words("/issues/2024-11/")
    assert '<a href="/sections/guanzhu/">特别策划</a>' in text
    assert "TOPIC" not in text  # the running English belongs to the section's own name


def test_the_page_says_what_the_contents_say(reading, words):
    """The one structure that all exports come from: same lines, same order, same authors, same pages."""
    text = words("/issues/2024-11/")
    main = text[text.index("<main") : text.index("</main>")]
    at = 0
    for line in released_contents(reading.issue).lines:
        at = main.index(f'<a href="/articles/{line.article_id}/">', at)
        end = main.find('<a href="/articles/', at + 1)
        row = main[at:end]
        for word in (line.title, line.kicker, line.subtitle, *(author.printed for author in line.authors)):
            assert word in row, line
        assert (f"第</span>{line.page_from}<" in row) is bool(line.page_from), line


def test_the_issue_leads_to_the_one_before_and_after(reading, words):
    assert 'rel="prev" href="/issues/2024-10/"' in words("/issues/2024-11/")
    text = words("/issues/2024-10/")
    assert 'rel="next" href="/issues/2024-11/"' in text
    assert 'rel="prev"' not in text


def test_an_issue_that_is_not_out_is_not_there(reading, client):
    make_issue(year=2024, number=12)
    for name in ("2024-12", "2031-01", "2024-1", "2024-011", "２０２４-11", "latest"):
        assert client.get(f"/issues/{name}/").status_code == 404, name
        assert client.get(f"/issues/{name}/contents.json").status_code == 404, name
    withdraw(reading.issue)
    assert client.get("/issues/2024-11/").status_code == 404


def test_contents_as_data_say_the_same(reading, client):
    answer = client.get("/issues/2024-11/contents.json")
    assert answer["Content-Type"] == "application/json; charset=utf-8"
    text = answer.content.decode("utf-8")
    json.loads(text)
    places = [text.index(title) for title in ("10月大事", "夜校进厂区", "下班铃就是上课铃", "风筝满天")]
    assert places == sorted(places)


def test_the_archive_goes_by_year_newest_first(reading, words):
    make_issue(year=2025, number=1)
    text = words("/issues/")
    assert text.index("/issues/2024-11/") < text.index("/issues/2024-10/")
    assert '<h2 id="y2024">2024</h2>' in text
    assert "2025" not in text
    assert "安全生产" in text


def test_an_empty_archive_says_so(db, words):
    assert "还没有出刊" in words("/issues/")


def test_the_year_lists_every_article_by_section(reading, words, client):
    text = words("/issues/2024/")
    places = [text.index(part) for part in ("2024年总目", "安全帽下", "夜校进厂区", "下班铃就是上课铃")]
    assert places == sorted(places)
    assert text.count('<h2><a href="/sections/guanzhu/">关注</a>') == 1
    assert "共6篇" in text
    assert 'href="/issues/2024/"' in words("/issues/")
    assert "/issues/2024/</loc>" in words("/sitemap.xml")
    assert client.get("/issues/2023/").status_code == 404


def test_the_archive_shows_the_numbers_between_that_are_not_there(reading, words):
    for number in (7, 5):
        publish_issue(make_issue_with_an_article(2024, number))
    main = words("/issues/")
    main = main[main.index("<main") : main.index("</main>")]
    shown = re.findall(r'class="label">(?:2024年)?第([\d—]+)期</span>(?:<span class="theme">(这里没有))?', main)
    gone = "这里没有"
    assert shown == [("11", ""), ("10", ""), ("8—9", gone), ("7", ""), ("6", gone), ("5", "")]
    assert "登录" not in main


def make_issue_with_an_article(year: int, number: int):
    issue = make_issue(year=year, number=number)
    make_slot(issue, make_article())
    return issue


def test_the_colophon_of_an_issue_names_who_signed_it_where_the_magazine_wants_that(reading, words):
    assert "初审人" not in words("/issues/2024-11/")
    Magazine.objects.update(shows_signatures=True)
    text = words("/issues/2024-11/")
    for stage in ("初审", "复审", "终审"):
        assert f"<dt>{stage}</dt><dd>{stage}人</dd>" in text
    assert "初审人" not in words("/issues/")


def test_no_leader_leads_from_a_piece_without_a_page(reading, words):
    text = words("/issues/2024-11/")
    main = text[text.index("<main") : text.index("</main>")]
    assert main.count('class="dots"') == main.count('class="page"') == 3
    assert main.count('class="line"') == 5
