"""Sections: put in order by hand, and retired without losing what stands in them."""

import json

import pytest
from django.urls import reverse

from articles.models import Section
from tests.builders import make_article, make_issue, make_section, make_slot, publish_issue

pytestmark = pytest.mark.django_db


@pytest.fixture
def sections(db):
    Section.objects.all().delete()
    return [make_section(name=name, slug=slug) for name, slug in (("大事", "a"), ("关注", "b"), ("实践", "c"))]


def send(client, version, ids):
    body = json.dumps({"version": version, "ids": ids})
    return client.post(reverse("section_order"), body, content_type="application/json")


def names() -> list[str]:
    return list(Section.objects.values_list("name", flat=True))


def test_sections_are_put_in_order_and_the_second_hand_is_refused(client, chief, sections):
    client.force_login(chief)
    version = client.get(reverse("admin:articles_section_changelist")).context["order"]["version"]
    first, second, third = (section.pk for section in sections)
    assert send(client, version, [third, first, second]).status_code == 200
    assert names() == ["实践", "大事", "关注"]
    refused = send(client, version, [second, first, third])
    assert (refused.status_code, [row["title"] for row in refused.json()["order"]]) == (409, ["实践", "大事", "关注"])
    assert send(client, refused.json()["version"], [first]).status_code == 409
    assert send(client, "x", "x").status_code == 400
    assert names() == ["实践", "大事", "关注"]


def test_who_only_looks_gets_no_handles(client, editor, sections):
    client.force_login(editor)
    assert "data-movable" not in client.get(reverse("admin:articles_section_changelist")).content.decode()
    assert send(client, "x", []).status_code == 403


def test_a_retired_section_is_not_offered_and_its_past_stays(client, editor, chief, sections):
    issue = make_issue(year=2024, number=11)
    slot = make_slot(issue, make_article(section=sections[1], title="旧作"))
    publish_issue(issue)
    client.force_login(chief)
    page = reverse("admin:articles_section_change", args=[sections[1].pk])
    client.post(page, {"name": "关注", "slug": "b", "layout": "article", "retired": "on"})
    sections[1].refresh_from_db()
    assert (sections[1].retired, sections[1].position > 0) == (True, True)
    assert "旧作" in client.get(reverse("section", args=["b"])).content.decode()
    next_issue = make_issue(year=2024, number=12)
    page = client.get(reverse("admin:magazine_issue_change", args=[next_issue.pk]))
    assert sections[1] not in page.context["panel"]["sections"]
    client.post(reverse("slot_add", args=[next_issue.pk]), {"section": sections[1].pk, "planned_title": "新作"})
    assert not next_issue.slots.exists()
    old = make_slot(next_issue, None, section=sections[1], planned_title="早先排的")
    form = client.get(reverse("admin:magazine_slot_change", args=[old.pk])).context["adminform"].form
    assert set(form.fields["section"].queryset) == set(sections)
    assert slot.section == sections[1]
    # An article in a retired section keeps it as a choice; a new one, and what comes in, is not offered it.
    page = reverse("admin:articles_article_change", args=[make_article(section=sections[1]).pk])
    assert sections[1] in client.get(page).context["adminform"].form.fields["section"].queryset
    page = reverse("admin:articles_article_add")
    assert sections[1] not in client.get(page).context["adminform"].form.fields["section"].queryset
    assert sections[1] not in client.get(reverse("intake_door")).context["sections"]


def test_a_new_section_goes_to_the_end(client, chief, sections):
    client.force_login(chief)
    client.post(reverse("admin:articles_section_add"), {"name": "镜头", "slug": "d", "layout": "photo_essay"})
    assert names()[-1] == "镜头"


def test_a_section_without_an_address_takes_its_pinyin(client, chief, sections):
    client.force_login(chief)
    for name in ("镜头", "境头"):
        client.post(reverse("admin:articles_section_add"), {"name": name, "slug": "", "layout": "article"})
    assert list(Section.objects.filter(name__endswith="头").values_list("slug", flat=True)) == ["jingtou", "jingtou-2"]
