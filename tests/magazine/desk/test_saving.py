"""Two people at one manuscript through every door, and eight writers at once: a short run of benchmarks/saving.py."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from articles.models import Section
from benchmarks import saving


@pytest.fixture
def apart(db, tmp_path: Path, monkeypatch):
    """A copy of the test database that several threads may write at once, as they do the real one.

    The test's own thread is done with its connection; threads that begin later come to the copy.
    """
    sqlite = connection.vendor == "sqlite"
    original = connection.settings_dict["NAME"]
    name = str(tmp_path / "apart.sqlite3") if sqlite else f"{original}_apart"
    if sqlite:
        connection.connection.rollback()  # a database that is being written is not copied
        with closing(sqlite3.connect(name)) as copy:
            connection.connection.backup(copy)
    else:
        connection.close()  # nobody may be at the database that is copied
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{original}"')
    monkeypatch.setitem(connection.settings_dict, "NAME", name)
    monkeypatch.setattr(saving, "JITTER", 0.05)
    yield
    monkeypatch.undo()
    if not sqlite:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def run() -> tuple[dict[str, int], dict[str, float]]:
    """(door → lost updates, what eight writers came to)."""
    section = Section.objects.create(name="试验栏目", slug="saving")
    clients = saving.people()
    try:
        return {door: saving.rounds(door, 2, section, clients)[0] for door in saving.DOORS}, saving.writers(2, section)
    finally:
        connection.close()


@pytest.mark.slow
def test_nothing_is_lost_and_nobody_is_locked_out(apart):
    with ThreadPoolExecutor(1) as thread:
        lost, written = thread.submit(run).result()
    assert lost == dict.fromkeys(saving.DOORS, 0)
    assert (written["saves"], written["faults"], written["versions present"]) == (16, 0, 16)
