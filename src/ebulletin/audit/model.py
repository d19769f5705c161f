"""What an audit is given, and what it gives back."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ebulletin.findings import Finding, Place, Severity


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with an e-mail.

    Attributes:
        code: Names the rule.
        offset: Where it stands in the HTML, in characters from 0.
        message: What is wrong, in one sentence.
        help: What to do about it.
        words: What a reader sees there, or the address in question; by these a bulletin's own
            item is found.
        severity: Its weight where that differs from the rule's own.
        is_whole: It is about the whole e-mail, or about the theme, and no item's own.
    """

    code: str
    offset: int
    message: str
    help: str
    words: str = ""
    severity: Severity | None = None
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class AuditRule:
    """One thing that an audit looks for.

    Attributes:
        code: Lasting name. Where a check of bulletins looks for the same fault, it is that
            check's code.
        name: A few words with hyphens.
        severity: Its usual weight.
        finds: What it finds and how, for an officer.
        why: What would happen to a reader without it.
        bad: An example that must fire.
        good: An example that must not.
        source: The standard or page that it follows, or nothing.
    """

    code: str
    name: str
    severity: Severity
    finds: str
    why: str
    bad: str
    good: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """Where the lines of the file begin in the decoded HTML.

    Attributes:
        starts: Offset in the HTML of each line of the file, ascending; the first is 0.
        first: Number in the file of the first of these lines, from 1.
        margin: Characters that stand before the HTML on that first line.
    """

    starts: tuple[int, ...] = (0,)
    first: int = 1
    margin: int = 0

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of a character, both counted from 1."""
        line = bisect_right(self.starts, offset) - 1
        column = offset - self.starts[line] + 1
        return self.first + line, column + (self.margin if line == 0 else 0)


@dataclass(frozen=True, slots=True)
class Email:
    """An e-mail as it arrives, read but not yet understood.

    Attributes:
        name: What findings call the file.
        html: The HTML part, decoded.
        size_in_bytes: Of the HTML in UTF-8, before transfer encoding.
        lines: Where its lines stand in the file.
        is_message: It came as a whole message and not as HTML alone.
        has_text: A plain-text part travels with it; None for HTML alone.
        pictures: Sizes in bytes of the pictures that travel with it, by content id or by name.
        message_in_bytes: Size of the whole message; None for HTML alone.
        own_hosts: Hosts that are the sender's own, where they are known.
        faults: What was found while reading.
        note: What a person should know about the lines that findings name.
    """

    name: str
    html: str
    size_in_bytes: int
    lines: Lines = Lines()
    is_message: bool = False
    has_text: bool | None = None
    pictures: Mapping[str, int] = field(default_factory=dict)
    message_in_bytes: int | None = None
    own_hosts: frozenset[str] = frozenset()
    faults: tuple[Fault, ...] = ()
    note: str = ""

    def place(self, offset: int) -> Place:
        """The point of the file at which a character of the HTML stands."""
        line, column = self.lines.at(offset)
        return Place(self.name, line, column)

    def finding(self, fault: Fault, rule: AuditRule) -> Finding:
        """A fault as a finding about this file."""
        severity = fault.severity or rule.severity
        return Finding(self.place(fault.offset), fault.code, severity, fault.message, fault.help)

    def with_pictures(self, pictures: Mapping[str, int], own_hosts: frozenset[str]) -> "Email":
        """The same with what a bulletin knows about it: pictures by name, and its own hosts."""
        return replace(self, pictures=pictures, own_hosts=own_hosts)
