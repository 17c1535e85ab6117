"""Word manuscripts through the desk's own page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.models import Article
from tests.builders import make_section
from tests.magazine.intake.word.files import MORE, PROSE, written


@pytest.fixture
def section(db):
    return make_section(name="调研")


def send(client, section, *files):
    uploads = [SimpleUploadedFile(name, data) for name, data in files]
    chosen = {"section": section.pk} if section else {}
    return client.post(reverse("manuscripts"), {**chosen, "files": uploads})


def test_files_become_drafts_and_each_is_told(client, editor, section):
    client.force_login(editor)
    assert "调研" in client.get(reverse("manuscripts")).content.decode()
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
    answer = send(client, section, ("一.docx", written("灯下的车间", "高远", PROSE)), ("旧.doc", old))
    page = answer.content.decode()
    article = Article.objects.get()
    assert (answer.status_code, article.title, article.created_by) == (200, "灯下的车间", editor)
    assert "<b>新建：</b>灯下的车间" in page
    assert "“旧.doc”是旧版Word文件，在Word或WPS里打开，另存为.docx格式后再收。" in page


def test_what_is_missing_is_said(client, editor, section):
    client.force_login(editor)
    data = written("灯下的车间", PROSE)
    assert "还没有选栏目" in send(client, None, ("一.docx", data)).content.decode()
    assert "还没有选文件" in send(client, section).content.decode()
    many = [(f"{number}.docx", data) for number in range(21)]
    assert "一次最多选20个文件" in send(client, section, *many).content.decode()
    assert not Article.objects.exists()


def test_an_author_does_not_write_over_somebody_elses_draft(client, author, other_author, section):
    client.force_login(author)
    send(client, section, ("一.docx", written("灯下的车间", PROSE)))
    client.force_login(other_author)
    page = send(client, section, ("一.docx", written("灯下的车间", MORE))).content.decode()
    assert "已由别人收进稿库" in page
    assert Article.objects.get().body == f"<p>{PROSE}</p>"


def test_only_who_may_add_manuscripts_comes_in(client, exporter, photo_editor, section):
    for person in (None, exporter, photo_editor):
        if person:
            client.force_login(person)
        answer = send(client, section, ("一.docx", written("灯下的车间", PROSE)))
        assert answer.status_code == (403 if person else 302)
    assert not Article.objects.exists()
