"""Measures the archive: a thousand published editions, built whole and after one change."""

import hashlib
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from measuring import Ratio

ROOT = Path(__file__).resolve().parent.parent
EBULLETIN = Path(sys.executable).with_name("ebulletin")
EDITION = "2027-01-cluster"
WHO = "owen-tansley"
EDITIONS = 1_000
FEWER = 250
CHANGES = 5
ONE_CHANGE_MOST = 0.05
# Four times the editions: the facts of each are kept, their data is not.
MEMORY_MOST = 2.0
_FIRST_DAY = date(2006, 1, 4)
_WEEK = timedelta(days=7)


def one_change(folder: Path) -> Iterator[Ratio]:
    """Building the archive after an item was withdrawn, against building all of it."""
    workspace = write_published(folder / "archive", EDITIONS)
    whole = [_seconds(workspace, "--anew")]
    _seconds(workspace)
    changed = []
    for number in range(CHANGES):
        slug = f"edition-{number * 150 + 100:04d}"
        item = f"prevent-basics-{(number * 150 + 100) // 2}"
        _run(workspace, "withdraw", slug, "--item", item, "--as", WHO)
        changed.append(_seconds(workspace))
    whole.append(_seconds(workspace, "--anew"))
    full = statistics.mean(whole)
    yield Ratio(
        f"archive of {EDITIONS:,} editions after one change / built whole",
        statistics.median(each / full for each in changed),
        ONE_CHANGE_MOST,
        statistics.median(changed),
        full,
    )
    files = sum(1 for path in (workspace / "out/archive").rglob("*") if path.is_file())
    print(f"  {files:,} files; search index included.")


def memory(folder: Path) -> Iterator[Ratio]:
    """The most memory that a whole build takes, for a thousand editions against a quarter."""
    peaks = []
    for count in (FEWER, EDITIONS):
        workspace = write_published(folder / f"memory-{count}", count)
        peaks.append(_peak_in_megabytes(workspace))
    few, many = peaks
    print(f"  most memory: {few:.0f} MB for {FEWER} editions, {many:.0f} MB for {EDITIONS:,}.")
    yield Ratio(
        f"memory of the archive, {EDITIONS:,} editions / {FEWER}",
        many / few,
        MEMORY_MOST,
        many,
        few,
    )


def write_published(folder: Path, count: int) -> Path:
    """A workspace with that many published editions; each item stands in two of them."""
    from ebulletin.bulletins.editions import record_to_json
    from ebulletin.bulletins.published import variant_to_json
    from ebulletin.press.approving import approve
    from ebulletin.workspace import open_workspace
    from ebulletin.workspace.publications import FOLDER, read_record, read_variant

    _copy_demonstration(folder)
    approve(open_workspace(folder), EDITION, WHO)
    record, public = read_record(folder, EDITION), read_variant(folder, EDITION, "public")
    assert record is not None
    public = replace(public, email=public.page)
    text = variant_to_json(public)
    published = folder / FOLDER
    shutil.rmtree(published / EDITION)
    (published / "log.jsonl").unlink()
    items = sorted(set(record.items), key=len, reverse=True)
    names = re.compile(rf'(?<=["-])({"|".join(map(re.escape, items))})(?=")')
    for number in range(count):
        slug, day = f"edition-{number:04d}", _FIRST_DAY + number * _WEEK
        half = str(number // 2)
        data = names.sub(rf"\1-{half}", text)
        data = data.replace(EDITION, slug).replace("2027-01-20", day.isoformat())
        raw = data.encode()
        known = replace(record.variants["public"], data=hashlib.sha256(raw).hexdigest())
        (published / slug).mkdir()
        (published / slug / "public.json").write_bytes(raw)
        one = replace(
            record, slug=slug, date=day, edition=f"Edition {number}", variants={"public": known},
            items=tuple(f"{each}-{half}" for each in record.items), marks={}, contacts=(),
        )  # fmt: skip
        (published / slug / "_edition.json").write_text(record_to_json(one), encoding="utf-8")
    return folder


def _copy_demonstration(folder: Path) -> None:
    folder.mkdir(parents=True)
    for name in ("items", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "bulletins").mkdir()
    shutil.copy2(ROOT / "bulletins" / f"{EDITION}.yaml", folder / "bulletins")
    for name in ("partnership.yaml", "glossary.yaml"):
        shutil.copy2(ROOT / name, folder / name)


def _run(workspace: Path, *words: str) -> None:
    subprocess.run([EBULLETIN, *words], cwd=workspace, check=True, capture_output=True)


def _seconds(workspace: Path, *words: str) -> float:
    start = time.perf_counter()
    _run(workspace, "archive", *words)
    return time.perf_counter() - start


def _peak_in_megabytes(workspace: Path) -> float:
    """Of a process of its own, which tells its own peak."""
    code = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from ebulletin.press.archiving import build_archive\n"
        "from ebulletin.workspace import open_workspace\n"
        "import gc; gc.disable()\n"
        "build_archive(open_workspace(Path(sys.argv[1])), with_search=False)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, workspace], check=True, capture_output=True, text=True
    )
    # Kilobytes on Linux, bytes on a Mac (getrusage(2)).
    return int(told.stdout) / (1024 if sys.platform != "darwin" else 1024 * 1024)
