"""A real SMTP server on this machine that fails as it is told; its journal is the truth.

Faults stand in the local part of an address, before its first dot: `450rcpt.ann@example.org` is
answered with 450 at RCPT, `451dot2.bob@...` with 451 at the final dot, twice, and then taken. For
faults at MAIL they stand in the sender's address. Codes may be joined with the stages mail, rcpt,
data and dot. Beside these:

    drop354      hangs up instead of reading the content
    dropdata     hangs up in the middle of the content
    early552     says 552 in the middle of the content, and hangs up
    hasty552     says 552 together with 354, before any content has come
    354anyway    refuses the recipient with 550, and still says 354 to DATA (RFC 2920, 3.1)
    dropdot      hangs up after the final dot, and has not kept the message
    lostreply    keeps the message, and hangs up without a word
    noreply      keeps the message, and says nothing for ever
    halfreply    keeps the message, says half of 250, and hangs up
    badreply     keeps the message, and says something that is no SMTP
    endless      keeps the message, and answers with lines without end
    longreply    takes it with many lines, one of 900 octets
    slowdot      takes it, after a while

As a script it listens until it is ended, and writes its journal to a file, one line a message.
"""

import argparse
import re
import socket
import socketserver
import ssl
import threading
import time
from base64 import b64decode
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Self

_FAULT = re.compile(r"(\d{3})(mail|rcpt|data|dot)(\d*)")
_MESSAGE_ID = re.compile(rb"^Message-ID:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_FOR_EVER_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Taken:
    """A message that the server keeps; `at` is the monotonic clock."""

    sender: str
    recipient: str
    content: bytes
    at: float
    connection: int

    @property
    def message_id(self) -> str:
        found = _MESSAGE_ID.search(self.content)
        return found[1].decode() if found else ""


@dataclass
class Behaviour:
    """How the whole server behaves; faults of single messages stand in their addresses."""

    greeting: str = "220 fault.example.org ESMTP"
    knows_ehlo: bool = True
    pipelining: bool = True
    size: int | None = None
    tls: ssl.SSLContext | None = None
    starttls: ssl.SSLContext | None = None
    starttls_answer: str = "220 go ahead"
    said_before_tls: bytes = b""
    hangs_up_at_tls: bool = False
    users: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    auth_words: str = "LOGIN PLAIN XOAUTH2"
    auth_refusal: str = "535 5.7.8 Error: authentication failed"
    needs_auth: bool = False
    most_connections: int | None = None
    messages_per_connection: int | None = None
    slow_dot_seconds: float = 0.3
    bytes_per_second: float | None = None
    enhanced: bool = True
    keeps_content: bool = True


class FaultServer:
    """Listens on a free port of 127.0.0.1 while it is entered."""

    def __init__(self, behaviour: Behaviour | None = None, journal: IO[str] | None = None) -> None:
        self.behaviour = behaviour or Behaviour()
        self.taken: list[Taken] = []
        self.commands: list[str] = []
        self.open_now = 0
        self.opened = 0
        self.most_open = 0
        self.seen: Counter[str] = Counter()
        self.lock = threading.Lock()
        self.stopping = threading.Event()
        self._journal = journal
        self._server = _Server(("127.0.0.1", 0), _Conversation)
        self._server.owner = self
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def keep(self, taken: Taken) -> None:
        with self.lock:
            self.taken.append(taken)
            if self._journal is not None:
                self._journal.write(f"{taken.at:.6f}\t{taken.message_id}\t{taken.recipient}\n")
                self._journal.flush()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    owner: FaultServer

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no fault of the server."""


class _HangUpError(Exception):
    pass


class _Conversation(socketserver.BaseRequestHandler):
    server: _Server
    sender: str | None = None
    recipient: str | None = None
    is_354_anyway = False

    def handle(self) -> None:
        self.owner = self.server.owner
        self.behaviour = self.owner.behaviour
        self.line: socket.socket = self.request
        self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with self.owner.lock:
            self.owner.open_now += 1
            self.owner.opened += 1
            self.number = self.owner.opened
            self.owner.most_open = max(self.owner.most_open, self.owner.open_now)
            is_too_many = (
                self.behaviour.most_connections is not None
                and self.owner.open_now > self.behaviour.most_connections
            )
        try:
            self._talk(is_too_many)
        except (_HangUpError, OSError):
            pass
        finally:
            with self.owner.lock:
                self.owner.open_now -= 1
            with suppress(OSError):
                self.line.close()

    def _talk(self, is_too_many: bool) -> None:
        if self.behaviour.tls is not None:
            self.line = self.behaviour.tls.wrap_socket(self.line, server_side=True)
        self.reader = self.line.makefile("rb")
        if is_too_many:
            self.say("421 4.7.0 too many connections")
            raise _HangUpError
        self.say(self.behaviour.greeting)
        if not self.behaviour.greeting.startswith("220"):
            raise _HangUpError
        self.is_signed_in = False
        self.is_encrypted = self.behaviour.tls is not None
        self.messages = 0
        self._forget()
        while True:
            raw = self.reader.readline(4096)
            if not raw:
                return
            self._command(raw.decode("latin-1").rstrip("\r\n"))

    def _command(self, written: str) -> None:
        with self.owner.lock:
            self.owner.commands.append(written)
        verb, _, rest = written.partition(" ")
        act = getattr(self, f"_do_{verb.lower()}", None)
        if act is None:
            self.say("502 5.5.1 what is that?")
        else:
            act(rest)

    def _do_ehlo(self, _: str) -> None:
        if not self.behaviour.knows_ehlo:
            self.say("502 5.5.1 not known")
            return
        words = ["fault.example.org", "8BITMIME", "ENHANCEDSTATUSCODES"]
        if self.behaviour.pipelining:
            words.append("PIPELINING")
        if self.behaviour.size:
            words.append(f"SIZE {self.behaviour.size}")
        if self.behaviour.starttls and not self.is_encrypted:
            words.append("STARTTLS")
        if self.behaviour.users or self.behaviour.tokens or self.behaviour.needs_auth:
            words.append(f"AUTH {self.behaviour.auth_words}")
        for word in words[:-1]:
            self.say(f"250-{word}")
        self.say(f"250 {words[-1]}")

    def _do_helo(self, _: str) -> None:
        self.say("250 fault.example.org")

    def _do_starttls(self, _: str) -> None:
        self.line.sendall(
            self.behaviour.starttls_answer.encode() + b"\r\n" + self.behaviour.said_before_tls
        )
        if not self.behaviour.starttls_answer.startswith("220"):
            return
        if self.behaviour.hangs_up_at_tls:
            self.line.sendall(b"this is no TLS at all\r\n" * 10)
            raise _HangUpError
        assert self.behaviour.starttls is not None
        self.line = self.behaviour.starttls.wrap_socket(self.line, server_side=True)
        self.reader = self.line.makefile("rb")
        self.is_encrypted = True

    def _do_auth(self, rest: str) -> None:
        kind, _, first = rest.partition(" ")
        if kind == "PLAIN":
            _, user, secret = b64decode(first).decode().split("\0")
            is_right = self.behaviour.users.get(user) == secret
        elif kind == "LOGIN":
            user = b64decode(first or self._ask("VXNlcm5hbWU6")).decode()
            is_right = (
                self.behaviour.users.get(user) == b64decode(self._ask("UGFzc3dvcmQ6")).decode()
            )
        else:
            user, _, bearer = b64decode(first).decode().partition("\x01")
            token = bearer.removeprefix("auth=Bearer ").rstrip("\x01")
            is_right = self.behaviour.tokens.get(user.removeprefix("user=")) == token
            if not is_right:
                self._ask("eyJzdGF0dXMiOiI0MDEifQ==")
        self.is_signed_in = is_right
        self.say("235 2.7.0 welcome" if is_right else self.behaviour.auth_refusal)

    def _ask(self, challenge: str) -> bytes:
        self.say(f"334 {challenge}")
        return self.reader.readline(4096).strip()

    def _do_mail(self, rest: str) -> None:
        limit = self.behaviour.messages_per_connection
        if limit is not None and self.messages >= limit:
            self.say("421 4.7.0 enough for one connection")
            raise _HangUpError
        if self.behaviour.needs_auth and not self.is_signed_in:
            self.say("530 5.7.0 sign in first")
            return
        if self.sender is not None:
            self.say("503 5.5.1 nested MAIL command")
            return
        sender = _address(rest)
        if self._fails(sender, "mail"):
            return
        self.sender = sender
        self.say("250 2.1.0 Ok")

    def _do_rcpt(self, rest: str) -> None:
        recipient = _address(rest)
        if self.sender is None:
            self.say("503 5.5.1 need MAIL command")
        elif self._fails(recipient, "rcpt"):
            pass
        elif _word(recipient) == "354anyway":
            self.is_354_anyway = True
            self.say("550 5.1.1 nobody of that name")
        else:
            self.recipient = recipient
            self.say("250 2.1.5 Ok")

    def _do_data(self, _: str) -> None:
        if self.recipient is None:
            if self.is_354_anyway:
                self.say("354 go ahead, although")
                self._content()
                self.say("554 5.5.1 no valid recipients")
                self._forget()
            else:
                self.say("503 5.5.1 need RCPT command")
            return
        if self._fails(self.recipient, "data"):
            return
        word = _word(self.recipient)
        early = "\r\n552 5.3.4 too big, I guess" if word == "hasty552" else ""
        self.say(f"354 end with a dot{early}")
        if word == "hasty552":
            self._content()
            raise _HangUpError
        if word == "drop354":
            raise _HangUpError
        if word in ("dropdata", "early552"):
            self.reader.read(4096)
            if word == "early552":
                self.say("552 5.3.4 too big")
            raise _HangUpError
        content = self._content()
        self._after_dot(word, content)
        self.messages += 1
        self._forget()

    def _after_dot(self, word: str, content: bytes) -> None:
        assert self.sender is not None
        assert self.recipient is not None
        if word == "dropdot":
            raise _HangUpError
        if self._fails(self.recipient, "dot"):
            return
        if word == "slowdot":
            self.owner.stopping.wait(self.behaviour.slow_dot_seconds)
        kept = content if self.behaviour.keeps_content else _head(content)
        self.owner.keep(Taken(self.sender, self.recipient, kept, time.monotonic(), self.number))
        if word == "lostreply":
            raise _HangUpError
        if word == "noreply":
            self.owner.stopping.wait(_FOR_EVER_SECONDS)
            raise _HangUpError
        if word == "halfreply":
            self.line.sendall(b"25")
            raise _HangUpError
        if word == "badreply":
            self.say("hello, thanks for that")
            return
        if word == "endless":
            while not self.owner.stopping.is_set():
                self.line.sendall(b"250-and more\r\n" * 1000)
            raise _HangUpError
        if word == "longreply":
            self.line.sendall(b"250-2.0.0 taken\r\n" * 20)
            self.say("250 2.0.0 " + "x" * 900)
            return
        self.say("250 2.0.0 Ok: queued")

    def _content(self) -> bytes:
        lines: list[bytes] = []
        while True:
            raw = self.reader.readline(1 << 20)
            if not raw:
                raise _HangUpError
            if raw == b".\r\n":
                return b"".join(lines)
            if self.behaviour.bytes_per_second:
                self.owner.stopping.wait(len(raw) / self.behaviour.bytes_per_second)
            lines.append(raw[1:] if raw.startswith(b".") else raw)

    def _fails(self, address: str, stage: str) -> bool:
        """Answer with the fault that an address asks for at this stage, if it does."""
        found = _FAULT.fullmatch(_word(address))
        if not found or found[2] != stage:
            return False
        with self.owner.lock:
            self.owner.seen[address] += 1
            seen = self.owner.seen[address]
        if found[3] and seen > int(found[3]):
            return False
        code = found[1]
        enhanced = f"{code[0]}.7.1 " if code == "554" else f"{code[0]}.1.1 "
        self.say(f"{code} {enhanced if self.behaviour.enhanced else ''}as it was asked for")
        if code == "421":
            raise _HangUpError
        return True

    def _do_rset(self, _: str) -> None:
        self._forget()
        self.say("250 2.0.0 Ok")

    def _do_noop(self, _: str) -> None:
        self.say("250 2.0.0 Ok")

    def _do_quit(self, _: str) -> None:
        self.say("221 2.0.0 Bye")
        raise _HangUpError

    def _forget(self) -> None:
        self.sender = None
        self.recipient = None
        self.is_354_anyway = False

    def say(self, words: str) -> None:
        self.line.sendall(f"{words}\r\n".encode())


def _address(rest: str) -> str:
    found = re.search(r"<([^>]*)>", rest)
    return found[1] if found else ""


def _word(address: str) -> str:
    return address.partition("@")[0].partition(".")[0]


def _head(content: bytes) -> bytes:
    return content.partition(b"\r\n\r\n")[0]


def main() -> None:
    """Listen until ended; the port is the first line that is printed."""
    parser = argparse.ArgumentParser(description="An SMTP server that fails as it is told.")
    parser.add_argument("--journal", type=Path, required=True)
    words = parser.parse_args()
    with (
        words.journal.open("a", encoding="utf-8") as journal,
        FaultServer(Behaviour(keeps_content=False), journal) as server,
    ):
        print(server.port, flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
