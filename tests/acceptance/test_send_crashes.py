"""Sending when the plug is pulled: nobody lost, nobody twice, and every doubt is listed.

The truth is the log of the relay, a process of its own. `make soak` runs many more.
"""

import random
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sending import (
    BULLETIN,
    counts,
    ended,
    hold_to_the_promise,
    killed,
    ready_to_send,
    started,
    use_relay,
)
from sink import STEPS, Sink

PEOPLE = 1_000
CONNECTIONS = 4
KILLS = 12
SOAK_KILLS = 220
# Content goes out, the intent is written, the dot leaves, the outcome is written with the next
# intent; and around all of it the audience is frozen, deliveries are claimed and given back.
LEDGER_STEPS = (
    "before-unpause:1", "before-suppress:1", "before-recover:1", "after-recover:1",
    "before-claim:1", "after-claim:1", "before-begin:30", "after-begin:30", "before-record:1",
    "after-record:1", "before-release:1", "after-release:1",
)  # fmt: skip


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A workspace with a thousand readers, and the hash that confirms the send."""
    folder = tmp_path_factory.mktemp("prepared") / "workspace"
    return folder, ready_to_send(folder, PEOPLE)


@pytest.fixture
def workspace(prepared: tuple[Path, str], tmp_path: Path) -> Path:
    copy = tmp_path / "workspace"
    shutil.copytree(prepared[0], copy)
    return copy


@pytest.fixture
def confirmed(prepared: tuple[Path, str]) -> list[str]:
    """The words that start the send."""
    hash_of_it = prepared[1]
    return ["send", BULLETIN, "--list", "network", "--live", "--confirm-hash", hash_of_it]


KILLED = -9
RESUME = ("resume", BULLETIN, "--as-planned")


@pytest.fixture
def sink(tmp_path: Path) -> Iterator[Sink]:
    with Sink(tmp_path / "sink.log", delay_seconds=0.002) as running:
        yield running


def finish(workspace: Path, *first: str) -> None:
    """Go on to the end; with the words of the first start where nothing was planned yet."""
    words = RESUME if counts(workspace) else first
    code, out, err = ended(started(workspace, *words))
    assert code in (0, 5), err + out


@pytest.mark.parametrize(
    "kills", [KILLS, pytest.param(SOAK_KILLS, marks=pytest.mark.soak)], ids=["short", "soak"]
)
def test_kill_9_at_any_moment_loses_nobody_and_repeats_nobody(
    workspace: Path, confirmed: list[str], tmp_path: Path, kills: int
) -> None:
    chance = random.Random(kills)
    done = round_number = 0
    while done < kills:
        round_number += 1
        copy = tmp_path / f"round-{round_number}"
        shutil.copytree(workspace, copy)
        with Sink(tmp_path / f"round-{round_number}.log", delay_seconds=0.02) as sink:
            use_relay(copy, sink.port)
            killed_here = 0
            while done + killed_here < kills and sum(sink.accepted().values()) < PEOPLE * 0.97:
                is_planned = bool(counts(copy))
                process = started(copy, *(RESUME if is_planned else confirmed))
                _wait_a_moment(chance, process, sink)
                if process.poll() is None:
                    killed_here += 1
                killed(process)
            finish(copy, *confirmed)

            hold_to_the_promise(copy, sink, killed_here * CONNECTIONS)
            done += killed_here
            shutil.rmtree(copy)


def _wait_a_moment(chance: random.Random, process: subprocess.Popen[str], sink: Sink) -> None:
    """Any moment: of the start, of the plan, and twice as often of the sending itself."""
    if chance.random() < 1 / 3:
        time.sleep(chance.uniform(0.2, 1.6))
        return
    before = sum(sink.accepted().values())
    while process.poll() is None and sum(sink.accepted().values()) == before:
        time.sleep(0.005)
    time.sleep(chance.uniform(0.0, 0.7))


def test_a_plug_pulled_at_every_step_of_the_conversation(
    workspace: Path, confirmed: list[str], tmp_path: Path
) -> None:
    log = tmp_path / "sink.log"
    with Sink(log) as sink:
        use_relay(workspace, sink.port)
        ended(started(workspace, *confirmed, "--limit", "1"))
    for step in STEPS:
        occurrence = {"greeting": 2, "ehlo": 2, "quit": 1}.get(step, 20)
        with Sink(log, stall=(step, occurrence)) as sink:
            use_relay(workspace, sink.port)
            before = len(sink.events("stalled"))
            process = started(workspace, *RESUME, *(["--limit", "60"] if step == "quit" else []))
            sink.wait_for("stalled", before + 1)
            # The other connections go on meanwhile.
            time.sleep(0.05)
            killed(process)

            assert len(sink.events("stalled")) == before + 1
    with Sink(log) as sink:
        use_relay(workspace, sink.port)
        finish(workspace)

        hold_to_the_promise(workspace, sink, len(STEPS) * CONNECTIONS)


def test_a_plug_pulled_at_every_step_of_the_ledger(
    workspace: Path, confirmed: list[str], sink: Sink
) -> None:
    use_relay(workspace, sink.port)
    assert ended(started(workspace, *confirmed, plug="before-freeze:1"))[0] == KILLED
    assert counts(workspace) == {}
    assert ended(started(workspace, *confirmed, plug="after-freeze:1"))[0] == KILLED
    assert counts(workspace) == {"planned": PEOPLE}

    for step in LEDGER_STEPS:
        code, out, err = ended(started(workspace, *RESUME, "--limit", "60", plug=step))
        assert code == KILLED, (step, out, err)
    finish(workspace)

    hold_to_the_promise(workspace, sink, len(LEDGER_STEPS) * CONNECTIONS)
