"""The original of a photo: its place, its ending, its bytes."""

from typing import IO

from django.core.files.storage import storages

from media.models import Photo


def original_place(photo: Photo) -> tuple[str, str]:
    """(name in the storage of originals, ending with its dot); two empty strings where the file has not arrived."""
    name = photo.original.name or ""
    return name, f".{name.rpartition('.')[2]}" if name else ""


def there(photo: Photo) -> bool:
    """Whether the original is really in its storage."""
    name = original_place(photo)[0]
    return bool(name) and storages["originals"].exists(name)


def open_original(photo: Photo) -> IO[bytes] | None:
    """The original, open for reading; None where there is none."""
    return storages["originals"].open(original_place(photo)[0]) if there(photo) else None
