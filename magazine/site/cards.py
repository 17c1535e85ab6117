"""分享卡片: the square picture that a chat or a social network shows beside a link to an article or an issue.

A piece with a photo shows it, cut around its focal point; an issue its cover; all others their own words, set in the house's
colours. Made when first asked for and kept; where no face of this machine has the characters, the plain card stands in.
"""

import hashlib
import json
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from PIL import Image, ImageDraw

from magazine.models import Issue, Magazine
from magazine.models.magazine import PressColour
from magazine.site.articles import published_slot
from magazine.site.covers import cover_of
from magazine.site.issues import published_issue
from magazine.site.lettering import Face, face_for, filling, write
from magazine.site.rows import Row
from magazine.states import ANYBODY
from media.renditions import FALLBACK, rendition_name

SIZE = 600
# A photo whose shorter side has fewer pixels than chats ask for is not blown up.
LEAST = 300
MARGIN = 48
PAPER, INK, SOFT = "#f8f4ea", "#211c17", "#55493c"
# As on paper in static/site/site.css.
COLOURS = {
    PressColour.VERMILION: "#94231a",
    PressColour.INDIGO: "#1f4270",
    PressColour.PINE: "#1f4f3c",
    PressColour.OCHRE: "#7a3d0c",
    PressColour.PLUM: "#6b2350",
}
# Counted up when cards are to look otherwise: kept ones are made anew.
DESIGN = 1


@require_safe
def article_card(request: HttpRequest, pk: int) -> HttpResponse:
    """Of an article that anybody may read; 404 for every other, as for none at all."""
    row = Row(published_slot(pk, ANYBODY))
    magazine = Magazine.current()
    photo = next((photo for photo in row.release.pictures if large_enough(photo)), None)
    words = [magazine.name, magazine.colour, row.release.title, row.section_name, str(row.issue)]
    return kept(
        [words, photo and [photo["token"], photo["focus"]]],
        lambda: (photo and cut(photo)) or drawn(magazine, row.release.title, f"{row.issue}　{row.section_name}"),
    )


@require_safe
def issue_card(request: HttpRequest, name: str) -> HttpResponse:
    """Of an issue that anybody may read."""
    issue = published_issue(name, ANYBODY)
    magazine, cover = Magazine.current(), cover_of(issue)
    words = [magazine.name, magazine.colour, issue.theme, str(issue)]
    photo = cover.photo if cover.photo and large_enough(cover.photo) else None
    return kept(
        [words, photo and [photo["token"], photo["focus"], cover.plate]],
        lambda: (
            (photo and (cut(photo) if cover.plate else upright(photo)))
            or drawn(magazine, issue.theme or number(issue), str(issue))
        ),
    )


def number(issue: Issue) -> str:
    return _("第%(n)s期") % {"n": issue.number}


def large_enough(photo: dict[str, Any]) -> bool:
    """Whether the file of a frozen photo is there and can be a card."""
    return bool(photo["widths"]) and min(photo["width"], photo["height"]) >= LEAST


def kept(shown: list[Any], make: Any) -> HttpResponse:
    """The card of what is `shown`: kept, or made now; the plain card where it cannot be made."""
    digest = hashlib.sha256(json.dumps([DESIGN, shown], ensure_ascii=False).encode()).hexdigest()[:32]
    name = f"cards/{digest}.jpg"
    response: Any
    if not default_storage.exists(name):
        card = make()
        if card is None:
            return HttpResponseRedirect(static("site/card.png"))
        buffer = BytesIO()
        card.save(buffer, "JPEG", quality=86, optimize=True, progressive=True)
        default_storage.save(name, ContentFile(buffer.getvalue()))
    response = FileResponse(default_storage.open(name), content_type=FALLBACK.media_type)
    response["Cache-Control"] = "public, max-age=3600"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def opened(photo: dict[str, Any]) -> Image.Image | None:
    """The largest rendition of a frozen photo as RGB; None where its file is gone."""
    name = rendition_name(photo["token"], max(photo["widths"]), FALLBACK.extension)
    try:
        with default_storage.open(name) as file, Image.open(file) as image:
            return image.convert("RGB")
    except FileNotFoundError:
        return None


def cut(photo: dict[str, Any]) -> Image.Image | None:
    """The largest square of the photo that has its focal point nearest to the middle."""
    image = opened(photo)
    if image is None:
        return None
    side = min(image.size)
    left, top = (
        round(min(max(length * per_cent / 100 - side / 2, 0), length - side))
        for length, per_cent in zip(image.size, photo.get("focus") or (50, 50), strict=True)
    )
    square = image.crop((left, top, left + side, top + side))
    return square.resize((SIZE, SIZE), Image.Resampling.LANCZOS)


def upright(photo: dict[str, Any]) -> Image.Image | None:
    """A printed cover, whole, on paper: cut to a square it would lose its name."""
    image = opened(photo)
    if image is None:
        return None
    height = SIZE - MARGIN
    image = image.resize((round(image.width * height / image.height), height), Image.Resampling.LANCZOS)
    card = Image.new("RGB", (SIZE, SIZE), PAPER)
    card.paste(image, ((SIZE - image.width) // 2, MARGIN // 2))
    return card


def drawn(magazine: Magazine, title: str, below: str) -> Image.Image | None:
    """The title as large as it goes, under the magazine's name; None where no face has the characters."""
    face = face_for(f"{magazine.name}{title}{below}…")
    if face is None:
        return None
    card = Image.new("RGB", (SIZE, SIZE), PAPER)
    draw = ImageDraw.Draw(card)
    colour = COLOURS.get(magazine.colour, COLOURS[PressColour.VERMILION])
    draw.rectangle((0, 0, SIZE, 20), fill=colour)
    _line(draw, face, magazine.name, 58, (MARGIN, 60), colour)
    size, broken = filling(title, face, (SIZE - 2 * MARGIN, 330), range(124, 55, -4), 1.26)
    write(draw, (MARGIN, 160), broken, face.at(size), 1.26, INK)
    draw.line((MARGIN, 520, SIZE - MARGIN, 520), fill=colour, width=3)
    _line(draw, face, below, 34, (MARGIN, 540), SOFT)
    return card


def _line(draw: ImageDraw.ImageDraw, face: Face, words: str, size: int, at: tuple[int, int], ink: str) -> None:
    """One line, smaller where it would not fit."""
    length = face.at(size).getlength(words)
    size = min(size, int(size * (SIZE - 2 * MARGIN) / length)) if length else size
    write(draw, at, [words], face.at(size), 1, ink)
