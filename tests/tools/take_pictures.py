"""Takes the pictures of `docs/pictures/`: run by hand, its output is committed.

It builds the demonstration's bulletins, opens them in a browser and keeps what a reader sees first,
with few colours, so that a picture stays small. Sizes are CSS px.

    python tests/tools/take_pictures.py
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from PIL import Image
from playwright.sync_api import sync_playwright

from find_browser import find_browser
from preview_server import preview_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
MOST_BYTES = 120_000
COLOURS = 96  # enough for flat drawings and smooth letters
SHARPNESS = 1.5  # picture pixels to a CSS px
GAP = 24  # between pictures that stand side by side
PAPER = "#FFFFFF"

EMAIL = "2026-09-lantern/professional/email.html"
NEWSLETTER = "2026-autumn-newsletter/professional/page.html"
MINUTES = "2026-11-network/network/page.html"


@dataclass(frozen=True, slots=True)
class Shot:
    """A built file in a window; `below` is a selector that the window begins at."""

    file: str
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"
    below: str = "body"


SHOTS = {
    "email-on-a-phone.png": (Shot(EMAIL, 376, 700), Shot(EMAIL, 376, 700, "dark")),
    "newsletter-page.png": (Shot(NEWSLETTER, 1100, 1040),),
    "minutes-page.png": (Shot(MINUTES, 860, 860, below="#section-actions"),),
}


def take_all() -> None:
    """Write every picture; one that grew too large is an error."""
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        subprocess.run(
            [sys.executable, ROOT / "cli.py", "build", "--all", "--out", folder],
            check=True, cwd=ROOT, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        for name, shots in SHOTS.items():
            seen = [_seen(browser, Path(folder), shot) for shot in shots]
            _save(_side_by_side(seen), PICTURES / name)
        _save(_preview(browser), PICTURES / "preview.png")
        browser.close()


def _preview(browser: Browser) -> Image.Image:
    """The preview of edition B, with an item of it chosen."""
    with preview_of(ROOT, "2026-autumn-newsletter") as served:
        page = browser.new_page(
            viewport={"width": 1200, "height": 760}, device_scale_factor=SHARPNESS
        )
        page.goto(served.address)
        page.wait_for_selector('#status:has-text("Up to date")')
        page.keyboard.press("j")
        page.locator("#place").wait_for()
        page.wait_for_timeout(1_000)
        raw = page.screenshot()
        page.close()
    return Image.open(BytesIO(raw)).convert("RGB")


def _seen(browser: Browser, built: Path, shot: Shot) -> Image.Image:
    page = browser.new_page(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme=shot.scheme,
        device_scale_factor=SHARPNESS,
    )
    page.goto((built / shot.file).as_uri())
    page.evaluate("where => document.querySelector(where).scrollIntoView()", shot.below)
    raw = page.screenshot()
    page.close()
    return Image.open(BytesIO(raw)).convert("RGB")


def _side_by_side(seen: list[Image.Image]) -> Image.Image:
    width = sum(each.width for each in seen) + GAP * (len(seen) - 1)
    sheet = Image.new("RGB", (width, max(each.height for each in seen)), PAPER)
    x = 0
    for each in seen:
        sheet.paste(each, (x, 0))
        x += each.width + GAP
    return sheet


def _save(picture: Image.Image, path: Path) -> None:
    # The widest spread of colours, then moved to those that are there: neither a small flame nor a
    # pale ground loses its own.
    few = picture.quantize(
        COLOURS, method=Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE
    )
    few.save(path, optimize=True)
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise SystemExit(
            f"{path.name} has {size} bytes; more than {MOST_BYTES} is too slow to load."
        )
    print(f"{path.relative_to(ROOT)}: {size} bytes, {picture.width} x {picture.height}")


if __name__ == "__main__":
    take_all()
