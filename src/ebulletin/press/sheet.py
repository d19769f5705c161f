"""Gathers the sign-off sheet of a bulletin: what changed, what the checks say, and how large."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ebulletin.bulletins.changes import Changes, title_words, word_changes
from ebulletin.bulletins.composed import Bulletin, Contact, Entry, plain
from ebulletin.bulletins.editions import EditionRecord, contacts_in, entries_of
from ebulletin.bulletins.model import Plan
from ebulletin.checks.run import Report
from ebulletin.checks.sizes import words_in_bulletin
from ebulletin.output import refuse_authored
from ebulletin.press.approving import Approval, advice_on, approval_of
from ebulletin.press.building import find_plan
from ebulletin.press.contents import checked_contents
from ebulletin.press.errors import UnsoundBulletinError
from ebulletin.press.voiding import composed
from ebulletin.templates.content import Content
from ebulletin.templates.sheet import (
    Sheet,
    SheetFinding,
    SheetItem,
    SheetVariant,
    write_sheet,
)
from ebulletin.values.choices import join_words
from ebulletin.values.dates import long_date
from ebulletin.values.sizes import size_words
from ebulletin.workspace import Workspace
from ebulletin.workspace.publications import read_record, read_variant

FILE_NAME = "sign-off.html"
_LINK = re.compile(r'<a\b[^>]*\bhref="', re.IGNORECASE)
_CODE_LENGTH = 12
_WEIGHTS = {"error": 0, "warning": 1, "hint": 2}


def write_sign_off_sheet(workspace: Workspace, slug: str, out: Path | None = None) -> Path:
    """Write the sheet of a bulletin, approved or not, beside its built variants.

    Args:
        out: The folder that takes the place of `out/` in the workspace.

    Raises:
        UnsoundBulletinError: It has errors that keep it from being composed.
    """
    folder = (out or workspace.root / "out") / slug
    refuse_authored(folder, workspace.root)
    page = write_sheet(sign_off_sheet(workspace, slug))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE_NAME
    path.write_bytes(page.encode())
    return path


def sign_off_sheet(workspace: Workspace, slug: str) -> Sheet:
    """The sheet of a bulletin as it is now.

    Raises:
        UnsoundBulletinError: It has errors that keep it from being composed.
    """
    plan = find_plan(workspace, slug).plan
    found, total = checked_contents(workspace, slug)
    total += advice_on(workspace, slug)
    if not found:
        raise UnsoundBulletinError(slug, total.errors)
    approval = approval_of(workspace, slug, found)
    previous = _previous(workspace, plan)
    changes = _changes(workspace, previous, found)
    entries = _entries(found)
    return Sheet(
        organisation=workspace.shelf.settings.name,
        title=plain(composed(found[0])[0].title),
        edition=found[0].edition,
        slug=slug,
        day=long_date(found[0].date),
        status=_status(found[0]),
        author=_named(workspace, plan.author.id) if plan.author else "nobody named yet",
        approvers=_approvers(workspace),
        state=_state(approval),
        voided_by=approval.voided_by if approval else (),
        note=approval.note if approval else "",
        previous=f"{previous.edition} ({previous.slug})" if previous else "",
        gone=tuple(_gone(workspace, previous, changes)),
        contact_changes=tuple(_contact_changes(previous, found)),
        items=tuple(_item(workspace, entry, names, changes) for entry, names in entries),
        variants=tuple(map(_variant, found)),
        findings=tuple(_findings(total)),
        ignored=tuple(
            SheetFinding(
                str(each.finding.place), each.finding.code, str(each.finding.severity),
                each.why + (f" ({each.by})" if each.by else ""),
            )
            for each in total.ignored
        ),
        safety=tuple(plain(line.runs) for line in composed(found[0])[0].safety.lines),
    )  # fmt: skip


# --- State ----------------------------------------------------------------------------------


def _status(content: Content) -> str:
    if content.is_archive:
        return "Archive copy"
    return "Draft, which cannot be approved" if content.is_draft else "Ready"


def _state(approval: Approval | None) -> str:
    if approval is None:
        return "Not approved"
    return f"{'Approved' if approval.holds else 'No longer approved; it was approved'} " + (
        approval.signed_words
    )


def _approvers(workspace: Workspace) -> str:
    delivery = workspace.shelf.settings.delivery
    names = [_named(workspace, each) for each in (delivery.approvers if delivery else ())]
    return join_words(names, "or") if names else ""


def _named(workspace: Workspace, contact_id: str) -> str:
    found = workspace.directory.find(contact_id)
    return found.name if found else contact_id


# --- What changed ---------------------------------------------------------------------------


def _previous(workspace: Workspace, plan: Plan) -> EditionRecord | None:
    assert plan.day is not None
    known = workspace.shelf.previous_edition(plan.series, plan.day, plan.slug)
    return read_record(workspace.root, known.slug) if known else None


def _changes(
    workspace: Workspace, previous: EditionRecord | None, found: Sequence[Content]
) -> list[Changes]:
    """Each variant against the same one of the edition before."""
    return [
        word_changes(
            read_variant(workspace.root, previous.slug, each.variant).email, composed(each)[0]
        )
        for each in found
        if previous is not None and each.variant in previous.variants
    ]


def _gone(
    workspace: Workspace, previous: EditionRecord | None, changes: Sequence[Changes]
) -> Iterator[str]:
    """The titles of items that only the edition before held."""
    gone = dict.fromkeys(each for one in changes for each in one.gone)
    if previous is None or not gone:
        return
    emails = [read_variant(workspace.root, previous.slug, each).email for each in previous.variants]
    titles = {entry.id: title_words(entry) for each in emails for entry in entries_of(each)}
    for item in gone:
        yield f"{titles.get(item, item)} ({item})"


def _entries(found: Sequence[Content]) -> list[tuple[Entry, list[str]]]:
    """Each item once, with the variants that hold it."""
    first: dict[str, Entry] = {}
    names: dict[str, list[str]] = {}
    for content in found:
        for entry in entries_of(composed(content)[0]):
            first.setdefault(entry.id, entry)
            if content.variant not in names.setdefault(entry.id, []):
                names[entry.id].append(content.variant)
    return [(entry, names[item]) for item, entry in first.items()]


def _item(
    workspace: Workspace, entry: Entry, names: Sequence[str], changes: Sequence[Changes]
) -> SheetItem:
    file = workspace.items.get(entry.id)
    signed = file.item.approval if file else None
    return SheetItem(
        entry.id,
        title_words(entry),
        join_words(list(names), "and"),
        _change(entry.id, changes),
        f"{_signer(workspace, signed.by)}, {long_date(signed.on)}" if signed else "",
    )


def _signer(workspace: Workspace, who: object) -> str:
    return _named(workspace, str(getattr(who, "id", None) or getattr(who, "name", None) or who))


def _change(item: str, changes: Sequence[Changes]) -> str:
    if not changes:
        return ""
    if any(item in each.changed for each in changes):
        return "changed"
    return "as before" if any(item in each.same for each in changes) else "new"


def _contact_changes(previous: EditionRecord | None, found: Sequence[Content]) -> Iterator[str]:
    """Numbers and addresses that the edition before showed, and this one shows otherwise."""
    if previous is None:
        return
    before = _details(previous.contacts)
    now = _details(contact for each in found for contact in contacts_in(composed(each)[0]))
    for contact, details in sorted(before.items()):
        lost = [each for each in details if each not in now.get(contact, details)]
        gained = [each for each in now.get(contact, ()) if each not in details]
        if lost:
            yield (
                f"{contact}: {join_words(lost, 'and')} is now {join_words(gained, 'and')}"
                if (gained)
                else f"{contact}: {join_words(lost, 'and')} is no longer shown"
            )


def _details(contacts: Iterable[Contact]) -> Mapping[str, list[str]]:
    found: dict[str, dict[str, None]] = {}
    for each in contacts:
        details = found.setdefault(each.id, {})
        details.update({phone.number: None for phone in each.phones})
        details.update({box.address: None for box in each.mailboxes})
    return {name: list(details) for name, details in found.items()}


# --- Counts, sizes and findings -------------------------------------------------------------


def _variant(content: Content) -> SheetVariant:
    bulletin: Bulletin = composed(content)[0]
    files = {**content.attachments, **content.hosted}
    counts = (
        ("items", len(entries_of(bulletin))),
        ("words", words_in_bulletin(bulletin)),
        ("links", len(_LINK.findall(content.html))),
        ("pictures", len(content.pictures)),
        ("files", len(files)),
    )
    sizes = [("e-mail", len(content.html.encode())), ("text", len(content.text.encode()))]
    sizes += [("pictures", sum(map(len, content.pictures.values())))] if content.pictures else []
    sizes += [("files", sum(map(len, files.values())))] if files else []
    return SheetVariant(
        content.variant,
        "anyone may read it" if content.level == "public" else _readers(content),
        content.subject,
        content.preheader,
        content.digest[:_CODE_LENGTH],
        tuple((_noun(name, number), f"{number:,}") for name, number in counts if number),
        tuple((name, size_words(size)) for name, size in sizes),
    )


def _noun(name: str, number: int) -> str:
    return name.removesuffix("s") if number == 1 else name


def _readers(content: Content) -> str:
    bulletin = composed(content)[0]
    words = bulletin.distribution_words or "For professionals"
    return words[:1].lower() + words[1:]


def _findings(total: Report) -> Iterator[SheetFinding]:
    for each in sorted(total.findings, key=lambda each: _WEIGHTS[str(each.severity)]):
        yield SheetFinding(str(each.place), each.code, str(each.severity), each.message)
