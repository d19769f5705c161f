"""Sign-off: a second person approves exact bytes, and any byte that changes makes it void."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from ebulletin.bulletins.editions import EditionRecord, VariantRecord, entries_of
from ebulletin.bulletins.model import Plan
from ebulletin.bulletins.published import PublishedVariant
from ebulletin.bulletins.withdrawing import person_in
from ebulletin.checks.run import Report, catalogue
from ebulletin.findings import Finding, Severity
from ebulletin.items.contact import Contact
from ebulletin.items.event import Event
from ebulletin.press import audit_log
from ebulletin.press.approvers import approver_of, find_person, why_not_this_person
from ebulletin.press.building import find_plan
from ebulletin.press.checking import bulletin_subject, check
from ebulletin.press.checking import files_of as files_of_bulletin
from ebulletin.press.contents import checked_contents
from ebulletin.press.errors import (
    AlreadySentError,
    NotAllowedToApproveError,
    NotApprovedError,
    UnsoundBulletinError,
)
from ebulletin.press.voiding import composed, files_of, parts_of, voided_by
from ebulletin.templates.content import Content
from ebulletin.values.choices import join_words
from ebulletin.values.dates import long_date
from ebulletin.workspace import Workspace
from ebulletin.workspace.publications import (
    read_record,
    remove_edition,
    store_file,
    stored_name,
    with_data_of,
    write_edition,
)

# Events that press/sending enters in the log: it began to go out, and how that ended.
_SENT = frozenset(("sending", "sent"))


@dataclass(frozen=True, slots=True)
class Approval:
    """A sign-off, and whether it still holds.

    Attributes:
        by: Id of the contact who approved; `name` is theirs on that day.
        on: When, in UTC (ISO 8601, to the second).
        digests: SHA-256 of the approved content, by variant.
        voided_by: What has changed since, in words: `the item 'lado'`; empty while it holds.
    """

    slug: str
    by: str
    name: str
    on: str
    note: str = ""
    digests: Mapping[str, str] = field(default_factory=dict)
    voided_by: tuple[str, ...] = ()

    @property
    def signed_words(self) -> str:
        """Who signed, and when, by the clock of this country."""
        on = datetime.fromisoformat(self.on).astimezone(ZoneInfo("Europe/London"))
        return f"by {self.name} on {long_date(on.date())} at {on:%H:%M}"

    @property
    def holds(self) -> bool:
        """Whether the bulletin is still what was approved."""
        return not self.voided_by


@dataclass(frozen=True, slots=True)
class Candidate:
    """A bulletin that may be approved, as it is now.

    Attributes:
        contents: Of all its variants.
        report: The findings with which it would be approved; none is an error.
        changed: What has changed since it was approved before; empty if it never was.
    """

    plan: Plan
    approver: Contact
    contents: tuple[Content, ...]
    report: Report
    changed: tuple[str, ...] = ()

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What whoever approves must have seen."""
        return tuple(each for each in self.report.findings if each.severity is Severity.WARNING)


def look_at(workspace: Workspace, slug: str, name: str) -> Candidate:
    """See whether a bulletin may be approved, by this person, as it is now.

    Args:
        name: Name or id of the contact who would approve.

    Raises:
        NotAllowedToApproveError: Nobody may approve it yet, or not this person.
        UnsoundBulletinError: It has errors.
    """
    plan = find_plan(workspace, slug).plan
    approver = approver_of(workspace, plan, name)
    found, total = checked_contents(workspace, slug)
    total += advice_on(workspace, slug)
    if total.errors:
        raise UnsoundBulletinError(slug, total.errors)
    before = read_record(workspace.root, slug)
    if before is not None:
        _refuse_withdrawn(workspace, before, found)
    changed = voided_by(workspace, before, found) if before else ()
    return Candidate(plan, approver, found, total, changed)


def sign(workspace: Workspace, candidate: Candidate, note: str = "") -> Approval:
    """Approve what was looked at, and keep it as the published edition.

    Raises:
        BrokenLogError: The log of sign-off was tampered with.
    """
    plan, approver, found = candidate.plan, candidate.approver, candidate.contents
    record = replace(
        _record(plan, approver, note, found), sessions=dict(_sessions(workspace, found))
    )
    variants = {each.variant: _published(each, record) for each in found}
    record = with_data_of(record, variants)
    digests = {each.variant: each.digest for each in found}
    # Entered first: an edition is never published without a line in the log.
    audit_log.append(
        workspace.root, "approved", bulletin=plan.slug, by=approver.id, author=record.author,
        note=note, content=digests, data={name: v.data for name, v in record.variants.items()},
        warnings=len(candidate.warnings),
    )  # fmt: skip
    for each in found:
        for name, raw in files_of(each).items():
            store_file(workspace.root, name, raw)
    write_edition(workspace.root, record, variants)
    return Approval(plan.slug, approver.id, approver.name, record.on, note, digests)


def approve(workspace: Workspace, slug: str, name: str, note: str = "") -> Approval:
    """Look at a bulletin and approve it as it is now; see `look_at` and `sign`."""
    return sign(workspace, look_at(workspace, slug, name), note)


def _refuse_withdrawn(
    workspace: Workspace, before: EditionRecord, found: Sequence[Content]
) -> None:
    """What was withdrawn from an edition does not come back with its next approval."""
    bulletins = [composed(each)[0] for each in found]
    here = {entry.id for each in bulletins for entry in entries_of(each)}
    for each in before.withdrawals:
        contact = workspace.directory.find(each.id) if each.what == "person" else None
        if each.id in here or (
            contact and any(person_in(bulletin, contact.name, contact.id) for bulletin in bulletins)
        ):
            raise NotAllowedToApproveError(
                f"The {each.what} {each.id!r} was withdrawn from {before.slug!r} and stands in it "
                "again. Take it out of the bulletin and its items first."
            )


def revoke(
    workspace: Workspace, slug: str, name: str, note: str = "", *, even_if_sent: bool = False
) -> None:
    """Take a sign-off back; the edition is no longer published.

    Args:
        even_if_sent: Also where readers have it: then later editions and the archive no longer
            know what they were told.

    Raises:
        NotApprovedError: There is no sign-off.
        NotAllowedToApproveError: There is no contact of that name.
        AlreadySentError: It was sent, and that was not foreseen.
    """
    record = read_record(workspace.root, slug)
    if record is None:
        raise NotApprovedError(slug)
    by = find_person(workspace, name)
    if not even_if_sent and _was_sent(workspace, slug):
        raise AlreadySentError(slug)
    audit_log.append(
        workspace.root, "revoked", bulletin=slug, by=by.id, note=note,
        content={variant: each.digest for variant, each in record.variants.items()},
    )  # fmt: skip
    remove_edition(workspace.root, slug)


def _was_sent(workspace: Workspace, slug: str) -> bool:
    """Whether the log says that it began to go out, from any computer."""
    entries = audit_log.read_log(workspace.root).entries
    return any(e.event in _SENT and e.facts.get("bulletin") == slug for e in entries)


def approval_of(
    workspace: Workspace, slug: str, found: Sequence[Content] | None = None
) -> Approval | None:
    """The sign-off of a bulletin, and what has voided it; None where there never was one.

    Args:
        found: The contents of all its variants, where the caller has them already.

    Raises:
        UnknownBulletinError: There is no such bulletin.
    """
    record = read_record(workspace.root, slug)
    if record is None:
        find_plan(workspace, slug)
        return None
    if found is None:
        found, _ = checked_contents(workspace, slug)
    return Approval(
        slug,
        record.by,
        record.name,
        record.on,
        record.note,
        {name: each.digest for name, each in record.variants.items()},
        voided_by(workspace, record, found),
    )


def why_not_approved(
    workspace: Workspace, slug: str, found: Sequence[Content] | None = None
) -> tuple[str, ...]:
    """Why a bulletin may not go out as approved, one sentence each; empty where it may.

    Args:
        found: The contents of all its variants, where the caller has them already.
    """
    return tuple(_reasons(workspace, find_plan(workspace, slug).plan, found))


def approval_findings(
    workspace: Workspace, slug: str, found: Sequence[Content] | None = None
) -> list[Finding]:
    """The same as findings of BUL113, for the gate of exports and sending."""
    place = find_plan(workspace, slug).source.place()
    advice = f"Let somebody else read it, then `ebulletin approve {slug} --as NAME`."
    reasons = why_not_approved(workspace, slug, found)
    return [catalogue()["BUL113"].finding(place, each, advice) for each in reasons]


def _reasons(workspace: Workspace, plan: Plan, found: Sequence[Content] | None) -> Iterable[str]:
    if plan.status == "draft":
        yield f"{plan.slug!r} is a draft."
    approval = approval_of(workspace, plan.slug, found)
    if approval is None:
        yield f"Nobody has approved {plan.slug!r}."
        return
    yield from why_not_this_person(workspace, plan, approval.by, approval.name)
    if approval.voided_by:
        yield (
            f"{plan.slug!r} is no longer what {approval.name} approved. "
            f"Changed: {join_words(list(approval.voided_by), 'and')}."
        )


def _record(plan: Plan, approver: Contact, note: str, found: Sequence[Content]) -> EditionRecord:
    files = {name: raw for each in found for name, raw in files_of(each).items()}
    return EditionRecord(
        slug=plan.slug,
        series=plan.series,
        edition=found[0].edition,
        date=found[0].date,
        author=plan.author.id if plan.author else "",
        by=approver.id,
        name=approver.name,
        on=audit_log.now(),
        note=note,
        variants={
            each.variant: VariantRecord(
                composed(each)[0].variant.level, each.digest, parts_of(each), data=""
            )
            for each in found
        },
        files={name: stored_name(name, raw) for name, raw in sorted(files.items())},
    )


def _sessions(
    workspace: Workspace, found: Sequence[Content]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The days of each event's sessions, in the order of its item."""
    placed = {entry.id for each in found for entry in entries_of(composed(each)[0])}
    for item in sorted(placed):
        file = workspace.items.get(item)
        if file is not None and isinstance(file.item, Event) and file.item.sessions:
            listed = () if isinstance(file.item.sessions, str) else file.item.sessions
            days = (each.date.first for each in listed)
            yield item, tuple(day.isoformat() if day else "" for day in days)


def _published(content: Content, record: EditionRecord) -> PublishedVariant:
    email, page = composed(content)
    return PublishedVariant(email, page, content.digest, record.by, record.on)


def advice_on(workspace: Workspace, slug: str) -> Report:
    """What `check` says of the bulletin and all that goes into it; a build tells only errors."""
    subject = bulletin_subject(workspace, workspace.shelf, find_plan(workspace, slug))
    if subject is None:
        return Report()
    concerned = files_of_bulletin(subject)
    total = check(workspace)
    return Report(
        tuple(each for each in total.findings if each.place.path in concerned),
        tuple(each for each in total.ignored if each.finding.place.path in concerned),
    )
