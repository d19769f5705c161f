"""Cleans the text of a cell: characters that nobody sees, broken letters, line breaks."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | time | timedelta

# Zero-width and direction marks, soft hyphens, byte-order marks; variation selectors stay.
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]")  # noqa: E501  # fmt: skip
# Joiners decide how letters look in Persian, Hindi and others; between Latin ones they are noise.
_JOINERS = re.compile("[\u200c\u200d]")
_SCRIPTS_WITH_JOINERS = re.compile("[\u0600-\u07ff\u0900-\u0dff\u0e00-\u109f\u1780-\u18af]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SPACES = re.compile(r"\s+")
# UTF-8 that was read as Windows-1252 and saved again: Ã© for é, â€™ for a curly apostrophe.
_BROKEN = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf\u0152-\u02dc\u2013-\u2122]|\u00e2[\u20ac\u201a-\u201e]"
)


def text_of(cell: Cell) -> str:
    """A cell as the text that a person sees in it; a whole number without `.0`."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:  # exact in a float
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def cleaned(text: str) -> tuple[str, str]:
    """The text without what nobody sees, on one line, with single spaces; and what was mended.

    Returns:
        The text, and words for a note; the note is empty where only spaces changed.
    """
    if text.isascii() and text.isprintable():
        text = text.strip()
        return (_SPACES.sub(" ", text) if "  " in text else text), ""
    notes = []
    mended = _unbroken(text)
    if mended != text:
        notes.append("letters that a wrong encoding had broken were put right")
    seen = _without_unseen(mended)
    if seen != mended:
        notes.append("characters that nobody sees were taken out")
    if "\n" in seen.strip() or "\r" in seen.strip():
        notes.append("a line break became a space")
    return unicodedata.normalize("NFC", _SPACES.sub(" ", seen).strip()), " and ".join(notes)


def _without_unseen(text: str) -> str:
    text = _CONTROL.sub("", _UNSEEN.sub("", text))
    if _JOINERS.search(text) and not _SCRIPTS_WITH_JOINERS.search(text):
        return _JOINERS.sub("", text)
    return text


def _unbroken(text: str) -> str:
    """Letters put right where UTF-8 was read as Windows-1252; any other text as it is."""
    if not _BROKEN.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text
