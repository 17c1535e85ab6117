"""Puts an issue before its readers, takes it back, corrects it: each in one transaction, each with its record."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import proofs
from articles.models import Release
from articles.people import printed_name
from articles.states import State
from articles.workflow import Refused
from magazine import showing
from magazine.models import Issue, Publication, Slot
from magazine.search import index
from magazine.states import Audience
from media.door import shut


def slots_of(issue: Issue) -> list[Slot]:
    """The issue's slots in order, with all that the gates ask."""
    return list(issue.slots.select_related("article", "section", "release", "package", "owner").order_by("position"))


def latest_releases(slots: list[Slot]) -> dict[int, Release]:
    """Article id → its newest release, for the articles of `slots`."""
    ids = [slot.article_id for slot in slots if slot.article_id]
    newest: dict[int, Release] = {}
    for release in Release.objects.filter(article__in=ids).order_by("article_id", "number"):
        newest[release.article_id] = release
    return newest


def hands(slots: list[Slot], releases: dict[int, Release]) -> dict[int, dict[str, Any]]:
    """Slot id → {editor, proofreaders}, as printed: who watches over the slot, or else signed the first review of the
    release that is to be pinned (发稿签 says so too); and who read its proofs. One query."""
    read = proofs.readers(releases)
    found = {}
    for slot in slots:
        release = releases.get(slot.article_id or 0)
        first = release.signatures[0]["name"] if release and release.signatures else ""
        found[slot.pk] = {
            "editor": printed_name(slot.owner) or first,
            "proofreaders": read.get(slot.article_id or 0, []),
        }
    return found


def problems(issue: Issue) -> list[str]:
    """Every reason against publishing `issue`, as whole sentences; an empty list means that it may go out."""
    slots = slots_of(issue)
    return _problems(issue, slots, latest_releases(slots))


def _problems(issue: Issue, slots: list[Slot], releases: dict[int, Release]) -> list[str]:
    found = [] if slots else [_("{issue}还没有版位，先编好目录。").format(issue=issue)]
    heads = {slot.package_id for slot in slots}
    last_page = 0
    standings = proofs.standings(releases)
    for slot in slots:
        where = _("第{position}条《{title}》").format(position=slot.position, title=slot)
        if slot.article is None:
            found.append(
                _("第{position}条“{title}”还是空版位，放入稿件或删去这一条。").format(
                    position=slot.position, title=slot
                )
            )
            continue
        if slot.article.state != State.RELEASED:
            found.append(
                _("{where}还没有定稿，现在是“{state}”。").format(where=where, state=slot.article.get_state_display())
            )
        else:
            newest = releases[slot.article.pk]
            found += [f"{where}{reason}" for reason in _uncredited(newest)]
            found += [f"{where}：{gap}" for gap in proofs.gaps(slot.article, standings[slot.article.pk], newest.pk)]
        if slot.package is not None and slot.package.issue_id != issue.pk:
            found.append(_("{where}所属的专题不在本期。").format(where=where))
        if slot.page_from and slot.page_from < last_page:
            found.append(
                _("{where}从第{page}页起，前面的稿件已到第{last}页，核对页码。").format(
                    where=where, page=slot.page_from, last=last_page
                )
            )
        # The pages of a feature head may span its members'; two pieces may share a page, not more.
        end = slot.page_from if slot.pk in heads else slot.page_to or slot.page_from
        last_page = max(last_page, end or 0)
    return found


def _uncredited(release: Release) -> list[str]:
    return [
        _("的配图“{photo}”没有图片署名，补上后重新送审。").format(photo=photo["caption"] or _("无图说"))
        for photo in release.pictures
        if not photo["credit"]
    ]


def blanks(issue: Issue, slots: list[Slot]) -> str:
    """What may stand empty when `issue` goes out, and is empty: the names of it, joined; "" where nothing is."""
    empty = {
        _("出版日期"): issue.dated_on is None,
        _("封面图片"): issue.cover_id is None,
        _("页码"): not any(slot.page_from for slot in slots),
        _("版权页"): not issue.masthead.strip(),
    }
    return "、".join(name for name, missing in empty.items() if missing)


def changes(issue: Issue, at: datetime) -> list[str]:
    """What publishing at `at` would change, one sentence a line."""
    slots = slots_of(issue)
    return _changes(issue, at, slots, latest_releases(slots))


def _changes(issue: Issue, at: datetime, slots: list[Slot], releases: dict[int, Release]) -> list[str]:
    lines = []
    for slot in slots:
        newest = releases.get(slot.article_id or 0)
        if newest and newest.pk != slot.release_id:
            verb = _("改用") if slot.release_id else _("采用")
            lines.append(
                _("第{position}条《{title}》{verb}第{number}次定稿。").format(
                    position=slot.position, title=slot, verb=verb, number=newest.number
                )
            )
    if issue.published_at != at:
        lines.append(
            _("{issue}于{time:%Y年%-m月%-d日 %H:%M}（北京时间）与读者见面。").format(
                issue=issue, time=timezone.localtime(at)
            )
        )
    return lines


def publish(
    issue: Issue,
    by: Any = None,
    at: datetime | None = None,
    now: datetime | None = None,
    dry_run: bool = False,
) -> list[str]:
    """Publish `issue` at `at` (aware; default: now), or with `dry_run` only say what that would change.

    One transaction: every gate is checked, the newest release of each article is pinned, the time is set. A time
    to come is a schedule. Raises Refused with every reason; then nothing has changed.
    """
    now = now or timezone.now()
    at = at or now
    with transaction.atomic():
        issue = Issue.objects.select_for_update().get(pk=issue.pk)
        # Read once: what is checked, what is told and what is pinned are the same releases.
        slots = slots_of(issue)
        releases = latest_releases(slots)
        reasons = _not_allowed(by) + _problems(issue, slots, releases)
        if issue.is_published(now):
            reasons.append(_("{issue}已经出刊。要更正，用“更正”；要重新出刊，先撤回。").format(issue=issue))
        if reasons:
            raise Refused(reasons)
        lines = _changes(issue, at, slots, releases)
        if dry_run:
            return lines
        names = hands(slots, releases)
        for slot in slots:
            slot.release, slot.hands = releases.get(slot.article_id or 0), names[slot.pk]
            slot.save(update_fields=["release", "hands"])
        issue.published_at = at
        # Readers met it once: withdrawing and publishing again does not make it new. A schedule has met nobody yet.
        first = issue.first_published_at
        issue.first_published_at = at if first is None or first > now else min(first, at)
        issue.save(update_fields=["published_at", "first_published_at"])
        index.keep(slots)
        verb = Publication.Verb.SCHEDULE if at > now else Publication.Verb.PUBLISH
        _record(issue, verb, by, at, "\n".join(lines), now)
    return lines


def withdraw(issue: Issue, by: Any = None, now: datetime | None = None, reason: str = "") -> None:
    """Take `issue` out of the readers' sight, or cancel its schedule. The order and the pinned releases stay.

    `reason` is kept in the record, for the desk only.
    """
    now = now or timezone.now()
    with transaction.atomic():
        issue = Issue.objects.select_for_update().get(pk=issue.pk)
        reasons = _not_allowed(by)
        if issue.published_at is None:
            reasons.append(_("{issue}没有出刊，不用撤回。").format(issue=issue))
        if reasons:
            raise Refused(reasons)
        issue.published_at = None
        if issue.first_published_at and issue.first_published_at > now:
            issue.first_published_at = None
        issue.save(update_fields=["published_at", "first_published_at"])
        index.forget(issue)
        close(showing.tokens(issue))
        _record(issue, Publication.Verb.WITHDRAW, by, None, reason.strip(), now)


def correct(slot: Slot, note: str, by: Any, now: datetime | None = None) -> Slot:
    """Give readers the newest release of a published article, with its date and the public note `note` (更正).

    Without a note the correction is silent: recorded at the desk, not told; an earlier note stays where it is.
    """
    now = now or timezone.now()
    with transaction.atomic():
        issue = Issue.objects.select_for_update().get(pk=slot.issue_id)
        slot = Slot.objects.select_related("article", "release", "owner").get(pk=slot.pk)
        newest = latest_releases([slot]).get(slot.article_id or 0)
        reasons = _not_allowed(by)
        if not issue.is_published(now):
            reasons.append(_("{issue}还没有出刊，改稿后直接出刊即可。").format(issue=issue))
        if slot.article is not None and slot.article.state != State.RELEASED:
            reasons.append(
                _("《{title}》的改稿还在“{state}”，终审通过后再更正。").format(
                    title=slot, state=slot.article.get_state_display()
                )
            )
        if newest is None or newest.pk == slot.release_id:
            reasons.append(_("《{title}》没有新的定稿，先改稿并通过三审。").format(title=slot))
        elif slot.article is not None:
            reasons += [f"《{slot}》：{gap}" for gap in proofs.gaps(slot.article, newest=newest.pk)]
        reasons += _uncredited(newest) if newest else []
        if reasons:
            raise Refused(reasons)
        if slot.release is not None:
            close([photo["token"] for photo in slot.release.pictures])
        slot.release = newest
        slot.hands = hands([slot], {newest.article_id: newest})[slot.pk] if newest else {}
        if note.strip():
            slot.correction, slot.corrected_on = note.strip(), timezone.localdate(now)
        slot.save(update_fields=["release", "hands", "correction", "corrected_on"])
        index.keep([slot])
        _record(issue, Publication.Verb.CORRECT, by, now, f"《{slot}》{note.strip()}", now)
    return slot


def take_down(slot: Slot, note: str, by: Any, now: datetime | None = None) -> Slot:
    """撤稿: take one published article from its readers. A dated notice with the public `note` stays at its address.

    The slot, its order and its release stay; search, feeds and lists lose it at once. `put_back` undoes it.
    """
    now = now or timezone.now()
    with transaction.atomic():
        issue, slot = _held(slot)
        reasons = _not_allowed(by)
        if not issue.is_published(now) or slot.release_id is None:
            reasons.append(_("《{title}》还没有见刊，不用撤稿。").format(title=slot))
        if slot.taken_down_at is not None:
            reasons.append(_("《{title}》已经撤稿。").format(title=slot))
        if not note.strip() or len(note.strip()) > 300:
            reasons.append(_("撤稿说明要写给读者看，写明原因，不超过300字。"))
        if reasons:
            raise Refused(reasons)
        slot.taken_down_at, slot.taken_down_note = now, note.strip()
        slot.save(update_fields=["taken_down_at", "taken_down_note"])
        if slot.release is not None:
            close([photo["token"] for photo in slot.release.pictures])
        _record(issue, Publication.Verb.TAKE_DOWN, by, now, f"《{slot}》{note.strip()}", now)
    return slot


def put_back(slot: Slot, by: Any, now: datetime | None = None) -> Slot:
    """Give readers an article again that was taken down: the release that was pinned when it went."""
    now = now or timezone.now()
    with transaction.atomic():
        issue, slot = _held(slot)
        reasons = _not_allowed(by)
        if slot.taken_down_at is None:
            reasons.append(_("《{title}》没有撤稿，不用恢复。").format(title=slot))
        if reasons:
            raise Refused(reasons)
        slot.taken_down_at, slot.taken_down_note = None, ""
        slot.save(update_fields=["taken_down_at", "taken_down_note"])
        _record(issue, Publication.Verb.PUT_BACK, by, now, f"《{slot}》", now)
    return slot


def _held(slot: Slot) -> tuple[Issue, Slot]:
    issue = Issue.objects.select_for_update().get(pk=slot.issue_id)
    return issue, Slot.objects.select_related("article", "release").get(pk=slot.pk)


def record_audience(issue: Issue, before: str, by: Any, now: datetime | None = None) -> None:
    """Keep who opened or closed `issue` to readers: from `before` to what it has now."""
    detail = _("读者范围由“{before}”改为“{after}”。").format(
        before=Audience(before).label, after=Audience(issue.audience).label
    )
    close(showing.tokens(issue))
    _record(issue, Publication.Verb.AUDIENCE, by, None, detail, now or timezone.now())


def close(tokens: list[str]) -> None:
    """Once this is committed, have the pictures under `tokens` ask again who may see them; those that are still open to
    anybody open by themselves."""
    transaction.on_commit(partial(shut, tokens))


def _not_allowed(by: Any) -> list[str]:
    """`by` is None for a command: whoever may run commands on the server answers for it there."""
    if by is None or (by.is_active and by.has_perm("magazine.publish_issue")):
        return []
    return [_("出刊、撤回和更正由总编办理，你的账号没有这一角色。")]


def _record(issue: Issue, verb: str, by: Any, effective_at: datetime | None, detail: str, now: datetime) -> None:
    Publication.objects.create(issue=issue, verb=verb, person=by, effective_at=effective_at, detail=detail, at=now)
