"""The body as it is read: photos, tables and notes in their places, and nothing looked up."""

import re

import pytest

from articles.models import Article
from magazine.templatetags.reading import linked_notes, marked, numbered, reading
from media.models import Photo
from tests.builders import make_article, make_photo, make_release


@pytest.mark.django_db
def test_photos_stand_where_the_body_has_them_and_the_rest_follows():
    first, second, third = (make_photo(caption=f"图{n}。", credit_name="林岚") for n in "甲乙丙")
    article = make_article(
        photos=[first, second, third],
        body=f'<p>一</p><figure data-photo="{second.pk}"></figure><p>二</p><figure data-photo="{first.pk}"></figure>',
    )
    read = reading(make_release(article))
    assert re.findall("图.。|一|二", read["html"]) == ["一", "图乙。", "二", "图甲。"]
    assert read["html"].count("林岚／摄") == 2
    assert [photo["caption"] for photo in read["rest"]] == ["图丙。"]


@pytest.mark.django_db
def test_a_photo_is_shown_as_it_was_released():
    photo = make_photo(caption="当时的图说。")
    article = make_article(photos=[photo], body=f'<figure data-photo="{photo.pk}"></figure>')
    release = make_release(article)
    Photo.objects.filter(pk=photo.pk).update(caption="后来改的。")
    assert "当时的图说。" in reading(release)["html"]


@pytest.mark.django_db
def test_a_photo_that_the_release_does_not_hold_leaves_no_hole():
    article = make_article()
    Article.objects.filter(pk=article.pk).update(body='<p>一</p><figure data-photo="999"></figure>')
    article.refresh_from_db()
    assert "figure" not in reading(make_release(article))["html"]


@pytest.mark.django_db
def test_captions_are_text():
    photo = make_photo(caption="<script>alert(1)</script>")
    article = make_article(photos=[photo], body=f'<figure data-photo="{photo.pk}"></figure>')
    assert "<script>" not in reading(make_release(article))["html"]


@pytest.mark.django_db
def test_notes_go_and_come_back():
    article = make_article(body="<p>数据来自问卷①，另见②。</p><p>再说①。</p>", notes="①问卷。\n说明。")
    read = reading(make_release(article))
    assert '问卷<a class="mark" href="#note-1" id="mark-1" aria-label="注释1">①</a>' in read["html"]
    assert "另见②。" in read["html"]
    assert read["html"].count('id="mark-1"') == 1
    assert read["html"].count('href="#note-1"') == 2
    assert read["notes"] == [(1, "①问卷。"), (None, "说明。")]


@pytest.mark.django_db
def test_a_note_without_a_mark_leads_nowhere():
    article = make_article(body="<p>只有②。</p>", notes="①没有出处。\n②有出处。\n②重了。")
    read = reading(make_release(article))
    assert read["notes"] == [(None, "①没有出处。"), (2, "②有出处。"), (None, "②重了。")]


def test_a_mark_that_opens_a_block_counts_a_list():
    assert linked_notes("<p>①先看。②再学<sup>①</sup></p>", {1}).count("<a ") == 1
    assert linked_notes('<p><a title="a>①b" href="#">甲</a>①</p>', {1}).count('class="mark"') == 1


def test_a_table_scrolls_in_its_own_box_with_numbers_on_the_right():
    table = (
        '<table><caption>表1</caption><thead><tr><th scope="col">组</th><th scope="col">项</th><th scope="col">占比</th></tr>'
        '</thead><tbody><tr><th rowspan="2" scope="rowgroup">性别</th><td>男</td><td>51.01%</td></tr>'
        "<tr><td>女</td><td>—</td></tr></tbody></table>"
    )
    set_table = numbered(table)
    assert set_table.count('class="number"') == 3
    assert '<th class="number" scope="col">占比</th>' in set_table
    assert re.sub(' class="number"', "", set_table) == table
    assert numbered(table.replace('rowspan="2"', 'colspan="2"')).count("number") == 0


@pytest.mark.django_db
def test_the_box_is_named_by_the_caption():
    article = make_article(body="<table><caption>表1 “问卷”</caption><tbody><tr><td>1</td></tr></tbody></table>")
    html = reading(make_release(article))["html"]
    assert '<div class="table" role="region" tabindex="0" aria-label="表1 “问卷”"><table>' in html


def test_marked_pieces_are_escaped():
    assert marked([("<b>", True), ("&", False)]) == "<mark>&lt;b&gt;</mark>&amp;"
