"""The sign-off sheet: what whoever approves a bulletin reads, on one page that prints."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Template

_FOLDER = Path(__file__).parent / "sheets"


@dataclass(frozen=True, slots=True)
class SheetItem:
    """An item of the bulletin.

    Attributes:
        variants: In which it stands, in words.
        change: Against the edition before: `new`, `changed`, `as before`, or empty.
        approval: Who signed it off, and when, in words; or empty.
    """

    id: str
    title: str
    variants: str
    change: str
    approval: str


@dataclass(frozen=True, slots=True)
class SheetVariant:
    """One variant.

    Attributes:
        readers: For whom, in words.
        code: The first signs of its content's hash.
        counts: Names and numbers: items, words, links.
        sizes: Names and sizes in words.
    """

    name: str
    readers: str
    subject: str
    preheader: str
    code: str
    counts: tuple[tuple[str, str], ...]
    sizes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SheetFinding:
    """One finding, or one that was set aside."""

    place: str
    code: str
    severity: str
    words: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything on the sheet, in words.

    Attributes:
        state: `Approved by ...`, `Not approved` or `No longer approved`.
        voided_by: What has changed since the approval.
        previous: The edition before, in words; empty where there is none.
        gone: What the edition before held and this one does not.
        contact_changes: Details that the edition before showed differently.
        changed_since: What has changed since this edition was approved before.
    """

    organisation: str
    title: str
    edition: str
    slug: str
    day: str
    status: str
    author: str
    approvers: str
    state: str
    voided_by: tuple[str, ...]
    note: str
    previous: str
    gone: tuple[str, ...]
    contact_changes: tuple[str, ...]
    items: tuple[SheetItem, ...]
    variants: tuple[SheetVariant, ...]
    findings: tuple[SheetFinding, ...]
    ignored: tuple[SheetFinding, ...]
    safety: tuple[str, ...]


def write_sheet(sheet: Sheet) -> str:
    """The sheet as one HTML file: no script, nothing from elsewhere."""
    page = _template().render(sheet=sheet)
    return "\n".join(line for each in page.splitlines() if (line := each.strip())) + "\n"


@cache
def _template() -> "Template":
    from jinja2 import FileSystemLoader

    from ebulletin.templates.engine import make_environment

    environment = make_environment(FileSystemLoader(_FOLDER), is_sandboxed=False)
    return environment.get_template("sheet.html.j2")
