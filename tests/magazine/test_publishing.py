"""An issue goes out whole or not at all, comes back in one move, and is corrected without going offline."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from articles.models import Article, Proof, Release
from articles.states import Verdict
from articles.workflow import Refused, move, text_changed
from magazine.models import Issue, Publication, Slot
from magazine.publishing import blanks, changes, correct, problems, publish, withdraw
from tests.builders import (
    make_article,
    make_issue,
    make_person,
    make_photo,
    make_release,
    make_section,
    make_slot,
    moment,
    publish_issue,
)

DAY = moment(2024, 11, 5)


@pytest.fixture
def issue(db):
    """An issue of two released articles, ready to go out."""
    issue = make_issue(year=2024, number=11)
    for title in ("班前会", "夜校"):
        article = make_article(title=title)
        make_release(article)
        make_slot(issue, article)
    return issue


def test_publishing_pins_the_releases_and_sets_the_time(issue, chief):
    lines = publish(issue, by=chief, now=DAY)
    assert lines == [
        "第1条《班前会》采用第1次定稿。",
        "第2条《夜校》采用第1次定稿。",
        "2024年第11期于2024年11月5日 09:00（北京时间）与读者见面。",
    ]
    issue.refresh_from_db()
    assert issue.published_at == DAY
    assert [slot.release.title for slot in issue.slots.order_by("position")] == ["班前会", "夜校"]
    record = Publication.objects.get()
    assert (record.verb, record.person, record.effective_at) == ("publish", chief, DAY)


def test_a_dry_run_says_the_same_and_changes_nothing(issue):
    lines = publish(issue, now=DAY, dry_run=True)
    assert len(lines) == 3
    issue.refresh_from_db()
    assert issue.published_at is None
    assert not issue.slots.filter(release__isnull=False).exists()
    assert not Publication.objects.exists()


def test_every_reason_is_listed_and_nothing_changes(issue, author):
    unreviewed = make_article(title="没审的稿", created_by=author)
    make_slot(issue, unreviewed)
    make_slot(issue, None, planned_title="约稿中")
    uncredited = make_article(title="无署名图", photos=[make_photo(caption="无名图")])
    release = make_release(uncredited)
    # No door lets it come so far; a restored backup may.
    Release.objects.filter(pk=release.pk).update(photos=[photo | {"credit": ""} for photo in release.photos])
    make_slot(issue, uncredited)
    expected = [
        "第3条《没审的稿》还没有定稿，现在是“草稿”。",
        "第4条“约稿中”还是空版位，放入稿件或删去这一条。",
        "第5条《无署名图》的配图“无名图”没有图片署名，补上后重新送审。",
    ]
    assert problems(issue) == expected
    with pytest.raises(Refused) as refused:
        publish(issue, now=DAY)
    assert refused.value.reasons == expected
    issue.refresh_from_db()
    assert issue.published_at is None
    assert not issue.slots.filter(release__isnull=False).exists()


def test_an_empty_issue_does_not_go_out(db):
    assert problems(make_issue(year=2024, number=12)) == ["2024年第12期还没有版位，先编好目录。"]


def test_pages_that_run_backwards_are_named(issue):
    first, second = issue.slots.order_by("position")
    Slot.objects.filter(pk=first.pk).update(page_from=9)
    Slot.objects.filter(pk=second.pk).update(page_from=3)
    assert problems(issue) == ["第2条《夜校》从第3页起，前面的稿件已到第9页，核对页码。"]
    Slot.objects.filter(pk=first.pk).update(page_from=1, page_to=4)
    assert problems(issue) == ["第2条《夜校》从第3页起，前面的稿件已到第4页，核对页码。"]
    # Sharing the page where one ends and the next begins is usual; a feature head may span its members.
    Slot.objects.filter(pk=first.pk).update(page_to=3)
    assert problems(issue) == []
    Slot.objects.filter(pk=first.pk).update(page_to=9)
    Slot.objects.filter(pk=second.pk).update(package=first)
    assert problems(issue) == []


@pytest.mark.parametrize("role", ["author", "editor", "head", "photo_editor", "exporter", "manager"])
def test_only_the_chief_publishes(role, issue, request):
    person = request.getfixturevalue(role)
    with pytest.raises(Refused) as refused:
        publish(issue, by=person, now=DAY)
    assert refused.value.reasons == ["出刊、撤回和更正由总编办理，你的账号没有这一角色。"]


def test_a_future_time_is_a_schedule(issue, chief):
    publish(issue, by=chief, at=DAY + timedelta(days=1), now=DAY)
    assert Publication.objects.get().verb == "schedule"
    published = Issue.objects.published
    assert not published(at=DAY + timedelta(days=1, seconds=-1)).exists()
    assert published(at=DAY + timedelta(days=1)).get() == issue
    assert Slot.objects.published(at=DAY).count() == 0
    assert Slot.objects.published(at=DAY + timedelta(days=1)).count() == 2


def test_publishing_twice_is_refused(issue):
    publish(issue, now=DAY)
    with pytest.raises(Refused, match="已经出刊"):
        publish(issue, now=DAY + timedelta(hours=1))


def test_withdrawing_hides_the_issue_and_keeps_its_order(issue, chief):
    publish(issue, now=DAY)
    withdraw(issue, by=chief, now=DAY + timedelta(hours=1))
    issue.refresh_from_db()
    assert issue.published_at is None
    assert [slot.article.title for slot in issue.slots.order_by("position")] == ["班前会", "夜校"]
    assert Slot.objects.published(at=DAY + timedelta(days=9)).count() == 0
    with pytest.raises(Refused, match="没有出刊，不用撤回。"):
        withdraw(issue, by=chief, now=DAY)


def rewritten(article: Article, title: str, chief) -> Article:
    """`article` reopened, retitled and released again."""
    article.refresh_from_db()
    article = move(article, Verdict.REOPEN, chief, "更正标题。")
    article.title = title
    article.save()
    text_changed(article, by=None)
    make_release(Article.objects.get(pk=article.pk))
    return Article.objects.get(pk=article.pk)


def test_a_correction_keeps_the_old_release_until_it_is_made(issue, chief):
    publish(issue, now=DAY)
    slot = issue.slots.order_by("position")[0]
    article = move(slot.article, Verdict.REOPEN, chief, "更正标题。")
    slot.refresh_from_db()
    assert slot.release.title == "班前会"
    with pytest.raises(Refused, match="改稿还在“草稿”"):
        correct(slot, "标题有误。", by=chief, now=DAY)
    article.title = "班后会"
    article.save()
    text_changed(article, by=None)
    make_release(Article.objects.get(pk=article.pk))
    slot = correct(Slot.objects.get(pk=slot.pk), "标题“班前会”应为“班后会”。", by=chief, now=DAY)
    assert slot.release.title == "班后会"
    assert (slot.correction, slot.corrected_on) == ("标题“班前会”应为“班后会”。", DAY.date())
    assert Publication.objects.filter(verb="correct").count() == 1


def test_a_correction_needs_a_new_release_and_a_published_issue(issue, chief):
    slot = issue.slots.order_by("position")[0]
    with pytest.raises(Refused) as refused:
        correct(slot, "", by=chief, now=DAY)
    assert refused.value.reasons[0] == "2024年第11期还没有出刊，改稿后直接出刊即可。"
    publish(issue, now=DAY)
    slot.refresh_from_db()
    with pytest.raises(Refused, match="没有新的定稿"):
        correct(slot, "", by=chief, now=DAY)


def test_changes_are_empty_where_nothing_would_change(issue):
    publish(issue, now=DAY)
    issue.refresh_from_db()
    assert changes(issue, DAY) == []


# --- what the database itself refuses --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "break_it",
    [
        lambda issue: make_issue(year=issue.year, number=issue.number),
        lambda issue: make_issue(year=2024, number=0),
        lambda issue: make_slot(issue, position=1),
        lambda issue: make_slot(make_issue(year=2023, number=1), issue.slots.order_by("position")[0].article),
        lambda issue: make_slot(issue, page_from=5, page_to=4),
        lambda issue: make_slot(issue, page_to=4),
    ],
    ids=["same issue twice", "number 0", "same position twice", "one slot per article", "pages backwards", "to alone"],
)
def test_the_database_refuses(break_it, issue):
    with pytest.raises(IntegrityError), transaction.atomic():
        break_it(issue)


def test_an_issue_is_found_by_its_name(issue):
    assert Issue.objects.named("2024-11").get() == issue
    for odd in ("2024", "2024-", "-11", "20a4-11", "2024-1111", "２０２４-11x", ""):
        assert not Issue.objects.named(odd).exists(), odd


# --- the commands ----------------------------------------------------------------------------------------------


def run(*args):
    out, err = StringIO(), StringIO()
    call_command(*args, stdout=out, stderr=err)
    return out.getvalue().splitlines()


def test_the_commands_publish_dry_run_schedule_and_withdraw(issue):
    assert (
        run("publish_issue", "2024-11", "--dry-run")[-1]
        == "2024年第11期可以出刊，以上是会变的 3 处；这次什么也没有改。"
    )
    issue.refresh_from_db()
    assert issue.published_at is None
    assert run("publish_issue", "2024-11", "--at", "2124-11-05T09:00")[-1] == (
        "2024年第11期已定时出刊：2124-11-05 09:00（北京时间）。"
    )
    assert run("withdraw_issue", "2024-11")[-1].startswith("2024年第11期已撤回")
    assert run("publish_issue", "2024-11")[-1] == "2024年第11期已出刊，共 2 条。"
    issue.refresh_from_db()
    assert issue.is_published()


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["publish_issue", "2031-01"], "没有“2031-01”这一期，期写成 2024-11（年-期）。"),
        (["withdraw_issue", "乱写"], "没有“乱写”这一期，期写成 2024-11（年-期）。"),
        (["publish_issue", "2024-11", "--at", "明天"], "认不出时间“明天”，写成 2024-11-05T09:00（北京时间）。"),
        (["withdraw_issue", "2024-11"], "2024年第11期没有出刊，不用撤回。"),
    ],
)
def test_the_commands_refuse_in_one_sentence(args, sentence, issue):
    with pytest.raises(CommandError) as refused:
        run(*args)
    assert (str(refused.value), refused.value.returncode) == (sentence, 2)


def test_the_command_lists_every_reason(issue, author):
    make_slot(issue, make_article(title="没审的稿", created_by=author), section=make_section())
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError, match="2024年第11期没有出刊：以上 1 处先办好。") as refused:
        call_command("publish_issue", "2024-11", stdout=out, stderr=err)
    assert refused.value.returncode == 2
    assert "第3条《没审的稿》还没有定稿，现在是“草稿”。" in err.getvalue()


def test_builders_publish_whole_issues(db):
    issue = make_issue()
    make_slot(issue, make_article())
    assert publish_issue(issue).slots.get().release.number == 1


def test_the_first_day_survives_withdrawing_and_publishing_again(issue):
    first, again = moment(2024, 11, 5), moment(2024, 11, 9)
    publish(issue, at=first, now=first)
    withdraw(issue, now=moment(2024, 11, 6))
    publish(issue, at=again, now=again)
    issue.refresh_from_db()
    assert (issue.first_published_at, issue.published_at) == (first, again)


def test_a_schedule_that_was_called_off_was_no_first_day(issue):
    publish(issue, at=moment(2024, 11, 5), now=moment(2024, 11, 1))
    withdraw(issue, now=moment(2024, 11, 2))
    issue.refresh_from_db()
    assert issue.first_published_at is None
    publish(issue, at=moment(2024, 11, 7), now=moment(2024, 11, 3))
    issue.refresh_from_db()
    assert issue.first_published_at == moment(2024, 11, 7)


def test_who_edited_and_who_proofread_is_frozen_with_the_release(issue, proofreader):
    """The owner of the slot, else who signed the 初审; readers of closed rounds; printed names and no login names."""
    first, second = issue.slots.order_by("position")[:2]
    nameless = make_person("login-name", "责任编辑", last_name="", first_name="")
    Slot.objects.filter(pk=first.pk).update(owner=make_person("周敏", "责任编辑"))
    Slot.objects.filter(pk=second.pk).update(owner=nameless)
    release = make_release(first.article)
    at = moment(2024, 11, 1)
    for kind, reader in (("first", proofreader), ("second", nameless)):
        Proof.objects.create(
            article=first.article, release=release, kind=kind, reader=reader, opened_at=at, closed_at=at
        )
    publish_issue(issue)
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.hands == {"editor": "周敏", "proofreaders": ["方宁"]}
    assert second.hands == {"editor": "初审人", "proofreaders": []}
    assert first.signed == [
        ("责任编辑", "周敏"),
        ("初审", "初审人"),
        ("复审", "复审人"),
        ("终审", "终审人"),
        ("校对", "方宁"),
    ]
    Slot.objects.filter(pk=first.pk).update(owner=None)
    assert Slot.objects.get(pk=first.pk).signed[0] == ("责任编辑", "周敏")


def test_what_stands_empty_is_named_and_keeps_nothing_back(issue, client, chief):
    slots = list(issue.slots.all())
    assert blanks(issue, slots) == "出版日期、封面图片、页码、版权页"
    client.force_login(chief)
    page = client.get(reverse("admin:magazine_issue_change", args=[issue.pk])).content.decode()
    assert "还空着：出版日期、封面图片、页码、版权页，也可以出刊。" in page
    issue.dated_on, issue.cover, issue.masthead = date(2024, 11, 5), make_photo(), "主编：陈明"
    slots[-1].page_from = 3
    assert blanks(issue, slots) == ""
