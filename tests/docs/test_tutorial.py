"""What the tutorial tells a newcomer to type works as it says."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ebulletin.cli import COMMANDS
from repository import ROOT

TUTORIAL = ROOT / "docs/tutorial.md"
COMMAND = Path(sys.executable).with_name("ebulletin")

FENCED = re.compile(r"^```(?P<sort>\w+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)


def blocks() -> Iterator[tuple[str, str, str]]:
    """Each fenced block: the paragraph before it, its sort, its text."""
    text = TUTORIAL.read_text(encoding="utf-8")
    end = 0
    for match in FENCED.finditer(text):
        before = text[end : match.start()].strip().split("\n\n")[-1]
        end = match.end()
        yield " ".join(before.split()), match["sort"], match["text"]


def test_every_step_of_the_tutorial_works(tmp_path: Path) -> None:
    folder = tmp_path
    printed = ""
    for before, sort, text in blocks():
        if sort == "console":
            expected = 1 if "status 1" in before else 0
            for line in re.findall(r"^\$ (.+)$", text, re.MULTILINE):
                words = shlex.split(line)
                if words[0] == "cd":
                    folder = folder / words[1]
                    continue
                printed = run(words, folder, expected)
        elif sort == "text":
            assert text.strip() in printed
        else:
            file = re.findall(r"`([^`]+\.(?:md|yaml))`", before)[-1]
            assert (folder / file).exists(), f"{file} was to be there already"
            (folder / file).write_text(text, encoding="utf-8")

    assert (folder / "out/first-bulletin/public/page.html").exists()


def run(words: list[str], folder: Path, expected: int) -> str:
    assert words[0] == "ebulletin"
    done = subprocess.run(
        [COMMAND, *words[1:]], cwd=folder, capture_output=True, text=True, encoding="utf-8",
        stdin=subprocess.DEVNULL, check=False, timeout=120,
    )  # fmt: skip
    said = done.stdout + done.stderr
    assert done.returncode == expected, f"{shlex.join(words)}\n{said}"
    return said


@pytest.mark.parametrize("page", sorted((ROOT / "docs").rglob("*.md")), ids=lambda page: page.name)
def test_every_command_that_a_page_names_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")

    named = set(re.findall(r"(?:^\$ |`)ebulletin ([a-z][a-z-]*)", text, re.MULTILINE))
    assert named <= set(COMMANDS)
