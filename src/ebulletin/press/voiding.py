"""What has changed since a bulletin was approved, in words that name the item."""

from collections.abc import Iterable, Sequence

from ebulletin.bulletins.changes import exact_changes
from ebulletin.bulletins.composed import Bulletin
from ebulletin.bulletins.editions import EditionRecord, VariantRecord
from ebulletin.templates.content import Content
from ebulletin.workspace import Workspace
from ebulletin.workspace.publications import read_variant, sha256


def voided_by(
    workspace: Workspace, record: EditionRecord, found: Sequence[Content]
) -> tuple[str, ...]:
    """What makes a sign-off void, each once; empty while it holds.

    Args:
        found: The contents of all variants as they are now; none where it no longer builds.
    """
    return tuple(dict.fromkeys(_voided_by(workspace, record, found)))


def _voided_by(
    workspace: Workspace, record: EditionRecord, found: Sequence[Content]
) -> Iterable[str]:
    for each in record.withdrawals:
        yield f"the {each.what} {each.id!r}, which was withdrawn"
    if not found:
        yield "errors that `ebulletin check` tells"
        return
    now = {each.variant: each for each in found}
    for name in record.variants:
        if name not in now:
            yield f"the variant {name!r}, which is gone"
    for name, content in now.items():
        known = record.variants.get(name)
        if known is None:
            yield f"the variant {name!r}, which is new"
        elif known.digest != content.digest:
            yield from _changes_of(workspace, record, content, known)


def _changes_of(
    workspace: Workspace, record: EditionRecord, content: Content, known: VariantRecord
) -> Iterable[str]:
    before = read_variant(workspace.root, record.slug, content.variant)
    changes = exact_changes(before.email, composed(content)[0]).in_words()
    yield from changes
    parts = parts_of(content)
    files = [each for each in {**known.parts, **parts} if "/" in each]
    changed = [each for each in files if known.parts.get(each) != parts.get(each)]
    for each in changed:
        kind = "picture" if each.startswith("images/") else "file"
        yield f"the {kind} {each.partition('/')[2]!r}"
    if not changes and not changed:
        yield "how it looks (a template, or the version of ebulletin)"


# --- A content in parts ---------------------------------------------------------------------


def composed(content: Content) -> tuple[Bulletin, Bulletin]:
    """What a content was made from: for the e-mail, and for the page."""
    assert content.bulletin is not None
    assert content.page is not None
    return content.bulletin, content.page


def files_of(content: Content) -> dict[str, bytes]:
    """Every file by its name in the output."""
    files = {f"images/{name}": raw for name, raw in content.pictures.items()}
    for each in (content.attachments, content.hosted):
        files.update({f"files/{name}": raw for name, raw in each.items()})
    return files


def parts_of(content: Content) -> dict[str, str]:
    """SHA-256 of each part of a content by its name."""
    texts = {"subject": content.subject, "html": content.html, "text": content.text}
    parts = {name: sha256(text.encode()) for name, text in texts.items()}
    return parts | {name: sha256(raw) for name, raw in sorted(files_of(content).items())}
