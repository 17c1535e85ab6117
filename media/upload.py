"""Takes a picture in: what is refused and why, and how an accepted one is stored."""

import hashlib
import re
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from PIL import Image, UnidentifiedImageError

from media import camera
from media.keeping import discard
from media.models import Photo, new_token
from media.renditions import MAX_HEIGHT, READABLE, Upright, height_at, size_of, upright, widths_for, write
from media.states import CreditKind

# MPO is what a phone writes that keeps a second picture (depth, motion) behind the first: a JPEG to everybody else.
EXTENSIONS = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif"}
# Kinds whose decoder keeps more than four bytes for every pixel: WebP sixteen, progressive JPEG six and a half.
GREEDY = {"WebP": 16_000_000, gettext_noop("渐进式JPEG"): 40_000_000}
# A progressive JPEG comes in about ten scans. Each goes over the whole picture, and an empty one takes a hundred bytes:
# a file of thousands would keep a processor busy for minutes.
MAX_SCANS = 100
NEXT_MARKER = re.compile(rb"\xff[^\0\xd0-\xd7\xff]")

# Pictures that people do send and that no browser shows, by the bytes they begin with.
FOREIGN = (
    ("HEIC", re.compile(rb"....ftyp(?:heic|heix|heim|heis|hevc|mif1|msf1)", re.DOTALL)),
    ("AVIF", re.compile(rb"....ftypavi[fs]", re.DOTALL)),
    ("TIFF", re.compile(rb"II\*\0|MM\0\*|II\+\0|MM\0\+")),
    ("PSD", re.compile(rb"8BPS")),
    ("BMP", re.compile(rb"BM.{4}\0\0\0\0", re.DOTALL)),
)
SVG = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!doctype|svg\b).*?<svg[\s>/]|\A(?:\xef\xbb\xbf)?\s*<svg[\s>/]", re.I | re.S
)


@dataclass(frozen=True)
class Accepted:
    """A checked upload: its bytes, the sender's name for it, the extension of what it really is, its SHA-256,
    and the picture itself, decoded."""

    data: bytes
    name: str
    extension: str
    digest: str
    picture: Upright


def accept(file: UploadedFile) -> Accepted:
    """The upload, checked by content and not by its name. Raises ValidationError with one sentence that names the file.

    What follows the picture in the file (a phone's moving picture, somebody's markup) does no harm: the original is
    never served, and the renditions are drawn anew.
    """
    name = "".join(letter for letter in str(file.name or "") if letter.isprintable())[-200:]
    if not file.size:
        raise ValidationError(_("“{name}”是空文件，重新选一张图片。").format(name=name))
    if file.size > settings.PHOTO_MAX_BYTES:
        limit = settings.PHOTO_MAX_BYTES // (1024 * 1024)
        raise ValidationError(_("“{name}”超过{limit}MB，压缩后再上传。").format(name=name, limit=limit))
    data = b"".join(file.chunks())
    extension = _checked_extension(data, name)
    try:
        picture = upright(BytesIO(data))
    except Exception as error:  # a hostile file may break a decoder in any way
        raise ValidationError(
            _("“{name}”不完整或已损坏，从相机或手机里重新导出一份再上传。").format(name=name)
        ) from error
    return Accepted(data, name, extension, hashlib.sha256(data).hexdigest(), picture)


def same_file(accepted: Accepted, apart_from: Photo) -> Photo | None:
    """The photo of the library whose original is this very file; the oldest one, and not `apart_from`."""
    return Photo.objects.filter(digest=accepted.digest).exclude(pk=apart_from.pk).order_by("pk").first()


def fill(photo: Photo, accepted: Accepted) -> None:
    """Take from the file what nobody has written yet; what an editor wrote stands. Cut to the fields' lengths."""
    written = camera.read(accepted.data)
    if not photo.credit_name and written.credit_name:
        photo.credit_name = written.credit_name[: _length("credit_name")]
        if photo.credit_kind == CreditKind.TAKEN and written.credit_kind:
            photo.credit_kind = written.credit_kind
    photo.caption = photo.caption or written.caption[: _length("caption")]
    photo.place = photo.place or written.place[: _length("place")]
    photo.taken_on = photo.taken_on or written.taken_on


def store(photo: Photo, accepted: Accepted, by: Any = None) -> Photo:
    """Save `photo` with the accepted file as its original, under a new unguessable name, with its renditions made
    and its empty fields filled from the file.

    The files that it had before go once the change is committed; if saving fails, the new ones go and those stay.
    """
    fill(photo, accepted)
    old_token, old_original = photo.token, (photo.original.name or "")
    photo.token = new_token()
    photo.digest = accepted.digest
    photo.original_name = accepted.name
    photo.width, photo.height = accepted.picture.width, accepted.picture.height
    if photo.created_by is None:
        photo.created_by = by
    try:
        with transaction.atomic():
            photo.original.save(f"original.{accepted.extension}", ContentFile(accepted.data), save=False)
            photo.widths = write(photo.token, accepted.picture)
            photo.save()
    except BaseException:
        discard(photo.token, photo.original.name or "")
        raise
    if old_original:
        transaction.on_commit(partial(discard, old_token, old_original))
    return photo


def _length(field: str) -> int:
    return int(getattr(Photo._meta.get_field(field), "max_length", 0))


def _checked_extension(data: bytes, name: str) -> str:
    """The extension of what the header says the file is; ValidationError where it may not come in."""
    try:
        with Image.open(BytesIO(data), formats=READABLE) as image:
            extension = EXTENSIONS[image.format or ""]
            kind = "WebP" if image.format == "WEBP" else "渐进式JPEG" if image.info.get("progressive") else ""
            pixels = image.width * image.height
            width, height = size_of(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels(name) from None
    except UnidentifiedImageError:
        raise _not_a_picture(data, name) from None
    except Exception as error:  # a hostile header may break a decoder in any way
        raise ValidationError(
            _("“{name}”不完整或已损坏，从相机或手机里重新导出一份再上传。").format(name=name)
        ) from error
    if pixels > settings.PHOTO_MAX_PIXELS:
        raise _too_many_pixels(name)
    if kind and pixels > GREEDY[kind]:
        raise ValidationError(
            _("“{name}”是超过{limit}万像素的{kind}，另存为普通JPEG再上传。").format(
                name=name, limit=GREEDY[kind] // 10_000, kind=_(kind)
            )
        )
    if extension == "jpg" and _scans(data) > MAX_SCANS:
        raise ValidationError(_("“{name}”的编码不寻常，另存为普通JPEG再上传。").format(name=name))
    if height_at(widths_for(width)[-1], width, height) > MAX_HEIGHT:
        raise ValidationError(_("“{name}”太长，裁成几段再上传。").format(name=name))
    return extension


def _scans(data: bytes) -> int:
    """How many scans a JPEG has, up to its end mark; what lies behind or in its comments is not counted."""
    scans, at = 0, 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xD9:
        marker = data[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
            continue
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
        if marker == 0xDA:
            scans += 1
            found = NEXT_MARKER.search(data, at)
            if not found:
                break
            at = found.start()
    return scans


def _too_many_pixels(name: str) -> ValidationError:
    limit = settings.PHOTO_MAX_PIXELS // 10_000
    return ValidationError(_("“{name}”超过{limit}万像素，缩小后再上传。").format(name=name, limit=limit))


def _not_a_picture(data: bytes, name: str) -> ValidationError:
    """The sentence for a file that is none of the four formats: what it is, where that can be said."""
    if SVG.match(data[:4096]):
        return ValidationError(_("“{name}”是SVG矢量图，导出为PNG再上传。").format(name=name))
    for form, beginning in FOREIGN:
        if beginning.match(data[:64]):
            return ValidationError(_("“{name}”是{form}文件，另存为JPEG或PNG再上传。").format(name=name, form=form))
    if data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8")) or (
        data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    ):
        return ValidationError(_("“{name}”不完整或已损坏，从相机或手机里重新导出一份再上传。").format(name=name))
    return ValidationError(_("“{name}”不是图片，改用JPEG、PNG、WebP或GIF文件再上传。").format(name=name))
