"""Who may read an issue: every public door, for every audience and every kind of reader."""

import pytest

from articles.states import Layout
from magazine.models import Issue, Magazine, Publication
from magazine.states import Audience
from tests.builders import (
    make_article,
    make_author,
    make_chronicle,
    make_issue,
    make_person,
    make_photo,
    make_section,
    make_slot,
    moment,
    publish_issue,
)

SECRET = "隐藏词暂不公开"
DOORS = [
    "/",
    "/issues/",
    "/issues/2024/",
    "/issues/2024-11/",
    "/issues/2024-11/contents.json",
    "/issues/2024-11/citation.ris",
    "/articles/{article}/",
    "/articles/{article}/citation.ris",
    "/sections/guanzhu/",
    "/authors/{author}/",
    "/photographers/林岚/",
    "/tags/夜校/",
    "/events/",
    "/events/2024/10/",
    "/search/?q=隐",
    "/search/?q=隐藏词",
]
# Nobody logs in here: these never hold what is not open to anybody.
OPEN_DOORS = [
    "/sections/guanzhu/feed/",
    "/events/events.ics",
    "/events/2024/10/events.ics",
    "/feed/",
    "/sitemap.xml",
    "/oai?verb=ListRecords&metadataPrefix=oai_dc",
]


@pytest.fixture
def closed(db):
    """2024年第11期 for those who have logged in, with a piece of every kind."""
    author = make_author(name=f"{SECRET}人")
    section = make_section(name="关注", slug="guanzhu")
    article = make_article(
        section=section,
        title=SECRET,
        authors=[author],
        tags=["夜校"],
        photos=[make_photo(caption=SECRET, credit_name="林岚")],
        body=f"<p>{SECRET}。</p>",
    )
    issue = make_issue(year=2024, number=11, theme=SECRET, audience=Audience.MEMBERS)
    make_slot(issue, article)
    chronicle = make_chronicle(
        [moment(2024, 10, 3).date()], section=make_section(layout=Layout.CHRONICLE), title=SECRET
    )
    make_slot(issue, chronicle)
    publish_issue(issue, at=moment(2024, 11, 5))
    return {"article": article.pk, "author": author.pk}


def answers(client, closed, doors=DOORS):
    return {door: client.get(door.format(**closed)) for door in doors}


def test_nobody_gets_a_word_who_has_not_logged_in(closed, client):
    for door, answer in answers(client, closed, DOORS + OPEN_DOORS).items():
        assert SECRET not in answer.content.decode(), door
        assert "no-cache" not in answer.headers.get("Cache-Control", ""), door
        assert not answer.cookies, door


@pytest.mark.parametrize(
    ("audience", "staff", "reads"),
    [
        (Audience.MEMBERS, False, True),
        (Audience.MEMBERS, True, True),
        (Audience.INTERNAL, False, False),
        (Audience.INTERNAL, True, True),
    ],
)
def test_an_account_opens_what_it_may(closed, client, audience, staff, reads):
    Issue.objects.update(audience=audience)
    client.force_login(make_person("读者", is_staff=staff))
    for door, answer in answers(client, closed).items():
        assert (answer.status_code == 200 and answer.context is not None) or not reads or "." in door, door
        if door not in ("/events/", "/events/2024/10/"):
            assert (SECRET in answer.content.decode()) == reads, door
        if answer.status_code == 200:
            assert "private" in answer["Cache-Control"], door
            assert answer["X-Robots-Tag"] == "noindex", door
    for door, answer in answers(client, closed, OPEN_DOORS).items():
        assert SECRET not in answer.content.decode(), door


def test_a_page_for_everybody_varies_by_cookie_and_may_be_kept(closed, client):
    answer = client.get("/issues/")
    assert "Cookie" in answer["Vary"]
    assert answer["Cache-Control"] == "public, max-age=60"


def test_hidden_and_missing_answer_alike_and_say_what_to_do(closed, client):
    hidden, missing = client.get(f"/articles/{closed['article']}/"), client.get("/articles/987654321/")
    assert hidden.status_code == missing.status_code == 404
    assert hidden.content == missing.content
    assert "有的期登录以后才能看。" in hidden.content.decode()
    assert "各期登录以后阅读" in client.get("/").content.decode()


def test_lists_that_are_empty_without_a_login_say_so(closed, client):
    for address in ("/issues/", "/events/"):
        page = client.get(address).content.decode()
        assert "有的期登录以后才能看。" in page, address
        assert "还没有" not in page, address


def test_a_gap_in_the_archive_says_that_a_login_may_fill_it(closed, client):
    """And says the same of a number that was never printed."""
    year = Issue.objects.get().year
    Issue.objects.update(number=6)
    for number in (8, 7, 5):
        issue = make_issue(year=year, number=number, audience=Audience.PUBLIC)
        make_slot(issue, make_article())
        publish_issue(issue)
    hidden = client.get("/issues/").content
    assert "有的期登录以后才能看。" in hidden.decode()
    assert "第6期" in hidden.decode()
    Issue.objects.filter(number=6).update(number=1)
    assert client.get("/issues/").content == hidden
    Issue.objects.filter(number=5).update(number=6)
    assert "登录" not in client.get("/issues/").content.decode()


def test_who_mistakes_the_password_five_times_waits(closed, client, settings):
    """Counted for the account at this address, as at the desk; the answer wears the readers' dress."""
    settings.AXES_ENABLED = True
    make_person("读者", is_staff=False)
    said = [client.post("/login/", {"username": "读者", "password": "x"}).status_code for _attempt in range(5)]
    right = client.post("/login/", {"username": "读者", "password": "correct-horse-battery"})
    assert (said, right.status_code) == ([200, 200, 200, 200, 429], 429)
    page = right.content.decode()
    assert "账号停用5分钟" in page
    assert '<nav aria-label="主导航">' in page
    assert SECRET not in client.get(f"/articles/{closed['article']}/").content.decode()
    make_person("别人", is_staff=False)
    assert client.post("/login/", {"username": "别人", "password": "correct-horse-battery"}).status_code == 302


def test_where_all_is_open_nobody_is_told_to_log_in(client, db):
    assert "登录" not in client.get("/articles/987654321/").content.decode()


def test_a_reader_logs_in_and_comes_back(closed, client):
    make_person("读者", is_staff=False)
    address = f"/articles/{closed['article']}/"
    page = client.get("/login/", headers={"Referer": f"http://testserver{address}"})
    assert f'value="{address}"' in page.content.decode()
    wrong = client.post("/login/", {"username": "读者", "password": "x", "next": address})
    assert "账号或密码不对" in wrong.content.decode()
    right = client.post("/login/", {"username": "读者", "password": "correct-horse-battery", "next": address})
    assert (right.status_code, right["Location"]) == (302, address)
    assert SECRET in client.get(address).content.decode()
    assert client.get("/logout/").status_code == 405
    client.post("/logout/")
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "/login/", "javascript:alert(1)"])
def test_the_login_leads_nowhere_else(db, client, elsewhere):
    assert 'name="next"' not in client.get("/login/", {"next": elsewhere}).content.decode()


def test_a_new_issue_has_the_audience_of_the_magazine(db):
    Magazine.objects.create(pk=1, name="云江工运", audience=Audience.INTERNAL)
    assert make_issue().audience == Audience.INTERNAL
    assert make_issue(audience=Audience.PUBLIC).audience == Audience.PUBLIC


def test_a_change_is_kept_with_a_name(closed, client, chief, editor):
    issue = Issue.objects.get()
    address = f"/admin/magazine/issue/{issue.pk}/change/"
    form = {
        "year": 2024,
        "number": 11,
        "theme": SECRET,
        "audience": Audience.PUBLIC,
        "masthead": "",
        "cover_caption": "",
    }
    client.force_login(editor)
    client.post(address, form)
    issue.refresh_from_db()
    assert issue.audience == Audience.MEMBERS
    client.force_login(chief)
    client.post(address, form)
    issue.refresh_from_db()
    assert issue.audience == Audience.PUBLIC
    record = Publication.objects.get(verb=Publication.Verb.AUDIENCE)
    assert (record.person, record.detail) == (chief, "读者范围由“登录可见”改为“公开”。")
