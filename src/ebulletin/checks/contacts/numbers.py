"""Phone numbers: whether they can be rung, how they are typed, and when they are answered."""

import re
from collections.abc import Iterator

from ebulletin.checks.mentions import phones_in
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import FileSubject
from ebulletin.checks.text import prose_of
from ebulletin.findings import Finding, Place, Severity
from ebulletin.items import model
from ebulletin.settings import Partnership
from ebulletin.source.quoting import quoted
from ebulletin.values.phones import fits_uk_form, national

# 01.10.2026 is a date.
_DOTTED_DATE = re.compile(r"\(?\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})\)?")


@rule(
    "CON101", "phone-invalid", Severity.ERROR, Stage.FILE,
    finds="A number that cannot be a UK number, in a contact, in joining details or in a text: too "
    "many or too few digits for its beginning, a number at premium rate, or six equal or ascending "
    "digits in a row.",
    why="One digit lost in typing, and the reader who needs help gets no answer.",
    bad="01632 96011",
    good="01632 960110",
)  # fmt: skip
def phone_invalid(subject: FileSubject) -> Iterator[Finding]:
    """CON101: every number has the form of a UK number."""
    for digits, words, place in _numbers(subject):
        if not is_possible(digits, subject.settings):
            yield CATALOGUE["CON101"].finding(
                place, f"the number {quoted(words)} {_reason(digits)}", _advice(digits)
            )


def is_possible(digits: str, settings: Partnership) -> bool:
    """Whether digits can be a UK number; in a live workspace the numbering plan is asked too."""
    if not fits_uk_form(digits):
        return False
    if settings.demonstration != "no" or not digits.startswith("0"):
        return True
    return _is_in_numbering_plan(digits)


def _is_in_numbering_plan(digits: str) -> bool:
    # Loaded here: its tables are large, and only a live workspace asks.
    import phonenumbers

    return phonenumbers.is_possible_number(phonenumbers.parse(digits, "GB"))


def _numbers(subject: FileSubject) -> Iterator[tuple[str, str, Place]]:
    """Digits, words and place of every number of a file."""
    item, source = subject.item, subject.source
    if isinstance(item, model.Contact):
        for index, phone in enumerate(item.phones):
            yield phone.number, national(phone.number), number_place(subject, index)
    if isinstance(item, model.Event) and isinstance(item.joining, model.JoiningField):
        digits = item.joining.dial_in
        if digits is not None:
            yield digits, national(digits), source.place("joining", "dial_in")
    for block in prose_of(source):
        for mention in phones_in(block.outside_references):
            if not _DOTTED_DATE.fullmatch(mention.words):
                yield mention.digits, mention.words, block.place(mention.start)


def number_place(subject: FileSubject, index: int) -> Place:
    """Where a contact's number stands: its own entry, or the one value in place of a list."""
    return subject.source.place("phones", index, "number")


def _reason(digits: str) -> str:
    if digits.startswith("09"):
        return "is charged at a premium rate"
    return "is not a whole UK number"


def _advice(digits: str) -> str:
    if digits.startswith("09"):
        return "Give a number that costs no more than an ordinary call."
    return f"It has {len(digits)} digits; look it up where it is published, and ring it once."


@rule(
    "CON105", "hours-missing", Severity.WARNING, Stage.FILE,
    finds="A service or team with a phone, and no hours on the phone or the contact. For the "
    "contact to which `safety` refers it is an error.",
    why="A worried reader rings in the evening, and thinks that nobody is there at all.",
    bad="the service MASH with a phone and no hours",
    good="a person's number without hours",
)  # fmt: skip
def hours_missing(subject: FileSubject) -> Iterator[Finding]:
    """CON105: a service says when it answers."""
    contact = subject.item
    if not isinstance(contact, model.Contact) or contact.hours:
        return
    is_refer_to = contact.id in _refer_to(subject.settings)
    if contact.type not in ("service", "team") and not is_refer_to:
        return
    without = [index for index, phone in enumerate(contact.phones) if not phone.hours]
    if without:
        role = ", to which the safety block refers," if is_refer_to else ""
        number = quoted(national(contact.phones[without[0]].number))
        yield Finding(
            number_place(subject, without[0]),
            "CON105",
            Severity.ERROR if is_refer_to else Severity.WARNING,
            f"{quoted(contact.name)}{role} does not say when {number} is answered",
            "Add hours to the contact, for example: hours: Monday to Friday, 9am to 5pm.",
        )


def _refer_to(settings: Partnership) -> set[str]:
    safeties = [settings.safety, *(each.safety for each in settings.series.values())]
    return {each.refer_to.contact for each in safeties if each is not None}
