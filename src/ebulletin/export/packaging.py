"""Pictures where a tool finds them, files with guarded cells, and ZIPs that are always the same."""

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from io import BytesIO, StringIO
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ebulletin.export.model import FieldInTool

FOLDER = "images"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def with_pictures(text: str, names: Iterable[str], prefix: str) -> str:
    """HTML in which every picture's address begins with a prefix in place of `images/`.

    Args:
        text: With addresses such as `images/desk-card.png`, in attributes and in styles.
        names: Of the pictures.
        prefix: An address that ends in `/`, or nothing for pictures beside the HTML.
    """
    known = sorted(names, key=len, reverse=True)
    if not known:
        return text
    either = "|".join(re.escape(each) for each in known)
    pattern = re.compile(rf"(?<=[\"'(]){FOLDER}/({either})(?=[\"')])")
    return pattern.sub(lambda found: prefix + (quote(found[1]) if prefix else found[1]), text)


def pictures_in(html: str, pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    """The pictures that a document shows; a bulletin has more, such as a logo for the page."""
    return {name: raw for name, raw in pictures.items() if f"{FOLDER}/{name}" in html}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of these files: the same files give the same bytes (no clock, no machine)."""
    raw = BytesIO()
    with ZipFile(raw, "w", ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return raw.getvalue()


def fields_csv(fields: Iterable[FieldInTool]) -> bytes:
    """The merge fields that have to be in the tool, as a table that Excel opens (UTF-8 with BOM).

    Cells that a spreadsheet would take for a formula get an apostrophe in front (OWASP, CSV
    injection).
    """
    table = StringIO()
    lines = csv.writer(table, lineterminator="\r\n")
    lines.writerow(("our name", "name in the tool", "words for a reader without a value"))
    for each in fields:
        lines.writerow([_guarded(cell) for cell in (each.name, each.in_tool, each.fallback)])
    return table.getvalue().encode("utf-8-sig")


def manifest(facts: Mapping[str, object], files: Mapping[str, bytes]) -> bytes:
    """What an export holds as JSON (UTF-8): facts, then size and SHA-256 of each file."""
    listed = {
        name: {"bytes": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}
        for name, raw in sorted(files.items())
    }
    return (json.dumps({**facts, "files": listed}, ensure_ascii=False, indent=2) + "\n").encode()


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
