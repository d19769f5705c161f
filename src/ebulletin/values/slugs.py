"""Words as the id that they would make."""

import re
import unicodedata

_NEITHER_LETTER_NOR_FIGURE = re.compile(r"[^a-z0-9]+")


def slug_of(words: str) -> str:
    """Words as an id: `Desk Card` gives `desk-card`; may be too short or too long to be one."""
    unjoined = words.casefold().replace("'", "").replace("\u2019", "")
    plain = unicodedata.normalize("NFKD", unjoined).encode("ascii", "ignore").decode()
    return _NEITHER_LETTER_NOR_FIGURE.sub("-", plain).strip("-")
