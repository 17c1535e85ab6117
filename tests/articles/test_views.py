"""The doors of an open form: what is typed is kept for its owner alone, and people at one manuscript see each other."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.autosave import KEPT_FOR, keep
from articles.models import Article, Autosave, Presence, Version
from articles.workflow import text_changed
from tests.articles.test_admin import form, page
from tests.builders import make_article, make_author

pytestmark = pytest.mark.django_db
KEEP = "/admin/articles/article/keep/"


def here(article: Article) -> str:
    return reverse("admin:articles_article_here", args=[article.pk])


def post(client: Client, address: str, data):
    return client.post(address, json.dumps(data), content_type="application/json")


def typed(article: Article, **changed) -> list[list[str]]:
    """The fields of a form as the page's script sends them."""
    return [[name, value] for name, value in form(article, **changed).items()]


def parcel(article: Article, **changed) -> dict:
    fields = typed(article, **changed)
    return {
        "page": f"article/{article.pk}",
        "article": article.pk,
        "opened_version": article.version,
        "fields": fields,
    }


# --- 暂存 ---------------------------------------------------------------------------------------------------------
def test_typing_is_kept_without_touching_the_article_or_its_history(client, editor):
    article = make_article(title="原题")
    before = article.history.count()
    client.force_login(editor)
    for title in ("没存的题", "又改了的题"):
        assert post(client, KEEP, parcel(article, title=title)).status_code == 200
    kept = Autosave.objects.get()
    assert (kept.person, kept.article, kept.opened_version) == (editor, article, 1)
    assert ["title", "又改了的题"] in kept.fields
    assert "_continue" not in dict(kept.fields)
    article.refresh_from_db()
    assert (article.title, article.version) == ("原题", 1)
    assert (article.versions.count(), article.history.count(), article.edits.count()) == (1, before, 0)


@pytest.mark.parametrize("there", [False, True])
def test_an_author_chosen_and_not_yet_on_the_roster_comes_back_by_name(client, editor, there):
    article = make_article()
    client.force_login(editor)
    row = {"bylines-TOTAL_FORMS": "1", "bylines-0-id": "", "bylines-0-role": "文", "bylines-0-affiliation": ""}
    post(client, KEEP, parcel(article, **row, **{"bylines-0-author": "new:周小满", "bylines-0-position": "1"}))
    made = make_author(name="周小满") if there else None
    shown = client.get(page(article)).content.decode()
    assert "<ins>周小满　文</ins>" in shown
    answer = client.post(page(article), {"_restore": str(Autosave.objects.get().pk)})
    value = str(made.pk) if made else "new:周小满"
    assert answer.status_code == 200
    assert re.search(rf'<option value="{value}"[^>]* selected[^>]*>周小满</option>', answer.content.decode())


def test_it_is_offered_to_its_owner_and_to_nobody_else(client, editor, other_editor):
    article = make_article(title="原题")
    client.force_login(editor)
    post(client, KEEP, parcel(article, title="没存的题"))
    offer = client.get(page(article)).context["kept"]
    assert [(row.label, row.yours, row.saved) for row in offer[0]["differences"]] == [("标题", "没存的题", "原题")]
    assert not offer[0]["outdated"]
    client.force_login(other_editor)
    assert client.get(page(article)).context["kept"] == []
    stolen = client.post(page(article), {"_restore": str(Autosave.objects.get().pk)})
    assert "没存的题" not in stolen.content.decode()


def test_what_is_the_same_as_what_is_saved_is_not_offered(client, editor):
    article = make_article(authors=[make_author()])
    client.force_login(editor)
    post(client, KEEP, parcel(article))
    assert client.get(page(article)).context["kept"] == []


def test_it_is_put_back_into_the_form_and_nothing_is_saved(client, editor):
    article = make_article(title="原题", authors=[make_author(name="甲"), make_author(name="乙")])
    first, second = article.bylines.all()
    client.force_login(editor)
    data = dict(typed(article, title="没存的题", bylines=[second, first]))
    post(client, KEEP, parcel(article) | {"fields": [list(pair) for pair in data.items()]})
    answer = client.post(page(article), {"_restore": str(Autosave.objects.get().pk)})
    text = answer.content.decode()
    assert 'value="没存的题"' in text
    assert "这是你没有保存的文字，已放回表单，还没有存入。" in text
    labels = {row.label: row for row in answer.context["conflict"]["differences"]}
    assert labels["署名"].yours.index("乙") < labels["署名"].yours.index("甲")
    article.refresh_from_db()
    assert article.title == "原题"
    assert Autosave.objects.count() == 1


def test_one_that_is_outdated_is_compared_and_not_applied(client, editor, head):
    article = make_article(title="原题")
    client.force_login(editor)
    post(client, KEEP, parcel(article, title="没存的题"))
    client.force_login(head)
    client.post(page(article), form(article, title="他的题"))
    client.force_login(editor)
    assert client.get(page(article)).context["kept"][0]["outdated"]
    answer = client.post(page(article), {"_restore": str(Autosave.objects.get().pk)})
    conflict = answer.context["conflict"]
    assert conflict["last_save"].startswith("罗启明于")
    row = conflict["differences"][0]
    assert (row.yours, row.saved) == ("没存的题", "他的题")
    assert any(piece.both for piece in row.pieces)
    article.refresh_from_db()
    assert article.title == "他的题"


def test_a_save_clears_it(client, editor):
    article = make_article(title="原题")
    client.force_login(editor)
    post(client, KEEP, parcel(article, title="没存的题"))
    client.post(page(article), form(article, title="存了的题"))
    assert not Autosave.objects.exists()


def test_a_new_article_is_kept_offered_put_back_and_cleared(client, author):
    client.force_login(author)
    add = reverse("admin:articles_article_add")
    asked = {"page": "article/new-k3f9", "article": None, "opened_version": "", "fields": [["title", "新写的"]]}
    assert post(client, KEEP, asked).status_code == 200
    offer = client.get(add).context["kept"]
    assert [one["title"] for one in offer] == ["新写的"]
    answer = client.post(add, {"_restore": str(offer[0]["autosave"].pk)})
    assert 'value="新写的"' in answer.content.decode()
    assert answer.context["editing"]["page"] == "article/new-k3f9"
    assert not Article.objects.exists()
    data = form(make_article()) | {"title": "新写的", "_kept_page": "article/new-k3f9"}
    data = {name: value for name, value in data.items() if name != "opened_version"}
    client.post(add, data)
    assert Article.objects.filter(title="新写的").exists()
    assert not Autosave.objects.exists()


def test_it_is_thrown_away_on_purpose_and_swept_after_a_month(client, editor):
    article, other = make_article(), make_article()
    client.force_login(editor)
    now = timezone.now()
    keep(editor, f"article/{other.pk}", other, 1, [["title", "旧"]], now - KEPT_FOR - timedelta(days=1))
    post(client, KEEP, parcel(article, title="新"))
    assert [kept.article for kept in Autosave.objects.all()] == [article]
    assert post(client, KEEP, {"page": f"article/{article.pk}"}).status_code == 200
    assert not Autosave.objects.exists()


@pytest.mark.parametrize(
    "asked",
    [
        "[]",
        "{",
        '{"page": "article/1", "fields": "x"}',
        '{"page": "../etc", "fields": []}',
        '{"page": "article/new-a", "fields": [["title"]]}',
        '{"page": "article/new-a", "fields": [["title", 3]]}',
    ],
)
def test_what_is_no_form_is_refused_with_a_sentence(client, editor, asked):
    client.force_login(editor)
    answer = client.post(KEEP, asked, content_type="application/json")
    assert answer.status_code in (400, 404)
    assert not Autosave.objects.exists()


def test_the_doors_ask_who_one_is(client, author, other_author, exporter):
    foreign = make_article(created_by=other_author)
    assert post(client, KEEP, parcel(foreign)).status_code == 302
    client.force_login(author)
    assert post(client, KEEP, parcel(foreign)).status_code == 404
    assert post(client, here(foreign), {}).status_code == 404
    assert client.get(KEEP).status_code == 405
    client.force_login(exporter)
    asked = {"page": "article/new-a", "article": None, "fields": []}
    assert post(client, KEEP, asked).status_code == 404
    assert not Autosave.objects.exists()
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(author)
    assert post(careful, KEEP, asked).status_code == 403


# --- 在场 ---------------------------------------------------------------------------------------------------------
def test_two_people_hear_of_each_other_and_of_a_save(client, editor, head):
    article = make_article()
    client.force_login(head)
    assert post(client, here(article), {"opened_version": 1, "editing": True}).json()["people"] == []
    client.force_login(editor)
    heard = post(client, here(article), {"opened_version": 1, "editing": False}).json()
    assert (heard["people"], heard["news"]) == (["罗启明正在编辑"], "")
    assert [someone.sentence for someone in client.get(page(article)).context["editing"]["people"]] == [
        "罗启明正在编辑"
    ]
    Article.objects.filter(pk=article.pk).update(title="新题")
    text_changed(article, by=head)
    heard = post(client, here(article), {"opened_version": 1, "editing": False}).json()
    at = timezone.localtime(Version.objects.get(article=article, number=2).at)
    assert heard["news"] == f"罗启明在{at:%H:%M}存了新的稿本。"
    client.force_login(head)
    assert post(client, here(article), {"opened_version": 2}).json()["people"] == ["周敏在看"]


def test_whoever_leaves_or_falls_silent_is_gone(client, editor, head):
    article = make_article()
    client.force_login(head)
    post(client, here(article), {"opened_version": 1})
    client.force_login(editor)
    Presence.objects.update(seen_at=timezone.now() - timedelta(seconds=50))
    assert post(client, here(article), {"opened_version": 1}).json()["people"] == []
    client.force_login(head)
    assert post(client, here(article), {"opened_version": 1}).json()["people"] == ["周敏在看"]
    post(client, here(article), {"gone": True})
    assert [row.person for row in Presence.objects.all()] == [editor]


# --- A save that stays ----------------------------------------------------------------------------------------------
def test_a_save_from_the_pages_script_is_answered_in_place(client, editor):
    article = make_article(title="原题")
    client.force_login(editor)
    answer = client.post(page(article), form(article, title="新题"), headers={"X-Desk-Save": "1"})
    article.refresh_from_db()
    data = answer.json()
    assert (data["stays"], data["version"], data["fingerprint"]) == (True, 2, article.fingerprint)
    assert data["said"].startswith("已保存")
    stale = client.post(page(article), form(article, title="再改", opened_version="1"), headers={"X-Desk-Save": "1"})
    assert "text/html" in stale["Content-Type"]
    assert stale.context["conflict"]


def test_a_save_that_makes_rows_asks_for_the_page_anew(client, editor):
    article = make_article(authors=[make_author(name="甲")])
    client.force_login(editor)
    data = form(article) | {"bylines-0-DELETE": "on"}
    answer = client.post(page(article), data, headers={"X-Desk-Save": "1"}).json()
    assert (answer["stays"], answer["address"]) == (False, page(article))
    assert not article.bylines.exists()


def test_the_rows_as_stored_are_taken_when_one_says_so(client, editor):
    article = make_article(authors=[make_author(name="甲"), make_author(name="乙")])
    first, second = article.bylines.all()
    client.force_login(editor)
    data = form(article, bylines=[second, first], title="新题") | {"bylines-take": "saved"}
    client.post(page(article), data)
    article.refresh_from_db()
    assert article.title == "新题"
    assert [byline.author.name for byline in article.bylines.all()] == ["甲", "乙"]
