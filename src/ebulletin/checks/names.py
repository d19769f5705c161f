"""Finds the names of contacts, people and terms in a text, in one pass over its words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from ebulletin.checks.patterns import WORD
from ebulletin.values.choices import nearest

_OwnerT = TypeVar("_OwnerT")
_POSSESSIVE = re.compile(r"'s?$")
_MOST_SLIPS = 2
_LONGEST_WORD = 30  # no name has a longer one, and its variants would be too many
_SHORTEST_FOR_TWO = 9
_SHORTEST_FOR_ONE = 6
_SHORTEST_ALONE = 8  # one word that is shorter is too often a letter away from another
_ENDS = re.compile(r"[.!?:][\s\"'()]{0,4}$")
_MOST_MARKS = 6
# A sentence ends between two words; the short words before a dot are titles, as in St. Brannoc.
_BREAK = re.compile(r"\w{3}[\"')]*[.!?][\"')]*\s")


@dataclass(frozen=True, slots=True)
class Named(Generic[_OwnerT]):
    """A name in a text, from `start` up to `end`.

    Attributes:
        name: As the owner has it.
        owner: Whose name it is.
    """

    start: int
    end: int
    name: str
    owner: _OwnerT


@dataclass(frozen=True, slots=True)
class _Entry(Generic[_OwnerT]):
    words: tuple[str, ...]
    name: str
    owner: _OwnerT


class Names(Generic[_OwnerT]):
    """Names to look for; looking takes time with the text, not with text times names.

    Args:
        names: Each name with its owner; a name may have several.
    """

    def __init__(self, names: Iterable[tuple[str, _OwnerT]]) -> None:
        self._by_first: dict[str, list[_Entry[_OwnerT]]] = {}
        self._near: dict[str, list[_Entry[_OwnerT]]] = {}
        self._whole: set[tuple[str, ...]] = set()
        for name, owner in names:
            entry = _Entry(tuple(words_in(name)), name, owner)
            if not entry.words:
                continue
            self._by_first.setdefault(entry.words[0], []).append(entry)
            self._whole.add(tuple(map(_singular, entry.words)))
            # Two slips in all: the first word or the last one has one of them at most.
            reach = _MOST_SLIPS if len(entry.words) == 1 else 1
            for word in {entry.words[0], entry.words[-1]}:
                for key in _deletions(word, reach):
                    self._near.setdefault(key, []).append(entry)
        for found in self._by_first.values():
            found.sort(key=lambda each: -len(each.words))

    def find(self, text: str, *, minds_case: bool = False) -> Iterator[Named[_OwnerT]]:
        """Every name in a text, the longest of those that start at a word.

        Args:
            text: With straight quotes.
            minds_case: Whether the text must have the capitals of the name.
        """
        words = [(each.start(), each.end(), each[0]) for each in WORD.finditer(text)]
        folded = [_POSSESSIVE.sub("", word.casefold()) for _, _, word in words]
        position = 0
        while position < len(words):
            found = self._at(folded, position)
            if found is None:
                position += 1
                continue
            start, last = words[position][0], words[position + len(found.words) - 1]
            end = last[1] - (len(last[2]) - len(_POSSESSIVE.sub("", last[2])))
            if not minds_case or _has_capitals(text[start:end], found.name):
                yield Named(start, end, found.name, found.owner)
            position += len(found.words)

    def near(self, text: str) -> Iterator[Named[_OwnerT]]:
        """Runs of words that are nearly a name, and no name: one or two slips in all."""
        words = [(each.start(), each.end(), each[0]) for each in WORD.finditer(text)]
        folded = [_singular(word) for _, _, word in words]
        covered = -1
        for position, (start, _, word) in enumerate(words):
            if not word[0].isupper() or start < covered:
                continue
            is_first = _ENDS.search(text, max(0, start - _MOST_MARKS), start) is not None
            may_be_alone = start > 0 and not is_first
            entry = self._near_at(text, folded, position, words, may_be_alone=may_be_alone)
            if entry is not None:
                end = words[position + len(entry.words) - 1][1]
                covered = end
                yield Named(start, end, entry.name, entry.owner)

    def _at(self, folded: list[str], position: int) -> _Entry[_OwnerT] | None:
        for entry in self._by_first.get(folded[position], ()):
            if tuple(folded[position : position + len(entry.words)]) == entry.words:
                return entry
        return None

    def _near_at(
        self, text: str, folded: list[str], position: int, words: list[tuple[int, int, str]],
        *, may_be_alone: bool,
    ) -> _Entry[_OwnerT] | None:  # fmt: skip
        tried = set()
        for key in _deletions(folded[position], _MOST_SLIPS):
            for entry in self._near.get(key, ()):
                count = len(entry.words)
                if id(entry) in tried or position + count > len(words):
                    continue
                # A capital at the start of a sentence makes no name of a word.
                if count == 1 and not may_be_alone:
                    continue
                tried.add(id(entry))
                run = words[position : position + count]
                if not all(each[2][0].isupper() for each in (run[0], run[-1])):
                    continue
                if count > 1 and _BREAK.search(text, run[0][0], run[-1][0]):
                    continue
                if self._is_slip(folded[position : position + count], entry):
                    return entry
        return None

    def _is_slip(self, run: list[str], entry: _Entry[_OwnerT]) -> bool:
        meant = [_singular(word) for word in entry.words]
        typed, right = " ".join(run), " ".join(meant)
        shortest = _SHORTEST_FOR_ONE if len(meant) > 1 else _SHORTEST_ALONE
        if typed == right or tuple(run) in self._whole or len(right) < shortest:
            return False
        # Two letters more at the end are no slip but another name: Tarnfold beside TarnfoldVA.
        if abs(len(typed) - len(right)) > 1 and typed.startswith(right[: len(typed)]):
            return False
        most = _MOST_SLIPS if len(right) >= _SHORTEST_FOR_TWO else 1
        return bool(nearest(typed, (right,), most))


def words_in(name: str) -> list[str]:
    """The words of a name in lower case, with straight apostrophes."""
    straight = name.replace("\u2019", "'")
    return [_POSSESSIVE.sub("", each[0].casefold()) for each in WORD.finditer(straight)]


def _singular(word: str) -> str:
    """A word in lower case without the endings of possessive and plural, which are no slips."""
    folded = _POSSESSIVE.sub("", word.casefold())
    return folded.removesuffix("s") if len(folded) > 3 else folded


@lru_cache(maxsize=4096)
def _deletions(word: str, most: int) -> frozenset[str]:
    """The word, and what is left of it without one letter, or without two."""
    found = frontier = frozenset((_singular(word),))
    if len(word) > _LONGEST_WORD:
        return found
    for _ in range(most):
        frontier = frozenset(
            each[:i] + each[i + 1 :] for each in frontier for i in range(len(each))
        )
        found = found | frontier
    return found


def _has_capitals(typed: str, name: str) -> bool:
    return all(
        not meant.isupper() or here.isupper() for here, meant in zip(typed, name, strict=False)
    )
