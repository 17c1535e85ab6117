"""The Atom feed reads as strict XML and holds what readers may read."""

from xml.etree import ElementTree

from tests.builders import make_article, make_issue, make_slot, moment, publish_issue

ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_feed_lists_the_newest_issue_first_in_contents_order(reading, client):
    answer = client.get("/feed/")
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.content)  # noqa: S314
    assert feed.find(f"{ATOM}title").text == "云江工运"
    titles = [entry.find(f"{ATOM}title").text for entry in feed.iter(f"{ATOM}entry")]
    assert titles == ["10月大事", "10月之声", "夜校进厂区", "城西工会：下班铃就是上课铃", "风筝满天", "安全帽下"]
    member = list(feed.iter(f"{ATOM}entry"))[3]
    assert member.find(f"{ATOM}author/{ATOM}name").text == "高远、何苗"
    assert member.find(f"{ATOM}link").get("href") == f"http://testserver/articles/{reading.member.pk}/"


def test_characters_that_xml_does_not_know_do_not_break_it(reading, client):
    issue = make_issue(year=2024, number=12)
    make_slot(issue, make_article(title="退\x0b格", lead="铃\x08声。"))
    publish_issue(issue, at=moment(2024, 11, 6))
    feed = ElementTree.fromstring(client.get("/feed/").content)  # noqa: S314
    assert feed.find(f"{ATOM}entry/{ATOM}title").text == "退格"


def test_a_section_has_a_feed_of_its_own(reading, words, client):
    text = words("/sections/guanzhu/feed/")
    assert "<title>云江工运 · 关注</title>" in text
    assert "夜校进厂区" in text
    assert "风筝满天" not in text
    assert 'href="/sections/guanzhu/feed/"' in words("/sections/guanzhu/")
    assert client.get("/sections/nirgends/feed/").status_code == 404
