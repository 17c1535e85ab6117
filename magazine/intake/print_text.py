"""Reads the bytes of a print text into a traced reading; what the child process runs."""

from typing import Any

from magazine.intake.encoding import IntakeError, read_text
from magazine.intake.reading import parse
from magazine.intake.traces import traced

LONGEST = 20_000
"""Characters: no print line is as long; a text without line breaks is no print text."""


def read(data: bytes, name: str, year: int | None, month: int | None, sections: list[list[str]]) -> dict[str, Any]:
    """{text, reading}. Raises IntakeError with one sentence."""
    text = read_text(data)
    if max(map(len, text.split("\n"))) > LONGEST:
        raise IntakeError(f"“{name}”里没有断行，不像排版文本，从排版软件重新导出纯文本（TXT）后再收。")
    known = [(found, english) for found, english in sections]
    return {"text": text, "reading": traced(parse(text, year=year, month=month, sections=known))}
