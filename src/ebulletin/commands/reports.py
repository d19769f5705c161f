"""Findings in the forms that programs read."""

import json
from collections.abc import Iterable
from typing import Any

from ebulletin.checks.run import Report
from ebulletin.findings import Finding

_GITHUB = {"error": "error", "warning": "warning", "hint": "notice"}


def as_json(findings: Iterable[Finding], total: Report) -> str:
    """One JSON object: `findings`, and `ignored` with reason and name."""
    return json.dumps(
        {
            "findings": [_record(each) for each in findings],
            "ignored": [
                {**_record(each.finding), "why": each.why, "by": each.by} for each in total.ignored
            ],
        },
        ensure_ascii=False,
        indent=2,
    )


def as_github(findings: Iterable[Finding]) -> str:
    """Workflow commands, one per line, as GitHub Actions documents them."""
    return "\n".join(
        f"::{_GITHUB[each.severity]} file={_property(each.place.path)},line={each.place.line},"
        f"col={each.place.column},title={each.code}::{_message(f'{each.message} {each.help}')}"
        for each in findings
    )


def _record(finding: Finding) -> dict[str, Any]:
    return {
        "path": finding.place.path,
        "line": finding.place.line,
        "column": finding.place.column,
        "code": finding.code,
        "severity": str(finding.severity),
        "message": finding.message,
        "help": finding.help,
        "variant": finding.variant,
        "can_fix": bool(finding.fix),
        "offers": list(finding.offers),
    }


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
