"""Which files of the house no row names any more: what a killed upload, export or intake left behind."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.apps import apps
from django.core.files.storage import Storage, storages
from django.db import models

SWEPT = ("originals", "exports")
"""Storages whose every file belongs to a row. Renditions stay: what was printed outlives its photo."""
GRACE = timedelta(days=1)
"""A file this young may be that of a row which is being saved now."""


def named(storage: Storage) -> set[str]:
    """The names of the files that some row keeps in `storage`."""
    found: set[str] = set()
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.FileField) and field.storage == storage:
                found |= set(model._base_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True))
    return found


def stored(storage: Storage, folder: str = "") -> Iterator[str]:
    """The name of every file in `storage`, folder by folder."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        yield f"{folder}/{name}" if folder else name
    for name in sorted(folders):
        yield from stored(storage, f"{folder}/{name}" if folder else name)


def orphans(now: datetime) -> list[tuple[str, str]]:
    """(storage, file name) of what no row names and was written more than a day before `now`."""
    left = []
    for alias in SWEPT:
        storage = storages[alias]
        # The files first: a row that is saved meanwhile is then among those asked after.
        files = [name for name in stored(storage) if storage.get_modified_time(name) < now - GRACE]
        rows = named(storage)
        left += [(alias, name) for name in files if name not in rows]
    return left
