"""The documentation says what the product does, and asks nobody else for anything."""

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

import generate
from ebulletin.cli import COMMANDS
from repository import ROOT

# Attributes with which a page makes a browser fetch something by itself.
FETCHING = {
    "link": "href", "script": "src", "img": "src", "iframe": "src", "source": "srcset",
    "video": "src", "audio": "src", "object": "data", "embed": "src",
}  # fmt: skip


class Fetches(HTMLParser):
    """Gathers what a page makes a browser fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        value = dict(attrs).get(FETCHING.get(tag, ""))
        if value:
            self.found.append(value)


@pytest.mark.parametrize("page", generate.PAGES)
def test_a_page_of_the_reference_says_what_the_code_says(page: str) -> None:
    on_disk = (generate.REFERENCE / page).read_text(encoding="utf-8")

    # A page is too long for a comparison to be printed.
    is_fresh = on_disk == generate.written(page)
    assert is_fresh, "write it again with `make docs-reference`"


def test_the_reference_holds_no_page_that_nobody_writes() -> None:
    found = {path.name for path in generate.REFERENCE.iterdir()}

    assert found == set(generate.PAGES)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    page = (generate.REFERENCE / "commands.md").read_text(encoding="utf-8")

    assert f"ebulletin {command}\n" in page


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documentation as it is built, where a broken link is an error."""
    folder = tmp_path_factory.mktemp("site")
    words = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--quiet",
        "--site-dir",
        str(folder),
    ]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


def test_no_page_of_the_documentation_fetches_from_another_host(site: Path) -> None:
    remote = []
    for page in site.rglob("*.html"):
        fetches = Fetches()
        fetches.feed(page.read_text(encoding="utf-8"))
        remote += [(page.name, each) for each in fetches.found if re.match(r"(https?:)?//", each)]

    assert remote == []


def test_no_style_sheet_of_the_documentation_fetches_from_another_host(site: Path) -> None:
    fetched = re.compile(r"(?:url\(|@import)\s*['\"]?((?:https?:)?//[^'\")]+)")

    remote = [
        (sheet.name, found)
        for sheet in site.rglob("*.css")
        for found in fetched.findall(sheet.read_text(encoding="utf-8"))
    ]

    assert remote == []


def test_the_tools_that_write_the_documentation_stay_out_of_it(site: Path) -> None:
    assert not list(site.rglob("*.py"))
