"""Keeps what checks found for as long as what they found it in stays the same."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, ValuesView
from dataclasses import dataclass, field, replace
from typing import TypeVar

from ebulletin.bulletins.load import PlanFile
from ebulletin.bulletins.selection import could_match
from ebulletin.bulletins.shelf import Shelf
from ebulletin.checks.rule import Rule, Stage
from ebulletin.checks.run import Report, catalogue, look
from ebulletin.checks.subjects import BulletinSubject, FileSubject, SetSubject
from ebulletin.findings import Finding
from ebulletin.items.load import ItemFile
from ebulletin.settings import Partnership
from ebulletin.workspace import Workspace

# Rules over the workspace that look at the texts of one item after the other, and know nothing of
# the others but the contacts and who attended meetings.
_ITEM_BY_ITEM = frozenset({"CON111", "CON113", "CON114", "SAF121", "TXT108"})

EVERY_ITEM = "*"
"""Stands among ids for all items; no id has this form."""

_Value = TypeVar("_Value")


class Watched(Mapping[str, _Value]):
    """Values by id that notes which ids were asked for, found or not.

    Args:
        asked: Where the ids go; `EVERY_ITEM` once somebody has gone through all of them.
        is_selected_from: Whether `values` serves selections alone, which are told by their rules.
    """

    def __init__(
        self, values: Mapping[str, _Value], asked: set[str], *, is_selected_from: bool = False
    ) -> None:
        self._values = values
        self._asked = asked
        self._is_selected_from = is_selected_from

    def __getitem__(self, key: str) -> _Value:
        self._asked.add(key)
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        self._asked.add(EVERY_ITEM)
        return iter(self._values)

    def __len__(self) -> int:
        self._asked.add(EVERY_ITEM)
        return len(self._values)

    def values(self) -> ValuesView[_Value]:
        """All of them."""
        if not self._is_selected_from:
            self._asked.add(EVERY_ITEM)
        return self._values.values()


@dataclass(frozen=True, slots=True)
class CheckedBulletin:
    """What was found in one bulletin.

    Attributes:
        report: Its findings, and what was ignored.
        files: Paths of its file, of the items it places and of the contacts it shows.
        asked: Ids of the items that its findings rest on, there or not.
    """

    plan_file: PlanFile
    report: Report
    files: frozenset[str]
    asked: frozenset[str]


@dataclass(slots=True)
class Kept:
    """What the last check found, in parts that may still hold at the next one.

    Findings of a part are kept only while everything that its rules can see is the very same;
    `begin` is told the workspace first and drops what no longer holds.
    """

    _settings: Partnership | None = None
    _shelf: Shelf | None = None
    _items: Mapping[str, ItemFile] = field(default_factory=dict)
    _contacts: tuple[object, ...] = ()
    _meetings: tuple[object, ...] = ()
    _files: dict[str, tuple[object, list[Finding]]] = field(default_factory=dict)
    _among: dict[str, tuple[object, list[Finding]]] = field(default_factory=dict)
    _bulletins: dict[str, CheckedBulletin | None] = field(default_factory=dict)

    def begin(self, workspace: Workspace) -> None:
        """Drop what the changes since the last check may have made untrue."""
        shelf = workspace.shelf
        if self._settings is not shelf.settings:
            self._files.clear()
            self._among.clear()
            self._bulletins.clear()
        contacts = _contact_files(workspace.items.values())
        meetings = tuple(each.plan.meeting for each in workspace.plans.values())
        has_same_contacts = _are_same(contacts, self._contacts)
        if not has_same_contacts or meetings != self._meetings:
            self._among.clear()
        if not has_same_contacts or not _has_same_files(shelf, self._shelf):
            self._bulletins.clear()
        changed = _changed(self._items, workspace.items)
        for slug, checked in list(self._bulletins.items()):
            if checked is None or _rests_on(checked, changed, self._items, workspace.items):
                del self._bulletins[slug]
        self._settings, self._shelf, self._items = shelf.settings, shelf, workspace.items
        self._contacts, self._meetings = contacts, meetings

    def file_findings(self, subjects: Iterable[FileSubject], *, is_strict: bool) -> list[Finding]:
        """What the rules say of each file by itself."""
        kept: dict[str, tuple[object, list[Finding]]] = {}
        for subject in subjects:
            path = subject.source.path
            known = self._files.get(path)
            if known is None or known[0] is not subject.source:
                known = subject.source, look(Stage.FILE, [subject], is_strict=is_strict)
            kept[path] = known
        self._files = kept
        return [finding for _, found in kept.values() for finding in found]

    def set_findings(self, subject: SetSubject, *, is_strict: bool) -> list[Finding]:
        """What the rules say of all files together."""
        rules = [
            each
            for each in catalogue().values()
            if each.stage is Stage.SET and (is_strict or not each.is_opt_in)
        ]
        found = _run((each for each in rules if each.code not in _ITEM_BY_ITEM), subject)
        new = {
            item_id: file
            for item_id, file in subject.items.items()
            if (known := self._among.get(file.source.path)) is None or known[0] is not file
        }
        by_item = [each for each in rules if each.code in _ITEM_BY_ITEM]
        fresh = _run(by_item, replace(subject, items=new))
        paths = {file.source.path: file for file in subject.items.values()}
        self._among = {path: self._among.get(path, (file, [])) for path, file in paths.items()}
        for file in new.values():
            self._among[file.source.path] = file, []
        for finding in fresh:
            if finding.place.path in paths:
                self._among[finding.place.path][1].append(finding)
            else:
                found.append(finding)
        return [*found, *(finding for _, kept in self._among.values() for finding in kept)]

    def bulletin(
        self, plan_file: PlanFile, check: Callable[[set[str]], CheckedBulletin | None]
    ) -> CheckedBulletin | None:
        """What was found in a bulletin, or what `check` finds now.

        Args:
            plan_file: The bulletin's file.
            check: Is given the set into which the ids of items that it asks for go.
        """
        slug = plan_file.plan.slug
        known = self._bulletins.get(slug)
        if known is None or known.plan_file is not plan_file:
            known = self._bulletins[slug] = check(set())
        return known


def watched_shelf(shelf: Shelf, asked: set[str]) -> Shelf:
    """The same shelf, which notes the items that are taken from it by name."""
    return replace(shelf, items=Watched(shelf.items, asked, is_selected_from=True))


def watched_subject(subject: BulletinSubject, asked: set[str]) -> BulletinSubject:
    """The same bulletin, which notes the items that its rules ask for."""
    return replace(subject, items=Watched(subject.items, asked))


def _run(rules: Iterable[Rule], subject: SetSubject) -> list[Finding]:
    return [found for each in rules if each.look is not None for found in each.look(subject)]


def _has_same_files(shelf: Shelf, before: Shelf | None) -> bool:
    return (
        before is not None and shelf.assets == before.assets and shelf.published == before.published
    )


def _contact_files(files: Iterable[ItemFile]) -> tuple[object, ...]:
    return tuple(file for file in files if file.item.kind == "contact")


def _are_same(first: Collection[object], second: Collection[object]) -> bool:
    return len(first) == len(second) and all(
        one is other for one, other in zip(first, second, strict=True)
    )


def _changed(before: Mapping[str, ItemFile], after: Mapping[str, ItemFile]) -> set[str]:
    """Ids of the items that came, went or are written differently."""
    return {
        each
        for each in (*before, *(new for new in after if new not in before))
        if before.get(each) is not after.get(each)
    }


def _rests_on(
    checked: CheckedBulletin, changed: set[str],
    before: Mapping[str, ItemFile], after: Mapping[str, ItemFile],
) -> bool:  # fmt: skip
    """Whether a bulletin asked for one of these items, or one of its rules may select it."""
    if not changed:
        return False
    if EVERY_ITEM in checked.asked or not checked.asked.isdisjoint(changed):
        return True
    plan = checked.plan_file.plan
    sections = (*plan.sections, *plan.sidebar)
    rules = [each.select for each in sections if each.select is not None]
    files = [files[each] for each in changed for files in (before, after) if each in files]
    return any(could_match(file.item, rule) for file in files for rule in rules)
