"""Tries many addresses at once, two at a time for each host, and keeps good answers for a week."""

import json
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path

from ebulletin.links.asking import LIMIT_SECONDS, ask
from ebulletin.links.model import Answer, Outcome

CACHE = ".ebulletin/links.json"
KEPT_FOR = timedelta(days=7)
"""How long a good answer stands; a bad one is asked for again each time."""

_PER_HOST = 2
_AT_ONCE = 16

Told = Callable[[int, int], None]


def try_links(
    urls: Iterable[str], cache: Path, today: date, *,
    tell: Told = lambda _done, _all: None, limit_seconds: float = LIMIT_SECONDS,
    allows_loopback: bool = False,
) -> dict[str, Answer]:  # fmt: skip
    """Try each address once; good answers of the last week are taken from the cache.

    Args:
        urls: http and https addresses without the part after `#`.
        cache: The file that keeps answers with their dates; a damaged one counts as empty.
        today: The day on which the answers are given.
        tell: Is told how many are done, of how many.
        limit_seconds: For one request.
        allows_loopback: Also ask this machine; for tests. Never set from a file or the environment.
    """
    known = _read(cache)
    wanted = list(dict.fromkeys(urls))
    answers = {
        url: known[url][1]
        for url in wanted
        if url in known and timedelta() <= today - known[url][0] < KEPT_FOR
    }
    asked = [url for url in wanted if url not in answers]
    turns: defaultdict[str, threading.BoundedSemaphore] = defaultdict(
        lambda: threading.BoundedSemaphore(_PER_HOST)
    )
    guard = threading.Lock()

    def turn(host: str) -> threading.BoundedSemaphore:
        with guard:
            return turns[host.casefold()]

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        tries = [
            pool.submit(
                ask, url, turn=turn, limit_seconds=limit_seconds, allows_loopback=allows_loopback
            )
            for url in asked
        ]
        try:
            for done, each in enumerate(as_completed(tries), start=1):
                answer = each.result()
                answers[answer.url] = answer
                tell(done, len(tries))
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    if asked:
        fresh = {url: (today, answers[url]) for url in asked}
        _write(cache, {**known, **fresh}, today)
    return {url: answers[url] for url in wanted}


def _read(cache: Path) -> dict[str, tuple[date, Answer]]:
    try:
        entries = json.loads(cache.read_bytes())["links"]
        return {
            str(each["url"]): (
                date.fromisoformat(each["tried_on"]),
                Answer(
                    str(each["url"]), Outcome.FINE, int(each["status"]), "", each.get("moved_to")
                ),
            )
            for each in entries
        }
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _write(cache: Path, known: Mapping[str, tuple[date, Answer]], today: date) -> None:
    entries = [
        {"tried_on": day.isoformat(), **asdict(answer)}
        for _, (day, answer) in sorted(known.items())
        if answer.outcome is Outcome.FINE and today - day < KEPT_FOR
    ]
    if cache.is_symlink() or cache.parent.is_symlink():
        return
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        ignore = cache.parent / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8", newline="\n")
        fresh = cache.with_name(f".{cache.name}.new")
        fresh.write_text(
            json.dumps({"links": entries}, ensure_ascii=False, indent=1), encoding="utf-8"
        )
        fresh.replace(cache)
    except OSError:
        return  # without a cache every link is asked again, and that is all
