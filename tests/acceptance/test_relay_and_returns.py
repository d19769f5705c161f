"""The commands around a send: the doctor, the inbox, and the page on which readers leave."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from acceptance_types import Run
from certificates import make_certificate
from ebulletin.delivery.tokens import Leave, TokenKey
from ebulletin.recipients.key import keyed_hash, load_key
from fault_server import Behaviour, FaultServer

ANN = "ann@school.example.org"
PASSWORD = "drama-words-5550"


def use_relay(workspace: Path, more: str) -> None:
    file = workspace / "partnership.yaml"
    before = re.sub(r"(?ms)^delivery:.*\Z", "", file.read_text(encoding="utf-8"))
    file.write_text(f"{before}delivery:\n{more}", encoding="utf-8")


def test_the_demonstration_can_be_looked_at_without_a_relay(
    workspace: Path, ebulletin: Run
) -> None:
    done = ebulletin("doctor", "2026-09-lantern", "--people", "500", cwd=workspace)

    assert done.returncode == 0, done.stderr
    assert "messages are only written to out/mail: nobody gets any" in done.stdout
    assert "500 messages take 5 minutes" in done.stdout


def test_the_doctor_tries_the_relay_and_sends_nothing(
    workspace: Path, tmp_path: Path, ebulletin: Run
) -> None:
    certificate = make_certificate(tmp_path / "certificate", "localhost")
    behaviour = Behaviour(
        starttls=certificate.server_context(), users={"bulletin": PASSWORD}, size=50_000
    )
    with FaultServer(behaviour) as server:
        use_relay(
            workspace,
            f"  host: localhost\n  port: {server.port}\n  user: bulletin\n"
            f"  certificates: {certificate.authority}\n",
        )
        missing = ebulletin("doctor", cwd=workspace, EBULLETIN_RELAY_PASSWORD="")
        wrong = ebulletin("doctor", cwd=workspace, EBULLETIN_RELAY_PASSWORD="n0t-this-one")
        given = {"EBULLETIN_RELAY_PASSWORD": PASSWORD}
        right = ebulletin("doctor", cwd=workspace, **given)
        large = ebulletin("doctor", "2026-09-lantern", "--json", cwd=workspace, **given)
        assert server.taken == []

    assert missing.returncode == 4
    assert "Set EBULLETIN_RELAY_PASSWORD" in missing.stderr
    assert wrong.returncode == 1
    assert "does not accept the sign-in of 'bulletin'" in wrong.stdout
    assert "n0t-this-one" not in wrong.stdout + wrong.stderr
    assert right.returncode == 0, right.stdout + right.stderr
    assert "it lets 'bulletin' sign in" in right.stdout
    assert large.returncode == 1
    verdicts = {each["verdict"]: each["words"] for each in json.loads(large.stdout)["remarks"]}
    assert "it takes messages of at most" in verdicts["wrong"]


def test_the_inbox_tells_what_is_missing(workspace: Path, ebulletin: Run) -> None:
    without = ebulletin("inbox", cwd=workspace, EBULLETIN_INBOX_PASSWORD="")
    use_relay(workspace, "  host: localhost\n")
    unnamed = ebulletin("inbox", cwd=workspace)

    assert without.returncode == 4
    assert "Set EBULLETIN_INBOX_PASSWORD" in without.stderr
    assert unnamed.returncode == 1
    assert "--folder" in unnamed.stderr


def test_the_inbox_takes_a_folder_in_and_shows_no_address(workspace: Path, ebulletin: Run) -> None:
    (workspace / "back").mkdir()
    text = f"From: {ANN}\nMessage-ID: <1@x>\nSubject: %s\n\nHello\n"
    (workspace / "back/1.eml").write_text(text % "unsubscribe", encoding="utf-8")
    (workspace / "back/2.eml").write_text(
        text.replace("<1@x>", "<2@x>") % "When is it?", encoding="utf-8"
    )

    trial = ebulletin("inbox", "--folder", "back", "--dry-run", cwd=workspace)
    real = ebulletin("inbox", "--folder", "back", cwd=workspace)
    again = ebulletin("inbox", "--folder", "back", "--json", cwd=workspace)
    why = ebulletin("recipients", "why", ANN, cwd=workspace)

    assert "1 person would not be written to again: unsubscribed." in trial.stdout
    assert "1 person will not be written to again: unsubscribed." in real.stdout
    assert "When is it?" in real.stdout
    assert "@" not in trial.stdout + real.stdout
    assert json.loads(again.stdout)["suppressed"] == {}
    assert "unsubscribed" in why.stdout


@contextmanager
def page(workspace: Path) -> Iterator[str]:
    """The page, served by the real command; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "ebulletin", "unsubscribe-page", "--port", str(port)],
        cwd=workspace, env={**os.environ, "PYTHONUTF8": "1"}, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        end = time.monotonic() + 30
        while time.monotonic() < end:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


def ask(url: str, body: bytes | None = None) -> str:
    request = urllib.request.Request(url, data=body)
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request) as answer:
        assert answer.status == 200
        return str(answer.read().decode())


@pytest.mark.skipif(sys.platform == "win32", reason="ended by a signal")
def test_only_a_post_takes_a_reader_off_the_list(workspace: Path, ebulletin: Run) -> None:
    key = load_key(workspace / "recipients")
    token = TokenKey(key).leave_token(Leave(keyed_hash(key, ANN), "lantern"))
    with page(workspace) as address:
        shown = ask(f"{address}/leave/{token}")
        before = ebulletin("recipients", "why", ANN, cwd=workspace)
        done = ask(f"{address}/leave/{token}", b"List-Unsubscribe=One-Click")
        after = ebulletin("recipients", "why", ANN, cwd=workspace)

    assert "Stop this bulletin?" in shown
    assert "unsubscribed" not in before.stdout
    assert "You will not get this bulletin again" in done
    assert "unsubscribed" in after.stdout
