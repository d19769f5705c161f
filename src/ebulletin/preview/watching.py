"""Tells the preview that a file was saved, within a few hundredths of a second."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from watchfiles import awatch

FOLDERS = ("items", "bulletins", "templates", "recipients")
# In milliseconds: an editor that writes a file in two steps is waited for, nobody else.
_STEP = 10
_MOST_WAITED_FOR = 100
_ROUND = 1_000


async def watch(root: Path, poke: Callable[[], None], stop: asyncio.Event) -> None:
    """Call `poke` after each change to an authored file, until told to stop.

    What lies in the workspace's own folder (partnership.yaml) is watched without its other
    folders, which may be large and are no business of the preview.
    """
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(_watch_top(root, poke, stop))
        tasks.create_task(_watch_folders(root, poke, stop))


async def _watch_top(root: Path, poke: Callable[[], None], stop: asyncio.Event) -> None:
    async for _ in _changes([root], stop, is_deep=False):
        poke()


async def _watch_folders(root: Path, poke: Callable[[], None], stop: asyncio.Event) -> None:
    """Watch the folders that are there; look again when one comes or goes."""
    while not stop.is_set():
        there = [root / name for name in FOLDERS if (root / name).is_dir()]
        if not there:
            await asyncio.sleep(1)
            continue
        async for _ in _changes(there, stop, is_deep=True):
            poke()
            if there != [root / name for name in FOLDERS if (root / name).is_dir()]:
                break


async def _changes(
    paths: list[Path], stop: asyncio.Event, *, is_deep: bool
) -> AsyncIterator[object]:
    is_new = True
    async for changes in awatch(
        *paths, watch_filter=None, step=_STEP, debounce=_MOST_WAITED_FOR, stop_event=stop,
        recursive=is_deep, rust_timeout=_ROUND, yield_on_timeout=True,
    ):  # fmt: skip
        # What was saved before the watch stood is told with the first round.
        if changes or is_new:
            yield changes
        is_new = False
