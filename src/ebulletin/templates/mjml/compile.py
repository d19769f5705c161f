"""MJML in, an e-mail's HTML out: the story of the room."""

import re
from collections.abc import Collection
from dataclasses import replace
from itertools import islice

from ebulletin.templates.mjml.encode import Encoded, encode, is_inline_style, walk
from ebulletin.templates.mjml.engine import skeleton
from ebulletin.templates.mjml.entities import plain
from ebulletin.templates.mjml.finish import for_readers, tidied
from ebulletin.templates.mjml.hosts import loaded_from
from ebulletin.templates.mjml.include import ReadInclude, with_includes
from ebulletin.templates.mjml.inline import inlined
from ebulletin.templates.mjml.limits import beyond_the_engine
from ebulletin.templates.mjml.markup import unbalanced
from ebulletin.templates.mjml.model import (
    MOST_PROBLEMS,
    Document,
    Element,
    MjmlError,
    MjmlFile,
    MjmlProblem,
    Spot,
)
from ebulletin.templates.mjml.parse import parse
from ebulletin.templates.mjml.resolve import with_attributes
from ebulletin.templates.mjml.validate import problems_in

_MAIN = re.compile(r"<main\b|<[a-z][^<>]*\brole=[\"']main\b", re.IGNORECASE)
_EMPTY = ("the MJML is empty", "Begin with <mjml><mj-body>.")
_SECOND = ("a second element stands beside the first", "Put everything between <mjml> and </mjml>.")


def compile_mjml(
    source: str,
    *,
    document: Document,
    name: str = "email.mjml",
    read_include: ReadInclude | None = None,
    own_hosts: Collection[str] = frozenset(),
) -> str:
    """Turn MJML into the HTML of an e-mail; the same source gives the same bytes.

    Args:
        source: One `mjml` element, up to 1 MB with what it includes.
        document: What the e-mail says of itself.
        name: Of the source, for problems.
        read_include: Gives the text of a file of the theme; without it nothing can be included.
        own_hosts: Hosts from which pictures may be loaded, such as the configured image host.

    Raises:
        MjmlError: The source has faults, all of which it names.
    """
    root = _checked(source, name, read_include)
    encoded = encode(root, replace(document, title=_title(root, document)))
    html = tidied(skeleton(encoded.mjml, root), encoded.marked)
    html = encoded.tokens.restore(for_readers(html, has_main=_has_main(root)))
    if encoded.inline_styles:
        html = _with_inline_styles(html, encoded, root)
    _refuse_other_hosts(html, root, own_hosts)
    return html


def faults_in(part: str, name: str) -> tuple[MjmlProblem, ...]:
    """What is wrong with a piece of MJML that stands between the tags of `mj-body`."""
    try:
        _checked(f"<mjml><mj-body>{part}</mj-body></mjml>", name, None)
    except MjmlError as error:
        return error.problems
    return ()


def _checked(source: str, name: str, read_include: ReadInclude | None) -> Element:
    """The document with its includes and all attributes in place, and nothing wrong in it."""
    problems: list[MjmlProblem] = []
    roots = parse(source, name, problems)
    if not roots:
        raise MjmlError([*problems, Spot(MjmlFile(name, source), 0).problem(*_EMPTY)])
    problems += [second.spot.problem(*_SECOND) for second in roots[1:]]
    whole = with_includes(roots[0], name, read_include, problems)
    problems += islice(problems_in(whole), MOST_PROBLEMS)
    if problems:
        raise MjmlError(problems)
    resolved = with_attributes(whole, problems)
    if not problems:
        problems += islice(beyond_the_engine(resolved), MOST_PROBLEMS)
        problems += islice(unbalanced(walk(resolved)), MOST_PROBLEMS)
    if problems:
        raise MjmlError(problems)
    return resolved


def _title(root: Element, document: Document) -> str:
    """The title of the bulletin, or else that of the theme; screen readers say it first."""
    written = (plain(each.body or "") for each in walk(root) if each.tag == "mj-title")
    title = " ".join((document.title.strip() or next(written, "")).split())
    if not title:
        raise MjmlError([root.spot.problem("the e-mail has no title", "Write an <mj-title>.")])
    return title


def _has_main(root: Element) -> bool:
    """Whether the theme opens a main landmark of its own."""
    return any(_MAIN.search(each.body) for each in walk(root) if each.body)


def _with_inline_styles(html: str, encoded: Encoded, root: Element) -> str:
    try:
        return inlined(html, encoded.inline_styles)
    except ValueError as error:
        styles = [each for each in walk(root) if is_inline_style(each)]
        problem = styles[0].spot.problem(
            f"the CSS of <mj-style> cannot be read ({error})", "Mend it, or take it out."
        )
        raise MjmlError([problem]) from error


def _refuse_other_hosts(html: str, root: Element, own_hosts: Collection[str]) -> None:
    """Nothing that an e-mail shows may be fetched from somebody else's machine."""
    own = {host.lower() for host in own_hosts}
    problems = [
        _spot_of(address, root).problem(
            f"{address[:120]!r} would be loaded from {host}",
            "Keep pictures in the workspace, and use fonts that every machine has.",
        )
        for address, host in dict.fromkeys(loaded_from(html))
        if host not in own
    ]
    if problems:
        raise MjmlError(problems)


def _spot_of(words: str, root: Element) -> Spot:
    """Where words in lower case stand in the source or in a file that it includes."""
    for element in walk(root):
        for attribute in element.attributes:
            if words in attribute.value.lower():
                return attribute.value_spot
        at = (element.body or "").lower().find(words)
        if at >= 0:
            return element.spot_in_body(at)
    return root.spot
