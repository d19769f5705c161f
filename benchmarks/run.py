"""Measures what officers wait for, as ratios in one run: `make bench`.

The figures promised stand beside what was measured. Nothing here is a test: a busy machine may
miss a promise, and a person judges.
"""

import argparse
import compileall
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import archive
import mjml_room
import preview
import recipients
from audit import audit_against_html5lib
from big_workspace import write_editions, write_workspace
from delivery import delayed, filling, sending
from ledger import million, sending_with_ledger
from measuring import Ratio, command, in_turn, ratio, ratio_of

ROOT = Path(__file__).resolve().parent.parent
EBULLETIN = Path(sys.executable).with_name("ebulletin")
MJML = ROOT / ".reference/node_modules/.bin/mjml"
EDITION_B = "2026-autumn-newsletter"

HELP_MOST = 2.0
AGAINST_REFERENCE_MOST = 1.0
WARM_MOST = 0.25
CHECK_MOST = 2.5
LIBRARIES_OF_CHECK = "click, pydantic, yaml, markdown_it, mdit_py_plugins, linkify_it, html.parser"
# Ten times the items may take twelve times as long: linear, with room for what memory costs.
GROWTH_MOST = 12.0
RECHECK_MOST = 0.1
RECHECK_ITEMS = 1_000
SIZES = (100, 1_000, 10_000)


def help_against_click(_: Path) -> Iterator[Ratio]:
    """What `--help` costs over the library that reads the command line."""
    yield ratio(
        "cold `ebulletin --help` / `python -c 'import click'`",
        command([EBULLETIN, "--help"], ROOT),
        command([sys.executable, "-c", "import click"], ROOT),
        HELP_MOST,
    )


def build_against_reference(folder: Path) -> Iterator[Ratio]:
    """A whole cold build against the reference compiler with one variant of the same bulletin."""
    if not MJML.exists():
        print("The reference MJML compiler is not there (npm, then `make reference`): left out.")
        return
    source = folder / "edition-b.mjml"
    source.write_text(_mjml_of_edition_b(), encoding="utf-8")
    yield ratio(
        "cold build of edition B, 2 variants x 3 formats / cold mjml, 1 variant",
        command([EBULLETIN, "build", EDITION_B, "--out", folder / "cold"], ROOT),
        command([MJML, source, "-o", folder / "reference.html"], ROOT),
        AGAINST_REFERENCE_MOST,
    )


def warm_against_cold(folder: Path) -> Iterator[Ratio]:
    """A build again in the same process, all files read anew, against the command."""
    from ebulletin.press.building import build
    from ebulletin.workspace import open_workspace

    def rebuild() -> None:
        result = build(open_workspace(ROOT), EDITION_B, out=folder / "warm")
        if result.is_refused or any(variant.is_withheld for variant in result.variants):
            raise SystemExit("Edition B does not build; `make demo` says why.")

    rebuild()
    yield ratio(
        "warm rebuild of edition B, leak search included / cold build",
        rebuild,
        command([EBULLETIN, "build", EDITION_B, "--out", folder / "cold"], ROOT),
        WARM_MOST,
    )
    yield ratio(
        "the same after a word of one article changed / cold build",
        _after_a_change(folder / "workspace"),
        command([EBULLETIN, "build", EDITION_B, "--out", folder / "cold"], ROOT),
        None,
    )


def _after_a_change(workspace: Path) -> Callable[[], None]:
    """A rebuild in one process, as a preview asks for it after each saved file."""
    from ebulletin.press.building import build
    from ebulletin.workspace import open_workspace

    for name in ("items", "bulletins", "templates"):
        shutil.copytree(ROOT / name, workspace / name)
    for name in ("partnership.yaml", "glossary.yaml"):
        shutil.copy2(ROOT / name, workspace / name)
    article = workspace / "items/updates/chair-message-autumn-2026.md"
    text = article.read_text(encoding="utf-8")
    changes = itertools.count(1)

    def rebuild() -> None:
        article.write_text(f"{text}\nIt is version {next(changes)}.\n", encoding="utf-8")
        build(open_workspace(workspace), EDITION_B)

    rebuild()
    return rebuild


def growth(folder: Path) -> Iterator[Ratio]:
    """Loading and composing workspaces of 100, 1,000 and 10,000 items, half of them placed."""
    for size in SIZES:
        (folder / f"items-{size}").mkdir()
        write_workspace(folder / f"items-{size}", size)
    for less, more in itertools.pairwise(SIZES):
        pairs = in_turn(
            partial(_load_and_compose, folder / f"items-{more}"),
            partial(_load_and_compose, folder / f"items-{less}"),
        )
        most = GROWTH_MOST if more == SIZES[-1] else None
        sizes = f"{more:,} items / {less:,}"
        yield ratio_of(f"load: {sizes}", [(one[0], other[0]) for one, other in pairs], most)
        composing = [(one[1], other[1]) for one, other in pairs]
        yield ratio_of(f"compose half of them, 2 variants: {sizes}", composing, most)


def recheck_against_check(folder: Path) -> Iterator[Ratio]:
    """A check after one item was saved, as `check --watch` does it, against one from the start."""
    from ebulletin.press.checking import check
    from ebulletin.press.kept import Kept
    from ebulletin.workspace import Reading, open_workspace

    root = folder / "editions"
    root.mkdir()
    write_editions(root, RECHECK_ITEMS)
    item = root / "items/update-200.md"
    reading, kept = Reading(), Kept()
    words = itertools.cycle((" One more line.\n", " Another line.\n"))

    def again() -> None:
        with item.open("a", encoding="utf-8") as opened:
            opened.write(next(words))
        check(open_workspace(root, reading), kept)

    check(open_workspace(root, reading), kept)
    yield ratio(
        f"check again after one item of {RECHECK_ITEMS:,} was saved / check from the start",
        again,
        lambda: check(open_workspace(root)),
        RECHECK_MOST,
    )


def check_against_imports(_: Path) -> Iterator[Ratio]:
    """A cold check of the demonstration against a process that only imports the same libraries."""
    yield ratio(
        "cold `ebulletin check` / importing the libraries that it uses",
        command([EBULLETIN, "check"], ROOT),
        command([sys.executable, "-c", f"import {LIBRARIES_OF_CHECK}"], ROOT),
        CHECK_MOST,
    )


def check_growth(folder: Path) -> Iterator[Ratio]:
    """A check of 10,000 items (200 contacts among them) against one of 1,000."""
    from ebulletin.press.checking import check
    from ebulletin.workspace import open_workspace

    small, large = (folder / f"check-{size}" for size in SIZES[1:])
    for root, size in ((small, SIZES[1]), (large, SIZES[2])):
        root.mkdir()
        write_editions(root, size)
    yield ratio(
        f"check: {SIZES[2]:,} items / {SIZES[1]:,}",
        lambda: check(open_workspace(large)),
        lambda: check(open_workspace(small)),
        GROWTH_MOST,
    )


def _load_and_compose(workspace: Path) -> tuple[float, float]:
    script = ROOT / "benchmarks/load_and_compose.py"
    words = [sys.executable, str(script), str(workspace)]
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    load, compose = done.stdout.split()
    return float(load), float(compose)


def _mjml_of_edition_b() -> str:
    from ebulletin.bulletins.compose import compose, variants_of
    from ebulletin.templates.load import load_theme
    from ebulletin.templates.render import email_mjml
    from ebulletin.workspace import open_workspace

    workspace = open_workspace(ROOT)
    plan = workspace.plans[EDITION_B].plan
    variant = variants_of(plan, workspace.shelf.settings)[0]
    bulletin = compose(plan, workspace.shelf, variant, "email").bulletin
    return email_mjml(bulletin, load_theme(bulletin.theme, ROOT / "templates"))


BENCHMARKS: Mapping[str, Callable[[Path], Iterator[Ratio]]] = {
    "help": help_against_click,
    "reference": build_against_reference,
    "mjml": mjml_room.against_reference,
    "warm": warm_against_cold,
    "growth": growth,
    "check": check_against_imports,
    "recheck": recheck_against_check,
    "check-growth": check_growth,
    "recipients": recipients.lists,
    "audit": audit_against_html5lib,
    "filling": filling,
    "sending": sending,
    "delayed": delayed,
    "preview": preview.preview,
    "preview-memory": preview.memory,
    "ledger": sending_with_ledger,
    "million": million,
    "archive": archive.one_change,
    "archive-memory": archive.memory,
}


def main() -> int:
    """Run all benchmarks, or those named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join(BENCHMARKS)}")
    names = parser.parse_args().names or list(BENCHMARKS)
    print(f"Ratios, medians of five pairs, on {os.cpu_count()} cores.{_busy()}\n")
    folder = Path(tempfile.mkdtemp(prefix="ebulletin-bench-"))
    # An installed package has its bytecode; a checkout may not, or not that of the last change.
    compileall.compile_dir(ROOT / "src", quiet=1)
    try:
        for name in names:
            for measured in BENCHMARKS[name](folder):
                print(measured, flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def _busy() -> str:
    """A warning where other work takes part of the machine; even ratios are rough then."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    if load < 1:
        return ""
    return f" THE MACHINE IS BUSY (load {load:.1f}): run it again in a quiet moment."


if __name__ == "__main__":
    sys.exit(main())
