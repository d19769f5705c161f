"""From words on the page to the line of the file in which they are written."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from ebulletin.press.previewing import Bench
from ebulletin.source import Source
from ebulletin.workspace import Workspace

_WORD = re.compile(r"\w+")
_MOST_WORDS = 60


def locate(bench: Bench, slug: str, item: str, words: str) -> tuple[str, int]:
    """Path and line of some words.

    Args:
        item: In which they stand on the page; empty for what stands round the items.
        words: A paragraph, heading or cell as it is printed.
    """
    workspace = bench.workspace
    sources = list(_sources(workspace, slug, item))
    wanted = _pairs(_WORD.findall(words.casefold())[:_MOST_WORDS])
    best, most = (sources[0].path if sources else "partnership.yaml", 1), 0
    for source in sources:
        for number, line in enumerate(source.text.split("\n"), start=1):
            shared = len(wanted & _pairs(_WORD.findall(line.casefold())))
            if shared > most:
                best, most = (source.path, number), shared
    return best


def _pairs(words: list[str]) -> set[tuple[str, ...]]:
    """Words with their neighbours, as single words are found everywhere; one alone stands alone."""
    if len(words) == 1:
        return {(words[0],)}
    return set(pairwise(words))


def _sources(workspace: Workspace, slug: str, item: str) -> Iterator[Source]:
    """Where to look, the likeliest first."""
    file = workspace.items.get(item)
    if file is not None:
        yield file.source
    plan = workspace.plans.get(slug)
    if plan is not None:
        yield plan.source
    if workspace.settings_source is not None:
        yield workspace.settings_source
    if file is None and plan is not None:
        yield from _named(workspace, plan.plan.named_items())


def _named(workspace: Workspace, ids: Iterable[str]) -> Iterator[Source]:
    for each in ids:
        if each in workspace.items:
            yield workspace.items[each].source
