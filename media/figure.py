"""A photo as a release freezes it, and as a page shows it."""

from typing import Any

from media.models import Photo


def frozen(photo: Photo, caption: str, alt: str) -> dict[str, Any]:
    """What a release keeps of a photo: {id, token, widths, width, height, caption, credit, alt, focus}; pixels, and focus as
    [from the left, from the top] in per cent."""
    return {
        "id": photo.pk,
        "token": photo.token,
        "widths": list(photo.widths),
        "width": photo.width,
        "height": photo.height,
        "caption": caption,
        "credit": photo.credit,
        "alt": alt,
        "focus": [photo.focus_x, photo.focus_y],
    }
