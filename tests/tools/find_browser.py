"""Finds the browser that tests use, and installs Debian's Chromium where it may.

As a script: ends well where a browser is there, or could be installed; otherwise says so loudly,
and fails under CI, where nothing may be skipped.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

# In the order in which they are tried; the first two are Debian's own names.
_COMMANDS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "microsoft-edge-stable", "msedge",
)  # fmt: skip
_MAC = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_WINDOWS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
_WINDOWS_ROOTS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")

# Fonts too, because a bare machine has none and a screenshot without letters shows nothing.
_DEBIAN_PACKAGES = ("chromium", "fonts-liberation", "fonts-dejavu-core")


def find_browser() -> Path | None:
    """The browser named by EBULLETIN_CHROMIUM, or an installed Chromium, Chrome or Edge."""
    return next((path for path in _candidates() if path.is_file()), None)


def _candidates() -> Iterator[Path]:
    if named := os.environ.get("EBULLETIN_CHROMIUM"):
        yield Path(named)
    yield Path("/usr/bin/chromium")
    yield from (Path(found) for name in _COMMANDS if (found := shutil.which(name)))
    yield from map(Path, _MAC)
    for root in _WINDOWS_ROOTS:
        if folder := os.environ.get(root):
            yield from (Path(folder) / each for each in _WINDOWS)


def main() -> int:
    """Make sure of a browser; the status is 1 where there is none under CI."""
    if find_browser() is None and _may_install():
        print("No Chromium, Chrome or Edge is installed: installing Debian's chromium.", flush=True)
        _install()
    found = find_browser()
    if found is not None:
        print(f"Browser tests use {found}")
        return 0
    print("*" * 79)
    print("NO BROWSER: no Chromium, Chrome or Edge was found, so the browser tests cannot run.")
    print("Install one of them, or set EBULLETIN_CHROMIUM to its path.")
    print("*" * 79, flush=True)
    return 1 if os.environ.get("CI") == "true" else 0


def _may_install() -> bool:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return is_root and Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def _install() -> None:
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *_DEBIAN_PACKAGES]
    for command in (["apt-get", "update", "-q"], install):
        # A refusal is told by the loud lines that follow, not by a traceback.
        subprocess.run(command, env=quiet, check=False, stdin=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
