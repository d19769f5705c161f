"""People in a field: a contact by id, or a name with role and organisation."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ebulletin.values.choices import join_words, nearest
from ebulletin.values.errors import BadValueError, quoted

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ROLE = re.compile(r"\b(?:manager|lead|officer|chair|head|sergeant)\b", re.IGNORECASE)
_CONTACT_KEYS = ("id", "label")
_ATTENDEE_KEYS = (*_CONTACT_KEYS, "initials")
_PERSON_KEYS = ("name", "role", "organisation", "initials")
_WHO_HELP = "Write a contact's id, or a line such as: Asha Penrose, Head teacher, Fenwold School."
_OBJECT_HELP = "Write {name: Asha Penrose, role: Head teacher, organisation: Fenwold School}."
_REF_HELP = "Write the id of a contact, such as mash, or {id: mash, label: Advice line}."


@dataclass(frozen=True, slots=True)
class ContactRef:
    """A contact named by id; a label replaces its name, `initials` stand only in attendance."""

    id: str
    label: str | None = None
    initials: str | None = None


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """Someone written as text rather than kept as a contact; `initials` only in attendance."""

    name: str
    role: str | None = None
    organisation: str | None = None
    initials: str | None = None


Who = ContactRef | NamedPerson


def is_slug(text: str) -> bool:
    """Whether text can be an id: a-z, 0-9, single hyphens, 2 to 64 characters."""
    return 2 <= len(text) <= 64 and _SLUG.fullmatch(text) is not None


def parse_who(value: object) -> Who:
    """Read a contact's id, `Name`, `Name, Organisation`, `Name, Role, Organisation`, or a mapping.

    A line without capitals and spaces is an id. A mapping with `id` is a contact reference.

    Raises:
        BadValueError: More than three parts, an empty part, an unknown key or no name.
    """
    if isinstance(value, Mapping):
        return _contact(value, _ATTENDEE_KEYS) if "id" in value else _person(value)
    line = _line(value, _WHO_HELP)
    if line == line.lower() and " " not in line and "," not in line:
        return ContactRef(_checked_id(line))
    parts = [part.strip() for part in line.split(",")]
    if len(parts) > 3 or not all(parts):
        raise BadValueError(
            f"the commas in {quoted(line)} do not part a name, a role and an organisation",
            _OBJECT_HELP,
        )
    if len(parts) == 2:
        return NamedPerson(parts[0], None, parts[1])
    return NamedPerson(*parts)


def parse_contact_ref(value: object) -> ContactRef:
    """Read a contact's id, or `{id, label}`.

    Raises:
        BadValueError: Not an id, or an unknown key.
    """
    if not isinstance(value, Mapping):
        return ContactRef(_checked_id(_line(value, _REF_HELP)))
    return _contact(value, _CONTACT_KEYS)


def role_slip(value: object) -> NamedPerson | None:
    """The person meant by a two-part line whose second part holds a role word, else None.

    `Asha Penrose, Head teacher` reads as a name and an organisation; the author meant a role.
    """
    if not isinstance(value, str):
        return None
    parts = [part.strip() for part in value.split(",")]
    if len(parts) != 2 or not all(parts) or not _ROLE.search(parts[1]):
        return None
    return NamedPerson(parts[0], role=parts[1])


def _contact(value: Mapping[object, object], known: tuple[str, ...]) -> ContactRef:
    _only(value, known, _REF_HELP)
    if "id" not in value:
        raise BadValueError("a contact needs 'id'", _REF_HELP, code="ITM105")
    texts = {str(key): _line(text, _REF_HELP) for key, text in value.items()}
    return ContactRef(**texts | {"id": _checked_id(texts["id"])})


def _person(value: Mapping[object, object]) -> NamedPerson:
    _only(value, _PERSON_KEYS, _OBJECT_HELP)
    if "name" not in value:
        raise BadValueError("a person needs 'name'", _OBJECT_HELP, code="ITM105")
    texts = {str(key): _line(text, _OBJECT_HELP) for key, text in value.items()}
    return NamedPerson(**texts)


def _only(value: Mapping[object, object], known: tuple[str, ...], help_line: str) -> None:
    for key in value:
        if key in known:
            continue
        near = nearest(str(key), known)
        guess = f"Did you mean '{near[0]}'? " if len(near) == 1 else ""
        raise BadValueError(
            f"a person or contact has no field {quoted(str(key))}",
            f"{guess}The fields here are {join_words(known, 'and')}. {help_line}",
            tuple(near),
            code="ITM104",
            key=str(key),
        )


def _line(value: object, help_line: str) -> str:
    if not isinstance(value, str):
        raise BadValueError("one line is needed here, not a list or a group of keys", help_line)
    line = " ".join(value.split())
    if not line:
        raise BadValueError("there are no words here", help_line)
    return line


def _checked_id(text: str) -> str:
    if is_slug(text):
        return text
    raise BadValueError(
        f"this is not the id of a contact: {quoted(text)}",
        "An id has the letters a to z, figures and single hyphens, such as asha-penrose.",
    )
