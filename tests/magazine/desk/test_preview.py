"""预览: the reader's page of unsaved words, for whoever may write them and for nobody else."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article
from articles.states import Layout
from magazine.models import Slot
from tests.articles.test_admin import form
from tests.builders import (
    make_article,
    make_author,
    make_chronicle,
    make_issue,
    make_photo,
    make_section,
    make_slot,
    moment,
)

pytestmark = pytest.mark.django_db
DOOR = "/admin/preview/"


def posted(article: Article, **changed) -> dict[str, str]:
    return form(article, **changed) | {"article": str(article.pk)}


def test_the_page_shows_what_is_typed_and_saves_nothing(client, editor):
    photo = make_photo(caption="老陈在看火色。", credit_name="林岚")
    article = make_article(title="原题", authors=[make_author(name="苏晓")])
    make_slot(make_issue(year=2024, number=11), article, page_from=3)
    client.force_login(editor)
    typed = f'<p>没存的正文①。<script>alert(1)</script></p><figure data-photo="{photo.pk}"></figure>'
    answer = client.post(
        DOOR, posted(article, title="没存的题", body=typed, notes="①没存的注释。", tags="水利、没有过的标签")
    )
    text = answer.content.decode()
    for words in ("没存的题", "没存的正文", "苏晓", "老陈在看火色。", "没存的注释。", "没有过的标签", "2024年第11期"):
        assert words in text
    assert "alert(1)" not in text
    assert 'href="#note-1"' in text
    assert "no-store" in answer["Cache-Control"]
    article.refresh_from_db()
    assert (article.title, article.figures.count(), article.versions.count()) == ("原题", 0, 1)


def test_rows_are_shown_as_they_stand_in_the_form(client, editor):
    first, second = make_author(name="甲作者"), make_author(name="乙作者")
    article = make_article(authors=[first, second])
    client.force_login(editor)
    rows = list(article.bylines.all())
    data = posted(article, bylines=[rows[1], rows[0]])
    byline = re.search(r'<p class="byline">.*?</p>', client.post(DOOR, data).content.decode(), re.S)[0]
    assert byline.index("乙作者") < byline.index("甲作者")
    byline = client.post(DOOR, data | {"bylines-0-DELETE": "on"}).content.decode()
    assert "乙作者" not in byline


def test_a_new_article_and_an_empty_desk_are_shown_too(client, author):
    client.force_login(author)
    data = {"section": str(make_section().pk), "title": "还没存过的题", "body": "<p>正文。</p>", "tags": ""}
    assert "还没存过的题" in client.post(DOOR, data).content.decode()
    assert not Slot.objects.exists()
    assert client.post(DOOR, data | {"section": ""}).status_code == 400


@pytest.mark.parametrize("layout", Layout.values)
def test_every_layout_is_shown(client, editor, layout):
    article = make_article(title="某一种版式", section=make_section(layout=layout))
    client.force_login(editor)
    assert "某一种版式" in client.post(DOOR, posted(article)).content.decode()


def test_events_are_shown_as_typed(client, editor):
    article = make_chronicle([moment(2024, 10, 8).date()])
    event = article.events.get()
    client.force_login(editor)
    rows = {"events-TOTAL_FORMS": "1", "events-0-id": str(event.pk), "events-0-starts_on": "2024/10/9"}
    text = client.post(
        DOOR, posted(article) | rows | {"events-0-text": "没存的条目。", "events-0-ends_on": "x"}
    ).content.decode()
    assert "没存的条目。" in text
    assert 'datetime="2024-10-09"' in text


def test_it_is_a_post_with_a_token_for_whoever_may_write(client, author, other_author, exporter):
    article = make_article(created_by=other_author, title="别人的稿")
    assert client.post(DOOR, posted(article)).status_code == 302
    client.force_login(author)
    assert client.get(DOOR).status_code == 405
    assert client.post(DOOR, posted(article)).status_code == 404
    client.force_login(exporter)
    assert client.post(DOOR, posted(article)).status_code == 403
    assert client.post(DOOR, {"section": str(article.section_id)}).status_code == 403
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(author)
    assert careful.post(DOOR, {}).status_code == 403
    assert reverse("article_preview") == DOOR
