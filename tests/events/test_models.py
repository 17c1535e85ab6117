"""People and place of an entry: frozen and signed like its words, and void no signature that is older than they are."""

import hashlib
import json
from datetime import date

import pytest

from articles.fingerprint import fingerprint, printed_words
from articles.models import Version
from articles.permissions import valid_signatures
from articles.restoring import restore
from articles.states import Verdict
from articles.workflow import move, text_changed
from tests.builders import make_chronicle, make_release


@pytest.fixture
def chronicle(db):
    return make_chronicle([date(2024, 10, 8)])


def name(chronicle, people: str, place: str) -> None:
    event = chronicle.events.get()
    event.people, event.place = people, place
    event.save()
    text_changed(chronicle, by=None)
    chronicle.refresh_from_db()


@pytest.mark.parametrize(
    ("people", "names"),
    [
        ("", []),
        (" 、，", []),
        ("高远", ["高远"]),
        ("高远、 罗启明，高远；Anna Maria", ["高远", "罗启明", "Anna Maria"]),
    ],
)
def test_names_are_told_apart_by_marks(chronicle, people, names):
    event = chronicle.events.get()
    event.people = people
    assert event.names == names


def test_without_people_and_place_the_fingerprint_is_what_it_was(chronicle):
    """The shape that was hashed before these two fields were there, spelled out."""
    words = printed_words(chronicle)
    assert words["events"] == [["2024-10-08", None, "10月8日，市总工会召开会议。", []]]
    whole = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert fingerprint(chronicle) == hashlib.sha256(whole.encode()).hexdigest()


def test_naming_somebody_voids_the_signatures(chronicle, editor, other_editor):
    move(chronicle, Verdict.SUBMIT, editor)
    chronicle.refresh_from_db()
    move(chronicle, Verdict.APPROVE, other_editor, "同意。")
    assert len(valid_signatures(chronicle)) == 1
    name(chronicle, "高远", "")
    assert valid_signatures(chronicle) == []


def test_a_release_freezes_them(chronicle):
    name(chronicle, "高远、罗启明", "云江机床厂")
    release = make_release(chronicle)
    chronicle.events.update(people="别人", place="别处")
    (event,) = release.events
    assert (event["people"], event["place"]) == (["高远", "罗启明"], "云江机床厂")
    assert release.named == ["高远、罗启明、云江机床厂"]


def test_an_earlier_version_brings_them_back(chronicle, editor):
    name(chronicle, "高远", "云江机床厂")
    earlier = chronicle.version
    name(chronicle, "", "")
    assert restore(chronicle, earlier, chronicle.version, editor) == []
    assert chronicle.events.values_list("people", "place").get() == ("高远", "云江机床厂")


def test_a_version_from_before_the_fields_restores_without_them(chronicle, editor):
    version = chronicle.versions.get(number=chronicle.version)
    words = version.words
    for field in ("people", "place"):
        del words["events"][0][field]
    Version.objects.filter(pk=version.pk).update(words=words)
    name(chronicle, "高远", "云江机床厂")
    assert restore(chronicle, version.number, chronicle.version, editor) == []
    assert chronicle.events.values_list("people", "place").get() == ("", "")
