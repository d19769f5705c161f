"""Measures how fast messages are filled and carried, beside C programs and beside the naive way."""

import contextlib
import shutil
import smtplib
import socket
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email import policy
from email.message import EmailMessage
from functools import partial
from pathlib import Path

from ebulletin.delivery.dkim import Signer
from ebulletin.delivery.messages import Addressed, CompiledMessage, Letterhead, compile_message
from ebulletin.delivery.pace import Pace, PacedSource
from ebulletin.delivery.smtp import Relay, SmtpTransport
from ebulletin.delivery.transport import Envelope, Parcel
from ebulletin.templates.content import UNSUBSCRIBE, Content
from measuring import Ratio, in_turn, seconds_of

WIRE_BYTES = 80_000
FILLED = 400
FILL_LEAST = 40.0
PLAIN_LEAST = 0.9
SIGNED_LEAST = 0.6
DELAYED_LEAST = 3.0
DELAY_SECONDS = 0.0125  # each way: 25 ms for an answer
SENDER = "bulletin@esscp.example.org"
_HOST = "127.0.0.1"
_READY_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Speed(Ratio):
    """How many times as fast the first is as the second.

    Attributes:
        least: What it should reach, or None where nothing is promised.
    """

    least: float | None = None

    def __str__(self) -> str:
        promise = ""
        if self.least is not None:
            verdict = "ok" if self.median >= self.least else "LESS THAN PROMISED"
            promise = f"at least {self.least:5.2f}  {verdict}"
        sizes = f"({self.first_seconds:.3f} s against {self.second_seconds:.3f} s)"
        return f"{self.name:<66} {self.median:6.2f}  {promise}  {sizes}".rstrip()


def speed(
    name: str, first: Callable[[], object], second: Callable[[], object], least: float | None = None
) -> Speed:
    """Time both in turn; how many times as fast the first is."""
    pairs = in_turn(lambda: seconds_of(first), lambda: seconds_of(second))
    return Speed(
        name,
        statistics.median(other / one for one, other in pairs),
        None,
        statistics.median(one for one, _ in pairs),
        statistics.median(other for _, other in pairs),
        least,
    )


def filling(_: Path) -> Iterator[Ratio]:
    """Messages of 80 KB, each for another reader, against the standard library's own."""
    compiled = _compiled()
    yield speed(
        f"fill {FILLED} messages of 80 KB / EmailMessage, policy.SMTP, QP",
        lambda: [compiled.fill(_addressed(number)) for number in range(FILLED)],
        lambda: [_naive(number) for number in range(FILLED)],
        FILL_LEAST,
    )


def sending(folder: Path) -> Iterator[Ratio]:
    """The same messages to Debian's smtp-sink, against its smtp-source."""
    if not has_postfix():
        print("Debian's smtp-source and smtp-sink (package postfix) are not there: left out.")
        return
    compiled, signed = _compiled(), _compiled(_signer())
    with sink(folder) as port:
        for sessions, count in ((1, 1000), (4, 2000), (16, 2000)):
            yield speed(
                f"send {count} messages, {sessions} sessions / smtp-source",
                partial(send, port, compiled, count, sessions),
                partial(source, port, count, sessions),
                PLAIN_LEAST,
            )
        yield speed(
            "the same signed (RSA-2048), 4 sessions / smtp-source",
            partial(send, port, signed, 1000, 4),
            partial(source, port, 1000, 4),
            SIGNED_LEAST,
        )
        yield speed(
            "EmailMessage and smtplib per recipient, 4 sessions / smtp-source",
            partial(_send_naively, port, 200, 4),
            partial(source, port, 200, 4),
        )


def delayed(folder: Path) -> Iterator[Ratio]:
    """Behind a line on which each answer takes 25 ms more, against smtplib's `sendmail`."""
    if not has_postfix():
        print("Debian's smtp-sink (package postfix) is not there: left out.")
        return
    compiled = _compiled()
    with sink(folder) as port, delay(port) as slow_port:
        yield speed(
            "send 60 messages over 25 ms, 2 sessions / smtplib.sendmail",
            partial(send, slow_port, compiled, 60, 2),
            partial(_sendmail, slow_port, compiled, 60, 2),
            DELAYED_LEAST,
        )


def has_postfix() -> bool:
    """Whether Debian's smtp-source and smtp-sink are there."""
    return all(
        shutil.which(name, path="/usr/sbin:/usr/bin") for name in ("smtp-source", "smtp-sink")
    )


@contextlib.contextmanager
def sink(folder: Path) -> Iterator[int]:
    """Debian's smtp-sink on a free port, ended afterwards."""
    port = _free_port()
    words = ["/usr/sbin/smtp-sink", "-u", "root", f"{_HOST}:{port}", "512"]
    running = subprocess.Popen(words, cwd=folder, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield port
    finally:
        running.terminate()
        running.wait()


def source(port: int, count: int, sessions: int) -> None:
    """Debian's smtp-source: the same number of messages of the same size."""
    words = [
        "/usr/sbin/smtp-source", "-d", "-s", str(sessions), "-m", str(count), "-l", str(WIRE_BYTES),
        "-f", SENDER, "-t", "person@school.example.org", f"{_HOST}:{port}",
    ]  # fmt: skip
    subprocess.run(words, check=True)


class _Silent:
    """A ledger that writes nothing down."""

    def handing_over(self, parcel: Parcel) -> None:
        """Nothing."""

    def settled(self, parcel: Parcel, outcome: object) -> None:
        """Stop where something was not taken: a figure of that would be no figure."""
        if getattr(outcome, "code", None) != 250:
            raise SystemExit(f"{parcel.envelope.recipient}: {outcome}")


def send(port: int, compiled: CompiledMessage, count: int, sessions: int) -> None:
    """Carry messages over some connections at once."""
    transport = SmtpTransport(Relay(_HOST, port, "none"))

    def carry(numbers: range) -> None:
        parcels = (_parcel(compiled, number) for number in numbers)
        with transport.open() as connection:
            connection.carry(PacedSource(parcels, Pace()), _Silent())

    _at_once([partial(carry, range(start, count, sessions)) for start in range(sessions)])


def _parcel(compiled: CompiledMessage, number: int) -> Parcel:
    to = _addressed(number)
    return Parcel(number, Envelope(SENDER, to.recipient), partial(compiled.fill, to))


def _sendmail(port: int, compiled: CompiledMessage, count: int, sessions: int) -> None:
    def carry(numbers: range) -> None:
        with smtplib.SMTP(_HOST, port) as session:
            for number in numbers:
                to = _addressed(number)
                session.sendmail(SENDER, [to.recipient], compiled.fill(to))

    _at_once([partial(carry, range(start, count, sessions)) for start in range(sessions)])


def _send_naively(port: int, count: int, sessions: int) -> None:
    def carry(numbers: range) -> None:
        with smtplib.SMTP(_HOST, port) as session:
            for number in numbers:
                recipient = f"person{number}@school.example.org"
                session.sendmail(SENDER, [recipient], _naive(number))

    _at_once([partial(carry, range(start, count, sessions)) for start in range(sessions)])


def _at_once(works: Sequence[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


# --- The messages ---------------------------------------------------------------------------

_PARAGRAPH = (
    '<tr><td style="padding:10px 25px;font-size:16px;line-height:24px;color:#12343B;">'
    "Referrals to the front door – day or night – now go to one number; café mornings go on.</td>"
    "</tr>\n"
)
_LINE = "Referrals to the front door – day or night – now go to one number.\n"


def _html() -> str:
    rows = _PARAGRAPH * 165
    return (
        "<!doctype html><html><head><title>News</title></head><body><table>"
        f"<tr><td>Dear {{{{ first_name | colleague }}}},</td></tr>\n{rows}"
        f"<tr><td>{{{{ organisation | you }}}}</td></tr>{rows}"
        f'<tr><td><a href="{UNSUBSCRIBE}">Leave</a></td></tr></table></body></html>\n'
    )


def _text() -> str:
    return f"Dear {{{{ first_name | colleague }}}},\n\n{_LINE * 120}\nLeave: {UNSUBSCRIBE}\n"


def _compiled(signer: Signer | None = None) -> CompiledMessage:
    content = Content(
        slug="2026-11-speed", series="newsletter", edition="November 2026",
        date=date(2026, 11, 24), variant="professional", level="professional",
        segments=frozenset(), subject="News of November", preheader="", html=_html(), text=_text(),
    )  # fmt: skip
    letterhead = Letterhead(
        "ESSCP team", SENDER, datetime(2026, 11, 24, tzinfo=UTC),
        "newsletter.esscp.example.org", "ESSCP Newsletter",
    )  # fmt: skip
    return compile_message(content, letterhead, signer)


def _addressed(number: int) -> Addressed:
    token = f"{number:032d}" * 2
    return Addressed(
        recipient=f"person{number}@school.example.org",
        message_id=f"<2026-11-speed.abcd1234.{number}@esscp.example.org>",
        fields={"first_name": f"Zoë {number}", "organisation": "Fenwold School"},
        leave_url=f"https://lists.esscp.example.org/leave/{token}",
        leave_mailto=f"mailto:leave@esscp.example.org?subject=unsubscribe%20{token}",
    )


def _naive(number: int) -> bytes:
    """The same message, built as one builds it without a thought."""
    to = _addressed(number)
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = f"ESSCP team <{SENDER}>"
    message["To"] = to.recipient
    message["Subject"] = "News of November"
    message["Message-ID"] = to.message_id
    message["List-Unsubscribe"] = f"<{to.leave_url}>, <{to.leave_mailto}>"
    texts = []
    for text in (_TEXT, _HTML):
        first = text.replace("{{ first_name | colleague }}", to.fields["first_name"])
        own = first.replace("{{ organisation | you }}", to.fields["organisation"])
        texts.append(own.replace(UNSUBSCRIBE, to.leave_url))
    message.set_content(texts[0], cte="quoted-printable")
    message.add_alternative(texts[1], subtype="html", cte="quoted-printable")
    return message.as_bytes()


_HTML, _TEXT = _html(), _text()


def _signer() -> Signer:
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return Signer("esscp.example.org", "bulletin", key)


# --- The line -------------------------------------------------------------------------------


@contextlib.contextmanager
def delay(port: int) -> Iterator[int]:
    """A proxy in a process of its own, behind which every byte arrives later."""
    import sys

    words = [sys.executable, str(Path(__file__).with_name("slow_line.py")), str(port)]
    running = subprocess.Popen([*words, str(DELAY_SECONDS)], stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    try:
        yield int(running.stdout.readline())
    finally:
        running.terminate()
        running.wait()
        running.stdout.close()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind((_HOST, 0))
        return int(free.getsockname()[1])


def _wait_for(port: int) -> None:
    end = time.monotonic() + _READY_SECONDS
    while time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection((_HOST, port), 1):
            return
        time.sleep(0.02)
    raise SystemExit(f"Nothing listens on port {port}.")
