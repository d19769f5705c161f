"""YAML events into fields and their places, in one pass and without recursion."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from ebulletin.findings import Finding
from ebulletin.source.model import Spot, Value
from ebulletin.source.remarks import Remarks

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The quick reader built on libyaml, or the one in pure Python where that is absent."""

DEEPEST = 50
"""Levels of lists and groups inside each other; no real file has more than eight."""

# Fields whose text is printed, so that a cut is a loss; in others a comment is a comment.
_PRINTED = frozenset({"title", "name", "summary", "subject", "preheader"})
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_TAB_INDENT = re.compile(r"^ *\t[ \t]*(?=\S)", re.MULTILINE)


class UnreadableError(Exception):
    """The text is YAML of a kind that the product does not read.

    Attributes:
        index: Where, in characters from the start of the YAML text.
        finding: What to say; None where the author's likely slip is still to be found out.
    """

    def __init__(self, index: int, finding: Finding | None = None) -> None:
        super().__init__(index)
        self.index = index
        self.finding = finding


def events(text: str, loader: Any = LOADER) -> Iterator[Any]:
    """The events of one YAML text.

    Raises:
        yaml.YAMLError: The text is not YAML.
    """
    return iter(yaml.parse(text, Loader=loader))


class _Group:
    """A mapping or list that is being filled."""

    __slots__ = (
        "is_flow",
        "is_mapping",
        "is_repeat",
        "key",
        "key_end",
        "key_start",
        "last",
        "slip",
        "spots",
        "start",
        "values",
    )

    def __init__(self, start: int, *, is_mapping: bool, is_flow: bool) -> None:
        self.start = start
        self.is_mapping = is_mapping
        self.is_flow = is_flow
        self.values: Any = {} if is_mapping else []
        self.spots: Any = {} if is_mapping else []
        self.key: str | None = None  # the key whose value is still to come
        self.key_start = self.key_end = start
        self.is_repeat = False  # that key was there before
        self.last: Spot | None = None
        self.slip: int | None = None  # place among the findings of a comma after the last value


class Tree:
    """Fills fields and spots from the events of one YAML text.

    Attributes:
        fields: What was read; empty values are left out.
        spots: Where it stands.
        remarks: ITM101 to ITM104, ITM110 and ITM111.
    """

    def __init__(self, path: str, text: str, start: int, end: int, loader: Any = LOADER) -> None:
        """Take the part of a file's text, from `start` to `end`, that is YAML."""
        self.path, self.text, self.base = path, text, start
        self.yaml_text = text[start:end]
        self.fields: dict[str, Value] = {}
        self.spots: dict[str, Spot] = {}
        self.remarks = Remarks(path, text)
        self._loader = loader
        self._groups: list[_Group] = []
        self._blocks: list[tuple[int, int]] = []
        self._documents = 0

    def fill(self) -> None:
        """Read everything.

        Raises:
            yaml.YAMLError: The text is not YAML.
            UnreadableError: It is YAML, and of a kind that the product does not read.
        """
        for event in events(self.yaml_text, self._loader):
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self._begin(event, is_mapping=kind is yaml.MappingStartEvent)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._finish(event)
            elif kind is yaml.AliasEvent:
                start = event.start_mark.index
                finding = self.remarks.alias(start + self.base, event.anchor)
                raise UnreadableError(start, finding)
            elif kind is yaml.DocumentStartEvent:
                self._documents += 1
                if self._documents > 1:
                    self.remarks.second_document(event.start_mark.index + self.base)
                    break
        tab = self.tab_indent(len(self.yaml_text)) if "\t" in self.yaml_text else None
        if tab is not None:
            self.remarks.found.append(tab)

    def tab_indent(self, until: int) -> Finding | None:
        """The first line, up to an index in the YAML text, that is indented with a tab."""
        for match in _TAB_INDENT.finditer(self.yaml_text):
            if match.start() > until:
                break
            index = self.base + match.start()
            if not any(first < index < last for first, last in self._blocks):
                return self.remarks.tab(index + match[0].index("\t"))
        return None

    # --- Scalars ---

    def _scalar(self, event: Any) -> None:
        start, end = event.start_mark.index + self.base, event.end_mark.index + self.base
        value: str = event.value
        style: str = event.style or ""
        if event.anchor is not None or event.tag is not None:
            self.remarks.mark(start)
        if style == '"' and _CONTROL.search(value):
            self.remarks.control(start, end)
            value = _CONTROL.sub("", value)
        elif style in ("|", ">"):
            self._blocks.append((start, end))
        if not self._groups:
            if value:
                raise UnreadableError(start - self.base)
            return
        group = self._groups[-1]
        if group.is_mapping and group.key is None:
            self._key(group, value, start, end)
        elif not value or value.isspace() or (value == "~" and not style):
            self._empty(group, start)
        else:
            self._put(group, value, Spot(group.key_start, start, end, style))

    def _key(self, group: _Group, name: str, start: int, end: int) -> None:
        group.key, group.key_start, group.key_end = name, start, end
        if name in group.spots:
            group.is_repeat = True
            self.remarks.twice(name, group.spots[name].key, start)

    def _put(self, group: _Group, value: Value, spot: Spot) -> None:
        key, group.key = group.key, None
        if key is None:
            spot = spot._replace(key=spot.start)
            group.values.append(value)
            group.spots.append(spot)
        elif group.is_repeat:
            group.is_repeat = False
        else:
            if not spot.style and spot.inside is None and self._is_printed(key):
                self.remarks.cut(spot)
            group.values[key] = value
            group.spots[key] = spot
        group.last, group.slip = spot, None

    def _is_printed(self, key: str) -> bool:
        """Whether readers see a field; a line per variant belongs to the field round it."""
        return key in _PRINTED or (len(self._groups) > 1 and self._groups[-2].key in _PRINTED)

    def _empty(self, group: _Group, start: int) -> None:
        key, group.key = group.key, None
        is_repeat, group.is_repeat = group.is_repeat, False
        if key is None:
            self.remarks.empty_entry(start)
        elif group.is_flow and ":" not in self.text[group.key_end : start]:
            self._comma(group, key)
        elif not is_repeat:
            self.remarks.empty(key, group.key_start, group.key_end, is_flow=group.is_flow)

    def _comma(self, group: _Group, key: str) -> None:
        """Name the comma once for one value, however many it holds."""
        finding = self.remarks.comma(group.last, key, group.key_start, group.key_end)
        found = self.remarks.found
        if group.slip is None:
            group.slip = len(found)
            found.append(finding)
        else:
            found[group.slip] = finding

    # --- Mappings and lists ---

    def _begin(self, event: Any, *, is_mapping: bool) -> None:
        index = event.start_mark.index
        if event.anchor is not None or event.tag is not None:
            self.remarks.mark(index + self.base)
        if not self._groups and not is_mapping:
            raise UnreadableError(index, self.remarks.no_fields(index + self.base, "a list"))
        if self._groups and self._groups[-1].is_mapping and self._groups[-1].key is None:
            raise UnreadableError(index)
        if len(self._groups) >= DEEPEST:
            raise UnreadableError(index, self.remarks.too_deep(index + self.base, DEEPEST))
        is_flow = bool(event.flow_style)
        self._groups.append(_Group(index + self.base, is_mapping=is_mapping, is_flow=is_flow))

    def _finish(self, event: Any) -> None:
        done = self._groups.pop()
        if not self._groups:
            self.fields, self.spots = done.values, done.spots
            return
        end = event.end_mark.index + self.base
        if not done.is_flow:  # the mark of a block stands at the next word after it
            end = done.last.end if done.last else done.start
        group = self._groups[-1]
        self._put(group, done.values, Spot(group.key_start, done.start, end, "", done.spots))
