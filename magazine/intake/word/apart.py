"""Reads a Word file in a process of its own, so that whatever the file does, it does it there."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings

from magazine.intake.encoding import IntakeError
from magazine.intake.word.package import opened

SECONDS = 25


def read_apart(data: bytes, name: str, seconds: float = SECONDS) -> dict[str, Any]:
    """The reading of magazine/intake/word/manuscript.py, with `pictures`: part of the file → bytes.

    Raises IntakeError with one sentence for a file that is refused, that takes longer than `seconds`, or on which the
    reading breaks. Nothing stays behind on the disk.
    """
    opened(data, name).close()
    with tempfile.TemporaryDirectory(prefix="gongkan-word-") as place:
        folder = Path(place)
        (folder / "manuscript").write_bytes(data)
        (folder / "name").write_text(name, encoding="utf-8", errors="replace")
        try:
            done = subprocess.run(  # noqa: S603  (our own module, no shell, no word of the sender's in it)
                [sys.executable, "-m", "magazine.intake.word.child", place],
                cwd=settings.BASE_DIR,
                env={"PATH": os.defpath, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": place},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise IntakeError(f"“{name}”读得太久，停了下来；在Word里另存为新文件后再收。") from error
        result = folder / "reading.json"
        if done.returncode or not result.exists():
            raise IntakeError(f"“{name}”读不下去，没有收；在Word里另存为新文件后再收。")
        reading: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
        if "refused" in reading:
            raise IntakeError(reading["refused"])
        files = reading.pop("files")
        reading["pictures"] = {part: (folder / file).read_bytes() for part, file in files.items()}
    return reading
