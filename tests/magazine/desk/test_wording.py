"""The sentences that the admin joins by itself read as Chinese: no stray spaces, 、 in lists, 共几条."""

import json

import pytest
from django.urls import reverse
from django.utils.html import escape, format_html

from magazine.templatetags.spacing import enumerated, figure, solid
from tests.builders import make_article, make_author

pytestmark = pytest.mark.django_db


def words(response) -> str:
    return " ".join(response.content.decode().split())


def test_a_gap_after_a_stop_is_closed_and_others_stay():
    assert solid("已新建。 可以接着编辑。") == "已新建。可以接着编辑。"
    assert solid("GDP 6.0 增长") == "GDP 6.0 增长"
    assert solid("<b>甲。</b> 乙") == escape("<b>甲。</b> 乙")
    assert solid(format_html("<b>{}</b>。 又", "<")) == "<b>&lt;</b>。又"
    assert enumerated("工会, <维权>") == "工会、&lt;维权&gt;"


def test_a_new_author_is_told_of_without_a_gap(client, editor):
    client.force_login(editor)
    answer = client.post(
        reverse("admin:articles_author_add"), {"name": "沈一舟", "kind": "person", "_continue": "1"}, follow=True
    )
    assert "可以接着编辑。" in words(answer)
    assert "。 可以接着编辑" not in words(answer)


def test_a_list_counts_in_tiao(client, editor):
    make_article()
    client.force_login(editor)
    assert "共1条" in words(client.get(reverse("admin:articles_article_changelist")))


def test_what_one_only_reads_is_joined_and_left_empty_in_chinese(client, exporter):
    article = make_article(subtitle="")
    article.tags.add("工会", "维权")
    client.force_login(exporter)
    page = words(client.get(reverse("admin:articles_article_change", args=[article.pk])))
    assert "工会、维权" in page or "维权、工会" in page
    assert "> — <" in page
    assert "> - <" not in page


def test_deleting_speaks_chinese(client, editor, superuser):
    author = make_author(name="沈一舟")
    client.force_login(superuser)
    page = words(client.get(reverse("admin:articles_author_change", args=[author.pk])))
    assert "删除作者" in page
    assert "删除 作者" not in page
    page = words(client.get(reverse("admin:articles_author_delete", args=[author.pk])))
    assert "作者1条" in page
    assert "概览" not in page


def test_one_fault_is_not_called_several(client, editor):
    client.force_login(editor)
    page = words(client.post(reverse("admin:articles_author_add"), {"name": ""}))
    assert "没有保存，下面标红的地方要改。" in page
    assert "几处" not in page


def test_a_refused_login_is_no_form_to_be_saved(client, editor):
    page = words(client.post(reverse("admin:login"), {"username": "周敏", "password": "x"}))
    assert "用户名或密码不对" in page
    assert "没有保存" not in page


def test_the_calendar_names_its_days_in_chinese(client, editor):
    client.force_login(editor)
    said = client.get(reverse("admin:jsi18n")).content.decode()
    for context, day in (("Sunday", "日"), ("Monday", "一"), ("Saturday", "六")):
        letter = context[0]
        assert json.dumps(f"one letter {context}\x04{letter}") + ": " + json.dumps(day) in said


def test_none_yet_is_not_none_found(client, editor):
    client.force_login(editor)
    address = reverse("admin:articles_author_changelist")
    page = words(client.get(address))
    assert "还没有作者" in page
    assert "清除筛选" not in page
    page = words(client.get(address, {"q": "陶然"}))
    assert "没有符合这些条件的作者。换一个词，或清除筛选。" in page
    assert "还没有作者" not in page


def test_figures_stand_in_groups_of_three(client, editor):
    assert [figure(number) for number in (776, 2310, None)] == ["776", "2,310", None]
    article = make_article(body=f"<p>{'字' * 1200}</p>")
    client.force_login(editor)
    assert "1,200字，不含标点1,200字" in words(client.get(reverse("admin:articles_article_change", args=[article.pk])))


def test_a_message_keeps_its_link(client, chief):
    """What the admin says of a new row holds a link; it is no text to be read."""
    client.force_login(chief)
    post = {"year": 2031, "number": 1, "audience": "public", "_save": "1"}
    page = client.post(reverse("admin:magazine_issue_add"), post, follow=True).content.decode()
    assert "已新建期“<a href=" in page
    assert "&lt;a href" not in page
