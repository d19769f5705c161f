"""The journal: who, when and what, and nobody's address."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ebulletin.recipients.journal import (
    Entry,
    entries_about,
    header,
    line,
    read_journal,
    who,
    without_addresses,
)

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def written(folder: Path, *entries: Entry, more: bytes = b"") -> Path:
    raw = header() + b"".join(line(each) for each in entries) + more
    (folder / "journal.csv").write_bytes(raw)
    return folder


def test_lines_are_read_back_as_they_were_written(tmp_path: Path) -> None:
    entries = [
        Entry(AT, "mara", "added", "heads", "ab" * 32, 'from "return", row 4', "1a2b3c4d"),
        Entry(AT, "owen", "suppressed", key="cd" * 32, details="=1+1"),
    ]

    assert list(read_journal(written(tmp_path, *entries))) == entries


def test_lines_about_one_person_are_found_by_the_keyed_hash(tmp_path: Path) -> None:
    entries = [Entry(AT, "mara", "added", key=letter * 64) for letter in "abca"]

    assert len(entries_about(written(tmp_path, *entries), ["a" * 64])) == 2


@pytest.mark.parametrize(
    "words",
    ["asked by ann@fenwold.example.org", "Ann <ann@fenwold.example.org> rang", "ann@intranet"],
)
def test_no_address_gets_in(words: str) -> None:
    assert "@" not in without_addresses(words)
    assert b"@" not in line(Entry(AT, words, "added", details=words))


def test_words_stay_on_one_line_and_end_somewhere() -> None:
    assert without_addresses("two\nlines\t here") == "two lines here"
    assert len(without_addresses("x" * 5_000)) == 300


def test_a_line_that_somebody_spoilt_does_not_hide_the_others(tmp_path: Path) -> None:
    entry = Entry(AT, "mara", "added")
    more = b"24/11/2026,mara\n,,,,,,\nnot a line\n" + line(entry)

    assert list(read_journal(written(tmp_path, entry, more=more))) == [entry, entry]


def test_without_a_journal_there_are_no_lines(tmp_path: Path) -> None:
    assert list(read_journal(tmp_path)) == []


def test_who_is_at_work_has_a_name() -> None:
    assert who()
