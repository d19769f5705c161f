"""Search in the browser, without a server: an index of each year, made by Pagefind.

One index to a year, so that a change makes only its own year's index anew; the page asks all of
them. Pagefind is an extra: without it the list of all items serves, and there is no search page.
"""

import json
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from ebulletin.errors import EbulletinError

if TYPE_CHECKING:
    from jinja2 import Template

FOLDER = "pagefind"
# Pagefind's own search boxes; the archive has one, in the words of the rest.
_NOT_NEEDED = ("pagefind-ui", "pagefind-modular", "pagefind-component", "pagefind-highlight")
_TIMEOUT_SECONDS = 300
_MAIN_START = '<main id="main">'


class SearchFailedError(EbulletinError):
    """Pagefind could not be run."""

    def __init__(self) -> None:
        super().__init__(
            "The search index could not be made, because the program pagefind did not run. "
            "Install it anew (`pip install --force-reinstall 'pagefind[bin]'`), or build the "
            "archive with --no-search."
        )


@dataclass(frozen=True, slots=True)
class Record:
    """One page as search finds it.

    Attributes:
        path: From the root of the archive.
        title: What a result is called; it is searched as well.
        words: All its words.
        when: The edition, in words.
    """

    path: str
    title: str
    words: str
    when: str


def has_pagefind() -> bool:
    """Whether the extra `search` is installed."""
    return find_spec("pagefind_bin") is not None


def index_of(records: Sequence[Record]) -> dict[str, bytes]:
    """The files of one index, by their path in its folder.

    Raises:
        SearchFailedError: Pagefind could not be run.
    """
    from pagefind_bin import get_executable

    with tempfile.TemporaryDirectory(prefix="ebulletin-search-") as folder:
        site, out = Path(folder) / "site", Path(folder) / "out"
        for each in records:
            page = site / each.path / "index.html"
            page.parent.mkdir(parents=True)
            page.write_text(_page_of(each), encoding="utf-8")
        command = [str(get_executable()), "--site", str(site), "--output-path", str(out)]
        try:
            # The program comes with the installed package; only the folders vary.
            subprocess.run(  # noqa: S603
                command, capture_output=True, check=True, timeout=_TIMEOUT_SECONDS
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise SearchFailedError from error
        return {
            path.relative_to(out).as_posix(): path.read_bytes()
            for path in sorted(out.rglob("*"))
            if path.is_file() and not path.name.startswith(_NOT_NEEDED)
        }


def _page_of(record: Record) -> str:
    """A page that holds only what is searched, and what a result says."""
    return (
        '<!doctype html><html lang="en"><body>'
        f"<h1>{escape(record.title)}</h1>"
        f'<p data-pagefind-meta="when" data-pagefind-ignore>{escape(record.when)}</p>'
        f"<p>{escape(record.words)}</p></body></html>"
    )


def with_search_box(page: str, years: Sequence[int]) -> str:
    """The search page with its box, its results and the script that asks the indexes.

    Args:
        page: Made like every other page of the archive.
        years: Each has an index; the newest first.
    """
    box = _template().render(years=json.dumps([str(year) for year in years]), folder=FOLDER)
    assert _MAIN_START in page
    return page.replace(_MAIN_START, f"{_MAIN_START}\n{box.strip()}", 1)


@cache
def _template() -> "Template":
    from jinja2 import FileSystemLoader

    from ebulletin.templates.engine import make_environment

    loader = FileSystemLoader(Path(__file__).parent)
    return make_environment(loader, is_sandboxed=False).get_template("search.html.j2")
