"""进度: how far an issue is: each slot's step, who has it, when it is due, and what stands in the way."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Comment, Release, Review
from articles.people import person_name
from articles.permissions import REVIEWERS
from articles.pictures import pictures
from articles.pictures import problem as picture_problem
from articles.proofs import Standing, gaps, standings
from articles.signers import free_to_sign, people_by_right
from articles.states import Layout, Stage, State, Verdict, stages
from articles.strip import Step as Strip
from articles.strip import strip
from magazine import pages
from magazine.contents import Line, lines_of, with_drafts, with_release
from magazine.models import Issue, Magazine, Slot
from magazine.schedule import Step, days_in_words, due_days, step_of

# A piece may be this much longer or shorter than planned before anybody is told.
TOLERANCE = 0.15


@dataclass(frozen=True)
class Row:
    """One slot on the board. `people`: who may act now; `due_words` is empty where nothing is due.

    `done`: released; `finished`: its proofs are read as well; `talks`: how many comments and suggestions are open.
    """

    slot: Slot
    line: Line
    step: Step
    people: tuple[Any, ...]
    due: date | None
    due_words: str
    late: int
    photos: int
    strip: tuple[Strip, ...]
    talks: int
    finished: bool
    blockers: tuple[str, ...]

    @property
    def hands(self) -> str:
        return hands(list(self.people))

    @property
    def done(self) -> bool:
        return bool(self.slot.article and self.slot.article.state == State.RELEASED)


@dataclass(frozen=True)
class Progress:
    """The whole issue: `rows` in order, `words` the one line on top, `deadlines` the days still to come."""

    issue: Issue
    rows: tuple[Row, ...]
    deadlines: tuple[tuple[Step, date, str, int], ...] = field(default=())
    words: str = ""


def progress(issue: Issue, today: date | None = None, magazine: Magazine | None = None) -> Progress:
    """How far `issue` is on the day `today` (Beijing). The number of queries does not grow with the slots."""
    today = today or timezone.localdate()
    slots = list(_slots(issue))
    lines = lines_of(slots)
    days = due_days(issue.press_day, magazine or Magazine.current())
    signers = people_by_right(today)
    proofs = standings([slot.article_id for slot in slots if slot.article_id])
    notes = pages.notes(slots)
    open_talks = Comment.objects.open().filter(article__in=proofs).order_by().values_list("article_id")
    talks = dict(open_talks.annotate(Count("pk")))
    rows = tuple(
        _row(
            slot,
            line,
            days,
            today,
            signers,
            proofs.get(slot.article_id or 0, Standing()),
            notes.get(slot.pk, ""),
            talks.get(slot.article_id or 0, 0),
        )
        for slot, line in zip(slots, lines, strict=True)
    )
    return Progress(issue, rows, _deadlines(rows, days, today), summary(rows))


def _slots(issue: Issue) -> Any:
    """The slots in order with all that the board asks: their lines, and the way of their manuscripts."""
    newest = Release.objects.only("article_id", "number", "version").order_by("number")
    return (
        with_release(with_drafts(issue.slots.all()))
        .select_related("owner")
        .prefetch_related(
            Prefetch(
                "article__reviews",
                queryset=Review.objects.select_related("reviewer", "on_behalf_of").order_by("at", "pk"),
            ),
            Prefetch("article__releases", queryset=newest),
            "article__edits",
            "article__created_by",
        )
        .order_by("position")
    )


def _row(
    slot: Slot, line: Line, days: dict, today: date, signers: dict, proofs: Standing, note: str, talks: int
) -> Row:
    article = slot.article
    step = step_of(article.state if article else "")
    released = article is not None and article.state == State.RELEASED
    wanting = gaps(article, proofs, list(article.releases.all())[-1].pk) if article is not None and released else []
    due = None if released and not wanting else days.get(step)
    photos = pictures(article) if article else []
    acting = actors(slot, signers)
    return Row(
        slot=slot,
        line=line,
        step=step,
        people=tuple(acting),
        due=due,
        due_words=days_in_words(due, today) if due else "",
        late=max(0, (today - due).days) if due else 0,
        photos=len(photos),
        strip=tuple(strip(article, list(article.reviews.all()), proofs)) if article else (),
        talks=talks,
        finished=released and not wanting,
        blockers=(*wanting, *blockers(slot, line, photos, acting, note)),
    )


def actors(slot: Slot, signers: dict[str, list[Any]]) -> list[Any]:
    """Who is to act now: the owner or writer of a draft, else whoever may sign the stage, the owner before others."""
    article = slot.article
    if article is None or article.state == State.DRAFT:
        person = slot.owner or (article.created_by if article else None)
        return [person] if person else []
    if article.state not in stages():
        return []
    able = [person for person in signers.get(f"review_{article.state}", []) if free_to_sign(person, article)]
    return [slot.owner] if slot.owner in able else able


def hands(people: list[Any]) -> str:
    """Two names at most, then how many there are."""
    names = "、".join(person_name(person) for person in people[:2])
    return _("{names}等{count}人").format(names=names, count=len(people)) if len(people) > 2 else names


def blockers(slot: Slot, line: Line, photos: list[Any], acting: list[Any], note: str) -> Iterable[str]:
    """What stands in the way of this slot, a short sentence each, the gravest first."""
    article = slot.article
    if article is not None and article.state == State.RELEASED:
        yield from [note] if note else []
        return
    if article is None:
        yield _("没有稿件。") if slot.owner else _("没有稿件，也没有交给谁。")
    else:
        yield from _stuck(article, acting)
        if not line.authors and line.layout in (Layout.ARTICLE, Layout.PHOTO_ESSAY):
            yield _("没有作者署名。")
        if slot.planned_characters and not within(line.characters, slot.planned_characters):
            over = line.characters - slot.planned_characters
            yield (
                _("超出计划{count}字。").format(count=over)
                if over > 0
                else _("比计划少{count}字。").format(count=-over)
            )
    faulty = [found for photo in photos if (found := picture_problem(photo))]
    if faulty:
        yield _("{count}张图片{what}").format(count=len(faulty), what=faulty[0])
    if slot.planned_photos and len(photos) < slot.planned_photos:
        yield _("图片还少{count}张。").format(count=slot.planned_photos - len(photos))
    if note:
        yield note


def _stuck(article: Article, acting: list[Any]) -> Iterable[str]:
    """A return that nobody has answered yet, or a stage that nobody is free to sign."""
    last = next((review for review in reversed(article.reviews.all()) if review.verdict != Verdict.VOID), None)
    if article.state == State.DRAFT and last is not None and last.verdict == Verdict.RETURN:
        yield _("{stage}退回：{opinion}").format(stage=last.get_stage_display(), opinion=last.opinion[:40])
    if article.state in stages() and not acting:
        yield _("没有能签{stage}的{role}。").format(stage=Stage(article.state).label, role=REVIEWERS[article.state])


def within(actual: int, planned: int) -> bool:
    """Whether the characters are near enough to the plan."""
    return abs(actual - planned) <= planned * TOLERANCE


def _deadlines(rows: tuple[Row, ...], days: dict[Step, date], today: date) -> tuple[tuple[Step, date, str, int], ...]:
    """(step, day, in words, slots not through with it), the next first: steps that somebody still has before him."""
    order = list(days)
    found = []
    for step, day in days.items():
        short = sum(1 for row in rows if not row.finished and order.index(row.step) <= order.index(step))
        if short:
            found.append((step, day, days_in_words(day, today), short))
    return tuple(sorted(found, key=lambda found: (found[1] < today, found[1])))


def summary(rows: tuple[Row, ...]) -> str:
    """The one line on top: how far the issue is and what stands in the way."""
    if not rows:
        return _("还没有版位，先编目录。")
    parts = [_("{all}条，{done}条定稿").format(all=len(rows), done=sum(row.done for row in rows))]
    late = [row for row in rows if row.late]
    empty = sum(row.slot.article is None for row in rows)
    blocked = sum(bool(row.blockers) and row.slot.article is not None for row in rows)
    if late:
        worst = max(late, key=lambda row: row.late)
        where = _("最久的是第{position}条《{title}》，{days}").format(
            position=worst.slot.position, title=worst.line.full_title, days=worst.due_words
        )
        parts.append(_("{count}条逾期，{worst}").format(count=len(late), worst=where))
    if empty:
        parts.append(_("{count}条没有稿件").format(count=empty))
    if blocked:
        parts.append(_("{count}条有稿件但卡着").format(count=blocked))
    if not late and not empty and not blocked:
        parts.append(_("没有挡路的事"))
    return "；".join(parts) + "。"
