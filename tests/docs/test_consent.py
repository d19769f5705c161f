"""What the page about recipients shows is what the commands print."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from repository import ROOT

PAGE = (ROOT / "docs/how-to/consent.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```console\n\$ (.+?)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
NAMED = re.findall(r"^ebulletin .+$", PAGE, re.MULTILINE)


def printed(typed: str, workspace: Path) -> str:
    """What a command of the page prints; `forget` is told not to ask."""
    words = [sys.executable, "-m", *shlex.split(typed)]
    done = subprocess.run(
        [*words, "--yes"] if "forget" in words else words,
        cwd=workspace, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_there_are_examples() -> None:
    assert len(BLOCKS) == 4
    assert len(NAMED) == 4


@pytest.mark.parametrize(("typed", "shown"), BLOCKS, ids=[block[0].split()[2] for block in BLOCKS])
def test_an_example_prints_what_the_page_shows(typed: str, shown: str, workspace: Path) -> None:
    # What follows may be left out of the page, what stands there may not differ.
    assert printed(typed, workspace).startswith(shown)


@pytest.mark.parametrize("typed", NAMED, ids=lambda typed: typed.split()[2])
def test_a_command_that_the_page_names_works(typed: str, workspace: Path) -> None:
    (workspace / "left-in-november.csv").write_text("email\nx@a.example.org\n", encoding="utf-8")

    assert printed(typed, workspace)
