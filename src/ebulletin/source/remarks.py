"""What is said about YAML that can be read, and is not what its author meant."""

import re

from ebulletin.findings import Edit, Finding, Severity
from ebulletin.source.model import Spot, place_at
from ebulletin.source.quoting import advice_to_quote, in_quotes, quoted

_COMMENT = re.compile(r"[ \t]+(#[^\n]*)")
_SWALLOWED = re.compile(r"[ \t]*(#[^\s#][^\n]*)")


class Remarks:
    """Findings on one file's text; every index counts characters from its start.

    Attributes:
        found: All findings so far, in the order in which they were made.
    """

    def __init__(self, path: str, text: str) -> None:
        self.path, self.text = path, text
        self.found: list[Finding] = []

    # --- What the product does not read ---

    def twice(self, name: str, first: int, second: int) -> None:
        """ITM103: the same key again in one group."""
        lines = [place_at(self.path, self.text, index).line for index in (first, second)]
        where = f"on lines {lines[0]} and {lines[1]}" if lines[0] < lines[1] else "on one line"
        self._add(
            second, "ITM103", f"{quoted(name)} is written twice, {where}", "Keep one of the two."
        )

    def mark(self, start: int) -> None:
        """ITM102: an anchor or a tag."""
        written = self.text[start:].split(maxsplit=1)[0]
        does = "names a value for use elsewhere" if written[0] == "&" else "sets a type"
        self._add(
            start,
            "ITM102",
            f"{quoted(written)} {does}, which is not read here",
            f"Take it out, or put quotation marks round a value that starts with {written[0]}",
        )

    def alias(self, start: int, name: str) -> Finding:
        """ITM102: a value that is written elsewhere."""
        return self.finding(
            start,
            "ITM102",
            f"{quoted(f'*{name}')} points to a value elsewhere, which is not read here",
            "Write the value out, or put quotation marks round it if it should start with *",
        )

    def second_document(self, start: int) -> None:
        """ITM102: a line `---` in the middle of a file."""
        self._add(
            start,
            "ITM102",
            "a second document starts here",
            "Keep one document to a file: take out the line '---' and what follows it.",
        )

    def tab(self, index: int) -> Finding:
        """ITM102: a tab before the first word of a line."""
        return self.finding(
            index,
            "ITM102",
            "the line is indented with a tab",
            "Put spaces in place of the tab.",
        )

    def control(self, start: int, end: int) -> None:
        """ITM101: a backslash code for a character that cannot be shown."""
        self._add(
            start,
            "ITM101",
            f"{quoted(self.text[start:end])} holds a code for a character that cannot be shown",
            "Write the text without the backslash code.",
        )

    def no_fields(self, start: int, found: str) -> Finding:
        """ITM101: a list or plain words where the file's fields should be."""
        return self.finding(
            start,
            "ITM101",
            f"the file should hold fields, and holds {found}",
            "Write one field to a line, such as title: Spring dates",
        )

    def too_deep(self, start: int, most: int) -> Finding:
        """ITM101: groups inside groups without end."""
        return self.finding(
            start,
            "ITM101",
            f"groups or lists stand inside each other more than {most} deep",
            "Look for brackets that were opened by mistake.",
        )

    # --- Slips that YAML does not mind ---

    def cut(self, spot: Spot) -> None:
        """ITM111: words after ` #` in a printed line, which YAML takes as a comment."""
        match = _COMMENT.match(self.text, spot.end)
        if match is None:
            return
        whole = self.text[spot.start : match.end()].rstrip()
        self._add(
            match.start(1),
            "ITM111",
            f"{quoted(match[1])} is read as a comment and will not be printed",
            f"Does it belong to the text? {advice_to_quote(whole)}",
            Severity.WARNING,
            self.edit(spot.start, spot.start + len(whole), in_quotes(whole)),
        )

    def comma(self, before: Spot | None, key: str, key_start: int, key_end: int) -> Finding:
        """ITM104: `{task: Bring the form, and a pen, owner: WA}`: a comma ends a value too early.

        Args:
            before: The value that the words belong to.
            key: The words after the comma, read as a field.
            key_start: Where they start.
            key_end: Where they end.
        """
        if before is None or before.style or before.inside is not None:
            return self.finding(
                key_start,
                "ITM104",
                f"{quoted(key)} stands inside braces without a colon and a value",
                "If it belongs to the words before it, put them all in quotation marks; "
                "otherwise give it a value.",
            )
        whole = self.text[before.start : key_end]
        cut_off = whole[before.end - before.start :].lstrip(", \n")
        return self.finding(
            before.start,
            "ITM104",
            f"the comma in {quoted(whole)} ends the value, so {quoted(cut_off)} is read as a field",
            advice_to_quote(whole),
            Severity.ERROR,
            self.edit(before.start, key_end, in_quotes(whole)),
        )

    # --- Empty values ---

    def empty_entry(self, start: int) -> None:
        """ITM110: an entry of a list with nothing in it."""
        self._add(
            start,
            "ITM110",
            "an entry of the list is empty",
            "Write it, or take it out.",
            Severity.HINT,
        )

    def empty(self, key: str, key_start: int, key_end: int, *, is_flow: bool) -> None:
        """ITM110: a key with no value, or with one that became a comment (`brand: #0B4F5C`)."""
        colon = self.text.find(":", key_end)
        swallowed = _SWALLOWED.match(self.text, colon + 1)
        if swallowed is None:
            self._add(
                key_start,
                "ITM110",
                f"{quoted(key)} has no value",
                "Write one, or take the line out.",
                Severity.HINT,
                () if is_flow else self._without_line(key, key_start),
            )
            return
        start, words = swallowed.start(1), swallowed[1].rstrip()
        self._add(
            start,
            "ITM110",
            f"{quoted(words)} is read as a comment, so {quoted(key)} has no value",
            advice_to_quote(words),
            Severity.HINT,
            self.edit(start, start + len(words), in_quotes(words)),
        )

    def _without_line(self, key: str, key_start: int) -> tuple[Edit, ...]:
        """Take out the whole line, where it holds nothing but the key."""
        first = self.text.rfind("\n", 0, key_start) + 1
        end = self.text.find("\n", key_start)
        last = len(self.text) if end < 0 else end + 1
        line = self.text[first:last].strip()
        if not re.fullmatch(re.escape(key) + r"[ ]*:(?:[ ]*(?:''|\"\"|~))?", line):
            return ()
        return self.edit(first, last, "")

    # --- One finding ---

    def finding(
        self,
        index: int,
        code: str,
        message: str,
        advice: str,
        severity: Severity = Severity.ERROR,
        fix: tuple[Edit, ...] = (),
    ) -> Finding:
        """A finding at an index, not yet among those found."""
        return Finding(place_at(self.path, self.text, index), code, severity, message, advice, fix)

    def edit(self, start: int, end: int, text: str) -> tuple[Edit, ...]:
        """The one edit that puts a text in place of what stands between two indexes."""
        first, last = (place_at(self.path, self.text, index) for index in (start, end))
        return (Edit(first, last, text),)

    def _add(
        self,
        index: int,
        code: str,
        message: str,
        advice: str,
        severity: Severity = Severity.ERROR,
        fix: tuple[Edit, ...] = (),
    ) -> None:
        self.found.append(self.finding(index, code, message, advice, severity, fix))
