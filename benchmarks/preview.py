"""The preview as an officer meets it: from a saved file to the screen, from the start to the paint.

A saved change is timed from the moment the file is written until the browser has painted it.
"""

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from measuring import Ratio

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
EDITION_B = "2026-autumn-newsletter"
ARTICLE = "items/updates/chair-message-autumn-2026.md"
SAVES = 30
STARTS = 5
SAVE_MOST_SECONDS = 0.150
START_MOST_SECONDS = 1.5
RELOADS = 2_000
_PAUSE_SECONDS = 0.5
_HALF = 0.5

# The first task after the next frame: by then the words have been painted.
_PAINTED = """(words) => new Promise((told) => {
  const frame = document.getElementById("frame");
  const look = () => {
    if (frame.contentDocument?.body?.textContent.includes(words)) {
      requestAnimationFrame(() => setTimeout(() => told(Date.now())));
    } else {
      setTimeout(look, 1);
    }
  };
  look();
})"""


def preview(folder: Path) -> Iterator[Ratio]:
    """Seconds of a save, and of a start, against what was promised for them."""
    from playwright.sync_api import sync_playwright

    sys.path.insert(0, str(ROOT / "tests/tools"))
    from find_browser import find_browser

    workspace = folder / "previewed"
    for name in ("items", "bulletins", "templates", "recipients"):
        shutil.copytree(ROOT / name, workspace / name)
    for name in ("partnership.yaml", "glossary.yaml"):
        shutil.copy2(ROOT / name, workspace / name)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        saves = _saves(browser, workspace)
        starts = [_start(browser, workspace) for _ in range(STARTS)]
        browser.close()
    yield _against("from save to screen, p50 of 30 / 150 ms", saves, 0.5, SAVE_MOST_SECONDS)
    yield _against("from save to screen, p95 of 30 / 150 ms", saves, 0.95, SAVE_MOST_SECONDS, None)
    yield _against("from start to first paint, cold / 1.5 s", starts, 0.5, START_MOST_SECONDS)


def memory(folder: Path) -> Iterator[Ratio]:
    """The memory of the server after 2,000 reloads against that after 200 of them."""
    workspace = folder / "reloaded"
    for name in ("items", "bulletins", "templates", "recipients"):
        shutil.copytree(ROOT / name, workspace / name)
    for name in ("partnership.yaml", "glossary.yaml"):
        shutil.copy2(ROOT / name, workspace / name)
    early, late = reload_many(workspace, RELOADS)
    yield Ratio(
        f"memory after 2,000 reloads / after 200 ({late:.0f} and {early:.0f} MB)",
        late / early, 1.05, late, early,
    )  # fmt: skip


def reload_many(workspace: Path, reloads: int) -> tuple[float, float]:
    """Megabytes that the server holds after a tenth of some reloads, and after all of them."""
    import http.client

    with _served(workspace) as (process, address):
        host, path = address.removeprefix("http://").split("/", 1)
        article = workspace / ARTICLE
        text = article.read_text(encoding="utf-8")
        connection = http.client.HTTPConnection(host, timeout=60)
        connection.request("GET", f"/{path}events")
        events = connection.getresponse()
        early = 0.0
        for number in range(reloads):
            article.write_text(f"{text}\nReload {number}.\n", encoding="utf-8")
            while f"Reload {number}." not in events.readline().decode():
                pass
            if number == reloads // 10:
                early = _megabytes(process.pid)
        connection.close()
        return early, _megabytes(process.pid)


def _megabytes(process: int) -> float:
    lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def _saves(browser: "Browser", workspace: Path) -> list[float]:
    article = workspace / ARTICLE
    text = article.read_text(encoding="utf-8")
    with _served(workspace) as (_, address):
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        page.goto(address)
        page.wait_for_selector('#status:has-text("Up to date")')
        seconds = [_save(page, article, text, number) for number in range(SAVES)]
        page.close()
    article.write_text(text, encoding="utf-8")
    return seconds


def _save(page: "Page", article: Path, text: str, number: int) -> float:
    time.sleep(_PAUSE_SECONDS)
    words = f"Saved for the {number}th time."
    page.evaluate(f"(words) => {{ window.painted = ({_PAINTED})(words); }}", words)
    start = time.time()
    article.write_text(f"{text}\n{words}\n", encoding="utf-8")
    painted: Any = page.evaluate("() => window.painted")
    return float(painted) / 1000 - start


def _start(browser: "Browser", workspace: Path) -> float:
    page = browser.new_page(viewport={"width": 1280, "height": 860})
    start = time.time()
    with _served(workspace) as (_, address):
        page.goto(address, wait_until="commit")
        page.wait_for_selector("#frame[data-painted]")
        painted: Any = page.evaluate(_PAINTED, "From the chair")
        page.close()
    return float(painted) / 1000 - start


@contextmanager
def _served(workspace: Path) -> "Iterator[tuple[subprocess.Popen[str], str]]":
    process = subprocess.Popen(
        [sys.executable, "-m", "ebulletin", "preview", EDITION_B, "--no-open", "--port", "19420"],
        cwd=workspace, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    try:
        assert process.stdout is not None
        yield process, process.stdout.readline().strip()
    finally:
        process.terminate()
        process.communicate(timeout=10)


def _against(
    name: str, seconds: list[float], share: float, promised: float, most: float | None = 1.0
) -> Ratio:
    ordered = sorted(seconds)
    found = ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]
    if share == _HALF:
        found = statistics.median(ordered)
    return Ratio(name, found / promised, most, found, promised)
