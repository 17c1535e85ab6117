"""What stands against 收稿, and what it would do to each draft: read only."""

from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from articles import body
from articles.comparing import spans
from articles.models import Article, Author, Byline, Section
from articles.permissions import edit_refusal
from articles.states import State
from events.models import Voice
from magazine.desk.slots import closed
from magazine.intake.staging.kinds import KINDS, allowed
from magazine.intake.staging.manuscripts import as_manuscript
from magazine.intake.staging.shape import as_read, doubtful
from magazine.intake.staging.shape import field as joined
from magazine.intake.word.drafts import former_draft, untouched
from magazine.models import Intake, Issue
from media.models import Photo

FIELDS = ("kicker", "title", "subtitle", "rubric", "funding", "source")


@dataclass
class Row:
    """One entry and the draft that stands for it already. `choice`: new, update, ask (somebody changed it) or keep."""

    entry: dict[str, Any]
    title: str
    choice: str
    article: Article | None = None
    why: str = ""
    differences: list[tuple[str, Any]] = field(default_factory=list)


def issue_of(intake: Intake) -> Issue | None:
    """The issue that a print text is of, where it is made already; for Word files the one they were put to."""
    numbers = intake.staged.get("issue")
    if not numbers:
        return intake.issue
    return Issue.objects.filter(year=numbers["year"], number=numbers["month"]).first()


def problems(intake: Intake) -> list[str]:
    """What has to be put right before 收稿, a sentence each; none is left out."""
    found = []
    if not intake.staged["entries"]:
        found.append(_("一篇稿件也没有，没有可收的。"))
    if intake.staged["pile"]:
        count = len(intake.staged["pile"])
        found.append(_("还有{count}段文字没有归位：归入一篇稿件，或写明原因划去。").format(count=count))
    issue = issue_of(intake)
    if issue is not None and closed(issue):
        found.append(closed(issue))
    known = set(Section.objects.values_list("name", flat=True))
    for number, one in enumerate(intake.staged["entries"], start=1):
        found += [
            _("第{number}篇：{problem}").format(number=number, problem=text) for text in _faults(one, intake, known)
        ]
    return found


def longest(model: type[models.Model], name: str) -> int:
    return int(getattr(model._meta.get_field(name), "max_length", 0))


def _faults(one: dict[str, Any], intake: Intake, known: set[str]) -> list[str]:
    faults = []
    if not joined(one["blocks"], "title").strip():
        faults.append(_("没有标题，补上。"))
    if not one["section"]:
        faults.append(_("没有选栏目，选一个。"))
    elif intake.sort == Intake.Sort.WORD and one["section"] not in known:
        faults.append(_("没有“{name}”这个栏目，选一个已有的。").format(name=one["section"]))
    for name in FIELDS:
        limit = longest(Article, "funding_note" if name == "funding" else name)
        if len(joined(one["blocks"], name)) > limit:
            faults.append(_("{kind}超过{limit}字，改短或改成段落。").format(kind=KINDS[name], limit=limit))
    fitting = allowed(one["kind"])
    for piece in one["blocks"]:
        kind, words = str(KINDS[piece["kind"]]), piece["text"][:12]
        if piece["kind"] not in fitting:
            faults.append(
                _("“{words}…”是{kind}，这一体裁放不下，改它的类别或移到别的稿件。").format(words=words, kind=kind)
            )
        elif _too_long(piece):
            faults.append(_("“{words}…”太长，不像{kind}，改短或改它的类别。").format(words=words, kind=kind))
    return faults


def _too_long(piece: dict[str, Any]) -> bool:
    """Whether a text of the block is longer than the field that it goes to."""
    fields = {
        "byline": ((piece["text"], Author, "name"), (piece.get("affiliation", ""), Byline, "affiliation")),
        "affiliation": ((piece["text"], Byline, "affiliation"),),
        "picture": ((piece["text"], Photo, "caption"), (piece.get("credit_name", ""), Photo, "credit_name")),
        "voice": (
            (piece.get("speaker", ""), Voice, "speaker"),
            (piece.get("speaker_title", ""), Voice, "speaker_title"),
        ),
    }
    return any(len(words) > longest(model, name) for words, model, name in fields.get(piece["kind"], ()))


def unseen(intake: Intake) -> int:
    """How many doubts nobody has looked at."""
    return sum(len(doubtful(one)) for one in intake.staged["entries"])


def plan(intake: Intake, by: Any) -> list[Row]:
    """What 收稿 would do with each entry, in order."""
    issue = issue_of(intake)
    return [_row(intake, one, issue, by) for one in intake.staged["entries"]]


def ref_of(intake: Intake, one: dict[str, Any], issue: Issue | None) -> str:
    """The stored name of an entry: the same when the same file is read again, whatever an editor corrects in it."""
    if one["ref"].startswith("word/"):
        return str(one["ref"])
    if one["ref"].startswith("new-") or intake.sort == Intake.Sort.WORD:
        return f"{intake.digest[:32]}/{one['ref'] or one['id']}"
    return f"{issue.name}/{one['ref']}" if issue else ""


def _row(intake: Intake, one: dict[str, Any], issue: Issue | None, by: Any) -> Row:
    title = joined(one["blocks"], "title")
    ref = ref_of(intake, one, issue)
    article = former_draft(ref, title) if ref else None
    if article is None:
        return Row(one, title, "new")
    if article.state != State.DRAFT:
        state = article.get_state_display()
        return Row(one, title, "keep", article, _("已是“{state}”，不覆盖；要改，在稿件里改。").format(state=state))
    if by is not None and edit_refusal(by, article):
        return Row(one, title, "keep", article, _("已由别人收进稿库，没有再收。"))
    if untouched(article):
        return Row(one, title, "update", article)
    return Row(one, title, "ask", article, _("收稿之后有人改过。"), _differences(intake, one, article))


def _differences(intake: Intake, one: dict[str, Any], article: Article) -> list[tuple[str, Any]]:
    """[(name of the field, spans from the draft to what was read)] where they differ."""
    read = as_manuscript(one) if intake.sort == Intake.Sort.WORD else {**as_read(one)}
    text = read["body"] if intake.sort == Intake.Sort.WORD else read["body_html"]
    names = "、".join(byline.author.name for byline in article.bylines.select_related("author"))
    pairs = [
        *((KINDS[kind], getattr(article, kind), read[kind]) for kind in ("kicker", "title", "subtitle", "lead")),
        (KINDS["byline"], names, "、".join(piece["text"] for piece in one["blocks"] if piece["kind"] == "byline")),
        (_("正文"), body.plain_text(article.body), body.plain_text(body.clean(text))),
        (KINDS["note"], article.notes, "\n".join(read["notes"])),
    ]
    return [(str(name), spans(before, after)) for name, before, after in pairs if before != after]
