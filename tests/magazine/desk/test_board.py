"""The board of an issue: late, blocked, with whom; given to somebody, filtered, and with one number of queries."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import procedure, proofs
from articles.models import Procedure, Substitute
from articles.permissions import refusals
from articles.signers import may_sign
from articles.states import Verdict
from articles.workflow import move
from magazine.desk.work import keys, my_work
from magazine.progress import progress
from tests.builders import (
    make_article,
    make_author,
    make_issue,
    make_person,
    make_photo,
    make_release,
    make_slot,
    publish_issue,
)

pytestmark = pytest.mark.django_db
PRESS = date(2026, 12, 10)
BOARD_QUERIES = 25


def submitted(by, **fields):
    article = make_article(authors=[make_author()], **fields)
    move(article, Verdict.SUBMIT, by)
    article.refresh_from_db()
    return article


def told(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_each_row_says_whether_it_is_late_with_whom_and_why_it_is_stuck(editor, other_editor, head):
    issue = make_issue(press_day=PRESS)
    make_slot(issue, None, planned_title="缺稿", planned_photos=2, owner=editor)
    make_slot(issue, None, planned_title="没人管")
    make_slot(issue, submitted(editor), planned_characters=2000)
    signed = submitted(other_editor)
    move(signed, Verdict.APPROVE, editor, "同意。")
    make_slot(issue, signed, owner=editor)
    rows = progress(issue, today=date(2026, 11, 24)).rows
    assert [(row.due_words, row.late, row.hands) for row in rows] == [
        ("逾期5天", 5, "周敏"),
        ("逾期5天", 5, ""),
        ("逾期2天", 2, "何川、周敏"),
        ("明天到期", 0, "罗启明"),
    ]
    assert rows[0].blockers == ("没有稿件。", "图片还少2张。")
    assert rows[1].blockers == ("没有稿件，也没有交给谁。",)
    assert rows[2].blockers[0].startswith("比计划少")
    assert [(cell.mark, cell.who) for cell in rows[3].strip] == [("签", "周敏"), ("等", ""), ("—", "")]


def test_the_line_on_top_and_the_next_deadline(editor):
    issue = make_issue(press_day=PRESS)
    article = make_article(authors=[make_author()])
    make_release(article)
    make_slot(issue, article)
    make_slot(issue, None, planned_title="冬衣送到哪一站")
    state = progress(issue, today=date(2026, 11, 24))
    assert state.words == "2条，1条定稿；1条逾期，最久的是第2条《冬衣送到哪一站》，逾期5天；1条没有稿件。"
    assert [(step.value, words, short) for step, _day, words, short in state.deadlines][:2] == [
        ("second", "明天到期", 1),
        ("final", "还有4天", 1),
    ]
    assert progress(make_issue()).words == "还没有版位，先编目录。"


def test_a_return_and_a_stage_without_a_signer_are_blockers(editor, head):
    issue = make_issue()
    back = submitted(editor)
    move(back, Verdict.RETURN, editor, "数字前后不一。")
    alone = submitted(editor, created_by=editor)
    make_slot(issue, back)
    make_slot(issue, alone)
    rows = progress(issue).rows
    assert rows[0].blockers == ("初审退回：数字前后不一。",)
    assert [cell.mark for cell in rows[0].strip] == ["—", "—", "—"]
    assert rows[1].blockers == ("没有能签初审的责任编辑。",)


def test_a_picture_without_permission_is_a_blocker(editor):
    issue = make_issue()
    photo = make_photo(permission="", credit_name="")
    make_slot(issue, make_article(authors=[make_author()], photos=[photo]))
    assert progress(issue).rows[0].blockers == ("1张图片没有图片署名，没有填授权依据。",)


def test_who_may_sign_is_what_the_permissions_say(editor, other_editor, head, chief):
    mine = submitted(editor, created_by=editor)
    again = make_article(created_by=other_editor)
    make_release(again)
    move(again, Verdict.REOPEN, chief, "改。")
    move(again, Verdict.SUBMIT, editor)
    signed = submitted(editor)
    move(signed, Verdict.APPROVE, other_editor, "同意。")
    issue = make_issue()
    for article in (mine, again, signed):
        article.refresh_from_db()
        make_slot(issue, article)
    for row in progress(issue).rows:
        for person in (editor, other_editor, head, chief):
            if person.has_perm(f"articles.review_{row.slot.article.state}"):
                free = refusals(person, Verdict.APPROVE, row.slot.article) == []
                assert may_sign(person.pk, row.slot.article) == free, (row.slot, person)


def test_the_board_is_filtered_by_its_address(client, editor, other_editor):
    issue = make_issue(press_day=timezone.localdate() + timedelta(days=60))
    mine = make_slot(issue, None, planned_title="甲", owner=editor)
    make_slot(issue, make_article(title="乙", authors=[make_author()], created_by=other_editor))
    client.force_login(editor)
    board = reverse("issue_board", args=[issue.pk])

    def titles(query=""):
        return [row.line.title for row in client.get(f"{board}{query}").context["rows"]]

    assert titles() == ["甲", "乙"]
    assert titles(f"?person={other_editor.pk}") == ["乙"]
    assert titles(f"?section={mine.section_id}") == ["甲"]
    assert titles("?only=mine") == ["甲"]
    assert titles("?only=blocked") == ["甲"]
    assert titles("?only=late") == []
    assert "没有合这几个条件的版位。" in client.get(f"{board}?only=late").content.decode()


def test_a_slot_is_given_into_somebodys_hands_and_the_filter_is_kept(client, editor, other_editor, author, exporter):
    issue = make_issue()
    slot = make_slot(issue, None, planned_title="甲")
    client.force_login(editor)
    address = reverse("slot_give", args=[slot.pk])
    answer = client.post(address, {"owner": other_editor.pk, "only": "blocked"})
    assert answer["Location"] == f"{reverse('issue_board', args=[issue.pk])}?only=blocked#slot-{slot.pk}"
    slot.refresh_from_db()
    assert slot.owner == other_editor
    assert told(client.post(address, {"owner": author.pk}, follow=True))[-1] == "这个人不能编稿，另选一人。"
    client.post(address, {"owner": ""})
    slot.refresh_from_db()
    assert slot.owner is None
    client.force_login(exporter)
    assert client.post(address, {"owner": editor.pk}).status_code == 403
    assert "换责编" not in client.get(reverse("issue_board", args=[issue.pk])).content.decode()


def test_what_is_out_is_given_to_nobody(client, editor):
    issue = make_issue(year=2024, number=11)
    slot = make_slot(issue, make_article())
    publish_issue(issue)
    client.force_login(editor)
    client.post(reverse("slot_give", args=[slot.pk]), {"owner": editor.pk})
    slot.refresh_from_db()
    assert slot.owner is None


def test_authors_do_not_see_the_board(client, author):
    client.force_login(author)
    assert client.get(reverse("issue_board", args=[make_issue().pk])).status_code == 403


def test_my_work_is_overdue_first_and_its_number_true(client, editor, other_editor):
    today = timezone.localdate()
    later = make_issue(press_day=today + timedelta(days=90))
    soon = make_issue(press_day=today + timedelta(days=3))
    make_slot(later, submitted(other_editor))
    owed = make_slot(soon, None, planned_title="该约的稿", owner=editor)
    draft = make_slot(soon, make_article(created_by=editor), owner=editor)
    make_slot(soon, None, planned_title="别人的", owner=other_editor)
    shelved = submitted(other_editor)
    found = [(work.article, work.slot) for work in my_work(editor)]
    assert len(found) == keys(editor).count() == 4
    assert set(found[:2]) == {(None, owed.pk), (draft.article_id, None)}
    assert found[3] == (shelved.pk, None)
    client.force_login(editor)
    page = client.get("/admin/").content.decode()
    assert page.index("该约的稿") < page.index(str(shelved))
    assert "4件，2件逾期" in "".join(page.split())


def test_the_board_asks_the_same_with_one_slot_and_with_thirty(client, editor, django_assert_max_num_queries):
    issue = make_issue(press_day=PRESS)

    def add():
        article = make_article(authors=[make_author()], photos=[make_photo()], created_by=editor)
        move(article, Verdict.SUBMIT, editor)
        make_slot(issue, article, owner=editor)

    add()
    client.force_login(editor)
    address = reverse("issue_board", args=[issue.pk])
    client.get(address)
    with django_assert_max_num_queries(BOARD_QUERIES) as first:
        client.get(address)
    for _ in range(29):
        add()
    with django_assert_max_num_queries(BOARD_QUERIES) as second:
        client.get(address)
    assert len(second) == len(first)


def test_a_substitute_is_among_those_who_may_act(editor, head, chief, manager):
    today = timezone.localdate()
    stands_in = make_person("代签人")
    Substitute.objects.create(
        principal=head,
        person=stands_in,
        stage="second",
        starts_on=today,
        ends_on=today,
        made_by=chief,
        made_at=timezone.now(),
    )
    article = submitted(editor)
    move(article, Verdict.APPROVE, editor, "同意。")
    wrote = submitted(editor, created_by=head)
    move(wrote, Verdict.APPROVE, editor, "同意。")
    issue = make_issue()
    for piece in (article, wrote):
        piece.refresh_from_db()
        make_slot(issue, piece)
    rows = progress(issue).rows
    assert rows[0].hands == "罗启明、代签人"
    assert rows[1].people == ()


def test_the_proofs_of_a_released_piece_are_on_the_board(editor):
    reader = make_person("校对人", "校对")
    procedure.keep(Procedure.objects.create(pk=1, proof_rounds=2))
    article = make_article(authors=[make_author()])
    make_release(article)
    article.refresh_from_db()
    issue = make_issue(press_day=PRESS)
    make_slot(issue, article)
    row = progress(issue, today=date(2026, 12, 8)).rows[0]
    assert (row.done, row.finished, row.due_words) == (True, False, "逾期2天")
    proofs.begin(article, "first", reader)
    row = progress(issue, today=date(2026, 12, 8)).rows[0]
    last = row.strip[-2]
    assert (last.label, last.mark, last.who) == ("一校", "在校", "校对人")
    assert row.blockers[0] == "一校还没有校完。"
