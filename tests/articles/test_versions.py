"""稿本: each change of the words is frozen once, whole, and never changed again."""

from datetime import date

import pytest

from articles.models import Article, Version
from articles.versions import ensure_version
from articles.workflow import text_changed
from tests.builders import make_article, make_author, make_chronicle, make_issue, make_photo, make_slot, make_voices

pytestmark = pytest.mark.django_db


def test_every_change_is_kept_with_its_words_and_its_person(editor):
    article = make_article(title="原题", authors=[make_author(name="苏晓")], photos=[make_photo()], tags=["水利"])
    Article.objects.filter(pk=article.pk).update(title="新题")
    text_changed(article, by=editor)
    first, second = article.versions.order_by("number")
    assert (first.number, first.editor, first.words["texts"]["title"]) == (1, None, "原题")
    assert (second.number, second.editor, second.words["texts"]["title"]) == (2, editor, "新题")
    assert [row["name"] for row in first.words["bylines"]] == ["苏晓"]
    assert first.words["tags"] == ["水利"]
    assert first.words["figures"][0]["credit"] == "林岚／摄"
    assert first.words["slot"] is None


def test_a_save_that_changes_nothing_keeps_nothing(editor):
    article = make_article()
    assert not text_changed(article, by=editor)
    assert article.versions.count() == 1


def test_events_voices_and_the_slot_are_part_of_it():
    chronicle = make_chronicle([date(2024, 10, 8)], photos=[make_photo(caption="会场。")])
    make_slot(make_issue(year=2024, number=11), chronicle, page_from=3, page_to=4)
    Article.objects.filter(pk=chronicle.pk).update(lead="导语。")
    chronicle.refresh_from_db()
    text_changed(chronicle, by=None)
    words = chronicle.versions.order_by("number").last().words
    assert (words["events"][0]["starts_on"], words["events"][0]["figures"][0]["printed"]) == ("2024-10-08", "会场。")
    assert words["slot"] == {
        "issue": "2024年第11期",
        "position": 1,
        "section": chronicle.section.name,
        "pages": "3—4",
    }
    voices = make_voices([("干一行爱一行。", "王工", "钳工")])
    assert voices.versions.order_by("number").last().words["voices"][0]["speaker"] == "王工"


def test_a_manuscript_older_than_the_record_is_frozen_before_it_changes():
    article = make_article(title="老稿")
    Version.objects.filter(article=article).delete()
    ensure_version(article)
    ensure_version(article)
    assert [version.words["texts"]["title"] for version in article.versions.all()] == ["老稿"]


def test_a_version_is_never_changed():
    version = make_article().versions.get()
    version.number = 9
    with pytest.raises(TypeError):
        version.save()
    with pytest.raises(TypeError):
        version.delete()
