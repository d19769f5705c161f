"""The log: lines are only added, and whatever else happens to them shows."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ebulletin.press.audit_log import BrokenLogError, append, read_lines, read_log
from ebulletin.workspace.publications import LOG


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log of four lines."""
    for number in range(1, 5):
        append(tmp_path, "approved", bulletin=f"edition-{number}", note="Größe, 数")
    return tmp_path / LOG


def test_lines_are_numbered_and_sealed_to_the_last(log: Path) -> None:
    reading = read_log(log.parent.parent.parent)

    assert reading.faults == ()
    assert [each.number for each in reading.entries] == [1, 2, 3, 4]
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [line["before"] for line in lines[1:]] == [line["seal"] for line in lines[:-1]]
    assert reading.entries[0].facts == {"bulletin": "edition-1", "note": "Größe, 数"}


def changed(lines: list[bytes]) -> list[bytes]:
    return [lines[0], lines[1].replace(b"edition-2", b"edition-9"), *lines[2:]]


def without(lines: list[bytes]) -> list[bytes]:
    return [lines[0], *lines[2:]]


def swapped(lines: list[bytes]) -> list[bytes]:
    return [lines[0], lines[2], lines[1], lines[3]]


def doubled(lines: list[bytes]) -> list[bytes]:
    return [lines[0], lines[1], *lines[1:]]


def resealed(lines: list[bytes]) -> list[bytes]:
    """A line made anew by somebody who knows how, which the next one still contradicts."""
    from ebulletin.press.audit_log import _seal

    fields = json.loads(lines[1])
    fields.pop("seal")
    fields["note"] = "nothing"
    made = json.dumps(fields | {"seal": _seal(fields)}).encode() + b"\n"
    return [lines[0], made, *lines[2:]]


def cut(lines: list[bytes]) -> list[bytes]:
    return [*lines[:3], lines[3][:40]]


def rubbish(lines: list[bytes]) -> list[bytes]:
    return [*lines[:2], b"<<<<<<< HEAD\n", *lines[2:]]


@pytest.mark.parametrize(
    ("tamper", "words"),
    [
        (changed, "line 2 was changed"),
        (without, "line 2 does not follow"),
        (swapped, "line 2 does not follow"),
        (doubled, "line 3 does not follow"),
        (resealed, "line 3 does not follow"),
        (cut, "line 4 cannot be read"),
        (rubbish, "line 3 cannot be read"),
    ],
)
def test_whatever_was_done_to_a_line_shows_and_nothing_is_added(
    log: Path, tamper: Callable[[list[bytes]], list[bytes]], words: str
) -> None:
    raw = b"".join(tamper(log.read_bytes().splitlines(keepends=True)))
    log.write_bytes(raw)

    assert words in " ".join(read_lines(raw).faults)
    with pytest.raises(BrokenLogError, match=words.split(" ", maxsplit=1)[0]):
        append(log.parent.parent.parent, "approved", bulletin="edition-5")
    assert log.read_bytes() == raw


def test_a_checkout_with_the_line_ends_of_windows_changes_nothing(log: Path) -> None:
    log.write_bytes(log.read_bytes().replace(b"\n", b"\r\n"))

    assert read_lines(log.read_bytes()).faults == ()


def test_addresses_of_recipients_never_stand_in_it(tmp_path: Path) -> None:
    append(
        tmp_path, "sent", note="to ann.other@example.org, and others",
        failed=["<bob@example.org>"], by={"cy@mail.example.org": "x"},
    )  # fmt: skip

    text = (tmp_path / LOG).read_text()

    assert "ann.other" not in text
    assert "bob" not in text
    assert text.count("[address]") == 3


def test_several_processes_add_lines_at_once_and_none_is_lost(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from ebulletin.press.audit_log import append\n"
        "for n in range(10): append(Path(sys.argv[1]), 'approved', bulletin=f'{sys.argv[2]}-{n}')"
    )

    running = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path), str(each)])
        for each in range(3)
    ]
    for each in running:
        assert each.wait(timeout=60) == 0

    reading = read_log(tmp_path)
    assert reading.faults == ()
    assert len({entry.facts["bulletin"] for entry in reading.entries}) == 30
