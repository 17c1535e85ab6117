"""Covers: the printed cover where there is a picture of it, a set one where there is none."""

from dataclasses import dataclass
from typing import Any

from magazine.models import Issue
from media.figure import frozen


@dataclass(frozen=True)
class Cover:
    """`photo` is a frozen photo dict, or None for a set cover. `plate`: a landscape picture set into a cover,
    since only an upright one can be the picture of a whole cover."""

    issue: Issue
    photo: dict[str, Any] | None
    plate: bool


def cover_of(issue: Issue) -> Cover:
    """The cover of `issue`; its `cover` must be loaded already."""
    if issue.cover is None or not issue.cover.widths:
        return Cover(issue, None, plate=False)
    photo = frozen(issue.cover, issue.cover_caption, issue.cover.alt)
    return Cover(issue, photo, plate=issue.cover.width > issue.cover.height)
