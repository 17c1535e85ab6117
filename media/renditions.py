"""Makes the renditions that readers get: upright, sRGB, without anything the camera or the sender wrote into the file."""

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageCms, ImageOps

# Widths in pixels; a smaller original keeps its own width. One line of FORMATS is one more format.
SIZES = (480, 960, 1600)
FORMATS: dict[str, tuple[str, dict[str, Any]]] = {
    "webp": ("WEBP", {"quality": 80, "method": 4}),
    "jpg": ("JPEG", {"quality": 82, "progressive": True, "optimize": True}),
}
READABLE = ("JPEG", "PNG", "WEBP", "GIF")


def rendition_name(token: str, width: int, ext: str) -> str:
    """The name of a rendition in the default storage; unguessable, because the token is."""
    return f"{token[:2]}/{token}/{width}.{ext}"


def rendition_url(token: str, width: int, ext: str) -> str:
    return default_storage.url(rendition_name(token, width, ext))


def widths_for(width: int) -> list[int]:
    """The widths made of a picture `width` pixels wide, ascending; nothing is ever blown up."""
    return [size for size in SIZES if size < width] + ([width] if width < SIZES[-1] else [SIZES[-1]])


def upright(image: Image.Image) -> Image.Image:
    """The first frame in sRGB, turned as the camera saw it, on white where it was transparent, with no metadata."""
    image = ImageOps.exif_transpose(image)
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "CMYK", "L"):
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            image = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB") or image
        except (ImageCms.PyCMSError, OSError):
            # A profile that cannot be read is dropped; the numbers are then taken for sRGB, as browsers do.
            image = image.convert("RGB")
    if image.mode in ("RGBA", "LA", "P", "PA"):
        image = image.convert("RGBA")
        ground = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(ground, image)
    if image.mode == "I;16":
        image = image.point(lambda value: value / 256).convert("L")
    clean = Image.new("RGB", image.size)
    clean.paste(image.convert("RGB"))
    return clean


def make(photo: Any) -> list[int]:
    """Write every rendition of `photo` into the default storage and note size and widths on it, saved; the widths."""
    with photo.original.open("rb") as file, Image.open(file, formats=READABLE) as image:
        picture = upright(image)
    photo.width, photo.height = picture.size
    photo.widths = widths_for(photo.width)
    for width in photo.widths:
        height = max(1, round(picture.height * width / picture.width))
        scaled = picture.resize((width, height), Image.Resampling.LANCZOS) if width != picture.width else picture
        for ext, (name, options) in FORMATS.items():
            buffer = BytesIO()
            scaled.save(buffer, name, **options)
            path = rendition_name(photo.token, width, ext)
            if default_storage.exists(path):
                default_storage.delete(path)
            default_storage.save(path, ContentFile(buffer.getvalue()))
    photo.save(update_fields=["width", "height", "widths"])
    return photo.widths
