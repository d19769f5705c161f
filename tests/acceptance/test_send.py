"""Sending by command: shown first, confirmed, sent once; what goes wrong is told in plain words."""

import json
import os
import pty
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from acceptance_types import Run
from sending import (
    BULLETIN,
    counts,
    ended,
    environment,
    hold_to_the_promise,
    lines,
    reader,
    ready_to_send,
    started,
    use_relay,
    write_list,
    write_postfix_log,
)
from sink import Sink

PEOPLE = 60
RESUME = ("resume", BULLETIN, "--as-planned")
DRY_RUN = ("send", BULLETIN, "--list", "network")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("prepared") / "workspace"
    return folder, ready_to_send(folder, PEOPLE)


@pytest.fixture
def workspace(prepared: tuple[Path, str], tmp_path: Path) -> Path:
    copy = tmp_path / "workspace"
    shutil.copytree(prepared[0], copy)
    return copy


@pytest.fixture
def confirmed(prepared: tuple[Path, str]) -> list[str]:
    return [*DRY_RUN, "--live", "--confirm-hash", prepared[1]]


@pytest.fixture
def sink(tmp_path: Path, workspace: Path) -> Iterator[Sink]:
    with Sink(tmp_path / "sink.log") as running:
        use_relay(workspace, running.port)
        yield running


@pytest.fixture
def slow_sink(tmp_path: Path, workspace: Path) -> Iterator[Sink]:
    with Sink(tmp_path / "sink.log", delay_seconds=0.1) as running:
        use_relay(workspace, running.port, connections=2)
        yield running


def test_a_send_from_the_dry_run_to_the_last_person(
    workspace: Path, confirmed: list[str], sink: Sink, ebulletin: Run
) -> None:
    shown = ebulletin(*DRY_RUN, cwd=workspace)
    assert shown.returncode == 0, shown.stderr
    assert "60  network" in shown.stdout
    assert "60 messages to the relay 127.0.0.1" in shown.stdout
    assert "Nothing was sent." in shown.stderr
    assert sink.accepted() == {}

    first = ebulletin(*confirmed, "--limit", "20", cwd=workspace)
    assert first.returncode == 0, first.stderr
    assert f"{BULLETIN}: 20 accepted, 40 planned." in first.stdout
    again = ebulletin(*confirmed, cwd=workspace)
    assert again.returncode == 1
    assert "nobody gets it twice" in again.stderr
    paused = ebulletin("pause", BULLETIN, "--because", "a wrong number", cwd=workspace)
    assert "40 messages have not left" in paused.stdout
    status = ebulletin("status", BULLETIN, "--json", cwd=workspace)
    told = json.loads(status.stdout)["campaigns"][0]
    assert told["deliveries"] == {"accepted": 20, "planned": 40}
    assert told["paused_because"] == "a wrong number"
    rest = ebulletin("resume", BULLETIN, cwd=workspace)
    assert rest.returncode == 0, rest.stderr
    write_list(workspace, PEOPLE + 3)
    missing = ebulletin(*confirmed, "--missing", cwd=workspace)

    assert missing.returncode == 0, missing.stderr
    assert sink.accepted() == {reader(number): 1 for number in range(1, PEOPLE + 4)}
    log = ebulletin("audit-log", cwd=workspace)
    assert "@schools.example.org" not in log.stdout
    hold_to_the_promise(workspace, sink, 0)


def test_live_wants_the_name_of_the_bulletin_typed(workspace: Path, sink: Sink) -> None:
    assert type_on_a_terminal(workspace, "yes") == 3
    assert sink.accepted() == {}

    assert type_on_a_terminal(workspace, BULLETIN) == 0
    assert len(sink.accepted()) == PEOPLE


def type_on_a_terminal(workspace: Path, words: str) -> int:
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "ebulletin", *DRY_RUN, "--live"],
        cwd=workspace, env=environment(), stdin=slave, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )  # fmt: skip
    os.close(slave)
    os.write(master, f"{words}\n".encode())
    process.communicate(timeout=60)
    os.close(master)
    return process.returncode


def test_without_a_terminal_the_hash_of_the_dry_run_confirms(
    workspace: Path, sink: Sink, ebulletin: Run
) -> None:
    silent = ebulletin(*DRY_RUN, "--live", cwd=workspace)
    wrong = ebulletin(*DRY_RUN, "--live", "--confirm-hash", "0123456789ab", cwd=workspace)

    assert silent.returncode == 2
    assert "--confirm-hash" in silent.stderr
    assert wrong.returncode == 1
    assert "so nothing was sent" in wrong.stderr
    assert sink.accepted() == {}


def test_one_changed_letter_stops_the_send(
    workspace: Path, confirmed: list[str], sink: Sink, ebulletin: Run
) -> None:
    file = workspace / f"bulletins/{BULLETIN}.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"(?m)^(subject: .*?\w)\b", r"\1s", text), encoding="utf-8")

    done = ebulletin(*confirmed, cwd=workspace)

    assert done.returncode == 1
    assert "BUL113 error" in done.stdout
    assert "No test message of these exact bytes" in done.stdout
    assert sink.accepted() == {}


def test_ctrl_c_pauses_cleanly_and_resume_goes_on(
    workspace: Path, confirmed: list[str], slow_sink: Sink
) -> None:
    process = started(workspace, *confirmed)
    slow_sink.wait_for("accepted", 6)
    process.send_signal(signal.SIGINT)
    code, out, _ = ended(process)

    assert code == 130
    assert "Stopped. Nothing is lost" in out
    assert set(counts(workspace)) == {"accepted", "planned"}
    assert counts(workspace)["accepted"] == len(slow_sink.accepted())
    assert ended(started(workspace, *RESUME))[0] == 0
    hold_to_the_promise(workspace, slow_sink, 0)


def test_the_second_of_two_senders_is_refused(
    workspace: Path, confirmed: list[str], tmp_path: Path
) -> None:
    # So slow that the first is certainly still at work when the second has read everything.
    with Sink(tmp_path / "sink.log", delay_seconds=1.0) as sink:
        use_relay(workspace, sink.port, connections=1)
        first = started(workspace, *confirmed)
        sink.wait_for("accepted", 2)
        code, _, err = ended(started(workspace, *RESUME))
        first.send_signal(signal.SIGINT)

        assert code == 1
        assert "is at work in this workspace" in err
        assert ended(first)[0] == 130
        assert set(sink.accepted().values()) == {1}
        assert len(sink.accepted()) == counts(workspace)["accepted"]


def test_a_full_disk_stops_the_send_and_resume_goes_on(
    workspace: Path, confirmed: list[str], slow_sink: Sink
) -> None:
    ended(started(workspace, *confirmed, "--limit", "1"))
    size = (workspace / ".ebulletin/ledger.db").stat().st_size

    def no_more_room() -> None:
        # Python ignores the signal; what is written past the limit fails as on a full disk.
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 40_000, size + 40_000))

    code, _, err = ended(started(workspace, *RESUME, preexec_fn=no_more_room))

    assert code == 1, err
    assert "cannot be written" in err
    assert "Make room on the disk" in err
    assert ended(started(workspace, *RESUME))[0] in (0, 5)
    hold_to_the_promise(workspace, slow_sink, 2)


def test_a_network_that_is_gone_for_a_while_loses_nobody(
    workspace: Path, confirmed: list[str], slow_sink: Sink
) -> None:
    process = started(workspace, *confirmed)
    slow_sink.wait_for("accepted", 10)
    slow_sink.stop()
    time.sleep(1.5)
    with Sink(slow_sink.log, port=slow_sink.port) as back:
        # What was cut off before its dot waits half a minute; a new run need not.
        until = time.monotonic() + 30
        while len(back.accepted()) < PEOPLE - 8 and time.monotonic() < until:
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        ended(process)
        _let_deferred_be_due(workspace)
        ended(started(workspace, *RESUME))

        hold_to_the_promise(workspace, back, 2)


def _let_deferred_be_due(workspace: Path) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(workspace / ".ebulletin/ledger.db")) as ledger:
        ledger.execute("UPDATE delivery SET next_at=0 WHERE state='deferred'")
        ledger.commit()


def test_a_clock_that_is_set_back_repeats_and_loses_nobody(
    workspace: Path, confirmed: list[str], sink: Sink
) -> None:
    ended(started(workspace, *confirmed, "--limit", "20"))
    code, _, err = ended(started(workspace, *RESUME, plug="clock-86400:1"))

    assert code == 0, err
    hold_to_the_promise(workspace, sink, 0)


def test_a_damaged_ledger_is_refused_and_nothing_is_sent(
    workspace: Path, confirmed: list[str], sink: Sink, ebulletin: Run
) -> None:
    ended(started(workspace, *confirmed, "--limit", "20"))
    file = workspace / ".ebulletin/ledger.db"
    raw = bytearray(file.read_bytes())
    raw[4096:8192] = os.urandom(4096)
    file.write_bytes(raw)

    done = ebulletin(*RESUME, cwd=workspace)

    assert done.returncode == 1
    assert "is damaged" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(sink.accepted()) == 20


def test_a_relay_that_is_not_there_is_told_before_anything_is_planned(
    workspace: Path, confirmed: list[str]
) -> None:
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        use_relay(workspace, reserved.getsockname()[1])

        code, _, err = ended(started(workspace, *confirmed))

    assert code == 1
    assert "cannot be used just now" in err
    assert counts(workspace) == {}


def test_doubt_is_listed_and_settled_by_the_relays_log(
    workspace: Path, confirmed: list[str], tmp_path: Path, ebulletin: Run
) -> None:
    log = tmp_path / "sink.log"
    with Sink(log, stall=("stored", 10)) as sink:
        use_relay(workspace, sink.port, connections=1)
        process = started(workspace, *confirmed)
        sink.wait_for("stalled")
        process.kill()
        ended(process)
    with Sink(log) as sink:
        use_relay(workspace, sink.port, connections=1)
        assert ended(started(workspace, *RESUME))[0] == 5
        (doubtful,) = [line for line in lines(workspace) if line.state == "in_doubt"]
        listed = ebulletin("settle", BULLETIN, cwd=workspace)
        write_postfix_log(sink, tmp_path / "mail.log")
        settled = ebulletin("settle", BULLETIN, "--log", str(tmp_path / "mail.log"), cwd=workspace)

        assert f"number {doubtful.number}" in listed.stdout
        assert doubtful.address not in listed.stdout
        assert "1 accepted, by mail.log." in settled.stdout
        assert "Nothing of" in settled.stdout
        assert sink.accepted() == {reader(number): 1 for number in range(1, PEOPLE + 1)}
        assert counts(workspace) == {"accepted": PEOPLE}


def test_a_start_that_is_past_is_refused(workspace: Path, sink: Sink, ebulletin: Run) -> None:
    done = ebulletin(*DRY_RUN, "--live", "--at", "2026-01-05 09:00", cwd=workspace)

    assert done.returncode == 1
    assert "is past, so nothing was sent" in done.stderr
    assert sink.accepted() == {}
