"""收稿 and its undoing: the drafts of an intake are made in one transaction, and taken back in one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from articles.models import Article, Author, Section
from articles.ordering import next_position, renumber
from articles.states import State
from magazine.desk.slots import closed, count_change
from magazine.intake.loader import Pictures, drop_unused, load_entries
from magazine.intake.staging.manuscripts import as_manuscript
from magazine.intake.staging.plan import Row, plan, problems, ref_of
from magazine.intake.staging.shape import doubtful, to_reading
from magazine.intake.word.drafts import Report as WordReport
from magazine.intake.word.drafts import files_undone, save_manuscript
from magazine.models import Intake, Issue, Slot
from media.upload import Accepted, accept

MADE: dict[str, type[Model]] = {"authors": Author, "sections": Section}


class Refused(Exception):
    """Why an intake is not taken or not taken back; a list of sentences."""

    def __init__(self, reasons: list[str]):
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def take(intake: Intake, by: Any, at: datetime, overwrite: Mapping[int, int] | None = None) -> Intake:
    """收稿: every entry becomes a draft, or updates the one it made before. One transaction; raises Refused.

    `overwrite`: ids of entries whose draft somebody has changed and the editor wants replaced all the same, each with
    the version of the draft that the editor has seen: nobody overwrites what they have not seen.
    """
    seen = overwrite or {}
    with transaction.atomic():
        intake = Intake.objects.select_for_update().get(pk=intake.pk)
        if not intake.is_open:
            raise Refused([_("这份来稿已经收过，不能再收。")])
        reasons = problems(intake)
        if reasons:
            raise Refused(reasons)
        rows = _held(intake, by)
        wanted = [row for row in rows if row.choice == "ask" and row.entry["id"] in seen]
        outrun = [row for row in wanted if row.article and row.article.version != seen[row.entry["id"]]]
        if outrun:
            raise Refused(
                [
                    _("《{title}》在你看过差别以后又有人改过，这份来稿还没有收。照新的样子看一遍再收。").format(
                        title=row.title
                    )
                    for row in outrun
                ]
            )
        asked = {row.entry["id"] for row in wanted}
        done = _taken_word if intake.sort == Intake.Sort.WORD else _taken_print
        known = _roster()
        intake.report = done(intake, rows, asked, by, at)
        intake.report["made"] = {name: sorted(now - known[name]) for name, now in _roster().items()}
        intake.state, intake.at, intake.person = Intake.State.TAKEN, at, by
        intake.version += 1
        intake.steps = []
        intake.furniture = [piece["text"] for piece in intake.staged["furniture"]]
        intake.doubts = [
            {"line": (piece.get("lines") or [[0]])[0][0], "reason": piece["reason"]}
            for one in intake.staged["entries"]
            for piece in doubtful(one)
        ]
        intake.save()
    return intake


def _roster() -> dict[str, set[int]]:
    """The keys of what an intake may make beside its drafts."""
    return {name: set(model._default_manager.values_list("pk", flat=True)) for name, model in MADE.items()}


def _held(intake: Intake, by: Any) -> list[Row]:
    """What 收稿 does with each entry, the drafts held until it is done: nobody saves one between the choice and the deed."""
    ids = [row.article.pk for row in plan(intake, by) if row.article]
    list(Article.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
    return plan(intake, by)


def _taken_print(intake: Intake, rows: list[Row], asked: set[int], by: Any, at: datetime) -> dict[str, Any]:
    numbers = intake.staged["issue"]
    issue, made = Issue.objects.get_or_create(year=numbers["year"], number=numbers["month"])
    reading = to_reading(intake.staged)
    for read, row in zip(reading["entries"], rows, strict=True):
        read["reference"] = ref_of(intake, row.entry, issue)
    refs = {ref_of(intake, row.entry, issue) for row in rows if row.entry["id"] in asked}
    kept = {row.entry["id"] for row in rows if row.choice in ("keep", "ask")} - asked
    pictures = Pictures(_checked(intake), by)
    with files_undone() as pictures.stored:
        report = load_entries(reading, at, by, refs, pictures)
    intake.issue = issue
    if report.created:
        count_change(issue)
    articles = [
        _told(row, article, done, row.entry["id"] in kept)
        for row, (_ref, article, done) in zip(rows, report.articles, strict=True)
    ]
    told = {"created": report.created, "updated": report.updated, "skipped": report.skipped, "articles": articles}
    return {**told, "issue_made": made}


def _checked(intake: Intake) -> dict[str, Accepted]:
    """The pictures that came with the intake, by their names."""
    wanted = {piece.get("image") for one in intake.staged["entries"] for piece in one["blocks"]} - {None, ""}
    found = {}
    for picture in intake.pictures.filter(name__in=wanted):
        with picture.file.open("rb") as file:
            found[picture.name] = accept(SimpleUploadedFile(picture.name, file.read()))
    return found


def _told(row: Row, article: Article | None, done: str, kept: bool) -> dict[str, Any]:
    if article is None:
        return {"entry": row.entry["id"], "article": 0, "title": row.title, "version": 0, "done": "kept"}
    article.refresh_from_db()
    made = {"entry": row.entry["id"], "article": article.pk, "title": str(article), "version": article.version}
    return {**made, "done": "kept" if kept else done}


def _taken_word(intake: Intake, rows: list[Row], asked: set[int], by: Any, at: datetime) -> dict[str, Any]:
    report, articles = WordReport(), []
    pictures = {picture.name: picture.file.open("rb").read() for picture in intake.pictures.all()}
    sections = {section.name: section for section in Section.objects.all()}
    for row in rows:
        if row.choice == "keep":
            report.skipped.append(f"{row.title}（{row.why}）")
            articles.append(_told(row, row.article, "kept", kept=True))
            continue
        article = save_manuscript(
            as_manuscript(row.entry),
            pictures,
            sections[row.entry["section"]],
            ref_of(intake, row.entry, None),
            at,
            by,
            report,
            overwrite=row.entry["id"] in asked,
        )
        if article is None:
            articles.append(_told(row, row.article, "kept", kept=True))
            continue
        articles.append(_told(row, article, "created" if row.choice == "new" else "updated", kept=False))
        if intake.issue is not None and not Slot.objects.filter(article=article).exists():
            position = next_position(Slot.objects.filter(issue=intake.issue))
            Slot.objects.create(issue=intake.issue, position=position, section=article.section, article=article)
            count_change(intake.issue)
    return {
        "created": report.created,
        "updated": report.updated,
        "skipped": report.skipped,
        "doubts": [sentence for _title, sentence in report.doubts],
        "articles": articles,
    }


def withdraw(intake: Intake) -> tuple[list[str], list[tuple[str, str]]]:
    """撤销收稿: (titles of the drafts removed, [(title, why)] of those that stay). The intake is open again after it."""
    removed: list[str] = []
    stay: list[tuple[str, str]] = []
    with transaction.atomic():
        intake = Intake.objects.select_for_update().get(pk=intake.pk)
        if intake.state != Intake.State.TAKEN or not intake.staged:
            raise Refused([_("这份来稿没有收，或者是用命令收的，撤不回来。")])
        if intake.issue is not None and closed(intake.issue):
            raise Refused([closed(intake.issue)])
        for told in intake.report.get("articles", []):
            article = Article.objects.filter(pk=told["article"]).first()
            if article is None:
                continue
            why = _stays(article, told, intake)
            if why:
                stay.append((str(article), why))
            else:
                removed.append(str(article))
                _remove(article)
        if intake.issue is not None and removed:
            renumber(intake.issue.slots.all(), [])
            count_change(intake.issue)
        intake.state = Intake.State.OPEN
        intake.version += 1
        _remove_made(intake)
        intake.report = {}
        intake.save()
    return removed, stay


def _remove_made(intake: Intake) -> None:
    """What the intake made beside its drafts goes with them, where nothing else has come to use it."""
    made = intake.report.get("made", {})
    issue = intake.issue
    if issue is not None and intake.report.get("issue_made") and not _filled_in(issue):
        Intake.objects.filter(pk=intake.pk).update(issue=None)
        if _remove_unused(issue):
            intake.issue = None
    for name, model in MADE.items():
        for row in model._default_manager.filter(pk__in=made.get(name, [])):
            _remove_unused(row)


def _filled_in(issue: Issue) -> bool:
    """Whether somebody has written into the issue since it was made."""
    return any((issue.theme, issue.cover_id, issue.dated_on, issue.press_day, issue.masthead, issue.total_number))


def _remove_unused(row: Model) -> bool:
    """Delete what the intake made if nothing points at it; whether it went."""
    for relation in row._meta.related_objects:
        if relation.related_model._default_manager.filter(**{relation.field.name: row}).exists():
            return False
    row.delete()
    return True


def _stays(article: Article, told: dict[str, Any], intake: Intake) -> str:
    """Why a draft is not removed; an empty string: it is."""
    slot = Slot.objects.filter(article=article).select_related("issue").first()
    if told["done"] != "created":
        return _("收稿之前就有，只是更新过。") if told["done"] == "updated" else _("这次没有动它。")
    if article.state != State.DRAFT or article.round or article.releases.exists():
        return _("已经送审。")
    if article.edits.exists() or article.version != told["version"]:
        return _("已经有人改过。")
    if slot is not None and slot.issue_id != intake.issue_id:
        return _("已排进{issue}。").format(issue=slot.issue)
    return ""


def _remove(article: Article) -> None:
    """The draft, its slot, and the pictures that came in with it and that nothing else uses."""
    photos = [figure.photo for figure in article.figures.select_related("photo")]
    photos += [figure.photo for event in article.events.all() for figure in event.figures.select_related("photo")]
    since = article.created_at
    Slot.objects.filter(article=article).delete()
    article.delete()
    drop_unused(photos)
    for photo in photos:
        used = photo.pk is None or photo.figures.exists() or photo.event_figures.exists() or photo.covers.exists()
        if not used and photo.original and photo.created_at >= since:
            photo.delete()


def drop(intake: Intake) -> None:
    """不收: the intake is put away, its pictures go; its text and the record stay."""
    with transaction.atomic():
        intake = Intake.objects.select_for_update().get(pk=intake.pk)
        if not intake.is_open:
            raise Refused([_("这份来稿已经收过；要拿掉，用“撤销收稿”。")])
        for picture in intake.pictures.all():
            picture.delete()
        intake.state, intake.steps = Intake.State.DROPPED, []
        intake.version += 1
        intake.save()
