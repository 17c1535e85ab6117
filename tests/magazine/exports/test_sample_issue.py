"""The contents of the sample issue, as it is read from its print text, in every format that is text."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from magazine.contents import Contents, contents
from magazine.exports import FORMATS
from magazine.intake.loader import load
from magazine.models import Issue
from tests.builders import moment
from tests.magazine.exports.test_exports import GOLDEN, TEXT_FORMATS

SAMPLE = Path(__file__).parents[1] / "sample-issue.json"

pytestmark = pytest.mark.django_db


@pytest.fixture
def found() -> Contents:
    load(json.loads(SAMPLE.read_text(encoding="utf-8")), "原文", "sample.txt", moment(2026, 11, 1))
    whole = contents(Issue.objects.get())
    # Numbers of manuscripts are the database's own.
    return replace(whole, lines=tuple(replace(line, article_id=line.position) for line in whole.lines))


@pytest.mark.parametrize("ext", TEXT_FORMATS)
def test_the_sample_reads_as_it_was_looked_at(found, ext):
    assert FORMATS[ext].write(found) == (GOLDEN / f"sample.{ext}").read_bytes()
