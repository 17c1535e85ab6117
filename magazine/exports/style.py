"""How a contents page is set (目录样式), and who took it out when (导出附记)."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.utils import timezone


@dataclass(frozen=True)
class Style:
    """One way to set a contents page: the word of its head, where the page stands, what is between authors, which
    parts are printed. `covers` are the cover's own line and the slots of covers and inserts; `english` is the
    English contents on a page of its own (GB/T 13417—2009 asks for main items only: lines with an English title).
    """

    word: str = "目录"
    page_first: bool = False
    separator: str = " "
    theme: bool = True
    section_en: bool = True
    kicker: bool = True
    subtitle: bool = True
    authors: bool = True
    covers: bool = True
    english: bool = False


USUAL = Style()


def style_of(row: Any) -> Style:
    """The Style that a row of 目录样式 describes: its fields have the same names."""
    return Style(**{field.name: getattr(row, field.name) for field in fields(Style)})


@dataclass(frozen=True)
class Stamp:
    """Who took it out, when, and in which state the issue was: all three as a person reads them."""

    person: str
    at: datetime
    state: str

    @property
    def sentence(self) -> str:
        """`梁工2026年11月26日11:05导出，当时在编`: written into the file's own properties, never on the page."""
        at = timezone.localtime(self.at)
        return f"{self.person}{at:%Y年%-m月%-d日%H:%M}导出，当时{self.state}"
