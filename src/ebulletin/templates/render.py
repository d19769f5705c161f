"""Renders a bulletin: content and theme to MJML, MJML to the HTML of an e-mail."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import lru_cache
from html import unescape
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from ebulletin.bulletins.composed import Bulletin, Link, SafetyBlock, plain
from ebulletin.templates.inline import Looks, words_of
from ebulletin.templates.load import Theme, load_theme
from ebulletin.templates.mjml import Document, MjmlError, MjmlProblem, compile_mjml, faults_in
from ebulletin.templates.model import Email, Format, Rendering
from ebulletin.templates.slim import slim
from ebulletin.templates.tokens import Tokens, contrast_pairs

# In px, from the edge of the e-mail to its words.
_GUTTER = 24
_SAFETY = "safety.mjml.j2"
_FOOTER = "footer.mjml.j2"
_NOT_SHOWN = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0", re.IGNORECASE)


def render(email: Bulletin, page: Bulletin, theme: Theme, formats: Collection[Format]) -> Rendering:
    """Render one variant in the forms asked for.

    A built-in theme does not change while a process runs, so what was rendered with one is kept
    for as long as the content stays equal: after a small change only its variants are made anew.

    Args:
        email: Composed for the channel `email`; HTML and text are made from it.
        page: Composed for the channel `page`, which holds less.
        theme: Sets both.
        formats: Which forms; none but these costs time.
    """
    if theme.folder is None:
        return _render_built_in(email, page, theme.name, frozenset(formats))
    return _render(email, page, theme, formats)


@lru_cache(maxsize=16)
def _render_built_in(
    email: Bulletin, page: Bulletin, theme: str, formats: frozenset[Format]
) -> Rendering:
    return _render(email, page, load_theme(theme), formats)


def _render(
    email: Bulletin, page: Bulletin, theme: Theme, formats: Collection[Format]
) -> Rendering:
    from ebulletin.templates.page import write_page
    from ebulletin.templates.plaintext import write_text

    html = write_email(email, theme) if "html" in formats else None
    web = write_page(page, theme) if "web" in formats else None
    return Rendering(
        subject=words_of(email.subject, Looks()),
        preheader=words_of(email.preheader, Looks()),
        html=html.html if html else None,
        text=write_text(email) if "text" in formats else None,
        page=web.html if web else None,
        notes=(*(html.notes if html else ()), *(web.notes if web else ())),
        contrast=_too_faint(theme.tokens.with_brand(email.brand)),
    )


def render_email(bulletin: Bulletin, theme: Theme) -> str:
    """The HTML of the e-mail; `write_email` tells also what had to be put back."""
    return write_email(bulletin, theme).html


def write_email(bulletin: Bulletin, theme: Theme) -> Email:
    """Render the e-mail.

    Safety block and way to leave are the product's own: where a workspace's part leaves out a line
    of them, the built-in part stands in its place, and a note says so (safety rules S02).

    Raises:
        TemplateFaultError: A template cannot be run.
        EbulletinError: What a template gives is not MJML.
    """
    source, notes = _source(bulletin, theme)
    document = Document(
        language=bulletin.language,
        direction="ltr",
        title=words_of(bulletin.subject, Looks(merges="fallbacks")),
    )
    host = urlsplit(bulletin.masthead.website).hostname or ""
    name = f"theme {theme.name}"
    try:
        html = compile_mjml(source, document=document, name=name, own_hosts=frozenset({host}))
    except MjmlError as error:
        raise MjmlError(_at_their_places(error, source, name, bulletin, theme)) from error
    return Email(slim(html), notes)


def email_mjml(bulletin: Bulletin, theme: Theme) -> str:
    """The MJML from which the e-mail is made."""
    return _source(bulletin, theme)[0]


def _source(bulletin: Bulletin, theme: Theme) -> tuple[str, tuple[str, ...]]:
    source, notes = _composed(bulletin, theme)
    return _tidied(source), notes


def _composed(bulletin: Bulletin, theme: Theme) -> tuple[str, tuple[str, ...]]:
    """What the templates give, and what had to be put back."""
    facts = _facts(bulletin, theme)
    safety, safety_notes = _owned(
        theme, _SAFETY, facts, lambda part: _says_all(part, bulletin.safety), "safety block"
    )
    footer, footer_notes = _owned(
        theme,
        _FOOTER,
        facts,
        lambda part: f'href="{escape(bulletin.footer.unsubscribe)}"' in part,
        "way to unsubscribe",
    )
    # Both are what templates gave, in which every word of an author is escaped.
    parts = {"safety": Markup(safety), "footer": Markup(footer)}  # noqa: S704
    source = theme.render("builtin/document.mjml.j2", facts | parts)
    return source, (*safety_notes, *footer_notes)


def _at_their_places(
    error: MjmlError, source: str, name: str, bulletin: Bulletin, theme: Theme
) -> tuple[MjmlProblem, ...]:
    """The problems of composed MJML, each in the template and line where a person can mend it."""
    from ebulletin.templates.origins import origins, placed

    own = origins(theme, lambda marked: _composed(bulletin, marked)[0], _tidied)
    return placed(error.problems, own, source, name)


def _facts(bulletin: Bulletin, theme: Theme) -> dict[str, object]:
    """Everything that templates find by name."""
    tokens = theme.tokens.with_brand(bulletin.brand)
    looks = _looks(bulletin, "white-space:nowrap")
    bold = _looks(bulletin, "font-weight:bold;white-space:nowrap")
    large = replace(
        _looks(bulletin, "font-size:20px;line-height:28px;font-weight:bold;white-space:nowrap"),
        # On a phone each number has its own line, to be tapped.
        before_number=Markup('<br class="pb">'),
    )
    return {
        "bulletin": bulletin,
        "c": tokens.light,
        "d": tokens.dark,
        "width": theme.width,
        "content_width": theme.width - 2 * _GUTTER,
        "radius": theme.radius,
        "looks": looks,
        "looks_bold": bold,
        "looks_large": large,
    }


def _looks(bulletin: Bulletin, number: str) -> Looks:
    return Looks(
        number=Markup(' style="{}"').format(number),
        note=Markup(' style="font-size:14px"'),
        unsubscribe=bulletin.footer.unsubscribe,
        view_online=bulletin.footer.view_online or "",
    )


# --- What no theme may leave out --------------------------------------------------------------


def _owned(
    theme: Theme,
    part: str,
    facts: Mapping[str, object],
    is_whole: Callable[[str], bool],
    what: str,
) -> tuple[str, tuple[str, ...]]:
    """A part as the theme has it, or the built-in one where the theme's is not whole."""
    rendered = theme.render(part, facts)
    # What stands in a comment reaches nobody.
    if is_whole(_COMMENT.sub("", rendered)):
        return rendered, ()
    why = _broken(theme, part, facts) or (
        f"templates/{theme.name}/{part} leaves out or hides part of the {what}"
    )
    note = f"{why}; the built-in part was printed in its place"
    return theme.render(f"builtin/{part}", facts), (note,)


def _broken(theme: Theme, part: str, facts: Mapping[str, object]) -> str | None:
    """Why a part is not MJML, which is what its author must mend first; None where it is."""
    from ebulletin.templates.origins import origins

    own = origins(theme, lambda marked: marked.render(part, facts), _tidied)
    problem = next(map(own.placed, faults_in(own.text, part)), None)
    if problem is None:
        return None
    return f"{problem.file}, line {problem.line}, cannot be read as MJML: {problem.message}"


def _says_all(part: str, safety: SafetyBlock) -> bool:
    """Whether every line of the block is there to be read, in order, its numbers as links."""
    if _HIDING.search(part):
        return False
    shown = _squeezed(unescape(_NOT_SHOWN.sub(" ", part)))
    position = 0
    for line in (safety.heading, *(plain(line.runs) for line in safety.lines)):
        position = shown.find(_squeezed(line), position)
        if position < 0:
            return False
    numbers = [run for line in safety.lines for run in line.runs if isinstance(run, Link)]
    return all(f'href="{escape(link.href)}"' in part for link in numbers)


def _squeezed(text: str) -> str:
    """Text without white space, so that mark-up between words makes no difference."""
    return "".join(text.split())


def _tidied(source: str) -> str:
    """Without indentation and empty lines, which would be sent to every reader."""
    lines = (line.strip() for line in source.splitlines())
    return "\n".join(line for line in lines if line)


def _too_faint(tokens: Tokens) -> tuple[tuple[str, str, str, float], ...]:
    return tuple(
        (pair.front, pair.ground, pair.mode, pair.ratio)
        for pair in contrast_pairs(tokens)
        if pair.falls_short
    )
