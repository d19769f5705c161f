"""Mends what can be mended without a choice, in the files as their authors wrote them."""

import difflib
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ebulletin.checks.text import Block, prose_of
from ebulletin.findings import Edit, Finding, Place
from ebulletin.press.checking import check, past_files
from ebulletin.press.edits import Change, WrittenFile
from ebulletin.press.kept import Kept
from ebulletin.press.undoing import why_untouchable
from ebulletin.source import Source
from ebulletin.workspace import Reading, Workspace, open_workspace

MOST_ROUNDS = 5
"""A mend may make room for another one; what needs more rounds than this is left."""

# The file cannot be read, or not all of it.
_UNREADABLE = frozenset({"ITM101", "ITM102", "ITM103"})


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file before and after."""

    path: str
    before: bytes
    after: bytes

    def diff(self) -> str:
        """Before and after as a unified diff; line ends and byte-order marks are not shown."""
        before, after = (_lines(raw) for raw in (self.before, self.after))
        lines = difflib.unified_diff(before, after, f"a/{self.path}", f"b/{self.path}", lineterm="")
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Fixing:
    """What mending would change; nothing is written yet.

    Attributes:
        changes: The files, in the order of their paths.
        mended: How many findings are mended.
        notes: Sentences about what was left alone, and why.
    """

    changes: tuple[FileChange, ...] = ()
    mended: int = 0
    notes: tuple[str, ...] = ()


def find_fixes(root: Path, is_wanted: Callable[[Finding], bool] = lambda _: True) -> Fixing:
    """Work out what mending changes.

    Where two mends touch the same words, the first in the order of the findings wins, and the
    files are read again before the next round. Quoted speech, what only archive copies print, and
    findings that are ignored with a reason stay as they are.

    Args:
        root: The workspace.
        is_wanted: Says of a finding whether it may be mended.
    """
    bench = _Bench(root, is_wanted)
    for _ in range(MOST_ROUNDS):
        if not bench.mend_once():
            break
    else:
        if bench.mend_once(is_trial=True):
            bench.notes.append("More can be mended after this: run `ebulletin check --fix` again.")
    return bench.result()


@dataclass(slots=True)
class _Bench:
    """The files while they are mended, round by round; the disk stays as it is."""

    root: Path
    is_wanted: Callable[[Finding], bool]
    notes: list[str] = field(default_factory=list)
    mended: dict[str, int] = field(default_factory=dict)
    _reading: Reading = field(default_factory=Reading)
    _kept: Kept = field(default_factory=Kept)
    _before: dict[str, bytes] = field(default_factory=dict)
    _seen: dict[str, set[bytes]] = field(default_factory=dict)
    _left: set[str] = field(default_factory=set)

    def mend_once(self, *, is_trial: bool = False) -> bool:
        """Mend what does not meet; says whether there was anything to mend."""
        workspace = open_workspace(self.root, self._reading)
        report = check(workspace, self._kept)
        past = frozenset[str]()
        if workspace.settings is not None:
            past = past_files(workspace, self._kept)
        chosen, counts = self._chosen(
            workspace,
            (each for each in report.findings if each.fix and self.is_wanted(each)),
            past,
        )
        if is_trial or not chosen:
            return bool(chosen)
        earlier = {path: self._reading.instead.get(path) for path in chosen}
        for path, changes in chosen.items():
            self._reading.instead[path] = self._file(path).with_changes(changes)
        self._take_back_what_harms(workspace, earlier)
        for path in chosen.keys() - self._left:
            self.mended[path] = self.mended.get(path, 0) + counts[path]
        return True

    def result(self) -> Fixing:
        """The files that differ from the disk."""
        changes = tuple(
            FileChange(path, self._before[path], after)
            for path, after in sorted(self._reading.instead.items())
            if after != self._before[path]
        )
        mended = sum(self.mended.get(each.path, 0) for each in changes)
        return Fixing(changes, mended, tuple(dict.fromkeys(self.notes)))

    def _chosen(
        self, workspace: Workspace, findings: Iterable[Finding], past: frozenset[str]
    ) -> tuple[dict[str, list[Change]], dict[str, int]]:
        """The changes of each file, and how many findings they mend."""
        sources = _sources(workspace)
        chosen: dict[str, list[Change]] = {}
        counts: dict[str, int] = {}
        for finding in findings:
            paths = {edit.start.path for edit in finding.fix}
            if paths & past or not all(self._may_touch(path) for path in paths):
                continue
            if any(_changes_speech(edit, sources.get(edit.start.path)) for edit in finding.fix):
                continue
            changes = [(edit.start.path, self._change(edit)) for edit in finding.fix]
            own = [(path, each) for path, each in changes if each not in chosen.get(path, ())]
            if own and not _meet(own, chosen):
                for path, each in own:
                    chosen.setdefault(path, []).append(each)
                counts[finding.place.path] = counts.get(finding.place.path, 0) + 1
        return chosen, {path: counts.get(path, 0) for path in chosen}

    def _may_touch(self, path: str) -> bool:
        if path in self._left:
            return False
        if path not in self._before:
            reason = why_untouchable(self.root, path)
            if reason is None:
                raw = (self.root / path).read_bytes()
                if _is_utf8(raw):
                    self._before[path] = raw
                    return True
                reason = "it is not saved as UTF-8"
            self._leave(path, reason)
            return False
        return True

    def _file(self, path: str) -> WrittenFile:
        return WrittenFile(self._reading.instead.get(path, self._before[path]))

    def _change(self, edit: Edit) -> Change:
        return self._file(edit.start.path).change(edit)

    def _take_back_what_harms(self, workspace: Workspace, earlier: dict[str, bytes | None]) -> None:
        """Leave alone what could no longer be read, and what would change for ever."""
        before, after = (
            _unreadable(workspace),
            _unreadable(open_workspace(self.root, self._reading)),
        )
        for path, old in earlier.items():
            raw = self._reading.instead[path]
            if path in after - before:
                if old is None:
                    del self._reading.instead[path]
                else:
                    self._reading.instead[path] = old
                self._leave(path, "mending it would make it unreadable")
            elif raw in self._seen.setdefault(path, {self._before[path]}):
                self._reading.instead[path] = self._before[path]
                self._leave(path, "two mends undo each other")
            self._seen.setdefault(path, set()).add(raw)

    def _leave(self, path: str, reason: str) -> None:
        self._left.add(path)
        self.notes.append(f"{path} is left for you to mend by hand: {reason}.")


def _lines(raw: bytes) -> list[str]:
    text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    return text.removesuffix("\n").split("\n")


def _meet(own: Iterable[tuple[str, Change]], chosen: dict[str, list[Change]]) -> bool:
    return any(each.meets(other) for path, each in own for other in chosen.get(path, ()))


def _unreadable(workspace: Workspace) -> set[str]:
    return {each.place.path for each in workspace.findings if each.code in _UNREADABLE}


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _sources(workspace: Workspace) -> dict[str, Source]:
    sources = [file.source for file in workspace.items.values()]
    sources += [file.source for file in workspace.plans.values()]
    return {source.path: source for source in sources}


# --- Quoted speech --------------------------------------------------------------------------


def _changes_speech(edit: Edit, source: Source | None) -> bool:
    """Whether an edit changes somebody's own words; marks round them may change."""
    if source is None:
        return False
    start, end = _offset(source.text, edit.start), _offset(source.text, edit.end)
    return any(_changes_words(start, end, edit.text, block) for block in prose_of(source))


def _changes_words(start: int, end: int, text: str, block: Block) -> bool:
    points = block.points
    if not block.typed or end < points[0] or start > points[len(block.typed) - 1]:
        return False
    if start == end:
        after = bisect_left(points, start, hi=len(block.typed))
        return 0 < after < len(block.typed) and all(
            block.is_speech(index) for index in (after - 1, after)
        )
    first = bisect_left(points, start, hi=len(block.typed))
    last = bisect_left(points, end, hi=len(block.typed))
    spoken = [block.typed[index] for index in range(first, last) if block.is_speech(index)]
    words = "".join(spoken).strip("\"'\u201c\u201d ")
    return bool(words) and words not in text


def _offset(text: str, place: Place) -> int:
    start = 0
    for _ in range(place.line - 1):
        start = text.find("\n", start) + 1
        if not start:
            return len(text)
    return min(start + place.column - 1, len(text))
