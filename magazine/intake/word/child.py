"""The process that opens Word files: it has little memory, little time, and nothing to lose.

python -m magazine.intake.word.child FOLDER: reads FOLDER/manuscript, whose name is in FOLDER/name, and writes
FOLDER/reading.json and one file a picture. A refusal is a reading too: {"refused": sentence}.
"""

import json
import resource
import sys
from pathlib import Path

from magazine.intake.encoding import IntakeError
from magazine.intake.word.manuscript import read

SECONDS = 20
MEMORY = 1024 * 1024 * 1024
WRITTEN = 200 * 1024 * 1024


def main(folder: Path) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (WRITTEN, WRITTEN))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    name = (folder / "name").read_text(encoding="utf-8")
    try:
        reading = read((folder / "manuscript").read_bytes(), name)
    except IntakeError as error:
        reading = {"refused": str(error)}
    files = {}
    for number, (part, data) in enumerate(reading.pop("pictures", {}).items(), start=1):
        (folder / f"picture-{number}").write_bytes(data)
        files[part] = f"picture-{number}"
    reading["files"] = files
    (folder / "reading.json").write_text(json.dumps(reading, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
