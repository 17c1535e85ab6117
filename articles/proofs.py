"""The one door for proof rounds (一校 二校 三校 通读 核红): who opens, marks, ticks and closes, and what is still open.

A round reads the newest release. What it finds is carried out by 改稿 and signed anew by all reviewers, who see the
difference alone; after that 核红 proves mark by mark that it was done.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import procedure
from articles.models import Article, Mark, Proof, Tick
from articles.people import person_name, printed_name
from articles.procedure import ROUNDS
from articles.signers import holders, names
from articles.states import Answer, Conclusion, Round, State
from articles.workflow import Refused

LONGEST = {"quote": 500, "correction": 500, "remark": 500, "place": 100}
ORDER = [*ROUNDS, Round.READING.value]


@dataclass
class Standing:
    """How far the proofs of one manuscript are. `done`: kinds that are closed; `reading`: the kind that is open now."""

    done: list[str] = field(default_factory=list)
    reading: str = ""
    reader: str = ""
    open_marks: int = 0  # marks that nobody has ticked
    undone: int = 0  # marks whose last tick is 未改
    rounds: list[tuple[str, str, datetime | None]] = field(default_factory=list)  # kind, reader, when it was closed
    mend: bool = False  # the last round ended 改后付印, and no 核红 since
    read_release: int | None = None  # id of the release that the last closed round read


def standings(article_ids: Iterable[int]) -> dict[int, Standing]:
    """Article id → its standing, for every id given. Two queries, however many."""
    found = {pk: Standing() for pk in article_ids}
    proofs = Proof.objects.filter(article__in=found).select_related("reader").order_by("opened_at", "pk")
    for proof in proofs:
        standing = found[proof.article_id]
        standing.rounds.append((proof.kind, person_name(proof.reader), proof.closed_at))
        if proof.closed_at is None:
            standing.reading, standing.reader = proof.kind, person_name(proof.reader)
        else:
            standing.done.append(proof.kind)
            standing.read_release = proof.release_id
            standing.mend = proof.conclusion == Conclusion.MEND
    marks = with_answers(Mark.objects.filter(proof__article__in=found))
    for article_id, answer in marks.values_list("proof__article_id", "answer"):
        found[article_id].open_marks += answer is None
        found[article_id].undone += answer == Answer.OPEN
    return found


def readers(article_ids: Iterable[int]) -> dict[int, list[str]]:
    """Article id → the printed names of who read it to the end in 一校 二校 三校 通读, in order, each once. One query."""
    found: dict[int, list[str]] = {pk: [] for pk in article_ids}
    proofs = Proof.objects.filter(article__in=found, kind__in=ORDER, closed_at__isnull=False)
    for proof in proofs.select_related("reader").order_by("opened_at", "pk"):
        name = printed_name(proof.reader)
        if name and name not in found[proof.article_id]:
            found[proof.article_id].append(name)
    return found


def with_answers(marks: QuerySet) -> QuerySet:
    """`marks`, each with `answer` and `reason`: what its last tick says, None where nobody has ticked it."""
    last = Tick.objects.filter(mark=OuterRef("pk")).order_by("-at", "-pk")
    return marks.annotate(answer=Subquery(last.values("answer")[:1]), reason=Subquery(last.values("reason")[:1]))


def gaps(article: Article, standing: Standing | None = None, newest: int | None = None) -> list[str]:
    """What of the proofs stands against publishing `article`: whole sentences, none where nothing does.

    `standing` and `newest` (the id of the newest release) save their queries where they are known.
    """
    standing = standing or standings([article.pk])[article.pk]
    if newest is None:
        newest = article.releases.order_by("-number").values_list("pk", flat=True).first()
    found = []
    if standing.reading:
        found.append(_("{kind}还没有校完。").format(kind=Round(standing.reading).label))
    missing = [Round(kind).label for kind in procedure.rules().rounds if kind not in [*standing.done, standing.reading]]
    if missing:
        found.append(_("还没有{kinds}。").format(kinds="、".join(str(kind) for kind in missing)))
    found += _unanswered(standing)
    if procedure.rules().rounds and standing.done and not standing.reading and standing.read_release != newest:
        found.append(_("校后文字又有改动，须核红。"))
    elif standing.mend and not standing.reading:
        found.append(_("改后付印的，改完须核红。"))
    return found


def _unanswered(standing: Standing) -> list[str]:
    found = []
    if standing.open_marks:
        found.append(_("有{count}处校记没有处理。").format(count=standing.open_marks))
    if standing.undone:
        found.append(_("有{count}处校记未改。").format(count=standing.undone))
    return found


def next_round(article: Article) -> str:
    """The kind that comes next: the first of 一校 二校 三校 通读 that was not read; 核红 after all of the magazine's."""
    done = set(article.proofs.values_list("kind", flat=True))
    wanted = [kind for kind in ORDER if kind in procedure.rules().rounds and kind not in done]
    if wanted:
        return wanted[0]
    if not done:
        return Round.FIRST.value
    return Round.CHECK.value


def right_for(kind: str) -> str:
    """The right that the round `kind` asks for. The last round before print may be kept for a 责任校对, who is in-house and
    qualified (中级 or higher), as publishing rules ask of the 终校."""
    led = procedure.rules().led and kind in procedure.rules().rounds[-1:]
    return "lead_proof" if led else "proofread_article"


def refusals(user: Any, article: Article, kind: str) -> list[str]:
    """Why `user` may not begin the round `kind` of `article` now; an empty list means they may."""
    reasons = []
    if not user.is_active or not user.has_perm("articles.proofread_article"):
        reasons.append(_("校对由校对、责任编辑、部主任或总编办理，你的账号没有这一角色。"))
    elif not user.has_perm(f"articles.{right_for(kind)}"):
        reasons.append(_("{kind}由责任校对办理，你的账号没有这一角色。").format(kind=Round(kind).label))
    if article.state != State.RELEASED:
        reasons.append(
            _("校对的是定稿，稿件现在是“{state}”，终审通过后再校。").format(state=State(article.state).label)
        )
    label = Round(kind).label
    proofs = list(article.proofs.order_by("opened_at", "pk"))
    if any(proof.closed_at is None for proof in proofs):
        reasons.append(_("上一校还没有校完，校完再开始{kind}。").format(kind=label))
    if kind == Round.CHECK and not proofs:
        reasons.append(_("还没有校过，不用核红。"))
    if kind != Round.CHECK and any(proof.kind == kind for proof in proofs):
        reasons.append(_("{kind}已经校过，一篇稿件只校一次；之后的改动用核红。").format(kind=label))
    if kind in ORDER and any(proof.kind in ORDER[ORDER.index(kind) + 1 :] for proof in proofs):
        reasons.append(_("后面的校次已经校过，不能再回头做{kind}。").format(kind=label))
    standing = standings([article.pk])[article.pk]
    if standing.open_marks and kind != Round.CHECK:
        reasons.append(_("有{count}处校记没有处理，处理完再开始{kind}。").format(count=standing.open_marks, kind=label))
    return reasons + _person_refusals(user, article, kind, proofs)


def _person_refusals(user: Any, article: Article, kind: str, proofs: list[Proof]) -> list[str]:
    """一校 二校 三校 by three people, none of them the writer; 通读 and 核红 not by whoever read just before."""
    if article.created_by_id == user.pk:
        return [_("你是本稿的作者，校对须由他人办理。")]
    mine = [proof for proof in proofs if proof.reader_id == user.pk]
    if kind in ROUNDS:
        earlier = next((proof for proof in mine if proof.kind in ROUNDS), None)
    else:
        earlier = next((proof for proof in mine if proofs and proof.pk == proofs[-1].pk), None)
    if earlier is None:
        return []
    return [
        _("你已校过本稿的{earlier}，{kind}须由另一人办理。").format(
            earlier=earlier.get_kind_display(), kind=Round(kind).label
        )
    ]


def who_may(article: Article, kind: str) -> str:
    """Who may read the round `kind` of `article`, as a sentence with their names."""
    proofs = list(article.proofs.order_by("opened_at", "pk"))
    people = holders([right_for(kind)])[right_for(kind)]
    able = [person for person in people if not _person_refusals(person, article, kind, proofs)]
    label = Round(kind).label
    if not able:
        return _("现在没有人能做{kind}，由管理员开通账号。").format(kind=label)
    return _("可做{kind}的有：{names}。").format(kind=label, names=names(able))


def begin(article: Article, kind: str, by: Any, at: datetime | None = None) -> Proof:
    """Begin the round `kind` on the newest release. Raises Refused with every reason; then nothing has changed."""
    with transaction.atomic():
        article = Article.objects.select_for_update().get(pk=article.pk)
        procedure.fresh()
        reasons = refusals(by, article, kind)
        if reasons:
            raise Refused(reasons)
        return Proof.objects.create(
            article=article,
            release=article.releases.order_by("-number")[0],
            kind=kind,
            reader=by,
            opened_at=at or timezone.now(),
        )


def mark(
    proof: Proof, by: Any, quote: str = "", correction: str = "", remark: str = "", place: str = "",
    at: datetime | None = None,
) -> Mark:  # fmt: skip
    """Write down a fault. Only the round's reader does, while it is open; something must be said."""
    with transaction.atomic():
        proof = _open(proof, by)
        texts = {"quote": quote, "correction": correction, "remark": remark, "place": place}
        texts = {name: text.strip() for name, text in texts.items()}
        if not (texts["quote"] or texts["place"]) or not (texts["correction"] or texts["remark"]):
            raise Refused([_("写明原文或位置，再写改为什么或说明。")])
        if any(len(text) > LONGEST[name] for name, text in texts.items()):
            raise Refused([_("原文、改为和说明各不超过500字，位置不超过100字。")])
        number = proof.marks.count() + 1
        return Mark.objects.create(proof=proof, number=number, at=at or timezone.now(), **texts)


def tick(found: Mark, answer: str, by: Any, reason: str = "", at: datetime | None = None) -> Tick:
    """Say what became of a mark: 已改, 未改, or 不改 with its reason. The last word counts; every word is kept."""
    with transaction.atomic():
        Article.objects.select_for_update().get(pk=found.proof.article_id)
        reasons = []
        if not by.is_active or not (
            by.has_perm("articles.proofread_article") or by.has_perm("articles.edit_all_articles")
        ):
            reasons.append(_("校记由责任编辑或校对处理，你的账号没有这一角色。"))
        if answer not in Answer.values:
            reasons.append(_("处理只有已改、未改、不改三种。"))
        if answer == Answer.KEPT and not reason.strip():
            reasons.append(_("不改须写明理由。"))
        if len(reason.strip()) > 300:
            reasons.append(_("理由不超过300字。"))
        if reasons:
            raise Refused(reasons)
        return Tick.objects.create(mark=found, answer=answer, reason=reason.strip(), person=by, at=at or timezone.now())


def last_round(kind: str) -> bool:
    """Whether the magazine sends a piece to print after this round: the last of its rounds, and 核红."""
    return kind == Round.CHECK or kind in procedure.rules().rounds[-1:]


def close(proof: Proof, by: Any, conclusion: str = "", at: datetime | None = None) -> Proof:
    """End a round (校完). 核红 ends only when every mark of the rounds before it is ticked.

    The last round ends with a conclusion: 付印, or 改后付印 where its marks are to be mended first, which 核红 then proves.
    Without a word the marks say which. Other rounds have none.
    """
    with transaction.atomic():
        proof = _open(proof, by)
        procedure.fresh()
        if proof.kind == Round.CHECK:
            reasons = _unanswered(standings([proof.article_id])[proof.article_id])
            if reasons:
                raise Refused(reasons)
        proof.conclusion = _conclusion(proof, conclusion) if last_round(proof.kind) else ""
        proof.closed_at = at or timezone.now()
        proof.save(update_fields=["closed_at", "conclusion"])
        return proof


def _conclusion(proof: Proof, wished: str) -> str:
    if proof.kind == Round.CHECK:
        return Conclusion.PRINT
    marks = proof.marks.count()
    if wished == Conclusion.PRINT and marks:
        raise Refused([_("这一校记了{count}处，改完才能付印，选“改后付印”。").format(count=marks)])
    return Conclusion.MEND if marks or wished == Conclusion.MEND else Conclusion.PRINT


def _open(proof: Proof, by: Any) -> Proof:
    Article.objects.select_for_update().get(pk=proof.article_id)
    proof = Proof.objects.select_related("article", "reader").get(pk=proof.pk)
    if proof.closed_at is not None:
        raise Refused([_("{kind}已经校完，不能再改。").format(kind=proof.get_kind_display())])
    if proof.reader_id != by.pk or not by.is_active:
        raise Refused(
            [_("{kind}由{reader}在校，只有本人能记、能结束。").format(
                kind=proof.get_kind_display(), reader=person_name(proof.reader))]
        )  # fmt: skip
    return proof
