"""How well a reading agrees with what was printed: `figures`, each between 0 and 1, in the manner of the house's scorer."""

from collections import Counter
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from typing import Any

Found = dict[str, Any]
FIELDS = ("title", "kicker", "rubric", "subtitle", "authors", "affiliations", "lead", "funding_note")


def squash(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(squash(item) for item in value)
    return "".join(str(value or "").split())


def f1(expected: Iterable[Any], actual: Iterable[Any]) -> float:
    """Agreement of two bags of items."""
    e, a = Counter(expected), Counter(actual)
    hit = (e & a).total()
    return 1.0 if not e and not a else 2 * hit / (e.total() + a.total())


def paired(expected: list[Found], actual: list[Found]) -> list[tuple[Found, Found]]:
    """Each expected entry with the one that was read for it: the same title, else the likest text, else nothing."""
    pairs, left = [], list(actual)
    for entry in expected:
        same = next((a for a in left if squash(a["title"]) == squash(entry["title"])), None)
        if same is None:
            scored = [(likeness(entry, a), n) for n, a in enumerate(left)]
            best = max(scored, default=(0.0, 0))
            same = left[best[1]] if best[0] > 0.8 else None
        if same is not None:
            left.remove(same)
        pairs.append((entry, same or {}))
    return pairs


def likeness(one: Found, other: Found) -> float:
    title = SequenceMatcher(None, squash(one["title"]), squash(other["title"])).ratio()
    return title + SequenceMatcher(None, text(one)[:400], text(other)[:400]).ratio()


def text(entry: Found) -> str:
    words = [b.get("text") or "" for b in entry.get("body") or []]
    return squash("".join(words + [v["text"] for k in ("events", "voices") for v in entry.get(k) or []]))


def blocks(kind: str, *names: str) -> Callable[[Found], list[Any]]:
    return lambda entry: [tuple(squash(b.get(n)) for n in names) for b in entry.get("body") or [] if b["type"] == kind]


def photos(entry: Found) -> list[Any]:
    shots = list(entry.get("photos") or []) + [p for e in entry.get("events") or [] for p in e["photos"]]
    return [tuple(squash(p[n]) for n in ("caption", "credit_name", "credit_kind")) for p in shots]


def rows(entry: Found) -> list[Any]:
    return [squash(row) for block in entry.get("body") or [] if block["type"] == "table" for row in block["rows"]]


def listed(key: str, *names: str) -> Callable[[Found], list[Any]]:
    return lambda entry: [tuple(squash(item.get(n)) for n in names) for item in entry.get(key) or []]


LISTS: dict[str, tuple[Callable[[Found], list[Any]], bool]] = {
    "paragraphs": (blocks("paragraph", "text"), True),
    "headings": (blocks("heading", "level", "text"), True),
    "notes": (lambda entry: [squash(note) for note in entry.get("notes") or []], True),
    "table rows": (rows, False),
    "figures": (blocks("figure", "label", "caption"), False),
    "photos and credits": (photos, False),
    "events": (listed("events", "start", "end", "text"), False),
    "voices": (listed("voices", "text", "speaker", "speaker_title"), False),
}


def figures(expected: Found, actual: Found) -> dict[str, float]:
    """The figures of one reading; lists count as F1 over exact items, body order as characters in common runs."""
    names = [[s["name"] for s in d["sections"]] for d in (expected, actual)]
    pairs = paired(expected["entries"], actual["entries"])
    read = [a for _, a in pairs if a]
    order = [actual["entries"].index(a) for a in read]
    found = {
        "issue": float(expected["issue"] == actual["issue"]),
        "sections in order": 1.0 if names[0] == names[1] else 0.9 * f1(*names),
        "entries": f1(["e"] * len(pairs), ["e"] * len(read) + ["x"] * (len(actual["entries"]) - len(read))),
        "entries in order": sum(x < y for x, y in zip(order, order[1:], strict=False)) / max(1, len(pairs) - 1),
        "section of entry": sum(a.get("section") == e["section"] for e, a in pairs) / len(pairs),
    }
    for key in FIELDS:
        wanted = [(e, a) for e, a in pairs if e.get(key) or a.get(key)]
        right = sum(squash(e.get(key) or "") == squash(a.get(key) or "") for e, a in wanted)
        found[key] = right / len(wanted) if wanted else 1.0
    numbered = [(e, a) for e, a in pairs if e["first_page"]]
    found["first page"] = sum(a.get("first_page") == e["first_page"] for e, a in numbered) / max(1, len(numbered))
    both = sum(len(text(e)) for e, _ in pairs) + sum(len(text(a)) for a in actual["entries"])
    kept = sum(in_order(text(e), text(a)) for e, a in pairs)
    found["body order"] = 2 * kept / both if both else 1.0
    for name, (items, own) in LISTS.items():
        sides = [[(n if own else 0, item) for n, pair in enumerate(pairs) for item in items(pair[i])] for i in (0, 1)]
        found[name] = f1(*sides)
    return found


def in_order(expected: str, actual: str) -> int:
    """Characters that a longest chain of common runs (of eight or more) keeps in order."""
    matcher = SequenceMatcher(None, expected, actual, autojunk=False)
    return sum(run.size for run in matcher.get_matching_blocks() if run.size >= 8)


def mean(found: dict[str, float]) -> float:
    return sum(found.values()) / len(found)
