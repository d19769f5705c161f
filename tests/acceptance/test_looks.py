"""Editions A to E look as they were accepted, in every window and in the mail readers that matter.

`make accept-pictures` takes new pictures where the looks have changed on purpose. A report with the
accepted picture, the new one and their difference stands in build/looks/index.html.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ebulletin.templates.clients import (
    as_dark,
    as_fully_inverted,
    as_light,
    as_outlook,
    as_partly_inverted,
    without_pictures,
)
from picture_difference import difference, kept, save, small
from picture_report import report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

pytestmark = pytest.mark.browser

ACCEPTED = Path(__file__).parent / "pictures"
FOLDERS = (
    "2026-09-lantern/professional", "2026-autumn-newsletter/professional",
    "2026-10-cluster/schools", "2026-11-network/network", "2027-01-cluster/public",
)  # fmt: skip
SHARPNESS = 0.5  # picture pixels to a CSS px
LEAST, LEAST_LARGE = 4.5, 3.0  # WCAG 2.2, 1.4.3


def off_by_day(html: str) -> str:
    return as_light(without_pictures(html))


@dataclass(frozen=True, slots=True)
class View:
    """One way to see an e-mail; Outlook for Windows has no window of a phone's width."""

    make: Callable[[str], str]
    widths: tuple[int, ...] = (320, 375, 640)


VIEWS = {
    "light": View(as_light),
    "dark": View(as_dark),
    "pictures-off": View(off_by_day),
    "outlook": View(as_outlook, (640,)),
    "partly-inverted": View(as_partly_inverted, (375,)),
    "fully-inverted": View(as_fully_inverted, (375,)),
}
STATES = [(view, width) for view, each in VIEWS.items() for width in each.widths]

# The words whose contrast with what is behind them is too low; sizes are those of WCAG.
FAINT = """
([least, leastLarge]) => {
  const parse = text => (text.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const linear = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const light = c => 0.2126 * linear(c[0]) + 0.7152 * linear(c[1]) + 0.0722 * linear(c[2]);
  const ground = node => {
    for (let each = node; each; each = each.parentElement) {
      const colour = parse(getComputedStyle(each).backgroundColor);
      if (colour.length < 4 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement, words = walker.currentNode.data.trim();
    if (!words || !parent.checkVisibility() || !parent.getClientRects().length) continue;
    const style = getComputedStyle(parent), size = parseFloat(style.fontSize);
    if (size < 2) continue;
    const large = size >= 24 || (size >= 18.66 && parseInt(style.fontWeight) >= 700);
    const [one, other] = [light(parse(style.color)), light(ground(parent))].sort((a, b) => b - a);
    const ratio = (one + 0.05) / (other + 0.05);
    const told = words.slice(0, 40) + ' ' + ratio.toFixed(2);
    if (ratio < (large ? leastLarge : least)) faint.push(told);
  }
  return faint;
}
"""


# How wide letters are, which tells the fonts of one machine from those of another.
FONTS = """
() => ['', 'bold '].map(weight => {
  const pen = document.createElement('canvas').getContext('2d');
  pen.font = weight + '160px Arial,Helvetica,sans-serif';
  return pen.measureText('Hamburgefonstiv 0123456789, Qy?').width.toFixed(0);
}).join(' ')
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """`out/` of the demonstration, e-mails only."""
    copy = tmp_path_factory.mktemp("looks") / "workspace"
    copy.mkdir()
    for name in ("items", "bulletins", "templates"):
        shutil.copytree(root / name, copy / name)
    for name in ("partnership.yaml", "glossary.yaml"):
        shutil.copy2(root / name, copy / name)
    subprocess.run(
        [sys.executable, "-m", "ebulletin", "build", "--all", "--format", "html"],
        cwd=copy, capture_output=True, check=True, timeout=300,
    )  # fmt: skip
    return copy / "out"


@pytest.fixture(scope="module")
def window(chromium: "Browser") -> Iterator["BrowserContext"]:
    """One window for all pictures."""
    context = chromium.new_context(device_scale_factor=SHARPNESS)
    context.new_page()
    yield context
    context.close()


@pytest.mark.parametrize(("view", "width"), STATES)
@pytest.mark.parametrize("folder", FOLDERS)
def test_it_looks_as_accepted_and_can_be_read(
    folder: str,
    view: str,
    width: int,
    built: Path,
    window: "BrowserContext",
    root: Path,
    request: pytest.FixtureRequest,
) -> None:
    name = f"{folder.replace('/', '-')}-{view}-{width}"
    html = (built / folder / "email.html").read_text(encoding="utf-8")
    file = built / folder / f"{view}.html"
    file.write_text(VIEWS[view].make(html), encoding="utf-8")
    page = window.pages[0]
    page.set_viewport_size({"width": width, "height": 900})

    page.goto(file.as_uri())
    shown = small(page.screenshot(full_page=True))

    assert page.evaluate(FAINT, [LEAST, LEAST_LARGE]) == []
    accept = bool(request.config.getoption("--accept-pictures"))
    _as_accepted(name, shown, page.evaluate(FONTS), root, accept=accept)


def _as_accepted(name: str, shown: Any, fonts: str, root: Path, *, accept: bool) -> None:
    path = ACCEPTED / f"{name}.webp"
    noted = ACCEPTED / "fonts.txt"
    if accept and (
        not noted.exists()
        or not path.exists()
        or noted.read_text(encoding="utf-8").strip() != fonts
    ):
        ACCEPTED.mkdir(exist_ok=True)
        noted.write_text(f"{fonts}\n", encoding="utf-8")
        save(shown, path)
    accepted = kept(path)
    has_same_fonts = noted.read_text(encoding="utf-8").strip() == fonts
    found = difference(accepted, shown, has_same_fonts=has_same_fonts)
    if not found.is_seen:
        return
    page = report(root / "build/looks", name, accepted, shown, found)
    if accept:
        save(shown, path)
        return
    pytest.fail(f"{found}: see {page}; if it is meant, run `make accept-pictures`")


def test_every_accepted_picture_is_of_a_state_that_is_tested() -> None:
    expected = {
        f"{folder.replace('/', '-')}-{view}-{width}.webp"
        for folder in FOLDERS
        for view, width in STATES
    }

    assert {path.name for path in ACCEPTED.iterdir()} == expected | {"fonts.txt"}
