"""The text of one article for the page maker: tagged text as InDesign places it (Adobe, “Tagged Text”, CS5 guide)."""

import re

from magazine.exports.handoff.paragraphs import CHARACTER_STYLES, PARAGRAPH_STYLES, Paragraph, Run

# What the notation itself is made of.
SPECIAL = re.compile(r"([<>\\])")


def write(text: list[Paragraph]) -> bytes:
    """UTF-16 (little-endian, with its mark), lines ended CR LF: `<UNICODE-WIN>`, the styles, a paragraph a line.

    A line end inside a paragraph is InDesign's forced one (`<0x000A>`). Styles that the document already has keep
    the looks that it gives them.
    """
    lines = ["<UNICODE-WIN>", "<Version:5>"]
    lines += [f"<DefineParaStyle:{name}=>" for name in PARAGRAPH_STYLES]
    lines += [f"<DefineCharStyle:{name}=>" for name in CHARACTER_STYLES]
    lines += [f"<ParaStyle:{paragraph.style}>" + "".join(map(_run, paragraph.runs)) for paragraph in text]
    return b"\xff\xfe" + "\r\n".join([*lines, ""]).encode("utf-16-le")


def _run(run: Run) -> str:
    words = SPECIAL.sub(r"\\\1", run.text).replace("\n", "<0x000A>")
    return f"<CharStyle:{run.style}>{words}<CharStyle:>" if run.style else words
