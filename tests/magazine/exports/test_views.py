"""The desk's download: who may, what comes, and under which name."""

from io import BytesIO
from urllib.parse import unquote

import pytest
from django.urls import reverse
from docx import Document

from magazine.exports import FORMATS
from magazine.models import Magazine
from tests.builders import make_article, make_issue, make_slot

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue():
    Magazine.objects.update_or_create(pk=1, defaults={"name": "云江工运"})
    issue = make_issue(year=2024, number=11)
    make_slot(issue, make_article(title="尚未送审的稿件"), page_from=3)
    return issue


def address(fmt: str, name: str = "2024-11") -> str:
    return reverse("contents_download", args=[name, fmt])


@pytest.mark.parametrize("fmt", FORMATS)
def test_an_exporter_gets_the_file_under_its_chinese_name(client, exporter, issue, fmt):
    client.force_login(exporter)
    response = client.get(address(fmt))
    assert response.status_code == 200
    assert response["Content-Type"] == FORMATS[fmt].content_type
    assert "no-store" in response["Cache-Control"]
    disposition = response["Content-Disposition"]
    assert disposition.lower().startswith("attachment; filename*=utf-8''")
    assert unquote(disposition.split("''")[1]) == f"云江工运-2024年第11期-目录.{fmt}"


def test_the_file_holds_what_the_desk_has(client, exporter, issue):
    client.force_login(exporter)
    document = Document(BytesIO(client.get(address("docx")).content))
    assert "尚未送审的稿件\t3" in [paragraph.text for paragraph in document.paragraphs]


def test_a_stranger_is_sent_to_log_in(client, issue):
    response = client.get(address("docx"))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("admin:login"))


@pytest.mark.parametrize("fmt", FORMATS)
def test_an_author_is_refused(client, author, issue, fmt):
    client.force_login(author)
    response = client.get(address(fmt))
    assert response.status_code == 403
    assert "尚未送审的稿件" not in response.content.decode("utf-8")


@pytest.mark.parametrize(("name", "fmt"), [("2024-12", "docx"), ("2024-011", "docx"), ("2024-11", "doc"), ("x", "txt")])
def test_what_is_not_there_is_404(client, exporter, issue, name, fmt):
    client.force_login(exporter)
    assert client.get(address(fmt, name)).status_code == 404


def test_nothing_is_exported_by_post(client, exporter, issue):
    client.force_login(exporter)
    assert client.post(address("docx")).status_code == 405
