"""Reads authored files one by one, and does not understand anew what has not changed."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from ebulletin.findings import Finding
from ebulletin.settings import GlossaryTerm, Partnership
from ebulletin.source import decode
from ebulletin.workspace.files import read_bytes

_Value = TypeVar("_Value")
Parse = Callable[[str, str], tuple[_Value | None, list[Finding]]]


class Reading:
    """The way in for files; kept from one opening of a workspace to the next, it saves work.

    A file with the same bytes gives the very same value again, so that whatever was found in that
    value can be kept beside it.

    Args:
        instead: Bytes that stand in for those on disk, by path from the root of the workspace.
    """

    def __init__(self, instead: Mapping[str, bytes] | None = None) -> None:
        self.instead = dict(instead or {})
        self._parsed: dict[str, tuple[bytes, Any, list[Finding]]] = {}
        self._settings: tuple[Partnership, tuple[GlossaryTerm, ...], Partnership] | None = None

    def read(
        self, file: Path, path: str, parse: Parse[_Value]
    ) -> tuple[_Value | None, list[Finding]]:
        """What a file says, or why it cannot be read.

        Args:
            file: Where it lies.
            path: From the root of the workspace, for findings.
            parse: Text and path to value and findings; the same one each time for a path.
        """
        raw, findings = self.instead.get(path), list[Finding]()
        if raw is None:
            raw, findings = read_bytes(file, path)
        if raw is None:
            return None, findings
        known = self._parsed.get(path)
        if known is not None and known[0] == raw:
            return known[1], list(known[2])
        text, findings = decode(raw, path)
        value = None
        if text is not None:
            value, problems = parse(text, path)
            findings = [*findings, *problems]
        self._parsed[path] = raw, value, findings
        return value, list(findings)

    def with_glossary(self, settings: Partnership, terms: tuple[GlossaryTerm, ...]) -> Partnership:
        """The settings with all terms; the same value again for the same ones."""
        known = self._settings
        if known is None or known[0] is not settings or known[1] != terms:
            joined = settings.model_copy(update={"glossary": terms})
            self._settings = known = settings, terms, joined
        return known[2]
