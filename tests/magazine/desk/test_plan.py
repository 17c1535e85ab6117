"""The flat plan: rows moved over a section's border, pages that follow and go back, pieces put where they belong."""

import json

import pytest
from django.urls import reverse

from magazine.models import Slot
from magazine.publishing import withdraw
from tests.builders import make_article, make_issue, make_photo, make_section, make_slot, publish_issue

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(db):
    issue = make_issue(year=2024, number=11)
    for title, first, last in (("甲篇", 1, 2), ("乙篇", 3, 5), ("丙篇", 6, 6)):
        make_slot(issue, make_article(title=title), page_from=first, page_to=last)
    return issue


def titles(issue) -> list[str]:
    return [str(slot) for slot in issue.slots.order_by("position")]


def ranges(issue) -> list[tuple]:
    return list(issue.slots.order_by("position").values_list("page_from", "page_to"))


def send(client, name, issue, **data):
    body = json.dumps({"version": issue.version} | data)
    answer = client.post(reverse(name, args=[issue.pk]), body, content_type="application/json")
    issue.refresh_from_db()
    return answer


def test_a_move_says_at_once_what_it_did_to_the_pages(client, editor, issue):
    client.force_login(editor)
    first, second, third = issue.slots.values_list("pk", flat=True)
    answer = send(client, "issue_reorder", issue, ids=[second, first, third]).json()
    assert answer["notes"] == {
        str(second): "",
        str(first): "从第1页起，与第1条（到第5页）重叠。",
        str(third): "",
    }
    assert answer["pages"][str(second)] == "第3–5页"
    assert answer["total"] == "6页"


def test_a_row_is_moved_into_another_section_when_asked(client, editor, issue):
    client.force_login(editor)
    slots = list(issue.slots.all())
    slots[0].heading = "特别策划"
    slots[0].save()
    wished = {str(slots[0].pk): slots[1].section_id}
    answer = send(client, "issue_reorder", issue, ids=[slot.pk for slot in slots], section=wished)
    slots[0].refresh_from_db()
    assert (slots[0].section_id, slots[0].heading) == (slots[1].section_id, "")
    assert answer.json()["headings"][str(slots[0].pk)] == slots[1].section.name
    nowhere = {str(slots[0].pk): 999_999}
    assert send(client, "issue_reorder", issue, ids=[s.pk for s in slots], section=nowhere).status_code == 409


def test_pages_follow_the_order_and_are_set_back(client, editor, issue):
    client.force_login(editor)
    first, second, third = issue.slots.values_list("pk", flat=True)
    send(client, "issue_reorder", issue, ids=[second, first, third])
    answer = send(client, "issue_pages", issue).json()
    assert ranges(issue) == [(1, 3), (4, 5), (6, 6)]
    assert set(answer["notes"].values()) == {""}
    send(client, "issue_pages", issue, pages=answer["before"])
    assert ranges(issue) == [(3, 5), (1, 2), (6, 6)]


@pytest.mark.parametrize("pair", [[5, 3], [0, 2], [None, 4], ["x", 1], [1], [1, 20_000]])
def test_what_is_no_range_of_pages_changes_nothing(client, editor, issue, pair):
    client.force_login(editor)
    assert send(client, "issue_pages", issue, pages={issue.slots.first().pk: pair}).status_code == 400
    assert ranges(issue) == [(1, 2), (3, 5), (6, 6)]


def test_pages_too_know_of_the_other_hand(client, editor, exporter, issue):
    client.force_login(editor)
    issue.version = 7
    body = json.dumps({"version": 7})
    answer = client.post(reverse("issue_pages", args=[issue.pk]), body, content_type="application/json")
    assert (answer.status_code, [slot["title"] for slot in answer.json()["order"]]) == (409, ["甲篇", "乙篇", "丙篇"])
    client.force_login(exporter)
    assert (
        client.post(reverse("issue_pages", args=[issue.pk]), body, content_type="application/json").status_code == 403
    )


def test_a_piece_of_the_shelf_is_put_where_it_was_dropped(client, editor, issue):
    client.force_login(editor)
    add = reverse("slot_add", args=[issue.pk])
    first = issue.slots.first()
    client.post(add, {"article": make_article(title="丁篇").pk, "where": f"after-{first.pk}"})
    client.post(add, {"article": make_article(title="戊篇").pk, "where": "first"})
    client.post(
        add, {"section": make_section().pk, "planned_title": "缺稿", "where": f"after-{first.pk}", "heading": "专稿"}
    )
    assert titles(issue) == ["戊篇", "甲篇", "缺稿", "丁篇", "乙篇", "丙篇"]
    empty = issue.slots.get(planned_title="缺稿")
    assert empty.heading == "专稿"
    client.post(add, {"article": make_article(title="到了").pk, "where": f"slot-{empty.pk}"})
    assert titles(issue)[2] == "到了"
    answer = client.post(add, {"article": make_article(title="晚了").pk, "where": f"slot-{empty.pk}"}, follow=True)
    assert "这个版位已经有稿件，另选一处。" in [str(message) for message in answer.context["messages"]]
    assert Slot.objects.filter(issue=issue).count() == 6


def test_the_page_shows_plan_and_count_side_by_side(client, editor, issue):
    slot = issue.slots.first()
    slot.planned_pages, slot.planned_characters, slot.planned_photos, slot.owner = 4, 1500, 2, editor
    slot.save()
    make_slot(issue, make_article(photos=[make_photo()]), page_from=9, page_to=9)
    client.force_login(editor)
    page = "".join(client.get(reverse("admin:magazine_issue_change", args=[issue.pk])).content.decode().split())
    assert "计划4页" in page
    assert "前面空着第7–8页，第3条只到第6页。" in page
    assert "<spandata-total>7／4页</span>" in page
    assert "1／2图" in page


def test_the_order_outlives_publishing_and_withdrawing(client, editor, chief, issue):
    client.force_login(editor)
    first, second, third = issue.slots.values_list("pk", flat=True)
    send(client, "issue_reorder", issue, ids=[third, first, second])
    send(client, "issue_pages", issue)
    before = titles(issue), ranges(issue)
    publish_issue(issue)
    withdraw(issue, by=chief)
    assert (titles(issue), ranges(issue)) == before == (["丙篇", "甲篇", "乙篇"], [(1, 1), (2, 3), (4, 6)])
