"""People are told: at once what they must do, once a day all that waits; and whoever acts sees who was told."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from articles import comments, telling
from articles.states import Verdict
from articles.workflow import move
from magazine.models import Habit, Notice
from magazine.previewing import make
from magazine.telling import moved, told
from tests.builders import make_article, make_issue, make_release, make_slot

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(editor, other_editor, head, chief, author):
    """Everybody but 何川 has an address."""
    for person in (editor, head, chief, author):
        person.email = f"{person.pk}@example.org"
        person.save()


def after(article, verdict, by, opinion="同意。"):
    """Make the move and tell of it, as a commit does."""
    move(article, verdict, by, opinion)
    article.refresh_from_db()
    moved(article.reviews.order_by("-at", "-pk")[0])
    return article


def letters() -> list[tuple[str, list[str]]]:
    return [(letter.subject, letter.to) for letter in mail.outbox]


def test_whoever_may_sign_is_told_when_a_manuscript_arrives(post, author, editor, other_editor):
    article = make_article(title="夜校进厂区", created_by=author)
    after(article, Verdict.SUBMIT, author, "")
    assert letters() == [("［工刊］轮到你签初审：《夜校进厂区》", [editor.email])]
    assert {notice.person: notice.mailed for notice in Notice.objects.all()} == {editor: True, other_editor: False}
    assert told(article) == ["已发邮件通知：周敏。", "已在工作台通知：何川。他们的账号没有邮箱，收不到邮件。"]
    assert reverse("review", args=[article.pk]) in mail.outbox[0].body


def test_the_next_stage_is_told_and_nobody_who_signed(post, author, editor, head):
    article = make_article(title="夜校进厂区", created_by=author)
    after(article, Verdict.SUBMIT, author, "")
    mail.outbox.clear()
    after(article, Verdict.APPROVE, editor, "数字已核。")
    assert letters() == [("［工刊］轮到你签复审：《夜校进厂区》", [head.email])]
    assert "周敏：数字已核。" in mail.outbox[0].body
    assert {notice.person for notice in Notice.objects.filter(seen_at__isnull=True)} == {head}


def test_a_return_goes_to_the_writer_and_the_editor_of_the_slot(post, author, editor, other_editor, head):
    article = make_article(title="夜校进厂区", created_by=author)
    make_slot(make_issue(), article, owner=head)
    move(article, Verdict.SUBMIT, author)
    after(article, Verdict.RETURN, editor, "第三段数字前后不一。")
    assert letters() == [
        ("［工刊］退回修改：《夜校进厂区》", [author.email]),
        ("［工刊］退回修改：《夜校进厂区》", [head.email]),
    ]


def test_a_release_needs_nobody_at_once(post, author):
    article = make_article(created_by=author)
    make_release(article)
    article.refresh_from_db()
    moved(article.reviews.order_by("-at", "-pk")[0])
    assert mail.outbox == []
    assert told(article) == []


def test_a_title_of_two_lines_makes_one_subject(post, author, editor):
    article = make_article(title="甲\r\nBcc: x@example.org", created_by=author)
    after(article, Verdict.SUBMIT, author, "")
    assert mail.outbox[0].subject == "［工刊］轮到你签初审：《甲 Bcc: x@example.org》"
    assert mail.outbox[0].recipients() == [editor.email]


def test_a_post_office_that_is_shut_stops_nothing(post, author, editor, monkeypatch):
    def shut(*args, **kwargs):
        raise SMTPServerDisconnected("down")

    monkeypatch.setattr("magazine.telling.send_mail", shut)
    article = after(make_article(created_by=author), Verdict.SUBMIT, author, "")
    assert not Notice.objects.filter(mailed=True).exists()
    assert told(article)[0] == "已在工作台通知：周敏（没有发邮件）。"


def test_who_wants_no_letters_gets_none_and_sees_the_notice(client, post, author, editor):
    client.force_login(editor)
    client.post(reverse("habits"), {"email": editor.email, "digest": "on"})
    after(make_article(title="夜校进厂区", created_by=author), Verdict.SUBMIT, author, "")
    assert mail.outbox == []
    assert "轮到你签初审：《夜校进厂区》" in client.get("/admin/").content.decode()
    client.post(reverse("notices_seen"))
    assert not Notice.objects.filter(person=editor, seen_at__isnull=True).exists()
    assert "轮到你签初审：《夜校进厂区》" not in client.get("/admin/").content.decode()
    assert "轮到你签初审：《夜校进厂区》" in client.get(reverse("notices")).content.decode()


def test_ones_own_notices_only(client, post, author, editor, head):
    after(make_article(title="夜校进厂区", created_by=author), Verdict.SUBMIT, author, "")
    client.force_login(head)
    client.post(reverse("notices_seen"))
    assert "夜校进厂区" not in client.get(reverse("notices")).content.decode()
    assert Notice.objects.filter(person=editor, seen_at__isnull=True).count() == 1


def test_an_address_that_is_none_is_not_kept(client, editor):
    client.force_login(editor)
    answer = client.post(reverse("habits"), {"email": "周敏", "at_once": "on"}, follow=True)
    assert "“周敏”不像邮箱地址，核对后再存。" in answer.content.decode()
    editor.refresh_from_db()
    assert (editor.email, Habit.objects.count()) == ("", 0)


def test_the_floor_below_calls_us():
    assert moved in telling.MOVED
    assert told in telling.TOLD


# --- The digest ---------------------------------------------------------------------------------------------------
def digest(capsys) -> list[str]:
    call_command("send_digest")
    return capsys.readouterr().out.splitlines()


def test_one_digest_a_day_and_person(post, editor, other_editor, head, capsys):
    issue = make_issue(year=2024, number=11, press_day=timezone.localdate() + timedelta(days=18))
    make_slot(issue, None, planned_title="冬衣送到哪一站", owner=editor)
    make_slot(issue, None, planned_title="没有邮箱的人的", owner=other_editor)
    assert digest(capsys) == ["这些人有事等着，账号却没有邮箱：何川。", "发出1封汇总邮件。"]
    assert letters() == [("［工刊］待你处理1件，1件逾期", [editor.email])]
    assert "约稿　《冬衣送到哪一站》　2024年第11期　逾期3天" in mail.outbox[0].body
    assert digest(capsys)[-1] == "发出0封汇总邮件。"
    Habit.objects.update(digest_on=timezone.localdate() - timedelta(days=1))
    assert digest(capsys)[-1] == "发出1封汇总邮件。"


def test_who_wants_no_digest_gets_none(post, editor, capsys):
    make_slot(make_issue(), None, planned_title="甲", owner=editor)
    Habit.objects.create(person=editor, digest=False)
    assert digest(capsys)[-1] == "发出0封汇总邮件。"


def test_a_digest_that_did_not_leave_is_sent_the_next_time(post, editor, capsys, monkeypatch):
    make_slot(make_issue(), None, planned_title="甲", owner=editor)
    monkeypatch.setattr("magazine.telling.send_mail", lambda *args, **kwargs: 0)
    assert digest(capsys)[-1] == "发出0封汇总邮件。"
    monkeypatch.undo()
    assert digest(capsys)[-1] == "发出1封汇总邮件。"


def test_a_dry_run_sends_nothing(post, editor, capsys):
    make_slot(make_issue(), None, planned_title="甲", owner=editor)
    call_command("send_digest", "--dry-run")
    assert capsys.readouterr().out.splitlines() == ["周敏：1件", "发出0封汇总邮件。"]
    assert (mail.outbox, Habit.objects.count()) == ([], 0)


def test_the_button_says_who_was_told(client, post, author, editor, django_capture_on_commit_callbacks):
    article = make_article(title="夜校进厂区", created_by=author)
    client.force_login(author)
    with django_capture_on_commit_callbacks(execute=True):
        move(article, Verdict.SUBMIT, author)
    assert letters() == [("［工刊］轮到你签初审：《夜校进厂区》", [editor.email])]
    assert telling.sentences(article)[0] == "已发邮件通知：周敏。"


def test_who_is_named_in_a_comment_is_told_and_lands_there(client, post, author, other_author, editor, head):
    article = make_article(title="夜校进厂区", created_by=author)
    client.force_login(head)
    said = "@周敏 @陶然 ＠苏晓明天 @周 核一下，邮箱是a@b.cn。"
    answer = client.post(reverse("comment_add", args=[article.pk]), {"quote": "先问安全", "text": said})
    assert {notice.person for notice in Notice.objects.all()} == {editor, author}
    assert sorted(letters()) == sorted(
        ("［工刊］罗启明在批注里提到你：《夜校进厂区》", [person.email]) for person in (editor, author)
    )
    page = client.get(answer.url).content.decode()
    assert "已发邮件通知：" in page
    client.force_login(editor)
    notice = reverse("notice", args=[Notice.objects.get(person=editor).pk])
    assert f'href="{notice}"' in client.get("/admin/").content.decode()
    assert client.get(notice).url == answer.url
    Notice.objects.update(seen_at=None)
    # The next move of the manuscript does not take it away unread.
    after(article, Verdict.SUBMIT, author, "")
    assert Notice.objects.filter(person=editor, review__isnull=True, seen_at__isnull=True).count() == 1


def test_an_answer_names_people_as_well_and_never_oneself(client, author, editor, head):
    article = make_article(created_by=author)
    talk = comments.write(article, head, "核。", "清晨，班组长先问安全。", "先问安全")
    client.force_login(editor)
    client.post(reverse("comment_answer", args=[talk.pk]), {"text": "@罗启明 @周敏 核过了。"})
    notice = Notice.objects.get()
    assert (notice.person, notice.address.endswith(f"#comment-{talk.pk}")) == (head, True)


def test_what_comes_over_a_preview_link_is_told_to_the_desk(client, editor, other_editor):
    issue = make_issue(year=2024, number=11)
    article = make_article(title="看火色")
    make_slot(issue, article, owner=other_editor)
    link, secret = make(issue, "分管领导", 7, editor)
    client.post(reverse("preview_remark", args=[secret]), {"article": article.pk, "name": "王主席", "text": "写全名。"})
    client.post(reverse("preview_remark", args=[secret]), {"article": article.pk, "name": "", "text": "无名。"})
    client.post(reverse("preview_consent", args=[secret]), {"name": "王主席"})
    told = {(notice.person, notice.text) for notice in Notice.objects.all()}
    remark = "王主席在预览里提了意见：看火色：写全名。"
    assert told == {(editor, remark), (other_editor, remark), (editor, "王主席看过预览，同意2024年第11期")}
    assert mail.outbox == []
    client.force_login(editor)
    page = client.get(reverse("notices")).content.decode()
    first, second = Notice.objects.filter(person=editor).order_by("pk")
    assert "2条没看过" in page
    for notice, place in ((first, "#remark-"), (second, "#consents")):
        assert place in client.get(reverse("notice", args=[notice.pk])).url
    assert "0条没看过" in client.get(reverse("notices")).content.decode()
    client.force_login(other_editor)
    assert client.get(reverse("notice", args=[first.pk])).status_code == 404
