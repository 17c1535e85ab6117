"""The way of a manuscript: who may give which verdict in which state, and what each verdict does."""

import pytest

from articles.models import Article, Edit, Review
from articles.permissions import choices, edit_refusal, refusals, valid_signatures
from articles.states import State, Verdict
from articles.workflow import Refused, move, text_changed
from events.models import Event, Voice
from media.models import Photo
from tests.builders import (
    make_article,
    make_author,
    make_chronicle,
    make_person,
    make_photo,
    make_release,
    make_voices,
    moment,
)

STATES = ["draft", "first", "second", "final", "released"]
VERBS = ["submit", "approve", "return", "reopen"]

# One line a role, one group a state (草稿 待初审 待复审 待终审 定稿), one letter a verb that the role may give there:
# s submit, a approve, r return, o reopen. Written by hand from the rules of the desk, not from the code's table.
MATRIX = {
    #                draft  first  second final  released
    "own author":    ["s",   "",    "",    "",    ""],
    "other author":  ["",    "",    "",    "",    ""],
    "editor":        ["s",   "ar",  "",    "",    "o"],
    "head":          ["s",   "",    "ar",  "",    ""],
    "chief":         ["s",   "",    "",    "ar",  "o"],
    "photo editor":  ["",    "",    "",    "",    ""],
    "exporter":      ["",    "",    "",    "",    ""],
    "manager":       ["",    "",    "",    "",    ""],
    "superuser":     ["s",   "ar",  "ar",  "ar",  "o"],
    "deactivated":   ["",    "",    "",    "",    ""],
}  # fmt: skip
LETTERS = {"s": "submit", "a": "approve", "r": "return", "o": "reopen"}


@pytest.fixture
def people(author, other_author, editor, head, chief, photo_editor, exporter, manager, superuser):
    return {
        "own author": author,
        "other author": other_author,
        "editor": editor,
        "head": head,
        "chief": chief,
        "photo editor": photo_editor,
        "exporter": exporter,
        "manager": manager,
        "superuser": superuser,
        "deactivated": make_person("离职人", "总编", is_active=False),
    }


def brought_to(state: str, article: Article) -> Article:
    """`article` taken to `state` by people that no test asks about."""
    signers = {stage: make_person(f"{stage}-signer", role) for stage, role in
               (("first", "责任编辑"), ("second", "部主任"), ("final", "总编"))}  # fmt: skip
    if state != "draft":
        article = move(article, Verdict.SUBMIT, signers["first"])
    for stage in ("first", "second", "final"):
        if article.state == stage and state != stage:
            article = move(article, Verdict.APPROVE, signers[stage], "同意。")
    assert article.state == state
    return article


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", MATRIX)
def test_matrix_of_state_role_and_verb(role, state, people):
    article = brought_to(state, make_article(created_by=people["own author"]))
    allowed = {LETTERS[letter] for letter in MATRIX[role][STATES.index(state)]}
    for verb in VERBS:
        reasons = refusals(people[role], verb, article)
        assert (not reasons) == (verb in allowed), (role, state, verb, reasons)
        assert all(reason.endswith("。") for reason in reasons)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", ["own author", "editor", "head", "chief", "superuser", "photo editor"])
def test_a_verb_outside_the_matrix_changes_nothing(role, state, people):
    article = brought_to(state, make_article(created_by=people["own author"]))
    rows = Review.objects.count()
    allowed = {LETTERS[letter] for letter in MATRIX[role][STATES.index(state)]}
    for verb in set(VERBS) - allowed:
        with pytest.raises(Refused):
            move(article, verb, people[role], "意见。")
    article.refresh_from_db()
    assert article.state == state
    assert Review.objects.count() == rows


def test_three_people_bring_a_manuscript_to_its_release(author, editor, head, chief):
    article = make_article(created_by=author, title="盘扣脚手架上的清晨")
    move(article, Verdict.SUBMIT, author, at=moment(2024, 10, 20))
    move(article, Verdict.APPROVE, editor, "事实核过，文字顺。", at=moment(2024, 10, 21))
    move(article, Verdict.APPROVE, head, "同意初审意见。", at=moment(2024, 10, 22))
    article = move(article, Verdict.APPROVE, chief, "可发。", at=moment(2024, 10, 23))
    assert article.state == State.RELEASED
    release = article.latest_release
    assert (release.number, release.title) == (1, "盘扣脚手架上的清晨")
    assert [(s["stage"], s["name"], s["on"]) for s in release.signatures] == [
        ("初审", "周敏", "2024-10-21"),
        ("复审", "罗启明", "2024-10-22"),
        ("终审", "郑国华", "2024-10-23"),
    ]
    assert [(r.stage, r.verdict, r.reviewer) for r in article.reviews.all()] == [
        ("", "submit", author),
        ("first", "approve", editor),
        ("second", "approve", head),
        ("final", "approve", chief),
    ]


def test_nobody_signs_two_stages_whatever_the_account(author, head, chief):
    both = make_person("双职", is_superuser=True)
    article = make_article(created_by=author)
    move(article, Verdict.SUBMIT, author)
    article = move(article, Verdict.APPROVE, both, "同意。")
    with pytest.raises(Refused) as refused:
        move(article, Verdict.APPROVE, both, "同意。")
    assert refused.value.reasons == ["你已签过本稿的初审，复审须由另一人签署。"]
    article.refresh_from_db()
    assert article.state == State.SECOND


def test_whoever_wrote_or_edited_the_draft_may_not_sign_it(editor, other_editor, superuser, author):
    written = make_article(created_by=superuser)
    move(written, Verdict.SUBMIT, superuser)
    with pytest.raises(Refused, match="你写过或改过本稿，初审须由他人签署。"):
        move(written, Verdict.APPROVE, superuser, "同意。")
    edited = make_article(created_by=author)
    edited.title = "改过的标题"
    edited.save()
    assert text_changed(edited, by=editor)
    move(edited, Verdict.SUBMIT, editor)
    with pytest.raises(Refused, match="你写过或改过本稿"):
        move(edited, Verdict.APPROVE, editor, "同意。")
    edited = move(edited, Verdict.APPROVE, other_editor, "同意。")
    assert edited.state == State.SECOND


def test_a_change_after_a_signature_voids_it_and_review_starts_again(author, editor, head):
    article = make_article(created_by=author)
    move(article, Verdict.SUBMIT, author)
    article = move(article, Verdict.APPROVE, editor, "同意。")
    article.body = "<p>复审时改了一句。</p>"
    article.save()
    assert text_changed(article, by=head)
    article.refresh_from_db()
    assert article.state == State.FIRST
    assert valid_signatures(article) == []
    last = article.reviews.last()
    assert (last.verdict, last.opinion) == ("void", "文字在签字后有改动，初审签字作废。")
    assert "你写过或改过本稿" in refusals(head, Verdict.APPROVE, article)[-1]
    assert refusals(editor, Verdict.APPROVE, article) == []


@pytest.mark.parametrize("change", ["byline", "caption", "credit", "tag", "event", "voice", "author name"])
def test_every_printed_word_counts(change, author, editor):
    writer, photo = make_author(), make_photo()
    if change == "event":
        article = make_chronicle([moment(2024, 10, 10).date()], created_by=author)
    elif change == "voice":
        article = make_voices([("干活要踏实。", "田野", "焊工")], created_by=author)
    else:
        article = make_article(authors=[writer], photos=[photo], created_by=author)
    move(article, Verdict.SUBMIT, author)
    article = move(article, Verdict.APPROVE, editor, "同意。")
    if change == "byline":
        article.bylines.update(affiliation="云江市总工会")
    elif change == "caption":
        article.figures.update(caption="换了图说。")
    elif change == "credit":
        photo.credit_name = "换了人"
        photo.save()
    elif change == "tag":
        article.tags.add("新标签")
    elif change == "event":
        Event.objects.update(text="改了内容。")
    elif change == "voice":
        Voice.objects.update(speaker="换了人")
    else:
        writer.name = "改了名"
        writer.save()
    assert text_changed(article, by=None)
    article.refresh_from_db()
    assert article.state == State.FIRST


def test_a_change_out_of_sight_is_found_at_the_next_signature(author, editor, head):
    photo = make_photo()
    article = make_article(photos=[photo], created_by=author)
    move(article, Verdict.SUBMIT, author)
    article = move(article, Verdict.APPROVE, editor, "同意。")
    photo.credit_name = "换了人"
    photo.save()
    with pytest.raises(Refused) as refused:
        move(article, Verdict.APPROVE, head, "同意。")
    assert refused.value.reasons == ["稿件在签字之后又有改动，前面的签字已作废，须从初审重新开始。"]
    article.refresh_from_db()
    assert article.state == State.FIRST


def test_a_save_that_changes_no_word_keeps_the_signatures(author, editor):
    article = make_article(created_by=author)
    move(article, Verdict.SUBMIT, author)
    article = move(article, Verdict.APPROVE, editor, "同意。")
    article.save()
    assert not text_changed(article, by=editor)
    assert len(valid_signatures(article)) == 1
    assert not Edit.objects.filter(article=article).exists()


@pytest.mark.parametrize("stage", ["first", "second", "final"])
def test_any_stage_can_return_with_an_opinion(stage, author):
    article = brought_to(stage, make_article(created_by=author))
    role = {"first": "责任编辑", "second": "部主任", "final": "总编"}[stage]
    reviewer = make_person("审读人", role)
    with pytest.raises(Refused, match="退回须写明意见。"):
        move(article, Verdict.RETURN, reviewer, "  ")
    article = move(article, Verdict.RETURN, reviewer, "数字与原件不符，请核。")
    assert article.state == State.DRAFT
    assert article.reviews.last().opinion == "数字与原件不符，请核。"
    article = move(article, Verdict.SUBMIT, author)
    assert valid_signatures(article) == []


def test_an_approval_needs_an_opinion(author, editor):
    article = move(make_article(created_by=author), Verdict.SUBMIT, author)
    with pytest.raises(Refused) as refused:
        move(article, Verdict.APPROVE, editor, "")
    assert refused.value.reasons == ["通过须写明意见。"]


def test_an_empty_manuscript_is_not_sent(author):
    article = make_article(created_by=author, title=" ", body="")
    with pytest.raises(Refused) as refused:
        move(article, Verdict.SUBMIT, author)
    assert refused.value.reasons == ["稿件还没有标题。", "稿件还没有正文、导语、条目或配图。"]


def test_the_gate_of_pictures_stands_before_the_last_signature_alone(author, editor, head, chief):
    """初审 and 复审 pass; the 终审 names what is lacking; saying whence a picture comes voids no signature, its words do."""
    photo = make_photo(caption="炉前", alt="炉前的工人", permission="", source="")
    article = make_article(created_by=author, photos=[photo])
    move(article, Verdict.SUBMIT, author)
    move(article, Verdict.APPROVE, editor, "核过。")
    move(article, Verdict.APPROVE, head, "同意。")
    with pytest.raises(Refused, match="配图“炉前”.*在图片库里补上再终审。"):
        move(article, Verdict.APPROVE, chief, "发。")
    article.refresh_from_db()
    assert article.state == State.FINAL
    Photo.objects.filter(pk=photo.pk).update(permission="own", source="本刊拍摄")
    assert move(article, Verdict.APPROVE, chief, "发。").state == State.RELEASED
    # A correction passes the same gate; a caption changed in the library meanwhile voids what was signed.
    move(article, Verdict.REOPEN, chief, "换图说。")
    move(article, Verdict.SUBMIT, editor)
    move(article, Verdict.APPROVE, editor, "核过。")
    move(article, Verdict.APPROVE, head, "同意。")
    photo.refresh_from_db()
    photo.caption, photo.permission = "炉边", ""
    photo.save()
    with pytest.raises(Refused, match="前面的签字已作废"):
        move(article, Verdict.APPROVE, chief, "发。")
    article.refresh_from_db()
    assert (article.state, article.releases.count()) == (State.FIRST, 1)


def test_a_picture_without_a_name_is_not_sent(author):
    article = make_article(created_by=author, photos=[make_photo(credit_name="", caption="无名图")])
    with pytest.raises(Refused) as refused:
        move(article, Verdict.SUBMIT, author)
    assert refused.value.reasons == ["配图“无名图”没有图片署名，在图片库里补上再送审。"]
    chronicle = make_chronicle([moment(2024, 10, 10).date()], photos=[make_photo(credit_name="", caption="会场")])
    with pytest.raises(Refused, match="配图“会场”没有图片署名"):
        move(chronicle, Verdict.SUBMIT, make_person("编辑甲", "责任编辑"))


def test_the_first_text_is_the_first_version(author, editor):
    article = make_article(created_by=author)
    assert article.version == 1
    article.title = "改过"
    article.save()
    text_changed(article, by=editor)
    article.refresh_from_db()
    assert article.version == 2


def test_a_signature_for_another_text_than_the_one_read_is_refused(author, editor):
    article = move(make_article(created_by=author), Verdict.SUBMIT, author)
    read = article.fingerprint
    article.title = "另一个标题"
    article.save()
    text_changed(article, by=author)
    with pytest.raises(Refused) as refused:
        move(article, Verdict.APPROVE, editor, "同意。", read=read)
    assert refused.value.reasons == ["稿件在你打开之后有改动，重新打开读过再签。"]


def test_reopening_keeps_the_release_and_makes_a_second_one(author, editor, head, chief):
    article = make_article(created_by=author, title="旧标题")
    first = make_release(article)
    article.refresh_from_db()
    article = move(article, Verdict.REOPEN, chief, "第二段数字有误。")
    assert article.state == State.DRAFT
    assert article.latest_release == first
    article.title = "新标题"
    article.save()
    text_changed(article, by=author)
    second = make_release(Article.objects.get(pk=article.pk))
    assert (second.number, second.title) == (2, "新标题")
    first.refresh_from_db()
    assert first.title == "旧标题"


def test_signing_again_after_a_correction_asks_only_about_the_new_draft(author, editor, other_editor):
    article = make_article(created_by=author)
    article.title = "编辑改过"
    article.save()
    text_changed(article, by=editor)
    make_release(Article.objects.get(pk=article.pk))
    article.refresh_from_db()
    move(article, Verdict.REOPEN, other_editor, "更正。")
    article.refresh_from_db()
    move(article, Verdict.SUBMIT, other_editor)
    article.refresh_from_db()
    assert refusals(editor, Verdict.APPROVE, article) == []


def test_records_cannot_be_changed_or_deleted(author):
    article = move(make_article(created_by=author), Verdict.SUBMIT, author)
    review = article.reviews.get()
    review.opinion = "改口"
    with pytest.raises(TypeError, match="只能新增"):
        review.save()
    with pytest.raises(TypeError, match="不能删除"):
        review.delete()


def test_one_review_is_a_setting(author, chief, settings):
    settings.REVIEW_STAGES = ("final",)
    article = move(make_article(created_by=author), Verdict.SUBMIT, author)
    assert article.state == State.FINAL
    assert move(article, Verdict.APPROVE, chief, "可发。").state == State.RELEASED


def test_choices_name_the_moves_of_the_state_with_their_reasons(author, editor, head):
    article = move(make_article(created_by=author), Verdict.SUBMIT, author)
    assert [(m.verdict, reasons) for m, reasons in choices(editor, article)] == [("approve", []), ("return", [])]
    refused = "初审由责任编辑签署，你的账号没有这一角色。"
    assert [(m.verdict, reasons) for m, reasons in choices(head, article)] == [
        ("approve", [refused]),
        ("return", [refused]),
    ]


@pytest.mark.parametrize(
    ("role", "may"),
    [
        # 草稿 待初审 待复审 待终审 定稿
        ("own author", "10000"),
        ("other author", "00000"),
        ("editor", "11110"),
        ("head", "11110"),
        ("chief", "11110"),
        ("photo editor", "00000"),
        ("exporter", "00000"),
        ("manager", "00000"),
        ("superuser", "11110"),
    ],
)
def test_who_may_change_the_text(role, may, people):
    for state, expected in zip(STATES, may, strict=True):
        article = make_article(created_by=people["own author"])
        Article.objects.filter(pk=article.pk).update(state=state)
        article.refresh_from_db()
        assert (edit_refusal(people[role], article) == "") == (expected == "1"), (role, state)


def test_lists_show_an_author_only_their_own(author, other_author, editor):
    mine, theirs = make_article(created_by=author), make_article(created_by=other_author)
    assert list(Article.objects.seen_by(author)) == [mine]
    assert set(Article.objects.seen_by(editor)) == {mine, theirs}


def test_waiting_lists_what_the_role_may_sign(author, editor, head):
    waiting = move(make_article(created_by=author), Verdict.SUBMIT, author)
    draft = make_article(created_by=author)
    assert list(Article.objects.waiting_for(editor)) == [waiting]
    assert list(Article.objects.waiting_for(head)) == []
    assert list(Article.objects.waiting_for(author)) == [draft]
