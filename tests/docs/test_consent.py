"""What the page about recipients shows is what the commands print."""

import re
import shlex
from pathlib import Path

import pytest

from ebulletin.cli import main
from repository import ROOT

PAGE = ROOT / "docs/how-to/consent.md"
BLOCKS = re.findall(
    r"^```console\n\$ (.+?)\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL
)
NAMED = re.findall(r"^ebulletin .+$", PAGE.read_text("utf-8"), re.MULTILINE)


def printed(
    words: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> str:
    monkeypatch.setattr("sys.argv", words)
    # A command may do without the collector of cycles; the other tests may not.
    monkeypatch.setattr("gc.disable", lambda: None)
    with pytest.raises(SystemExit) as ended:
        main()
    shown = capsys.readouterr()
    assert ended.value.code == 0, shown.err
    return shown.out


def test_there_are_examples() -> None:
    assert len(BLOCKS) == 4
    assert len(NAMED) == 4


@pytest.mark.parametrize(("typed", "shown"), BLOCKS, ids=[block[0].split()[2] for block in BLOCKS])
def test_an_example_prints_what_the_page_shows(
    typed: str, shown: str, workspace: Path,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(workspace)

    found = printed(shlex.split(typed), capsys, monkeypatch)

    # What follows may be left out of the page, what stands there may not differ.
    assert found.startswith(shown)


@pytest.mark.parametrize("typed", NAMED, ids=lambda typed: typed.split()[2])
def test_a_command_that_the_page_names_works(
    typed: str, workspace: Path,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    (workspace / "left-in-november.csv").write_text("email\nx@a.example.org\n", encoding="utf-8")
    monkeypatch.chdir(workspace)
    words = shlex.split(typed)

    assert printed([*words, "--yes"] if "forget" in words else words, capsys, monkeypatch)
