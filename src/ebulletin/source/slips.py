"""Why a YAML text cannot be read: the slip that its author most likely made, and its cure.

A guess is only told when it is borne out: with its cure in place, reading gets past the fault.
"""

import re
from collections.abc import Iterable
from itertools import islice
from typing import Any

import yaml

from ebulletin.findings import Finding
from ebulletin.source.guesses import Guess, closings, guesses, line_at
from ebulletin.source.quoting import in_quotes, quoted
from ebulletin.source.tree import Tree, events

_MOST_GUESSES = 80
_MOST_CHARACTERS = 4_000_000  # read again and again, about two seconds' worth


def explain(tree: Tree, index: int, error: Any, *, is_item: bool) -> Finding:
    """The finding for a fault at an index of the tree's YAML text.

    Args:
        tree: What was being read.
        index: Where reading stopped.
        error: What the YAML reader said; None for words or a group where a field should be.
        is_item: Whether the text of an item may have slipped among its fields.
    """
    text = tree.yaml_text
    context = getattr(error, "context_mark", None)
    opened = context.index if context is not None else index
    if _is_unfinished_quote(error):
        return _unfinished_quote(tree, opened)
    guess = _borne_out(text, index, guesses(text, opened, index, is_item=is_item))
    if guess is not None:
        return _as_finding(tree, guess)
    return _unexplained(tree, opened, index, error, is_item=is_item)


def _borne_out(text: str, index: int, tried: Iterable[Guess]) -> Guess | None:
    """The first guess whose cure gets reading past the line of the fault."""
    end_of_line = index + len(line_at(text, index))
    most = min(_MOST_GUESSES, max(1, _MOST_CHARACTERS // (len(text) + 1)))
    for guess in islice(tried, most):
        growth = len(guess.text) - (guess.end - guess.start)
        cured = text[: guess.start] + guess.text + text[guess.end :]
        if _gets_past(cured, end_of_line + growth):
            return guess
    return None


def _gets_past(text: str, limit: int) -> bool:
    """Whether a YAML text can be read beyond an index, or to its end."""
    groups: list[list[bool]] = []  # for each: is it a mapping, and is a key to come
    try:
        for event in events(text):
            if event.start_mark.index > limit:
                return True
            if isinstance(event, yaml.CollectionEndEvent):
                groups.pop()
            elif isinstance(event, yaml.NodeEvent) and not _takes(groups, event):
                return False
    except (yaml.YAMLError, ValueError, OverflowError):
        return False
    return True


def _takes(groups: list[list[bool]], event: yaml.NodeEvent) -> bool:
    """Step over one node; False for words at the top, or a group in the place of a key."""
    is_group = isinstance(event, yaml.CollectionStartEvent)
    if not groups and not isinstance(event, yaml.MappingStartEvent):
        return False
    if groups and groups[-1][0]:
        if groups[-1][1] and is_group:
            return False
        groups[-1][1] = not groups[-1][1]
    if is_group:
        groups.append([isinstance(event, yaml.MappingStartEvent), True])
    return True


def _as_finding(tree: Tree, guess: Guess) -> Finding:
    start, end = guess.start + tree.base, guess.end + tree.base
    finding = tree.remarks.finding(start, "ITM101", guess.message, guess.advice)
    if not guess.is_fix:
        return finding
    return tree.remarks.finding(
        start,
        "ITM101",
        guess.message,
        guess.advice,
        fix=tree.remarks.edit(start, end, guess.text),
    )


def _is_unfinished_quote(error: Any) -> bool:
    context, problem = (str(getattr(error, name, "")) for name in ("context", "problem"))
    return "quoted scalar" in context and bool(
        re.search("end of stream|document (?:indicator|separator)", problem)
    )


def _unfinished_quote(tree: Tree, opened: int) -> Finding:
    """Close a double quotation mark; a single one may as well be an apostrophe."""
    text = tree.yaml_text
    line = line_at(text, opened).rstrip()
    guess = _borne_out(text, len(text), closings(opened, line))
    if guess is None:
        return tree.remarks.finding(
            opened + tree.base,
            "ITM101",
            f"the quotation mark that opens {quoted(line)} is never closed",
            f"Put {line[0]} at the end of the words.",
        )
    finding = _as_finding(tree, guess)
    if line[0] == '"':
        return finding
    words = text[guess.start : guess.end]
    return Finding(
        finding.place,
        finding.code,
        finding.severity,
        finding.message,
        "Put ' at the end of the words; if it is an apostrophe, put double quotation marks round "
        "them.",
        offers=(guess.text, in_quotes(words)),
    )


def _unexplained(tree: Tree, opened: int, index: int, error: Any, *, is_item: bool) -> Finding:
    text = tree.yaml_text
    if "flow" in str(getattr(error, "context", "")) and text[opened : opened + 1] in ("{", "["):
        return tree.remarks.finding(
            opened + tree.base,
            "ITM101",
            f"what the bracket {text[opened]} opens here cannot be read",
            "Look for a missing bracket, comma or quotation mark after it.",
        )
    if error is None:
        words = quoted(line_at(text, index))
        return tree.remarks.no_fields(index + tree.base, f"the words {words}")
    advice = "Look here and above for a missing quotation mark, bracket, or space after a colon."
    if is_item:
        advice += " If the text of the item begins here, put a line '---' above it."
    index = min(index, len(text.rstrip()))
    return tree.remarks.finding(
        index + tree.base, "ITM101", "the fields cannot be read from here on", advice
    )
