"""Takes a picture in: what is refused and why, and how an accepted one is stored."""

import hashlib
import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image

from media.models import Photo, new_token
from media.renditions import READABLE, make

EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif"}


@dataclass(frozen=True)
class Accepted:
    """A checked upload: its bytes, the sender's name for it, the extension of what it really is, its SHA-256."""

    data: bytes
    name: str
    extension: str
    digest: str


def accept(file: UploadedFile) -> Accepted:
    """The upload, checked by content. Raises ValidationError with one sentence that names the file."""
    name = str(file.name or "")[-200:]
    if not file.size:
        raise ValidationError(_("“{name}”是空文件，重新选一张图片。").format(name=name))
    if file.size > settings.PHOTO_MAX_BYTES:
        limit = settings.PHOTO_MAX_BYTES // (1024 * 1024)
        raise ValidationError(_("“{name}”超过 {limit} MB，压缩后再上传。").format(name=name, limit=limit))
    data = b"".join(file.chunks())
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=READABLE) as image:
                if image.width * image.height > settings.PHOTO_MAX_PIXELS:
                    limit = settings.PHOTO_MAX_PIXELS // 10_000
                    raise ValidationError(
                        _("“{name}”超过 {limit} 万像素，缩小后再上传。").format(name=name, limit=limit)
                    )
                extension = EXTENSIONS[image.format or ""]
                image.load()
    except ValidationError:
        raise
    except Exception as error:  # a hostile file may break a decoder in any way
        raise ValidationError(
            _("“{name}”不是能读的图片，改用 JPEG、PNG、WebP 或 GIF 文件再上传。").format(name=name)
        ) from error
    return Accepted(data, name, extension, hashlib.sha256(data).hexdigest())


def store(photo: Photo, accepted: Accepted, by: Any = None) -> Photo:
    """Save `photo` with the accepted file as its original, under a new unguessable name, and make its renditions."""
    with transaction.atomic():
        photo.token = new_token()
        photo.digest = accepted.digest
        photo.original_name = accepted.name
        if photo.created_by is None:
            photo.created_by = by
        photo.original.save(f"original.{accepted.extension}", ContentFile(accepted.data), save=False)
        photo.save()
        make(photo)
    return photo
