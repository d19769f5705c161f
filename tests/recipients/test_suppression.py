"""The suppression list always wins, survives everything, and never shows anybody."""

from datetime import date
from pathlib import Path

import pytest

from ebulletin.recipients.journal import read_journal
from ebulletin.recipients.key import load_key
from ebulletin.recipients.store import changing
from ebulletin.recipients.suppression import (
    EVERYTHING,
    FORGOTTEN,
    DamagedSuppressionsError,
    Suppression,
    add_to,
    load_suppressions,
    suppress,
    suppress_keys,
)

DAY = date(2026, 11, 24)


def test_somebody_who_left_is_found_in_every_spelling(tmp_path: Path) -> None:
    assert suppress(tmp_path, ["Ann@Example.org"], reason="unsubscribed", on=DAY) == 1

    found = load_suppressions(tmp_path).reason_for(" ann@EXAMPLE.org", "lantern")

    assert found is not None
    assert (found.reason, found.on, found.scope) == ("unsubscribed", DAY, "all")


def test_nobody_else_is_found(tmp_path: Path) -> None:
    suppress(tmp_path, ["ann@example.org"], reason="unsubscribed", on=DAY)

    held = load_suppressions(tmp_path)

    assert held.reason_for("bob@example.org") is None
    assert held.reason_for("joann@example.org") is None


def test_who_left_one_series_still_gets_the_others(tmp_path: Path) -> None:
    suppress(tmp_path, ["ann@example.org"], reason="unsubscribed", on=DAY, scope="newsletter")

    held = load_suppressions(tmp_path)

    assert held.reason_for("ann@example.org", "newsletter") is not None
    assert held.reason_for("ann@example.org", "lantern") is None
    assert held.reason_for("ann@example.org") is None
    assert len(held.all_for("ann@example.org")) == 1


def test_leaving_twice_counts_once_and_the_first_reason_stays(tmp_path: Path) -> None:
    suppress(tmp_path, ["ann@example.org"], reason="unsubscribed", on=DAY)

    again = suppress(tmp_path, ["ann@example.org"], reason="bounced", on=date(2026, 12, 1))
    for_one = suppress(
        tmp_path, ["ann@example.org"], reason="bounced", on=DAY, scope="newsletter"
    )  # fmt: skip

    held = load_suppressions(tmp_path)
    assert (again, for_one, len(held)) == (0, 0, 1)
    assert held.entries[0].reason == "unsubscribed"


def test_being_forgotten_takes_the_place_of_any_other_reason(tmp_path: Path) -> None:
    suppress(tmp_path, ["ann@example.org"], reason="unsubscribed", on=DAY)
    suppress(tmp_path, ["ann@example.org"], reason=FORGOTTEN, on=DAY)
    suppress(tmp_path, ["ann@example.org"], reason="unsubscribed", on=DAY)

    held = load_suppressions(tmp_path)

    assert held.is_forgotten("ann@example.org")
    assert [each.reason for each in held.entries] == [FORGOTTEN]


def test_no_address_stands_in_any_file_not_even_in_the_reason(tmp_path: Path) -> None:
    reason = "asked by ann.one@example.org, on the phone"
    suppress(tmp_path, ["ann.one@example.org"], reason=reason, on=DAY, by="clerk@example.org")

    everything = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())

    assert b"@example.org" not in everything
    assert load_suppressions(tmp_path).entries[0].reason == "asked by (address), on the phone"


def test_a_reason_never_runs_as_a_formula(tmp_path: Path) -> None:
    suppress(tmp_path, ["ann@example.org"], reason="=1+1", on=DAY)

    assert ",'=1+1," in (tmp_path / "suppressed.csv").read_text(encoding="utf-8")
    assert load_suppressions(tmp_path).entries[0].reason == "=1+1"


def test_the_journal_tells_who_did_it_and_when(tmp_path: Path) -> None:
    suppress(tmp_path, ["ann@example.org"], reason="unsubscribed", on=DAY, by="mara")

    made, entry = read_journal(tmp_path)

    assert made.what == "key made"
    assert (entry.by, entry.what, entry.details) == ("mara", "suppressed", "unsubscribed")
    assert entry.key == load_suppressions(tmp_path).entries[0].key


def test_a_keyed_hash_alone_is_enough(tmp_path: Path) -> None:
    with changing(tmp_path, "suppress") as change:
        key = change.hashed("ann@example.org")

    assert suppress_keys(tmp_path, [key], reason="unsubscribed", on=DAY) == 1
    assert load_suppressions(tmp_path).reason_for("ann@example.org") is not None


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffkey,scope,reason,date\r\n{key},all,unsubscribed,24/11/2026\r\n",
        "key;scope;reason;date\n{key};all;unsubscribed;24 November 2026\n;;;\n",
        "{key},all,unsubscribed,2026-11-24\n\n\n",
        "KEY,Scope,Reason,Date,,\n{KEY},,unsubscribed,2026-11-24,,\n",
    ],
)
def test_a_list_that_a_spreadsheet_program_saved_is_read(text: str, tmp_path: Path) -> None:
    with changing(tmp_path, "suppress") as change:
        key = change.hashed("ann@example.org")
    written = text.replace("{key}", key).replace("{KEY}", key.upper())
    (tmp_path / "suppressed.csv").write_text(written, encoding="utf-8", newline="")

    found = load_suppressions(tmp_path).reason_for("ann@example.org", "lantern")

    assert found is not None
    assert (found.on, found.scope) == (DAY, EVERYTHING)


def test_a_day_that_cannot_be_read_does_not_let_anybody_back_in(tmp_path: Path) -> None:
    with changing(tmp_path, "suppress") as change:
        key = change.hashed("ann@example.org")
    (tmp_path / "suppressed.csv").write_text(f"key,scope,reason,date\n{key},all,left,####\n")

    assert load_suppressions(tmp_path).reason_for("ann@example.org") is not None


@pytest.mark.parametrize("cell", ["ann@example.org", "1.23E+45", "d418", "-"])
def test_a_row_that_cannot_be_read_stops_everything(cell: str, tmp_path: Path) -> None:
    load_key(tmp_path)
    (tmp_path / "suppressed.csv").write_text(f"key,scope,reason,date\n{cell},all,left,2026-11-24\n")

    with pytest.raises(DamagedSuppressionsError, match="row 2"):
        load_suppressions(tmp_path)


def test_an_error_while_others_are_entered_leaves_the_list_as_it_was(tmp_path: Path) -> None:
    suppress(tmp_path, ["ann@example.org"], reason="unsubscribed", on=DAY)
    before = (tmp_path / "suppressed.csv").read_bytes()

    def goes_wrong() -> None:
        with changing(tmp_path, "import") as change:
            add_to(change, [Suppression(change.hashed("bob@example.org"), EVERYTHING, "left", DAY)])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        goes_wrong()

    assert (tmp_path / "suppressed.csv").read_bytes() == before


def test_a_workspace_where_nobody_left_needs_no_key(tmp_path: Path) -> None:
    held = load_suppressions(tmp_path)

    assert held.reason_for("ann@example.org", "lantern") is None
    assert not held.is_forgotten("ann@example.org")
    assert not (tmp_path / ".key").exists()
