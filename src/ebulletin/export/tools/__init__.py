"""One file per mailing tool, each a table and nothing else: a new file is a new tool."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from ebulletin.export.model import Tool


@cache
def tools() -> Mapping[str, Tool]:
    """Every mailing tool by its id, in the order of the ids."""
    names = sorted(each.name for each in iter_modules(__path__))
    found = (import_module(f"{__name__}.{name}").TOOL for name in names)
    return {tool.id: tool for tool in found}
