"""Sweeping: a file goes when no row names it and it is not of today."""

import os
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.utils import timezone

from magazine.models import Export
from magazine.states import Making
from magazine.sweeping import orphans
from tests.builders import make_issue, make_photo

pytestmark = pytest.mark.django_db


def put(alias: str, name: str, days: int) -> str:
    storage = storages[alias]
    saved = storage.save(name, ContentFile(b"x"))
    written = (timezone.now() - timedelta(days=days)).timestamp()
    os.utime(storage.path(saved), (written, written))
    return saved


@pytest.fixture(autouse=True)
def rooms(tmp_path, monkeypatch):
    """Storages of this test alone."""
    for alias in ("originals", "exports"):
        monkeypatch.setattr(storages[alias], "_location", str(tmp_path / alias))
        storages[alias].__dict__.pop("base_location", None)
        storages[alias].__dict__.pop("location", None)
    yield
    for alias in ("originals", "exports"):
        storages[alias].__dict__.pop("base_location", None)
        storages[alias].__dict__.pop("location", None)


def test_what_no_row_names_goes_and_the_rest_stays(exporter, capsys):
    kept = put("originals", "ab/kept.jpg", days=40)
    make_photo(original=kept)
    package = put("exports", "1/第11期.zip", days=3)
    Export.objects.create(
        issue=make_issue(), form="epub", person=exporter, what="整期", at=timezone.now(), issue_state="编辑中",
        making=Making.DONE, progress=100, file=package,
    )  # fmt: skip
    young = put("originals", "cd/young.jpg", days=0)
    lost = put("originals", "ab/lost.jpg", days=2)
    half = put("exports", "2/half.epub", days=9)
    assert orphans(timezone.now()) == [("originals", lost), ("exports", half)]
    call_command("sweep_files", "--dry-run")
    assert storages["originals"].exists(lost)
    assert "没有归属的文件2个，没有删。" in capsys.readouterr().out
    call_command("sweep_files")
    assert capsys.readouterr().out.splitlines()[-1] == "删除没有归属的文件2个。"
    assert [storages["originals"].exists(name) for name in (kept, young, lost)] == [True, True, False]
    assert [storages["exports"].exists(name) for name in (package, half)] == [True, False]


def test_an_empty_house_has_nothing_to_sweep(capsys):
    call_command("sweep_files")
    assert capsys.readouterr().out == "删除没有归属的文件0个。\n"
