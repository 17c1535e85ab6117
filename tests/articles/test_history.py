"""历史: milestones in order, two versions by character, and the way back as a new version."""

import pytest
from django.urls import reverse

from articles.history import Moment, compared, folded, moments, words_of
from articles.models import Article, Autosave
from articles.restoring import restore
from articles.states import State, Verdict
from articles.workflow import move, text_changed
from magazine.publishing import publish
from tests.builders import (
    make_article,
    make_author,
    make_chronicle,
    make_issue,
    make_photo,
    make_release,
    make_section,
    make_slot,
    make_voices,
    moment,
)

pytestmark = pytest.mark.django_db


def page(article: Article) -> str:
    return reverse("admin:articles_article_history", args=[article.pk])


def door(article: Article) -> str:
    return reverse("admin:articles_article_restore", args=[article.pk])


def retitled(article: Article, title: str, by) -> None:
    Article.objects.filter(pk=article.pk).update(title=title)
    text_changed(article, by=by)
    article.refresh_from_db()


def test_the_milestones_stand_in_order_with_who_and_when(editor, chief):
    article = make_article(title="看火色", import_ref="2024-11/1")
    retitled(article, "看火色，听炉声", editor)
    release = make_release(article)
    issue = make_issue(year=2024, number=11)
    make_slot(issue, article)
    publish(issue, by=chief, at=moment(2024, 11, 5), now=moment(2024, 11, 5))
    found = {m.what: (m.who, m.milestone, m.number) for m in moments(article)}
    assert found["收稿，第1稿"] == ("系统", True, 1)
    assert found["改稿，存为第2稿"] == ("周敏", False, 2)
    assert found["初审通过"][:2] == ("初审人", True)
    assert found["第1次定稿"] == ("终审人", True, release.version)
    assert found["付印：2024年第11期出刊"][:2] == ("郑国华", True)


def test_any_two_versions_are_compared_in_everything_that_prints(editor):
    writer, other = make_author(name="苏晓"), make_author(name="陶然")
    article = make_article(title="原题", authors=[writer], photos=[make_photo(caption="车间。")], tags=["水利"])
    for change in ({"title": "新题"}, {"body": "<p>清晨，班组长先讲安全。</p><p>随后分派活计。</p>"}):
        Article.objects.filter(pk=article.pk).update(**change)
        text_changed(article, by=editor)
    article.bylines.update(author=other)
    article.figures.all().delete()
    article.tags.set(["长江"])
    text_changed(article, by=editor)
    rows = {row.label: row for row in compared(words_of(article, 1), words_of(article, 4))}
    assert list(rows) == ["标题", "署名", "正文", "配图", "标签"]
    changed = [(span.before, span.after) for span in rows["正文"].spans if not span.same]
    assert changed == [("问", "讲")]
    assert rows["配图"].photos[0][1:] == (True, False)
    assert [row.label for row in compared(words_of(article, 2), words_of(article, 3))] == ["正文"]


def test_what_was_written_by_hand_was_not_taken_in():
    assert [m.what for m in moments(make_article())] == ["新建，第1稿"]


def test_a_change_of_the_words_for_the_blind_is_shown(editor):
    article = make_article(photos=[make_photo(caption="车间。", alt="炉前")])
    article.figures.update(alt="炉前的人")
    text_changed(article, by=editor)
    [row] = compared(words_of(article, 1), words_of(article, 2))
    assert (row.label, [span.after for span in row.spans if not span.same]) == ("配图", ["的人"])


def test_a_change_of_markup_alone_is_said_in_words():
    article = make_article(body="<p>要点。</p>")
    Article.objects.filter(pk=article.pk).update(body="<p><strong>要点。</strong></p>")
    text_changed(article, by=None)
    row = compared(words_of(article, 1), words_of(article, 2))[0]
    assert (row.label, row.only_markup, row.spans) == ("正文", True, [])


def test_the_page_says_it_in_words_and_shows_no_autosave(client, editor):
    article = make_article(title="原题")
    retitled(article, "新题", editor)
    Autosave.objects.create(
        person=editor,
        page=f"article/{article.pk}",
        article=article,
        fields=[["title", "暂存的题"]],
        at=article.changed_at,
    )
    client.force_login(editor)
    text = client.get(page(article)).content.decode()
    assert "<del>原</del><ins>新</ins>题" in text
    assert "暂存的题" not in text
    assert "改稿，存为第2稿" in text
    assert client.get(page(article), {"from": "x", "to": "99"}).status_code == 200


def test_a_foreign_history_is_not_opened(client, author, other_author):
    article = make_article(created_by=other_author)
    client.force_login(author)
    assert client.get(page(article)).status_code == 404
    assert client.post(door(article), {"number": "1", "opened_version": "1"}).status_code == 404


# --- Going back -----------------------------------------------------------------------------------------------------
def test_an_earlier_version_comes_back_whole_as_a_new_one(client, editor):
    writer, gone = make_author(name="苏晓"), make_author(name="走了的人")
    photo = make_photo()
    section = make_section(name="车间")
    article = make_article(title="原题", section=section, authors=[writer, gone], photos=[photo], tags=["水利"])
    article.bylines.all().delete()
    article.figures.all().delete()
    article.tags.clear()
    gone.delete()
    Article.objects.filter(pk=article.pk).update(title="改坏的题", body="", section=make_section())
    text_changed(article, by=editor)
    client.force_login(editor)
    answer = client.post(door(article), {"number": "1", "opened_version": "2"}, follow=True)
    article.refresh_from_db()
    assert (article.title, article.section, article.version) == ("原题", section, 3)
    assert [row.author for row in article.bylines.all()] == [writer]
    assert [row.photo for row in article.figures.all()] == [photo]
    assert list(article.tags.names()) == ["水利"]
    told = [str(message) for message in answer.context["messages"]]
    assert "作者“走了的人”已不在作者库，署名里没有恢复。" in told
    assert any("恢复第2稿" in sentence for sentence in told)
    assert [edit.editor for edit in article.edits.order_by("pk")] == [editor, editor]
    client.post(door(article), {"number": "2", "opened_version": "3"})
    article.refresh_from_db()
    assert (article.title, article.version) == ("改坏的题", 4)


def test_entries_come_back_in_order_with_their_pictures(editor):
    days = [moment(2024, 10, 8).date(), moment(2024, 10, 9).date()]
    article = make_chronicle(days, photos=[make_photo()])
    first, second = article.events.order_by("position")
    first.delete()
    second.text = "改坏了。"
    second.save()
    text_changed(article, by=editor)
    article.refresh_from_db()
    kept = article.versions.order_by("number")[1].number
    from_page = {"number": str(kept), "opened_version": str(article.version)}
    assert restored(article, editor, **from_page) == []
    assert [event.starts_on for event in article.events.order_by("position")] == days
    assert article.events.get(pk=second.pk).text == "10月9日，市总工会召开会议。"
    assert article.events.order_by("position")[0].figures.count() == 1
    voices = make_voices([("干一行爱一行。", "王工", "钳工")])
    voices.voices.all().delete()
    text_changed(voices, by=editor)
    voices.refresh_from_db()
    restored(voices, editor, number="2", opened_version=str(voices.version))
    assert voices.voices.get().speaker == "王工"


def restored(article: Article, by, number: str, opened_version: str) -> list[str]:
    from_version = int(number)
    return restore(article, from_version, int(opened_version), by)


def test_going_back_voids_signatures_and_says_so_first(client, editor, other_editor, head):
    article = make_article(title="原题")
    retitled(article, "送审的题", head)
    move(article, Verdict.SUBMIT, editor)
    article.refresh_from_db()
    move(article, Verdict.APPROVE, other_editor, "同意。")
    client.force_login(editor)
    text = client.get(page(article), {"from": "1"}).content.decode()
    assert "文字改了，初审签字作废，从头审起。" in text
    client.post(door(article), {"number": "1", "opened_version": "2"})
    article.refresh_from_db()
    assert (article.title, article.state) == ("原题", State.FIRST)
    assert article.reviews.filter(verdict=Verdict.VOID).exists()


@pytest.mark.parametrize(("number", "version", "sentence"), [("1", "1", "有人存过"), ("9", "2", "没有第9稿")])
def test_a_stale_or_unknown_version_is_refused(client, editor, number, version, sentence):
    article = make_article(title="原题")
    retitled(article, "新题", editor)
    client.force_login(editor)
    answer = client.post(door(article), {"number": number, "opened_version": version}, follow=True)
    assert any(sentence in str(message) for message in answer.context["messages"])
    article.refresh_from_db()
    assert (article.title, article.version) == ("新题", 2)


def test_whoever_may_not_edit_may_not_go_back(client, exporter, editor):
    article = make_article(title="原题")
    retitled(article, "新题", editor)
    client.force_login(exporter)
    client.post(door(article), {"number": "1", "opened_version": "2"})
    article.refresh_from_db()
    assert article.title == "新题"
    client.force_login(editor)
    assert client.get(door(article)).status_code == 405
    make_release(article)
    client.post(door(article), {"number": "1", "opened_version": "2"})
    article.refresh_from_db()
    assert (article.title, article.state) == ("新题", State.RELEASED)


def test_what_is_no_milestone_is_folded_between_those_that_are(client, author, editor):
    article = make_article(created_by=author)
    for number in range(3):
        Article.objects.filter(pk=article.pk).update(lead=f"导语{number}。")
        text_changed(article, by=author)
    move(article, Verdict.SUBMIT, author)
    move(Article.objects.get(pk=article.pk), Verdict.APPROVE, editor, "核过。")
    rows = folded(moments(Article.objects.get(pk=article.pk)))
    assert [row.what if isinstance(row, Moment) else len(row) for row in rows] == ["初审通过", 4, "新建，第1稿"]
    client.force_login(editor)
    page = client.get(reverse("admin:articles_article_history", args=[article.pk])).content.decode()
    assert "其间还有4步" in page
    assert "改稿，存为第3稿" in page
