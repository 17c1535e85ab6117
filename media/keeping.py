"""How long the files of a picture are kept: until nothing printed shows them any more."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from django.core.files.storage import FileSystemStorage, default_storage, storages

from media import door

# The floors above know what has been printed. Each adds its question here in its own apps.py: token -> printed?
PRINTED: list[Callable[[str], bool]] = []


def printed(token: str) -> bool:
    """Whether any release shows the renditions under this token."""
    return any(ask(token) for ask in PRINTED)


def discard(token: str, original: str) -> None:
    """Remove the original of that name, and the renditions under `token` unless they have been printed.

    To be called after the commit that let go of them: a rolled-back change must find its files in place.
    """
    if original:
        storages["originals"].delete(original)
    if printed(token):
        return
    folder = f"{token[:2]}/{token}"
    with suppress(FileNotFoundError):
        for name in default_storage.listdir(folder)[1]:
            default_storage.delete(f"{folder}/{name}")
        default_storage.delete(folder)
    door.shut([token])


def unwritable() -> list[str]:
    """The folders that pictures should go to and cannot; made where they are only missing. Remote storages are not asked."""
    refused = []
    for storage in (storages["originals"], storages["default"]):
        if not isinstance(storage, FileSystemStorage):
            continue
        folder = Path(storage.location)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            refused.append(str(folder))
            continue
        if not os.access(folder, os.W_OK | os.X_OK):
            refused.append(str(folder))
    return refused
