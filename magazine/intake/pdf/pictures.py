"""Owns the pictures of a page: their bytes, their places, and the caption that each stands with."""

from dataclasses import dataclass
from io import BytesIO

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image

SMALLEST = 36.0
"""Points: what is smaller in print is an ornament."""
PIXELS = 60_000_000
MOST = 300
"""Pictures of a document."""
NEAR = 90.0


@dataclass(slots=True)
class Shot:
    """A picture: its box on the page (left, top, right, bottom in points, y down), its format and bytes."""

    page: int
    box: tuple[float, float, float, float]
    format: str
    data: bytes
    line: int | None = None


def shots(page: pdfium.PdfPage, index: int) -> list[Shot]:
    """The pictures of a page from its top down; what can't be decoded is left out."""
    height, width = page.get_height(), page.get_width()
    found: list[Shot] = []
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = thing.get_bounds()
        across, down = thing.get_px_size()
        inside = right > 0 and left < width and top > 0 and bottom < height
        if not inside or min(right - left, top - bottom) < SMALLEST or not 0 < across * down <= PIXELS:
            continue
        coded = _coded(thing)
        if coded is not None:
            found.append(Shot(index, (left, height - top, right, height - bottom), *coded))
        if len(found) == MOST:
            break
    return sorted(found, key=lambda shot: (shot.box[1], shot.box[0]))


def _coded(thing: pdfium.PdfImage) -> tuple[str, bytes] | None:
    """JPEG as it is, everything else as PNG."""
    try:
        if thing.get_filters()[-1:] == ["DCTDecode"]:
            data = bytes(thing.get_data(decode_simple=True))
            with Image.open(BytesIO(data)) as image:
                if image.format == "JPEG" and image.mode in ("RGB", "L"):
                    return "jpg", data
        image = thing.get_bitmap(render=False).to_pil().convert("RGB")
        file = BytesIO()
        image.save(file, "PNG")
        return "png", file.getvalue()
    except (pdfium.PdfiumError, OSError, ValueError, Image.DecompressionBombError):
        return None


def tie(found: list[Shot], captions: list[tuple[int, tuple[float, float, float, float]]]) -> None:
    """Give each picture the first line of the caption nearest to it: below it, else beside or above it.

    `captions`: (line, box) of the captions of the page.
    """
    for shot in found:
        near = [(_distance(shot.box, box), line) for line, box in captions]
        distance, line = min(near, default=(NEAR + 1, 0))
        shot.line = line if distance <= NEAR else None


def _distance(shot: tuple[float, float, float, float], caption: tuple[float, float, float, float]) -> float:
    """How far a caption stands from a picture; one below it is nearer than one above."""
    across = max(caption[0] - shot[2], shot[0] - caption[2], 0.0)
    down = max(caption[1] - shot[3], shot[1] - caption[3], 0.0)
    return across + down + (15.0 if caption[3] <= shot[1] else 0.0)
