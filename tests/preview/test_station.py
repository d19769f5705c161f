"""Pages are told what is new for them, the newest of each kind."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from ebulletin.press.previewing import Bench
from ebulletin.preview.model import Selection
from ebulletin.preview.station import MOST_PAGES, Page, Station
from own_loop import in_own_loop

EDITION_A = "2026-09-lantern"
ITEM = "items/updates/phone-lines-changeover.md"

Story = Callable[[Station], Coroutine[Any, Any, None]]


def played(root: Path, story: Story) -> None:
    """Run a story against a working station."""

    async def run() -> None:
        station = Station(Bench(root))
        work = asyncio.create_task(station.run())
        try:
            await asyncio.wait_for(story(station), timeout=60)
        finally:
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)

    in_own_loop(run())


async def heard(page: Page, kind: str) -> dict[str, Any]:
    async for told, message in page.messages():
        if told == kind:
            found = json.loads(message)
            assert isinstance(found, dict)
            return found
    raise AssertionError(kind)


def test_a_new_page_is_told_everything(root: Path) -> None:
    async def story(station: Station) -> None:
        page = station.join(Selection(EDITION_A, "public"))

        view = await heard(page, "view")
        workspace = await heard(page, "workspace")
        panels = await heard(page, "panels")

        assert view["selection"]["variant"] == "public"
        assert len(workspace["bulletins"]) >= 5
        assert panels["links"]

    played(root, story)


def test_without_a_name_the_newest_bulletin_is_shown(root: Path) -> None:
    async def story(station: Station) -> None:
        view = await heard(station.join(Selection("")), "view")

        assert view["selection"]["bulletin"] == "2027-01-cluster"

    played(root, story)


def test_a_save_that_changes_nothing_is_not_told(workspace: Path) -> None:
    async def story(station: Station) -> None:
        page = station.join(Selection(EDITION_A))
        await heard(page, "panels")
        (workspace / ITEM).touch()
        station.poke()

        with pytest.raises(TimeoutError):
            await asyncio.wait_for(heard(page, "view"), timeout=2)

    played(workspace, story)


def test_a_fault_of_the_program_is_told_and_the_next_view_comes(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(station: Station) -> None:
        page = station.join(Selection(EDITION_A))
        good = await heard(page, "view")

        def falls(*_: object) -> None:
            raise KeyError("a slip")

        with monkeypatch.context() as patched:
            patched.setattr(Bench, "see", falls)
            station.poke()
            held = await heard(page, "view")
        station.poke()
        back = await heard(page, "view")

        assert "The program itself has a fault" in held["faults"][0]["message"]
        assert held["html"] == good["html"] == back["html"]
        assert back["faults"] == []

    played(workspace, story)


def test_a_slow_page_hears_only_the_newest() -> None:
    async def run() -> list[tuple[str, str]]:
        page = Page(Selection(EDITION_A))
        for number in range(1_000):
            page.tell("view", str(number))
        page.tell("panels", "one")
        heard_of = []
        async for each in page.messages():
            heard_of.append(each)
            if len(heard_of) == 2:
                page.end()
        return heard_of

    assert in_own_loop(run()) == [("view", "999"), ("panels", "one")]


def test_too_many_pages_send_the_oldest_away(root: Path) -> None:
    async def run() -> tuple[bool, bool]:
        station = Station(Bench(root))
        pages = [station.join(Selection(EDITION_A)) for _ in range(MOST_PAGES + 1)]
        return pages[0].is_over, pages[1].is_over

    assert in_own_loop(run()) == (True, False)
