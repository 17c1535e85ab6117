"""What is handed over: each slot of an issue with the text that goes into print and its pictures, numbered."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from articles.models import Figure, Release
from articles.releasing import draft_copy
from magazine.contents import one_line
from magazine.exports.handoff.originals import original_place, there
from magazine.models import Issue, Slot
from magazine.publishing import latest_releases
from media.models import Photo

# Dots per inch that offset print wants of a photograph.
DPI = 300
MM_PER_INCH = 25.4
UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


@dataclass(frozen=True)
class Picture:
    """One picture of an article. `number` counts from 1 in the order of the text; `file` is its name in the folder,
    empty while its file has not arrived. Sizes in pixels as seen; `planned` is the printed width in millimetres, if
    one is planned.
    """

    number: int
    id: int
    caption: str
    credit: str
    width: int
    height: int
    file: str = ""
    planned: int | None = None
    photo: Photo | None = None

    @property
    def largest(self) -> int:
        """The width in whole millimetres up to which the picture is sharp in print."""
        return int(self.width * MM_PER_INCH / DPI)

    @property
    def dpi(self) -> int | None:
        """Dots per inch at the planned width; None where none is planned or no file has come."""
        return int(self.width * MM_PER_INCH / self.planned) if self.planned and self.file else None

    @property
    def warning(self) -> str:
        """What the layout artist must know of the file, as one sentence; empty where it is as it should be."""
        if not self.file:
            return _("图片文件没有到。")
        if self.dpi is not None and self.dpi < DPI:
            return _("计划宽{planned}毫米，只有{dpi}点，不足300点：最宽印{largest}毫米，或换大图。").format(
                planned=self.planned, dpi=self.dpi, largest=self.largest
            )
        return ""


@dataclass(frozen=True)
class Copy:
    """One slot as handed over. `release` is what is set, None while no manuscript has come; `standing` says which text
    it is; `folder` is its place in the package."""

    slot: Slot
    release: Release | None
    standing: str
    folder: str
    pictures: tuple[Picture, ...] = ()

    @property
    def title(self) -> str:
        return one_line(self.release.full_title if self.release else self.slot) or _("（无题）")

    @property
    def final(self) -> bool:
        """Whether the text has been signed."""
        return self.release is not None and bool(self.release.number)


def copies(issue: Issue, at: datetime) -> list[Copy]:
    """The slots of `issue` in contents order, each with its pinned release, else its newest, else its draft."""
    slots = list(
        issue.slots.select_related("article__section", "section", "release").order_by("position"),
    )
    newest = latest_releases(slots)
    return [_copy(slot, slot.release or newest.get(slot.article_id or 0), at) for slot in slots]


def cover_photo(issue: Issue) -> Photo | None:
    """The picture of the cover, if its file is there."""
    return issue.cover if issue.cover and there(issue.cover) else None


def _copy(slot: Slot, release: Release | None, at: datetime) -> Copy:
    standing = _("定稿")
    if slot.article is None:
        standing, release = _("待稿"), None
    elif release is None:
        standing, release = _("未定稿（{state}）").format(state=slot.article.get_state_display()), None
        release = draft_copy(slot.article, at)
    elif slot.article.version > release.version:
        standing = _("定稿（其后又在改稿）")
    title = one_line(release.title if release else slot)
    folder = _safe(f"{slot.position:02d}-{slot.heading or slot.section.name}-{title}")[:60].rstrip(" .-")
    return Copy(slot, release, standing, folder, _pictures(release) if release else ())


def _pictures(release: Release) -> tuple[Picture, ...]:
    """Pictures of the text, then those beside events, each once, in printed order."""
    frozen = list({photo["id"]: photo for photo in _frozen(release)}.values())
    library = Photo.objects.in_bulk([photo["id"] for photo in frozen])
    planned = dict(
        Figure.objects.filter(article=release.article_id, photo__in=library).values_list("photo_id", "planned_width")
    )
    found = []
    for number, photo in enumerate(frozen, start=1):
        kept = library.get(photo["id"])
        ending = original_place(kept)[1] if kept is not None and there(kept) else ""
        found.append(
            Picture(
                number=number,
                id=photo["id"],
                caption=one_line(photo["caption"]),
                credit=one_line(photo["credit"]),
                width=kept.width if kept else photo["width"],
                height=kept.height if kept else photo["height"],
                file=f"图{number:02d}{ending}" if ending else "",
                planned=planned.get(photo["id"]),
                photo=kept,
            )
        )
    return tuple(found)


def _frozen(release: Release) -> list[dict[str, Any]]:
    return [*release.photos, *(photo for event in release.events for photo in event["photos"])]


def _safe(name: str) -> str:
    return UNSAFE.sub("-", name).strip(" .") or "-"
