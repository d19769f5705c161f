"""Finds the two sides of a comparison: another variant, or what was last approved or built."""

from pathlib import Path

from ebulletin.errors import EbulletinError
from ebulletin.press.finishing import FILE_NAMES
from ebulletin.press.previewing import Bench
from ebulletin.preview.comparing import Side, compare
from ebulletin.preview.model import Comparison, Selection

_LARGEST_IN_BYTES = 5_000_000
_VARIANT = "variant:"
_NONE = {
    "approved": "Nobody has approved it yet, so there is nothing to compare it with.",
    "built": "It was not built yet: `ebulletin build` writes it to out/.",
}


def compare_with(bench: Bench, selection: Selection, other: str) -> Comparison:
    """Compare what is on disk now with something else.

    Args:
        other: `built`, `approved`, or `variant:` and a name.
    """
    try:
        sides = _sides(bench, selection, other)
    except EbulletinError as error:
        return Comparison("", "", fault=str(error))
    if sides is None:
        return Comparison("", "", fault=_NONE.get(other, _NONE["built"]))
    return compare(*sides)


def _sides(bench: Bench, selection: Selection, other: str) -> tuple[Side, Side] | None:
    """Before and after; None where there is no before."""
    slug, variant = selection.bulletin, selection.variant
    if other == "approved":
        found = bench.since_approval(slug, variant)
        return (Side("Last approved", *found[0]), Side("Now", *found[1])) if found else None
    now = bench.written(slug, variant)
    if other.startswith(_VARIANT):
        name = other.removeprefix(_VARIANT)
        return Side(f"{name}, now", *bench.written(slug, name)), Side(f"{variant}, now", *now)
    before = _built(bench, selection)
    return (before, Side("Now", *now)) if before is not None else None


def _built(bench: Bench, selection: Selection) -> Side | None:
    """As it lies in `out/`; None where it was never built there."""
    workspace = bench.workspace
    if selection.bulletin not in workspace.plans:
        return None
    folder = bench.root / "out" / selection.bulletin / selection.variant
    html, text = (_read(bench.root, folder / FILE_NAMES[each]) for each in ("html", "text"))
    return Side("Last built", text or "", html) if html is not None else None


def _read(root: Path, file: Path) -> str | None:
    try:
        real = file.resolve(strict=True)
        if not real.is_relative_to(root.resolve()) or real.stat().st_size > _LARGEST_IN_BYTES:
            return None
        return real.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
