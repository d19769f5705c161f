"""Rebuilds a published edition with an item or a person withdrawn, and nothing else changed.

Everything comes from what was published; the items of today are never looked at.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path

from ebulletin.bulletins.composed import Bulletin
from ebulletin.bulletins.editions import EditionRecord, Withdrawal, entries_of
from ebulletin.bulletins.needs import files_needed
from ebulletin.bulletins.published import PublishedVariant
from ebulletin.bulletins.withdrawing import (
    PersonFacts,
    person_in,
    remains_of,
    stands_in_safety_block,
    without_item,
    without_person,
)
from ebulletin.errors import EbulletinError
from ebulletin.output import refuse_authored, write_folder
from ebulletin.press import audit_log
from ebulletin.press.approvers import find_person
from ebulletin.press.errors import NotApprovedError
from ebulletin.workspace import Workspace
from ebulletin.workspace.publications import (
    read_record,
    read_variant,
    stored_file,
    text_hash,
    with_data_of,
    write_edition,
)


class NothingToWithdrawError(EbulletinError):
    """The edition does not hold what was to be taken out of it."""

    def __init__(self, slug: str, what: str, known: Sequence[str] = ()) -> None:
        there = f" It holds: {', '.join(known)}." if known else ""
        super().__init__(
            f"The published edition {slug!r} does not hold {what}, so nothing was changed.{there}"
        )


class SafetyBlockHoldsError(EbulletinError):
    """Somebody in the safety block cannot be taken out of it."""

    def __init__(self, slug: str, name: str) -> None:
        super().__init__(
            f"{name} stands in the safety block of {slug!r}, of which no line may be missing, so "
            "nothing was changed. Publish a correction in the next edition, and revoke this one if "
            "its page must go."
        )


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What was taken out, and what came of it.

    Attributes:
        variants: Those that held it.
        look_at: Ids of items in which a last name alone still stands.
        folders: Where the edition was built anew, by variant.
    """

    slug: str
    variants: tuple[str, ...]
    look_at: tuple[str, ...]
    folders: Mapping[str, Path]


def withdraw(
    workspace: Workspace, slug: str, *, items: Sequence[str] = (), people: Sequence[str] = (),
    name: str, note: str = "", out: Path | None = None,
) -> Withdrawn:  # fmt: skip
    """Take items and people out of a published edition, keep that, and build it anew.

    The sign-off no longer holds for it: what was withdrawn is not sent again.

    Args:
        items: Ids.
        people: Ids of contacts, or full names.
        name: Who does it, as a contact.
        out: The folder that takes the place of `out/` in the workspace.

    Raises:
        NotApprovedError: It was never published.
        NothingToWithdrawError: It does not hold one of them.
        SafetyBlockHoldsError: One of them stands in the safety block.
    """
    record = read_record(workspace.root, slug)
    if record is None:
        raise NotApprovedError(slug)
    by = find_person(workspace, name)
    before = {each: read_variant(workspace.root, slug, each) for each in record.variants}
    after = dict(before)
    for item in items:
        after = _without_item(slug, after, item)
    look_at: tuple[str, ...] = ()
    for person in people:
        after, left = _without_person(workspace, slug, after, person)
        look_at += left
    moment = audit_log.now()
    record = _record(record, after, [
        *(Withdrawal("item", each, by.id, moment, note) for each in items),
        *(_person(workspace, each, by.id, moment, note) for each in people),
    ])  # fmt: skip
    folders = _folders(workspace, record, out)
    audit_log.append(
        workspace.root, "withdrawn", bulletin=slug, items=list(items),
        people=[_mark(workspace, each) for each in people],
        by=by.id, note=note, data={each: v.data for each, v in record.variants.items()},
    )  # fmt: skip
    write_edition(workspace.root, record, after)
    for variant, folder in folders.items():
        _build(workspace, record, after[variant], folder)
    changed = tuple(each for each in before if before[each] != after[each])
    return Withdrawn(slug, changed, tuple(dict.fromkeys(look_at)), folders)


# --- Taking out -----------------------------------------------------------------------------


def _without_item(
    slug: str, variants: Mapping[str, PublishedVariant], item: str
) -> dict[str, PublishedVariant]:
    changed = {
        name: replace(
            each, email=without_item(each.email, item), page=without_item(each.page, item)
        )
        for name, each in variants.items()
    }
    if changed == variants:
        known = [entry.id for each in variants.values() for entry in entries_of(each.email)]
        raise NothingToWithdrawError(slug, f"the item {item!r}", list(dict.fromkeys(known)))
    return changed


def _without_person(
    workspace: Workspace, slug: str, variants: Mapping[str, PublishedVariant], person: str
) -> tuple[dict[str, PublishedVariant], tuple[str, ...]]:
    contact = workspace.directory.find(person) or workspace.directory.by_name(person)
    name, contact_id = (contact.name, contact.id) if contact else (person, person)
    bulletins = [each for v in variants.values() for each in (v.email, v.page)]
    facts = _facts(bulletins, name, contact_id)
    if facts is None:
        raise NothingToWithdrawError(slug, name)
    if any(stands_in_safety_block(each.safety, facts) for each in bulletins):
        raise SafetyBlockHoldsError(slug, name)
    changed = {
        key: replace(
            each, email=without_person(each.email, facts), page=without_person(each.page, facts)
        )
        for key, each in variants.items()
    }
    return changed, tuple(i for v in changed.values() for i in remains_of(v.email, facts))


def _person(workspace: Workspace, person: str, by: str, on: str, note: str) -> Withdrawal:
    return Withdrawal("person", _mark(workspace, person), by, on, note)


def _mark(workspace: Workspace, person: str) -> str:
    """A contact's id; else a mark: the name of somebody who asked to go is not kept in a log."""
    contact = workspace.directory.find(person) or workspace.directory.by_name(person)
    return contact.id if contact else f"name-{text_hash(person.casefold().encode())[:12]}"


def _facts(bulletins: Sequence[Bulletin], name: str, contact_id: str) -> PersonFacts | None:
    """What tells the person in any variant: one may show a number that another hides."""
    found = [facts for each in bulletins if (facts := person_in(each, name, contact_id))]
    if not found:
        return None
    return reduce(
        lambda one, other: PersonFacts(
            one.id,
            one.names | other.names,
            one.numbers | other.numbers,
            one.addresses | other.addresses,
        ),
        found,
    )


# --- Keeping and building -------------------------------------------------------------------


def _record(
    record: EditionRecord, variants: Mapping[str, PublishedVariant],
    withdrawals: Sequence[Withdrawal],
) -> EditionRecord:  # fmt: skip
    """The record without files that nothing needs any more."""
    record = with_data_of(record, variants)
    needed = files_needed([each for v in variants.values() for each in (v.email, v.page)])
    names = {f"images/{each.name}" for each in needed.pictures}
    names |= {f"files/{each.name}" for each in needed.attachments}
    return replace(
        record,
        withdrawals=(*record.withdrawals, *withdrawals),
        files={name: stored for name, stored in record.files.items() if name in names},
    )


def _folders(workspace: Workspace, record: EditionRecord, out: Path | None) -> dict[str, Path]:
    folder = (out or workspace.root / "out") / record.slug
    refuse_authored(folder, workspace.root)
    return {name: folder / name for name in record.variants}


def _build(
    workspace: Workspace, record: EditionRecord, variant: PublishedVariant, folder: Path
) -> None:
    """The edition's files from its data, with the partnership's own way out in the footer."""
    from ebulletin.templates.load import load_theme
    from ebulletin.templates.render import render

    theme = load_theme(variant.page.theme, workspace.root / "templates")
    email = replace(variant.email, footer=variant.page.footer)
    rendering = render(email, variant.page, theme, ("html", "text", "web"))
    texts = {
        "email.html": rendering.html, "email.txt": rendering.text, "page.html": rendering.page
    }  # fmt: skip
    files = {name: text.encode() for name, text in texts.items() if text is not None}
    needed = files_needed([variant.email, variant.page])
    names = [f"images/{each.name}" for each in needed.pictures]
    names += [f"files/{each.name}" for each in needed.attachments]
    for name in names:
        if name in record.files:
            files[name] = stored_file(workspace.root, record.files[name]).read_bytes()
    write_folder(folder, files)
