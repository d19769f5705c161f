"""Answers an auditor's question: why is this address on a list, and what happened to it?"""

from dataclasses import dataclass
from pathlib import Path

from ebulletin.press.audience import load_lists
from ebulletin.recipients.choosing import Listed
from ebulletin.recipients.journal import Entry, entries_about
from ebulletin.recipients.key import canonical, keyed_hash, load_key
from ebulletin.recipients.lists import FOLDER
from ebulletin.recipients.suppression import Suppression
from ebulletin.recipients.undoing import undone_changes
from ebulletin.settings import Partnership


@dataclass(frozen=True, slots=True)
class Trail:
    """What is known of an address.

    Attributes:
        rows: Where it stands now.
        suppressions: What stands against it.
        entries: What the journal says, the oldest first.
        undone: Numbers of changes that were taken back.
    """

    address: str
    rows: tuple[Listed, ...]
    suppressions: tuple[Suppression, ...]
    entries: tuple[Entry, ...]
    undone: frozenset[str]


def trail_of(root: Path, settings: Partnership, address: str) -> Trail:
    """Find everything that lists, suppression list and journal hold about an address.

    Raises:
        KeyProblemError: The journal names nobody without the key.
    """
    folder = root / FOLDER
    name = canonical(address)
    found = load_lists(root, settings)
    rows = tuple(
        Listed(each.name, person)
        for each in found.lists
        for person in each.recipients
        if person.email == name
    )
    key = keyed_hash(load_key(folder), address)
    return Trail(
        name,
        rows,
        found.suppressions.all_for(address),
        tuple(entries_about(folder, [key])),
        undone_changes(folder),
    )
