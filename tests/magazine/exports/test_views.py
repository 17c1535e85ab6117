"""The desk's downloads: who may, what comes, under which name, and the record that it leaves."""

from io import BytesIO
from urllib.parse import unquote

import pytest
from django.urls import reverse
from docx import Document

from magazine.exports import FORMATS, pdf
from magazine.exports.urls import urlpatterns
from magazine.models import ContentsStyle, Export, Magazine
from tests.builders import make_article, make_author, make_issue, make_section, make_slot

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue():
    Magazine.objects.update_or_create(pk=1, defaults={"name": "云江工运"})
    issue = make_issue(year=2024, number=11)
    section = make_section(name="实践")
    authors = [make_author(name="苏晓"), make_author(name="陶然")]
    make_slot(issue, make_article(title="尚未送审的稿件", section=section, authors=authors), page_from=3)
    return issue


def address(fmt: str, name: str = "2024-11") -> str:
    return reverse("contents_download", args=[name, fmt])


# Every door of magazine/exports/urls.py, by the name of its address: how it is asked, and with what.
DOORS = {
    "issue_exports": ("get", ["2024-11"]),
    "contents_preview": ("get", ["2024-11"]),
    "contents_download": ("post", ["2024-11", "docx"]),
    "export_start": ("post", ["2024-11", "epub"]),
    "indexes": ("get", []),
    "index_preview": ("get", ["authors"]),
    "index_download": ("post", ["authors", "docx"]),
    "export": ("get", [1]),
    "export_status": ("get", [1]),
    "export_cancel": ("post", [1]),
    "export_file": ("get", [1]),
    "wechat": ("get", [1]),
    "wechat_issue": ("get", ["2024-11"]),
}


def test_every_door_is_in_the_list():
    assert {pattern.name for pattern in urlpatterns} == set(DOORS)


@pytest.mark.parametrize("role", ["author", "photo_editor", "manager"])
@pytest.mark.parametrize("door", DOORS)
def test_without_the_right_every_door_is_shut(client, request, issue, door, role):
    client.force_login(request.getfixturevalue(role))
    method, arguments = DOORS[door]
    response = getattr(client, method)(reverse(door, args=arguments))
    assert response.status_code == 403
    assert "尚未送审的稿件" not in response.content.decode("utf-8")
    assert not Export.objects.exists()


@pytest.mark.parametrize("door", DOORS)
def test_a_stranger_is_sent_to_log_in(client, issue, door):
    method, arguments = DOORS[door]
    response = getattr(client, method)(reverse(door, args=arguments))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("admin:login"))


@pytest.mark.parametrize("door", DOORS)
def test_a_door_knows_one_verb(client, exporter, issue, door):
    client.force_login(exporter)
    method, arguments = DOORS[door]
    other = "get" if method == "post" else "post"
    assert getattr(client, other)(reverse(door, args=arguments)).status_code == 405
    assert not Export.objects.exists()


@pytest.mark.parametrize("fmt", FORMATS)
def test_an_exporter_gets_the_file_under_its_chinese_name(client, exporter, issue, fmt):
    client.force_login(exporter)
    response = client.post(address(fmt))
    assert response.status_code == 200
    assert response["Content-Type"] == FORMATS[fmt].content_type
    assert "no-store" in response["Cache-Control"]
    disposition = response["Content-Disposition"]
    assert disposition.lower().startswith("attachment; filename*=utf-8''")
    assert unquote(disposition.split("''")[1]) == f"云江工运-2024年第11期-目录.{fmt}"


def test_the_file_holds_what_the_desk_has_and_says_who_took_it(client, exporter, issue):
    client.force_login(exporter)
    document = Document(BytesIO(client.post(address("docx")).content))
    assert "尚未送审的稿件　苏晓 陶然\t3" in [paragraph.text for paragraph in document.paragraphs]
    assert document.core_properties.last_modified_by == "梁工"
    record = Export.objects.get()
    assert document.core_properties.comments.endswith("导出，当时在编，1条里有0条定稿")
    assert (record.issue, record.what, record.form) == (issue, "云江工运2024年第11期目录", "docx")
    assert (record.person, record.issue_state, record.making) == (exporter, "在编，1条里有0条定稿", "done")


def test_the_style_is_the_one_that_was_chosen(client, exporter, issue):
    client.force_login(exporter)
    style = ContentsStyle.objects.create(name="一刊", word="目次", separator="，", page_first=True)
    text = client.post(address("txt"), {"style": style.pk}).content.decode()
    assert "  3  尚未送审的稿件　苏晓，陶然" in text
    assert "目　次" in text
    shown = client.get(reverse("contents_preview", args=["2024-11"]), {"style": style.pk})
    assert "<h1>目次</h1>" in shown.content.decode()
    assert shown["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in shown["Content-Security-Policy"]
    for nonsense in ("0", "x", "9" * 30, "-1"):
        assert "目　录" in client.post(address("txt"), {"style": nonsense}).content.decode()


def test_the_page_offers_every_format_and_every_style(client, exporter, issue):
    client.force_login(exporter)
    page = client.get(reverse("issue_exports", args=["2024-11"])).content.decode()
    assert all(f'action="{address(fmt)}"' in page for fmt in FORMATS)
    assert all(f">{style.name}</option>" in page for style in ContentsStyle.objects.all())
    assert "现在在编，1条里有0条定稿。" in page


@pytest.mark.parametrize(("name", "fmt"), [("2024-12", "docx"), ("2024-011", "docx"), ("2024-11", "doc"), ("x", "txt")])
def test_what_is_not_there_is_404(client, exporter, issue, name, fmt):
    client.force_login(exporter)
    assert client.post(address(fmt, name)).status_code == 404


def test_a_machine_that_cannot_make_pdf_says_what_is_missing(client, exporter, issue, monkeypatch):
    client.force_login(exporter)
    monkeypatch.setattr(pdf, "import_module", lambda name: (_ for _ in ()).throw(OSError(name)))
    response = client.post(address("pdf"))
    assert response.status_code == 503
    assert "请管理员装上libpango-1.0-0" in response.content.decode()
    assert not Export.objects.exists()


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize(
    ("kind", "head"), [("contents", "总目录"), ("authors", "作者索引"), ("photographers", "摄影作者索引")]
)
def test_an_index_of_a_range_is_a_file_too(client, exporter, issue, kind, head, fmt):
    make_slot(
        make_issue(year=2025, number=2), make_article(title="开春", authors=[make_author(name="苏晓")]), page_from=1
    )
    client.force_login(exporter)
    response = client.post(reverse("index_download", args=[kind, fmt]), {"from": "2024-11", "to": "2025-02"})
    assert response.status_code == 200
    name = unquote(response["Content-Disposition"].split("''")[1])
    assert name == f"云江工运-2024年第11期—2025年第2期-{head}.{fmt}"
    assert Export.objects.get().issue_state == "2期里0期已出刊"


def test_an_author_index_over_two_years_says_the_year(client, exporter, issue):
    make_slot(
        make_issue(year=2025, number=2), make_article(title="开春", authors=[make_author(name="苏晓")]), page_from=1
    )
    client.force_login(exporter)
    response = client.post(reverse("index_download", args=["authors", "txt"]), {"from": "2024-11", "to": "2025-02"})
    text = response.content.decode()
    assert "条末数字为年·期·页" in text
    assert text.count("  苏晓\n") == 1
    assert "2024·11·3" in text
    assert "2025·2·1" in text


@pytest.mark.parametrize(
    "span", [{}, {"from": "2024-11"}, {"from": "x", "to": "2024-11"}, {"from": "2030-01", "to": "2030-02"}]
)
def test_an_index_without_issues_is_404(client, exporter, issue, span):
    client.force_login(exporter)
    assert client.post(reverse("index_download", args=["authors", "txt"]), span).status_code == 404
    assert client.get(reverse("index_preview", args=["authors"]), span).status_code == 404
    assert client.get(reverse("indexes"), span).status_code == 200
