"""A saved file is told at once."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from ebulletin.preview.watching import watch
from own_loop import in_own_loop


def told_after(root: Path, change: Callable[[], object], seconds: float = 5) -> bool:
    """Whether a change is told within some seconds."""

    async def run() -> bool:
        stop, told = asyncio.Event(), asyncio.Event()
        watching = asyncio.create_task(watch(root, told.set, stop))
        await asyncio.sleep(1.3)
        told.clear()
        change()
        try:
            await asyncio.wait_for(told.wait(), timeout=seconds)
        except TimeoutError:
            return False
        finally:
            stop.set()
            await asyncio.wait_for(watching, timeout=5)
        return True

    return in_own_loop(run())


@pytest.mark.parametrize("name", ["items/deep/one.md", "partnership.yaml", "bulletins/one.yaml"])
def test_a_saved_file_is_told(name: str, tmp_path: Path) -> None:
    for folder in ("items/deep", "bulletins"):
        (tmp_path / folder).mkdir(parents=True)

    assert told_after(tmp_path, lambda: (tmp_path / name).write_text("x", encoding="utf-8"))


def test_what_is_built_is_not_watched(tmp_path: Path) -> None:
    (tmp_path / "items").mkdir()
    (tmp_path / "out/deep").mkdir(parents=True)

    page = tmp_path / "out/deep/page.html"

    assert not told_after(tmp_path, lambda: page.write_text("x", encoding="utf-8"), seconds=0.5)
