"""The process that opens what was sent: it has little memory, little time, and nothing to lose.

python -m magazine.intake.child READER FOLDER: calls `read(data, name, **options)` of the module READER with FOLDER/file
and what FOLDER/asked.json says, and writes FOLDER/reading.json and one file a picture. A refusal is a reading too:
{"refused": sentence}.
"""

import json
import resource
import sys
from importlib import import_module
from pathlib import Path

from django.conf import settings

from magazine.intake.encoding import IntakeError

SECONDS = 20
MEMORY = 1024 * 1024 * 1024
WRITTEN = 200 * 1024 * 1024


def main(reader: str, folder: Path) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (WRITTEN, WRITTEN))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Sentences are said in Chinese here; no other setting is needed to read.
    settings.configure(USE_I18N=False)
    asked = json.loads((folder / "asked.json").read_text(encoding="utf-8"))
    try:
        reading = import_module(reader).read((folder / "file").read_bytes(), asked["name"], **asked["options"])
    except IntakeError as error:
        reading = {"refused": str(error)}
    files = {}
    for number, (part, data) in enumerate(reading.pop("pictures", {}).items(), start=1):
        (folder / f"picture-{number}").write_bytes(data)
        files[part] = f"picture-{number}"
    reading["files"] = files
    (folder / "reading.json").write_text(json.dumps(reading, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
