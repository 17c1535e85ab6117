"""Sets words into a picture with Pillow: finds a Chinese face that is really there, breaks lines, fills a box."""

import re
import shutil
import subprocess
from dataclasses import dataclass

from PIL import ImageDraw, ImageFont

# Best first: a serif made for simplified Chinese, then any of its kind, then whatever has the characters.
FAMILIES = (
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Noto Serif SC",
    "Songti SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
)
LISTED = "%{file}\t%{index}\t%{family[0]}\t%{weight}\n"
BOLD = 180
CLOSING = "，。、；：？！”’）》〉」』】〕…—"
OPENING = "“‘（《〈「『【〔"
# What may not be torn: a run of Latin letters or digits, opening marks with what follows, closing marks with what precedes.
PIECE = re.compile(rf"[{OPENING}]*(?:[A-Za-z0-9.%+-]+|\S)[{CLOSING}]*|\s")


@dataclass(frozen=True)
class Face:
    """A font file and the number of the face in it."""

    file: str
    index: int

    def at(self, size: int) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(self.file, size, index=self.index)


def face_for(words: str) -> Face | None:
    """The best face of this machine that has every character of `words`, bold if there is one; None where none has, or
    where fontconfig is not installed."""
    command = shutil.which("fc-list")
    characters = sorted({character for character in words if not character.isspace()})
    if command is None or not characters:
        return None
    pattern = ":charset=" + " ".join(f"{ord(character):x}" for character in characters)
    done = subprocess.run(  # noqa: S603  (no shell; the pattern is made of numbers)
        [command, "-f", LISTED, pattern], capture_output=True, text=True, timeout=10, check=False
    )
    found = [line.split("\t") for line in done.stdout.splitlines() if line.count("\t") == 3]
    # A variable font gives ranges instead of numbers, and an index that Pillow takes for another.
    plain = [row for row in found if row[1].isdecimal() and int(row[1]) < 1000 and row[3].isdecimal()]
    best = min(plain, key=_preference, default=None)
    return Face(best[0], int(best[1])) if best else None


def _preference(row: list[str]) -> tuple[int, int, str]:
    family = FAMILIES.index(row[2]) if row[2] in FAMILIES else len(FAMILIES)
    return family, abs(int(row[3]) - BOLD - 20), row[0]


def lines(words: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    """`words` broken into lines of at most `width` pixels; no line begins with a closing mark or ends with an opening one."""
    broken = [""]
    for piece in PIECE.findall(" ".join(words.split())):
        if broken[-1] and font.getlength(broken[-1] + piece) > width:
            broken.append("")
        broken[-1] += piece if broken[-1] else piece.lstrip()
    return [line.rstrip() for line in broken]


def filling(words: str, face: Face, box: tuple[int, int], sizes: range, gap: float) -> tuple[int, list[str]]:
    """(size, lines): the largest of `sizes`, descending, in which `words` fit the `box` of width and height in pixels, the
    lines about equally long. Too long for the smallest: what fits, and an ellipsis."""
    width, height = box
    for size in sizes:
        font = face.at(size)
        broken = lines(words, font, width)
        if len(broken) * size * gap <= height and all(font.getlength(line) <= width for line in broken):
            return size, _even(words, font, width, len(broken))
    most = int(height // (sizes[-1] * gap))
    return sizes[-1], [*broken[: most - 1], broken[most - 1][:-1] + "…"]


def _even(words: str, font: ImageFont.FreeTypeFont, width: int, count: int) -> list[str]:
    """The lines of the narrowest box that needs no more of them."""
    even = lines(words, font, width)
    for narrower in range(width, 0, -8):
        tried = lines(words, font, narrower)
        if len(tried) > count or any(font.getlength(line) > narrower for line in tried):
            break
        even = tried
    return even


def write(draw: ImageDraw.ImageDraw, at: tuple[int, int], broken: list[str], font: ImageFont.FreeTypeFont, gap: float, ink: str) -> None:  # fmt: skip
    """The lines from the top left corner `at` down, `gap` times the size apart."""
    left, top = at
    for number, line in enumerate(broken):
        draw.text((left, top + number * font.size * gap), line, font=font, fill=ink, anchor="lt")
