"""待我处理: proofs, talks and substitutes in it, and that its number is its length for everybody."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from articles import comments, proofs, suggesting
from articles.models import Article, Procedure, Substitute
from articles.states import Verdict
from articles.workflow import move, text_changed
from magazine.desk.sheet import sheet
from magazine.desk.work import as_shown, keys, my_work, to_read, waiting
from tests.builders import make_article, make_issue, make_person, make_release, make_slot

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_rounds(db):
    Procedure.objects.create(proof_rounds=3, reads_through=True)


@pytest.fixture
def issue(db):
    return make_issue(year=2024, number=11)


def released(issue, writer=None, **fields) -> Article:
    article = make_article(created_by=writer)
    make_slot(issue, article, **fields)
    make_release(article)
    return Article.objects.get(pk=article.pk)


def changed(article, chief) -> None:
    move(article, Verdict.REOPEN, chief, "改错字。")
    Article.objects.filter(pk=article.pk).update(lead="导语。")
    text_changed(article, by=chief)
    make_release(Article.objects.get(pk=article.pk))


def reads(user) -> dict[int, str]:
    return dict(to_read(user).values_list("pk", "next_round"))


def steps(user) -> list[tuple[int, str]]:
    today = timezone.localdate()
    return [(row["article"].pk, row["step"]) for row in as_shown(my_work(user), today) if row["article"]]


@pytest.mark.parametrize("led", [False, True])
def test_proofs_to_read_are_those_that_may_be_begun(three_rounds, issue, author, chief, proofreader, led):
    """Every manuscript, every reader, after every step of a whole way through the rounds."""
    Procedure(pk=1, proof_rounds=3, reads_through=True, last_is_led=led).save()
    lead = make_person("文理", "责任校对")
    readers = [proofreader, *(make_person(f"校{number}", "校对") for number in range(3))]
    writer = make_person("写校", "校对")
    article, other = released(issue, writer), released(issue)
    people = [*readers, writer, lead]

    def agree():
        for person in people:
            for one in (article, other):
                one.refresh_from_db()
                following = proofs.next_round(one)
                begun = one.proofs.open().first()
                mine = begun is not None and begun.reader_id == person.pk
                free = not proofs.refusals(person, one, following) and proofs.gaps(one) != []
                expected = begun.kind if mine else following if free else None
                assert reads(person).get(one.pk) == expected, (person, one.pk)
            assert keys(person).count() == len(my_work(person))

    agree()
    for reader, kind in zip(
        [*readers[:3], lead if led else readers[0]], ["first", "second", "third", "reading"], strict=True
    ):
        proof = proofs.begin(article, kind, reader)
        agree()
        marked = proofs.mark(proof, reader, quote="安全", correction="平安") if kind == "second" else None
        proofs.close(proof, reader)
        agree()
        if marked:
            proofs.tick(marked, "kept", reader, "原件如此。")
            agree()
    assert article.pk not in reads(proofreader)
    changed(article, chief)
    agree()
    assert reads(readers[1])[article.pk] == "check"
    proofs.close(proofs.begin(article, "check", readers[1]), readers[1])
    agree()


def test_what_nobody_has_begun_waits_for_readers_and_without_one_for_editors(three_rounds, issue, editor, chief):
    article = released(issue)
    assert set(reads(editor)) == set(reads(chief)) == {article.pk}
    reader = make_person("方宁", "校对")
    assert reads(editor) == {}
    assert steps(reader) == [(article.pk, "读一校")]
    proof = proofs.begin(article, "first", editor)
    assert reads(editor) == {article.pk: "first"}
    assert reads(reader) == {}
    proofs.close(proof, editor)
    assert reads(reader) == {article.pk: "second"}


def test_without_rounds_and_out_of_an_issue_nothing_is_to_be_read(issue, proofreader):
    released(issue)
    assert reads(proofreader) == {}
    Procedure.objects.create(proof_rounds=1)
    make_release(make_article())
    assert len(reads(proofreader)) == 1


def test_talks_wait_for_whom_the_manuscript_is(issue, author, editor, other_editor, head):
    article = make_article(created_by=author, body="<p>老陈先教徒弟看火色。</p>")
    make_slot(issue, article, owner=editor)
    suggesting.propose(article, head, "先带", sheet(article), "先教")
    talk = comments.write(article, head, "哪一位？", sheet(article).words, "徒弟")
    assert (article.pk, "定1条修改建议、看1条批注") in steps(editor)
    assert (article.pk, "定1条修改建议、看1条批注") in steps(author)
    assert steps(head) == steps(other_editor) == []
    move(article, Verdict.SUBMIT, author)
    assert steps(author) == []
    comments.resolve(talk, editor)
    assert (article.pk, "定1条修改建议") in steps(editor)
    # What one said oneself waits for one only when somebody answers.
    mine = comments.write(article, editor, "查一查。", sheet(article).words, "火色")
    assert (article.pk, "定1条修改建议") in steps(editor)
    comments.answer(mine, head, "查过了。")
    assert (article.pk, "定1条修改建议、看1条批注") in steps(editor)
    for person in (author, editor, other_editor, head):
        assert keys(person).count() == len(my_work(person))


def test_a_substitute_is_not_shown_what_the_principal_may_not_sign(author, editor, other_editor, head, chief):
    today = timezone.localdate()
    for principal in (editor, other_editor):
        Substitute.objects.create(
            principal=principal, person=chief, stage="first", starts_on=today, ends_on=today,
            made_by=principal, made_at=timezone.now() - timedelta(days=1),
        )  # fmt: skip
    free, edited, both = (make_article(created_by=author) for _number in range(3))
    for article, people in ((edited, [editor]), (both, [editor, other_editor])):
        for number, person in enumerate(people):
            Article.objects.filter(pk=article.pk).update(lead=f"导语{number}。")
            text_changed(article, by=person)
    own = make_article(created_by=editor)
    for article in (free, edited, both, own):
        move(Article.objects.get(pk=article.pk), Verdict.SUBMIT, head)
    assert set(waiting(chief).values_list("pk", flat=True)) == {free.pk, edited.pk, own.pk}
    Substitute.objects.filter(principal=other_editor).delete()
    assert set(waiting(chief).values_list("pk", flat=True)) == {free.pk}
    assert keys(chief).count() == len(my_work(chief)) == 1


def test_the_digest_says_why_a_manuscript_came_again(author, editor, other_editor):
    article = make_article(created_by=author, title="看火色")
    move(article, Verdict.SUBMIT, author)
    move(Article.objects.get(pk=article.pk), Verdict.APPROVE, editor, "核过。")
    Article.objects.filter(pk=article.pk).update(lead="导语。")
    text_changed(article, by=author)
    other_editor.email = "he@example.org"
    other_editor.save()
    call_command("send_digest")
    letter = next(letter for letter in mail.outbox if letter.to == ["he@example.org"])
    assert "通过并送复审　《看火色》　文字在签字后有改动，初审签字作废。" in letter.body


def test_who_signs_is_left_the_last_round_where_only_signers_are_qualified(three_rounds, issue, chief, proofreader):
    Procedure(pk=1, proof_rounds=1, last_is_led=True).save()
    article = released(issue)
    assert (reads(proofreader), reads(chief)) == ({}, {})
    chief.groups.add(Group.objects.get(name="责任校对"))
    chief = type(chief).objects.get(pk=chief.pk)
    assert reads(chief) == {article.pk: "first"}
    make_person("文理", "责任校对")
    assert reads(chief) == {}
