"""The door to renditions: what a public issue prints is anybody's, the rest goes to whom the floors above let in.

Every rendition lies in the default storage, where no web server looks. What anybody may see has a second name (a hard
link) in `open/` below it, and the web server serves that folder without asking anyone. The folder is a memory of answers:
it may be emptied at any time, and a picture that is asked for comes back into it.
"""

import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from enum import Enum
from pathlib import Path

from django.core.files.storage import FileSystemStorage, default_storage
from django.http import HttpRequest

FOLDER = "open"


class Access(Enum):
    """To whom the renditions under one token go: to anybody, to whoever asks now, or not to whoever asks now."""

    ANYBODY = 1
    ASKER = 2
    NOBODY = 3


# The floors above know who may read what was printed. Each adds its question here in its own apps.py.
ASKED: list[Callable[[str, HttpRequest], Access]] = []


def access(token: str, request: HttpRequest) -> Access:
    """The widest answer of the floors above; nobody where none of them knows the picture."""
    return min((ask(token, request) for ask in ASKED), key=lambda found: found.value, default=Access.NOBODY)


def is_open(name: str) -> bool:
    """Whether the web server serves the rendition of that name by itself."""
    folder = _folder()
    return folder is not None and (folder / name).is_file()


def let_out(name: str) -> None:
    """Have the web server serve the rendition of that name from now on. Nothing where the storage is not a folder."""
    folder = _folder()
    if folder is None:
        return
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        try:
            os.link(default_storage.path(name), target)
        except PermissionError:
            # A file system without hard links.
            shutil.copyfile(default_storage.path(name), target)


def shut(tokens: Iterable[str]) -> None:
    """Have every rendition under `tokens` ask at the door again. What browsers have kept stays with them."""
    folder = _folder()
    if folder is None:
        return
    for token in tokens:
        shutil.rmtree(folder / token[:2] / token, ignore_errors=True)


def _folder() -> Path | None:
    return Path(default_storage.location) / FOLDER if isinstance(default_storage, FileSystemStorage) else None
