"""One spelling for search: what is stored and what is asked are folded in the same way."""

import re
import unicodedata


def normalise(text: str) -> str:
    """`text` in NFKC (half- and full-width alike), lower case, white space collapsed to single spaces."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text or "")).strip().casefold()
