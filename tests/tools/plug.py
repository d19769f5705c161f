"""Runs the real command, and pulls its own plug at a step of the ledger: kill -9, no clean-up.

Run: python plug.py STEP:N WORDS..., where STEP is before or after a method of the ledger, such as
`before-begin:10`: the tenth time that an intent is to be written. `clock-86400:1` sets the clock of
the process back by so many seconds instead.
"""

import functools
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from typing import Any


def pull_plug_at(step: str, count: int) -> None:
    """Let the ledger end the process there."""
    from ebulletin.delivery.sqlite_ledger import SqliteLedger

    when, _, name = step.partition("-")
    method: Callable[..., Any] = getattr(SqliteLedger, name)
    lock, seen = threading.Lock(), [0]

    @functools.wraps(method)
    def wrapped(*words: Any, **more: Any) -> Any:
        with lock:
            seen[0] += 1
            is_the_one = seen[0] == count
        if is_the_one and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = method(*words, **more)
        if is_the_one:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(SqliteLedger, name, wrapped)


def set_clock_back(seconds: float) -> None:
    """As if somebody had set the computer's clock."""
    real = time.time
    time.time = lambda: real() - seconds


def main() -> None:
    """Prepare the fault, and run the command."""
    step, _, count = sys.argv[1].partition(":")
    if step.startswith("clock-"):
        set_clock_back(float(step.removeprefix("clock-")))
    else:
        pull_plug_at(step, int(count))
    sys.argv[1:] = sys.argv[2:]
    from ebulletin.cli import main as command

    command()


if __name__ == "__main__":
    main()
