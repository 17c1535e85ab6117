"""Reads a file in a process of its own, so that whatever the file does, it does it there."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings

from magazine.intake.encoding import IntakeError

SECONDS = 25
WORD = "magazine.intake.word.manuscript"
PRINT = "magazine.intake.print_text"
PDF = "magazine.intake.pdf.reading"
PAGE = "magazine.intake.pdf.faces"


def read_apart(data: bytes, name: str, reader: str = WORD, seconds: float = SECONDS, **options: Any) -> dict[str, Any]:
    """What `read(data, name, **options)` of the module `reader` gives, with `pictures`: name → bytes.

    `options` and the reading go through JSON. Raises IntakeError with one sentence for a file that is refused, that takes
    longer than `seconds`, or on which the reading breaks. Nothing stays behind on the disk.
    """
    with tempfile.TemporaryDirectory(prefix="gongkan-intake-") as place:
        folder = Path(place)
        (folder / "file").write_bytes(data)
        (folder / "asked.json").write_text(json.dumps({"name": name, "options": options}), encoding="utf-8")
        try:
            done = subprocess.run(  # noqa: S603  (our own module, no shell, no word of the sender's in it)
                [sys.executable, "-m", "magazine.intake.child", reader, place],
                cwd=settings.BASE_DIR,
                env={"PATH": os.defpath, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": place},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise IntakeError(f"“{name}”读得太久，停了下来；{_again(reader)}") from error
        result = folder / "reading.json"
        if done.returncode or not result.exists():
            raise IntakeError(f"“{name}”读不下去，没有收；{_again(reader)}")
        reading: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
        if "refused" in reading:
            raise IntakeError(reading["refused"])
        files = reading.pop("files")
        reading["pictures"] = {part: (folder / file).read_bytes() for part, file in files.items()}
    return reading


def _again(reader: str) -> str:
    return "在Word里另存为新文件后再收。" if reader == WORD else "从排版软件重新导出后再收。"
