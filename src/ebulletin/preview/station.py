"""Where pages that look at the preview are told what changed: the newest of each kind, no more."""

import asyncio
import gc
import json
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, replace
from functools import partial
from typing import Any, TypeVar

from ebulletin.errors import EbulletinError
from ebulletin.press.previewing import Bench
from ebulletin.preview.examining import panels_of
from ebulletin.preview.listing import newest, shown
from ebulletin.preview.model import Fault, Panels, Selection, View
from ebulletin.preview.viewing import Viewer

MOST_PAGES = 40
"""Pages that look on at one time; the oldest is sent away when another one comes."""

_MOST_ROUNDS = 10
"""Rounds of work after which memory is tidied up although somebody waits."""
_TIDIED_TO_FORGET = 50
"""Times of tidying after which the texts of earlier versions of files go as well."""

_Value = TypeVar("_Value")


class Page:
    """One page that looks on: what it is to be told, the newest of each kind.

    A page that is slow to listen misses what was overtaken, and nothing is piled up for it.
    """

    def __init__(self, selection: Selection) -> None:
        self.selection = selection
        self.is_over = False
        self._told: dict[str, str] = {}
        self._waiting: dict[str, str] = {}
        self._something = asyncio.Event()

    def tell(self, kind: str, message: str) -> None:
        """Have it told, unless it knows already."""
        if self._waiting.get(kind, self._told.get(kind)) != message:
            self._waiting[kind] = message
            self._something.set()

    def end(self) -> None:
        """Send it away."""
        self.is_over = True
        self._something.set()

    async def messages(self) -> AsyncIterator[tuple[str, str]]:
        """Kind and message, one after the other, until it is sent away."""
        while not self.is_over:
            await self._something.wait()
            self._something.clear()
            while self._waiting and not self.is_over:
                kind = next(iter(self._waiting))
                message = self._told[kind] = self._waiting.pop(kind)
                yield kind, message


class Station:
    """Reads the files again when told to, and tells every page what is new for it.

    All work on the workspace is done by one thread, one piece after the other: first what the eye
    waits for, for every page; then, unless more was saved meanwhile, what stands beside it.
    """

    def __init__(self, bench: Bench, bulletin: str = "") -> None:
        self.bench = bench
        self._viewer = Viewer(bench)
        self._first = bulletin
        self._pages: list[Page] = []
        self._changed = asyncio.Event()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="preview")
        self._is_settled = False
        self._rounds = 0
        self._tidied = 0

    # --- Pages ---

    def join(self, selection: Selection) -> Page:
        """A new page looks on; it is told everything at once."""
        while len(self._pages) >= MOST_PAGES:
            self._pages.pop(0).end()
        page = Page(selection)
        self._pages.append(page)
        self._changed.set()
        return page

    def leave(self, page: Page) -> None:
        """A page has gone."""
        if page in self._pages:
            self._pages.remove(page)

    def poke(self) -> None:
        """Something was saved."""
        self._changed.set()

    def close(self) -> None:
        """Send all pages away."""
        for page in self._pages:
            page.end()

    # --- Work ---

    async def run(self) -> None:
        """Go on until cancelled."""
        try:
            await self.in_turn(self._warm_up)
            while True:
                await self._changed.wait()
                self._changed.clear()
                await self._tell_all()
        finally:
            self._thread.shutdown(wait=False, cancel_futures=True)

    async def in_turn(self, work: Callable[[], _Value]) -> _Value:
        """Have a piece of work done between the others."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    async def _tell_all(self) -> None:
        fault = await self.in_turn(self._read)
        await self._tell_each("view", lambda selection: self._view(selection, fault))
        if fault is None:
            await self._tell_the_rest()
        self._rounds += 1
        if not self._changed.is_set() or self._rounds >= _MOST_ROUNDS:
            self._rounds = 0
            await self.in_turn(self._tidy)

    async def _tell_the_rest(self) -> None:
        for kind, work in (("workspace", self._shown), ("panels", self._panels)):
            if self._changed.is_set():
                # It would be out of date before anybody read it.
                return
            await self._tell_each(kind, work)

    async def _tell_each(self, kind: str, work: Callable[[Selection], str]) -> None:
        """Tell every page; what several of them look at is worked out once."""
        worked_out: dict[Selection, str] = {}
        for page in tuple(self._pages):
            selection = self._resolved(page.selection)
            if selection not in worked_out:
                done = partial(work, selection)
                worked_out[selection] = await self.in_turn(done)
            page.tell(kind, worked_out[selection])

    def _read(self) -> str | None:
        """Read the workspace; the words of what keeps it from being read at all."""
        try:
            self.bench.read()
        except (EbulletinError, OSError) as error:
            return str(error)
        return None

    def _view(self, selection: Selection, fault: str | None) -> str:
        if fault is None:
            try:
                return _json(self._viewer.view(selection))
            except Exception as error:  # noqa: BLE001 - the page must hear of it, and go on
                fault = _fault_of_ours(error)
        return _json(self._viewer.held(selection, [Fault(fault)]))

    def _panels(self, selection: Selection) -> str:
        try:
            return _json(panels_of(self.bench, selection))
        except Exception as error:  # noqa: BLE001 - as above
            return _json(Panels(selection, fault=_fault_of_ours(error)))

    def _shown(self, _: Selection) -> str:
        return _json(shown(self.bench.workspace))

    def _warm_up(self) -> None:
        """Make the first view while the browser is still starting; what it needs stays in mind."""
        fault = self._read()
        self._view(self._resolved(Selection("")), fault)

    def _resolved(self, asked: Selection) -> Selection:
        """What a page asked for; the newest bulletin where it named none."""
        if asked.bulletin:
            return asked
        with suppress(EbulletinError):
            return replace(asked, bulletin=self._first or newest(self.bench.workspace))
        return asked

    def _tidy(self) -> None:
        """Collect cycles now that nobody waits: the command runs without the collector."""
        self._tidied += 1
        if self._tidied % _TIDIED_TO_FORGET == 0:
            self.bench.forget()
        gc.collect()
        if not self._is_settled:
            # What lives as long as the process need not be walked through each time.
            gc.freeze()
            self._is_settled = True


def _fault_of_ours(error: Exception) -> str:
    """What an officer can pass on; a file that went while it was read is nobody's fault."""
    if isinstance(error, OSError):
        return f"A file could not be read just now ({error.strerror or error}). Save it again."
    return (
        "The program itself has a fault, and it is not yours. Your files are as they were. Please "
        f"tell whoever looks after ebulletin for you: {type(error).__name__}: {error}"
    )


def _json(value: View | Panels | Any) -> str:
    return json.dumps(asdict(value), ensure_ascii=False, separators=(",", ":"))
