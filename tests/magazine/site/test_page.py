"""What every readers' page keeps: few queries whatever the rows, no cookie, a strict policy, its head."""

import re
from datetime import date, timedelta

import pytest

from tests.builders import (
    make_article,
    make_author,
    make_chronicle,
    make_issue,
    make_photo,
    make_section,
    make_slot,
    moment,
    publish_issue,
)

# Queries of each page, the same with 1 and with 30 rows. PostgreSQL and SQLite alike.
QUERIES = {
    "/": 4,
    "/issues/": 2,
    "/issues/2024-11/": 6,
    "/articles/{article}/": 6,
    "/sections/ban/": 5,
    "/authors/{author}/": 5,
    "/tags/pai/": 5,
    "/sections/ban/feed/": 4,
    "/issues/2024/": 3,
    "/photographers/林岚/": 2,
    "/events/events.ics": 3,
    "/events/2024/10/events.ics": 2,
    "/events/": 3,
    "/events/2024/10/": 3,
    "/search/": 1,
    "/search/?q=班": 6,
    "/search/?q=班&section=ban&year=2024&order=new": 6,
    "/search/?q=班&kind=article&author={author}&tag=pai": 6,
    "/search/?q=没有": 2,
    "/feed/": 3,
    "/robots.txt": 0,
    "/healthz": 1,
}


def publish_many(count: int) -> dict[str, int]:
    """`count` articles of one author, section and tag in the issue 2024-11, a chronicle of `count` days, and
    `count` issues in all."""
    section, author = make_section(slug="ban", name="班"), make_author()
    issue = make_issue(year=2024, number=11)
    head = None
    for _ in range(count):
        article = make_article(
            section=section, authors=[author, make_author()], tags=["pai"], photos=[make_photo(credit_name="林岚")]
        )
        slot = make_slot(issue, article, package=head)
        head = head or slot
    make_slot(issue, make_chronicle([date(2024, 10, 1) + timedelta(days=n % 28) for n in range(count)]))
    publish_issue(issue, at=moment(2024, 11, 5))
    for number in range(12, 11 + count):
        other = make_issue(year=2023, number=number)
        make_slot(other, make_article(title="别的"))
        publish_issue(other, at=moment(2023, 11, 5))
    return {"article": article.pk, "author": author.pk}


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, pytest.param(30, marks=pytest.mark.slow)])
def test_queries_do_not_grow_with_the_rows(client, count, django_assert_num_queries):
    found = publish_many(count)
    for address, queries in QUERIES.items():
        with django_assert_num_queries(queries, info=address):
            answer = client.get(address.format(**found))
        assert answer.status_code == 200, address


def test_pages_are_the_same_for_everyone_and_carry_no_cookie(reading, client):
    for address in (
        "/",
        "/issues/2024-11/",
        f"/articles/{reading.member.pk}/",
        "/search/?q=夜校",
        "/feed/",
        "/sitemap.xml",
    ):
        answer = client.get(address)
        assert answer["Cache-Control"] == "max-age=60, public" or answer["Cache-Control"] == "public, max-age=60", (
            address
        )
        assert not answer.cookies, address
        assert "Cookie" not in answer.get("Vary", ""), address


def test_pages_only_answer_reading(reading, client):
    for address in ("/", "/search/", f"/articles/{reading.member.pk}/"):
        assert client.post(address).status_code == 405, address


def test_the_policy_allows_no_foreign_and_no_inline_script(reading, client):
    answer = client.get(f"/articles/{reading.member.pk}/")
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    assert policy["script-src"] == "'self'"
    assert policy["style-src"] == "'self'"
    text = answer.content.decode()
    assert " style=" not in text
    assert not re.search(r"\son\w+=", text)
    assert re.findall(r"<script(?! src=| type=\"application/ld\+json\")", text) == []
    assert "<style" not in text


def test_pages_come_compressed(reading, client):
    answer = client.get("/issues/2024-11/", headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"


def test_every_page_says_its_language_and_has_one_headline(reading, client):
    for address in (
        "/",
        "/issues/",
        "/issues/2024-11/",
        *(f"/articles/{a.pk}/" for a in (reading.head, reading.chronicle, reading.voices, reading.essay)),
        "/sections/guanzhu/",
        "/events/2024/10/",
        "/search/?q=夜校",
        "/nowhere/",
    ):
        text = client.get(address).content.decode()
        assert '<html lang="zh-Hans">' in text, address
        assert len(re.findall("<h1[ >]", text)) == 1, address
        assert 'class="skip" href="#main"' in text, address
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", text)]
        assert all(b <= a + 1 for a, b in zip(levels, levels[1:], strict=False)), (address, levels)


def test_the_stylesheet_stays_small(settings):
    stylesheet = (settings.BASE_DIR / "static/site/site.css").stat().st_size
    assert stylesheet < 36_000
    assert (settings.BASE_DIR / "static/site/reading.js").stat().st_size <= 3_072
