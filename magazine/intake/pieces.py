"""Owns the shapes of a reading: issue, sections, entries and what stands in them."""

from dataclasses import dataclass, field
from typing import Any


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
    """A decision an editor should look at: the line of the source, why, and how sure the reader is (0 to 1)."""

    line: int
    reason: str
    confidence: float


@dataclass(slots=True)
class Entry:
    """One piece of the issue. `kind`: chronicle, voices, feature, article or photo_essay; `body` in the intake format."""

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


@dataclass(slots=True)
class Reading:
    """A whole issue as read. Every character of the source is in an entry, in `unplaced` or in `furniture`."""

    issue: IssueNumbers
    sections: list[SectionRead]
    entries: list[Entry]
    unplaced: list[str]
    furniture: list[str]
    doubts: list[Doubt]
