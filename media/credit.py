"""The one house form of a picture credit, written and read."""

import re

from media.states import CreditKind

BEFORE = re.compile(r"(?:摄影|摄|图|供图|绘图|制图|photo(?: by)?)\s*[:：/／|｜]\s*(?P<name>.+)", re.IGNORECASE)
BEHIND = re.compile(r"(?P<name>.+?)\s*(?P<mark>[/／|｜]|\s)?\s*(?P<kind>摄影报道|摄影|供图|制图|绘图|摄|绘)")
KINDS = {
    "摄影报道": CreditKind.TAKEN,
    "摄影": CreditKind.TAKEN,
    "摄": CreditKind.TAKEN,
    "图": CreditKind.TAKEN,
    "供图": CreditKind.SUPPLIED,
    "绘图": CreditKind.DRAWN,
    "绘": CreditKind.DRAWN,
    "制图": CreditKind.CHARTED,
}


def credit_line(name: str, kind: str) -> str:
    """`林景余／摄`, `河源工会供图`, `资料图片`; an empty string where nobody is named and nothing is known."""
    name = name.strip()
    if kind == CreditKind.FILE:
        return f"{name}／{kind}" if name else kind
    if not name:
        return ""
    return f"{name}{kind}" if kind == CreditKind.SUPPLIED else f"{name}／{kind}"


def split_credit(text: str) -> tuple[str, str]:
    """Name and kind of a credit as photographers write it: `林景余/摄`, `河源工会供图`, `摄影：林景余`, or a bare name.

    A bare name has taken the picture. 绘 needs a mark before it, because it also ends given names.
    """
    text = text.strip(" ()（）[]【】")
    if text in ("资料图片", "资料图"):
        return "", CreditKind.FILE.value
    before = BEFORE.fullmatch(text)
    if before:
        word = re.split(r"\s*[:：/／|｜]", text, maxsplit=1)[0]
        return before["name"].strip(), KINDS.get(word, CreditKind.TAKEN).value
    behind = BEHIND.fullmatch(text)
    if behind and (behind["mark"] or (behind["kind"] != "绘" and len(behind["name"]) > 1)):
        return behind["name"].strip(" /／|｜"), KINDS[behind["kind"]].value
    return text, CreditKind.TAKEN.value
