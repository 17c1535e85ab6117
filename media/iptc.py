"""Reads IPTC-IIM, what a press photographer wrote into the file (IPTC-NAA Information Interchange Model 4.2)."""

Datasets = dict[tuple[int, int], list[bytes]]

MARKER = 0x1C
CHARSET = (1, 90)
UTF_8 = (b"\x1b%G", b"\x1b%/G", b"\x1b%/H", b"\x1b%/I")


def datasets(block: bytes) -> Datasets:
    """Every dataset by (record, number), in order; reading stops at the first byte that is no dataset."""
    found: Datasets = {}
    at = 0
    while at + 5 <= len(block) and block[at] == MARKER:
        record, number = block[at + 1], block[at + 2]
        length = int.from_bytes(block[at + 3 : at + 5])
        at += 5
        if length & 0x8000:  # an extended dataset: the length of the length
            wide = length & 0x7FFF
            if wide > 4:
                break
            length = int.from_bytes(block[at : at + wide])
            at += wide
        if at + length > len(block):
            break
        found.setdefault((record, number), []).append(block[at : at + length])
        at += length
    return found


def texts(read: Datasets, number: int) -> list[str]:
    """The texts of record 2, dataset `number`, those left out that cannot be read for certain."""
    is_utf_8 = read.get(CHARSET, [b""])[0].startswith(UTF_8)
    found = [decode(value, only_utf_8=is_utf_8) for value in read.get((2, number), [])]
    return [text for text in found if text]


def decode(value: bytes, only_utf_8: bool = False) -> str:
    """The text of bytes that are UTF-8 or GBK; an empty string where it would be a guess.

    Old press software writes GBK and says nothing; the fields have lengths in bytes, so that the last character may
    be cut in half, and then goes. Bytes that happen to be legal GBK but read as rare characters only are Latin
    letters with accents.
    """
    value = value.strip(b"\0 \r\n\t")
    text = _whole(value, "utf-8") or _begun(value, "utf-8") or ""
    if not only_utf_8 and (not text or _is_of_no_script_here(text)):
        chinese = _whole(value, "gb18030") or _begun(value, "gb18030") or ""
        text = chinese if _reads_as_chinese(chinese) else text
    return "" if "\ufffd" in text else tidy(text)


def tidy(text: str) -> str:
    """One line without control characters; a line end between two Chinese characters leaves nothing behind."""
    lines = ["".join(letter if letter.isprintable() else " " for letter in line).strip() for line in text.splitlines()]
    joined = ""
    for line in filter(None, lines):
        needs_space = joined and joined[-1].isascii() and line[0].isascii()
        joined += (" " if needs_space else "") + line
    return " ".join(joined.split())


def _whole(value: bytes, encoding: str) -> str | None:
    try:
        return value.decode(encoding)
    except UnicodeDecodeError:
        return None


def _begun(value: bytes, encoding: str) -> str | None:
    """The text of bytes whose last character was cut in half; what is left must still be more than ASCII, which
    would fit any encoding."""
    try:
        return value.decode(encoding)
    except UnicodeDecodeError as error:
        text = _whole(value[: error.start], encoding) if error.end == len(value) else None
        return text if text and not text.isascii() else None


def _is_of_no_script_here(text: str) -> bool:
    """Letters of scripts between Latin and Chinese only: what pairs of GBK look like where they are legal UTF-8."""
    beyond = [letter for letter in text if not letter.isascii()]
    return bool(beyond) and all(letter < "\u0800" for letter in beyond) and any(letter >= "\u0180" for letter in beyond)


def _reads_as_chinese(text: str) -> bool:
    """More than half of the characters beyond ASCII stand in GB 2312, where everyday writing lives."""
    beyond = [letter for letter in text if not letter.isascii()]
    everyday = 0
    for letter in beyond:
        pair = letter.encode("gb18030")
        everyday += len(pair) == 2 and 0xA1 <= pair[0] <= 0xF7 and pair[1] >= 0xA1
    return everyday * 2 > len(beyond)
