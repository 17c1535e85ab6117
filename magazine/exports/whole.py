"""The forms in which a whole issue leaves the desk: long work, done step by step."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

from django.utils import timezone

from magazine.exports import edition, epub, handoff
from magazine.exports.style import Stamp
from magazine.models import Issue

# (steps done, steps in all); a writer says it after every step.
Steps = Iterator[tuple[int, int]]


@dataclass(frozen=True)
class Whole:
    """One form: what it is called, its content type, whether it can be made now, how, and under which file name.

    `check` raises magazine.exports.epub.Unreleased with a sentence; `write` puts the bytes into the open file and
    yields after every step, so that whoever drives it can tell how far it is, and stop.
    """

    name: str
    content_type: str
    check: Callable[[Issue], None]
    write: Callable[[Issue, IO[bytes], Stamp | None], Steps]
    file_name: Callable[[Issue], str]


def _handed_off(issue: Issue, target: IO[bytes], stamp: Stamp | None = None) -> Steps:
    return handoff.write(issue, target, stamp.at if stamp else timezone.now())


def _always(issue: Issue) -> None:
    """It can be made in any state."""


WHOLE = {
    "epub": Whole("EPUB", epub.CONTENT_TYPE, epub.check, epub.steps, epub.file_name),
    "pdf": Whole("PDF", "application/pdf", epub.check, edition.steps, edition.file_name),
    "zip": Whole("ZIP", handoff.CONTENT_TYPE, _always, _handed_off, handoff.file_name),
}
