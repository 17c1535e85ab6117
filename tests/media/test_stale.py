"""The guard against a stale save: on every form of the desk that has it, the second of two savers is refused."""

import re

import pytest
from django.urls import reverse

from tests.builders import make_article, make_author, make_issue, make_photo, make_section, make_slot

pytestmark = pytest.mark.django_db


def rows():
    issue = make_issue(year=2024, number=11, theme="旧")
    return {
        "media_photo": (make_photo(caption="旧"), "caption", {"credit_kind": "摄"}),
        "articles_author": (make_author(name="旧"), "name", {"kind": "person"}),
        "articles_section": (make_section(name="旧"), "name", {"slug": "x", "layout": "article", "position": 1}),
        "magazine_issue": (issue, "theme", {"year": 2024, "number": 11, "audience": "public"}),
        "magazine_slot": (make_slot(issue, None, planned_title="旧"), "planned_title", {}),
    }


@pytest.mark.parametrize(
    "model", ["media_photo", "articles_author", "articles_section", "magazine_issue", "magazine_slot"]
)
def test_the_second_save_is_refused_and_shows_both_sides(client, superuser, model):
    row, field, data = rows()[model]
    if model == "magazine_slot":
        data = {"section": row.section_id}
    page = reverse(f"admin:{model}_change", args=[row.pk])
    client.force_login(superuser)
    opened = re.search(r'name="opened" value="([^"]+)"', client.get(page).content.decode())[1]
    client.post(page, data | {field: "先存的", "opened": opened})
    row.refresh_from_db()
    assert getattr(row, field) == "先存的"
    answer = client.post(page, data | {field: "后存的", "opened": opened})
    row.refresh_from_db()
    assert getattr(row, field) == "先存的"
    text = answer.content.decode()
    assert "这一页在你打开之后有人存过" in text
    assert "系统员于" in text
    assert ("后存的", "先存的") in [(clash.yours, clash.saved) for clash in answer.context["clashes"]]
    assert 'value="后存的"' in text or ">后存的<" in text or "后存的</textarea>" in text
    again = re.search(r'name="opened" value="([^"]+)"', text)[1]
    client.post(page, data | {field: "后存的", "opened": again})
    row.refresh_from_db()
    assert getattr(row, field) == "后存的"


def test_choices_are_shown_in_words(client, superuser):
    photo = make_photo(permission="own")
    page = reverse("admin:media_photo_change", args=[photo.pk])
    client.force_login(superuser)
    opened = re.search(r'name="opened" value="([^"]+)"', client.get(page).content.decode())[1]
    photo.permission = "bought"
    photo.save()
    answer = client.post(
        page, {"credit_kind": "摄", "caption": photo.caption, "permission": "author", "opened": opened}
    )
    shown = {clash.label: (clash.yours, clash.saved) for clash in answer.context["clashes"]}
    assert shown["授权依据"] == ("作者授权", "购买")


def test_an_article_keeps_its_own_guard(client, superuser):
    article = make_article()
    client.force_login(superuser)
    page = client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert 'name="opened_version"' in page
    assert 'name="opened"' not in page
