"""Runs a coroutine in an event loop of its own, on a thread of its own.

Playwright keeps a loop running on the main thread while a browser is open, and `asyncio.run`
refuses to begin a second one beside it.
"""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

_Answer = TypeVar("_Answer")


def in_own_loop(coroutine: Coroutine[Any, Any, _Answer]) -> _Answer:
    """The answer of a coroutine; what it raises is raised here."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, coroutine).result()
