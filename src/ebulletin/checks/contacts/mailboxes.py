"""Email addresses: whether a message can arrive, how they are written, and whose they are."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ebulletin.checks.contacts.typed import addresses_in
from ebulletin.checks.patterns import EMAIL, WEBMAIL
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import FileSubject, SetSubject
from ebulletin.checks.text import Block, prose_of
from ebulletin.findings import Edit, Finding, Place, Severity
from ebulletin.items import model
from ebulletin.items.load import ItemFile
from ebulletin.source import Source, Value
from ebulletin.source.quoting import quoted
from ebulletin.values.choices import nearest

# A token with an at sign; what stands in front of a handle or in a web address is none.
_WITH_AT = re.compile(r"[^\s<>()\[\]\"]{1,254}@[^\s<>()\[\]\"]{0,254}")
_SPACE_BEFORE_AT = re.compile(
    r"(?P<local>[\w.+-]{1,64})\s{1,3}@\s{0,3}(?P<domain>[\w-]{1,63}(?:\.[\w-]{1,63}){0,6}"
    r"\.(?:org|uk|com|net|gov))\b",
    re.IGNORECASE,
)
_AND_ANOTHER = re.compile(r"[,;/]")
_MAILTO = "mailto:"


@dataclass(frozen=True, slots=True)
class _Written:
    """An address as typed, and the edit that would replace it."""

    words: str
    place: Place
    span: tuple[Place, Place] | None

    @property
    def domain(self) -> str:
        return self.words.rsplit("@", 1)[-1].casefold()

    def edit(self, text: str) -> tuple[Edit, ...]:
        return (Edit(*self.span, text),) if self.span is not None else ()


def _addresses(source: Source) -> Iterator[_Written]:
    """The addresses of a contact's fields, then those typed in texts."""
    emails = source.fields.get("emails", [])
    for index, value in enumerate(emails if isinstance(emails, list) else [emails]):
        found = _in_field(source, index, value, is_list=isinstance(emails, list))
        if found is not None:
            yield found
    for block in prose_of(source):
        for typed in addresses_in(block):
            edit = block.edit(typed.start, typed.end, "")
            yield _Written(typed.words, edit.start, (edit.start, edit.end))


def _in_field(source: Source, index: int, value: Value, *, is_list: bool) -> _Written | None:
    loc: list[str | int] = ["emails", index] if is_list else ["emails"]
    if isinstance(value, dict):
        loc.append("address")
        value = value.get("address", "")
    if not isinstance(value, str) or "@" not in value:
        return None
    span = source.span(*loc)
    if span is not None and source.is_quoted(*loc):
        first, last = span
        span = (
            Place(first.path, first.line, first.column + 1),
            Place(last.path, last.line, last.column - 1),
        )
    return _Written(value.strip(), span[0] if span else source.place(*loc), span)


@rule(
    "CON106", "email-invalid", Severity.ERROR, Stage.FILE,
    finds="Something with an at sign in a text, or behind mailto:, that is not one address: a "
    "comma, a space, two at signs, or no point in the part after it. In a field the reader of the "
    "file says so.",
    why="A message to it comes back, or is never sent.",
    bad="team@esscp.example,org",
    good="team@esscp.example.org",
    fix="offer",
)  # fmt: skip
def email_invalid(subject: FileSubject) -> Iterator[Finding]:
    """CON106: every address can receive a message."""
    for block in prose_of(subject.source):
        text = block.outside_references
        for match in _WITH_AT.finditer(text):
            words = match[0].strip(".,;:!?'*_")
            if words and not _is_right(words):
                yield _invalid(block, match.start() + match[0].index(words), words)
        for match in _SPACE_BEFORE_AT.finditer(text):
            yield _invalid(block, match.start(), match[0])
        for link in block.links:
            address = link.what.removeprefix(_MAILTO).split("?", 1)[0]
            shown = block.typed[link.start : link.end]
            is_ours = link.what.startswith(_MAILTO) and "{{" not in address
            if is_ours and shown != address and not EMAIL.fullmatch(address):
                yield _invalid(block, link.start, address)


def _is_right(words: str) -> bool:
    """Whether it is one address, several in a row, a handle or a web address."""
    if "://" in words or words.startswith("@"):
        return True
    parts = [part.strip(".'") for part in _AND_ANOTHER.split(words) if part.strip(".'")]
    return all(EMAIL.fullmatch(part) for part in parts if "@" in part) and all(
        "@" in part for part in parts
    )


def _invalid(block: Block, start: int, words: str) -> Finding:
    likely = re.sub(r"@+", "@", re.sub(r"\s+", "", words).replace(",", "."))
    offers = (likely.casefold(),) if EMAIL.fullmatch(likely) else ()
    return CATALOGUE["CON106"].finding(
        block.place(start),
        f"{quoted(words)} is not an email address",
        f"Did you mean {offers[0]}?"
        if offers
        else "Write one address, such as team@esscp.example.org.",
        offers=offers,
    )


@rule(
    "CON107", "email-case", Severity.HINT, Stage.FILE,
    finds="A capital letter in an email address.",
    why="Small letters are read out and copied with fewer slips; mail goes to the same place.",
    bad="Sian.Padgett@elmsvale.example.org",
    good="sian.padgett@elmsvale.example.org",
    fix="auto",
)  # fmt: skip
def email_case(subject: FileSubject) -> Iterator[Finding]:
    """CON107: addresses are in small letters."""
    for each in _addresses(subject.source):
        small = each.words.casefold()
        if small != each.words:
            yield CATALOGUE["CON107"].finding(
                each.place,
                f"the address {quoted(each.words)} has capital letters",
                f"Write {small}",
                fix=each.edit(small),
            )


@rule(
    "CON109", "email-personal", Severity.WARNING, Stage.FILE,
    finds="An address at a provider of private mailboxes, in a contact or in a text.",
    why="Facts about children do not belong in private mailboxes, and nobody can answer for their "
    "owner.",
    bad="an address at any provider of private mailboxes",
    good="hub@esscp.example.org",
)  # fmt: skip
def email_personal(subject: FileSubject) -> Iterator[Finding]:
    """CON109: messages go to mailboxes of an organisation."""
    for each in _addresses(subject.source):
        if each.domain in WEBMAIL:
            yield CATALOGUE["CON109"].finding(
                each.place,
                f"the address {quoted(each.words)} is a private mailbox",
                "Ask for an address at work, or give another way to reach them.",
            )


# --- Domains --------------------------------------------------------------------------------

_MOST_SLIPS = 2
_SHORTEST_DOMAIN = 8


@rule(
    "CON110", "email-domain", Severity.WARNING, Stage.SET,
    finds="An address at a domain that `domains: retired` lists; or a contact's domain that is one "
    "or two letters away from the one that most of its organisation uses.",
    why="Messages to an old or misspelt domain are lost, or reach somebody else.",
    bad="lado@elmsvael.example.org, where the others are at elmsvale.example.org",
    good="mash-referrals@harboursteps.example.org",
    fix="auto",
)  # fmt: skip
def email_domain(subject: SetSubject) -> Iterator[Finding]:
    """CON110: every domain is in use, and spelt right."""
    domains = subject.shelf.settings.domains
    retired = {old.casefold(): new for old, new in domains.retired.items()}
    usual = _usual_domains(subject)
    sources = [file.source for file in subject.items.values()]
    for source in (*sources, *(plan.source for plan in subject.plans.values())):
        for each in _addresses(source):
            if each.domain in retired:
                local = each.words.rsplit("@", 1)[0]
                right = f"{local}@{retired[each.domain]}"
                yield CATALOGUE["CON110"].finding(
                    each.place,
                    f"the domain of {quoted(each.words)} is no longer in use",
                    f"Write {right}",
                    fix=each.edit(right),
                )
    for file in subject.items.values():
        yield from _misspelt(file, usual, domains.ours)


def _misspelt(file: ItemFile, usual: dict[str, str], ours: Sequence[str]) -> Iterator[Finding]:
    contact = file.item
    if not isinstance(contact, model.Contact):
        return
    meant = [usual[key] for key in _keys(contact) if key in usual]
    known = tuple(dict.fromkeys((*meant, *(each.casefold() for each in ours))))
    for each in _addresses(file.source):
        if each.domain in known or len(each.domain) < _SHORTEST_DOMAIN:
            continue
        close = nearest(each.domain, known, _MOST_SLIPS)
        if close:
            right = f"{each.words.rsplit('@', 1)[0]}@{close[0]}"
            yield CATALOGUE["CON110"].finding(
                each.place,
                f"the domain of {quoted(each.words)} is nearly {quoted(close[0])}, and not the "
                "same",
                f"If it is a slip, write {right}",
                offers=(right,),
            )


def _usual_domains(subject: SetSubject) -> dict[str, str]:
    """The domain that more than one address of an organisation has, and most of them."""
    counts: dict[str, Counter[str]] = {}
    for contact in subject.shelf.directory.contacts:
        for key in _keys(contact):
            found = counts.setdefault(key, Counter())
            found.update(email.address.rsplit("@", 1)[-1] for email in contact.emails)
    usual = {}
    for key, found in counts.items():
        for domain, count in found.most_common(1):
            if count > 1:
                usual[key] = domain
    return usual


def _keys(contact: model.Contact) -> tuple[str, ...]:
    organisation = (contact.organisation or "").casefold()
    return tuple(each for each in (organisation, contact.id) if each)


# --- Names in addresses ---------------------------------------------------------------------

_NOT_A_LETTER = re.compile(r"[^a-z]+")


@rule(
    "CON108", "email-name", Severity.HINT, Stage.SET,
    finds="A person's address that holds neither the surname nor the first name, nor nearly so, on "
    "a domain where those of others do.",
    why="A slip in an address may send a family's story to a stranger.",
    bad="Owen Tansley, o.tansby9@esscp.example.org",
    good="Owen Tansley, otansley@esscp.example.org",
    is_opt_in=True,
)  # fmt: skip
def email_name(subject: SetSubject) -> Iterator[Finding]:
    """CON108: a person's address looks like their name."""
    people = [each for each in subject.shelf.directory.contacts if each.type == "person"]
    named = Counter(
        email.address.rsplit("@", 1)[-1]
        for person in people
        for email in person.emails
        if _has_name(email.address, person.name, most=0)
    )
    for person in people:
        for index, email in enumerate(person.emails):
            domain = email.address.rsplit("@", 1)[-1]
            if named[domain] and not _has_name(email.address, person.name, most=1):
                yield CATALOGUE["CON108"].finding(
                    subject.items[person.id].source.place("emails", index, "address"),
                    f"the address {quoted(email.address)} does not look like that of "
                    f"{quoted(person.name)}",
                    "Send a message to make sure, or write a label such as: label: team.",
                )


def _has_name(address: str, name: str, most: int) -> bool:
    local = address.rsplit("@", 1)[0]
    parts = [part for part in _NOT_A_LETTER.split(name.casefold()) if part]
    if not parts:
        return True
    first, last = parts[0], parts[-1]
    whole = {first, last, first[0] + last, first + last, last + first, first + last[0], *parts[1:]}
    pieces = [piece for piece in (*_NOT_A_LETTER.split(local), _NOT_A_LETTER.sub("", local))
              if len(piece) > 1]  # fmt: skip
    return any(piece in whole or nearest(piece, whole, most) for piece in pieces)
