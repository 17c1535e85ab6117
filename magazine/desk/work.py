"""待我处理: what waits for one person: manuscripts to write or sign, proofs to read, talks to answer, and how many."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import procedure
from articles.models import Article, Comment, Edit, Mark, Proof, Release, Review
from articles.panel import label
from articles.procedure import ROUNDS
from articles.proofs import ORDER, right_for
from articles.querysets import substitutes
from articles.states import Conclusion, Round, State, Verdict, moves, stages
from magazine.models import Magazine, Slot
from magazine.schedule import Step, days_in_words, due_days, step_of


@dataclass(frozen=True)
class Work:
    """One thing that waits for a person: a manuscript (`article`) or a slot of theirs that has none (`slot`).

    `round`: the proof round to read; `talks`, `suggestions`: how many open talks to answer, how many of them suggestions.
    """

    article: int | None
    slot: int | None
    due: date | None
    since: datetime | None
    round: str = ""
    talks: int = 0
    suggestions: int = 0


def my_work(user: Any) -> list[Work]:
    """All that waits for `user`, the earliest deadline first, then what has none, oldest first. Six queries at most.

    Manuscripts whose next step they may take; what is theirs as 责任编辑: slots of an issue in the making that have no
    manuscript or a draft; proofs that they are reading or may begin; talks beside their manuscripts.
    """
    magazine = Magazine.current()
    found: dict[tuple[str, int], Work] = {}
    columns = ["pk", "slot__issue__press_day", "changed_at"]
    for pk, press_day, since, state in waiting(user).values_list(*columns, "state"):
        due = due_days(press_day, magazine).get(step_of(state))
        found["article", pk] = Work(pk, None, due, since)
    for slot in owed(user):
        due = due_days(slot.issue.press_day, magazine).get(Step.MANUSCRIPT)
        key = ("article", slot.article_id) if slot.article_id else ("slot", slot.pk)
        found.setdefault(key, Work(slot.article_id, slot.pk, due, slot.article.changed_at if slot.article_id else None))
    for pk, press_day, since, kind in to_read(user).values_list(*columns, "next_round"):
        due = due_days(press_day, magazine).get(Step.PROOFS)
        found["proof", pk] = Work(pk, None, due, since, round=kind)
    columns = ["article_id", "article__slot__issue__press_day", "article__changed_at", "article__state"]
    suggestions = Count("pk", filter=Q(proposal__isnull=False))
    talks = talked_of(user).order_by().values(*columns).annotate(count=Count("pk"), suggestions=suggestions)
    for row in talks:
        pk, press_day, since, state = (row[name] for name in columns)
        due = due_days(press_day, magazine).get(step_of(state))
        found["talk", pk] = Work(pk, None, due, since, talks=row["count"], suggestions=row["suggestions"])
    last = date.max
    return sorted(found.values(), key=lambda work: (work.due or last, str(work.since or "")))


def owed(user: Any) -> QuerySet:
    """Slots that `user` watches over, of issues in the making, whose manuscript is not there or not sent in yet."""
    if not user.has_perm("articles.edit_all_articles"):
        return Slot.objects.none()  # nobody else is ever given a slot
    return (
        Slot.objects.filter(owner=user, issue__published_at__isnull=True)
        .filter(Q(article__isnull=True) | Q(article__state=State.DRAFT))
        .select_related("issue", "article")
    )


def keys(user: Any, *others: QuerySet) -> QuerySet:
    """A row for each of `my_work`: every kind of it by a number that no other kind can have; and `others` behind."""
    kinds = [
        owed(user).annotate(key=Coalesce(F("article_id") * 4, F("pk") * 4 + 1)),
        to_read(user).annotate(key=F("pk") * 4 + 2),
        talked_of(user).annotate(key=F("article_id") * 4 + 3),
    ]
    first = waiting(user).annotate(key=F("pk") * 4).order_by().values_list("key")
    return first.union(*(kind.order_by().values_list("key") for kind in kinds), *others)


def as_shown(works: list[Work], today: date) -> list[dict[str, Any]]:
    """The works as the page and the letter show them: two queries, whatever their number.

    `apart`: not the manuscript's own next step, so that its state does not tell it. `why` is what made a manuscript come again: the line that says which signatures fell, and by what.
    """
    last = Review.objects.filter(article=OuterRef("pk")).order_by("-at", "-pk")
    articles = (
        Article.objects.select_related("section", "slot__issue")
        .annotate(last_verdict=Subquery(last.values("verdict")[:1]), last_words=Subquery(last.values("opinion")[:1]))
        .in_bulk([work.article for work in works if work.article])
    )
    slots = Slot.objects.select_related("section", "issue").in_bulk([work.slot for work in works if not work.article])
    steps = {move.source: label(move) for move in moves().values() if move.verdict in (Verdict.SUBMIT, Verdict.APPROVE)}
    rows = []
    for work in works:
        article: Any = articles.get(work.article or 0)
        slot = slots.get(work.slot or 0) if article is None else getattr(article, "slot", None)
        voided = article is not None and article.last_verdict == Verdict.VOID and not (work.round or work.talks)
        rows.append(
            {
                "article": article,
                "slot": slot,
                "address": _address(work, article),
                "step": _step(work, steps.get(article.state, "") if article else _("约稿")),
                "apart": bool(work.round or work.talks),
                "why": article.last_words if voided else "",
                "due": work.due,
                "due_words": days_in_words(work.due, today) if work.due else "",
                "late": work.due is not None and work.due < today,
            }
        )
    return rows


def _step(work: Work, otherwise: str) -> str:
    """What is to be done, in a few words."""
    if work.round:
        return _("读{kind}").format(kind=Round(work.round).label)
    comments = work.talks - work.suggestions
    parts = [_("定{count}条修改建议").format(count=work.suggestions)] if work.suggestions else []
    parts += [_("看{count}条批注").format(count=comments)] if comments else []
    return "、".join(parts) or otherwise


def _address(work: Work, article: Any) -> str:
    """Where it is done: at the place, not at the top of the desk."""
    if work.round:
        return reverse("proofs", args=[work.article])
    if work.talks:
        return f"{reverse('review', args=[work.article])}#comments-title"
    if work.article and article.state in stages():
        return reverse("review", args=[work.article])
    if work.article:
        return reverse("admin:articles_article_change", args=[work.article])
    return reverse("admin:magazine_slot_change", args=[work.slot])


def waiting(user: Any) -> QuerySet:
    """Manuscripts whose next step this very person may take, oldest first, in one query.

    Says the same as `permissions.refusals` (tests hold them together): nobody signs what they wrote or edited
    since the last release, nor twice in one round.
    """
    if not user.has_perm("articles.view_article"):
        return Article.objects.none()
    released = Release.objects.filter(article=OuterRef("pk")).order_by("-number").values("version")[:1]
    edited, signed = _edited_or_signed(user, OuterRef)
    own = Q(created_by=user, released_version=0)
    barred = Q(state__in=stages()) & (Q(Exists(edited)) | Q(Exists(signed)) | own)
    theirs = [stage for stage in stages() if not user.has_perm(f"articles.review_{stage}")]
    return (
        Article.objects.seen_by(user)
        .waiting_for(user)
        .annotate(released_version=Coalesce(Subquery(released), 0))
        .exclude(barred)
        .exclude(Q(state__in=theirs) & ~Exists(_free_principals(user, theirs)))
    )


def _edited_or_signed(person: Any, of: Callable[[str], OuterRef]) -> tuple[QuerySet, QuerySet]:
    """For Exists: edits by `person` since the last release, and signatures that stand; `of` leads to the manuscript's columns."""
    edited = Edit.objects.filter(article=of("pk"), editor=person, version__gt=of("released_version"))
    signed = Review.objects.filter(
        Q(reviewer=person) | Q(on_behalf_of=person),
        article=of("pk"),
        verdict=Verdict.APPROVE,
        round=of("round"),
        fingerprint=of("fingerprint"),
    )
    return edited, signed


def _free_principals(user: Any, theirs: list[str]) -> QuerySet:
    """For an Exists over manuscripts: what lets `user` sign for somebody who is free to sign this very one."""
    article = OuterRef(OuterRef("pk"))
    edited, signed = _edited_or_signed(OuterRef("principal"), lambda name: OuterRef(OuterRef(name)))
    wrote = Article.objects.filter(pk=article, created_by=OuterRef("principal"))
    released = Release.objects.filter(article=article)
    return (
        substitutes(user, theirs)
        .exclude(Exists(edited))
        .exclude(Exists(signed))
        .exclude(Q(Exists(wrote)) & ~Exists(released))
    )


def _left_to(user: Any, kind: str) -> Q:
    """That the round `kind` is for `user` to begin: they have its right, and who signs leaves it to those who only read
    proofs, where there are any."""
    right, signs = right_for(kind), [f"review_{stage}" for stage in stages()]
    if not user.has_perm(f"articles.{right}"):
        return Q(pk__in=[])
    if not any(user.has_perm(f"articles.{sign}") for sign in signs):
        return Q()
    readers = get_user_model().objects.filter(is_active=True, groups__permissions__codename=right)
    return ~Q(Exists(readers.exclude(groups__permissions__codename__in=signs)))


def to_read(user: Any) -> QuerySet:
    """Manuscripts of issues in the making with a proof round for `user`, as `next_round`: one that they are reading, or the
    next one if they may begin it. In one query; says the same as `proofs.refusals` (tests hold them together).

    Rounds that nobody has begun wait for those who only read proofs; for whoever signs as well only where there is
    nobody else, or the chief's list would be a list of all that there is.
    """
    if not user.has_perm("articles.proofread_article"):
        return Article.objects.annotate(next_round=Value("")).none()
    proofs = Proof.objects.filter(article=OuterRef("pk"))
    under_way = proofs.open()
    cases = [
        When(Exists(under_way.filter(reader=user)), then=Subquery(under_way.values("kind")[:1])),
        When(Q(Exists(under_way)) | Q(created_by=user), then=Value("")),
    ]
    last = proofs.order_by("-opened_at", "-pk")
    last_reader = Subquery(last.values("reader")[:1])
    not_last = ~Q(last_reader=user.pk) | Q(last_reader__isnull=True)
    answered = ~Exists(Mark.objects.filter(proof__article=OuterRef("pk"), ticks__isnull=True))
    wanted = procedure.rules().rounds
    for kind in wanted:
        unread = ~Exists(proofs.filter(kind=kind))
        in_order = ~Exists(proofs.filter(kind__in=ORDER[ORDER.index(kind) + 1 :]))
        other = ~Exists(proofs.filter(kind__in=ROUNDS, reader=user)) if kind in ROUNDS else not_last
        mine = unread & in_order & answered & other & _left_to(user, kind)
        cases += [When(mine, then=Value(kind)), When(unread, then=Value(""))]
    if wanted:
        outrun = ~Q(read_release=F("newest_release"))
        # After a round that ended 改后付印 there comes nothing but 核红.
        asked = outrun | Q(last_conclusion=Conclusion.MEND)
        checked = Q(Exists(proofs)) & not_last & asked & _left_to(user, Round.CHECK)
        cases.append(When(checked, then=Value(Round.CHECK.value)))
    newest = Release.objects.filter(article=OuterRef("pk")).order_by("-number")
    # From the side of the issues in the making: of the manuscripts, nearly all have been released for years.
    placed = Slot.objects.filter(issue__published_at__isnull=True, article__state=State.RELEASED)
    return (
        Article.objects.filter(pk__in=placed.order_by().values("article"))
        .annotate(
            last_reader=last_reader,
            read_release=Subquery(last.values("release")[:1]),
            last_conclusion=Subquery(last.values("conclusion")[:1]),
            newest_release=Subquery(newest.values("pk")[:1]),
        )
        .annotate(next_round=Case(*cases, default=Value(""), output_field=CharField()))
        .exclude(next_round="")
    )


def talked_of(user: Any) -> QuerySet:
    """Open talks of others beside manuscripts in the making that `user` watches over, or wrote and has in hand."""
    answered = Comment.objects.filter(parent=OuterRef("pk")).exclude(person=user)
    in_work = Q(article__state__in=[State.DRAFT, *stages()])
    not_out = Q(article__slot__issue__isnull=False, article__slot__issue__published_at__isnull=True)
    return (
        Comment.objects.open()
        .filter(Q(article__slot__owner=user) | Q(article__created_by=user, article__state=State.DRAFT))
        .filter(~Q(person=user) | Exists(answered))
        .filter(in_work | not_out)
    )
