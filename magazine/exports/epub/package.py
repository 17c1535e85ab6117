"""The EPUB container: a zip whose first entry is the media type, plain, and whose bytes do not depend on the clock."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from magazine.exports.markup import UNPRINTABLE

STYLES = Path(__file__).with_name("book.css")
CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


def packed(pages: dict[str, str], pictures: dict[str, bytes], package: str) -> bytes:
    """The book as a file: `pages` and `pictures` by name, and the package document that lists them."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        # OCF 3.3, 4.2.2: the media type comes first and is not compressed.
        _add(archive, "mimetype", b"application/epub+zip", ZIP_STORED)
        _add(archive, "META-INF/container.xml", CONTAINER.encode())
        _add(archive, "EPUB/package.opf", _xml(package))
        _add(archive, "EPUB/book.css", STYLES.read_bytes())
        for name, text in pages.items():
            _add(archive, f"EPUB/{name}", _xml(text))
        for name, data in pictures.items():
            # A JPEG does not get smaller.
            _add(archive, f"EPUB/{name}", data, ZIP_STORED)
    return buffer.getvalue()


def _xml(text: str) -> bytes:
    return UNPRINTABLE.sub("", text).encode()


def _add(archive: ZipFile, name: str, data: bytes, compression: int = ZIP_DEFLATED) -> None:
    entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type, entry.external_attr, entry.create_system = compression, 0o644 << 16, 3
    archive.writestr(entry, data)
