"""The safety block: its contacts before a build, and its presence in every output."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ebulletin.bulletins.composed import Link, Runs, SafetyBlock, plain
from ebulletin.bulletins.furniture import safety_of
from ebulletin.checks.outputs import Output, read_output, words_of
from ebulletin.checks.patterns import PLACEHOLD
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.safety.reserved import host_of, is_reserved_host
from ebulletin.checks.subjects import BuiltSubject, BulletinSubject
from ebulletin.findings import Finding, Place, Severity
from ebulletin.items import model
from ebulletin.items.directory import phone_level
from ebulletin.settings import SafetyRole
from ebulletin.source.quoting import quoted
from ebulletin.values.dates import plain_date
from ebulletin.values.phones import fits_uk_form, is_drama, national

_ROLES = ("refer_to", "out_of_hours", "allegations")
_PHONE_HELP = "Give the contact a public phone, or name another contact under `safety`."
_INVENTED_HELP = "Write the real one, or `demonstration: yes` in partnership.yaml."
_Fault = tuple[Place, str, str]


@dataclass(frozen=True, slots=True)
class _Named:
    """A contact named under `safety`, and where it is named."""

    role: str
    named: SafetyRole
    place: Place

    @property
    def words(self) -> str:
        """The role as an officer calls it."""
        return self.role.replace("_", " ")


@rule(
    "SAF103", "safety-number-bad", Severity.ERROR, Stage.BULLETIN,
    finds="A contact of the safety block that does not exist, is not public, has no phone (for "
    "allegations: no phone, email or web address), or whose number is not a whole UK number; a "
    "drama number or reserved address where `demonstration` is no.",
    why="In a crisis a reader rings the number in the block, and nobody answers.",
    bad="refer_to names a contact without a number",
    good="refer_to: mash, with 01632 960110, in a demonstration",
    is_locked=True,
)  # fmt: skip
def safety_number_bad(subject: BulletinSubject) -> Iterator[Finding]:
    """SAF103: every contact of the safety block can be rung."""
    for each in _named_contacts(subject):
        contact = subject.shelf.directory.find(each.named.contact)
        faults = _faults_of(subject, each, contact) if contact else _unknown(each)
        for place, message, advice in faults:
            yield CATALOGUE["SAF103"].finding(place, message, advice)


def _unknown(each: _Named) -> Iterator[_Fault]:
    message = f"the safety block names {quoted(each.named.contact)}, and there is no such contact"
    yield each.place, message, "Write the id of a contact in items/."


def _named_contacts(subject: BulletinSubject) -> Iterator[_Named]:
    settings, plan = subject.shelf.settings, subject.plan_file.plan
    series = settings.series.get(plan.series)
    own = series is not None and series.safety is not None
    loc = ("series", plan.series, "safety") if own else ("safety",)
    safety = safety_of(settings, series) if series is not None else settings.safety
    place = subject.settings_source.place
    for role in _ROLES:
        yield _Named(role, getattr(safety, role), place(*loc, role))
    for number, helpline in enumerate(safety.helplines):
        yield _Named("helpline", helpline, place(*loc, "helplines", number))


def _faults_of(subject: BulletinSubject, each: _Named, contact: model.Contact) -> Iterator[_Fault]:
    name = quoted(contact.name)
    phone = _phone_of(each.named, contact)
    if contact.distribution != "public":
        place = subject.item_place(contact.id, "distribution")
        message = f"{name} stands in the safety block, and is not public"
        yield place, message, "Write `distribution: public` in the contact's file."
    if PLACEHOLD.search(contact.name):
        place = subject.item_place(contact.id, "name")
        yield place, f"{name} stands in the safety block as a name", "Write the real name."
    if each.named.phone and phone is None:
        message = f"{name} has no phone with the label {quoted(each.named.phone)}"
        yield each.place, message, "Write the label of one of its phones."
    elif phone is not None:
        yield from _faults_of_phone(subject, contact, phone)
    elif each.role != "allegations" or not (contact.emails or contact.web):
        place = subject.item_place(contact.id, "phones")
        message = f"{name} stands in the safety block as {each.words}, and has no phone"
        yield place, message, _PHONE_HELP
    elif subject.shelf.settings.demonstration == "no":
        yield from _invented_hosts(subject, contact)


def _faults_of_phone(
    subject: BulletinSubject, contact: model.Contact, phone: model.PhoneField
) -> Iterator[_Fault]:
    place = subject.item_place(contact.id, "phones", contact.phones.index(phone))
    stands = f"{quoted(national(phone.number))} stands in the safety block, and is"
    if contact.distribution == "public" and phone_level(contact, phone) != "public":
        yield place, f"{stands} not public", _PHONE_HELP
    if not fits_uk_form(phone.number):
        yield place, f"{stands} not a whole UK number", "Look the number up and ring it once."
    if is_drama(phone.number) and subject.shelf.settings.demonstration == "no":
        yield place, f"{stands} an invented number", _INVENTED_HELP


def _invented_hosts(subject: BulletinSubject, contact: model.Contact) -> Iterator[_Fault]:
    hosts = [each.address.rsplit("@", 1)[-1] for each in contact.emails]
    hosts += [host_of(contact.web)] if contact.web else []
    for host in hosts:
        if is_reserved_host(host):
            message = f"{quoted(host)} stands in the safety block, and is an invented address"
            yield subject.item_place(contact.id), message, _INVENTED_HELP


def _phone_of(named: SafetyRole, contact: model.Contact) -> model.PhoneField | None:
    for phone in contact.phones:
        if named.phone is None or (phone.label or "").casefold() == named.phone.casefold():
            return phone
    return None


@rule(
    "SAF104", "safety-contact-stale", Severity.ERROR, Stage.BULLETIN,
    finds="A contact of the safety block whose `verified_on` is missing, or more than 12 months "
    "before the bulletin's date (of an archive copy: before `rebuilt_on`).",
    why="Numbers change; one that nobody has rung for a year may lead nowhere.",
    bad="verified 1 August 2025, in the edition of 23 September 2026",
    good="verified 1 September 2026, in that edition",
    is_locked=True,
)  # fmt: skip
def safety_contact_stale(subject: BulletinSubject) -> Iterator[Finding]:
    """SAF104: somebody rang the safety contacts within the last 12 months."""
    plan = subject.plan_file.plan
    today = plan.rebuilt_on if plan.archive and plan.rebuilt_on else subject.today
    seen = set()
    for each in _named_contacts(subject):
        contact = subject.shelf.directory.find(each.named.contact)
        if contact is None or contact.id in seen:
            continue
        seen.add(contact.id)
        if contact.verified_on is None or contact.verified_on < _a_year_before(today):
            verified = contact.verified_on
            when = f"last verified on {plain_date(verified)}" if verified else "never verified"
            yield CATALOGUE["SAF104"].finding(
                subject.item_place(contact.id, "verified_on"),
                f"{quoted(contact.name)} stands in the safety block, {when}; 12 months before "
                f"{plain_date(today)} is the limit",
                "Ring the number, then write today's date under `verified_on`.",
            )


def _a_year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)


# --- In the finished outputs ----------------------------------------------------------------


@rule(
    "SAF102", "safety-block-missing", Severity.ERROR, Stage.BUILT,
    finds="An output without each line of the safety block, in order and word for word, with its "
    "numbers as links; a public one without the short line before the first item.",
    why="Whoever reads the bulletin in a crisis must find whom to ring, in every form of it.",
    bad="a theme of the workspace's own that drops the block",
    good="any normal build",
    is_locked=True,
)  # fmt: skip
def safety_block_missing(subject: BuiltSubject) -> Iterator[Finding]:
    """SAF102: the safety block stands in every output."""
    safety = subject.composition.bulletin.safety
    for note in subject.notes:
        if "safety" in note.casefold():
            # The block was put back, so the build may go on; the template still wants mending.
            yield Finding(
                subject.place, "SAF102", Severity.WARNING, note.rstrip("."),
                "Put the safety block back into the template, or remove the template.",
                variant=subject.variant.name,
            )  # fmt: skip
    for name, html in (("the e-mail", subject.email), ("the web page", subject.page)):
        if html is not None:
            output = read_output(html)
            missing = missing_lines(safety, output.visible) or _not_links(safety, output)
            yield from _missing(subject, name, missing)
            if safety.short:
                yield from _missing(subject, name, _short_missing(safety, output))
    if subject.text is not None:
        missing = missing_lines(safety, subject.text)
        yield from _missing(subject, "the plain text", missing)


def missing_lines(safety: SafetyBlock, visible: str) -> list[str]:
    """The lines of the block that a text does not hold word for word, or not in order."""
    words = words_of(visible)
    missing = []
    position = words.find(words_of(safety.heading))
    for line in safety.lines:
        sought = plain(line.runs)
        found = words.find(words_of(sought), max(position, 0))
        if found < 0:
            missing.append(sought)
        else:
            position = found
    immediate = " ".join(plain(each.runs) for each in safety.lines if each.role == "immediate")
    not_urgent = " ".join(plain(each.runs) for each in safety.lines if each.role == "not_urgent")
    missing += [number for number, line in (("999", immediate), ("101", not_urgent))
                if number not in line]  # fmt: skip
    return missing


def _not_links(safety: SafetyBlock, output: Output) -> list[str]:
    """The lines whose numbers and addresses are not links."""
    hrefs = {href.casefold() for href in output.hrefs}
    return [
        plain(line.runs)
        for line in safety.lines
        if any(href.casefold() not in hrefs for href in _targets(line.runs))
    ]


def _targets(runs: Runs) -> list[str]:
    return [run.href for run in runs if isinstance(run, Link)]


def _short_missing(safety: SafetyBlock, output: Output) -> list[str]:
    """The short line, unless it or the whole block stands before the first item."""
    items = output.items
    top = output.visible[: items[0][1].start] if items else output.visible
    short = plain(safety.short)
    if words_of(short) in words_of(top) or not missing_lines(safety, top):
        return []
    return [short]


def _missing(subject: BuiltSubject, name: str, missing: list[str]) -> Iterator[Finding]:
    for line in missing:
        yield CATALOGUE["SAF102"].finding(
            subject.place,
            f"{name} does not hold this line of the safety block as it must stand: {quoted(line)}",
            "Remove the template in templates/ that leaves it out or changes it.",
            variant=subject.variant.name,
        )
