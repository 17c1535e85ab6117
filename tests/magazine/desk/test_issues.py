"""The buttons of an issue: checked, published, scheduled, withdrawn, corrected; by whom, and what is said."""

import pytest
from django.urls import reverse

from articles.states import State, Verdict
from articles.workflow import move, text_changed
from magazine.desk.issues import moment as read_moment
from magazine.models import Publication
from tests.builders import make_article, make_issue, make_release, make_slot, moment, publish_issue

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(db):
    issue = make_issue(year=2024, number=11)
    make_slot(issue, make_article(title="头条"), page_from=3)
    return issue


def press(client, name, pk, **data):
    return client.post(reverse(name, args=[pk]), data, follow=True)


def told(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_the_check_lists_every_reason_and_changes_nothing(client, editor, issue):
    make_slot(issue, None, planned_title="缺稿")
    client.force_login(editor)
    assert told(press(client, "issue_check", issue.pk)) == [
        "第1条《头条》还没有定稿，现在是“草稿”。",
        "第2条“缺稿”还是空版位，放入稿件或删去这一条。",
    ]
    issue.refresh_from_db()
    assert issue.published_at is None


def test_the_check_says_what_would_change(client, editor, issue):
    make_release(issue.slots.get().article)
    client.force_login(editor)
    lines = told(press(client, "issue_check", issue.pk))
    assert lines[:2] == ["检查通过，可以出刊。", "第1条《头条》采用第1次定稿。"]
    assert issue.slots.get().release is None


def test_publishing_and_withdrawing(client, chief, issue):
    release = make_release(issue.slots.get().article)
    client.force_login(chief)
    assert told(press(client, "issue_publish", issue.pk)) == ["2024年第11期已出刊，读者现在就能看到。"]
    issue.refresh_from_db()
    assert issue.is_published()
    assert issue.slots.get().release == release
    answer = press(client, "issue_withdraw", issue.pk, reason=" 封面印错。 ")
    assert told(answer) == ["2024年第11期已撤回，读者看不到了；目录和定稿都还在。"]
    assert "<q>封面印错。</q>" in answer.content.decode()
    issue.refresh_from_db()
    assert issue.published_at is None
    assert [(record.verb, record.person) for record in Publication.objects.all()] == [
        ("publish", chief),
        ("withdraw", chief),
    ]
    assert Publication.objects.get(verb="withdraw").detail == "封面印错。"


@pytest.mark.parametrize("reason", ["", " ", "长" * 301])
def test_withdrawing_asks_for_a_reason(client, chief, issue, reason):
    publish_issue(issue)
    client.force_login(chief)
    lines = told(press(client, "issue_withdraw", issue.pk, reason=reason))
    assert lines == ["写明撤回的原因再撤回，不超过300字；原因记在出刊记录里。"]
    issue.refresh_from_db()
    assert issue.is_published()


def test_the_last_button_names_the_issue_and_what_will_happen(client, chief, issue):
    make_release(issue.slots.get().article)
    client.force_login(chief)
    page = reverse("admin:magazine_issue_change", args=[issue.pk])
    text = client.get(page).content.decode()
    assert "2024年第11期将立刻与读者见面。" in text
    assert ">2024年第11期出刊</button>" in text
    issue.published_at = moment(2999, 1, 5, 9)
    issue.save()
    assert "2024年第11期的定时将取消，目录和定稿都留着。" in client.get(page).content.decode()
    publish_issue(issue)
    text = client.get(page).content.decode()
    assert "读者将立刻看不到2024年第11期，目录和定稿都留着。" in text
    assert ">撤回2024年第11期</button>" in text


def test_a_time_to_come_is_a_beijing_time(client, chief, issue):
    make_release(issue.slots.get().article)
    client.force_login(chief)
    lines = told(press(client, "issue_publish", issue.pk, at="2999-01-05T09:00"))
    assert lines == ["2024年第11期已定在2999年1月5日 09:00（北京时间）出刊。"]
    issue.refresh_from_db()
    assert issue.published_at == moment(2999, 1, 5, 9)


@pytest.mark.parametrize("text", ["明天", "2024-13-45T09:00", "9:00"])
def test_a_time_that_is_none_publishes_nothing(client, chief, issue, text):
    make_release(issue.slots.get().article)
    client.force_login(chief)
    assert told(press(client, "issue_publish", issue.pk, at=text)) == ["没有读懂出刊时间，按“2024-11-05 09:00”这样填。"]
    issue.refresh_from_db()
    assert issue.published_at is None


def test_a_moment_is_read_as_people_type_it():
    assert read_moment("2024-11-05 09：00") == moment(2024, 11, 5, 9)
    assert read_moment("") is None


@pytest.mark.parametrize("who", ["editor", "head", "photo_editor", "exporter", "manager"])
def test_only_the_chief_publishes(client, request, issue, who):
    make_release(issue.slots.get().article)
    client.force_login(request.getfixturevalue(who))
    assert told(press(client, "issue_publish", issue.pk)) == ["出刊、撤回和更正由总编办理，你的账号没有这一角色。"]
    issue.refresh_from_db()
    assert issue.published_at is None


def test_an_author_does_not_even_see_the_issue(client, author, issue):
    client.force_login(author)
    for name in ("issue_check", "issue_publish", "issue_withdraw"):
        assert client.post(reverse(name, args=[issue.pk])).status_code == 403
    assert client.get(reverse("admin:magazine_issue_change", args=[issue.pk])).status_code == 403


def test_a_correction_gives_readers_the_newer_text_with_a_note(client, chief, issue):
    publish_issue(issue)
    slot = issue.slots.get()
    old = slot.release
    client.force_login(chief)
    page = reverse("admin:magazine_issue_change", args=[issue.pk])
    assert "写给读者的更正说明" not in client.get(page).content.decode()
    move(slot.article, Verdict.REOPEN, chief, "改错字。")
    slot.article.refresh_from_db()
    slot.article.title = "改正的头条"
    slot.article.save()
    text_changed(slot.article, by=None)
    slot.article.refresh_from_db()
    new = make_release(slot.article)
    assert "有第2次定稿。写给读者的更正说明" in client.get(page).content.decode()
    assert told(press(client, "slot_correct", slot.pk, note="长" * 301)) == [
        "更正说明要写给读者看，写明更正了什么，不超过300字。"
    ]
    slot.refresh_from_db()
    assert slot.release == old
    assert told(press(client, "slot_correct", slot.pk, note="标题误作“头条”。")) == [
        "已更正，读者看到的是新的定稿和更正说明。"
    ]
    slot.refresh_from_db()
    assert (slot.release, slot.correction) == (new, "标题误作“头条”。")
    assert slot.article.state == State.RELEASED
