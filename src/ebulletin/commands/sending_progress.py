"""What sending commands share: progress, Ctrl-C, and how a run ended in words and as a status."""

import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ebulletin.delivery.campaign import Progress, Running, RunReport
    from ebulletin.delivery.model import State

LATEST_START_SECONDS = 10 * 60.0
"""A start that is later than this is no start at the time that was asked for."""

_LOOK_AT_CLOCK_SECONDS = 5.0
_TELL_EVERY_SECONDS = 10.0
_SOME_FAILED = 5
_STOPPED = 130


@contextmanager
def stopping_on_signals() -> Iterator[threading.Event]:
    """An event that Ctrl-C sets; a second Ctrl-C ends the program at once."""
    stopping = threading.Event()

    def stop(number: int, _frame: object) -> None:
        if stopping.is_set():
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)
        stopping.set()
        click.echo("\nStopping after the messages that are under way...", err=True)

    wanted = [signal.SIGINT, signal.SIGTERM]
    before = {each: signal.signal(each, stop) for each in wanted}
    try:
        yield stopping
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def running_with(
    stopping: threading.Event, total: int, *, limit: int | None, waits: bool, quiet: bool
) -> "Running":
    """How to run a campaign from the command line, progress told on stderr."""
    from ebulletin.delivery.campaign import Running

    tell = (lambda _: None) if quiet else Teller(min(total, limit or total)).tell
    return Running(limit=limit, waits=waits, stopping=stopping, tell=tell)


class Teller:
    """Tells how far a run is: one line that changes on a terminal, elsewhere one now and then."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._is_terminal = sys.stderr.isatty()
        self._told_at = time.monotonic()
        self._told = ""

    def tell(self, progress: "Progress") -> None:
        """Say it, if there is something new to say."""
        words = self._words(progress)
        now = time.monotonic()
        if self._is_terminal:
            if words != self._told:
                click.echo(f"\r{words:<78}", nl=False, err=True)
                self._told = words
        elif now - self._told_at >= _TELL_EVERY_SECONDS:
            self._told_at = now
            if words != self._told:
                click.echo(words, err=True)
                self._told = words

    def _words(self, progress: "Progress") -> str:
        words = f"{counts_in_words(progress.ended) or 'nothing yet'} of {self._total:,}"
        if progress.next_at is not None:
            words += f"; next try at {time.strftime('%H:%M:%S', time.localtime(progress.next_at))}"
        return words


def wait_until(
    at: float, pause: Callable[[float], bool], clock: Callable[[], float] = time.time
) -> bool:
    """Wait; false where somebody said stop, or the computer slept past the time.

    Args:
        at: In seconds of the epoch.
        pause: Waits so many seconds; true where somebody said stop meanwhile.
        clock: Seconds of the epoch.
    """
    words = time.strftime("%H:%M on %d %B", time.localtime(at))
    click.echo(f"Waiting until {words}. Leave this window open; Ctrl-C calls it off.", err=True)
    while (left := at - clock()) > 0:
        if pause(min(left, _LOOK_AT_CLOCK_SECONDS)):
            return False
    if clock() - at > LATEST_START_SECONDS:
        click.echo(
            f"It is more than {LATEST_START_SECONDS / 60:.0f} minutes past {words}: this computer "
            "was asleep. A late start could reach people at night, so nothing was sent.",
            err=True,
        )
        return False
    return True


def counts_in_words(counts: "Mapping[State, int]") -> str:
    """`1,200 accepted, 3 deferred`; nothing where there is nothing."""
    return ", ".join(f"{number:,} {state.in_words}" for state, number in counts.items() if number)


def show_run(report: "RunReport", slug: str, *, counts: "Mapping[State, int]") -> None:
    """Print how a run ended, and what to do next."""
    from ebulletin.delivery.model import State

    click.echo("", err=True)
    click.echo(f"{slug}: {counts_in_words(counts) or 'nothing to send'}.")
    if report.in_doubt_before:
        click.echo(
            f"{report.in_doubt_before:,} {'was' if report.in_doubt_before == 1 else 'were'} under "
            "way when the last run was cut off: perhaps they have the message, perhaps not."
        )
    if counts.get(State.IN_DOUBT):
        click.echo(f"Settle those in doubt:   ebulletin settle {slug}", err=True)
    if report.paused_because:
        click.echo(f"Paused: {report.paused_because}")
        click.echo(f"When it is mended:       ebulletin resume {slug}", err=True)
    elif report.is_stopped:
        click.echo("Stopped. Nothing is lost, and nobody gets it twice.")
    left = sum(counts.get(each, 0) for each in (State.PLANNED, State.DEFERRED))
    if left and not report.paused_because:
        click.echo(f"Send the other {left:,}:   ebulletin resume {slug}", err=True)


def status_of(report: "RunReport", counts: "Mapping[State, int]") -> int:
    """The exit code: 130 stopped, 1 paused by the relay, 5 where somebody has no message yet."""
    from ebulletin.delivery.model import State

    if report.is_stopped:
        return _STOPPED
    if report.paused_because:
        return 1
    failed = (State.REFUSED, State.DEFERRED, State.IN_DOUBT)
    return _SOME_FAILED if any(counts.get(each) for each in failed) else 0


def record_of(report: "RunReport", counts: "Mapping[State, int]") -> dict[str, object]:
    """A run as `--json` prints it."""
    return {
        "deliveries": {state.value: number for state, number in counts.items()},
        "this_run": {state.value: number for state, number in report.ended.items()},
        "found_in_doubt": report.in_doubt_before,
        "paused_because": report.paused_because,
        "stopped": report.is_stopped,
    }
