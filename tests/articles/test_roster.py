"""The roster: who looks like whom, and doubled authors made one with all that bears their name."""

import pytest
from django.urls import reverse

from articles.models import Author, Byline, Edit, ReleaseByline
from articles.roster import merge, preview, similar
from articles.states import State, Verdict
from articles.workflow import Refused, move
from tests.builders import make_article, make_author, make_issue, make_release, make_slot, publish_issue

pytestmark = pytest.mark.django_db


def test_namesakes_and_those_who_sound_the_same():
    author = make_author(name="张利")
    spaced = make_author(name="张 利")
    sounds = make_author(name="张丽")
    make_author(name="张力宏")
    assert similar(author) == [spaced, sounds]
    assert similar(spaced)[0] == author


def test_all_bylines_follow_those_of_releases_too(editor):
    gone, kept = make_author(name="张利", affiliation="省总"), make_author(name="张利")
    draft, released = make_article(authors=[gone]), make_article(authors=[gone])
    make_release(released)
    done = merge(gone, kept, editor)
    assert (done.articles, done.releases, done.printed) == ([draft, released], 1, [])
    assert set(Byline.objects.values_list("author", flat=True)) == {kept.pk}
    assert ReleaseByline.objects.get().author == kept
    assert not Author.objects.filter(name="张利", affiliation="省总").exists()
    assert not Edit.objects.exists()


def test_another_name_is_a_change_of_the_text_and_voids_what_was_signed(author, editor, head):
    gone, kept = make_author(name="张莉"), make_author(name="张利")
    article, released = make_article(authors=[gone], created_by=author), make_article(authors=[gone])
    make_release(released)
    move(article, Verdict.SUBMIT, author)
    move(article, Verdict.APPROVE, editor, "同意。")
    plan = preview(gone, kept)
    assert [str(found) for found in plan.voided] == [str(article)]
    merge(gone, kept, head)
    article.refresh_from_db()
    assert article.state == State.FIRST
    assert article.edits.get().editor == head
    assert ReleaseByline.objects.get().name == "张莉"


def test_two_who_signed_one_piece_together_are_not_made_one(editor):
    gone, kept = make_author(name="张利"), make_author(name="张利")
    article = make_article(title="合写的", authors=[gone, kept])
    with pytest.raises(Refused) as refused:
        merge(gone, kept, editor)
    assert refused.value.reasons == ["《合写的》里两个作者都署了名，先在稿件里删去一个。"]
    assert article.bylines.count() == 2
    with pytest.raises(Refused):
        merge(gone, gone, editor)


def test_the_page_shows_what_moves_and_the_old_address_leads_on(client, editor):
    gone, kept = make_author(name="张利", affiliation="省总"), make_author(name="张利")
    issue = make_issue(year=2024, number=11)
    make_slot(issue, make_article(title="夜校进厂区", authors=[gone]))
    publish_issue(issue)
    client.force_login(editor)
    page = client.get(reverse("admin:articles_author_change", args=[gone.pk])).content.decode()
    address = f"{reverse('author_merge', args=[gone.pk])}?into={kept.pk}"
    assert f'href="{address}"' in page
    assert "1篇稿件的署名和1处定稿署名" in client.get(address).content.decode()
    assert Author.objects.count() == 2
    old = reverse("author", args=[gone.pk])
    answer = client.post(reverse("author_merge", args=[gone.pk]), {"into": kept.pk}, follow=True)
    assert "并入“张利”：1篇稿件、1处定稿署名。" in answer.content.decode()
    moved = client.get(old)
    assert (moved.status_code, moved["Location"]) == (301, reverse("author", args=[kept.pk]))
    assert "夜校进厂区" in client.get(moved["Location"]).content.decode()


@pytest.mark.parametrize(("who", "status"), [("author", 403), ("exporter", 403), ("photo_editor", 403), ("chief", 302)])
def test_who_may_merge(client, request, who, status):
    gone, kept = make_author(name="甲"), make_author(name="甲")
    client.force_login(request.getfixturevalue(who))
    assert client.post(reverse("author_merge", args=[gone.pk]), {"into": kept.pk}).status_code == status
    assert Author.objects.count() == (1 if status == 302 else 2)


def test_a_new_namesake_is_saved_and_said(client, editor):
    make_author(name="张利", affiliation="省总")
    client.force_login(editor)
    answer = client.post(reverse("admin:articles_author_add"), {"name": "张利", "kind": "person"}, follow=True)
    assert Author.objects.filter(name="张利").count() == 2
    assert "名录里有相近的作者：张利（省总）。是同一个人就合并，不是就写明单位。" in answer.content.decode()


def test_a_new_author_is_put_on_the_roster_from_a_byline(client, editor, photo_editor):
    door = reverse("admin:articles_author_new")
    client.force_login(editor)
    answer = client.post(door, {"name": " 苏小满 "})
    author = Author.objects.get()
    assert (author.name, author.sort_key[:2], author.kind) == ("苏小满", "su", "person")
    assert answer.json() == {"id": author.pk, "text": "苏小满"}
    for name, words in (("", "这一栏必填。"), ("满" * 101, "最多100字，现在有101字，删短再保存。")):
        answer = client.post(door, {"name": name})
        assert (answer.status_code, answer.json()["message"]) == (400, words)
    assert client.get(door).status_code == 400
    client.force_login(photo_editor)
    assert client.post(door, {"name": "陶然"}).status_code == 403
    assert Author.objects.count() == 1


def test_a_namesake_comes_onto_the_roster_with_the_unit(client, editor):
    first = make_author(name="杨红梅")
    client.force_login(editor)
    door = reverse("admin:articles_author_new")
    answer = client.post(door, {"name": "杨红梅（二厂）"}).json()
    second = Author.objects.exclude(pk=first.pk).get()
    assert (second.name, second.affiliation, answer) == ("杨红梅", "二厂", {"id": second.pk, "text": "杨红梅（二厂）"})
    assert client.post(door, {"name": "杨红梅(二厂)"}).json()["id"] == second.pk
    listed = {"app_label": "articles", "model_name": "byline", "field_name": "author", "term": "杨红梅（二厂）"}
    found = client.get(reverse("admin:autocomplete"), listed).json()["results"]
    assert [row["text"] for row in found] == ["杨红梅（二厂）"]
