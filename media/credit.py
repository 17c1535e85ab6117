"""The one house form of a picture credit."""

from media.states import CreditKind


def credit_line(name: str, kind: str) -> str:
    """`林景余／摄`, `河源工会供图`, `资料图片`; an empty string where nobody is named and nothing is known."""
    name = name.strip()
    if kind == CreditKind.FILE:
        return f"{name}／{kind}" if name else kind
    if not name:
        return ""
    return f"{name}{kind}" if kind == CreditKind.SUPPLIED else f"{name}／{kind}"
