"""Finding and Piece: what a rule says, and what it reads."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Severity(models.TextChoices):
    """B keeps a manuscript from 定稿 until it is mended or waived with a reason."""

    BLOCKS = "B", _("必改")
    WARNS = "W", _("存疑")
    INFORMS = "I", _("提示")


@dataclass(frozen=True)
class Piece:
    """One printed paragraph, row or note: `number` in the text, `code` as in articles/printed.py, its words."""

    number: int
    code: str
    text: str


@dataclass(frozen=True)
class Mend:
    """What would mend a finding: `right` in place of the words `wrong` at `start` of the piece. Only ever offered."""

    start: int
    wrong: str
    right: str

    @property
    def end(self) -> int:
        return self.start + len(self.wrong)


@dataclass(frozen=True)
class Finding:
    """What a rule found: `quote` is the exact text at `start` of piece `piece`; `message` and `suggestion` in Chinese.

    `rule` is the number of the house's list of rules, `source` the standard behind it, `mend` the words that mend it
    where there is no doubt which they are.
    """

    rule: str
    severity: str
    piece: int
    start: int
    quote: str
    message: str
    suggestion: str = ""
    source: str = ""
    mend: Mend | None = None

    @property
    def end(self) -> int:
        return self.start + len(self.quote)

    @property
    def span(self) -> tuple[int, int]:
        """From where to where the fault itself stands in its piece: what would be mended, where that is known."""
        return (self.mend.start, self.mend.end) if self.mend else (self.start, self.end)

    @property
    def blocks(self) -> bool:
        return self.severity == Severity.BLOCKS
