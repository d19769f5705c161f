"""Changes single values in a YAML text in place; comments, order and layout stay as they are.

Every function takes the whole text (of a YAML file, or of an item file with front matter) and
gives the whole text back. A place that the text does not have raises `NoSuchPlaceError`.
"""

import re
from collections.abc import Sequence

import yaml

from ebulletin.errors import EbulletinError

Loc = Sequence[str | int]

_PLAIN = re.compile(r"[^\s'\"{}\[\],&*!|>%@`#?:-][^{}\[\],#]*\Z")
_FENCE = re.compile(r"\A\ufeff?---[ \t]*\n")


_MARK = b"\xef\xbb\xbf"


class NoSuchPlaceError(EbulletinError):
    """The text has no value at the place that was to be changed."""

    def __init__(self, loc: Loc) -> None:
        where = " > ".join(str(part) for part in loc) or "the top"
        super().__init__(
            f"The file has nothing at {where!r} that could be changed. "
            "Look at the file, change it by hand, and run `ebulletin check`."
        )


def quoted_if_needed(text: str) -> str:
    """A text as YAML would take it anywhere: bare where that is safe, else in double quotes."""
    if _PLAIN.match(text) and ": " not in text and not text.endswith((":", " ")):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def written_like(text: str, before: bytes) -> bytes:
    """A changed text with the byte-order mark and the line ends that its file had before."""
    if before.count(b"\r\n") * 2 > before.count(b"\n"):
        text = text.replace("\n", "\r\n")
    return (_MARK if before.startswith(_MARK) else b"") + text.encode("utf-8")


def in_braces(entry: str) -> str:
    """An entry of a list that runs over several lines, written as a mapping on one."""
    # This loader makes texts, lists and mappings only.
    return _flow(yaml.load(entry, Loader=yaml.BaseLoader))  # noqa: S506


def _flow(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(each) for each in value) + "]"
    return quoted_if_needed(str(value))


def set_value(text: str, loc: Loc, value: str) -> str:
    """Set a value, written as YAML; a key that is not there yet is added to its mapping."""
    tree = _Tree(text)
    node = tree.find(loc)
    if node is not None:
        return tree.replaced(node, value)
    parent, key = tree.find(loc[:-1]), loc[-1]
    if not isinstance(parent, yaml.MappingNode) or not isinstance(key, str):
        raise NoSuchPlaceError(loc)
    return tree.with_key(parent, key, value)


def remove_key(text: str, loc: Loc) -> str:
    """Take a key and its value out; a text without it stays as it is."""
    tree = _Tree(text)
    parent, key = tree.find(loc[:-1]), loc[-1]
    if not isinstance(parent, yaml.MappingNode):
        return text
    pairs = parent.value
    for index, (name, value) in enumerate(pairs):
        if name.value == key:
            return tree.without(parent, [pair[0] for pair in pairs], index, value)
    return text


def insert_entry(text: str, loc: Loc, position: int, value: str) -> str:
    """Put an entry, written as YAML, into a list before the one at `position` (0 is the first)."""
    tree = _Tree(text)
    node = tree.find(loc)
    if isinstance(node, yaml.ScalarNode) and not node.value:
        return set_value(text, loc, f"[{value}]")
    if isinstance(node, yaml.ScalarNode):
        # One value without brackets is a list of one.
        entries = [node.value]
        entries.insert(position, value)
        return set_value(text, loc, f"[{', '.join(entries)}]")
    if node is None:
        return set_value(text, loc, f"[{value}]")
    if not isinstance(node, yaml.SequenceNode):
        raise NoSuchPlaceError(loc)
    return tree.with_entry(node, min(position, len(node.value)), value)


def remove_entry(text: str, loc: Loc, position: int) -> tuple[str, str]:
    """Take the entry at `position` out of a list; gives the text and the entry as it was written.

    A list that becomes empty is left as `[]`.
    """
    tree = _Tree(text)
    node = tree.find(loc)
    if isinstance(node, yaml.ScalarNode) and position == 0:
        written = tree.written(node)
        return set_value(text, loc, "[]"), written
    if not isinstance(node, yaml.SequenceNode) or position >= len(node.value):
        raise NoSuchPlaceError([*loc, position])
    entry = node.value[position]
    written = tree.written(entry)
    if len(node.value) == 1:
        return tree.replaced(node, "[]"), written
    return tree.without(node, node.value, position, entry), written


class _Tree:
    """A parsed text; indexes count characters of the whole text."""

    def __init__(self, text: str) -> None:
        self.text = text
        match = _FENCE.match(text)
        self.offset = match.end() if match else 0
        end = len(text)
        if match:
            closing = re.search(r"^---[ \t]*$", text[self.offset :], re.MULTILINE)
            end = self.offset + closing.start() if closing else end
        self.root = yaml.compose(text[self.offset : end], Loader=yaml.SafeLoader)

    def find(self, loc: Loc) -> yaml.Node | None:
        node = self.root
        for part in loc:
            if isinstance(node, yaml.MappingNode):
                node = next((value for key, value in node.value if key.value == part), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
                node = node.value[part] if part < len(node.value) else None
            else:
                return None
            if node is None:
                return None
        return node

    def at(self, mark: yaml.Mark) -> int:
        return self.offset + int(mark.index)

    def last_index(self, node: yaml.Node) -> int:
        """Just after the node's last character; block collections end with their last value."""
        last = node
        while isinstance(last, yaml.CollectionNode) and not last.flow_style and last.value:
            last = last.value[-1]
            if isinstance(last, tuple):
                last = last[1]
        end = self.at(last.end_mark)
        if isinstance(last, yaml.ScalarNode) and last.style in ("|", ">"):
            return len(self.text[:end].rstrip("\n"))
        return end

    def written(self, node: yaml.Node) -> str:
        return self.text[self.at(node.start_mark) : self.last_index(node)]

    def replaced(self, node: yaml.Node, value: str) -> str:
        start, end = self.at(node.start_mark), self.last_index(node)
        if isinstance(node, yaml.CollectionNode) and not node.flow_style:
            # A block collection starts on its own line; its place is behind the key.
            start = len(self.text[: self.line_start(start)].rstrip())
        gap = " " if self.text[start - 1 : start] == ":" else ""
        return self.text[:start] + gap + value + self.text[end:]

    def line_start(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def line_end(self, index: int) -> int:
        end = self.text.find("\n", index)
        return len(self.text) if end < 0 else end + 1

    def with_key(self, parent: yaml.MappingNode, key: str, value: str) -> str:
        if parent.flow_style:
            at = self.last_index(parent) - 1
            comma = ", " if parent.value else ""
            return self.text[:at] + f"{comma}{key}: {value}" + self.text[at:]
        indent = " " * parent.start_mark.column
        at = self.line_end(self.last_index(parent) - 1)
        before = self.text[:at] if self.text[:at].endswith("\n") else self.text[:at] + "\n"
        return f"{before}{indent}{key}: {value}\n" + self.text[at:]

    def with_entry(self, node: yaml.SequenceNode, position: int, value: str) -> str:
        entries = node.value
        if node.flow_style:
            if not entries:
                at = self.last_index(node) - 1
                return self.text[:at] + value + self.text[at:]
            if position < len(entries):
                at = self.at(entries[position].start_mark)
                return self.text[:at] + f"{value}, " + self.text[at:]
            at = self.last_index(entries[-1])
            return self.text[:at] + f", {value}" + self.text[at:]
        indent = " " * node.start_mark.column
        if position < len(entries):
            at = self.line_start(self.at(entries[position].start_mark))
        else:
            at = self.line_end(self.last_index(entries[-1]) - 1)
        before = self.text[:at]
        if before and not before.endswith("\n"):
            before += "\n"
        return f"{before}{indent}- {value}\n" + self.text[at:]

    def without(
        self, parent: yaml.CollectionNode, starts: Sequence[yaml.Node], index: int, last: yaml.Node
    ) -> str:
        start, end = self.at(starts[index].start_mark), self.last_index(last)
        if parent.flow_style:
            if index + 1 < len(starts):
                end = self.at(starts[index + 1].start_mark)
            elif index:
                before = self.text[:start].rstrip()
                start = len(before[:-1]) if before.endswith(",") else start
            return self.text[:start] + self.text[end:]
        line = self.line_start(start)
        if isinstance(parent, yaml.MappingNode) and self.text[line:start].strip(" ").startswith(
            "-"
        ):
            # The first key of a mapping that is itself an entry: its dash stays.
            following = starts[index + 1] if index + 1 < len(starts) else None
            until = self.at(following.start_mark) if following else end
            return self.text[:start] + self.text[until:]
        return self.text[:line] + self.text[self.line_end(max(end - 1, line)) :]
