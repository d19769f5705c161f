"""Writes recipients as mailing tools import them: only what a tool needs, and no formulas."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ebulletin.errors import EbulletinError
from ebulletin.recipients.guarding import guarded
from ebulletin.recipients.model import MERGE_COLUMNS, Recipient
from ebulletin.values.choices import nearest

_Case = Literal["as is", "UPPER", "Title", "spaces"]


@dataclass(frozen=True, slots=True)
class ListTool:
    """A mailing tool, and the columns of the lists that it imports.

    Attributes:
        name: As its makers write it.
        columns: The tool's names of email, first_name, last_name, role and organisation.
        case: How it spells the names of a workspace's own merge fields.
        longest_name: Of a column, where it has a limit.
        needs_values: It refuses a row with an empty cell, so that fallbacks are written into it.
        is_listmonk: Its columns are email, name and a cell of JSON with everything else.
        steps: How a list gets in, one sentence.
        source: Where the names come from.
    """

    id: str
    name: str
    columns: Mapping[str, str]
    case: _Case = "as is"
    longest_name: int = 0
    needs_values: bool = False
    is_listmonk: bool = False
    steps: str = ""
    source: str = ""


def _columns(*names: str) -> dict[str, str]:
    return dict(zip(("email", *MERGE_COLUMNS), names, strict=True))


TOOLS: Mapping[str, ListTool] = {
    each.id: each
    for each in (
        ListTool(
            "mailchimp", "Mailchimp",
            _columns("Email Address", "FNAME", "LNAME", "ROLE", "ORG"),
            case="UPPER", longest_name=10,
            steps="In Mailchimp choose Audience, then Import contacts, then Upload a file.",
            source="its help on importing and on merge tags",
        ),
        ListTool(
            "govdelivery", "govDelivery",
            _columns("Destination", "FIRST_NAME", "LAST_NAME", "ROLE", "ORGANISATION"),
            case="UPPER",
            steps="In govDelivery choose Subscribers, then Upload; pick the topic of this variant.",
            source="its help on uploads: the first column is called Destination",
        ),
        ListTool(
            "campaign-monitor", "Campaign Monitor",
            _columns("Email Address", "First Name", "Last Name", "Role", "Organisation"),
            case="Title",
            steps="In Campaign Monitor open the list, then Add subscribers, then Import a file.",
            source="its help on importing",
        ),
        ListTool(
            "brevo", "Brevo",
            _columns("EMAIL", "FIRSTNAME", "LASTNAME", "ROLE", "ORGANISATION"),
            case="UPPER",
            steps="In Brevo choose Contacts, then Import contacts, then Upload a file.",
            source="its help on attributes",
        ),
        ListTool(
            "dotdigital", "Dotdigital",
            _columns("Email", "FIRSTNAME", "LASTNAME", "ROLE", "ORGANISATION"),
            case="UPPER",
            steps="In Dotdigital choose Audience, then Add contacts, then Import from a file.",
            source="its help on data fields",
        ),
        ListTool(
            "mailjet", "Mailjet",
            _columns("email", "firstname", "lastname", "role", "organisation"),
            steps="In Mailjet choose Contacts, then Import contacts, then Upload a file.",
            source="its help on contact properties",
        ),
        ListTool(
            "sendgrid", "SendGrid",
            _columns("email", "first_name", "last_name", "role", "organisation"),
            steps="In SendGrid choose Marketing, then Contacts, then Upload CSV.",
            source="its help on reserved fields",
        ),
        ListTool(
            "listmonk", "listmonk",
            _columns("email", "name", "name", "role", "organisation"),
            is_listmonk=True,
            steps="In listmonk choose Subscribers, then Import; pick the list of this variant.",
            source="its documentation: the columns are email, name and attributes",
        ),
        ListTool(
            "mautic", "Mautic",
            _columns("email", "firstname", "lastname", "position", "company"),
            steps="In Mautic choose Contacts, then Import; pick the segment of this variant.",
            source="its documentation of contact fields",
        ),
        ListTool(
            "notify", "GOV.UK Notify",
            _columns("email address", "first name", "last name", "role", "organisation"),
            case="spaces", needs_values=True,
            steps="In GOV.UK Notify open the template, then Send, then Upload a list.",
            source="its own code: names are compared without case, spaces and underscores",
        ),
    )
}  # fmt: skip


class UnknownListToolError(EbulletinError):
    """The command names a tool that we do not know."""

    exit_code = 2

    def __init__(self, name: str) -> None:
        close = nearest(name.casefold(), list(TOOLS))
        hint = f" Did you mean {close[0]!r}?" if close else ""
        super().__init__(
            f"There is no tool {name!r}.{hint} The tools are {', '.join(sorted(TOOLS))}."
        )


def find_tool(name: str) -> ListTool:
    """The tool of that name.

    Raises:
        UnknownListToolError: We know none.
    """
    found = TOOLS.get("-".join(name.strip().casefold().replace("_", " ").split()))
    if found is None:
        raise UnknownListToolError(name)
    return found


def list_for_tool(
    tool: ListTool, people: Iterable[Recipient], merge_fields: Sequence[str] = (),
    fallbacks: Mapping[str, str] | None = None,
) -> bytes:  # fmt: skip
    """A CSV file in UTF-8 (RFC 4180) with a row for each of these people.

    Who may be in it is decided before (`choosing`); here everybody given is written.

    Args:
        merge_fields: The columns of the workspace's own that texts use.
        fallbacks: Words for an empty cell, by field, where the tool refuses empty ones.
    """
    fields = (*MERGE_COLUMNS, *merge_fields)
    words = (fallbacks or {}) if tool.needs_values else {}
    rows = (
        _listmonk_rows(people, fields) if tool.is_listmonk else _rows(tool, people, fields, words)
    )
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerows(
        [guarded(cell) for cell in row] for row in rows
    )
    return written.getvalue().encode("utf-8")


def name_in_list(tool: ListTool, field: str) -> str:
    """The tool's name of a column."""
    known = tool.columns.get(field)
    if known is not None:
        return known
    spell: Mapping[_Case, Callable[[str], str]] = {
        "UPPER": lambda name: name.upper().replace(" ", "_"),
        "Title": lambda name: name.replace("_", " ").capitalize(),
        "spaces": lambda name: name.replace("_", " "),
        "as is": lambda name: name,
    }
    name = spell[tool.case](field)
    return name[: tool.longest_name] if tool.longest_name else name


def _rows(
    tool: ListTool, people: Iterable[Recipient], fields: Sequence[str], words: Mapping[str, str]
) -> Iterator[list[str]]:
    yield [name_in_list(tool, each) for each in ("email", *fields)]
    for person in people:
        yield [person.email, *(person.value_of(each) or words.get(each, "") for each in fields)]


def _listmonk_rows(people: Iterable[Recipient], fields: Sequence[str]) -> Iterator[list[str]]:
    yield ["email", "name", "attributes"]
    for person in people:
        name = " ".join(filter(None, (person.first_name, person.last_name)))
        attributes = {
            each: person.value_of(each)
            for each in fields
            if each not in ("first_name", "last_name") and person.value_of(each)
        }
        yield [person.email, name, json.dumps(attributes, ensure_ascii=False)]
