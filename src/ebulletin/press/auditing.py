"""Audits the finished e-mails of a bulletin, and says in which item each fault was written."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ebulletin.audit.model import Email, Fault, Lines
from ebulletin.audit.regions import Region, read_regions, region_at
from ebulletin.audit.run import Audit, audit, catalogue
from ebulletin.audit.support.clients import Mix
from ebulletin.audit.weight.fetched import host_of
from ebulletin.bulletins.compose import variants_of
from ebulletin.checks.run import Report, report
from ebulletin.checks.subjects import BulletinSubject
from ebulletin.checks.text import fold, prose_of
from ebulletin.findings import Finding, Place
from ebulletin.items.load import ItemFile
from ebulletin.press.building import chosen_variants, find_plan, report_before
from ebulletin.press.checking import bulletin_subject, ignoring_for
from ebulletin.press.errors import UnsoundBulletinError
from ebulletin.press.finishing import FILE_NAMES, Finishing
from ebulletin.press.summary import summary_of
from ebulletin.settings import Partnership
from ebulletin.source import Source
from ebulletin.source.model import place_at
from ebulletin.workspace import Workspace

_OF_SIZE = ("SIZ101", "SIZ102")
_HEAVIEST = 5
_LONGEST_SOUGHT = 60  # characters of the words by which an item is found


@dataclass(frozen=True, slots=True)
class AuditedVariant:
    """One variant's e-mail, and what the audit found in it."""

    name: str
    audit: Audit


@dataclass(frozen=True, slots=True)
class AuditedBulletin:
    """What the audit found in the e-mails of a bulletin.

    Attributes:
        report: Findings in the files that people wrote; what a file ignores is set aside.
    """

    slug: str
    variants: tuple[AuditedVariant, ...]
    report: Report


def audit_bulletin(
    workspace: Workspace, slug: str, mix: Mix, variant: str | None = None
) -> AuditedBulletin:
    """Build the e-mail of each variant in memory, and audit it.

    Args:
        mix: The mail programs of the readers.
        variant: Only this one; all by default.

    Raises:
        UnknownBulletinError: There is no such bulletin.
        UnreadableBulletinError: Its file cannot be read.
        UnknownVariantError: It has no variant of that name.
        UnsoundBulletinError: An error that nothing sets aside keeps it from being built.
    """
    plan_file = find_plan(workspace, slug)
    shelf = workspace.shelf
    variants = chosen_variants(variants_of(plan_file.plan, shelf.settings), variant, slug)
    subject = bulletin_subject(workspace, shelf, plan_file)
    before = report_before(workspace, shelf, plan_file, subject)
    if subject is None or before.locked:
        raise UnsoundBulletinError(slug, before.locked or before.errors)
    finishing = Finishing(workspace, subject, ("html",))
    own_hosts = _own_hosts(shelf.settings)
    audited: list[AuditedVariant] = []
    found: list[_Placed] = []
    for each in variants:
        finished = finishing.finish(each)
        html = finished.texts["html"]
        name = f"{slug}/{each.name}/{FILE_NAMES['html']}"
        lines = Lines((0, *(index + 1 for index, mark in enumerate(html) if mark == "\n")))
        sizes = {name: len(raw) for name, raw in finished.pictures.items()}
        email = Email(name, html, len(html.encode()), lines).with_pictures(sizes, own_hosts)
        done = audit(email, mix)
        audited.append(AuditedVariant(each.name, done))
        found += _Placing(subject, done, each.name).findings()
    told = report(
        _once(found, len(variants)), ignoring_for(workspace, subject),
        is_archive=plan_file.plan.archive,
    )  # fmt: skip
    return AuditedBulletin(slug, tuple(audited), told)


def _own_hosts(settings: Partnership) -> frozenset[str]:
    delivery = settings.delivery
    addresses = (settings.website, settings.archive_url, delivery and delivery.image_host)
    return frozenset(host for each in addresses if each and (host := host_of(str(each))))


@dataclass(frozen=True, slots=True)
class _Placed:
    """A finding, and where in the e-mail it stands if no authored file holds it."""

    finding: Finding
    where: str


def _once(found: Iterable[_Placed], variants: int) -> Iterator[Finding]:
    """What holds in all variants is told once, without a variant's name."""
    alike: dict[Finding, dict[str, _Placed]] = {}
    for each in found:
        common = replace(each.finding, variant=None)
        alike.setdefault(common, {}).setdefault(each.finding.variant or "", each)
    for common, by_variant in alike.items():
        told = list(by_variant.values())
        if len(told) == variants:
            yield replace(common, message=common.message + told[0].where)
        else:
            for each in told:
                yield replace(each.finding, message=common.message + each.where)


class _Placing:
    """Finds where the words of a fault were written."""

    def __init__(self, subject: BulletinSubject, done: Audit, variant: str) -> None:
        self.subject = subject
        self.done = done
        self.variant = variant
        self.regions = read_regions(done.email.html)
        self.plan = subject.plan_file.source

    def findings(self) -> Iterator[_Placed]:
        known = catalogue()
        for fault in self.done.faults:
            severity = fault.severity or known[fault.code].severity
            place = Place(self.plan.path) if fault.is_whole else self._place(fault)
            where = ""
            if place == Place(self.plan.path):
                # A template wrote it: the e-mail is the only place that can be shown.
                line, column = self.done.email.lines.at(fault.offset)
                where = f" ({FILE_NAMES['html']}:{line}:{column})"
            message = fault.message
            if fault.code in _OF_SIZE:
                message += f"; the heaviest items: {self._heaviest()}"
            finding = Finding(
                place, fault.code, severity, message, fault.help, variant=self.variant
            )
            yield _Placed(finding, where)

    def _heaviest(self) -> str:
        """The items that take most of the e-mail, and how much."""
        shares = [each for each in summary_of(self.done.email.html).shares if each.is_item]
        named = [f"{each.name} ({each.size_in_bytes / 1024:.0f} KB)" for each in shares]
        return ", ".join(named[:_HEAVIEST])

    def _place(self, fault: Fault) -> Place:
        region = region_at(self.regions, fault.offset)
        own = self._file_of(region)
        files = [*([own] if own else []), *(each for each in self._placed() if each is not own)]
        for file in files:
            if place := _place_in(file.source, fault.words):
                return place
        if place := _place_in(self.plan, fault.words):
            return place
        return own.source.place() if own else Place(self.plan.path)

    def _file_of(self, region: Region) -> ItemFile | None:
        return self.subject.items.get(region.name)

    def _placed(self) -> Iterator[ItemFile]:
        """The files of the items in this variant, in reading order."""
        for item_id in self.subject.emails[self.variant].placed:
            file = self.subject.items.get(item_id)
            if file is not None:
                yield file


def _place_in(source: Source, words: str) -> Place | None:
    """Where a file holds these words: in what a reader sees of it, or else as written."""
    sought = " ".join(fold(words).split())
    if len(sought) > _LONGEST_SOUGHT:
        sought = sought[:_LONGEST_SOUGHT].rpartition(" ")[0] or sought[:_LONGEST_SOUGHT]
    if len(sought) < 2:
        return None
    blocks = prose_of(source)
    # Words of a link first: `here` stands in a text more than once.
    for block in blocks:
        for link in block.links:
            if " ".join(block.text[link.start : link.end].split()) == sought:
                return block.place(link.start)
    pattern = r"\s+".join(map(re.escape, sought.split()))
    whole = re.compile(rf"(?<!\w){pattern}(?!\w)")
    for block in blocks:
        if found := whole.search(block.text):
            return block.place(found.start())
    # An address, or the name of a picture's file.
    index = source.text.find(words.rpartition("/")[2] if words.startswith("images/") else words)
    return place_at(source.path, source.text, index) if words and index >= 0 else None
