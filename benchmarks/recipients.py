"""Measures the reading and importing of lists, against a bare reader of CSV and email-validator."""

import csv
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path

from measuring import Ratio, in_turn, ratio, ratio_of

ROOT = Path(__file__).resolve().parent.parent
SIZES = (1_000, 10_000, 100_000)
# Ten times the rows may take twelve times as long: linear, with room for what memory costs.
GROWTH_MOST = 12.0
BARE_MOST = 3.0
_NAMES = (
    "email", "first_name", "last_name", "role", "organisation", "segments", "variant",
    "address_type", "basis", "basis_date", "added", "confirmed", "source", "opted_out", "bounced",
    "district",
)  # fmt: skip
_KIND_OF_ROWS = 100


def lists(folder: Path) -> Iterator[Ratio]:
    """Checking and importing 1,000, 10,000 and 100,000 rows, as CSV and as XLSX."""
    for size in SIZES:
        _write_csv(folder / f"list-{size}.csv", size)
        _write_xlsx(folder / f"list-{size}.xlsx", size)
    largest = SIZES[-1]
    for ending in ("csv", "xlsx"):
        yield ratio(
            f"check {largest:,} rows, {ending.upper()} / csv.reader and email-validator",
            partial(_check, folder / f"list-{largest}.{ending}"),
            partial(_bare, folder / f"list-{largest}.csv"),
            BARE_MOST,
        )
        yield ratio(
            f"import {largest:,} rows, {ending.upper()} / csv.reader and email-validator",
            _importing(folder, f"list-{largest}.{ending}"),
            partial(_bare, folder / f"list-{largest}.csv"),
            BARE_MOST,
        )
        for less, more in pairwise(SIZES):
            pairs = in_turn(
                partial(_alone, folder, f"list-{more}.{ending}"),
                partial(_alone, folder, f"list-{less}.{ending}"),
            )
            sizes = f"{ending.upper()}, {more:,} rows / {less:,}"
            times = [(one["seconds"], other["seconds"]) for one, other in pairs]
            yield ratio_of(f"check and import: {sizes}", times, GROWTH_MOST)
        big, small = (_alone(folder, f"list-{size}.{ending}") for size in (largest, SIZES[0]))
        per_row = (big["memory"] - small["memory"]) / (largest - SIZES[0])
        print(f"  {ending.upper()}: {per_row:,.0f} bytes of memory for each row, "
              f"{big['memory'] / 1e6:,.0f} MB at {largest:,} rows")  # fmt: skip


def _rows(size: int) -> Iterator[tuple[str, ...]]:
    """Invented people of many schools; one row in a hundred needs mending, one is doubled."""
    for number in range(size):
        school = number % max(size // 40, 1)
        email = f"p.{number}@school-{school}.example.org"
        if number % _KIND_OF_ROWS == 7:
            email = f" P.{number}@School-{school}.example.org "
        if number % _KIND_OF_ROWS == 8:
            email = f"p.{number - 1}@school-{(number - 1) % max(size // 40, 1)}.example.org"
        yield (
            email, f"First{number % 500}", f"Last{number}", "Head teacher", f"School {school}",
            "dsl;schools", "professional", "named work", "public task", "", "2025-09-04",
            "2026-09-02", "School contact return", "", "", "Fenwold",
        )  # fmt: skip


def _write_csv(path: Path, size: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([_NAMES, *_rows(size)])


def _write_xlsx(path: Path, size: int) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("List")
    for row in (_NAMES, *_rows(size)):
        sheet.append(row)
    book.save(path)


def _bare(path: Path) -> int:
    """What the standard library and email-validator do with the same rows, and nothing more."""
    from email_validator import EmailNotValidError, validate_email

    good = 0
    with path.open(encoding="utf-8", newline="") as opened:
        for row in csv.DictReader(opened):
            try:
                validate_email(row["email"].strip(), check_deliverability=False)
            except EmailNotValidError:
                continue
            good += 1
    return good


def _check(path: Path) -> int:
    from ebulletin.press.importing import load_partnership
    from ebulletin.recipients.load import read_list
    from ebulletin.recipients.rules import rules_of

    reading = read_list(path, rules_of(load_partnership(ROOT)))
    if reading.held:
        raise SystemExit(f"{path.name} should be sound: {reading.findings[:1]}")
    return len(reading.people)


def _importing(folder: Path, name: str) -> Callable[[], None]:
    """An import into an empty list, as often as it is asked for."""
    import shutil

    workspace = folder / "importing"

    def run() -> None:
        shutil.rmtree(workspace, ignore_errors=True)
        workspace.mkdir()
        shutil.copy2(ROOT / "partnership.yaml", workspace)
        _import(workspace, folder / name)

    return run


def _import(workspace: Path, path: Path) -> None:
    from ebulletin.press.importing import import_list, load_partnership
    from ebulletin.recipients.rules import rules_of

    import_list(workspace, path, "measured", rules_of(load_partnership(workspace)))


def _alone(folder: Path, name: str) -> dict[str, float]:
    """Check and import in a process of its own, which tells its seconds and its memory."""
    words = [sys.executable, str(Path(__file__)), str(folder), name]
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _tell(folder: Path, name: str) -> None:
    """Run once; print the processor's seconds, and the memory in bytes beyond what was there."""
    import time

    _check(ROOT / "recipients/sample.csv")
    before = _most_memory()
    start = time.process_time()
    _check(folder / name)
    _importing(folder, name)()
    seconds = time.process_time() - start
    print(json.dumps({"seconds": seconds, "memory": _most_memory() - before}))


def _most_memory() -> int:
    """The most memory that this process has had; 0 where the system does not tell (Windows)."""
    status = Path("/proc/self/status")
    if status.exists():
        # Linux: the figure of getrusage would count what the process was started from.
        line = next(each for each in status.read_text().splitlines() if each.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    _tell(Path(sys.argv[1]), sys.argv[2])
