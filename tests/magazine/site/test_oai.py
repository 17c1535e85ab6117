"""OAI-PMH: the six verbs, lists in parts, what is told of what was withdrawn, and the faults of the protocol."""

import base64
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from articles.models import Byline
from magazine.models import Magazine
from magazine.publishing import withdraw
from magazine.site.oai import records as oai_records
from tests.builders import make_article, make_author, make_issue, make_section, make_slot, moment, publish_issue

pytestmark = pytest.mark.django_db
# A token of our own making whose section no database takes.
NUL_SECTION = b"\n\n\x00\n2024-11-05T09:00:00+08:00\n1"
SPACES = {
    "o": "http://www.openarchives.org/OAI/2.0/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "oai_dc": "http://www.openarchives.org/OAI/2.0/oai_dc/",
}


@pytest.fixture
def issue():
    """One published issue with three articles in two sections, and a draft in another that is not out."""
    Magazine.objects.create(pk=1, name="云江工运", publisher="编辑部", email="desk@magazine.example")
    issue = make_issue(year=2024, number=11)
    practice = make_section(name="实践", slug="practice")
    for page, title in ((4, "夜校的灯"), (6, "风雨棚"), (8, "茶会")):
        section = make_section(name="镜头", slug="lens") if title == "茶会" else practice
        article = make_article(section=section, title=title, body="<p>正文在此。</p>")
        Byline.objects.create(article=article, author=make_author(name="苏晓"), position=1)
        article.tags.set(["夜校"])
        make_slot(issue, article, page_from=page, page_to=page + 1)
    publish_issue(issue, at=moment(2024, 11, 5))
    make_slot(make_issue(year=2024, number=12), make_article(section=practice, title="未公开的草稿"))
    return issue


def ask(client, method="get", **query):
    answer = getattr(client, method)(reverse("oai"), query)
    assert answer.status_code == 200
    return ElementTree.fromstring(answer.content)  # noqa: S314  (our own answer)


def texts(root, path):
    return [found.text for found in root.iterfind(path, SPACES)]


def code(root):
    return root.find("o:error", SPACES).attrib["code"]


def test_identify(issue, client):
    root = ask(client, verb="Identify")
    assert texts(root, "o:Identify/o:repositoryName") == ["云江工运"]
    assert texts(root, "o:Identify/o:adminEmail") == ["desk@magazine.example"]
    assert texts(root, "o:Identify/o:earliestDatestamp") == ["2024-11-05T01:00:00Z"]


def test_a_record_says_what_is_printed(issue, client):
    pk = issue.slots.get(position=1).article_id
    root = ask(client, verb="GetRecord", metadataPrefix="oai_dc", identifier=f"oai:testserver:articles/{pk}")
    dc = root.find("o:GetRecord/o:record/o:metadata/oai_dc:dc", SPACES)
    assert [(element.tag.rpartition("}")[2], element.text) for element in dc] == [
        ("title", "夜校的灯"),
        ("creator", "苏晓"),
        ("subject", "夜校"),
        ("publisher", "编辑部"),
        ("date", "2024-11-05"),
        ("type", "Text"),
        ("format", "text/html"),
        ("identifier", f"http://testserver/articles/{pk}/"),
        ("source", "云江工运,2024(11):4-5"),
        ("language", "zh-CN"),
    ]


def test_the_list_holds_what_is_out_and_no_draft(issue, client):
    root = ask(client, verb="ListRecords", metadataPrefix="oai_dc")
    assert texts(root, ".//dc:title") == ["夜校的灯", "风雨棚", "茶会"]


def test_a_list_comes_in_parts(issue, client, monkeypatch):
    monkeypatch.setattr(oai_records, "PER_ANSWER", 2)
    monkeypatch.setattr("magazine.site.oai.views.PER_ANSWER", 2)
    first = ask(client, verb="ListRecords", metadataPrefix="oai_dc")
    token = texts(first, ".//o:resumptionToken")[0]
    second = ask(client, verb="ListRecords", resumptionToken=token)
    assert texts(first, ".//dc:title") + texts(second, ".//dc:title") == ["夜校的灯", "风雨棚", "茶会"]
    assert texts(second, ".//o:resumptionToken") == [None]


def test_sections_are_sets(issue, client):
    assert texts(ask(client, verb="ListSets"), ".//o:setSpec") == ["practice", "lens"]
    root = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", set="lens")
    assert len(texts(root, ".//o:identifier")) == 1


@pytest.mark.parametrize(
    ("window", "count"),
    [
        ({"from": "2024-11-05"}, 3),
        ({"until": "2024-11-05"}, 3),
        ({"from": "2024-11-06"}, 0),
        ({"until": "2024-11-04"}, 0),
        ({"from": "2024-11-05T01:00:00Z", "until": "2024-11-05T01:00:00Z"}, 3),
        ({"from": "2024-11-05T01:00:01Z"}, 0),
    ],
)
def test_windows_of_time_hold_both_their_ends(issue, client, window, count):
    root = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", **window)
    assert len(texts(root, ".//o:identifier")) == count
    assert (root.find("o:error", SPACES) is not None) == (count == 0)


def test_what_was_withdrawn_is_deleted_and_says_no_word(issue, client, chief):
    withdraw(issue, by=chief, reason="有误", now=moment(2024, 11, 8))
    root = ask(client, verb="ListRecords", metadataPrefix="oai_dc", **{"from": "2024-11-08"})
    headers = root.findall(".//o:header", SPACES)
    assert [header.attrib.get("status") for header in headers] == ["deleted"] * 3
    assert texts(root, ".//o:datestamp") == ["2024-11-08T01:00:00Z"] * 3
    assert root.find(".//o:metadata", SPACES) is None


def test_an_issue_whose_time_has_not_come_is_no_record(client):
    issue = make_issue(year=2024, number=11)
    make_slot(issue, make_article(title="还没到时间"))
    publish_issue(issue, at=moment(2999, 1, 1))
    assert code(ask(client, verb="ListRecords", metadataPrefix="oai_dc")) == "noRecordsMatch"


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        ({}, "badVerb"),
        ({"verb": "Steal"}, "badVerb"),
        ({"verb": "Identify", "set": "x"}, "badArgument"),
        ({"verb": "ListRecords"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "marc"}, "cannotDisseminateFormat"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "5.11.2024"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2024-02-31"}, "badArgument"),
        (
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2024-11-02", "until": "2024-11-01"},
            "badArgument",
        ),
        (
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2024-11-02", "until": "2024-11-03T00:00:00Z"},
            "badArgument",
        ),
        ({"verb": "ListRecords", "resumptionToken": "nonsense"}, "badResumptionToken"),
        ({"verb": "ListRecords", "resumptionToken": "\ud800"}, "badResumptionToken"),
        ({"verb": "ListSets", "resumptionToken": "x"}, "badResumptionToken"),
        (
            {"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "oai:testserver:articles/0"},
            "idDoesNotExist",
        ),
        ({"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "oai:other:articles/1"}, "idDoesNotExist"),
        ({"verb": "ListMetadataFormats", "identifier": "x"}, "idDoesNotExist"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "no'; --"}, "noRecordsMatch"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "\x00"}, "badArgument"),
        (
            {"verb": "ListRecords", "resumptionToken": base64.urlsafe_b64encode(NUL_SECTION).decode()},
            "badResumptionToken",
        ),
    ],
)
def test_faults_have_the_codes_of_the_protocol(issue, client, query, fault):
    query = {name: value.encode("utf-8", "surrogatepass") for name, value in query.items()}
    assert code(ask(client, **query)) == fault


def test_post_is_answered_alike(issue, client):
    by_get, by_post = (ask(client, method, verb="ListSets") for method in ("get", "post"))
    assert texts(by_post, ".//o:setSpec") == texts(by_get, ".//o:setSpec")


def test_queries_do_not_grow_with_the_rows(issue, client, django_assert_num_queries):
    with django_assert_num_queries(4):
        ask(client, verb="ListRecords", metadataPrefix="oai_dc")
    section = make_section(name="调研", slug="study")
    more = make_issue(year=2024, number=10)
    for number in range(30):
        make_slot(more, make_article(section=section, title=f"第{number}篇"))
    publish_issue(more, at=moment(2024, 10, 5))
    with django_assert_num_queries(4):
        assert len(texts(ask(client, verb="ListRecords", metadataPrefix="oai_dc"), ".//dc:title")) == 33


# --- The records of an issue as files -------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fmt", "mark"),
    [("ris", "TY  - JOUR"), ("bib", "@article{"), ("json", '"type": "article-magazine"'), ("xml", "<dc:title>")],
)
def test_an_issue_gives_the_records_of_all_its_articles(issue, client, fmt, mark):
    answer = client.get(reverse("issue_citation", args=["2024-11", fmt]))
    assert answer.content.decode().count(mark) == 3
    assert client.get(reverse("issue_citation", args=["2024-12", fmt])).status_code == 404


def test_an_issue_gives_no_record_of_another_kind(issue, client):
    assert client.get(reverse("issue_citation", args=["2024-11", "exe"])).status_code == 404
