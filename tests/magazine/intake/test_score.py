"""The reader against issues whose reading is known by hand: the real one, where it is at hand, and the sample."""

import json
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from magazine.intake.reading import as_json, parse

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "score_intake.py"
REAL = SHARED / "issue-2024-11"
SAMPLE = ROOT / "magazine" / "sample" / "issue-2026-11.txt"

EXACT = (
    "issue",
    "sections in order",
    "entries",
    "entries in order",
    "section of entry",
    "title",
    "kicker",
    "rubric",
    "subtitle",
    "authors",
    "affiliations",
    "lead",
    "funding_note",
    "first page",
    "notes",
    "table rows",
    "figures",
    "events",
    "voices",
    "photos and credits",
)

needs_scorer = pytest.mark.skipif(not SCORER.exists(), reason="the scorer is not beside the repository")
needs_issue = pytest.mark.skipif(not (REAL / "source.txt").exists(), reason="the printed issue is not at hand")


def scorer() -> ModuleType:
    spec = spec_from_file_location("score_intake", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(source: Path, expected: Path) -> dict[str, float]:
    text = source.read_text(encoding="utf-8")
    known: dict[str, Any] = json.loads(expected.read_text(encoding="utf-8"))
    figures: dict[str, float] = scorer().score(known, as_json(parse(text)), text)
    return figures


@needs_scorer
@needs_issue
def test_the_printed_issue() -> None:
    figures = score(REAL / "source.txt", REAL / "expected.json")
    assert {name: figures[name] for name in EXACT} == dict.fromkeys(EXACT, 1.0)
    assert figures["body order"] >= 0.995
    assert figures["paragraphs"] >= 0.99
    assert figures["headings"] >= 0.99
    assert figures["nothing lost"] >= 0.998
    assert figures["nothing invented"] >= 0.995


@needs_scorer
def test_the_sample_issue() -> None:
    figures = score(SAMPLE, ROOT / "tests" / "magazine" / "sample-issue.json")
    assert {name: figures[name] for name in EXACT} == dict.fromkeys(EXACT, 1.0)
    assert figures["paragraphs"] >= 0.99
    assert figures["headings"] >= 0.99
    assert figures["nothing lost"] >= 0.998


def test_the_sample_issue_without_a_scorer() -> None:
    reading = as_json(parse(SAMPLE.read_text(encoding="utf-8")))
    known = json.loads((ROOT / "tests" / "magazine" / "sample-issue.json").read_text(encoding="utf-8"))
    for name in ("title", "kicker", "subtitle", "authors", "section", "first_page"):
        assert [entry[name] for entry in reading["entries"]] == [entry[name] for entry in known["entries"]]
