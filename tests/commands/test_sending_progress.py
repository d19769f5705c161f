"""A start at a given hour: waited for, called off, and never made up for."""

import time

import pytest

from ebulletin.commands.sending_progress import LATEST_START_SECONDS, wait_until

AT = 1_795_000_000.0


class Clock:
    """A clock that goes on only while somebody waits; it may jump."""

    def __init__(self, now: float, jump: float = 0.0) -> None:
        self.now = now
        self.jump = jump

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> bool:
        self.now += seconds + self.jump
        return False


def test_it_starts_at_the_hour() -> None:
    clock = Clock(AT - 12)

    assert wait_until(AT, clock.wait, clock)
    assert clock.now == AT


def test_a_computer_that_slept_past_the_hour_does_not_start_late(
    capsys: pytest.CaptureFixture[str],
) -> None:
    clock = Clock(AT - 12, jump=LATEST_START_SECONDS + 60)

    assert not wait_until(AT, clock.wait, clock)
    assert "was asleep" in capsys.readouterr().err


def test_a_stop_while_waiting_calls_it_off() -> None:
    started = time.monotonic()

    assert not wait_until(AT, lambda _: True, lambda: AT - 3600)
    assert time.monotonic() - started < 1
