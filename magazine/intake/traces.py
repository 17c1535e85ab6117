"""Owns what an editor is shown beside the text: for each piece of a reading its lines, the reason and the confidence."""

from typing import Any

from magazine.intake.pieces import Doubt, Entry, Reading, Trace
from magazine.intake.reading import as_json

LISTS = ("body", "events", "voices", "photos")
OWN = ("trace", "traces", "note_traces")
TOP = ("unplaced_traces", "furniture_traces", "pages")
UNSURE = 0.75
"""Below this confidence an editor is asked to look."""


def traced(reading: Reading) -> dict[str, Any]:
    """The intake format with the traces in it; a loader of the plain format can read it as well.

    Each item of `body`, `events`, `voices`, `photos` (and the photos of events) has a `trace`: {spans: [{from, to, page}],
    reason, confidence}. Each entry has `traces` for its fields and `note_traces` in the order of its notes; the reading has
    `unplaced_traces` and `furniture_traces` in their order. `from` and `to` are lines of the source counted from 1, both
    inclusive; `page` counts pages of the source from 0 (see `pages`). Each doubt has `entry` (place in `entries`, or None) and
    `part` (`title`, `section`, `body.3` …).
    """
    result = as_json(reading)
    for entry, found in zip(reading.entries, result["entries"], strict=True):
        _entry(entry, found)
    for name in ("unplaced", "furniture"):
        result[f"{name}_traces"] = [_trace(reading.traces.get(f"{name}.{i}")) for i in range(len(result[name]))]
    result["pages"] = [
        {"index": page.index, "number": page.number, "section": page.section, "from": page.first, "to": page.last}
        for page in reading.pages
    ]
    result["doubts"] = [_doubt(doubt) for doubt in reading.doubts]
    return result


def plain(found: dict[str, Any]) -> dict[str, Any]:
    """A traced reading without its traces: the intake format, as `as_json` gives it."""
    result = {name: value for name, value in found.items() if name not in TOP}
    result["entries"] = [_bare(entry) for entry in found["entries"]]
    result["doubts"] = [{name: doubt[name] for name in ("line", "reason", "confidence")} for doubt in found["doubts"]]
    return result


def _bare(value: Any) -> Any:
    if isinstance(value, list):
        return [_bare(item) for item in value]
    if isinstance(value, dict):
        return {name: _bare(item) for name, item in value.items() if name not in OWN}
    return value


def _entry(entry: Entry, found: dict[str, Any]) -> None:
    """Put the traces of an entry into its plain form."""
    found["traces"] = {name: _trace(trace) for name, trace in entry.traces.items() if "." not in name}
    found["note_traces"] = [_trace(entry.traces.get(f"notes.{i}")) for i in range(len(entry.notes))]
    for name in LISTS:
        for index, item in enumerate(found.get(name) or []):
            item["trace"] = _trace(entry.traces.get(f"{name}.{index}"))
            for place, photo in enumerate(item.get("photos") or []):
                photo["trace"] = _trace(entry.traces.get(f"{name}.{index}.photos.{place}"))


def _trace(trace: Trace | None) -> dict[str, Any]:
    if trace is None:
        return {"spans": [], "reason": "", "confidence": 1.0}
    where = [{"from": span.first, "to": span.last, "page": span.page} for span in trace.spans]
    return {"spans": where, "reason": trace.reason, "confidence": round(trace.confidence, 2)}


def _doubt(doubt: Doubt) -> dict[str, Any]:
    sure = round(doubt.confidence, 2)
    return {
        "line": doubt.line,
        "reason": doubt.reason,
        "confidence": sure,
        "entry": doubt.entry,
        "part": doubt.part,
    }
