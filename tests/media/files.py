"""Picture files built by hand: honest ones, and what a hostile or careless sender makes of them."""

import struct
import zlib
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, TiffImagePlugin

MARKUP = b"<html><script>alert('tail')</script></html>"
GREEN, RED = (20, 160, 60), (200, 30, 30)


def two_halves(width: int = 600, height: int = 400, mode: str = "RGB") -> Image.Image:
    """Red on the left, green on the right: one sees which way up it is."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(GREEN, (width // 2, 0, width, height))
    return image.convert(mode)


def written(image: Image.Image, form: str = "JPEG", **options: Any) -> bytes:
    buffer = BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def upload(data: bytes, name: str = "班前会.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="application/octet-stream")


def png_claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header claims that size."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 4096)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def with_segments(jpeg: bytes, *segments: bytes) -> bytes:
    """A JPEG with these segments behind its start-of-image mark."""
    return jpeg[:2] + b"".join(segments) + jpeg[2:]


def dataset(number: int, value: bytes, record: int = 2) -> bytes:
    return bytes([0x1C, record, number]) + struct.pack(">H", len(value)) + value


def iptc_segment(*datasets: bytes) -> bytes:
    """The APP13 segment of a Photoshop resource block that holds the IPTC datasets."""
    block = b"".join(datasets)
    padding = b"\0" * (len(block) % 2)
    resource = b"8BIM" + struct.pack(">H", 0x0404) + b"\0\0" + struct.pack(">I", len(block)) + block + padding
    return segment(0xED, b"Photoshop 3.0\0" + resource)


def xmp_packet(properties: str) -> bytes:
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
 {properties}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>""".encode()


def xmp_segment(packet: bytes) -> bytes:
    return segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet)


def exif(tags: dict[int, Any], taken: str = "", position: bool = False) -> bytes:
    """An EXIF block with these tags, the moment of taking, and a place on the globe."""
    block = Image.Exif()
    for tag, value in tags.items():
        block[tag] = value
    if taken:
        block.get_ifd(0x8769)[0x9003] = taken
        block.get_ifd(0x8769)[0xA431] = "SERIAL-0042"
    if position:
        degrees = tuple(TiffImagePlugin.IFDRational(part) for part in (23, 7, 30))
        block.get_ifd(0x8825).update({1: "N", 2: degrees, 3: "E", 4: degrees})
    return block.tobytes()


def windows_text(text: str) -> bytes:
    """How Windows writes its own EXIF tags."""
    return text.encode("utf-16-le") + b"\0\0"
