"""Finds and opens a workspace: settings first, then items, then bulletins."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TypeVar

from ebulletin.bulletins.load import PlanFile, parse_plan
from ebulletin.bulletins.shelf import Asset, Shelf
from ebulletin.errors import EbulletinError
from ebulletin.findings import Finding, Severity, in_order
from ebulletin.items.directory import Directory
from ebulletin.items.load import BAD_ID, ItemFile, parse_item
from ebulletin.pictures import PictureError, read_picture
from ebulletin.settings import GlossaryTerm, Partnership, parse_glossary, parse_settings
from ebulletin.source import Source
from ebulletin.workspace.files import files_in
from ebulletin.workspace.lists import stray_lists, tracked_lists
from ebulletin.workspace.publications import published_editions
from ebulletin.workspace.reading import Parse, Reading

MARK = "partnership.yaml"
GLOSSARY = "glossary.yaml"
ASSETS = "items/assets"
_PICTURES = (".png", ".jpg", ".jpeg", ".gif")

_File = TypeVar("_File", ItemFile, PlanFile)


class NoWorkspaceError(EbulletinError):
    """Neither the folder nor one above it holds partnership.yaml."""

    exit_code = 2

    def __init__(self, start: Path) -> None:
        self.start = start
        super().__init__(
            f"There is no {MARK} in {start} or in a folder above it, so this is no workspace. "
            "Go to the folder of your workspace, or start one with `ebulletin init`."
        )


@dataclass(frozen=True)
class Workspace:
    """Everything that authors wrote, read once.

    Attributes:
        root: The folder that holds partnership.yaml.
        settings: None where partnership.yaml has errors; the rest is read all the same.
        settings_source: None where partnership.yaml cannot be read at all.
        items: By id, in the order of their paths.
        plans: By slug.
        findings: What is wrong with the files themselves, in order.
        glossary: The terms of partnership.yaml and of glossary.yaml.
        assets: The files in items/assets, by their path in it.
        unread: Ids of items whose files could not be read as items, so that what cites them need
            not be reported as well.
        unread_plans: Paths of bulletins whose files could not be read as bulletins, by slug.
    """

    root: Path
    settings: Partnership | None
    settings_source: Source | None
    items: Mapping[str, ItemFile]
    plans: Mapping[str, PlanFile]
    findings: tuple[Finding, ...]
    glossary: tuple[GlossaryTerm, ...] = ()
    assets: Mapping[str, Path] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    unread_plans: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def directory(self) -> Directory:
        """The contacts among the items."""
        return Directory(file.item for file in self.items.values())

    @cached_property
    def items_with_ignores(self) -> tuple[ItemFile, ...]:
        """The items whose authors chose to ignore some finding."""
        return tuple(file for file in self.items.values() if file.item.ignore)

    @cached_property
    def shelf(self) -> Shelf:
        """Everything that a bulletin can be composed from.

        Raises:
            UnreadableSettingsError: While partnership.yaml has errors.
        """
        if self.settings is None:
            raise UnreadableSettingsError
        return Shelf(
            settings=self.settings,
            items={item_id: file.item for item_id, file in self.items.items()},
            directory=self.directory,
            assets={name: _asset(file) for name, file in self.assets.items()},
            published=published_editions(self.root),
        )

    def tracked_lists(self) -> tuple[str, ...]:
        """Lists of recipients that git tracks, the sample aside."""
        return tracked_lists(self.root)

    def stray_lists(self) -> tuple[str, ...]:
        """CSV files with an `email` column outside `recipients/`."""
        return stray_lists(self.root)


class UnreadableSettingsError(EbulletinError):
    """partnership.yaml itself has errors, so nothing can be composed."""

    def __init__(self) -> None:
        super().__init__(
            f"Nothing can be built while {MARK} has errors. "
            f"Run `ebulletin check` and mend what it says about {MARK} first."
        )


def find_root(start: Path) -> Path:
    """The nearest folder, from `start` upwards, that holds partnership.yaml.

    Raises:
        NoWorkspaceError: There is none.
    """
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / MARK).is_file():
            return folder
    raise NoWorkspaceError(start)


def open_workspace(root: Path, reading: Reading | None = None) -> Workspace:
    """Read every authored file of a workspace; a bad one never hides the others.

    Args:
        root: The folder that holds partnership.yaml.
        reading: Kept from an earlier opening, so that only what has changed is read anew.

    Raises:
        NoWorkspaceError: The folder holds no partnership.yaml.
    """
    if not (root / MARK).is_file():
        raise NoWorkspaceError(root)
    reading = reading or Reading()
    settings, source, findings = _settings(root, reading)
    glossary, problems = _glossary(root, reading)
    findings.extend(problems)
    glossary = (*(settings.glossary if settings else ()), *glossary)
    if settings is not None:
        settings = reading.with_glossary(settings, glossary)
    items, unread, problems = _read_all(
        reading,
        files_in(root, "items", (".md",), but=ASSETS),
        parse_item,
        lambda file: file.item.id,
    )
    findings.extend(problems)
    plans, unread_plans, problems = _read_all(
        reading,
        files_in(root, "bulletins", (".yaml", ".yml"), is_deep=False),
        parse_plan,
        lambda file: file.plan.slug,
    )
    findings.extend(problems)
    return Workspace(
        root, settings, source, items, plans, tuple(in_order(findings)), glossary,
        {path.removeprefix(f"{ASSETS}/"): file for path, file in files_in(root, ASSETS)},
        frozenset(unread.keys() - items.keys()),
        {slug: path for slug, path in unread_plans.items() if slug not in plans},
    )  # fmt: skip


_Settings = tuple[Partnership | None, Source | None]


def _settings(
    root: Path, reading: Reading
) -> tuple[Partnership | None, Source | None, list[Finding]]:
    def parse(text: str, path: str) -> tuple[_Settings, list[Finding]]:
        settings, source, findings = parse_settings(text, path)
        return (settings, source), findings

    read, findings = reading.read(root / MARK, MARK, parse)
    settings, source = read or (None, None)
    return settings, source, findings


def _glossary(root: Path, reading: Reading) -> tuple[tuple[GlossaryTerm, ...], list[Finding]]:
    if GLOSSARY not in reading.instead and not (root / GLOSSARY).is_file():
        return (), []
    terms, findings = reading.read(root / GLOSSARY, GLOSSARY, parse_glossary)
    return terms or (), findings


def _read_all(
    reading: Reading,
    files: Iterable[tuple[str, Path]],
    parse: Parse[_File],
    name_of: Callable[[_File], str],
) -> tuple[dict[str, _File], dict[str, str], list[Finding]]:
    """Read files into values by name; and those that could not be read, path by likely name."""
    read: dict[str, _File] = {}
    unread: dict[str, str] = {}
    findings: list[Finding] = []
    for path, file in files:
        value, problems = reading.read(file, path, parse)
        findings.extend(problems)
        if value is None:
            unread[PurePosixPath(path).stem] = path
            continue
        name = name_of(value)
        if name in read:
            findings.append(_used_twice(name, value.source, read[name].source))
        else:
            read[name] = value
    return read, unread, findings


def _used_twice(name: str, second: Source, first: Source) -> Finding:
    return Finding(
        second.place("id"),
        BAD_ID,
        Severity.ERROR,
        f"the id '{name}' is used by two files: {first.path} and {second.path}",
        "Rename one of the two, or give it another id; this one is left out until then.",
    )


def _asset(file: Path) -> Asset:
    try:
        size = file.stat().st_size
        if not file.name.lower().endswith(_PICTURES):
            return Asset(size)
        raw = file.read_bytes()
    except OSError:
        return Asset(0)
    try:
        facts = read_picture(raw)
    except PictureError:
        # The check on pictures says what is wrong with it.
        return Asset(size)
    return Asset(size, facts.width, facts.height)
