"""The citation of an article: the line of the standard, the two files, the tags of the page; never a draft's."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from articles.models import Article, Byline
from articles.states import BylineRole
from magazine.citation import Citation
from magazine.models import Magazine
from magazine.publishing import withdraw
from tests.builders import make_article, make_author, make_issue, make_slot, publish_issue

PLAIN = Citation(
    article=7,
    title="新就业形态劳动者入会意愿调查",
    subtitle="以云江市外卖骑手为例",
    authors=(("何川", "云江市总工会"), ("罗启明", "云江市总工会")),
    magazine="云江工运",
    publisher="《云江工运》编辑部",
    year=2024,
    number=11,
    first=8,
    last=12,
    day=date(2024, 11, 15),
    url="https://a.cn/articles/7/",
    keywords=("骑手", "入会"),
)
NOBODY = replace(PLAIN, subtitle="", authors=(), first=None, last=None, publisher="", keywords=())


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({}, "何川,罗启明. 新就业形态劳动者入会意愿调查:以云江市外卖骑手为例[J]. 云江工运,2024(11):8-12."),
        ({"last": 8}, "何川,罗启明. 新就业形态劳动者入会意愿调查:以云江市外卖骑手为例[J]. 云江工运,2024(11):8."),
        ({"last": None}, "何川,罗启明. 新就业形态劳动者入会意愿调查:以云江市外卖骑手为例[J]. 云江工运,2024(11):8."),
        (
            {"authors": tuple((name, "") for name in "甲乙丙"), "subtitle": ""},
            "甲,乙,丙. 新就业形态劳动者入会意愿调查[J]. 云江工运,2024(11):8-12.",
        ),
        (
            {"authors": tuple((name, "") for name in "甲乙丙丁"), "subtitle": ""},
            "甲,乙,丙,等. 新就业形态劳动者入会意愿调查[J]. 云江工运,2024(11):8-12.",
        ),
    ],
)
def test_the_line_is_the_standards(fields, line):
    assert replace(PLAIN, **fields).line == line


def test_the_line_leaves_out_what_is_not_known():
    assert NOBODY.line == "新就业形态劳动者入会意愿调查[J]. 云江工运,2024(11)."


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {},
            "何川、罗启明：《新就业形态劳动者入会意愿调查——以云江市外卖骑手为例》，《云江工运》2024年第11期，第8—12页。",
        ),
        (
            {"authors": tuple((name, "") for name in "甲乙丙丁"), "title": "读《工会法》", "subtitle": "", "last": 8},
            "甲、乙、丙等：《读〈工会法〉》，《云江工运》2024年第11期，第8页。",
        ),
        (
            {"authors": (), "subtitle": "", "first": None, "last": None},
            "《新就业形态劳动者入会意愿调查》，《云江工运》2024年第11期。",
        ),
    ],
)
def test_the_words_are_those_of_a_reader(fields, words):
    assert replace(PLAIN, **fields).words == words


def test_ris_is_one_record():
    assert PLAIN.ris.split("\r\n") == [
        "TY  - JOUR",
        "TI  - 新就业形态劳动者入会意愿调查:以云江市外卖骑手为例",
        "AU  - 何川",
        "AU  - 罗启明",
        "AD  - 云江市总工会",
        "T2  - 云江工运",
        "PB  - 《云江工运》编辑部",
        "PY  - 2024",
        "DA  - 2024/11/15",
        "IS  - 11",
        "SP  - 8",
        "EP  - 12",
        "LA  - zh-CN",
        "UR  - https://a.cn/articles/7/",
        "KW  - 骑手",
        "KW  - 入会",
        "ER  - ",
        "",
    ]
    assert "SP" not in NOBODY.ris
    assert "AU" not in NOBODY.ris


def test_bibtex_keeps_names_and_titles_whole():
    assert PLAIN.bibtex == (
        "@article{article7,\n"
        "  title = {{新就业形态劳动者入会意愿调查:以云江市外卖骑手为例}},\n"
        "  author = {{何川} and {罗启明}},\n"
        "  journal = {云江工运},\n"
        "  publisher = {《云江工运》编辑部},\n"
        "  year = {2024},\n"
        "  number = {11},\n"
        "  pages = {8--12},\n"
        "  date = {2024-11-15},\n"
        "  keywords = {骑手, 入会},\n"
        "  langid = {chinese},\n"
        "  url = {https://a.cn/articles/7/}\n"
        "}\n"
    )


def test_bibtex_escapes_what_tex_would_obey():
    odd = replace(PLAIN, title="A&B_{50%}#1 $5 ~^\\", subtitle="")
    title = odd.bibtex.splitlines()[1]
    assert title == (r"  title = {{A\&B\_\{50\%\}\#1 \$5 \textasciitilde{}\textasciicircum{}\textbackslash{}}},")


# --- At the site ----------------------------------------------------------------------------------------------------
@pytest.fixture
def article(db) -> Article:
    """A released article of a published issue, with a writer and a photographer, pages and a tag."""
    Magazine.objects.update_or_create(pk=1, defaults={"name": "云江工运", "publisher": "《云江工运》编辑部"})
    article = make_article(authors=[make_author(name="何川")], kicker="云江", title='调查"一"', tags=["骑手"])
    Byline.objects.create(article=article, author=make_author(name="林岚"), role=BylineRole.PHOTO, position=2)
    Byline.objects.filter(article=article, position=1).update(affiliation="云江市总工会")
    issue = make_issue(year=2024, number=11, dated_on=date(2024, 11, 15))
    make_slot(issue, article, page_from=8, page_to=12)
    publish_issue(issue)
    return article


def address(article: Article, fmt: str) -> str:
    return reverse("citation", args=[article.pk, fmt])


def test_the_page_shows_the_words_unfolds_the_line_and_carries_the_tags(client, article):
    page = client.get(reverse("article", args=[article.pk])).content.decode()
    assert "<dt>引用</dt><dd>何川：《云江：调查&quot;一&quot;》，《云江工运》2024年第11期，第8—12页。<" in page
    folded = page[page.index("<details><summary>GB/T 7714</summary>") :].partition("</details>")[0]
    assert "何川. 云江：调查&quot;一&quot;[J]. 云江工运,2024(11):8-12." in folded
    tags = re.findall(r'<meta name="(citation_\w+)" content="([^"]*)">', page)
    assert tags == [
        ("citation_title", "云江：调查&quot;一&quot;"),
        ("citation_author", "何川"),
        ("citation_author_institution", "云江市总工会"),
        ("citation_journal_title", "云江工运"),
        ("citation_publisher", "《云江工运》编辑部"),
        ("citation_publication_date", "2024/11/15"),
        ("citation_issue", "11"),
        ("citation_firstpage", "8"),
        ("citation_lastpage", "12"),
        ("citation_language", "zh"),
        ("citation_public_url", f"http://testserver/articles/{article.pk}/"),
        ("citation_keywords", "骑手"),
    ]
    assert address(article, "ris") in page
    assert address(article, "bib") in page


@pytest.mark.parametrize(
    ("fmt", "content_type", "words"),
    [
        ("ris", "application/x-research-info-systems; charset=utf-8", "AU  - 何川\r\nAD  - 云江市总工会\r\n"),
        ("bib", "application/x-bibtex; charset=utf-8", "author = {{何川}},"),
    ],
)
def test_the_files_are_for_everyone(client, article, fmt, content_type, words, django_assert_num_queries):
    with django_assert_num_queries(4):
        response = client.get(address(article, fmt))
    assert (response.status_code, response["Content-Type"]) == (200, content_type)
    assert response["Content-Disposition"] == f'attachment; filename="article-{article.pk}.{fmt}"'
    assert "public" in response["Cache-Control"]
    assert words in response.content.decode()
    assert "林岚" not in response.content.decode()


def test_a_change_that_nobody_has_released_is_not_cited(client, article):
    Article.objects.update(title="还没有审的标题")
    assert "还没有审的标题" not in client.get(address(article, "ris")).content.decode()


@pytest.mark.parametrize("fmt", ["ris", "bib"])
def test_what_readers_do_not_see_has_no_citation(client, article, superuser, fmt):
    draft = make_article()
    withdraw(article.slot.issue)
    client.force_login(superuser)
    assert client.get(address(draft, fmt)).status_code == 404
    assert client.get(address(article, fmt)).status_code == 404


def test_another_format_is_not_found(client, article):
    assert client.get(f"/articles/{article.pk}/citation.doc").status_code == 404


def test_who_made_only_the_pictures_is_cited_where_nobody_wrote(client, article):
    essay = make_article()
    Byline.objects.create(article=essay, author=make_author(name="叶澄"), role=BylineRole.PHOTO, position=1)
    issue = make_issue(year=2024, number=12)
    make_slot(issue, essay)
    publish_issue(issue)
    assert "AU  - 叶澄\r\n" in client.get(address(essay, "ris")).content.decode()
