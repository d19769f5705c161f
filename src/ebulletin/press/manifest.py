"""The record of a build beside a variant's folder: sizes, hashes, what was ignored, and why."""

import hashlib
import json
from collections.abc import Mapping

from ebulletin.bulletins.composed import Bulletin, plain
from ebulletin.checks.run import Ignoring, Report


def write(
    bulletin: Bulletin, files: Mapping[str, bytes], report: Report, ignoring: Ignoring
) -> bytes:
    """The record of one variant as JSON (UTF-8), the same for the same bytes.

    It holds no clock and no machine: subject and preheader, size in bytes and SHA-256 of each
    file, the findings that stand, and what its authors chose to ignore, why, and who looked
    (safety rule S56).
    """
    record = {
        "bulletin": bulletin.slug,
        "variant": bulletin.variant.name,
        "date": bulletin.date.isoformat(),
        "status": "draft" if bulletin.is_draft else "ready",
        "subject": plain(bulletin.subject),
        "preheader": plain(bulletin.preheader),
        "files": {
            name: {"bytes": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}
            for name, raw in sorted(files.items())
        },
        "findings": [
            {"place": str(each.place), "code": each.code, "severity": str(each.severity),
             "message": each.message}
            for each in report.findings
        ],
        "ignored": [
            {"path": path, "code": each.code, "why": each.why, "by": each.by}
            for path, entries in sorted(ignoring.in_force().items())
            for each in entries
        ],
    }  # fmt: skip
    return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()
