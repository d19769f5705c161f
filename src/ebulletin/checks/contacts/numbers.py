"""Phone numbers: whether they can be rung, how they are typed, and when they are answered."""

import re
from collections.abc import Iterator

from ebulletin.checks.contacts.typed import numbers_in
from ebulletin.checks.patterns import PAUSE, WORD
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import FileSubject
from ebulletin.checks.text import Block, prose_of
from ebulletin.findings import Finding, Place, Severity
from ebulletin.items import model
from ebulletin.settings import Partnership
from ebulletin.source.quoting import quoted
from ebulletin.values.phones import fits_uk_form, national

_JOINED = re.compile(r"\s{0,2}/\s{0,2}(?P<second>\(?\+?\d[\d ()]{1,16}\d)")

_MADE_UP = re.compile(r"(\d)\1{5}|012345|123456|234567|345678|456789")
# What stands before the last digit of a number.
_NUMBER_BEFORE = re.compile(r"\+?[\d ()]{0,20}$")


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

    return phonenumbers.is_valid_number(phonenumbers.parse(digits, "GB"))


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
        for typed in numbers_in(block):
            yield typed.value, typed.words, block.place(typed.start)


def number_place(subject: FileSubject, index: int) -> Place:
    """Where a contact's number stands: its own entry, or the one value in place of a list."""
    return subject.source.place("phones", index, "number")


def _reason(digits: str) -> str:
    if digits.startswith("09"):
        return "is charged at a premium rate"
    if _MADE_UP.search(digits):
        return "has six equal or ascending digits in a row, as made-up ones have"
    return "is not a whole UK number"


def _advice(digits: str) -> str:
    if digits.startswith("09"):
        return "Give a number that costs no more than an ordinary call."
    return f"It has {len(digits)} digits; look it up where it is published, and ring it once."


# --- As typed -------------------------------------------------------------------------------


@rule(
    "CON102", "phone-style", Severity.WARNING, Stage.FILE,
    finds="A number in a text that is not spaced in the national way: 01632 960110, 07700 900321, "
    "0808 157 0123, 020 7946 0123.",
    why="A number in known groups is read, said and dialled without a slip.",
    bad="07700900321",
    good="07700 900321",
    fix="auto",
)  # fmt: skip
def phone_style(subject: FileSubject) -> Iterator[Finding]:
    """CON102: numbers look the same everywhere."""
    for block in prose_of(subject.source):
        for typed in numbers_in(block):
            right = national(typed.value)
            if fits_uk_form(typed.value) and " ".join(typed.words.split()) != right:
                yield CATALOGUE["CON102"].finding(
                    block.place(typed.start),
                    f"the number {quoted(typed.words)} is not spaced in the national way",
                    f"Write {right}",
                    fix=(block.edit(typed.start, typed.end, right),),
                )


@rule(
    "CON103", "phone-joined", Severity.WARNING, Stage.FILE,
    finds="Two numbers joined by a stroke, or a number with the codes to dial after it, in one "
    "value or in a text.",
    why="A telephone takes the whole for one number, and dials neither.",
    bad="01632 960110/ 07700 900321",
    good="two entries under phones",
    fix="offer",
)  # fmt: skip
def phone_joined(subject: FileSubject) -> Iterator[Finding]:
    """CON103: one number at a time."""
    for block in prose_of(subject.source):
        for typed in numbers_in(block):
            match = _JOINED.match(block.text, typed.end)
            if match is not None:
                first, second = typed.words, match["second"].strip()
                yield CATALOGUE["CON103"].finding(
                    block.place(typed.start),
                    f"two numbers are joined: {quoted(block.typed[typed.start : match.end()])}",
                    "Write each with words of its own, such as: 01632 960110, or in the evening "
                    "01632 960199.",
                    offers=(f"{first} or {second}",),
                )
        yield from _with_codes(block)


def _with_codes(block: Block) -> Iterator[Finding]:
    text = block.outside_references
    for match in PAUSE.finditer(text):
        before = _NUMBER_BEFORE.search(text, max(0, match.start() - 21), match.start())
        start = match.start() - len(before[0].lstrip()) if before else match.start()
        yield CATALOGUE["CON103"].finding(
            block.place(start),
            f"codes to dial follow the number: {quoted(block.typed[start : match.end()])}",
            "Write the number alone; a conference id or passcode has its own field under joining.",
        )


@rule(
    "CON104", "phone-unlabelled", Severity.WARNING, Stage.FILE,
    finds="A paragraph or list entry that is only a number, and a contact with several numbers of "
    "which one has no label.",
    why="Nobody can tell whom it rings.",
    bad="a paragraph '01632 960130'",
    good="Learning Hub: 01632 960130",
)  # fmt: skip
def phone_unlabelled(subject: FileSubject) -> Iterator[Finding]:
    """CON104: a number says whom it rings."""
    contact = subject.item
    if isinstance(contact, model.Contact) and len(contact.phones) > 1:
        for index, phone in enumerate(contact.phones):
            if not phone.label:
                yield CATALOGUE["CON104"].finding(
                    number_place(subject, index),
                    f"the number {quoted(national(phone.number))} has no label, and "
                    f"{quoted(contact.name)} has others",
                    "Give it one, for example: label: Referrals.",
                )
    for block in prose_of(subject.source):
        if block.kind in ("paragraph", "list entry"):
            yield from _alone(block)


def _alone(block: Block) -> Iterator[Finding]:
    typed = next(numbers_in(block), None)
    if typed is None or WORD.search(block.text[: typed.start] + block.text[typed.end :]):
        return
    yield CATALOGUE["CON104"].finding(
        block.place(typed.start),
        f"the number {quoted(typed.words)} stands alone",
        "Write before it whom it rings, for example: Learning Hub: 01632 960130.",
    )


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
