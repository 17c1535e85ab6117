"""Composing an issue: the order is one transaction, two hands are told of each other, nothing falls out."""

import json

import pytest
from django.urls import reverse

from articles.models import Article
from magazine.models import Slot
from tests.builders import make_article, make_issue, make_photo, make_section, make_slot, moment, publish_issue

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(db):
    issue = make_issue(year=2024, number=11)
    for title in ("甲篇", "乙篇", "丙篇"):
        make_slot(issue, make_article(title=title))
    return issue


def titles(issue) -> list[str]:
    return [str(slot) for slot in issue.slots.order_by("position")]


def reorder(client, issue, ids, version=None):
    version = issue.version if version is None else version
    body = json.dumps({"version": version, "ids": ids})
    return client.post(reverse("issue_reorder", args=[issue.pk]), body, content_type="application/json")


def told(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_a_new_order_is_saved_and_counted(client, editor, issue):
    client.force_login(editor)
    first, second, third = (slot.pk for slot in issue.slots.all())
    answer = reorder(client, issue, [third, first, second])
    assert (answer.status_code, answer.json()["version"]) == (200, 2)
    assert titles(issue) == ["丙篇", "甲篇", "乙篇"]
    assert list(issue.slots.values_list("position", flat=True)) == [1, 2, 3]
    issue.refresh_from_db()
    assert issue.version == 2


def test_the_second_of_two_hands_is_refused(client, editor, issue):
    client.force_login(editor)
    first, second, third = (slot.pk for slot in issue.slots.all())
    reorder(client, issue, [third, first, second])
    answer = reorder(client, issue, [second, first, third], version=1)
    assert answer.status_code == 409
    assert answer.json() == {
        "message": "目录在你打开之后有人改过，这次改动没有存入。",
        "version": 2,
        "order": [{"id": third, "title": "丙篇"}, {"id": first, "title": "甲篇"}, {"id": second, "title": "乙篇"}],
        "closed": False,
    }
    assert titles(issue) == ["丙篇", "甲篇", "乙篇"]


def test_a_list_with_a_row_too_few_too_many_or_foreign_changes_nothing(client, editor, issue):
    client.force_login(editor)
    other = make_slot(make_issue(), make_article())
    first, second, third = (slot.pk for slot in issue.slots.all())
    for ids in ([third, first], [first, first, second, third], [first, second, other.pk], []):
        assert reorder(client, issue, ids).status_code == 409
    assert titles(issue) == ["甲篇", "乙篇", "丙篇"]


@pytest.mark.parametrize("body", ["", "x", "[]", '{"version": 1}', '{"version": 1, "ids": ["x"]}'])
def test_what_is_not_an_order_gets_a_sentence(client, editor, issue, body):
    client.force_login(editor)
    answer = client.post(reverse("issue_reorder", args=[issue.pk]), body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["message"] == "没有读懂这次排序，重新打开页面再排一次。"


@pytest.mark.parametrize("who", ["author", "photo_editor", "exporter", "manager"])
def test_who_does_not_compose_changes_nothing(client, request, issue, who):
    client.force_login(request.getfixturevalue(who))
    first, second, third = (slot.pk for slot in issue.slots.all())
    assert reorder(client, issue, [third, first, second]).status_code == 403
    assert client.post(reverse("slot_add", args=[issue.pk]), {"article": "1"}).status_code == 403
    assert client.post(reverse("slot_send_back", args=[first])).status_code == 403
    assert titles(issue) == ["甲篇", "乙篇", "丙篇"]
    assert issue.slots.filter(article=None).count() == 0


def test_reading_an_address_changes_nothing(client, chief, issue):
    client.force_login(chief)
    slot = issue.slots.first()
    for name, pk in [
        ("issue_reorder", issue.pk),
        ("issue_pages", issue.pk),
        ("slot_give", slot.pk),
        ("slot_add", issue.pk),
        ("issue_check", issue.pk),
        ("issue_publish", issue.pk),
        ("issue_withdraw", issue.pk),
        ("slot_send_back", slot.pk),
        ("slot_correct", slot.pk),
    ]:
        assert client.get(reverse(name, args=[pk])).status_code == 405
    issue.refresh_from_db()
    assert (issue.version, issue.published_at) == (1, None)


def test_a_stranger_is_sent_to_the_login(client, issue):
    answer = reorder(client, issue, [])
    assert answer.status_code == 302
    assert answer["Location"].startswith("/admin/login/")


def test_an_article_comes_from_the_shelf_and_goes_back(client, editor, issue):
    article = make_article(title="稿库里的一篇")
    client.force_login(editor)
    answer = client.post(reverse("slot_add", args=[issue.pk]), {"article": article.pk}, follow=True)
    assert told(answer) == ["《稿库里的一篇》已排为第4条。"]
    slot = Slot.objects.get(article=article)
    assert (slot.position, slot.section) == (4, article.section)
    answer = client.post(reverse("slot_send_back", args=[slot.pk]), follow=True)
    assert told(answer) == ["《稿库里的一篇》已退回稿库，版位留着。"]
    slot.refresh_from_db()
    assert (slot.article, slot.planned_title, slot.position) == (None, "稿库里的一篇", 4)
    assert Article.objects.get(pk=article.pk).title == "稿库里的一篇"
    issue.refresh_from_db()
    assert issue.version == 3


def test_an_article_stands_in_one_issue_only(client, editor, issue):
    taken = make_slot(make_issue(year=2024, number=9), make_article(title="有主的一篇")).article
    client.force_login(editor)
    answer = client.post(reverse("slot_add", args=[issue.pk]), {"article": taken.pk}, follow=True)
    assert told(answer) == ["《有主的一篇》已排在2024年第9期，先从那里退回稿库。"]
    assert issue.slots.count() == 3


def test_a_planned_slot_has_a_section_and_a_title(client, editor, issue):
    section = make_section(name="调研")
    client.force_login(editor)
    address = reverse("slot_add", args=[issue.pk])
    client.post(address, {"section": section.pk, "planned_title": " 留给封三 "})
    assert titles(issue)[-1] == "留给封三"
    answer = client.post(address, {"section": section.pk, "planned_title": " "}, follow=True)
    assert told(answer) == ["已加第4条空版位。", "空版位要有栏目和拟题，补上再加。"]
    assert issue.slots.count() == 4


def test_a_published_issue_is_closed(client, chief, issue):
    for slot in issue.slots.all():
        slot.article.figures.create(photo=make_photo(), position=1)
    publish_issue(issue)
    client.force_login(chief)
    first, second, third = (slot.pk for slot in issue.slots.all())
    answer = reorder(client, issue, [third, first, second])
    assert answer.status_code == 409
    assert answer.json()["message"] == "2024年第11期已经出刊，目录不再变动。要改，先撤回。"
    client.post(reverse("slot_send_back", args=[first]))
    client.post(reverse("slot_add", args=[issue.pk]), {"article": make_article().pk})
    change = reverse("admin:magazine_slot_change", args=[first])
    assert client.post(change, {"page_from": "99"}).status_code == 403
    assert client.post(reverse("admin:magazine_slot_delete", args=[first]), {"post": "yes"}).status_code == 403
    assert titles(issue) == ["甲篇", "乙篇", "丙篇"]


def test_a_scheduled_issue_is_closed_too(client, chief, issue):
    issue.published_at = moment(2999, 1, 1)
    issue.save()
    client.force_login(chief)
    answer = reorder(client, issue, [slot.pk for slot in issue.slots.all()][::-1])
    assert answer.json()["message"] == "2024年第11期已定时出刊，目录不再变动。要改，先撤回。"
    assert titles(issue) == ["甲篇", "乙篇", "丙篇"]


def fill(client, slot, article, follow=True, **data):
    data = {"section": slot.section_id, "article": article.pk} | data
    return client.post(reverse("admin:magazine_slot_change", args=[slot.pk]), data, follow=follow)


def test_an_empty_slot_takes_its_manuscript_and_keeps_its_place(client, editor, issue):
    head = issue.slots.first()
    slot = Slot.objects.create(
        issue=issue, position=4, section=make_section(), planned_title="缺稿", page_from=8, page_to=9, package=head
    )
    article = make_article(title="到稿")
    client.force_login(editor)
    page = client.get(reverse("admin:magazine_issue_change", args=[issue.pk])).content.decode()
    assert all(f'aria-label="{verb}：缺稿"' in page for verb in ("改版位", "放入稿件", "删去版位"))
    assert "删去版位：甲篇" not in page
    form = client.get(reverse("admin:magazine_slot_change", args=[slot.pk])).context["adminform"].form
    assert [choice.pk for choice in form.fields["article"].queryset] == [article.pk]
    kept = {"planned_title": "缺稿", "page_from": 8, "page_to": 9, "package": head.pk}
    fill(client, slot, article, **kept)
    slot.refresh_from_db()
    assert (slot.article, slot.position, slot.page_from, slot.page_to, slot.package) == (article, 4, 8, 9, head)
    issue.refresh_from_db()
    assert issue.version == 2
    form = client.get(reverse("admin:magazine_slot_change", args=[slot.pk])).context["adminform"].form
    assert "article" not in form.fields


def test_a_slot_sent_back_takes_another_manuscript(client, editor, issue):
    slot, other = issue.slots.first(), make_article(title="换上")
    client.force_login(editor)
    fill(client, slot, other)
    assert titles(issue) == ["甲篇", "乙篇", "丙篇"]
    client.post(reverse("slot_send_back", args=[slot.pk]))
    fill(client, slot, other)
    assert titles(issue) == ["换上", "乙篇", "丙篇"]


def test_a_manuscript_that_left_the_shelf_is_refused(client, editor, issue):
    slot = make_slot(issue, None, planned_title="缺稿")
    client.force_login(editor)
    answer = fill(client, slot, issue.slots.first().article)
    assert "这篇稿件已不在稿库，重新选一篇。" in answer.content.decode()
    slot.refresh_from_db()
    assert slot.article is None


@pytest.mark.parametrize("year", [2024, 2999])
def test_a_closed_issue_takes_no_manuscript(client, chief, issue, year):
    slot = make_slot(issue, None, planned_title="缺稿")
    issue.published_at = moment(year, 1, 1)
    issue.save()
    client.force_login(chief)
    assert fill(client, slot, make_article()).status_code == 403
    slot.refresh_from_db()
    assert slot.article is None


@pytest.mark.parametrize("who", ["author", "photo_editor", "exporter", "manager"])
def test_who_does_not_compose_fills_no_slot(client, request, issue, who):
    slot = make_slot(issue, None, planned_title="缺稿")
    client.force_login(request.getfixturevalue(who))
    assert fill(client, slot, make_article()).status_code == 403
    slot.refresh_from_db()
    assert slot.article is None


def test_an_empty_slot_that_is_deleted_sends_nothing_back(client, chief, issue):
    slot = Slot.objects.create(issue=issue, position=4, section=make_section(), planned_title="缺稿")
    client.force_login(chief)
    answer = client.post(reverse("admin:magazine_slot_delete", args=[slot.pk]), {"post": "yes"}, follow=True)
    assert [str(message) for message in answer.context["messages"]] == ["空版位“缺稿”已删去。"]
    assert titles(issue) == ["甲篇", "乙篇", "丙篇"]
