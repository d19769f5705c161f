"""Findings in the forms that programs read, and the schema of that in JSON."""

from collections.abc import Iterable
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ebulletin.checks.run import Report
from ebulletin.findings import Finding

_GITHUB = {"error": "error", "warning": "warning", "hint": "notice"}
# The edition of JSON Schema that the schemas of authored files have as well.
EDITION = "http://json-schema.org/draft-07/schema#"


class FindingRecord(BaseModel):
    """One finding, as `check --format json` prints it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str = Field(description="From the root of the workspace, with forward slashes.")
    line: int = Field(ge=1, description="Counted from 1.")
    column: int = Field(ge=1, description="Counted from 1, in characters.")
    code: str = Field(
        pattern=r"^[A-Z][A-Z0-9]{2}\d{3}$", description="The lasting name of the check."
    )
    severity: Literal["error", "warning", "hint"] = Field(description="How much it weighs.")
    message: str = Field(description="What is wrong, in one sentence.")
    help: str = Field(description="What to do about it.")
    variant: str | None = Field(description="The variant in which it holds, if not in all.")
    can_fix: bool = Field(description="Whether `check --fix` mends it.")
    offers: list[str] = Field(description="Replacements of which a person may choose one.")


class IgnoredRecord(FindingRecord):
    """A finding that its author chose to ignore."""

    why: str = Field(description="The reason given.")
    by: str | None = Field(description="Who looked at it, if that was said.")


class ReportRecord(BaseModel):
    """What `ebulletin check --format json` prints."""

    model_config = ConfigDict(frozen=True, extra="forbid", title="ebulletin: report of a check")

    findings: list[FindingRecord] = Field(description="Sorted by path, line, column and code.")
    ignored: list[IgnoredRecord] = Field(description="Findings set aside with a reason.")


def as_json(findings: Iterable[Finding], total: Report) -> str:
    """One JSON object: `findings`, and `ignored` with reason and name."""
    report = ReportRecord(
        findings=[FindingRecord(**fields_of(each)) for each in findings],
        ignored=[
            IgnoredRecord(**fields_of(each.finding), why=each.why, by=each.by)
            for each in total.ignored
        ],
    )
    return report.model_dump_json(indent=2)


def report_schema() -> dict[str, Any]:
    """The JSON Schema of that object."""
    return {"$schema": EDITION, **ReportRecord.model_json_schema(mode="serialization")}


def as_github(findings: Iterable[Finding]) -> str:
    """Workflow commands, one per line, as GitHub Actions documents them."""
    return "\n".join(
        f"::{_GITHUB[each.severity]} file={_property(each.place.path)},line={each.place.line},"
        f"col={each.place.column},title={each.code}::{_message(f'{each.message} {each.help}')}"
        for each in findings
    )


def fields_of(finding: Finding) -> dict[str, Any]:
    """What a record of a finding holds."""
    return {
        "path": finding.place.path,
        "line": finding.place.line,
        "column": finding.place.column,
        "code": finding.code,
        "severity": finding.severity.value,
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
