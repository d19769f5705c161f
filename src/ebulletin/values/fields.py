"""The types of fields in authored files, for pydantic models; each reads the text as written.

Every type also takes a value that is read already, so that models can be built in code. A fault
carries the code of its rule as its type, and `help` and `offers` in its context.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, TypeVar, get_args

from pydantic import GetCoreSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from ebulletin.values.choices import fold_choice, join_words, nearest
from ebulletin.values.dates import When, parse_date, parse_when
from ebulletin.values.errors import BadValueError, quoted
from ebulletin.values.money import Money, parse_money
from ebulletin.values.people import (
    ContactRef,
    NamedPerson,
    Who,
    is_slug,
    parse_contact_ref,
    parse_who,
)
from ebulletin.values.phones import parse_phone
from ebulletin.values.reading import ANY_TEXT, BareShape, OneOrMore, Reads, Shape
from ebulletin.values.texts import Texts, parse_texts
from ebulletin.values.times import TimeSpan, parse_time_span

__all__ = [
    "BareShape",
    "Choice",
    "ContactId",
    "ContactRefField",
    "DateField",
    "Email",
    "Line",
    "ListOf",
    "MarkdownText",
    "MoneyField",
    "Number",
    "Phone",
    "Shape",
    "Slug",
    "TextsField",
    "TimeField",
    "Url",
    "UrlOrUnknown",
    "WhenField",
    "WhoField",
    "YesNo",
    "fault",
]

_EntryT = TypeVar("_EntryT")
_URL = re.compile(r"https?://[^\s/?#<>\"]+[^\s<>\"]*", re.IGNORECASE)
_BARE_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#][^\s<>\"]*)?", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@,;:<>()\[\]\"]+@[^\s@,;:<>()\[\]\".]+(?:\.[^\s@,;:<>()\[\]\".]+)+")
_URL_HELP = "Write the whole address, for example https://esscp.example.org/learning."
_EMAIL_HELP = "Write one address, for example learning@esscp.example.org."
_MOST_DIGITS = 9
_LONGEST_EMAIL = 254  # RFC 5321, 4.5.3.1.3, without the angle brackets


class Choice:
    """Marks a `Literal` as a choice: `Annotated[Literal["draft", "ready"], Choice]`.

    Compared without regard to case, spaces, hyphens and underscores; another word is ITM107,
    with the choices within two slips as offers.
    """

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Read the choices off the `Literal` that is annotated."""
        words = tuple(str(word) for word in get_args(source))
        # As written first: `-date` and `date` are two words with one form.
        by_form = {fold_choice(word): word for word in words} | {word: word for word in words}

        def chosen(value: object) -> str:
            text = _text(value)
            found = by_form.get(text) or by_form.get(fold_choice(text))
            if found is None:
                raise _bad_choice(text, words)
            return found

        return core_schema.no_info_before_validator_function(chosen, handler(source))


def fault(error: BadValueError) -> PydanticCustomError:
    """A bad value as pydantic reports it."""
    context = {
        "help": error.help,
        "offers": list(error.offers),
        "message": error.message,
        "key": error.key,
    }
    # The message goes in as a value: the author's words may hold braces.
    return PydanticCustomError(error.code, "{message}", context)


def _read_by(
    parse: Callable[[str], Any], ready: type | tuple[type, ...], schema: JsonSchemaValue = ANY_TEXT
) -> Reads:
    """Reads text by a function, and lets a value through that is read already."""

    def read(value: object) -> Any:
        if isinstance(value, ready):
            return value
        try:
            return parse(_text(value))
        except BadValueError as error:
            raise fault(error) from None

    return Reads(read, schema)


def _read_any_by(
    parse: Callable[[object], Any], ready: type | tuple[type, ...], schema: JsonSchemaValue
) -> Reads:
    """As `_read_by`, for what may also be written as a mapping."""

    def read(value: object) -> Any:
        if isinstance(value, ready):
            return value
        try:
            return parse(value)
        except BadValueError as error:
            raise fault(error) from None

    return Reads(read, schema)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    kind = "a list" if isinstance(value, list | tuple) else "a group of fields"
    raise fault(
        BadValueError(f"one value is needed here, not {kind}", "Write one value after the colon.")
    )


def _bad_choice(text: str, words: tuple[str, ...]) -> PydanticCustomError:
    by_form = {fold_choice(word): word for word in words}
    offers = tuple(by_form[form] for form in nearest(fold_choice(text), by_form))
    return fault(
        BadValueError(
            f"{quoted(text)} is not one of the words for this field",
            f"Write {join_words(words, 'or')}.",
            offers,
            code="ITM107",
        )
    )


def _line(text: str) -> str:
    if not text:
        raise BadValueError("there are no words here", "Write one line, or take the field out.")
    if "\n" in text:
        raise BadValueError(
            f"the text runs over several lines: {quoted(text)}", "Write it on one line."
        )
    return text


def _markdown(text: str) -> str:
    if not text:
        raise BadValueError("there are no words here", "Write some, or take the field out.")
    return text


def _slug(text: str) -> str:
    if is_slug(text):
        return text
    likely = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    raise BadValueError(
        f"{quoted(text)} is not an id",
        "Use 2 to 64 of the letters a to z, figures and single hyphens, such as front-door.",
        (likely,) if is_slug(likely) else (),
    )


def _yes_no(text: str) -> bool:
    folded = text.casefold()
    if folded in {"yes", "true"}:
        return True
    if folded in {"no", "false"}:
        return False
    raise BadValueError(f"{quoted(text)} is neither yes nor no", "Write yes or no.")


def _number(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS:
        return int(text)
    raise BadValueError(
        f"{quoted(text)} is not a whole number", "Write it in figures, for example 12."
    )


def _url(text: str) -> str:
    if _URL.fullmatch(text):
        return text
    offers = (f"https://{text}",) if _BARE_HOST.fullmatch(text) else ()
    raise BadValueError(f"{quoted(text)} is not a web address", _URL_HELP, offers)


def _url_or_unknown(text: str) -> str:
    if text.casefold() == "unknown":
        return "unknown"
    try:
        return _url(text)
    except BadValueError as error:
        advice = f"{error.help} If you do not have it yet, write unknown."
        raise BadValueError(error.message, advice, error.offers) from None


def _email(text: str) -> str:
    inside = _EMAIL.search(text) if text.count("@") == 1 and len(text) <= _LONGEST_EMAIL else None
    if inside and inside[0] == text:
        return text.lower()
    offers = (inside[0].lower(),) if inside else ()
    raise BadValueError(f"{quoted(text)} is not an email address", _EMAIL_HELP, offers)


def _with_fields(needed: str, *others: str) -> JsonSchemaValue:
    """JSON Schema of a group of lines of which one is needed."""
    return {
        "type": "object",
        "properties": dict.fromkeys((needed, *others), ANY_TEXT),
        "required": [needed],
        "additionalProperties": False,
    }


_TEXT: tuple[type, ...] = ()
_ID: JsonSchemaValue = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 64}
_WEB: JsonSchemaValue = {"type": "string", "pattern": "^https?://"}
_TRUTH: JsonSchemaValue = {"enum": ["yes", "no", True, False]}
_REFERENCE: JsonSchemaValue = _with_fields("id", "label")
_PERSON: JsonSchemaValue = _with_fields("name", "role", "organisation", "initials")

Line = Annotated[str, _read_by(_line, _TEXT)]
"""Text on one line, without Markdown."""

MarkdownText = Annotated[str, _read_by(_markdown, _TEXT)]
"""Markdown of one or more lines."""

Slug = Annotated[str, _read_by(_slug, _TEXT, _ID)]
"""An id: a-z, 0-9, single hyphens, 2 to 64 characters."""

ContactId = Annotated[str, _read_by(lambda text: parse_contact_ref(text).id, _TEXT, _ID)]
"""The id of a contact, where no label may be given."""

YesNo = Annotated[bool, _read_by(_yes_no, bool, _TRUTH)]
"""`yes`, `no`, `true` or `false`."""

Number = Annotated[int, _read_by(_number, int, {"type": ["integer", "string"]})]
"""A whole number, not negative."""

DateField = Annotated[date, _read_by(parse_date, date)]
"""A full day."""

WhenField = Annotated[When, _read_by(parse_when, When)]
"""A day, a month, a part of a month, a season, or `to be confirmed`."""

TimeField = Annotated[TimeSpan, _read_by(parse_time_span, TimeSpan)]
"""A time of day or a range of two, Europe/London."""

MoneyField = Annotated[Money, _read_by(parse_money, Money)]
"""`free` or an amount in pounds."""

Url = Annotated[str, _read_by(_url, _TEXT, _WEB)]
"""A web address with http or https."""

UrlOrUnknown = Annotated[
    str, _read_by(_url_or_unknown, _TEXT, {"anyOf": [{"enum": ["unknown"]}, _WEB]})
]
"""A web address, or the word `unknown`."""

Email = Annotated[str, _read_by(_email, _TEXT, {"type": "string", "pattern": "@"})]
"""One address in lower case; whether it can receive mail is not asked here."""

Phone = Annotated[str, _read_by(parse_phone, _TEXT)]
"""One UK number as digits."""

WhoField = Annotated[
    Who,
    _read_any_by(
        parse_who,
        (ContactRef, NamedPerson),
        {"anyOf": [{"type": "string"}, _with_fields("id", "label", "initials"), _PERSON]},
    ),
]
"""A contact, or a person written as text."""

ContactRefField = Annotated[
    ContactRef, _read_any_by(parse_contact_ref, ContactRef, {"anyOf": [_ID, _REFERENCE]})
]
"""A contact, perhaps with a label in place of its name."""

TextsField = Annotated[
    Texts,
    _read_any_by(
        parse_texts,
        Texts,
        {"anyOf": [ANY_TEXT, {"type": "object", "additionalProperties": ANY_TEXT}]},
    ),
]
"""One line, or a line per variant."""

ListOf = Annotated[tuple[_EntryT, ...], OneOrMore]
"""`ListOf[Line]`: a list; one value without brackets is a list of one."""
