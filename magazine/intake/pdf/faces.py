"""Renders pages of a PDF for the view beside the reading; run in the child process."""

from io import BytesIO
from typing import Any

from magazine.intake.encoding import IntakeError
from magazine.intake.pdf.document import opened

WIDEST = 2400


def read(data: bytes, name: str, page: int, width: int) -> dict[str, Any]:
    """{pictures: {"page.png": bytes}} of the page (from 0) at `width` pixels. Raises IntakeError where there is none."""
    document = opened(data, name)
    if not 0 <= page < len(document):
        raise IntakeError(f"“{name}”没有第{page + 1}页。")
    sheet = document[page]
    across, down = sheet.get_size()
    # A hair less: the renderer rounds up.
    scale = min(max(width, 100), WIDEST) / max(across, 1) - 1e-6
    # A strip of paper kilometres long is no page.
    scale = min(scale, 2 * WIDEST / max(down, 1))
    file = BytesIO()
    sheet.render(scale=scale).to_pil().save(file, "PNG")
    return {"pictures": {"page.png": file.getvalue()}}
