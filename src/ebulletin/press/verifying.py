"""Compares the published editions with the log: what was approved, and nothing else, lies there."""

from collections.abc import Iterator
from pathlib import Path

from ebulletin.bulletins.editions import EditionRecord
from ebulletin.bulletins.published import UnreadableEditionError
from ebulletin.press.audit_log import Reading
from ebulletin.workspace.publications import (
    read_records,
    sha256,
    stored_file,
    variant_hash,
)


def faults_in(root: Path, reading: Reading) -> tuple[str, ...]:
    """What does not agree, one sentence each.

    Args:
        root: The workspace.
        reading: Its log.
    """
    try:
        return tuple(_faults(root, reading))
    except UnreadableEditionError as error:
        return (str(error),)


def _faults(root: Path, reading: Reading) -> Iterator[str]:
    logged = _logged(reading)
    published = set()
    for record in read_records(root):
        published.add(record.slug)
        yield from _faults_of(root, record, logged.get(record.slug))
    for slug in logged:
        if slug not in published:
            yield f"the published edition {slug!r} is gone, and no line says who took it away"


def _logged(reading: Reading) -> dict[str, dict[str, str]]:
    """What the log says lies there: of each edition, who approved it, and its files' hashes."""
    found: dict[str, dict[str, str]] = {}
    for entry in reading.entries:
        slug = entry.facts.get("bulletin")
        if entry.event in ("approved", "withdrawn") and isinstance(slug, str):
            by = entry.facts["by"] if entry.event == "approved" else found.get(slug, {}).get("")
            found[slug] = {**dict(entry.facts.get("data", {})), "": str(by)}
        elif entry.event == "revoked":
            found.pop(str(slug), None)
    return found


def _faults_of(root: Path, record: EditionRecord, logged: dict[str, str] | None) -> Iterator[str]:
    slug = record.slug
    if logged is None:
        yield f"no line of the log says that {slug!r} was approved"
        return
    by = logged.pop("")
    if record.by != by:
        yield f"the record of {slug!r} was changed: it does not say who approved it"
    if logged != {name: each.data for name, each in record.variants.items()}:
        yield f"the record of {slug!r} was changed after it was written"
    for name, data in logged.items():
        if variant_hash(root, slug, name) != data:
            yield f"the {name} variant of {slug!r} was changed after it was written"
    for name, stored in record.files.items():
        path = stored_file(root, stored)
        if not path.is_file():
            yield f"{name} of {slug!r} is gone"
        elif sha256(path.read_bytes()) != stored.partition(".")[0]:
            yield f"{name} of {slug!r} was changed after it was written"
