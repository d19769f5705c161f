"""What an audit prints: notes for people, and one JSON object with its schema for programs."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from ebulletin.audit.run import Audit
from ebulletin.audit.support.clients import Mix, called, evidence
from ebulletin.audit.support.features import lacks
from ebulletin.audit.weight.sizes import CUT_IN_BYTES
from ebulletin.checks.run import Ignored
from ebulletin.commands.reports import (
    EDITION,
    FindingRecord,
    IgnoredRecord,
    ReportRecord,
    fields_of,
)
from ebulletin.findings import Finding
from ebulletin.press.auditing import AuditedBulletin
from ebulletin.press.summary import summary_of
from ebulletin.values.day_names import plain_date

_KB = 1024


class LackRecord(BaseModel):
    """A feature that some readers do without."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    feature: str = Field(description="Its name at caniemail.com, as in its web address.")
    title: str = Field(description="What it is called.")
    line: int = Field(ge=1, description="Of the e-mail, where it is used first.")
    uses: int = Field(ge=1, description="How often it is used where they would need it.")
    share: float = Field(ge=0, description="Of the readers, from 0 to 1.")
    clients: list[str] = Field(description="Their mail programs, the largest share first.")
    tested: str = Field(description="The day of the newest test, such as 2021-11-02.")
    instead: str = Field(description="What to do; empty where it only makes the e-mail prettier.")


class ShareRecord(BaseModel):
    """What one item of a bulletin takes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(description="Id of the item, or words for what belongs to none.")
    bytes: int = Field(ge=0, description="Of HTML in UTF-8.")


class EmailRecord(BaseModel):
    """One e-mail that was audited."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(description="The file, or the bulletin's e-mail in `out/`.")
    variant: str | None = Field(description="Of a bulletin.")
    bytes: int = Field(ge=0, description="Of HTML in UTF-8, before transfer encoding.")
    limit: int = Field(description="In bytes, where Gmail cuts.")
    elements: int = Field(ge=0, description="How many tags it has.")
    sizes: list[ShareRecord] = Field(description="Of a bulletin: what each item takes.")
    support: list[LackRecord] = Field(description="Features that some readers do without.")


class EvidenceRecord(BaseModel):
    """What the findings about mail programs stand on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str = Field(description="Where the tests were published.")
    date: str = Field(description="When the data set was last changed, such as 2025-09-09.")
    clients: dict[str, float] = Field(description="The mail programs, and parts of 1 for each.")
    is_assumed: bool = Field(description="Nobody said the shares; they are an estimate.")


class AuditRecord(ReportRecord):
    """What `ebulletin audit --format json` prints."""

    model_config = ConfigDict(frozen=True, extra="forbid", title="ebulletin: report of an audit")

    emails: list[EmailRecord] = Field(description="What was audited.")
    evidence: EvidenceRecord = Field(description="What the AUD2 findings stand on.")


def audit_schema() -> dict[str, Any]:
    """The JSON Schema of that object."""
    return {"$schema": EDITION, **AuditRecord.model_json_schema(mode="serialization")}


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What is printed of one audit.

    Attributes:
        audits: Each e-mail, by its variant; by None for a file.
    """

    findings: tuple[Finding, ...]
    audits: Mapping[str | None, Audit]
    mix: Mix
    ignored: tuple[Ignored, ...] = field(default=())

    @classmethod
    def of_file(cls, done: Audit) -> "AuditReport":
        """Of one file."""
        return cls(tuple(done.findings), {None: done}, done.mix)

    @classmethod
    def of_bulletin(cls, done: AuditedBulletin, mix: Mix) -> "AuditReport":
        """Of every variant of a bulletin."""
        audits: dict[str | None, Audit] = {each.name: each.audit for each in done.variants}
        return cls(done.report.findings, audits, mix, done.report.ignored)

    def only(self, is_wanted: Callable[[Finding], bool]) -> "AuditReport":
        """With those findings alone that are wanted."""
        return replace(self, findings=tuple(filter(is_wanted, self.findings)))

    def notes(self) -> Iterator[str]:
        """What a person should know beside the findings."""
        for variant, done in self.audits.items():
            size = done.email.size_in_bytes
            name = f"{variant}: " if variant else ""
            yield (f"{name}{size / _KB:.1f} KB of HTML; Gmail cuts at {CUT_IN_BYTES // _KB} KB.")
            if done.email.note:
                yield done.email.note
        mix = "an estimate of your readers' mail programs" if self.mix.is_assumed else (
            "the mail programs that were named"
        )  # fmt: skip
        yield (
            f"What they support: caniemail.com, as of {plain_date(evidence().date)}, for {mix}. "
            "A test may be older than a program; each finding says its day."
        )

    def as_json(self) -> str:
        """One JSON object."""
        known = evidence()
        record = AuditRecord(
            findings=[FindingRecord(**fields_of(each)) for each in self.findings],
            ignored=[
                IgnoredRecord(**fields_of(each.finding), why=each.why, by=each.by)
                for each in self.ignored
            ],
            emails=[_email(variant, done, self.mix) for variant, done in self.audits.items()],
            evidence=EvidenceRecord(
                source=known.source,
                date=known.date.isoformat(),
                clients={name: round(share, 4) for name, share in self.mix.shares.items()},
                is_assumed=self.mix.is_assumed,
            ),
        )
        return record.model_dump_json(indent=2)


def _email(variant: str | None, done: Audit, mix: Mix) -> EmailRecord:
    email = done.email
    sizes = summary_of(email.html).shares if variant is not None else ()
    return EmailRecord(
        name=email.name,
        variant=variant,
        bytes=email.size_in_bytes,
        limit=CUT_IN_BYTES,
        elements=len(done.document.elements),
        sizes=[ShareRecord(name=each.name, bytes=each.size_in_bytes) for each in sizes],
        support=[
            LackRecord(
                feature=each.feature.slug, title=each.feature.title,
                line=email.lines.at(each.offset)[0], uses=each.count, share=round(each.share, 4),
                clients=[called(client) for client in each.clients],
                tested=each.feature.tested.isoformat(), instead=each.instead,
            )
            for each in lacks(done.document, mix)
        ],
    )  # fmt: skip
