"""A workspace that is ready to send, the real command as a process, and what to hold it to."""

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ebulletin.press.approving import approve
from ebulletin.press.campaigns import opened_ledger
from ebulletin.press.contents import contents
from ebulletin.press.send_plan import plan_send
from ebulletin.workspace import open_workspace
from sink import Sink

ROOT = Path(__file__).resolve().parent.parent.parent
PLUG = Path(__file__).with_name("plug.py")
BULLETIN = "2026-11-network"
VARIANT = "network"
APPROVER = "Owen Tansley"
_COLUMNS = "email,first_name,segments,variant,address_type,basis,added,confirmed,source\n"
_PATIENCE_SECONDS = 90


def reader(number: int) -> str:
    """The address of an invented reader."""
    return f"reader{number}@schools.example.org"


def write_list(workspace: Path, count: int, name: str = "network") -> None:
    """A list of so many readers, all of whom get the one variant."""
    rows = (
        f"{reader(number)},Ann,dsl,professional,named work,public task,2026-01-12,2026-09-02,form\n"
        for number in range(1, count + 1)
    )
    (workspace / f"recipients/{name}.csv").write_text(
        _COLUMNS + "".join(rows), encoding="utf-8", newline="\n"
    )


def ready_to_send(folder: Path, count: int) -> str:
    """Make a copy of the demonstration with an approved and tested bulletin; gives its hash."""
    folder.mkdir()
    for name in ("items", "bulletins", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    # Neither a key nor a journal: only what everybody's checkout holds.
    (folder / "recipients").mkdir()
    for name in ("partnership.yaml", "glossary.yaml"):
        shutil.copy2(ROOT / name, folder / name)
    for other in (folder / "bulletins").glob("*.yaml"):
        if other.stem != BULLETIN:
            other.unlink()
    write_list(folder, count)
    use_relay(folder, 1)
    approve(open_workspace(folder), BULLETIN, APPROVER)
    workspace = open_workspace(folder)
    with opened_ledger(folder, is_new=True) as ledger:
        assert ledger is not None
        digests = [each.digest for each in contents(workspace, BULLETIN)]
        ledger.note_test(BULLETIN, digests, time.time())
        plan = plan_send(workspace, BULLETIN, ["network"], ledger)
        assert plan.gate.is_open, plan.gate.steps
        return plan.digest


def use_relay(workspace: Path, port: int, *, connections: int = 4, more: str = "") -> None:
    """Let the workspace send through a relay on this computer."""
    file = workspace / "partnership.yaml"
    text = file.read_text(encoding="utf-8")
    before = re.sub(r"(?ms)^delivery:.*\Z", "", text)
    file.write_text(
        f"{before}delivery:\n  host: 127.0.0.1\n  port: {port}\n  security: none\n"
        f"  connections: {connections}\n  approvers: [owen-tansley]\n"
        f"  test_domains: [esscp.example.org]\n{more}",
        encoding="utf-8",
    )


def environment() -> dict[str, str]:
    """Of a command in a test."""
    return {**os.environ, "NO_COLOR": "1", "PYTHONUTF8": "1"}


def started(workspace: Path, *words: str, plug: str = "", **more: object) -> subprocess.Popen[str]:
    """The real command, running; with a plug it ends itself at a step of the ledger."""
    line = [sys.executable, "-m", "ebulletin", *words]
    if plug:
        line = [sys.executable, str(PLUG), plug, *words]
    return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
        line, cwd=workspace, env=environment(), text=True, encoding="utf-8",
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more,
    )  # fmt: skip


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a command, once it has ended."""
    out, err = process.communicate(timeout=_PATIENCE_SECONDS)
    return process.returncode, out, err


def killed(process: subprocess.Popen[str]) -> None:
    """Pull the plug."""
    process.send_signal(signal.SIGKILL)
    ended(process)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the ledger, as it stands in its file."""

    number: int
    address: str
    state: str


def lines(workspace: Path) -> list[Line]:
    """The ledger, read by the file itself and not by the product."""
    with closing(sqlite3.connect(workspace / ".ebulletin/ledger.db")) as ledger:
        rows = ledger.execute("SELECT id, address, state FROM delivery ORDER BY id").fetchall()
    return [Line(*row) for row in rows]


def counts(workspace: Path) -> Mapping[str, int]:
    """How many lines are in which state."""
    return Counter(line.state for line in lines(workspace))


def hold_to_the_promise(workspace: Path, sink: Sink, most_in_doubt: int) -> None:
    """Nobody twice, nobody lost, and whoever is in doubt is listed: by the sink's own log."""
    taken = sink.accepted()
    ledger = lines(workspace)
    twice = {address for address, count in taken.items() if count > 1}
    assert not twice, f"accepted twice: {sorted(twice)[:5]}"
    by_state: dict[str, set[str]] = {}
    for line in ledger:
        by_state.setdefault(line.state, set()).add(line.address)
    lost = by_state.get("accepted", set()) - set(taken)
    assert not lost, f"accepted by the ledger and not by the relay: {sorted(lost)[:5]}"
    unknown = set(taken) - by_state.get("accepted", set()) - by_state.get("in_doubt", set())
    assert not unknown, f"taken by the relay and not known to the ledger: {sorted(unknown)[:5]}"
    assert set(by_state) <= {"accepted", "in_doubt"}, {key: len(by_state[key]) for key in by_state}
    assert len(by_state.get("in_doubt", ())) <= most_in_doubt


def write_postfix_log(sink: Sink, log: Path) -> None:
    """What Postfix would have logged of the messages that the sink took."""
    written = []
    for number, event in enumerate(sink.events("accepted")):
        queue = f"4F{number:08X}"
        taken = f"{queue}: from=<b@x.example>, size=9, nrcpt=1 (queue active)"
        written += [
            f"Nov 24 09:00:00 relay postfix/cleanup[7]: {queue}: message-id={event['id']}",
            f"Nov 24 09:00:00 relay postfix/qmgr[8]: {taken}",
        ]
    log.write_text("\n".join(written) + "\n", encoding="utf-8")


def printed(text: str) -> object:
    """One JSON object, as `--json` prints it."""
    return json.loads(text)
