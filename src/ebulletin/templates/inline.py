"""Words inside a paragraph as HTML, escaped: the one place where they become mark-up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from ebulletin.bulletins.composed import (
    Break,
    Emphasis,
    Inline,
    Link,
    Merge,
    Note,
    Runs,
    Strong,
    plain,
)
from ebulletin.bulletins.composed import Text as Words

_PLAIN = Markup("")
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
# ISO 639 languages and ISO 15924 scripts written from right to left.
_RTL_LANGUAGES = frozenset({"ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
_RTL_SCRIPTS = frozenset({"arab", "hebr", "nkoo", "syrc", "thaa"})
_SCRIPT_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Looks:
    """How words become HTML in one output; templates find it under the name `looks`.

    Attributes:
        link: Attributes of every link, such as ` style="color:#0A5688"`, or empty.
        number: The same for telephone links.
        before_number: What stands before each of them.
        note: The same for the note after a number or address.
        merges: `tokens` leaves merge fields to the mailing tool, `fallbacks` prints their words.
        unsubscribe: Address behind the reserved link; where empty, its words stand alone.
        view_online: Likewise.
    """

    link: Markup = _PLAIN
    number: Markup = _PLAIN
    before_number: Markup = _PLAIN
    note: Markup = _PLAIN
    merges: Literal["tokens", "fallbacks"] = "tokens"
    unsubscribe: str = ""
    view_online: str = ""


def inline_html(runs: Runs, looks: Looks) -> Markup:
    """Runs of words as escaped HTML.

    A link to the public page stands only where there is one (amendment 21): without an address
    its words go too, while an unknown address of any other link leaves the words.
    """
    return Markup("").join(_pieces(runs, looks))


def words_of(runs: Runs, looks: Looks) -> str:
    """The bare words of runs, not escaped; merge fields as the output has them."""
    return "".join(_words(run, looks) for run in runs)


def merge_token(merge: Merge) -> str:
    """The neutral form of a merge field, which exporters turn into that of their tool."""
    return f"{{{{ {merge.name} | {merge.fallback} }}}}"


@pass_context
def runs_filter(context: Context, runs: Runs, looks: Looks | None = None) -> Markup:
    """The template filter `runs`; other looks than those of the output may be named."""
    return inline_html(runs, looks or context["looks"])


@pass_context
def words_filter(context: Context, runs: Runs) -> str:
    """The template filter `words`."""
    return words_of(runs, context["looks"])


def direction(language: str) -> str:
    """`rtl` for a language that is written from right to left, else `ltr`.

    A script in the tag (`pa-Arab`) decides; without one the language's usual script does.
    """
    parts = language.casefold().split("-")
    scripts = [part for part in parts[1:] if len(part) == _SCRIPT_LETTERS]
    if scripts:
        return "rtl" if scripts[0] in _RTL_SCRIPTS else "ltr"
    return "rtl" if parts[0] in _RTL_LANGUAGES else "ltr"


def month_name(day: date) -> str:
    """`Nov`, whatever the computer's own language."""
    return _MONTHS[day.month - 1]


def _words(run: Inline, looks: Looks) -> str:
    match run:
        case Merge() if looks.merges == "tokens":
            return merge_token(run)
        case Strong(runs=inner) | Emphasis(runs=inner) | Link(runs=inner):
            return words_of(inner, looks)
        case _:
            return plain((run,))


def _pieces(runs: Runs, looks: Looks) -> Iterable[Markup]:
    for run in runs:
        yield _piece(run, looks)


def _piece(run: Inline, looks: Looks) -> Markup:
    match run:
        case Words(text=text):
            return escape(text)
        case Strong(runs=inner):
            return Markup("<strong>{}</strong>").format(inline_html(inner, looks))
        case Emphasis(runs=inner):
            return Markup("<em>{}</em>").format(inline_html(inner, looks))
        case Break():
            return Markup("<br>")
        case Note(text=text):
            return Markup(" <span{}>({})</span>").format(looks.note, text)
        case Merge():
            return escape(merge_token(run) if looks.merges == "tokens" else run.fallback)
        case Link():
            return _link(run, looks)


def _link(link: Link, looks: Looks) -> Markup:
    inner = inline_html(link.runs, looks)
    href = link.href
    if link.to == "unsubscribe":
        href = looks.unsubscribe
    elif link.to == "view_online":
        href = looks.view_online
        if not href:
            return Markup("")
    if not href:
        return inner
    if link.to == "tel":
        return looks.before_number + Markup('<a href="{}"{}>{}</a>').format(
            href, looks.number, inner
        )
    return Markup('<a href="{}"{}>{}</a>').format(href, looks.link, inner)
