"""The state before the last change can be put back, until the next one."""

from datetime import date
from pathlib import Path

import pytest

from ebulletin.recipients.journal import read_journal
from ebulletin.recipients.store import changing
from ebulletin.recipients.suppression import load_suppressions, suppress
from ebulletin.recipients.undoing import (
    DamagedStateError,
    ListChangedSinceError,
    NothingKeptError,
    undo_lists,
    undone_changes,
)

DAY = date(2026, 11, 24)


def import_list(folder: Path, *emails: str) -> None:
    with changing(folder, "import", by="mara") as change:
        change.write("heads.csv", "".join(f"{each}\n" for each in emails).encode())
        change.note("changed", list_name="heads")


def test_an_import_is_taken_back(tmp_path: Path) -> None:
    import_list(tmp_path, "ann@example.org")
    import_list(tmp_path, "bob@example.org")

    done = undo_lists(tmp_path)

    assert (done.what, done.by, done.names) == ("import", "mara", ("heads.csv",))
    assert (tmp_path / "heads.csv").read_text() == "ann@example.org\n"


def test_a_list_that_was_new_goes_away_again(tmp_path: Path) -> None:
    import_list(tmp_path, "ann@example.org")

    undo_lists(tmp_path)

    assert not (tmp_path / "heads.csv").exists()


def test_a_suppression_by_mistake_is_taken_back(tmp_path: Path) -> None:
    suppress(tmp_path, ["ann@example.org"], reason="unsubscribed", on=DAY)
    suppress(tmp_path, ["bob@example.org"], reason="unsubscribed", on=DAY)

    undo_lists(tmp_path)

    held = load_suppressions(tmp_path)
    assert held.reason_for("ann@example.org") is not None
    assert held.reason_for("bob@example.org") is None


def test_list_and_suppressions_of_one_import_go_back_together(tmp_path: Path) -> None:
    import_list(tmp_path, "ann@example.org")
    with changing(tmp_path, "import") as change:
        change.write("heads.csv", b"bob@example.org\n")
        change.write("suppressed.csv", b"key,scope,reason,date\n")
        change.note("changed")

    done = undo_lists(tmp_path)

    assert done.names == ("heads.csv", "suppressed.csv")
    assert not (tmp_path / "suppressed.csv").exists()
    assert (tmp_path / "heads.csv").read_text() == "ann@example.org\n"


def test_only_the_last_change_can_be_taken_back_and_only_once(tmp_path: Path) -> None:
    for email in ("ann@example.org", "bob@example.org", "cara@example.org"):
        import_list(tmp_path, email)

    undo_lists(tmp_path)

    assert (tmp_path / "heads.csv").read_text() == "bob@example.org\n"
    with pytest.raises(NothingKeptError, match="nothing to put back"):
        undo_lists(tmp_path)


def test_the_journal_tells_of_the_change_and_that_it_was_taken_back(tmp_path: Path) -> None:
    import_list(tmp_path, "ann@example.org")
    change = list(read_journal(tmp_path))[-1].change

    undo_lists(tmp_path, by="owen")

    last = list(read_journal(tmp_path))[-1]
    assert (last.what, last.by, last.details) == ("undone", "owen", f"import {change}")
    assert undone_changes(tmp_path) == {change}


def test_what_was_changed_by_hand_meanwhile_is_not_lost(tmp_path: Path) -> None:
    import_list(tmp_path, "ann@example.org")
    import_list(tmp_path, "bob@example.org")
    with (tmp_path / "heads.csv").open("a") as opened:
        opened.write("cara@example.org\n")

    with pytest.raises(ListChangedSinceError, match=r"heads\.csv changed since"):
        undo_lists(tmp_path)
    assert "cara" in (tmp_path / "heads.csv").read_text()


def test_a_line_in_the_journal_alone_does_not_push_the_kept_state_out(tmp_path: Path) -> None:
    import_list(tmp_path, "ann@example.org")
    with changing(tmp_path, "export") as change:
        change.note("exported", details="for mailchimp")

    undo_lists(tmp_path)

    assert not (tmp_path / "heads.csv").exists()


def test_a_damaged_state_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    import_list(tmp_path, "ann@example.org")
    (tmp_path / ".undo/record.json").write_text("[]")

    with pytest.raises(DamagedStateError, match="from a backup"):
        undo_lists(tmp_path)
    assert (tmp_path / "heads.csv").exists()
