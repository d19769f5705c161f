"""The key: one for ever, and never silently a new one."""

import os
import stat
from datetime import date
from pathlib import Path

import pytest

from ebulletin.recipients.key import (
    DamagedKeyError,
    LostKeyError,
    WrongKeyError,
    canonical,
    keyed_hash,
    load_key,
)
from ebulletin.recipients.suppression import load_suppressions, suppress

DAY = date(2026, 11, 24)


def test_the_first_key_is_made_once_and_kept(tmp_path: Path) -> None:
    first = load_key(tmp_path)

    assert load_key(tmp_path) == first
    assert len(first) == 32
    assert sorted(each.name for each in tmp_path.iterdir()) == [".key", "journal.csv"]


def test_a_key_that_nobody_used_yet_is_missed_as_well(tmp_path: Path) -> None:
    load_key(tmp_path)
    (tmp_path / ".key").unlink()

    with pytest.raises(LostKeyError, match=r"journal\.csv was written with it"):
        load_key(tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="Windows has other rights")
def test_nobody_else_may_read_the_key(tmp_path: Path) -> None:
    load_key(tmp_path)

    assert stat.S_IMODE((tmp_path / ".key").stat().st_mode) == 0o600


@pytest.mark.parametrize("witness", ["suppressed.csv", "journal.csv"])
def test_a_lost_key_is_an_error_and_never_a_new_one(witness: str, tmp_path: Path) -> None:
    suppress(tmp_path, ["ann@example.org"], reason="unsubscribed", on=DAY)
    for name in (".key", *({"suppressed.csv", "journal.csv"} - {witness})):
        (tmp_path / name).unlink()

    with pytest.raises(LostKeyError, match=rf"recipients|{tmp_path.name}/\.key is missing"):
        load_key(tmp_path)
    assert not (tmp_path / ".key").exists()


def test_another_key_is_refused_before_somebody_is_written_to_by_mistake(tmp_path: Path) -> None:
    suppress(tmp_path, ["ann@example.org"], reason="unsubscribed", on=DAY)
    (tmp_path / ".key").write_text("ab" * 32)

    with pytest.raises(WrongKeyError, match="nobody would be found on the suppression list"):
        load_suppressions(tmp_path)


@pytest.mark.parametrize("written", ["", "not a key", "ab" * 31, "AB" * 32 + "x"])
def test_a_damaged_key_is_told_and_not_replaced(written: str, tmp_path: Path) -> None:
    (tmp_path / ".key").write_text(written)

    with pytest.raises(DamagedKeyError, match="from a backup"):
        load_key(tmp_path)
    assert (tmp_path / ".key").read_text() == written


def test_a_key_that_is_put_back_finds_everybody_again(tmp_path: Path) -> None:
    suppress(tmp_path, ["ann@example.org"], reason="unsubscribed", on=DAY)
    kept = (tmp_path / ".key").read_bytes()
    (tmp_path / ".key").unlink()
    with pytest.raises(LostKeyError):
        load_key(tmp_path)

    (tmp_path / ".key").write_bytes(kept)

    assert load_suppressions(tmp_path).reason_for("ann@example.org") is not None


@pytest.mark.parametrize(
    "spelling",
    [
        "ann@bücher.example.org",
        " Ann@Bücher.Example.ORG ",
        "ann@xn--bcher-kva.example.org",
        "ann@XN--BCHER-KVA.example.org.",
        "a\u200bnn@b\u00fccher.example.org",
        "ann@bu\u0308cher.example.org",
        "ａｎｎ＠bücher.example.org",
    ],
)
def test_every_spelling_of_an_address_has_one_hash(spelling: str) -> None:
    key = b"k" * 32

    assert canonical(spelling) == "ann@xn--bcher-kva.example.org"
    assert keyed_hash(key, spelling) == keyed_hash(key, "ann@bücher.example.org")


def test_other_people_and_other_keys_have_other_hashes() -> None:
    hashes = {
        keyed_hash(b"k" * 32, "ann@example.org"),
        keyed_hash(b"k" * 32, "ann+news@example.org"),
        keyed_hash(b"k" * 32, "a.nn@example.org"),
        keyed_hash(b"j" * 32, "ann@example.org"),
    }

    assert len(hashes) == 4


def test_a_domain_that_cannot_be_is_compared_as_it_stands() -> None:
    assert canonical("Ann@ex ample\u2603.org") == "ann@example\u2603.org"


def test_hashes_never_change_from_one_version_to_the_next() -> None:
    # HMAC-SHA256 of "ann@example.org" under 32 bytes of "k", worked out with openssl.
    assert keyed_hash(b"k" * 32, "Ann@example.org") == (
        "c48c044f1ee71ac099dd6dbcfd7e7e00deed52c3a5daf36abdd60e785f2ede08"
    )
