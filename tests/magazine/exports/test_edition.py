"""The reading edition, read back with pypdf: cover, contents, running heads, bookmarks, every word; and its progress."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from articles.models import Article
from magazine.exports import edition, epub
from magazine.exports.style import Stamp
from tests.builders import make_article, make_issue, make_slot, moment, publish_issue
from tests.magazine.exports.issues import ELEVEN, NESTED, SIXTY
from tests.magazine.exports.oddities import odd_issue

pytestmark = pytest.mark.django_db


def made(issue, stamp=None) -> tuple[PdfReader, list[tuple[int, int]]]:
    target = BytesIO()
    told = list(edition.steps(issue, target, stamp))
    return PdfReader(BytesIO(target.getvalue())), told


@pytest.fixture(scope="module")
def kept():
    """Laying out takes a second: the edition of the odd issue is made once for the tests that only read it."""
    return {}


@pytest.fixture
def found(kept, db) -> PdfReader:
    if not kept:
        kept["reader"], kept["told"] = made(odd_issue())
    return kept["reader"]


def words(text: str) -> str:
    return re.sub(r"[\s\u3000]|(?<=\.)\.|(?: ?\.){3,}", "", text)


def outline(found: PdfReader) -> list[tuple[int, str, int]]:
    """(level, title, page from one) of every bookmark."""
    flat = []

    def walk(items, level):
        for item in items:
            if isinstance(item, list):
                walk(item, level + 1)
            else:
                flat.append((level, item.title, found.get_destination_page_number(item) + 1))

    walk(found.outline, 1)
    return flat


def test_it_is_a_book_with_cover_contents_articles_and_colophon(found):
    pages = [words(page.extract_text()) for page in found.pages]
    whole = "".join(pages)
    assert "目录" in pages[1]
    assert "云江工运2024年第11期（总第226期）2024年11月5日" in pages[1]
    for wanted in (SIXTY, words(NESTED), *ELEVEN, "标题里的段落", "散在列表里的话", "表1人数", "𠮷祥里的㐂事A&B<C", "图片待补",
                   "①注一A&B<C", "没有号的一条", "作者单位：云江", "云江省工会基金<1>", "摘编自《云江工人报》"):  # fmt: skip
        assert wanted in whole, wanted
    assert "版权页" in pages[-1]
    assert [round(float(side) / 72 * 25.4) for side in found.pages[0].mediabox[2:]] == [185, 260]


def test_the_contents_say_the_pages_where_the_articles_begin(found):
    starts = {words(title): page for level, title, page in outline(found) if level == 2}
    # The page's own number stands at its foot.
    contents = words(found.pages[1].extract_text()).removesuffix("2")
    told = {title: contents.index(title) + len(title) for title in starts}
    for title, place in told.items():
        following = [begin - len(other) for other, begin in told.items() if begin > place]
        entry = contents[place : min(following, default=len(contents))]
        assert re.search(r"\d+", entry)[0] == str(starts[title]), (title, entry)


def test_bookmarks_lead_to_sections_and_articles(found):
    marks = outline(found)
    assert marks[0] == (1, "封面", 1)
    assert marks[1] == (1, "目录", 2)
    assert marks[-1] == (1, "版权页", len(found.pages))
    assert [title for level, title, _page in marks if level == 2] == [SIXTY, NESTED, "大事", "之声", "光影"]
    assert [page for _level, _title, page in marks] == sorted(page for _level, _title, page in marks)


def test_running_heads_and_page_numbers_change_sides(found):
    starts = {title: page for level, title, page in outline(found) if level == 2}
    for number, page in enumerate(found.pages, start=1):
        text = page.extract_text()
        if number == 1:
            assert text.strip() == ""
            continue
        assert str(number) in text.splitlines()[0] + text.splitlines()[-1]
        if number % 2 == 0 and number in starts.values():
            assert "云江工运　2024年第11期" in text
    odd_page = next(page for title, page in starts.items() if page % 2)
    title = next(title for title, page in starts.items() if page == odd_page)
    assert words(found.pages[odd_page - 1].extract_text()).count(words(title)) >= 2


def test_a_note_and_its_mark_lead_to_each_other(found):
    names = set(found.named_destinations)
    assert {"piece-2-note-1", "piece-2-mark-1", "piece-1", "piece-5"} <= names


def test_pictures_are_in_it_once_each_with_their_credits(found):
    pictures = {
        image.indirect_reference.idnum for page in found.pages for image in page.images if image.indirect_reference
    }
    # Three of the five have equal files, which a PDF holds once.
    assert len(pictures) == 3
    assert "林岚／摄" in "".join(page.extract_text() for page in found.pages)


def test_it_says_how_far_it_is_and_ends_at_the_end(found, kept):
    told = kept["told"]
    assert told[:5] == [(n, told[0][1]) for n in range(1, 6)]
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1][0] == told[-1][1]
    assert all(done < of for done, of in told[:-1])


def test_the_properties_say_what_it_is_and_who_took_it_out():
    found, _ = made(odd_issue(), Stamp("梁工", moment(2024, 11, 6), "已出刊"))
    assert (found.metadata.title, found.metadata.subject) == (
        "云江工运2024年第11期",
        "梁工2024年11月6日09:00导出，当时已出刊",
    )
    assert "梁工" not in "".join(page.extract_text() for page in found.pages)


def test_a_draft_changed_after_publication_stays_out():
    issue = odd_issue()
    Article.objects.update(title="还没有审的标题", body="<p>还没有审的话</p>")
    found, _ = made(issue)
    assert "还没有审的" not in "".join(page.extract_text() for page in found.pages)


def test_an_issue_without_releases_is_refused():
    issue = make_issue()
    make_slot(issue, make_article())
    with pytest.raises(epub.Unreleased, match="没有随刊定稿"):
        list(edition.steps(issue, BytesIO()))


@pytest.mark.parametrize("articles", [1, 30])
def test_an_edition_asks_the_database_six_times(django_assert_num_queries, articles, monkeypatch):
    issue = make_issue()
    for _article in range(articles):
        make_slot(issue, make_article())
    publish_issue(issue)
    monkeypatch.setattr(edition, "printed", lambda html: b"")
    with django_assert_num_queries(6):
        list(edition.steps(issue, BytesIO()))
