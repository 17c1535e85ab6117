"""Makes the renditions that readers get: upright, sRGB, without anything the camera or the sender wrote into the file."""

from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from math import ceil
from typing import IO, Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageCms, ImageFile

from media import door

# Widths in pixels; a smaller original keeps its own width.
SIZES = (480, 960, 1600)
READABLE = ("JPEG", "PNG", "WEBP", "GIF")
# WebP cannot be higher than this many pixels.
MAX_HEIGHT = 16383
# Rows of a rendition that are drawn at a time, and the rows beside a row that Lanczos looks at.
BAND = 64
LANCZOS_REACH = 3


@dataclass(frozen=True)
class Format:
    """A file format of renditions: its extension, its media type, its name in Pillow and how it is written."""

    extension: str
    media_type: str
    name: str
    options: dict[str, Any] = field(default_factory=dict)


# One line is one more format, best first. Pages name every format of this table for every photo, so a new line goes
# live only after `manage.py make_renditions` has made its files.
FORMATS = (
    # Speed 8 costs a sixth of the encoder's own choice and loses nothing to be seen; about 0.6 s a photo in all.
    Format("avif", "image/avif", "AVIF", {"quality": 55, "speed": 8}),
    Format("webp", "image/webp", "WEBP", {"quality": 80, "method": 4}),
    Format("jpg", "image/jpeg", "JPEG", {"quality": 82, "progressive": True, "optimize": True}),
)
# What a browser gets that knows none of the others.
FALLBACK = FORMATS[-1]

TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True)
class Upright:
    """A picture ready to be scaled down: `image` is RGB and as wide as the largest rendition; the original's size
    as seen, in pixels, is `width` by `height`."""

    image: Image.Image
    width: int
    height: int


def rendition_name(token: str, width: int, ext: str) -> str:
    """The name of a rendition in the default storage; unguessable, because the token is."""
    return f"{token[:2]}/{token}/{width}.{ext}"


def rendition_url(token: str, width: int, ext: str) -> str:
    return default_storage.url(rendition_name(token, width, ext))


def widths_for(width: int) -> list[int]:
    """The widths made of a picture `width` pixels wide, ascending; nothing is ever blown up."""
    return [size for size in SIZES if size < min(width, SIZES[-1])] + [min(width, SIZES[-1])]


def height_at(width: int, of_width: int, of_height: int) -> int:
    return max(1, round(of_height * width / of_width))


def size_of(image: Image.Image) -> tuple[int, int]:
    """Width and height in pixels as seen, after the camera's orientation; from the header alone."""
    return (image.height, image.width) if _orientation(image) >= 5 else (image.width, image.height)


def upright(file: IO[bytes]) -> Upright:
    """The first frame of a picture file, turned as the camera saw it, in sRGB, on white where it was transparent.

    Raises what Pillow raises for a file that it cannot read to the end.
    """
    picture, width, height, orientation, profile = _scaled(file)
    picture = _in_srgb(picture, profile)
    return Upright(picture.transpose(TURNS[orientation]) if orientation in TURNS else picture, width, height)


def write(token: str, picture: Upright) -> list[int]:
    """Write every rendition of `picture` under `token` into the default storage; the widths made, ascending."""
    widths = widths_for(picture.width)
    for width in widths:
        scaled = picture.image.resize(
            (width, height_at(width, picture.width, picture.height)), Image.Resampling.LANCZOS
        )
        for form in FORMATS:
            buffer = BytesIO()
            scaled.save(buffer, form.name, **form.options)
            name = rendition_name(token, width, form.extension)
            if default_storage.exists(name):
                default_storage.delete(name)
            default_storage.save(name, ContentFile(buffer.getvalue()))
    door.shut([token])
    return widths


def make(photo: Any) -> list[int]:
    """Make every rendition of `photo` from its original and note size and widths on it, saved; the widths."""
    with photo.original.open("rb") as file:
        picture = upright(file)
    photo.width, photo.height = picture.width, picture.height
    photo.widths = write(photo.token, picture)
    photo.save(update_fields=["width", "height", "widths"])
    return photo.widths


def missing(photo: Any) -> list[str]:
    """The names of renditions that `photo` should have and that are not in the storage."""
    expected = widths_for(photo.width) if photo.width else []
    names = [rendition_name(photo.token, width, form.extension) for width in expected for form in FORMATS]
    return [name for name in names if not default_storage.exists(name)]


def _orientation(image: Image.Image) -> int:
    """1 to 8 as in EXIF; 1 where nothing readable is said."""
    with suppress(Exception):  # EXIF is the sender's: it may be broken in any way
        said = image.getexif().get(0x0112)
        if said in TURNS:
            return int(said)
    return 1


def _scaled(file: IO[bytes]) -> tuple[Image.Image, int, int, int, bytes | None]:
    """The picture as wide as its largest rendition, on white and not turned yet; its size as seen, in pixels; its
    orientation; its colour profile.

    It goes band by band, so that a transparent picture of fifty million pixels never stands in memory twice.
    """
    # A library that makes PDF switches this on for the whole process: half a picture would pass for a whole one.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    with Image.open(file, formats=READABLE) as image:
        width, height = size_of(image)
        orientation = _orientation(image)
        profile = image.info.get("icc_profile")
        largest = widths_for(width)[-1]
        target = largest, height_at(largest, width, height)
        target = target[::-1] if orientation >= 5 else target
        # JPEG can be decoded at a half, a quarter, an eighth: far less memory, and twice the size is enough.
        image.draft(None, (2 * target[0], 2 * target[1]))
        image.load()
        if image.size == target:
            return _on_white(image), width, height, orientation, profile
        step = image.height / target[1]
        reach = ceil(LANCZOS_REACH * max(step, 1)) + 1
        whole = Image.new("RGB", target)
        for top in range(0, target[1], BAND):
            bottom = min(top + BAND, target[1])
            first, last = max(0, int(top * step) - reach), min(image.height, ceil(bottom * step) + reach)
            band = _on_white(image.crop((0, first, image.width, last)))
            if band.mode != whole.mode:
                whole = whole.convert(band.mode)
            box = (0, top * step - first, image.width, min(bottom * step - first, band.height))
            whole.paste(band.resize((target[0], bottom - top), Image.Resampling.LANCZOS, box=box), (0, top))
    return whole, width, height, orientation, profile


def _is_plain(image: Image.Image) -> bool:
    return image.mode in ("L", "RGB", "CMYK") and "transparency" not in image.info


def _on_white(image: Image.Image) -> Image.Image:
    """The picture as L, RGB or CMYK with eight bits a channel, white where it was transparent."""
    if image.mode.startswith("I"):
        return image.point(lambda value: value / 256).convert("L")
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        image = image.convert("RGBA")
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image.getchannel("A"))
        return ground
    return image if _is_plain(image) else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in sRGB, as a new image that has pixels and nothing else.

    A profile that cannot be read is dropped: the numbers are then taken for sRGB, as browsers do.
    """
    if profile:
        with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            image = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB") or image
    clean = Image.new("RGB", image.size)
    clean.paste(image.convert("RGB"))
    return clean
