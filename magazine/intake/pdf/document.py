"""Owns the opening of a PDF: what is refused before anything of it is read, each with its own sentence."""

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from magazine.intake.encoding import IntakeError

LIMIT = 200 * 1024 * 1024
PAGES = 400
"""No issue has as many; a whole year of them has."""


def opened(data: bytes, name: str) -> pdfium.PdfDocument:
    """The document. Raises IntakeError for one that is empty, too large, encrypted, broken, or of too many pages."""
    if not data.strip(b"\x00 \t\r\n"):
        raise IntakeError(f"“{name}”是空的，重新导出PDF后再收。")
    if len(data) > LIMIT:
        raise IntakeError(f"“{name}”超过200MB，按期拆开或压缩图片后再收。")
    try:
        document = pdfium.PdfDocument(data)
        count = len(document)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise IntakeError(f"“{name}”加了密码，去掉密码后再收。") from error
        raise IntakeError(f"“{name}”打不开，可能没有传完或已损坏，重新导出PDF后再收。") from error
    if not count:
        raise IntakeError(f"“{name}”里没有页面，重新导出PDF后再收。")
    if count > PAGES:
        raise IntakeError(f"“{name}”有{count}页，超过{PAGES}页，按期拆开后再收。")
    return document
