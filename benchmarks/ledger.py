"""Measures what the ledger costs: sending with it beside C's smtp-source, and a million lines."""

import hashlib
import itertools
import resource
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from delivery import has_postfix, sink, source, speed
from ebulletin.delivery.addressing import Stationery
from ebulletin.delivery.campaign import Running, run
from ebulletin.delivery.ledger import KeptContent
from ebulletin.delivery.messages import Letterhead, compile_message
from ebulletin.delivery.model import PlannedRecipient, State
from ebulletin.delivery.pace import Pace
from ebulletin.delivery.smtp import Relay, SmtpTransport
from ebulletin.delivery.sqlite_ledger import FILE_NAME, SqliteLedger, open_ledger
from ebulletin.templates.content import UNSUBSCRIBE, Content
from measuring import PAIRS, Ratio, in_turn, ratio_of

KILL_SAFE_LEAST = 0.8
POWER_SAFE_LEAST = 0.5
GROWTH_MOST = 12.0
PEOPLE = 2_000
SESSIONS = 4
MANY = 1_000_000
SIZES = (10_000, 100_000)
MEMORY_MOST = 1.5
AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
BULLETIN = "2026-11-speed"


def sending_with_ledger(folder: Path) -> Iterator[Ratio]:
    """Messages of 80 KB, each with intent and outcome written down, against smtp-source."""
    if not has_postfix():
        print("Debian's smtp-source and smtp-sink (package postfix) are not there: left out.")
        return
    stationery = _stationery()
    for name, is_power_safe, least in (
        ("a crash of the program", False, KILL_SAFE_LEAST),
        ("a power cut", True, POWER_SAFE_LEAST),
    ):
        ledgers = iter([
            _frozen(folder / f"ledger-{least}-{number}", PEOPLE, is_power_safe=is_power_safe)
            for number in range(PAIRS)
        ])  # fmt: skip
        with sink(folder) as port:
            yield speed(
                f"send {PEOPLE} with the ledger, safe in {name} / smtp-source",
                lambda ledgers=ledgers, port=port: _send(next(ledgers), port, stationery),  # type: ignore[misc]
                partial(source, port, PEOPLE, SESSIONS),
                least,
            )


def million(folder: Path) -> Iterator[Ratio]:
    """Planning and status of a large audience: linear, and in memory that stays flat."""
    numbers = itertools.count()
    small, large = SIZES

    def planned(size: int) -> tuple[float, float]:
        return _in_own_process(folder / f"many-{next(numbers)}", size)

    pairs = in_turn(partial(planned, large), partial(planned, small))
    seconds = [(one[0], other[0]) for one, other in pairs]
    yield ratio_of(f"plan {large:,} people / {small:,}", seconds, GROWTH_MOST)
    plan, megabytes = _in_own_process(folder / "million", MANY)
    _in_own_process(folder / "large", large)
    asked = in_turn(
        lambda: _timed(partial(_status, folder / "million")),
        lambda: _timed(partial(_status, folder / "large")),
    )
    yield ratio_of(f"status of {MANY:,} people / {large:,}", asked, GROWTH_MOST)
    print(f"{MANY:,} people were planned in {plan:.1f} s.")
    yield ratio_of(
        f"memory in MB while planning {MANY:,} people / {small:,}",
        [(megabytes, pairs[0][1][1])],
        MEMORY_MOST,
    )


def _in_own_process(folder: Path, size: int) -> tuple[float, float]:
    """Seconds to plan so many people, and the most memory that it took, in MB."""
    words = [sys.executable, __file__, str(folder), str(size)]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    plan, megabytes = map(float, done.stdout.split())
    return plan, megabytes


def _status(folder: Path) -> None:
    """How far a campaign is, as a command finds it that has read nothing yet."""
    path = folder / FILE_NAME
    with closing(SqliteLedger(sqlite3.connect(path, isolation_level=None), path)) as ledger:
        ledger.counts(1)
        if list(ledger.deliveries(1, State.IN_DOUBT)):
            raise SystemExit("Nothing can be in doubt yet.")


def _frozen(folder: Path, count: int, *, is_power_safe: bool = True) -> SqliteLedger:
    ledger = open_ledger(folder, is_power_safe=is_power_safe)
    contents = [KeptContent("professional", "c" * 64, b"")]
    ledger.freeze(BULLETIN, contents, _people(count), AT)
    return ledger


def _people(count: int) -> Iterator[PlannedRecipient]:
    for number in range(count):
        yield PlannedRecipient(
            f"person{number}@school.example.org",
            hashlib.sha256(str(number).encode()).hexdigest(), "professional",
            {"first_name": f"Zoë {number}", "organisation": "Fenwold School"},
        )  # fmt: skip


def _send(ledger: SqliteLedger, port: int, stationery: Stationery) -> None:
    campaign = ledger.campaign(BULLETIN)
    assert campaign is not None
    transport = SmtpTransport(Relay("127.0.0.1", port, "none", most_connections=SESSIONS))
    write = partial(stationery.parcel, campaign)
    running = Running(connections=SESSIONS, stopping=threading.Event())
    with closing(ledger), ledger.sending(campaign.id):
        report = run(ledger, campaign, transport, write, Pace(), running)
    if report.ended != {State.ACCEPTED: PEOPLE}:
        raise SystemExit(f"Not everything was sent: {report}")


def _stationery() -> Stationery:
    line = "Referrals to the front door – day or night – go to one number; café mornings go on."
    lines = f"{line}\n" * 120
    row = f'<tr><td style="padding:10px 25px;font-size:16px;color:#12343B;">{line}</td></tr>\n'
    content = Content(
        slug=BULLETIN, series="newsletter", edition="November 2026", date=date(2026, 11, 24),
        variant="professional", level="professional", segments=frozenset(),
        subject="News of November", preheader="",
        html="<!doctype html><html><head><title>News</title></head><body><table><tr><td>Dear "
        f"{{{{ first_name | colleague }}}}</td></tr>{row * 360}"
        f'<tr><td><a href="{UNSUBSCRIBE}">Leave</a></td></tr></table></body></html>\n',
        text=f"Dear {{{{ first_name | colleague }}}},\n\n{lines}\nLeave: {UNSUBSCRIBE}\n",
    )  # fmt: skip
    head = Letterhead(
        "ESSCP team", "bulletin@esscp.example.org", AT, "newsletter.esscp.example.org",
        "ESSCP Newsletter", leave_email="leave@esscp.example.org",
    )  # fmt: skip
    return Stationery(head, {"professional": compile_message(content, head)}, "newsletter")


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Plan so many people in a new ledger; print seconds and megabytes."""
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    plan = _timed(lambda: _frozen(folder, count).close())
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(plan, kilobytes / 1024)


if __name__ == "__main__":
    main()
