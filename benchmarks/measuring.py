"""Measures two things in turn, and tells their ratio."""

import gc
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

PAIRS = 5

_Measured = TypeVar("_Measured")


@dataclass(frozen=True, slots=True)
class Ratio:
    """What one thing takes in terms of another.

    Attributes:
        name: What is compared with what.
        median: Of the ratios of the pairs.
        most: What it should not exceed, or None where nothing is promised.
        first_seconds: The median of the first thing alone, to give a feeling for the size.
        second_seconds: The median of what it is measured against.
    """

    name: str
    median: float
    most: float | None
    first_seconds: float
    second_seconds: float

    def __str__(self) -> str:
        promise = ""
        if self.most is not None:
            verdict = "ok" if self.median <= self.most else "MORE THAN PROMISED"
            promise = f"at most {self.most:5.2f}  {verdict}"
        sizes = f"({self.first_seconds:.3f} s against {self.second_seconds:.3f} s)"
        return f"{self.name:<66} {self.median:6.2f}  {promise}  {sizes}".rstrip()


def ratio(
    name: str, first: Callable[[], object], second: Callable[[], object], most: float | None = None
) -> Ratio:
    """Time both in turn; `first` in terms of `second`."""
    pairs = in_turn(lambda: seconds_of(first), lambda: seconds_of(second))
    return ratio_of(name, pairs, most)


def in_turn(
    first: Callable[[], _Measured], second: Callable[[], _Measured]
) -> list[tuple[_Measured, _Measured]]:
    """Measure both, five pairs, each pair in the other order than the one before.

    Whatever slows the machine for a while slows both, so that the ratio stays.
    """
    pairs = []
    for count in range(PAIRS):
        if count % 2:
            later = second()
            pairs.append((first(), later))
        else:
            pairs.append((first(), second()))
    return pairs


def ratio_of(name: str, pairs: Sequence[tuple[float, float]], most: float | None = None) -> Ratio:
    """The median of the ratios of some pairs of seconds."""
    return Ratio(
        name,
        statistics.median(one / other for one, other in pairs),
        most,
        statistics.median(one for one, _ in pairs),
        statistics.median(other for _, other in pairs),
    )


def seconds_of(run: Callable[[], object]) -> float:
    """How long one run takes; what earlier runs left behind is cleared away first.

    The collector of cycles is off meanwhile, as it is in the command itself (`cli.main`).
    """
    gc.enable()
    gc.collect()
    gc.disable()
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def command(words: Sequence[str | Path], folder: Path) -> Callable[[], object]:
    """Something to measure: a command in a new process, whose failure stops the benchmark."""
    line = [str(word) for word in words]

    def run() -> None:
        done = subprocess.run(
            line, cwd=folder, check=False, capture_output=True, stdin=subprocess.DEVNULL
        )
        if done.returncode:
            raise SystemExit(f"{' '.join(line)} ended with {done.returncode}:\n{done.stderr!r}")

    return run
