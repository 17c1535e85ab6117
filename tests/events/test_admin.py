"""大事 and 之声 at the desk: inside their article and on pages of their own, under the same guard."""

from datetime import date

import pytest
from django.urls import reverse

from articles.models import Article
from articles.states import State, Verdict
from articles.workflow import move
from events.models import Event, Voice
from tests.builders import make_article, make_chronicle, make_photo, make_release, make_voices

pytestmark = pytest.mark.django_db
EMPTY = {
    "bylines-TOTAL_FORMS": "0",
    "bylines-INITIAL_FORMS": "0",
    "figures-TOTAL_FORMS": "0",
    "figures-INITIAL_FORMS": "0",
}


def change(entry) -> str:
    return reverse(f"admin:events_{entry._meta.model_name}_change", args=[entry.pk])


def sent(event: Event, **changed) -> dict[str, str]:
    return {
        "starts_on": event.starts_on.isoformat(),
        "ends_on": "",
        "text": event.text,
        "opened_version": str(event.article.version),
        "figures-TOTAL_FORMS": "0",
        "figures-INITIAL_FORMS": "0",
    } | changed


def test_entries_show_only_where_the_section_has_them(client, editor):
    client.force_login(editor)
    pages = {
        "events": make_chronicle([date(2024, 10, 8)]),
        "voices": make_voices([("话。", "王大可", "炼钢工")]),
        "": make_article(),
    }
    for kind, article in pages.items():
        formsets = client.get(reverse("admin:articles_article_change", args=[article.pk])).context[
            "inline_admin_formsets"
        ]
        shown = [wrapped.formset.prefix for wrapped in formsets]
        assert shown == ([kind] if kind else []) + ["bylines", "figures"]


def test_events_are_reordered_inside_their_article(client, editor):
    article = make_chronicle([date(2024, 10, 8), date(2024, 10, 15)])
    first, second = article.events.order_by("position")
    data = {
        "section": str(article.section_id),
        "title": article.title,
        "opened_version": str(article.version),
        "events-TOTAL_FORMS": "2",
        "events-INITIAL_FORMS": "2",
        "_continue": "1",
    } | EMPTY
    for index, (event, place) in enumerate([(first, 2), (second, 1)]):
        data |= {
            f"events-{index}-id": str(event.pk),
            f"events-{index}-article": str(article.pk),
            f"events-{index}-starts_on": event.starts_on.isoformat(),
            f"events-{index}-text": event.text,
            f"events-{index}-position": str(place),
        }
    client.force_login(editor)
    client.post(reverse("admin:articles_article_change", args=[article.pk]), data)
    assert list(article.events.order_by("position")) == [second, first]
    assert list(article.events.order_by("position").values_list("position", flat=True)) == [1, 2]


def test_a_changed_event_counts_as_a_changed_article(client, editor, other_editor, head):
    article = make_chronicle([date(2024, 10, 8)])
    move(article, Verdict.SUBMIT, editor)
    article.refresh_from_db()
    move(article, Verdict.APPROVE, other_editor, "同意。")
    client.force_login(head)
    event = article.events.get()
    client.post(change(event), sent(event, text="换了一句。"))
    article.refresh_from_db()
    event.refresh_from_db()
    assert event.text == "换了一句。"
    assert article.state == State.FIRST
    assert [edit.editor for edit in article.edits.all()] == [head]


def test_a_stale_event_is_refused_with_both_texts(client, editor, head):
    event = make_chronicle([date(2024, 10, 8)]).events.get()
    stale = sent(event, text="我的一句。", starts_on="2024/10/08")
    client.force_login(head)
    client.post(change(event), sent(event, text="他的一句。"))
    client.force_login(editor)
    answer = client.post(change(event), stale)
    found = [(row.label, row.yours, row.saved) for row in answer.context["conflict"]["differences"]]
    assert found == [("内容", "我的一句。", "他的一句。")]
    event.refresh_from_db()
    assert event.text == "他的一句。"
    client.post(change(event), stale | {"opened_version": str(Article.objects.get().version)})
    event.refresh_from_db()
    assert event.text == "我的一句。"


def test_photos_beside_an_event(client, editor):
    event, photo = make_chronicle([date(2024, 10, 8)]).events.get(), make_photo()
    client.force_login(editor)
    rows = {
        "figures-TOTAL_FORMS": "1",
        "figures-0-id": "",
        "figures-0-event": str(event.pk),
        "figures-0-photo": str(photo.pk),
        "figures-0-caption": "会场。",
        "figures-0-position": "1",
    }
    client.post(change(event), sent(event, **rows))
    assert [(figure.photo, figure.caption) for figure in event.figures.all()] == [(photo, "会场。")]
    assert event.article.edits.get().editor == editor


def test_the_end_is_not_before_the_start(client, editor):
    event = make_chronicle([date(2024, 10, 8)]).events.get()
    client.force_login(editor)
    answer = client.post(change(event), sent(event, ends_on="2024-10-01"))
    assert "结束日期早于开始日期，把两个日期核对一下。" in answer.content.decode()
    event.refresh_from_db()
    assert event.ends_on is None


def test_entries_of_a_released_article_are_read_only(client, editor):
    article = make_chronicle([date(2024, 10, 8)])
    make_release(article)
    event = article.events.get()
    client.force_login(editor)
    text = client.get(change(event)).content.decode()
    assert 'name="text"' not in text
    assert "稿件已定稿" in text
    answer = client.post(change(event), sent(event, text="偷改。"))
    assert "没有存入" in answer.content.decode()
    assert client.post(reverse("admin:events_event_delete", args=[event.pk]), {"post": "yes"}).status_code == 403
    event.refresh_from_db()
    assert event.text != "偷改。"


def test_an_author_sees_entries_of_her_own_articles_only(client, author, other_author):
    own = make_voices([("自己的话。", "", "")], created_by=author)
    foreign = make_voices([("别人的话。", "", "")], created_by=other_author)
    client.force_login(author)
    listed = client.get(reverse("admin:events_voice_changelist")).content.decode()
    assert "自己的话。" in listed
    assert "别人的话。" not in listed
    assert client.get(change(own.voices.get())).status_code == 200
    voice = foreign.voices.get()
    assert client.post(change(voice), {"text": "偷改。"}).status_code == 302
    voice.refresh_from_db()
    assert voice.text == "别人的话。"


def test_entries_are_made_inside_their_article_only(client, superuser):
    client.force_login(superuser)
    assert client.get(reverse("admin:events_event_add")).status_code == 403
    assert client.post(reverse("admin:events_voice_add"), {"text": "x"}).status_code == 403
    assert not Voice.objects.exists()
    assert not Event.objects.exists()
