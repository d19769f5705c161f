"""A composed bulletin to JSON and back: what was approved is kept as data, not as a page."""

import json
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from ebulletin.bulletins.composed import Block, Bulletin, Inline
from ebulletin.errors import EbulletinError

if TYPE_CHECKING:
    from pydantic import TypeAdapter


class UnreadableEditionError(EbulletinError):
    """A file of a published edition does not hold one.

    Attributes:
        fault: Where and what, in the words of the file's own keys.
    """

    def __init__(self, fault: str) -> None:
        self.fault = fault
        super().__init__(
            f"The published edition cannot be read: {fault}. These files are written by "
            "`ebulletin approve` and are not edited by hand; take back an earlier state of it."
        )


@dataclass(frozen=True, slots=True)
class PublishedVariant:
    """One variant of a published edition, as it was approved.

    Attributes:
        email: Composed for the e-mail and its text; the reader's way out in its neutral form.
        page: Composed for the web page.
        digest: SHA-256 of the content that was approved.
        by: Id of the contact who approved it.
        on: When, in UTC (ISO 8601).
    """

    email: Bulletin
    page: Bulletin
    digest: str
    by: str
    on: str


def variant_to_json(variant: PublishedVariant) -> str:
    """Write a variant of a published edition: hash, approver and date first, then the data."""
    plain = {
        "approved": {"by": variant.by, "digest": variant.digest, "on": variant.on},
        "email": _bulletins().dump_python(variant.email, mode="json"),
        "page": _bulletins().dump_python(variant.page, mode="json"),
    }
    return json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def variant_from_json(text: str) -> PublishedVariant:
    """Read it back.

    Raises:
        UnreadableEditionError: If the text is no JSON, or not that of a published variant.
    """
    found = _parsed(text)
    if not isinstance(found, dict) or not isinstance(found.get("approved"), dict):
        raise UnreadableEditionError("it does not say who approved it")
    approved = {name: str(found["approved"].get(name, "")) for name in ("digest", "by", "on")}
    return PublishedVariant(
        email=_bulletin(found.get("email")), page=_bulletin(found.get("page")), **approved
    )


def to_json(bulletin: Bulletin) -> str:
    """Write a bulletin as JSON: the same bulletin gives the same text, byte for byte.

    Keys are sorted and each value has its own line, so that a change shows as a small one.
    """
    plain = _bulletins().dump_python(bulletin, mode="json")
    return json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def from_json(text: str) -> Bulletin:
    """Read a bulletin back.

    Raises:
        UnreadableEditionError: If the text is no JSON, or not that of a bulletin.
    """
    return _bulletin(_parsed(text))


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, object_hook=_read_node)
    except json.JSONDecodeError as error:
        raise UnreadableEditionError(f"line {error.lineno} is not JSON") from error
    except RecursionError as error:
        raise UnreadableEditionError("it is nested too deeply") from error


def _bulletin(parsed: Any) -> Bulletin:
    from pydantic import ValidationError

    try:
        return _bulletins().validate_python(parsed)
    except ValidationError as error:
        raise UnreadableEditionError(_first_fault(error)) from error


def _read_node(found: dict[str, Any]) -> Any:
    """Build a piece of text as soon as its JSON object is complete.

    Left to the whole, each level of nesting would be tried as each sort of node: a few levels of
    bold in bold would take minutes.
    """
    name = found.get("node")
    if name is None:
        return found
    reader = _nodes().get(name) if isinstance(name, str) else None
    if reader is None:
        raise UnreadableEditionError(f"there is no sort of text called {name!r}")
    from pydantic import ValidationError

    try:
        return reader.validate_python(found)
    except ValidationError as error:
        raise UnreadableEditionError(_first_fault(error)) from error


@cache
def _bulletins() -> "TypeAdapter[Bulletin]":
    # Imported here: most commands never read a published edition.
    from pydantic import TypeAdapter

    return TypeAdapter(Bulletin)


@cache
def _nodes() -> "dict[str, TypeAdapter[Any]]":
    from pydantic import TypeAdapter

    shapes = (*get_args(Inline), *get_args(Block))
    names = [
        str(field.default) for shape in shapes for field in fields(shape) if field.name == "node"
    ]
    return dict(zip(names, map(TypeAdapter, shapes), strict=True))


def _first_fault(error: Any) -> str:
    first = error.errors(include_url=False)[0]
    place = " > ".join(str(step) for step in first["loc"]) or "the whole"
    return f"{place}: {first['msg'].lower()}"
