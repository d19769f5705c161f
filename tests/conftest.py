"""What every test may ask for: the demonstration workspace, a browser, the reference compiler."""

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from find_browser import find_browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
IS_CI = os.environ.get("CI") == "true"

# Chromium speaks to nobody: tests see only files of this machine, and a closed network is no fault.
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# Not the author's machine, but two busy cores decide how long an example takes: no deadline.
settings.register_profile("local", max_examples=50, deadline=None)
settings.register_profile(
    "ci", max_examples=500, deadline=None, derandomize=True, print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
settings.load_profile("ci" if IS_CI else "local")


def pytest_configure() -> None:
    """Let Ctrl-C reach the commands that tests start, in a job of the background too.

    A shell makes such a job ignore it, and every process that the job starts inherits that.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the word that accepts new looks."""
    parser.addoption(
        "--accept-pictures",
        action="store_true",
        help="Take new pictures of the editions where their looks have changed.",
    )


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of the demonstration workspace that a test may change."""
    copy = tmp_path / "workspace"
    copy.mkdir()
    for name in ("items", "bulletins", "templates", "recipients"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name)
        else:
            (copy / name).mkdir()
    for name in ("partnership.yaml", "glossary.yaml"):
        if (ROOT / name).is_file():
            shutil.copy2(ROOT / name, copy / name)
    return copy


@pytest.fixture(scope="session")
def chromium() -> Iterator["Browser"]:
    """A headless Chromium, Chrome or Edge; skipped without one, except under CI."""
    executable = find_browser()
    if executable is None:
        _missing("no Chromium, Chrome or Edge: `make browser` says what to do")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, headless=True, args=list(CHROMIUM_FLAGS)
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def reference_mjml() -> Path:
    """The command of the reference MJML compiler; skipped without it, except under CI."""
    command = ROOT / ".reference/node_modules/.bin/mjml"
    if not command.is_file():
        _missing("no reference MJML compiler: `make reference` installs it")
    return command


def _missing(reason: str) -> None:
    if IS_CI:
        pytest.fail(f"Under CI nothing is skipped: {reason}.")
    pytest.skip(f"{reason}.")
