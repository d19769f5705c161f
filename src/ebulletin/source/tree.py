"""YAML events into fields, their spots, and findings on what the product does not read."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from ebulletin.findings import Edit, Finding, Severity
from ebulletin.source.model import Spot, Value, place_at
from ebulletin.source.quoting import in_quotes, quoted

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The quick reader built on libyaml, or the one in pure Python where that is absent."""

DEEPEST = 50
"""Levels of lists and mappings inside each other; no real file has more than eight."""

# Fields whose text is printed, so that a cut is a loss; in others a comment is a comment.
_PRINTED = {"title", "name", "summary", "subject", "preheader"}
_COMMENT = re.compile(r"[ \t]+#[^\n]*")
_SWALLOWED = re.compile(r"[ \t]*(#[^\s#][^\n]*?)[ \t]*(?=\n|\Z)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_TAB_INDENT = re.compile(r"^ *\t[ \t]*\S", re.MULTILINE)


class UnreadableError(Exception):
    """The events cannot go on; the index is that of the fault in the YAML text."""

    def __init__(self, index: int, finding: Finding | None = None) -> None:
        super().__init__(index)
        self.index = index
        self.finding = finding


def events(text: str, loader: Any = None) -> Iterator[Any]:
    """The events of one YAML text.

    Raises:
        yaml.YAMLError: The text is not YAML.
    """
    return iter(yaml.parse(text, Loader=loader or LOADER))


class _Open:
    """A mapping or list that is being filled."""

    __slots__ = (
        "is_flow",
        "is_mapping",
        "key",
        "key_end",
        "key_start",
        "last",
        "skips",
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
        self.key: str | None = None
        self.key_start = self.key_end = start
        self.skips = False
        self.last: Spot | None = None
        self.slip: int | None = None


class Tree:
    """Fills fields and spots from events, in one pass and without recursion.

    Attributes:
        fields: What was read.
        spots: Where it stands.
        findings: ITM102, ITM103, ITM104 (a comma inside braces), ITM110 and ITM111.
    """

    def __init__(self, path: str, text: str, start: int, end: int) -> None:
        """Take the part of a file's text, from `start` to `end`, that is YAML."""
        self.path, self.text, self.base = path, text, start
        self.yaml_text = text[start:end]
        self.fields: dict[str, Value] = {}
        self.spots: dict[str, Spot] = {}
        self.findings: list[Finding] = []
        self._open: list[_Open] = []
        self._blocks: list[tuple[int, int]] = []
        self._documents = 0

    def fill(self) -> None:
        """Read everything.

        Raises:
            yaml.YAMLError: The text is not YAML.
            UnreadableError: It is YAML, and of a kind that the product does not read.
        """
        for event in events(self.yaml_text):
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self._begin(event, is_mapping=kind is yaml.MappingStartEvent)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._finish(event)
            elif kind is yaml.AliasEvent:
                self._refuse_alias(event)
            elif kind is yaml.DocumentStartEvent and not self._goes_on(event):
                break
        self._refuse_tabs()

    def tab_indent(self, until: int) -> Finding | None:
        """The first line, up to an index in the YAML text, that is indented with a tab."""
        for match in _TAB_INDENT.finditer(self.yaml_text):
            start = match.start() + self.base
            if match.start() > until:
                return None
            if not any(first < start < last for first, last in self._blocks):
                return self._finding(
                    start + match[0].index("\t"),
                    "ITM102",
                    "the line is indented with a tab",
                    "Use spaces in place of the tab.",
                )
        return None

    def _refuse_tabs(self) -> None:
        if "\t" in self.yaml_text and (finding := self.tab_indent(len(self.yaml_text))):
            self.findings.append(finding)

    def _goes_on(self, event: Any) -> bool:
        self._documents += 1
        if self._documents == 1:
            return True
        self._note(
            event.start_mark.index + self.base,
            "ITM102",
            "a second document starts here",
            "Keep one document to a file, and take out the line '---'.",
        )
        return False

    # --- Scalars ---

    def _scalar(self, event: Any) -> None:
        start, end = event.start_mark.index + self.base, event.end_mark.index + self.base
        self._refuse_marks(event, start)
        style = "" if event.style in (None, "") else event.style
        value: str = event.value
        if style == '"' and _CONTROL.search(value):
            self._note(
                start,
                "ITM101",
                f"{quoted(value)} holds a control character",
                "Write the text without the backslash code.",
            )
        if style in {"|", ">"}:
            self._blocks.append((start, end))
        if not self._open:
            if value:
                raise UnreadableError(event.start_mark.index, self._no_fields(start, value))
            return
        holder = self._open[-1]
        if holder.is_mapping and holder.key is None:
            self._key(holder, value, start, end)
        elif not value.strip() or (value == "~" and not style):
            self._empty(holder, start)
        else:
            self._put(holder, value, Spot(holder.key_start, start, end, style))

    def _key(self, holder: _Open, name: str, start: int, end: int) -> None:
        holder.key, holder.key_start, holder.key_end = name, start, end
        if name in holder.spots:
            first = place_at(self.path, self.text, holder.spots[name].key).line
            second = place_at(self.path, self.text, start).line
            holder.skips = True
            self._note(
                start,
                "ITM103",
                f"'{name}' is written twice, on lines {first} and {second}",
                "Keep one of the two.",
            )

    def _put(self, holder: _Open, value: Value, spot: Spot) -> None:
        if holder.is_mapping:
            key, holder.key = holder.key or "", None
            if holder.skips:
                holder.skips = False
                return
            if not spot.style and isinstance(value, str):
                self._warn_of_cut(key, spot)
            holder.values[key] = value
            holder.spots[key] = spot
        else:
            spot = spot._replace(key=spot.start)
            holder.values.append(value)
            holder.spots.append(spot)
        holder.last, holder.slip = spot, None

    def _warn_of_cut(self, key: str, spot: Spot) -> None:
        if key not in _PRINTED and not self._is_under_printed():
            return
        match = _COMMENT.match(self.text, spot.end)
        if match is None:
            return
        whole = self.text[spot.start : match.end()].rstrip()
        self.findings.append(
            Finding(
                place_at(self.path, self.text, match.end() - len(match[0].lstrip())),
                "ITM111",
                Severity.WARNING,
                f"{quoted(match[0].strip())} is a comment and will not be printed",
                f"If it belongs to the text, put all of it in quotation marks: {in_quotes(whole)}",
                self._edit(spot.start, spot.start + len(whole), in_quotes(whole)),
            )
        )

    def _is_under_printed(self) -> bool:
        return len(self._open) > 1 and self._open[-2].key in _PRINTED

    # --- Empty values ---

    def _empty(self, holder: _Open, start: int) -> None:
        key, holder.key = holder.key, None
        if holder.skips:
            holder.skips = False
        elif key is None:
            self._hint_empty_entry(start)
        elif holder.is_flow and ":" not in self.text[holder.key_end : start]:
            self._comma(holder, key)
        elif match := _SWALLOWED.match(self.text, self._after_colon(holder)):
            self._hint_swallowed(key, match)
        else:
            self._hint_empty(holder, key)

    def _after_colon(self, holder: _Open) -> int:
        return self.text.find(":", holder.key_end) + 1

    def _hint_empty_entry(self, start: int) -> None:
        self._note(
            start,
            "ITM110",
            "an entry of the list is empty",
            "Write it, or take it out.",
            Severity.HINT,
        )

    def _hint_swallowed(self, key: str, match: re.Match[str]) -> None:
        start, end = match.span(1)
        self.findings.append(
            Finding(
                place_at(self.path, self.text, start),
                "ITM110",
                Severity.HINT,
                f"{quoted(match[1])} is read as a comment, so '{key}' has no value",
                f"Put it in quotation marks: {in_quotes(match[1])}",
                self._edit(start, end, in_quotes(match[1])),
            )
        )

    def _hint_empty(self, holder: _Open, key: str) -> None:
        self.findings.append(
            Finding(
                place_at(self.path, self.text, holder.key_start),
                "ITM110",
                Severity.HINT,
                f"'{key}' has no value",
                "Write one, or take the line out.",
                self._without_line(holder, key),
            )
        )

    def _without_line(self, holder: _Open, key: str) -> tuple[Edit, ...]:
        """Take out the whole line, where it holds nothing but the key."""
        first = self.text.rfind("\n", 0, holder.key_start) + 1
        last = self.text.find("\n", holder.key_start)
        last = len(self.text) if last < 0 else last + 1
        line = self.text[first:last].strip()
        if holder.is_flow or not re.fullmatch(re.escape(key) + r"\s*:(?:\s*(?:''|\"\"|~))?", line):
            return ()
        return self._edit(first, last, "")

    def _comma(self, holder: _Open, key: str) -> None:
        """A comma that ended a value too early: `{task: Bring the form, and a pen, owner: WA}`."""
        before = holder.last
        is_mendable = before is not None and not before.style and before.inside is None
        if before is None or not is_mendable:
            self._note(
                holder.key_start,
                "ITM104",
                f"{quoted(key)} stands inside the braces without a colon and a value",
                "If it belongs to the words before it, put them all in quotation marks; "
                "otherwise give it a value.",
            )
            return
        whole = self.text[before.start : holder.key_end]
        finding = Finding(
            place_at(self.path, self.text, before.start),
            "ITM104",
            Severity.ERROR,
            f"the comma in {quoted(whole)} ends the value, so "
            f"{quoted(whole[before.end - before.start :].lstrip(', '))} is read as a field",
            f"Put the whole value in quotation marks: {in_quotes(whole)}",
            self._edit(before.start, holder.key_end, in_quotes(whole)),
        )
        if holder.slip is None:
            holder.slip = len(self.findings)
            self.findings.append(finding)
        else:
            self.findings[holder.slip] = finding

    # --- Mappings and lists ---

    def _begin(self, event: Any, *, is_mapping: bool) -> None:
        start = event.start_mark.index + self.base
        self._refuse_marks(event, start)
        if not self._open and not is_mapping:
            raise UnreadableError(event.start_mark.index, self._no_fields(start, "a list"))
        if self._open and self._open[-1].is_mapping and self._open[-1].key is None:
            raise UnreadableError(event.start_mark.index)
        if len(self._open) >= DEEPEST:
            raise UnreadableError(event.start_mark.index, self._too_deep(start))
        self._open.append(_Open(start, is_mapping=is_mapping, is_flow=bool(event.flow_style)))

    def _finish(self, event: Any) -> None:
        done = self._open.pop()
        end = event.end_mark.index + self.base
        if not done.is_flow:
            end = done.last.end if done.last else done.start
        if not self._open:
            self.fields, self.spots = done.values, done.spots
            return
        holder = self._open[-1]
        self._put(holder, done.values, Spot(holder.key_start, done.start, end, "", done.spots))

    def _refuse_alias(self, event: Any) -> None:
        start = event.start_mark.index + self.base
        finding = self._finding(
            start,
            "ITM102",
            f"{quoted('*' + event.anchor)} points to a value elsewhere, which is not read here",
            "Write the value out, or put it in quotation marks if it should start with *.",
        )
        raise UnreadableError(event.start_mark.index, finding)

    def _refuse_marks(self, event: Any, start: int) -> None:
        if event.anchor is not None:
            mark, does = f"&{event.anchor}", "names a value for use elsewhere"
        elif event.tag is not None:
            mark, does = str(event.tag), "sets the type of a value"
        else:
            return
        self._note(
            start,
            "ITM102",
            f"{quoted(mark)} {does}, which is not read here",
            f"Take it out, or put the whole value in quotation marks if it starts with {mark[0]}.",
        )

    # --- Findings ---

    def _no_fields(self, start: int, found: str) -> Finding:
        return self._finding(
            start,
            "ITM101",
            f"the file should hold fields, and {quoted(found)} is not one",
            "Write one field to a line, such as title: Spring dates.",
        )

    def _too_deep(self, start: int) -> Finding:
        return self._finding(
            start,
            "ITM101",
            f"brackets or lists stand inside each other more than {DEEPEST} deep",
            "Look for brackets that were opened by mistake.",
        )

    def _note(
        self,
        index: int,
        code: str,
        message: str,
        help_line: str,
        severity: Severity = Severity.ERROR,
    ) -> None:
        self.findings.append(self._finding(index, code, message, help_line, severity))

    def _finding(
        self,
        index: int,
        code: str,
        message: str,
        help_line: str,
        severity: Severity = Severity.ERROR,
    ) -> Finding:
        return Finding(place_at(self.path, self.text, index), code, severity, message, help_line)

    def _edit(self, start: int, end: int, text: str) -> tuple[Edit, ...]:
        first, last = (place_at(self.path, self.text, index) for index in (start, end))
        return (Edit(first, last, text),)
