"""What tests read in the HTML of an e-mail."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from sample_bulletin import (
    SAMPLES,
    Level,
    bulletin,
)

from ebulletin.bulletins.composed import Bulletin
from ebulletin.templates.load import load_theme
from ebulletin.templates.render import render_email

ALL = [(theme, level) for theme in SAMPLES for level in ("professional", "public")]
SAMPLE = pytest.mark.parametrize(("theme", "level"), ALL)


def sample(theme: str, level: str) -> Bulletin:
    return SAMPLES[theme](level)  # type: ignore[arg-type]


def html_of(shown: Bulletin, theme: str | None = None) -> str:
    return render_email(shown, load_theme(theme or shown.theme))


def with_sections(*sections: Any, theme: str = "shield", level: Level = "public") -> Bulletin:
    return bulletin(level, theme, "ESSCP Newsletter", sections=sections, contents=())


class Outline(HTMLParser):
    """Start tags with their attributes, and the words that show."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.pieces: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self._silent = 0
        self._heading: int | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in ("style", "title", "head"):
            self._silent += 1
        if re.fullmatch("h[1-6]", tag):
            self._heading = int(tag[1])
            self.headings.append((self._heading, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "title", "head"):
            self._silent -= 1
        if re.fullmatch("h[1-6]", tag):
            self._heading = None

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        self.pieces.append(data)
        if self._heading is not None:
            level, text = self.headings[-1]
            self.headings[-1] = (level, " ".join(f"{text}{data}".split()))

    @property
    def text(self) -> str:
        return " ".join("".join(self.pieces).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]
