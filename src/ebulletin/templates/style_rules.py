"""CSS taken apart as far as mail readers do: rules, their conditions and their declarations."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_MARK = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|[{};]")
_DECLARATION = re.compile(
    r"(?:[^;\"'(]|\"[^\"]{0,4000}\"|'[^']{0,4000}'|\([^)]{0,4000}\)|[\"'(])+?(?=;|$)"
)
# Rules that hold rules; the others that begin with `@` hold declarations of their own sort.
_HOLDS_RULES = ("@media", "@supports", "@document", "@-moz-document")


class Rule(NamedTuple):
    """What stands before a brace, and what between it and its partner; None where there is none."""

    prelude: str
    body: str | None


class Declaration(NamedTuple):
    """One property, in lower case, with its value as written."""

    name: str
    value: str

    def __str__(self) -> str:
        return f"{self.name}:{self.value}"


Condition = Callable[[str], str | None]
"""Gives the condition to print instead of one such as `screen and (max-width:479px)`; None drops
the rules under it."""

Rewrite = Callable[[Declaration], Declaration | None]


def rules_in(css: str) -> Iterator[Rule]:
    """The rules of the outermost level; a brace that is never closed ends where the text ends."""
    css = _COMMENT.sub("", css)
    start = at = depth = 0
    prelude = ""
    for found in _MARK.finditer(css):
        mark, at = found[0], found.end()
        if mark == "{":
            depth += 1
            if depth == 1:
                prelude, start = css[start : found.start()].strip(), at
        elif mark == "}" and depth:
            depth -= 1
            if not depth:
                yield Rule(prelude, css[start : found.start()].strip())
                start = at
        elif mark in ";}" and not depth:
            yield Rule(css[start : found.start()].strip(), None)
            start = at
    if depth:
        yield Rule(prelude, css[start:].strip())


def declarations_in(text: str) -> Iterator[Declaration]:
    """What stands in a `style` attribute or between the braces of a rule."""
    for found in _DECLARATION.finditer(text):
        name, colon, value = found[0].partition(":")
        if colon and name.strip():
            yield Declaration(name.strip().casefold(), value.strip())


def rewritten_sheet(css: str, condition: Condition, rewrite: Rewrite) -> str:
    """A style sheet with each condition and each declaration put through a function."""
    return "\n".join(_rewritten(rule, condition, rewrite) for rule in rules_in(css))


def rewritten_style(text: str, rewrite: Rewrite) -> str:
    """Declarations, each put through a function; those for which it gives None are left out."""
    changed = (rewrite(declaration) for declaration in declarations_in(text))
    return ";".join(str(each) for each in changed if each is not None)


def _rewritten(rule: Rule, condition: Condition, rewrite: Rewrite) -> str:
    prelude, body = rule
    if body is None:
        return f"{prelude};" if prelude else ""
    name = prelude.split(maxsplit=1)[0].casefold() if prelude else ""
    if name.startswith("@media"):
        kept = condition(prelude[len("@media") :].strip())
        if kept is None:
            return ""
        return f"@media {kept}{{{rewritten_sheet(body, condition, rewrite)}}}"
    if name in _HOLDS_RULES:
        return f"{prelude}{{{rewritten_sheet(body, condition, rewrite)}}}"
    if name == "@page":
        # Its margin boxes hold braces of their own, and nothing in it is for a screen.
        return f"{prelude}{{{body}}}"
    return f"{prelude}{{{rewritten_style(body, rewrite)}}}"
