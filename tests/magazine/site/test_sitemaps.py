"""What search engines are told."""

from xml.etree import ElementTree

from tests.builders import make_author, make_issue

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_the_sitemap_names_every_public_page_and_nothing_else(reading, client):
    make_issue(year=2024, number=12)
    unseen = make_author(name="未刊")
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314
    places = {url.find(f"{MAP}loc").text.removeprefix("http://testserver"): url for url in tree}
    assert {"/", "/issues/", "/issues/2024-11/", "/issues/2024-10/", "/sections/guanzhu/", "/events/2024/10/"} <= set(
        places
    )
    assert f"/articles/{reading.member.pk}/" in places
    assert f"/authors/{reading.author.pk}/" in places
    assert "/issues/2024-12/" not in places
    assert f"/authors/{unseen.pk}/" not in places
    assert places[f"/articles/{reading.member.pk}/"].find(f"{MAP}lastmod").text == "2024-11-05"
    for place in places:
        assert client.get(place).status_code == 200, place


def test_robots_are_shown_the_map_and_kept_from_the_desk(db, client):
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /admin/" in text
    assert "Disallow: /search/?" in text.splitlines()
