"""The review page: what is read, compared and said there; the matrix of state, role, verb and door; nobody slips through."""

from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse

from articles import comments
from articles.models import Article, Comment, Procedure, Review, Waiver
from articles.states import Verdict
from articles.workflow import move, text_changed
from magazine.desk.sheet import sheet
from tests.builders import (
    make_article,
    make_chronicle,
    make_issue,
    make_person,
    make_photo,
    make_release,
    make_slot,
    make_voices,
)

pytestmark = pytest.mark.django_db

STATES = ["draft", "first", "second", "final", "released"]
VERBS = {"s": "submit", "a": "approve", "r": "return", "o": "reopen"}
# The rules of the desk written out by hand, the same for every door: s送审 a通过 r退回 o改稿 by role and state.
MATRIX = {
    #                  draft  first  second final  released
    "author":         ["s",   "",    "",    "",    ""],
    "other_author":   ["",    "",    "",    "",    ""],
    "editor":         ["s",   "ar",  "",    "",    "o"],
    "head":           ["s",   "",    "ar",  "",    ""],
    "chief":          ["s",   "",    "",    "ar",  "o"],
    "proofreader":    ["",    "",    "",    "",    ""],
    "photo_editor":   ["",    "",    "",    "",    ""],
    "exporter":       ["",    "",    "",    "",    ""],
    "manager":        ["",    "",    "",    "",    ""],
    "superuser":      ["s",   "ar",  "ar",  "ar",  "o"],
    "anonymous":      ["",    "",    "",    "",    ""],
}  # fmt: skip


def brought_to(state: str, writer) -> Article:
    article = make_article(created_by=writer)
    names = (("first", "责任编辑"), ("second", "部主任"), ("final", "总编"))
    signers = {stage: make_person(f"{stage}-{article.pk}", role) for stage, role in names}
    if state != "draft":
        article = move(article, Verdict.SUBMIT, signers["first"])
    for stage, _role in names:
        if article.state == stage and state != stage:
            article = move(article, Verdict.APPROVE, signers[stage], "同意。")
    return article


def through_review(client, article, verb, opinion="意见。"):
    post = {"verdict": verb, "opinion": opinion, "read": article.fingerprint}
    return client.post(reverse("review_verdict", args=[article.pk]), post)


def through_panel(client, article, verb):
    post = {"verdict": verb, "opinion": "意见。", "read": article.fingerprint}
    return client.post(reverse("admin:articles_article_move", args=[article.pk]), post)


def through_form(client, article, verb):
    """The article's own form with every field of state put in by hand."""
    post = {"section": article.section_id, "title": article.title, "body": article.body, "state": "released",
            "round": 9, "fingerprint": "x", "opened_version": article.version, "verdict": verb, "_save": "1"}  # fmt: skip
    for prefix in ("bylines", "figures", "events", "voices"):
        post |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    return client.post(reverse("admin:articles_article_change", args=[article.pk]), post)


def through_bulk(client, article, verb):
    post = {"action": verb, "_selected_action": [article.pk], "verdict": verb, "opinion": "意见。"}
    return client.post(reverse("admin:articles_article_changelist"), post)


def through_get(client, article, verb):
    query = {"verdict": verb, "opinion": "意见。", "read": article.fingerprint}
    client.get(reverse("admin:articles_article_move", args=[article.pk]), query)
    return client.get(reverse("review_verdict", args=[article.pk]), query)


DOORS = {"review": (through_review, True), "panel": (through_panel, True), "form": (through_form, False),
         "bulk": (through_bulk, False), "get": (through_get, False)}  # fmt: skip


@pytest.mark.once
@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("role", MATRIX)
def test_state_role_verb_and_door(client, role, door, author, request):
    person = None if role == "anonymous" else request.getfixturevalue(role)
    if person is not None:
        client.force_login(person)
    press, opens = DOORS[door]
    for state, letters in zip(STATES, MATRIX[role], strict=True):
        for letter, verb in VERBS.items():
            article = brought_to(state, author)
            rows = Review.objects.filter(article=article).count()
            press(client, article, verb)
            moved = Review.objects.filter(article=article).count() > rows
            assert moved == (opens and letter in letters), (role, state, verb, door)
            article.refresh_from_db()
            assert (article.state != state) == moved, (role, state, verb, door)


def test_no_command_gives_a_verdict():
    """Publishing, intake and proofreading have commands; signing has none."""
    with pytest.raises(Exception, match="Unknown command"):
        call_command("approve")


def test_the_signature_is_for_the_text_on_the_screen(client, author, editor):
    article = brought_to("first", author)
    client.force_login(editor)
    client.post(reverse("review_verdict", args=[article.pk]), {"verdict": "approve", "opinion": "同意。"})
    article.refresh_from_db()
    assert article.state == "first"


def test_an_empty_opinion_is_refused(client, author, editor):
    article = brought_to("first", author)
    client.force_login(editor)
    answer = through_review(client, article, "approve", opinion=" ")
    assert "通过须写明意见。" in client.get(answer.url).content.decode()


def test_the_page_shows_text_opinions_and_what_changed_since(client, author, editor, head):
    article = brought_to("second", author)
    move(article, Verdict.RETURN, head, "第一段再顺一顺。")
    article = Article.objects.get(pk=article.pk)
    article.body = "<p>清晨，班组长先问平安。</p><p>随后分派活计。</p>"
    article.save()
    text_changed(article, by=author)
    move(Article.objects.get(pk=article.pk), Verdict.SUBMIT, author)
    client.force_login(editor)
    page = client.get(reverse("review", args=[article.pk])).content.decode()
    assert "清晨，班组长先问<del>安</del><ins>平</ins><ins>安" not in page
    assert "<del>安全</del><ins>平安</ins>" in page or ("<ins>平</ins>" in page and "<del>全</del>" in page)
    assert "第一段再顺一顺。" in page
    assert "复审退回（罗启明" in page
    assert "通过并送复审" in page


def test_a_correction_is_compared_with_what_readers_have(client, author, editor, chief):
    article = make_article(created_by=author)
    make_release(article)
    move(article, Verdict.REOPEN, chief, "改错字。")
    article = Article.objects.get(pk=article.pk)
    article.title = article.title.replace("班前会", "班后会")
    article.save()
    text_changed(article, by=author)
    client.force_login(editor)
    page = client.get(reverse("review", args=[article.pk])).content.decode()
    assert "第1次定稿" in page
    assert "<del>前</del><ins>后</ins>" in page


def test_a_comment_is_written_answered_settled_and_kept(client, author, editor, head):
    article = brought_to("first", author)
    client.force_login(editor)
    client.post(
        reverse("comment_add", args=[article.pk]), {"quote": "先问安全", "text": "<i>问什么？</i>", "near": "9"}
    )
    comment = Comment.objects.get()
    assert (comment.quote, comment.person) == ("先问安全", editor)
    client.force_login(author)
    client.post(reverse("comment_answer", args=[comment.pk]), {"text": "问安全帽。"})
    client.force_login(head)
    client.post(reverse("comment_settle", args=[comment.pk]))
    comment.refresh_from_db()
    assert comment.resolved_by == head
    page = client.get(reverse("review", args=[article.pk])).content.decode()
    assert "&lt;i&gt;问什么？" in page
    assert "已了结的1条" in page
    Article.objects.filter(pk=article.pk).update(body="<p>全改了。</p>")
    page = client.get(reverse("review", args=[article.pk])).content.decode()
    assert "原文已删，批注留在这里" in page
    assert "先问安全" in page


def test_words_that_are_not_in_the_text_take_no_comment(client, author, editor):
    article = brought_to("first", author)
    client.force_login(editor)
    answer = client.post(reverse("comment_add", args=[article.pk]), {"quote": "没有的话", "text": "？"})
    assert "文中没有这段话" in client.get(answer.url).content.decode()
    assert not Comment.objects.exists()


@pytest.mark.parametrize("address", ["review", "slip", "proofs"])
def test_a_strangers_manuscript_is_as_if_it_were_not_there(client, author, other_author, address):
    article = brought_to("first", author)
    client.force_login(other_author)
    assert client.get(reverse(address, args=[article.pk])).status_code == 404
    assert client.get(reverse(address, args=[999_999])).status_code == 404


@pytest.mark.parametrize("address", ["comment_answer", "comment_settle"])
def test_a_strangers_comment_is_out_of_reach(client, author, other_author, editor, address):
    article = brought_to("first", author)
    comment = comments.write(article, editor, "核。", sheet(article).words, "先问安全")
    client.force_login(other_author)
    assert client.post(reverse(address, args=[comment.pk]), {"text": "插话"}).status_code == 404
    comment.refresh_from_db()
    assert comment.resolved_at is None
    assert not comment.answers.exists()


def test_a_finding_is_waived_on_the_page(client, author, editor):
    article = make_article(created_by=author, body="<p>会议于2月30日召开。</p>")
    client.force_login(editor)
    assert "没有这一天。" in client.get(reverse("review", args=[article.pk])).content.decode()
    post = {"rule": "N11", "quote": "2月30日", "reason": "小说里的日子。"}
    client.post(reverse("finding_waive", args=[article.pk]), post)
    assert Waiver.objects.get().person == editor
    page = client.get(reverse("review", args=[article.pk])).content.decode()
    assert "恢复提示" in page
    answer = client.post(reverse("finding_lift", args=[article.pk]), post, follow=True)
    page = answer.content.decode()
    assert "“2月30日”又列入检查。" in page
    assert ("恢复提示" in page, '检查<span class="desk-quiet">1处</span>' in page) == (False, True)
    assert [row.lifted for row in Waiver.objects.all()] == [False, True]


def test_the_slip_counts_as_every_other_page_does(client, editor):
    photo = make_photo()
    article = make_article(
        title="看火色", lead="导语五字。", body=f'<p>正文七个字。</p><figure data-photo="{photo.pk}"></figure>'
    )
    make_release(article)
    voices = make_voices([("先看火色。", "老陈", "炉前工")])
    events = make_chronicle([date(2024, 10, 7)])
    client.force_login(editor)
    for one in (article, voices, events):
        release = make_release(one)
        page = client.get(reverse("slip", args=[one.pk])).content.decode()
        assert page.count(f"<td>{release.character_count}</td>") == 2, one


def test_what_pictures_lack_is_said_before_anybody_signs(client, author, editor):
    article = make_article(created_by=author, photos=[make_photo(source="", permission="", caption="码头")])
    article = move(article, Verdict.SUBMIT, author)
    client.force_login(editor)
    assert "配图“码头”" in client.get(reverse("review", args=[article.pk])).content.decode()


def test_the_slip_bears_every_signature(client, author, editor):
    article = make_article(created_by=author, title="看火色")
    make_release(article)
    client.force_login(editor)
    page = client.get(reverse("slip", args=[article.pk])).content.decode()
    for words in (
        "看火色",
        "原字数",
        "编后字数",
        "初审意见",
        "初审人",
        "复审人",
        "终审人",
        "同意。",
        "发（第1次定稿）",
    ):
        assert words in page


def test_a_round_is_read_on_the_page(client, author, proofreader, editor):
    article = make_article(created_by=author)
    make_release(article)
    client.force_login(proofreader)
    client.post(reverse("proof_begin", args=[article.pk]), {"kind": "first"})
    proof = article.proofs.get()
    client.post(reverse("proof_mark", args=[proof.pk]), {"quote": "先问安全", "correction": "先讲安全"})
    client.post(reverse("proof_close", args=[proof.pk]))
    mark = proof.marks.get()
    page = client.get(reverse("proofs", args=[article.pk])).content.decode()
    assert "新样里仍是原文。" in page
    assert "有1处校记没有处理" in page
    client.force_login(editor)
    client.post(reverse("mark_tick", args=[mark.pk]), {"answer": "kept"})
    assert not mark.ticks.exists()
    client.post(reverse("mark_tick", args=[mark.pk]), {"answer": "kept", "reason": "原件如此。"})
    assert "不改（原件如此。）" in client.get(reverse("proofs", args=[article.pk])).content.decode()


def test_pictures_that_changed_are_shown_as_pictures(client, author, editor):
    stays, goes, comes = (make_photo(caption=caption) for caption in ("炉前", "旧图", "新图"))
    article = make_article(created_by=author, photos=[stays, goes])
    move(article, Verdict.SUBMIT, author)
    article = Article.objects.get(pk=article.pk)
    article.figures.filter(photo=goes).update(photo=comes)
    text_changed(article, by=author)
    client.force_login(editor)
    answer = client.get(reverse("review", args=[article.pk]))
    pictures = [picture[1:] for change in answer.context["changes"] for picture in change["pictures"]]
    assert pictures == [(True, False), (False, True)]
    assert "撤下" in answer.content.decode()


def test_open_comments_are_counted_on_the_board_and_the_page(client, author, editor):
    issue = make_issue()
    article = make_article(created_by=author)
    make_slot(issue, article)
    words = sheet(article).words
    for _number in range(2):
        comments.write(article, editor, "核。", words, "先问安全")
    comments.resolve(Comment.objects.first(), editor)
    comments.answer(Comment.objects.last(), editor, "再核。")
    client.force_login(editor)
    assert "1条批注未了结" in client.get(reverse("issue_board", args=[issue.pk])).content.decode()
    assert "1条未了结" in client.get(reverse("review", args=[article.pk])).content.decode()


def test_the_last_round_has_two_buttons_and_with_marks_one(client, author, proofreader):
    Procedure.objects.create(proof_rounds=1)
    article = make_article(created_by=author)
    make_release(article)
    client.force_login(proofreader)
    client.post(reverse("proof_begin", args=[article.pk]), {"kind": "first"})
    proof, address = article.proofs.get(), reverse("proofs", args=[article.pk])
    page = client.get(address).content.decode()
    assert 'value="print"' in page
    assert 'value="mend"' in page
    client.post(reverse("proof_mark", args=[proof.pk]), {"quote": "安全", "correction": "平安"})
    assert 'value="print"' not in client.get(address).content.decode()
    client.post(reverse("proof_close", args=[proof.pk]), {"conclusion": "print"})
    proof.refresh_from_db()
    assert proof.closed_at is None
    client.post(reverse("proof_close", args=[proof.pk]), {"conclusion": "mend"})
    page = client.get(address).content.decode()
    assert "校完，改后付印" in page
    assert "改后付印的，改完须核红。" in page


# --- What was refused keeps its words --------------------------------------------------------------------------------
def test_a_refusal_gives_back_what_was_typed_once(client, editor, head, author):
    article = brought_to("first", author)
    address = reverse("review", args=[article.pk])
    client.force_login(editor)
    refused = {"quote": "没有这段", "text": "哪来的？", "proposal": "另一段", "near": "7", "suggest": "1"}
    text = client.post(reverse("comment_add", args=[article.pk]), refused, follow=True).content.decode()
    for part in (">没有这段</textarea>", ">哪来的？</textarea>", ">另一段</textarea>", 'name="near" value="7"'):
        assert part in text
    assert "没有这段" not in client.get(address).content.decode()

    post = {"verdict": "approve", "opinion": "写了很久的意见。", "read": "old"}
    client.post(reverse("review_verdict", args=[article.pk]), post)
    other = brought_to("first", author)
    assert "写了很久" not in client.get(reverse("review", args=[other.pk])).content.decode()
    assert ">写了很久的意见。</textarea>" in client.get(address).content.decode()

    talk = comments.write(article, editor, "问一句。", sheet(article).words, "班组长")
    door = reverse("comment_answer", args=[talk.pk])
    assert f">{'长' * 1001}</textarea>" in client.post(door, {"text": "长" * 1001}, follow=True).content.decode()

    client.force_login(head)  # signs no 初审, so that there is no field to put it back into
    post = {"verdict": "approve", "opinion": "白写的意见。"}
    text = client.post(reverse("review_verdict", args=[article.pk]), post, follow=True).content.decode()
    assert "你写的意见没有存入：" in text
    assert "<p>白写的意见。</p>" in text
