"""What every readers' page keeps: few queries whatever the rows, no cookie, a strict policy, its head."""

import base64
import gzip
import hashlib
import re
from datetime import date, timedelta

import pytest

from magazine.models import Magazine
from magazine.models.magazine import PressColour
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
    "/authors/{author}/": 6,
    "/tags/pai/": 5,
    "/sections/ban/feed/": 4,
    "/issues/2024/": 3,
    "/photographers/林岚/": 3,
    "/events/events.ics": 3,
    "/events/2024/10/events.ics": 2,
    "/events/": 3,
    "/events/2024/10/": 3,
    "/events/?name=高远": 3,
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


def test_pages_are_the_same_for_all_who_have_not_logged_in_and_set_no_cookie(reading, client):
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
        # Feeds and sitemap are the same for who has logged in too; a page may not be, and tells every cache so.
        assert ("Cookie" in answer.get("Vary", "")) == (address not in ("/feed/", "/sitemap.xml")), address


def test_only_pages_with_pictures_carry_the_large_view(reading, words):
    large = [
        address
        for address in ("/", "/issues/", "/search/?q=夜校", f"/articles/{reading.member.pk}/")
        if '<dialog class="large-view"' in words(address)
    ]
    assert large == [f"/articles/{reading.member.pk}/"]


def test_the_script_stands_behind_the_style_sheet(reading, words):
    """Before it, the parser ran through and Chromium laid the whole page out once without styles: half the work of a page."""
    for address in ("/", f"/articles/{reading.member.pk}/"):
        head = words(address).partition("</head>")[0]
        assert head.index('<link rel="stylesheet"') < head.index("<script>"), address


def test_pages_only_answer_reading(reading, client):
    for address in ("/", "/search/", f"/articles/{reading.member.pk}/"):
        assert client.post(address).status_code == 405, address


@pytest.mark.parametrize("address", ["/", "/nowhere/"])
def test_the_policy_allows_no_foreign_script_and_one_inline_by_its_hash(reading, client, address):
    answer = client.get(address)
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    text = answer.content.decode()
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy["script-src"] == f"'self' 'sha256-{digest}'"
    assert policy["style-src"] == "'self'"
    assert " style=" not in text
    assert not re.search(r"<[a-z][^>]*\son\w+=", text)
    assert "<style" not in text


def test_an_article_without_pictures_is_two_requests_and_twenty_kilobytes(client, db, settings):
    """Of real prose: a sentence said again and again weighs nothing once it is compressed."""
    author = make_author(name="高远", affiliation="云江机床厂工会")
    printed = (settings.BASE_DIR / "magazine/sample/issue-2026-11.txt").read_text("utf-8")
    prose = re.sub(r"[^\u4e00-\u9fff，。、；：]", "", printed)[2000:5450]
    body = "".join(f"<p>{prose[at : at + 230]}</p>" for at in range(0, len(prose), 230))
    issue = make_issue(year=2024, number=11)
    made = [make_article(authors=[author], title=f"下班铃就是上课铃之{n}", body=body) for n in range(17)]
    for article in made:
        make_slot(issue, article)
    publish_issue(issue, at=moment(2024, 11, 5))
    answer = client.get(f"/articles/{made[0].pk}/", headers={"accept-encoding": "gzip"})
    page = gzip.decompress(answer.content).decode()
    assert len(re.sub(r"<[^>]+>", "", page)) > 3000
    asked = re.findall(r'<(?:script|img|source)[^>]* src(?:set)?="([^"]+)|rel="stylesheet" href="([^"]+)', page)
    assert len(asked) == 1
    stylesheet = (settings.BASE_DIR / "static/site/site.css").read_bytes()
    weight = len(answer.content) + len(gzip.compress(stylesheet))
    assert weight < 20_000


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
        assert '<html lang="zh-Hans"' in text, address
        assert len(re.findall("<h1[ >]", text)) == 1, address
        assert 'class="skip" href="#main"' in text, address
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", text)]
        assert all(b <= a + 1 for a, b in zip(levels, levels[1:], strict=False)), (address, levels)


def test_the_stylesheet_and_the_script_stay_small(settings):
    stylesheet = (settings.BASE_DIR / "static/site/site.css").read_bytes()
    script = (settings.BASE_DIR / "templates/site/reading.js").read_bytes()
    assert len(gzip.compress(stylesheet)) < 12_000
    assert len(gzip.compress(script)) < 6_000


def test_every_press_colour_reads_on_paper_and_in_the_dark(settings):
    """WCAG 2.2, 1.4.6: text at least 7 : 1."""
    tokens = (settings.BASE_DIR / "static/site/site.css").read_text(encoding="utf-8")
    paper, night = re.search(r"--paper: (#\w+)", tokens)[1], re.search(r"light\"\]\) \{ --paper: (#\w+)", tokens)[1]
    colours = dict(re.findall(r'data-colour="(\w+)"\] \{ (.*?) \}', tokens))
    assert [*colours] == PressColour.values[1:]
    first = re.search(r"--accent: var\(--print, (#\w+)\)", tokens)[1], re.search(r"--lit, (#\w+)", tokens)[1]
    pairs = [first, *(tuple(re.findall(r"#\w+", words)) for words in colours.values())]
    for light, dark in pairs:
        assert contrast(light, paper) >= 7, light
        assert contrast(dark, night) >= 7, dark


def contrast(one: str, other: str) -> float:
    """The WCAG contrast of two colours written as #rrggbb."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_magazine_chooses_its_press_colour(reading, client):
    assert "data-colour" not in client.get("/").content.decode()
    Magazine.objects.update(colour=PressColour.PINE)
    assert '<html lang="zh-Hans" data-colour="pine"' in client.get("/").content.decode()
