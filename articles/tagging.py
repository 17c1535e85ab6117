"""Tags as a Chinese desk types them: split on ， 、 ； and their half-width twins, never on spaces."""

import re
from collections.abc import Iterable

SEPARATORS = re.compile(r"[,，、;；\n\r]+")


def split_tags(text: str) -> list[str]:
    """The tag names in `text`, in order, each once; the spaces inside a tag stay."""
    names = (re.sub(r"\s+", " ", name).strip() for name in SEPARATORS.split(text or ""))
    return list(dict.fromkeys(name for name in names if name))


def join_tags(tags: Iterable) -> str:
    """The names of `tags` in one line that `split_tags` reads back."""
    return "、".join(tag.name for tag in tags)
