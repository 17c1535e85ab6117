#!/usr/bin/env python3
"""Sets the contents page as PDF beside the same page from Word: `python docs/compare_contents.py`, needs LibreOffice.

Writes docs/pictures/contents-*.jpg: left what WeasyPrint makes, right what LibreOffice makes of the Word file, where 宋体
and 黑体 stand in for themselves by Noto's faces. The issues are those of the tests: one as most are, one of oddities.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import django
import pypdfium2
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from magazine.exports import FORMATS  # noqa: E402
from tests.magazine.exports.issues import ISSUES  # noqa: E402

OUT = ROOT / "docs" / "pictures"
FACES = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><include>/etc/fonts/fonts.conf</include>
<alias binding="same"><family>宋体</family><prefer><family>Noto Serif CJK SC</family></prefer></alias>
<alias binding="same"><family>楷体</family><prefer><family>Noto Serif CJK SC</family></prefer></alias>
<alias binding="same"><family>黑体</family><prefer><family>Noto Sans CJK SC</family></prefer></alias></fontconfig>"""


def first_page(data: bytes) -> Image.Image:
    """The upper two thirds of the first page, 620 pixels wide."""
    page = pypdfium2.PdfDocument(data)[0]
    picture = page.render(scale=620 / page.get_width()).to_pil().convert("RGB")
    return picture.crop((0, 0, picture.width, picture.height * 2 // 3))


def from_word(data: bytes, folder: Path) -> bytes:
    """What LibreOffice prints of the Word file."""
    (folder / "contents.docx").write_bytes(data)
    (folder / "fonts.conf").write_text(FACES, encoding="utf-8")
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf",
               "--outdir", str(folder), str(folder / "contents.docx")]  # fmt: skip
    environment = os.environ | {"FONTCONFIG_FILE": str(folder / "fonts.conf")}
    subprocess.run(command, check=True, capture_output=True, env=environment)  # noqa: S603
    return (folder / "contents.pdf").read_bytes()


def main() -> None:
    for name in ("plain", "odd"):
        contents = ISSUES[name]()
        with TemporaryDirectory() as folder:
            pair = [
                first_page(FORMATS["pdf"].write(contents)),
                first_page(from_word(FORMATS["docx"].write(contents), Path(folder))),
            ]
        sheet = Image.new("RGB", (pair[0].width + pair[1].width + 8, pair[0].height), "#bbb")
        sheet.paste(pair[0], (0, 0))
        sheet.paste(pair[1], (pair[0].width + 8, 0))
        path = OUT / f"contents-{name}.jpg"
        sheet.save(path, quality=80)
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
