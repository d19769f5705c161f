"""Content of the demonstration, made once for all tests of exports."""

from pathlib import Path

import pytest

from ebulletin.press.contents import contents
from ebulletin.templates.content import Content
from ebulletin.workspace import open_workspace

EDITIONS = ("2026-09-lantern", "2026-autumn-newsletter")


@pytest.fixture(scope="session")
def editions(root: Path) -> tuple[Content, ...]:
    """Editions A and B in all variants."""
    workspace = open_workspace(root)
    return tuple(each for slug in EDITIONS for each in contents(workspace, slug))
