"""What the engine leaves undone, done in its output while the bodies are still tokens.

No author's text stands in the HTML here, so plain replacements are safe.

Buttons for Outlook: the cell of a button keeps the colour (`bgcolor`) and the room round the words
(`mso-padding-alt`), the link in it keeps its address and colour. Unlike a VML shape this needs no
fixed width and height, so long words and large type wrap instead of being cut off; in Outlook the
corners are square.
"""

import re
from collections.abc import Iterable

from ebulletin.templates.mjml.entities import is_plain_to_read
from ebulletin.templates.mjml.mend import mended
from ebulletin.templates.mjml.model import Element

PREHEADER_PADDING = "\u034f\u00a0" * 80
"""Invisible characters after the preheader, so that inbox lists do not fill the line from the body.

U+034F keeps the no-break spaces from being collapsed; 80 pairs are about 150 columns.
"""

_PREHEADER = re.compile(r'(<div style="display:none;)([^"]*">[a-z0-9]+)')
_NUMBER = re.compile(r"&#(\d+);")
_WRAPPER = re.compile(r'<div [^<>]*role="article"[^<>]*>')
# The title names the document already; a name outside all landmarks is content outside them.
_WRAPPER_LABEL = re.compile(r'<div aria-label="[^"]*" (?=aria-roledescription="email")')
_BETWEEN_CONDITIONALS = re.compile(r"<!\[endif\]-->[ \t\n]*<!--\[if mso \| IE\]>")
_FRACTION_OF_PIXEL = re.compile(r'( width="\d+)\.\d+"')
# The engine reckons with 32 bits: -0.39999998 for -0.4.
_FILL = re.compile(r'<v:fill (?:position|origin)="[^"]*" (?:position|origin)="[^"]*"')
_LONG_FRACTION = re.compile(r"\d+\.\d{6,}")
_NO_HTML_ATTRIBUTE = re.compile(r' vertical-align="[a-z]*"')


def tidied(skeleton: str, marked: Iterable[tuple[str, Element]]) -> str:
    """The engine's HTML as the reference compiler means it, with readable characters.

    Args:
        skeleton: From the engine, with tokens for all bodies.
        marked: Elements of whose attributes the engine drops some, each with its mark.
    """
    html = _BETWEEN_CONDITIONALS.sub("", skeleton)
    html = _NO_HTML_ATTRIBUTE.sub("", html)
    html = _NUMBER.sub(_readable, html)
    html = _FRACTION_OF_PIXEL.sub(r'\1"', html)
    if "<v:fill" in html:
        html = _FILL.sub(lambda fill: _LONG_FRACTION.sub(_shorter, fill[0]), html)
    return mended(html, marked)


def for_readers(html: str, *, has_main: bool) -> str:
    """The HTML with all that it shows inside a landmark, and no preheader in Outlook's body.

    Args:
        html: As tidied.
        has_main: The theme has a main landmark of its own.
    """
    html = _PREHEADER.sub(rf"\1mso-hide:all;\2{PREHEADER_PADDING}", html, count=1)
    html = _WRAPPER_LABEL.sub("<div ", html, count=1)
    return html if has_main else _with_main(html)


def _with_main(html: str) -> str:
    """Put all that the body shows into a `main` landmark, by which screen readers jump.

    The article round it stays: in webmail it says that an e-mail begins here.
    """
    wrapper = _WRAPPER.search(html)
    end = html.rfind("</div></body>")
    assert wrapper, "the engine has changed its wrapper"
    return f'{html[: wrapper.end()]}<div role="main">{html[wrapper.end() : end]}</div>{html[end:]}'


def _shorter(fraction: re.Match[str]) -> str:
    return f"{float(fraction[0]):.5f}".rstrip("0").rstrip(".")


def _readable(found: re.Match[str]) -> str:
    """A character instead of its number, where the number only served to pass the engine."""
    number = int(found[1])
    if number == ord("&"):
        return "&amp;"
    return chr(number) if number > 0x7F and is_plain_to_read(chr(number)) else found[0]
