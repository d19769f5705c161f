"""A PDF through a browser that is already on the computer: tagged, with title and language."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from ebulletin.errors import EbulletinError

Layout = Literal["plain", "large print", "noticeboard"]

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
          "microsoft-edge", "msedge")  # fmt: skip
_MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
_WINDOWS = (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe")
_TIMEOUT_SECONDS = 120
_FLAGS = (
    "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-quic",
    # Nothing is fetched: what the page needs lies beside it.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer", "--export-tagged-pdf", "--generate-pdf-document-outline",
)  # fmt: skip
_STYLES: Mapping[Layout, str] = {
    "plain": "@page{size:A4;margin:16mm 15mm}",
    # RNIB's and the government's advice for large print: at least 16 point, bold, one column.
    "large print": (
        "@page{size:A4;margin:18mm;@bottom-left{font-size:16pt}@bottom-right{font-size:16pt}}"
        "body{line-height:1.5!important}"
        "*{max-width:none!important}.columns,.column,.items-cards,.grid{display:block!important}"
        "body *,body *::before,body *::after{font-size:18pt!important}"
        "h1,h1 *{font-size:32pt!important}"
        "h2,h2 *{font-size:26pt!important}h3,h3 *{font-size:22pt!important}"
    ),
    "noticeboard": (
        "@page{size:A3;margin:15mm}html{font-size:120%!important}"
        "main{columns:2;column-gap:12mm}.columns,.column{display:block!important}"
        "h1,h2,.safety{column-span:all}article{break-inside:avoid}"
    ),
}


class NoBrowserError(EbulletinError):
    """There is no browser that can print a PDF."""

    def __init__(self) -> None:
        super().__init__(
            "A PDF is printed by Chromium, Google Chrome or Microsoft Edge, and none was found. "
            "Install one of them, or put its path into the environment variable EBULLETIN_BROWSER."
        )


class PrintingError(EbulletinError):
    """The browser did not print."""

    def __init__(self, browser: str, words: str) -> None:
        super().__init__(
            f"{browser} did not print the PDF ({words}). Close its windows and try again."
        )


def find_browser() -> str:
    """The path of an installed browser.

    Raises:
        NoBrowserError: There is none.
    """
    for each in _candidates():
        found = shutil.which(each) or (each if Path(each).is_file() else None)
        if found:
            return found
    raise NoBrowserError


def pdf_file(page: str, pictures: Mapping[str, bytes], layout: Layout = "plain") -> bytes:
    """A finished web page as a tagged PDF; title and language are those of the page.

    Args:
        page: HTML with pictures at `images/NAME`.
        pictures: Bytes by name.

    Raises:
        NoBrowserError: There is no browser.
        PrintingError: It did not print.
    """
    browser = find_browser()
    style = f"<style>{_STYLES[layout]}</style>"
    with tempfile.TemporaryDirectory(prefix="ebulletin-pdf-") as folder:
        root = Path(folder)
        (root / "images").mkdir()
        for name, raw in pictures.items():
            (root / "images" / Path(name).name).write_bytes(raw)
        source = root / "page.html"
        source.write_text(page.replace("</head>", f"{style}</head>", 1), encoding="utf-8")
        target = root / "page.pdf"
        _print(browser, root, source, target)
        return target.read_bytes()


def _print(browser: str, root: Path, source: Path, target: Path) -> None:
    words = [
        browser, *_FLAGS, *_as_root(), f"--user-data-dir={root / 'profile'}",
        f"--print-to-pdf={target}", source.as_uri(),
    ]  # fmt: skip
    try:
        done = subprocess.run(  # noqa: S603 - a browser that we found, and a file of our own
            words, check=False, capture_output=True, text=True, timeout=_TIMEOUT_SECONDS,
            encoding="utf-8", errors="replace",
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise PrintingError(Path(browser).name, "it took too long") from error
    if not target.is_file():
        raise PrintingError(Path(browser).name, f"it ended with {done.returncode}")


def _as_root() -> tuple[str, ...]:
    # Chromium has no sandbox of its own for the superuser, as in a container; the page is ours.
    is_root = sys.platform != "win32" and os.geteuid() == 0
    return ("--no-sandbox",) if is_root else ()


def _candidates() -> Iterator[str]:
    named = os.environ.get("EBULLETIN_BROWSER")
    if named:
        yield named
    yield from _NAMES
    yield from _MAC
    for base in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if os.environ.get(base):
            yield from (str(Path(os.environ[base], *each.split("\\"))) for each in _WINDOWS)
