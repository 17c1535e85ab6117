"""Owns the shapes of a reading: issue, sections, entries, what stands in them, and where and why each of it was read."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

NEAR = 3
"""Lines of one page up to this far apart are one run: between print lines stands at most one empty line or two."""


@dataclass(frozen=True, slots=True)
class Span:
    """Lines `first` to `last` of the source, both inclusive, counted from 1; `page` counts pages from 0."""

    first: int
    last: int
    page: int


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a piece stands in the source, in reading order, why it was read so, and how sure that is (0 to 1)."""

    spans: list[Span]
    reason: str
    confidence: float = 1.0


def spans(places: Iterable[tuple[int, int]]) -> list[Span]:
    """The runs of (line, page) pairs in reading order; a caption in the middle of a paragraph parts its spans."""
    runs: list[Span] = []
    for line, page in places:
        last = runs[-1] if runs else None
        if last is not None and last.page == page and 0 <= line - last.last <= NEAR:
            runs[-1] = Span(last.first, line, page)
        else:
            runs.append(Span(line, line, page))
    return runs


@dataclass(slots=True)
class IssueNumbers:
    """Year and month of the issue, and the month of news it covers (`2024-10`)."""

    year: int
    month: int
    covers: str


@dataclass(slots=True)
class SectionRead:
    name: str
    running_head_en: str = ""


@dataclass(slots=True)
class PhotoRead:
    caption: str
    credit_name: str
    credit_kind: str


@dataclass(slots=True)
class EventRead:
    """`start` and `end` are ISO dates, both inclusive; several paragraphs are joined with line feeds."""

    start: str
    end: str
    text: str
    photos: list[PhotoRead] = field(default_factory=list)


@dataclass(slots=True)
class VoiceRead:
    text: str
    speaker: str
    speaker_title: str


@dataclass(slots=True)
class Doubt:
    """A decision an editor should look at: the line of the source, why, and how sure the reader is (0 to 1).

    `entry` counts the entries of the reading from 0, None for what belongs to none; `part` names what is doubtful in it:
    `title`, `section`, `authors` …, `body.3`, `events.0`, `voices.2`, or `unplaced.0` and `furniture.5` of the reading.
    """

    line: int
    reason: str
    confidence: float
    part: str = ""
    entry: int | None = None


@dataclass(slots=True)
class Entry:
    """One piece of the issue. `kind`: chronicle, voices, feature, article or photo_essay; `body` in the intake format.

    `traces`: part → Trace, a part being a field (`title`) or one of a list (`body.3`, `notes.0`, `events.1.photos.0`).
    """

    kind: str
    section: str
    title: str
    rubric: str = ""
    kicker: str = ""
    subtitle: str = ""
    authors: list[str] = field(default_factory=list)
    affiliations: list[str] = field(default_factory=list)
    lead: str = ""
    funding_note: str = ""
    first_page: int | None = None
    last_page: int | None = None
    body: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    photos: list[PhotoRead] = field(default_factory=list)
    events: list[EventRead] = field(default_factory=list)
    voices: list[VoiceRead] = field(default_factory=list)
    source: str = ""
    members: int = 0
    section_inferred: bool = False
    line: int = 0
    traces: dict[str, Trace] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page of the source: counted from 0, its printed or counted number, its section, its lines."""

    index: int
    number: int | None
    section: str
    first: int
    last: int


@dataclass(slots=True)
class Reading:
    """A whole issue as read. Every character of the source is in an entry, in `unplaced` or in `furniture`.

    `traces`: `unplaced.0`, `furniture.3` → Trace.
    """

    issue: IssueNumbers
    sections: list[SectionRead]
    entries: list[Entry]
    unplaced: list[str]
    furniture: list[str]
    doubts: list[Doubt]
    traces: dict[str, Trace] = field(default_factory=dict)
    pages: list[PageRead] = field(default_factory=list)


def locate(reading: Reading) -> None:
    """Point each doubt to its entry and part by the line it names; what it names itself already stays."""
    owners: dict[int, tuple[int | None, str]] = {}
    for name, trace in reading.traces.items():
        _own(owners, None, name, trace)
    for place, entry in enumerate(reading.entries):
        for name, trace in entry.traces.items():
            _own(owners, place, name, trace)
    for doubt in reading.doubts:
        entry_, part = owners.get(doubt.line, (None, ""))
        doubt.entry = entry_ if doubt.entry is None else doubt.entry
        doubt.part = doubt.part or part


def _own(owners: dict[int, tuple[int | None, str]], entry: int | None, name: str, trace: Trace) -> None:
    for span in trace.spans:
        for line in range(span.first, span.last + 1):
            owners.setdefault(line, (entry, name))
