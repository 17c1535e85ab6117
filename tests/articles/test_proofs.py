"""一校 二校 三校 通读 核红: by whom, in which order, and what an unticked mark stops."""

import pytest

from articles import procedure, proofs
from articles.models import Article, Mark, Procedure, Tick
from articles.states import Answer, Round, Verdict
from articles.workflow import Refused, move, text_changed
from tests.builders import make_article, make_person, make_release

pytestmark = pytest.mark.django_db


@pytest.fixture
def readers(db):
    return [make_person(name, "校对") for name in ("方宁", "程越", "孟白", "秦川", "叶青")]


@pytest.fixture
def article(author):
    article = make_article(created_by=author, body="<p>看书，歇脚，随后分派活计。</p>")
    make_release(article)
    return Article.objects.get(pk=article.pk)


def read(article, kind, reader):
    """The round `kind`, begun and closed by `reader` without a mark."""
    return proofs.close(proofs.begin(article, kind, reader), reader)


def corrected(article, editor) -> Article:
    """`article` changed and signed anew."""
    move(article, Verdict.REOPEN, editor, "改校样。")
    article = Article.objects.get(pk=article.pk)
    article.body = "<p>看书、歇脚，随后分派活计。</p>"
    article.save()
    text_changed(article, by=editor)
    make_release(Article.objects.get(pk=article.pk))
    return Article.objects.get(pk=article.pk)


def test_rounds_come_in_order_and_by_different_people(article, readers):
    Procedure(review_stages=3, proof_rounds=3, reads_through=True).save()
    kinds = []
    for reader in readers[:4]:
        kind = proofs.next_round(article)
        kinds.append(kind)
        read(article, kind, reader)
    assert kinds == ["first", "second", "third", "reading"]
    assert proofs.next_round(article) == "check"
    assert proofs.gaps(article) == []


def test_one_person_reads_one_of_the_three_rounds(article, readers):
    read(article, Round.FIRST, readers[0])
    assert proofs.refusals(readers[0], article, Round.SECOND) == ["你已校过本稿的一校，二校须由另一人办理。"]
    assert proofs.refusals(readers[1], article, Round.SECOND) == []


def test_whoever_read_last_does_not_check_what_came_of_it(article, readers):
    read(article, Round.FIRST, readers[0])
    assert proofs.refusals(readers[0], article, Round.CHECK) == ["你已校过本稿的一校，核红须由另一人办理。"]


def test_a_draft_is_not_proofread(author, readers):
    draft = make_article(created_by=author)
    assert proofs.refusals(readers[0], draft, Round.FIRST) == ["校对的是定稿，稿件现在是“草稿”，终审通过后再校。"]


def test_the_writer_does_not_proofread(author, readers):
    writer = make_person("兼职", "校对")
    article = make_article(created_by=writer)
    make_release(article)
    article.refresh_from_db()
    assert proofs.refusals(writer, article, Round.FIRST) == ["你是本稿的作者，校对须由他人办理。"]


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("作者", False), ("责任编辑", True), ("部主任", True), ("总编", True), ("校对", True), ("责任校对", True),
        ("图片编辑", False),
        ("出版", False), ("管理员", False),
    ],
)  # fmt: skip
def test_who_may_proofread(article, role, may):
    assert (proofs.refusals(make_person("某人", role), article, Round.FIRST) == []) == may


def test_an_unticked_mark_stops_the_next_round(article, readers, editor):
    proof = proofs.begin(article, Round.FIRST, readers[0])
    found = proofs.mark(proof, readers[0], quote="看书，歇脚", correction="看书、歇脚")
    assert proofs.refusals(readers[1], article, Round.SECOND) == [
        "上一校还没有校完，校完再开始二校。",
        "有1处校记没有处理，处理完再开始二校。",
    ]
    proofs.close(proof, readers[0])
    assert proofs.refusals(readers[1], article, Round.SECOND) == ["有1处校记没有处理，处理完再开始二校。"]
    assert proofs.gaps(article) == ["有1处校记没有处理。"]
    proofs.tick(found, Answer.OPEN, editor)
    assert proofs.refusals(readers[1], article, Round.SECOND) == []
    assert proofs.gaps(article) == ["有1处校记未改。"]
    proofs.tick(found, Answer.DONE, editor)
    assert proofs.gaps(article) == []
    assert [tick.answer for tick in Tick.objects.order_by("pk")] == ["open", "done"]


def test_leaving_a_mark_unchanged_asks_for_a_reason(article, readers, editor):
    found = proofs.mark(proofs.begin(article, Round.FIRST, readers[0]), readers[0], quote="看书", remark="核")
    with pytest.raises(Refused, match="不改须写明理由。"):
        proofs.tick(found, Answer.KEPT, editor, " ")
    proofs.tick(found, Answer.KEPT, editor, "原件如此。")
    assert proofs.standings([article.pk])[article.pk].open_marks == 0


def test_only_the_reader_writes_marks_and_ends_the_round(article, readers):
    proof = proofs.begin(article, Round.FIRST, readers[0])
    with pytest.raises(Refused, match="一校由方宁在校，只有本人能记、能结束。"):
        proofs.mark(proof, readers[1], quote="看书", correction="读书")
    with pytest.raises(Refused, match="只有本人"):
        proofs.close(proof, readers[1])
    proofs.close(proof, readers[0])
    with pytest.raises(Refused, match="一校已经校完，不能再改。"):
        proofs.mark(proof, readers[0], quote="看书", correction="读书")


def test_a_mark_says_where_and_what(article, readers):
    proof = proofs.begin(article, Round.FIRST, readers[0])
    for words in ({"quote": "看书"}, {"correction": "读书"}, {"quote": "看" * 501, "remark": "长"}):
        with pytest.raises(Refused):
            proofs.mark(proof, readers[0], **words)
    assert not Mark.objects.exists()


def test_a_change_after_the_last_round_asks_for_a_check(article, readers, editor):
    Procedure(review_stages=3, proof_rounds=1).save()
    proof = proofs.begin(article, Round.FIRST, readers[0])
    found = proofs.mark(proof, readers[0], quote="看书，歇脚", correction="看书、歇脚")
    proofs.close(proof, readers[0])
    article = corrected(article, editor)
    assert proofs.gaps(article) == ["有1处校记没有处理。", "校后文字又有改动，须核红。"]
    check = proofs.begin(article, Round.CHECK, readers[1])
    assert check.release.number == 2
    with pytest.raises(Refused, match="有1处校记没有处理。"):
        proofs.close(check, readers[1])
    proofs.tick(found, Answer.DONE, readers[1])
    proofs.close(check, readers[1])
    assert proofs.gaps(article) == []


def test_what_the_magazine_asks_for_is_missing_until_it_is_read(article):
    assert proofs.gaps(article) == []
    Procedure(review_stages=3, proof_rounds=2, reads_through=True).save()
    assert proofs.gaps(article) == ["还没有一校、二校、通读。"]


def test_many_standings_cost_two_queries(readers, author, django_assert_num_queries):
    ids = []
    for _ in range(3):
        article = make_article(created_by=author)
        make_release(article)
        article.refresh_from_db()
        proofs.begin(article, Round.FIRST, readers[0])
        ids.append(article.pk)
    with django_assert_num_queries(2):
        found = proofs.standings(ids)
    assert {(standing.reading, standing.reader) for standing in found.values()} == {("first", "方宁")}


def test_stages_are_not_taken_away_under_waiting_manuscripts(author, editor):
    article = move(make_article(created_by=author), Verdict.SUBMIT, author)
    move(article, Verdict.APPROVE, editor, "同意。")
    with pytest.raises(Exception, match="还有1篇待复审，先审完或退回，再减少审次。"):
        Procedure(review_stages=2).full_clean()


def test_the_row_rules_over_the_settings(author, chief):
    Procedure(review_stages=1).save()
    article = move(make_article(created_by=author), Verdict.SUBMIT, author)
    assert article.state == "final"
    assert move(article, Verdict.APPROVE, chief, "可发。").state == "released"


def test_a_signature_keeps_the_words_that_were_read(author, editor):
    article = move(make_article(created_by=author, title="旧题"), Verdict.SUBMIT, author)
    article = move(article, Verdict.APPROVE, editor, "同意。")
    assert "title\t旧题\nbody\t清晨，班组长先问安全。" in article.reviews.last().text


def test_the_last_round_ends_with_a_conclusion(article, readers):
    procedure.keep(Procedure.objects.create(pk=1, proof_rounds=1, reads_through=True))
    proof = proofs.begin(article, Round.FIRST, readers[0])
    assert proofs.close(proof, readers[0], "mend").conclusion == ""
    proof = proofs.begin(article, Round.READING, readers[1])
    mark = proofs.mark(proof, readers[1], quote="安全", correction="平安")
    with pytest.raises(Refused, match="这一校记了1处，改完才能付印"):
        proofs.close(proof, readers[1], "print")
    assert proofs.close(proof, readers[1], "mend").conclusion == "mend"
    assert proofs.gaps(article) == ["有1处校记没有处理。", "改后付印的，改完须核红。"]
    proofs.tick(mark, "kept", readers[0], "原件如此。")
    assert proofs.gaps(article) == ["改后付印的，改完须核红。"]
    assert proofs.next_round(article) == Round.CHECK
    check = proofs.begin(article, Round.CHECK, readers[2])
    assert proofs.close(check, readers[2]).conclusion == "print"
    assert proofs.gaps(article) == []


@pytest.mark.parametrize(("wished", "given"), [("print", "print"), ("mend", "mend"), ("", "print"), ("odd", "print")])
def test_a_clean_last_round_says_print_unless_told_otherwise(article, readers, wished, given):
    procedure.keep(Procedure.objects.create(pk=1, proof_rounds=1))
    proof = proofs.close(proofs.begin(article, Round.FIRST, readers[0]), readers[0], wished)
    assert proof.conclusion == given
    assert bool(proofs.gaps(article)) == (given == "mend")


@pytest.mark.parametrize(("reads_through", "last"), [(True, Round.READING), (False, Round.SECOND)])
def test_the_last_round_may_be_kept_for_the_lead_proofreader(article, readers, reads_through, last):
    procedure.keep(Procedure.objects.create(pk=1, proof_rounds=2, reads_through=reads_through, last_is_led=True))
    lead = make_person("文理", "责任校对")
    read(article, Round.FIRST, readers[0])
    if reads_through:
        read(article, Round.SECOND, readers[1])
    assert proofs.refusals(readers[2], article, last) == [f"{last.label}由责任校对办理，你的账号没有这一角色。"]
    assert proofs.who_may(article, last) == f"可做{last.label}的有：文理。"
    with pytest.raises(Refused):
        proofs.begin(article, last, readers[2])
    read(article, last, lead)
    # 核红 asks for somebody else again, and for no title.
    assert proofs.refusals(readers[2], article, Round.CHECK) == []
