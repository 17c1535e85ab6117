"""What came with the picture: caption, photographer, date and place out of IPTC, XMP and EXIF. Reads, never writes."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from PIL import Image

from media import iptc, xmp
from media.credit import split_credit
from media.renditions import READABLE
from media.states import CreditKind

IPTC_BLOCK = 0x0404
DESCRIPTION, ARTIST, EXIF_IFD, TAKEN, DIGITISED = 0x010E, 0x013B, 0x8769, 0x9003, 0x9004
XP_TITLE, XP_COMMENT, XP_AUTHOR, XP_SUBJECT = 0x9C9B, 0x9C9C, 0x9C9D, 0x9C9F
HOME = {"中国", "中华人民共和国", "china", "people's republic of china", "p.r. china", "prc", "cn", "chn"}
XMP_PLACES = ("photoshop:Country", "photoshop:State", "photoshop:City", "iptc:Location")
# A clock that lost its battery starts again on one of these days.
RESET_CLOCKS = {date(1970, 1, 1), date(1980, 1, 1)}


@dataclass(frozen=True)
class Written:
    """What a file says of itself; empty where it says nothing that can be read for certain. Lengths are not limited.

    `credit_kind` is a CreditKind value, or empty where nobody is named.
    """

    caption: str = ""
    credit_name: str = ""
    credit_kind: str = ""
    taken_on: date | None = None
    place: str = ""


def read(data: bytes) -> Written:
    """What stands in the file `data`. IPTC, which an agency or a press desk fills in, goes before XMP and EXIF.

    Never fails: an unreadable block says nothing.
    """
    blocks: dict[str, bytes] = {}
    exif: dict[int, object] = {}
    with suppress(Exception), Image.open(BytesIO(data), formats=READABLE) as image:
        blocks = _blocks(image.info)
        exif = dict(image.getexif())
        exif.update(image.getexif().get_ifd(EXIF_IFD))
    press = iptc.datasets(blocks.get("iptc", b""))
    properties = xmp.read(blocks.get("xmp", b""))

    def of_press(number: int) -> list[str]:
        return iptc.texts(press, number)

    def of_xmp(name: str) -> list[str]:
        return [iptc.tidy(text) for text in properties.get(name, [])]

    name, kind = _credit(
        _fuller(_joined(of_press(80)), _joined(of_xmp("dc:creator"))) or _joined(_exif_texts(exif, ARTIST, XP_AUTHOR)),
        _fuller(_joined(of_press(110)), _joined(of_xmp("photoshop:Credit"))),
    )
    return Written(
        caption=_fuller(_first(of_press(120)), _first(of_xmp("dc:description")))
        or _first(text for text in _exif_texts(exif, DESCRIPTION, XP_COMMENT, XP_SUBJECT, XP_TITLE) if _is_said(text)),
        credit_name=name,
        credit_kind=kind,
        taken_on=_date(_first(of_press(55)))
        or _date(_first(of_xmp("photoshop:DateCreated")))
        or _date(_first(_exif_texts(exif, TAKEN, DIGITISED))),
        place=_place([_first(of_press(number)) for number in (101, 95, 90, 92)])
        or _place([_first(of_xmp(name)) for name in XMP_PLACES]),
    )


def _blocks(info: dict) -> dict[str, bytes]:
    """The raw IPTC and XMP blocks of a picture, wherever its format keeps them."""
    blocks = {}
    photoshop = info.get("photoshop")
    if isinstance(photoshop, dict) and isinstance(photoshop.get(IPTC_BLOCK), bytes):
        blocks["iptc"] = photoshop[IPTC_BLOCK]
    packet = info.get("xmp") or info.get("XML:com.adobe.xmp")
    if packet:
        blocks["xmp"] = packet.encode() if isinstance(packet, str) else bytes(packet)
    return blocks


def _exif_texts(exif: dict[int, object], *tags: int) -> list[str]:
    """The texts of `tags` in that order. Windows writes its own tags (XP…) in UTF-16, the others are bytes of any kind."""
    found = []
    for tag in tags:
        value = exif.get(tag)
        if isinstance(value, tuple):
            value = bytes(value) if all(isinstance(part, int) and part < 256 for part in value) else b""
        if tag >= XP_TITLE and isinstance(value, bytes):
            with suppress(UnicodeDecodeError):
                found.append(iptc.tidy(value.decode("utf-16-le").rstrip("\0")))
        elif isinstance(value, str):
            with suppress(UnicodeEncodeError):
                found.append(iptc.decode(value.encode("latin-1")))
        elif isinstance(value, bytes):
            found.append(iptc.decode(value))
    return [text for text in found if text]


def _is_said(text: str) -> bool:
    """Whether a person said it: cameras write their maker's name, telephones the name of a filter."""
    return not text.isascii() or (" " in text and not text.isupper())


def _first(texts: Iterable[str]) -> str:
    return next(iter(texts), "")


def _joined(names: list[str]) -> str:
    return "、".join(dict.fromkeys(names))


def _fuller(press: str, packet: str) -> str:
    """The press wording, unless XMP has the same at greater length: IPTC cuts a name after 32 bytes."""
    return packet if not press or packet.startswith(press) else press


def _credit(byline: str, provider: str) -> tuple[str, str]:
    """Name and kind. Where nobody is named, who supplied the picture stands for it."""
    if byline:
        return split_credit(byline)
    if provider:
        name, kind = split_credit(provider)
        return name, CreditKind.SUPPLIED.value if kind == CreditKind.TAKEN and name == provider else kind
    return "", ""


def _date(text: str) -> date | None:
    """The day at the head of `20241105`, `2024-11-05T…` or `2024:11:05 …`; None where it is none or a reset clock."""
    match = re.match(r"(\d{4})[-:/]?(\d{2})[-:/]?(\d{2})", text)
    if not match:
        return None
    with suppress(ValueError):
        day = date(int(match[1]), int(match[2]), int(match[3]))
        return None if day in RESET_CLOCKS else day
    return None


def _place(parts: list[str]) -> str:
    """Country, province, city and spot from the large to the small, as one says it in Chinese: 广东省河源市源城区.

    A part that another holds is not repeated, and home is not named.
    """
    place = ""
    for part in parts:
        if part.lower() in HOME:
            continue
        if part and part in place:
            continue
        if part.startswith(place):
            place = ""
        place += (" " if place and place[-1].isascii() and part[:1].isascii() and part else "") + part
    return place
