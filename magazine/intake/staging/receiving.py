"""Takes one file in at the desk's door: read apart, staged as an Intake, and nothing left where it is refused."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Section
from magazine.intake.apart import PDF, PRINT, read_apart
from magazine.intake.encoding import IntakeError
from magazine.intake.staging.manuscripts import add_manuscript
from magazine.intake.staging.shape import block, empty, everywhere, from_reading, remark
from magazine.intake.word.drafts import SPACER, reference
from magazine.intake.word.package import OLE, ZIP, unpacked
from magazine.models import Intake, IntakePicture, Issue
from media.models import originals
from media.upload import accept

FILE = "file"
"""The name under which the PDF itself is kept, for the pictures of its pages."""
# An issue as a person writes it.
WISH = re.compile(r"(\d{4})(?:[-—－]|年第?)(\d{1,2})期?")
LARGE = 240
"""Pixels: a picture of a page that is smaller on a side, and has no caption, is decoration."""
WORD_NAMES = (".docx", ".docm", ".dotx", ".doc", ".dot", ".wps", ".rtf", ".zip")


@dataclass
class Received:
    """What became of one file: the intakes it is in, the entries that were read in it, and a sentence for each thing
    that was refused or found there."""

    intakes: list[Intake] = field(default_factory=list)
    entries: list[dict[str, Any]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@dataclass
class Wishes:
    """What the sender said of the files: the issue of a print text, the section of Word files, the intake they join."""

    year: int | None = None
    month: int | None = None
    section: str = ""
    into: Intake | None = None


def sort_of(data: bytes, name: str) -> str:
    """Which reader a file goes to, by its first bytes and then by its name."""
    if data.startswith(b"%PDF-") or (name.lower().endswith(".pdf") and not data.startswith((ZIP, OLE))):
        return str(Intake.Sort.PDF)
    word = data.startswith((ZIP, OLE)) or data.lstrip()[:5] == b"{\\rtf" or name.lower().endswith(WORD_NAMES)
    return str(Intake.Sort.WORD if word else Intake.Sort.PRINT)


def receive(data: bytes, name: str, wishes: Wishes, at: datetime, by: Any = None) -> Received:
    """Read one file, or a zip of Word files, and stage it. Raises IntakeError where nothing of it can be taken."""
    name = "".join(letter for letter in name if letter.isprintable())[-200:] or _("未命名")
    sort = sort_of(data, name)
    if sort == Intake.Sort.WORD:
        return _word(data, name, wishes, at, by)
    return _print(data, name, sort, wishes, at, by)


def _print(data: bytes, name: str, sort: str, wishes: Wishes, at: datetime, by: Any) -> Received:
    digest = hashlib.sha256(data).hexdigest()
    known = Intake.objects.filter(digest=digest, state=Intake.State.OPEN).first()
    if known is not None:
        read_as = (known.staged["issue"]["year"], known.staged["issue"]["month"])
        if wishes.year and read_as != (wishes.year, wishes.month):
            raise IntakeError(
                _(
                    "这份文件正在校，算作{year}年第{number}期。要改算别的期，先在那一页点“不收这份来稿”，再来收。"
                ).format(year=read_as[0], number=read_as[1])
            )
        return Received([known], said=[_("这份文件正在校，接着上次的改。")])
    sections = [list(pair) for pair in Section.objects.values_list("name", "name_en")]
    reader = PDF if sort == Intake.Sort.PDF else PRINT
    found = read_apart(data, name, reader, year=wishes.year, month=wishes.month, sections=sections)
    staged = from_reading(found["reading"])
    staged |= {key: found[key] for key in ("boxes", "sheets") if key in found}
    numbers = staged["issue"]
    with _kept() as kept:
        intake = Intake.objects.create(
            sort=sort,
            state=Intake.State.OPEN,
            issue=Issue.objects.filter(year=numbers["year"], number=numbers["month"]).first(),
            file_name=name,
            digest=digest,
            text=found["text"],
            staged=staged,
            person=by,
            at=at,
        )
        if sort == Intake.Sort.PDF:
            _keep(intake, FILE, "pdf", data, kept)
            _shots(intake, found["shots"], found["pictures"], kept)
            intake.save(update_fields=["staged"])
    return Received([intake], staged["entries"])


@contextmanager
def _kept() -> Iterator[list[str]]:
    """A transaction; the files whose paths are added to the list go again if it fails."""
    kept: list[str] = []
    try:
        with transaction.atomic():
            yield kept
    except BaseException:
        for path in kept:
            originals().delete(path)
        raise


def _keep(intake: Intake, name: str, extension: str, data: bytes, kept: list[str]) -> None:
    picture = IntakePicture(intake=intake, name=name)
    picture.file.save(f"picture.{extension}", ContentFile(data), save=False)
    kept.append(picture.file.name or "")
    picture.save()


def _shots(intake: Intake, shots: list[dict[str, Any]], pictures: dict[str, bytes], kept: list[str]) -> None:
    """The pictures of a PDF, each with the caption block whose line it is tied to; a large one without goes to the pile."""
    staged = intake.staged
    captions = [piece for piece in everywhere(staged) if piece["kind"] == "picture"]
    for shot in shots:
        try:
            accepted = accept(SimpleUploadedFile(shot["picture"], pictures[shot["picture"]]))
        except ValidationError:
            continue
        line = shot["line"] or -1
        owner = next((p for p in captions if not p["image"] and any(a <= line <= b for a, b in p["lines"])), None)
        if owner is None and min(accepted.picture.width, accepted.picture.height) < LARGE:
            continue
        if owner is None:
            more = {"credit_name": "", "credit_kind": "摄", "alt": "", "reason": _("没有对上图说的图片")}
            owner = block(staged, "picture", "", image="", **more)
            staged["pile"].append(owner)
        owner["image"] = shot["picture"]
        _keep(intake, shot["picture"], accepted.extension, accepted.data, kept)


def _word(data: bytes, name: str, wishes: Wishes, at: datetime, by: Any) -> Received:
    """Word files join the intake `into`, or a new one; a file that an open intake holds already is not staged again."""
    files, refused = unpacked(data, name)
    received = Received(refused=refused)
    intake = wishes.into
    for inner, content in files:
        known = _open_with(reference(content, inner))
        if known is not None:
            received.said.append(_("“{name}”正在校，接着上次的改。").format(name=inner))
            if known not in received.intakes:
                received.intakes.append(known)
            continue
        try:
            reading = read_apart(content, inner)
        except IntakeError as error:
            received.refused.append(str(error))
            continue
        intake = _stage(reading, content, inner, wishes.section, intake, at, by)
        received.entries.append(intake.staged["entries"][-1])
        if intake not in received.intakes:
            received.intakes.append(intake)
    if not received.intakes and len(received.refused) == 1:
        raise IntakeError(received.refused[0])
    return received


def _open_with(ref: str) -> Intake | None:
    """The open intake that holds this very file, whatever its name."""
    digest = ref.rsplit("/", 1)[0]
    for intake in Intake.objects.filter(state=Intake.State.OPEN, sort=Intake.Sort.WORD):
        if any(file["ref"].startswith(digest) for file in intake.staged["files"]):
            return intake
    return None


def _stage(
    reading: dict[str, Any], data: bytes, name: str, section: str, into: Intake | None, at: datetime, by: Any
) -> Intake:
    with _kept() as kept:
        if into is None:
            digest = hashlib.sha256(data).hexdigest()
            sort, state = Intake.Sort.WORD, Intake.State.OPEN
            into = Intake(sort=sort, state=state, file_name=name, digest=digest, person=by, at=at, staged=empty())
        else:
            into = Intake.objects.select_for_update().get(pk=into.pk)
            into.version += 1
        made = add_manuscript(into.staged, reading, name, reference(data, name), section)
        into.text = "\n\n".join(filter(None, [into.text, "\n".join(reading["lines"] or [""])]))
        into.save()
        _pictures(into, made, reading["pictures"], kept)
        into.save(update_fields=["staged"])
    return into


def _pictures(intake: Intake, made: dict[str, Any], pictures: dict[str, bytes], kept: list[str]) -> None:
    """Keep the pictures of a manuscript that can be shown; say of each other one why it is not kept."""
    for piece in [piece for piece in made["blocks"] if piece.get("image")]:
        file = piece["image"].split("/", 1)[1]
        try:
            accepted = accept(SimpleUploadedFile(file.rsplit("/", 1)[-1] or "图片", pictures[file]))
        except (ValidationError, KeyError) as error:
            why = "".join(getattr(error, "messages", []))
            made["remarks"].append(remark(intake.staged, f"有一张图片没能收进来：{why}", confidence=1.0))
            piece["image"] = ""
            continue
        if min(accepted.picture.width, accepted.picture.height) <= SPACER and not piece["text"]:
            made["blocks"].remove(piece)
            continue
        _keep(intake, piece["image"], accepted.extension, accepted.data, kept)


def issue_wished(words: str) -> tuple[int, int] | None:
    """`2024-11`, or `2024年第11期` as it is printed, as year and number; None for an empty wish. Raises IntakeError for
    anything else.
    """
    if not words.strip():
        return None
    found = WISH.fullmatch("".join(words.split()))
    year, number = found.groups() if found else ("", "")
    if year.isdecimal() and number.isdecimal() and 1900 <= int(year) <= 2200 and 1 <= int(number) <= 12:
        return int(year), int(number)
    raise IntakeError(_("没有读懂是哪一期，写成“2024-11”或“2024年第11期”。"))
