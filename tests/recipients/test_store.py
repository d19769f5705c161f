"""All of a change holds, or nothing of it, whatever happens on the way."""

import csv
import errno
import json
import os
import shutil
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ebulletin.recipients import store
from ebulletin.recipients.journal import read_journal
from ebulletin.recipients.locking import ListsInUseError, locked
from ebulletin.recipients.store import DamagedChangeError, changing, reading

OLD = {"heads.csv": b"email\nann@example.org\n", "suppressed.csv": b"key,scope,reason,date\n"}
NEW = {"heads.csv": b"email\nbob@example.org\n", "schools.csv": b"email\ncara@example.org\n"}


def begin(folder: Path) -> None:
    """Lists as they are before the change that the tests are about."""
    with changing(folder, "import") as change:
        for name, raw in OLD.items():
            change.write(name, raw)
        change.note("added", list_name="heads")


def make_new(folder: Path) -> None:
    with changing(folder, "import") as change:
        for name, raw in NEW.items():
            change.write(name, raw)
        change.remove("suppressed.csv")
        change.note("changed", list_name="heads")


def state(folder: Path) -> dict[str, bytes]:
    """The files that people know, without the journal."""
    return {
        file.name: file.read_bytes() for file in folder.glob("*.csv") if file.name != "journal.csv"
    }


def journalled(folder: Path) -> list[str]:
    return [each.what for each in read_journal(folder)]


def test_a_change_holds_as_a_whole(tmp_path: Path) -> None:
    begin(tmp_path)
    make_new(tmp_path)

    assert state(tmp_path) == NEW
    assert journalled(tmp_path) == ["key made", "added", "changed"]
    assert not (tmp_path / ".change").exists()


def test_a_change_that_goes_wrong_leaves_nothing(tmp_path: Path) -> None:
    begin(tmp_path)

    def goes_wrong() -> None:
        with changing(tmp_path, "import") as change:
            change.write("heads.csv", NEW["heads.csv"])
            change.note("changed")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        goes_wrong()

    assert state(tmp_path) == OLD
    assert journalled(tmp_path) == ["key made", "added"]
    assert not (tmp_path / ".change").exists()


def test_a_change_of_nothing_writes_nothing(tmp_path: Path) -> None:
    begin(tmp_path)
    before = (tmp_path / ".undo/record.json").read_bytes()

    with changing(tmp_path, "import"):
        pass

    assert journalled(tmp_path) == ["key made", "added"]
    assert (tmp_path / ".undo/record.json").read_bytes() == before


def test_a_long_list_is_written_in_pieces(tmp_path: Path) -> None:
    with changing(tmp_path, "import") as change:
        change.write("heads.csv", (b"%d\n" % number for number in range(1000)))

    assert (tmp_path / "heads.csv").read_bytes().count(b"\n") == 1000


class PullsThePlug(BaseException):
    """Stands for the moment at which the computer stops."""


def test_a_stop_at_any_call_of_the_system_leaves_the_old_or_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = (
        (Path, "replace"), (Path, "unlink"), (Path, "mkdir"), (shutil, "rmtree"),
        (shutil, "copyfile"), (shutil, "copyfileobj"), (store, "_to_disk"), (store, "_sync_folder"),
    )  # fmt: skip
    stopped = 0
    outcomes = set()
    for stop_at in range(1, 200):
        folder = tmp_path / str(stop_at)
        begin(folder)
        left = [stop_at]
        with monkeypatch.context() as patched:
            for owner, name in calls:
                _count_down(patched, owner, name, left)
            try:
                make_new(folder)
                break
            except PullsThePlug:
                stopped += 1
        with reading(folder):
            pass
        assert state(folder) in (OLD, NEW), f"a mixture after stop {stop_at}"
        is_new = state(folder) == NEW
        assert journalled(folder) == ["key made", "added", *(["changed"] if is_new else [])]
        record = json.loads((folder / ".undo/record.json").read_text())
        assert [each["name"] for each in record["files"]] == (
            ["heads.csv", "schools.csv", "suppressed.csv"] if is_new else list(OLD)
        )
        assert not (folder / ".change").exists()
        outcomes.add(is_new)
    assert outcomes == {False, True}
    assert stopped > 15


def _count_down(patched: pytest.MonkeyPatch, owner: object, name: str, left: list[int]) -> None:
    real = getattr(owner, name)

    def counted(*args: object, **kwargs: object) -> object:
        left[0] -= 1
        # Everything after the stop fails as well, as it would for a program that is gone.
        if left[0] <= 0:
            raise PullsThePlug
        return real(*args, **kwargs)

    patched.setattr(owner, name, counted)


def interrupted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change that was cut short right after its intent was written down."""

    def stops(*_: object) -> None:
        raise PullsThePlug

    begin(folder)
    with monkeypatch.context() as patched:
        patched.setattr(store, "_finish", stops)
        with pytest.raises(PullsThePlug):
            make_new(folder)
    assert state(folder) == OLD


def test_whoever_reads_next_finishes_a_change_that_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupted(tmp_path, monkeypatch)

    with reading(tmp_path):
        assert state(tmp_path) == NEW


def test_the_next_change_finishes_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupted(tmp_path, monkeypatch)

    with changing(tmp_path, "import") as change:
        assert state(tmp_path) == NEW
        change.note("reviewed")

    assert journalled(tmp_path) == ["key made", "added", "changed", "reviewed"]


def test_half_a_line_that_a_crash_left_in_the_journal_is_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupted(tmp_path, monkeypatch)
    with (tmp_path / "journal.csv").open("ab") as opened:
        # Longer than what belongs there, as another attempt may have left it.
        opened.write(b"2026-11-24T10:00:00Z,mara,chan" * 20)

    with reading(tmp_path):
        pass

    with (tmp_path / "journal.csv").open(encoding="utf-8", newline="") as opened:
        rows = list(csv.reader(opened))
    assert [len(row) for row in rows] == [7] * 4
    assert journalled(tmp_path) == ["key made", "added", "changed"]


def test_a_journal_that_an_editor_left_without_its_last_line_end_goes_on(tmp_path: Path) -> None:
    begin(tmp_path)
    file = tmp_path / "journal.csv"
    file.write_bytes(file.read_bytes().rstrip(b"\n"))

    make_new(tmp_path)

    assert journalled(tmp_path) == ["key made", "added", "changed"]


def test_an_unfinished_change_that_is_damaged_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupted(tmp_path, monkeypatch)
    (tmp_path / ".change/intent.json").write_text("{")

    with pytest.raises(DamagedChangeError, match="interrupted"), reading(tmp_path):
        pass


def test_an_intent_never_leads_out_of_the_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "workspace/recipients"
    outside = tmp_path / "precious"
    outside.write_text("keep")
    interrupted(folder, monkeypatch)
    intent = folder / ".change/intent.json"
    plan = json.loads(intent.read_text())
    plan["files"] = [{"name": "../../precious", "staged": None}]
    intent.write_text(json.dumps(plan))

    with pytest.raises(DamagedChangeError), reading(folder):
        pass
    assert outside.read_text() == "keep"


def test_two_commands_never_change_the_lists_at_once(tmp_path: Path) -> None:
    begin(tmp_path)
    order: list[str] = []

    def second() -> None:
        with changing(tmp_path, "import") as change:
            order.append("second")
            change.note("second")

    with changing(tmp_path, "import") as change:
        other = threading.Thread(target=second)
        other.start()
        time.sleep(0.2)
        order.append("first")
        change.note("first")
    other.join()

    assert order == ["first", "second"]
    assert journalled(tmp_path)[-2:] == ["first", "second"]


def test_a_command_that_waited_too_long_says_so_and_changes_nothing(tmp_path: Path) -> None:
    begin(tmp_path)

    with (
        locked(tmp_path),
        pytest.raises(ListsInUseError, match="Another ebulletin command"),
        changing(tmp_path, "import", patience_seconds=0.1),
    ):
        pass

    assert state(tmp_path) == OLD


def test_a_folder_without_lists_can_be_read(tmp_path: Path) -> None:
    with reading(tmp_path / "recipients"):
        pass

    assert not (tmp_path / "recipients").exists()


@pytest.mark.skipif(os.name != "posix", reason="Windows has another call")
def test_a_drive_that_knows_no_locks_can_be_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsupported(*_: object) -> None:
        raise OSError(errno.ENOTSUP, "Operation not supported")

    monkeypatch.setattr("fcntl.flock", unsupported)

    make_new(tmp_path)

    assert state(tmp_path) == NEW


def test_the_time_and_the_name_are_kept_in_the_journal(tmp_path: Path) -> None:
    at = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)

    with changing(tmp_path, "import", by="mara", at=at) as change:
        change.note("added", list_name="heads", details="from a sheet")

    entry = list(read_journal(tmp_path))[-1]
    assert (entry.at, entry.by, entry.list, entry.details) == (at, "mara", "heads", "from a sheet")
