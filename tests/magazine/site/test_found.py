"""What machines read of the readers' pages: JSON-LD, feeds and the sitemap, each parsed strictly."""

import json
import re
from datetime import datetime
from xml.etree import ElementTree

import pytest

from media.models import Photo
from tests.builders import make_article, make_issue, make_photo, make_slot, moment, publish_issue

LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
# What each type must say, and of which kind (schema.org; Google's requirements for Article).
TEXT, NUMBER = str, int
SHAPES = {
    "Periodical": {"name": TEXT},
    "PublicationIssue": {"issueNumber": NUMBER, "datePublished": TEXT, "url": TEXT, "isPartOf": dict},
    "Article": {"headline": TEXT, "datePublished": TEXT, "dateModified": TEXT, "author": list, "isPartOf": dict},
    "ImageObject": {"contentUrl": TEXT, "width": NUMBER, "height": NUMBER, "creditText": TEXT},
    "Person": {"name": TEXT},
    "Organization": {"name": TEXT},
}


def objects(page: str) -> list[dict]:
    def refused(constant):
        raise AssertionError(constant)

    return [json.loads(words, parse_constant=refused) for words in LD.findall(page)]


def check(item: dict) -> None:
    for name, kind in SHAPES[item["@type"]].items():
        assert isinstance(item[name], kind), (item["@type"], name)
        assert item[name] or kind is list, (item["@type"], name)
    for name, value in item.items():
        if name.startswith("date"):
            datetime.fromisoformat(value)
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, dict):
                check(part)


@pytest.fixture
def with_photo(reading):
    photo = make_photo(width=1200, height=800, caption="夜校“开学”</script>", credit_name="林岚")
    Photo.objects.filter(pk=photo.pk).update(widths=[480, 960, 1200])
    photo.refresh_from_db()
    issue = make_issue(year=2024, number=12, total_number=313)
    article = make_article(section=reading.section, title="有图", photos=[photo], authors=[reading.author])
    make_slot(issue, article, page_from=3)
    publish_issue(issue, at=moment(2024, 12, 5))
    return article


def test_json_ld_says_what_each_type_must(with_photo, reading, words):
    for address, kind in (
        ("/", "PublicationIssue"),
        ("/issues/2024-11/", "PublicationIssue"),
        (f"/articles/{reading.member.pk}/", "Article"),
        (f"/articles/{reading.chronicle.pk}/", "Article"),
        (f"/articles/{with_photo.pk}/", "Article"),
    ):
        (found,) = objects(words(address))
        assert (found["@context"], found["@type"]) == ("https://schema.org", kind), address
        check(found)


def test_a_photo_is_named_with_its_credit(with_photo, words):
    (article,) = objects(words(f"/articles/{with_photo.pk}/"))
    (picture,) = article["image"]
    assert (picture["width"], picture["height"]) == (1200, 800)
    assert picture["creditText"] == "林岚／摄"
    assert picture["caption"] == "夜校“开学”</script>"
    assert picture["contentUrl"].startswith("http://testserver/media/")
    assert article["isPartOf"]["isPartOf"] == {"@type": "Periodical", "name": "云江工运"}
    (issue,) = objects(words("/issues/2024-12/"))
    assert issue["isPartOf"] == {"@type": "Periodical", "name": "云江工运", "description": "写给工会工作者"}


@pytest.mark.parametrize("address", ["/feed/", "/sections/guanzhu/feed/"])
def test_a_feed_has_what_atom_demands(reading, client, address):
    """RFC 4287: id, title and updated of the feed and of every entry; ids are unique; an author somewhere."""
    feed = ElementTree.fromstring(client.get(address).content)  # noqa: S314
    entries = feed.findall(f"{ATOM}entry")
    for item in [feed, *entries]:
        for name in ("id", "title", "updated"):
            (found,) = item.findall(f"{ATOM}{name}")
            assert found.text, (address, name)
        datetime.fromisoformat(item.find(f"{ATOM}updated").text)
    ids = [item.find(f"{ATOM}id").text for item in [feed, *entries]]
    assert len(set(ids)) == len(ids)
    assert feed.findall(f"{ATOM}author") or all(entry.findall(f"{ATOM}author") for entry in entries)


def test_the_sitemap_tells_when_each_article_changed(reading, client):
    sitemap = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314
    told = {url.find(f"{SITEMAP}loc").text: url.find(f"{SITEMAP}lastmod") for url in sitemap}
    changed = told[f"http://testserver/articles/{reading.member.pk}/"]
    assert datetime.fromisoformat(changed.text).year == 2024
