"""Builds the archive from the published editions of a workspace."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ebulletin import __version__
from ebulletin.archive.building import Archive, Built
from ebulletin.archive.model import Published, Site
from ebulletin.archive.state import State, read_state, write_state
from ebulletin.bulletins.composed import Bulletin
from ebulletin.bulletins.editions import EditionRecord
from ebulletin.errors import EbulletinError
from ebulletin.output import refuse_authored
from ebulletin.press.archive_calendars import calendars_of
from ebulletin.workspace import Workspace
from ebulletin.workspace.publications import (
    read_records,
    read_variant,
    stored_file,
    variant_hash,
)

STATES = ".ebulletin/archive"
_PACKAGE = Path(__file__).parent.parent
_MADE_WITH = ("archive", "templates", "bulletins", "export", "press")


class NothingPublishedError(EbulletinError):
    """There is no edition to build the archive from."""

    def __init__(self, *, is_public: bool) -> None:
        sort = "public" if is_public else "professional"
        super().__init__(
            f"No {sort} edition is published yet, so there is nothing to build. "
            "`ebulletin approve BULLETIN --as NAME` publishes one."
        )


class ChangedEditionError(EbulletinError):
    """The data of an edition is not what was approved."""

    def __init__(self, slug: str, variant: str) -> None:
        super().__init__(
            f"bulletins/published/{slug}/{variant}.json is not what was approved, so nothing was "
            "built. `ebulletin audit-log` says more; take the file back from version control."
        )


@dataclass(frozen=True, slots=True)
class ArchiveResult:
    """What came of building the archive.

    Attributes:
        editions: How many pages of editions it holds.
        has_feed: Whether there is a feed and a site map; both need `archive_url`.
    """

    folder: Path
    editions: int
    built: Built
    has_feed: bool


def build_archive(
    workspace: Workspace, *, out: Path | None = None, is_public: bool = True,
    with_search: bool = True, is_whole: bool = False,
    tell: Callable[[int, int], None] | None = None,
) -> ArchiveResult:  # fmt: skip
    """Build the website of all public editions, or that of the professional ones.

    Args:
        out: The archive's folder; `out/archive` or `out/archive-professional` by default.
        is_public: False for the pages of professional variants, for a site that asks for a
            sign-in. They are marked so that no search engine takes them.
        with_search: Whether to make a search page, where Pagefind is installed.
        is_whole: Make everything anew.
        tell: Is told how many editions are done, and of how many.

    Raises:
        NothingPublishedError: No such edition is published.
        ChangedEditionError: The data of one was changed by other means.
    """
    name = "archive" if is_public else "archive-professional"
    folder = (out or workspace.root / "out" / name).resolve()
    refuse_authored(folder, workspace.root)
    published = list(_published(workspace, is_public=is_public))
    if not published:
        raise NothingPublishedError(is_public=is_public)
    settings = workspace.shelf.settings
    # Where the professional pages will stand is not known; their links lead to the public ones.
    base = (settings.archive_url or "").rstrip("/") if is_public else ""
    site = Site(settings.name, base, is_public)
    # Each folder has a state of its own, so that one archive does not empty another.
    mark = hashlib.sha256(str(folder).encode()).hexdigest()[:16]
    state = workspace.root / STATES / f"{name}-{mark}.json"
    from ebulletin.templates.load import load_theme

    archive = Archive(
        site,
        folder,
        _engine(workspace.root),
        theme=lambda theme: load_theme(theme, workspace.root / "templates"),
        stored=lambda stored: stored_file(workspace.root, stored),
        before=_forgotten(read_state(state)) if is_whole else read_state(state),
        with_search=with_search,
        calendar=calendars_of(workspace),
        tell=tell,
    )
    built = archive.build(published)
    write_state(state, built.state)
    return ArchiveResult(folder, len(published), built, bool(site.base))


def _forgotten(before: State) -> State:
    """Nothing of it holds any more; its files are only known so that they can be taken away."""
    return State(files={name: ("", size) for name, (_, size) in before.files.items()})


def _published(workspace: Workspace, *, is_public: bool) -> Iterator[Published]:
    level = "public" if is_public else "professional"
    for record in read_records(workspace.root):
        names = [name for name, each in record.variants.items() if each.level == level]
        main = level if level in names else next(iter(names), None)
        for name in names:
            yield _page(workspace, record, name, is_main=name == main)


def _page(workspace: Workspace, record: EditionRecord, variant: str, *, is_main: bool) -> Published:
    series = workspace.shelf.settings.series.get(record.series)
    updated = max(record.on, *(each.on for each in record.withdrawals), record.on)
    data = record.variants[variant].data
    return Published(
        slug=record.slug,
        variant=variant,
        is_main=is_main,
        series=record.series,
        series_name=series.name if series else record.series,
        date=record.date,
        updated=updated,
        key=hashlib.sha256(f"{record.slug} {variant} {data} {updated}".encode()).hexdigest(),
        files=record.files,
        read=partial(_read, workspace.root, record.slug, variant, data),
    )


def _read(root: Path, slug: str, variant: str, data: str) -> Bulletin:
    """The page's data, if it is what was approved: what anyone may read is not taken on trust."""
    if variant_hash(root, slug, variant) != data:
        raise ChangedEditionError(slug, variant)
    return read_variant(root, slug, variant).page


def _engine(root: Path) -> str:
    """A hash over whatever makes pages: the program's own parts, and the workspace's templates."""
    whole = hashlib.sha256(__version__.encode())
    folders = [*(_PACKAGE / name for name in _MADE_WITH), root / "templates"]
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                whole.update(path.relative_to(folder).as_posix().encode())
                whole.update(path.read_bytes())
    return whole.hexdigest()
