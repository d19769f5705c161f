"""A mail relay that takes everything, as a process of its own, with a log of its own.

The log is the truth in crash tests: a line for each message stands there before its sender is
told that it was taken. It can stall at any step, so that the plug may be pulled there.

Run: python sink.py LOG [--delay SECONDS] [--stall STEP:N]
"""

import argparse
import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

STEPS = ("greeting", "ehlo", "mail", "rcpt", "data", "content", "dot", "stored", "reply", "quit")
"""Where it can stall: before the answer to a command; with half of the content read; after the
final dot, before and after the message is stored; after the answer; at the goodbye."""

_STALL_SECONDS = 60.0
_PATIENCE_SECONDS = 30.0
_END = b"\r\n.\r\n"
_MESSAGE_ID = re.compile(rb"^message-id:\s*(<[^>]+>)", re.IGNORECASE | re.MULTILINE)
_ADDRESS = re.compile(rb"<([^>]*)>")


@dataclass(frozen=True, slots=True)
class Options:
    """How the sink behaves.

    Attributes:
        delay_seconds: Between storing a message and saying so.
        stall: A step, and at its how-manieth occurrence; None for never.
    """

    delay_seconds: float = 0.0
    stall: tuple[str, int] | None = None


class _Server:
    def __init__(self, log: Path, options: Options) -> None:
        self._log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self.options = options
        self._seen: Counter[str] = Counter()
        self._lock = threading.Lock()

    def note(self, event: str, **facts: Any) -> None:
        line = json.dumps({"event": event, "at": time.time(), **facts}) + "\n"
        os.write(self._log, line.encode())

    def reach(self, step: str) -> None:
        """Come to a step; stall there if that was asked for."""
        if self.options.stall is None:
            return
        with self._lock:
            self._seen[step] += 1
            is_the_one = (step, self._seen[step]) == self.options.stall
        if is_the_one:
            self.note("stalled", step=step)
            time.sleep(_STALL_SECONDS)

    def serve(self, listener: socket.socket) -> None:
        while True:
            line, _ = listener.accept()
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._talk, args=(line,), daemon=True).start()

    def _talk(self, line: socket.socket) -> None:
        with line, contextlib.suppress(OSError, EOFError):
            _Talk(self, line).go()


class _Talk:
    """One connection."""

    def __init__(self, server: _Server, line: socket.socket) -> None:
        self.server = server
        self.line = line
        self.read = bytearray()
        self.answers = bytearray()
        self.recipient = ""

    def go(self) -> None:
        self.server.reach("greeting")
        self.say(b"220 sink.example.org ESMTP")
        while True:
            command = self.command()
            verb = command[:4].upper()
            if verb in (b"EHLO", b"HELO"):
                self.server.reach("ehlo")
                self.say(b"250-sink.example.org\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SIZE 0")
            elif verb == b"MAIL":
                self.server.reach("mail")
                self.say(b"250 2.1.0 Ok")
            elif verb == b"RCPT":
                self.server.reach("rcpt")
                found = _ADDRESS.search(command)
                self.recipient = found[1].decode() if found else ""
                self.say(b"250 2.1.5 Ok")
            elif verb == b"DATA":
                self.server.reach("data")
                self.say(b"354 Go on")
                self.content()
            elif verb == b"QUIT":
                self.server.reach("quit")
                self.say(b"221 2.0.0 Bye")
                self.flush()
                return
            else:
                self.say(b"250 2.0.0 Ok")

    def say(self, words: bytes) -> None:
        self.answers += words + b"\r\n"

    def flush(self) -> None:
        if self.answers:
            self.line.sendall(self.answers)
            self.answers.clear()

    def more(self) -> None:
        self.flush()
        read = self.line.recv(1 << 18)
        if not read:
            raise EOFError
        self.read += read

    def command(self) -> bytes:
        while (end := self.read.find(b"\r\n")) < 0:
            self.more()
        command = bytes(self.read[:end])
        del self.read[: end + 2]
        return command

    def content(self) -> None:
        looked, is_half_read = 0, False
        while (end := self.read.find(_END, max(0, looked - 4))) < 0:
            looked = len(self.read)
            if not is_half_read and looked > 2000:
                is_half_read = True
                self.server.reach("content")
            self.more()
        found = _MESSAGE_ID.search(self.read, 0, min(end, 20_000))
        # Taken out of the buffer before that is cut.
        named = found[1].decode() if found else ""
        del self.read[: end + len(_END)]
        self.server.reach("dot")
        self.server.note("accepted", id=named, to=self.recipient)
        self.server.reach("stored")
        if self.server.options.delay_seconds:
            time.sleep(self.server.options.delay_seconds)
        self.say(b"250 2.0.0 Ok: queued")
        self.flush()
        self.server.reach("reply")


class Sink:
    """The sink as a process, as tests use it."""

    def __init__(
        self, log: Path, *, delay_seconds: float = 0.0, stall: tuple[str, int] | None = None,
        port: int = 0,
    ) -> None:  # fmt: skip
        self.log = log
        log.touch()
        words = [sys.executable, __file__, str(log), "--delay", str(delay_seconds)]
        words += ["--port", str(port)]
        if stall is not None:
            words += ["--stall", f"{stall[0]}:{stall[1]}"]
        self._process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.port = int(self._process.stdout.readline())

    def events(self, kind: str) -> list[dict[str, Any]]:
        """The lines of the log of one kind."""
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [event for line in lines if (event := json.loads(line))["event"] == kind]

    def accepted(self) -> Counter[str]:
        """How often each address got a message."""
        return Counter(event["to"] for event in self.events("accepted"))

    def message_ids(self) -> Counter[str]:
        """How often each message was taken."""
        return Counter(event["id"] for event in self.events("accepted"))

    def wait_for(self, kind: str, count: int = 1) -> None:
        """Wait until the log has so many lines of one kind."""
        until = time.monotonic() + _PATIENCE_SECONDS
        while len(self.events(kind)) < count:
            if time.monotonic() > until:
                raise TimeoutError(f"no {kind!r} in the sink's log")
            time.sleep(0.01)

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def __enter__(self) -> "Sink":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def main() -> None:
    """Serve until killed; the port is the first line of output."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("log", type=Path)
    parser.add_argument("--delay", type=float, default=0.0)
    parser.add_argument("--stall", default="")
    parser.add_argument("--port", type=int, default=0)
    asked = parser.parse_args()
    step, _, count = asked.stall.partition(":")
    options = Options(asked.delay, (step, int(count)) if step else None)
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if step == "content":
        # So small that a sender cannot write a whole message before it is read.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    listener.bind(("127.0.0.1", asked.port))
    listener.listen(64)
    print(listener.getsockname()[1], flush=True)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _Server(asked.log, options).serve(listener)


if __name__ == "__main__":
    main()
