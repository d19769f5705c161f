"""Reads one e-mail address: mends what is plain, refuses what a mail server would."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from email_validator import EmailNotValidError, validate_email

from ebulletin.recipients.cells import cleaned
from ebulletin.recipients.problems import (
    BAD_ADDRESS,
    LIKELY_SLIP,
    SEVERAL_ADDRESSES,
    Problem,
)

# What nearly every address looks like; anything else goes to email-validator as a whole.
_PLAIN = re.compile(
    r"([a-z0-9_][a-z0-9_+&'-]{0,63}(?:\.[a-z0-9_+&'-]{1,62}){0,6})@([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+)"
)
_LONGEST_LOCAL, _LONGEST = 64, 254  # RFC 5321, 4.5.3.1.1 and 4.5.3.1.3 without the brackets
_BRACKETED = re.compile(r"[^<>@]*<\s*([^<>\s]+@[^<>\s]+)\s*>[\s;,.]*")
_WRAPPERS = " \t<>\"'“”‘’[]"
_AROUND_MARKS = re.compile(r"\s*([@.])\s*")
_ANY = re.compile(r"[^\s@,;/|<>()\"]+@[^\s@,;/|<>()\"]+")
_DOMAIN = re.compile(r"(?<=@)[^\s@;,<>()\[\]\"]+")
# Mailboxes that a post or an office reads, whoever holds it; one of these words is enough.
_ROLE_LINE = (
    "accounts admin administration admissions attendance bookings bursar chair clerk clerks "
    "communications comms contact council dsl duty enquiries enquiry feedback finance frontdoor "
    "governors governance head headteacher hello help helpdesk hr hub info information inbox lado "
    "learning mail mailbox manager managers mash media nursery nurse office partnership "
    "partnerships post principal reception safeguarding school secretary senco sendco service "
    "services support supervisor team teams training"
)
_ROLE_WORDS = frozenset(_ROLE_LINE.split())
_WORD_MARKS = re.compile(r"[._+-]")
# Alphabets whose letters look like each other's.
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN")


@dataclass(frozen=True, slots=True)
class Address:
    """An address as it is kept.

    Attributes:
        email: In lower case; the domain in ASCII.
        notes: What was mended, in words; empty where nothing was.
    """

    email: str
    notes: str = ""


@dataclass(frozen=True, slots=True)
class BadAddress:
    """Why a text is no address, in words that never repeat it.

    Attributes:
        problem: The sort of fault.
        message: What is wrong; lower case, no full stop.
        advice: What to do, in one sentence.
    """

    problem: Problem
    message: str
    advice: str


def parse_address(written: str) -> Address | BadAddress:
    """Read the text of a cell as one address.

    The part before the @ must be ASCII, without quotation marks and comments: what else RFC 5322
    allows, too many servers refuse. Whether the domain has a mail server is not asked (nothing
    leaves this machine).
    """
    if _is_sound(written):
        return Address(written)
    notes: list[str] = []
    text, note = cleaned(written)
    if note:
        notes.append(note)
    text = _unwrapped(text, notes)
    if text.count("@") > 1 and len(_ANY.findall(text)) > 1:
        return _several(len(_ANY.findall(text)))
    if text != text.lower():
        notes.append("capital letters became small ones")
        text = text.lower()
    if _is_sound(text):
        return Address(text, " and ".join(notes) or "spaces were taken out")
    return _validated(text, notes)


def is_role_mailbox(email: str) -> bool:
    """Whether the part before the @ names a post or an office rather than a person."""
    local = email.rpartition("@")[0]
    return any(word.rstrip("0123456789") in _ROLE_WORDS for word in _WORD_MARKS.split(local))


def domain_in_words(text: str) -> str:
    """What stands after the @, which names nobody; empty where there is none."""
    match = _DOMAIN.search(text)
    return match[0] if match else ""


def _is_sound(text: str) -> bool:
    match = _PLAIN.fullmatch(text)
    return bool(
        match
        and len(match[1]) <= _LONGEST_LOCAL
        and len(text) <= _LONGEST
        and _is_sound_domain(match[2])
    )


@lru_cache(maxsize=65_536)
def _is_sound_domain(domain: str) -> bool:
    """Whether the strict library takes the domain as it is; asked once for each."""
    try:
        return _checked(f"a@{domain}") == f"a@{domain}"
    except EmailNotValidError:
        return False


def _checked(text: str) -> str:
    """The address in ASCII, as email-validator 2 reads it, in lower case.

    Raises:
        EmailNotValidError: It is none.
    """
    found = validate_email(
        text, check_deliverability=False, allow_smtputf8=False, allow_quoted_local=False,
        allow_domain_literal=False, strict=True,
    )  # fmt: skip
    # With allow_smtputf8=False the ASCII form is always there.
    return str(found.ascii_email).lower()


def _unwrapped(text: str, notes: list[str]) -> str:
    """The address without what programs put around it; what was done is added to the notes."""
    folded = unicodedata.normalize("NFKC", text)
    if folded != text and not folded.isascii():
        # Only a sign of double width is folded here; letters of a domain are IDNA's business.
        folded = text.replace("＠", "@").replace("．", ".")
    if folded != text:
        notes.append("characters of double width became plain ones")
    bare = folded
    if match := _BRACKETED.fullmatch(bare):
        bare = match[1]
    if bare[:7].lower() == "mailto:":
        bare = bare[7:].partition("?")[0]
    bare = bare.strip(_WRAPPERS).rstrip(".,;:").strip(_WRAPPERS)
    if bare != folded:
        notes.append("what stood around the address was taken off")
    closed = _AROUND_MARKS.sub(r"\1", bare)
    if closed != bare:
        notes.append("spaces were taken out")
    return closed


def _several(number: int) -> BadAddress:
    return BadAddress(
        SEVERAL_ADDRESSES,
        f"there are {number} addresses in one cell",
        "Give each address a row of its own, with the cells beside it repeated.",
    )


def _validated(text: str, notes: list[str]) -> Address | BadAddress:
    """What the strict library says of an address out of the ordinary."""
    domain = text.rpartition("@")[2]
    if _mixes_alphabets(domain):
        return BadAddress(
            LIKELY_SLIP,
            "the part after the @ mixes letters of two alphabets that look alike",
            "Type the address anew; a copied one may lead to somebody else.",
        )
    try:
        email = _checked(text)
    except EmailNotValidError as error:
        return _in_words(text, error)
    if "." not in domain or len(email) > _LONGEST:
        return _in_words(text, EmailNotValidError())
    if email != text:
        notes.append("the part after the @ is kept in the form that mail servers use")
    return Address(email, " and ".join(notes))


_TYPE_IT = "Ask for the address again, or type it as name@organisation."


def _in_words(text: str, error: EmailNotValidError) -> BadAddress:
    """Why, in words of our own: the library's would repeat parts of the address."""
    local, at, domain = text.rpartition("@")
    message = "it is not an address that a mail server would take"
    if not at:
        message = "there is no @ in it"
    elif not local:
        message = "nothing stands before the @"
    elif not domain:
        message = "nothing stands after the @"
    elif "@" in local:
        message = "there are two @ in it"
    elif " " in text:
        message = "there is a space in it"
    elif ".." in text:
        message = "two full stops follow each other"
    elif "(" in text:
        message = "there is a remark in brackets in it"
    elif '"' in text:
        message = "there are quotation marks in it"
    elif len(local) > _LONGEST_LOCAL or len(text) > _LONGEST:
        message = "it is longer than an address can be"
    elif not local.isascii():
        message = "the part before the @ has letters that most mail servers do not take"
    elif "," in domain:
        message = "there is a comma in it where a full stop belongs"
    elif "." not in domain:
        message = "the part after the @ has no full stop"
    elif local.startswith(".") or local.endswith("."):
        message = "the part before the @ starts or ends with a full stop"
    elif "reserved" in str(error):
        message = "the part after the @ is a name that no mail reaches"
    return BadAddress(BAD_ADDRESS, message, _TYPE_IT)


def _mixes_alphabets(domain: str) -> bool:
    """Whether one part of the name has letters of two alphabets that look alike."""
    return not domain.isascii() and any(len(_scripts(part)) > 1 for part in domain.split("."))


def _scripts(part: str) -> set[str]:
    names = {unicodedata.name(letter, "").split(" ")[0] for letter in part if letter.isalpha()}
    return names & set(_SCRIPTS)
