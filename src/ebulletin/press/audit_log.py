"""The log of what was approved, sent and withdrawn: lines are only added, each sealed to the last.

Every line holds the hash of the line before it, so that a line that is changed, taken out or put
in shows at once. The lines of approvals hold the hashes of what was written, so that a line cut
off at the end shows as well.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from ebulletin.errors import EbulletinError
from ebulletin.workspace.publications import LOG

_FIRST = "0" * 64
_OWN = frozenset(("n", "at", "event", "before"))
_ADDRESS = re.compile(r"[^\s@<>\"',;:()]+@[^\s@<>\"',;:()]+\.[^\s@<>\"',;:()]+")


class BrokenLogError(EbulletinError):
    """A line can no longer be added, because what stands in the log was changed."""

    def __init__(self, fault: str) -> None:
        self.fault = fault
        super().__init__(
            f"{LOG} was changed by other means than ebulletin: {fault}. Nothing was done. "
            "Take the file back from version control or a backup; `ebulletin audit-log` checks it."
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log.

    Attributes:
        number: From 1.
        at: When, in UTC (ISO 8601, to the second).
        event: What happened, such as `approved`.
        facts: What else was noted.
        seal: The hash of the line, which the next one holds.
    """

    number: int
    at: str
    event: str
    facts: dict[str, Any]
    seal: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The log as it was read.

    Attributes:
        faults: What is wrong with it, one sentence each; empty for a whole log.
    """

    entries: tuple[Entry, ...]
    faults: tuple[str, ...]


def append(workspace_root: Path, event: str, **facts: Any) -> None:
    """Add a line. Recipients are named by keyed hash only; an address that slips in is taken out.

    Args:
        workspace_root: The folder that holds partnership.yaml.
        event: What happened, in the past tense: `approved`, `sent`.
        facts: Texts, numbers, or lists and mappings of these.

    Raises:
        BrokenLogError: The last line is not the one that the program wrote.
    """
    path = workspace_root / LOG
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab+") as file, _held(file):
        file.seek(0)
        reading = read_lines(file.read())
        if reading.faults:
            raise BrokenLogError(reading.faults[0])
        last = reading.entries[-1] if reading.entries else None
        fields = {
            "n": last.number + 1 if last else 1,
            "at": now(),
            "event": event,
            **{name: _without_addresses(value) for name, value in facts.items()},
            "before": last.seal if last else _FIRST,
        }
        line = json.dumps(fields | {"seal": _seal(fields)}, ensure_ascii=False)
        file.seek(0, os.SEEK_END)
        file.write(f"{line}\n".encode())
        file.flush()
        os.fsync(file.fileno())


def read_log(workspace_root: Path) -> Reading:
    """Read the log, and say where it was tampered with; an absent one is empty and whole."""
    path = workspace_root / LOG
    return read_lines(path.read_bytes()) if path.is_file() else Reading((), ())


def read_lines(raw: bytes) -> Reading:
    """Read the lines of a log and follow its seals."""
    entries: list[Entry] = []
    faults: list[str] = []
    before = _FIRST
    # A checkout may have given the file the line ends of Windows.
    for number, line in enumerate(raw.replace(b"\r\n", b"\n").splitlines(), start=1):
        try:
            fields = json.loads(line)
            seal = fields.pop("seal")
            entry = Entry(fields["n"], fields["at"], fields["event"], _facts(fields), seal)
        except (ValueError, KeyError, AttributeError, TypeError):
            faults.append(f"line {number} cannot be read")
            break
        if _seal(fields) != seal:
            faults.append(f"line {number} was changed after it was written")
        if fields["before"] != before or entry.number != number:
            faults.append(f"line {number} does not follow the line before it")
        before = seal
        entries.append(entry)
    if raw and not raw.endswith(b"\n"):
        faults.append("the last line is cut off")
    return Reading(tuple(entries), tuple(faults))


def now() -> str:
    """This moment in UTC, to the second (ISO 8601)."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _facts(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: each for name, each in fields.items() if name not in _OWN}


def _seal(fields: dict[str, Any]) -> str:
    plain = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def _without_addresses(value: Any) -> Any:
    if isinstance(value, str):
        return _ADDRESS.sub("[address]", value)
    if isinstance(value, dict):
        return {
            _ADDRESS.sub("[address]", str(name)): _without_addresses(each)
            for name, each in value.items()
        }
    if isinstance(value, list | tuple):
        return [_without_addresses(each) for each in value]
    return value


@contextmanager
def _held(file: IO[bytes]) -> Iterator[None]:
    """While it lasts, no other process adds a line."""
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined]
        try:
            yield
        finally:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined]
        return
    fcntl.flock(file, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)
