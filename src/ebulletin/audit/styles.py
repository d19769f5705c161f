"""Style sheets as mail readers parse them: rules with their conditions and positions.

After "CSS Syntax Module Level 3", as far as e-mails use it; what cannot be read is passed over,
as a mail reader would.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
# Up to the next character that matters at the level of rules; strings are passed over whole.
_TO_MARK = re.compile(r"(?:[^{};\"'@]++|\"[^\"\n]*+\"?|'[^'\n]*+'?|@)*+")
_DECLARATION_END = re.compile(r"(?:[^;{}\"'()]++|\"[^\"\n]*+\"?|'[^'\n]*+'?|\([^()]*+\)?|\))*+")
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Declaration:
    """One property with its value, both in lower case but for what stands in strings."""

    name: str
    value: str
    is_important: bool
    offset: int


@dataclass(frozen=True, slots=True)
class StyleRule:
    """Selectors and what they set.

    Attributes:
        selectors: As written, one after the other.
        offset: Where the selectors begin, in the HTML.
        conditions: The `@` rules round it, outermost first: `@media ...`.
    """

    selectors: tuple[str, ...]
    declarations: tuple[Declaration, ...]
    offset: int
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AtRule:
    """An `@` rule, with what stands before its block."""

    name: str
    words: str
    offset: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one `style` tag holds."""

    rules: tuple[StyleRule, ...]
    at_rules: tuple[AtRule, ...]
    is_broken: bool = False


@lru_cache(maxsize=32)
def parse_sheet(css: str, offset: int, media: str = "") -> Sheet:
    """Read a style sheet.

    Args:
        css: What stands in the tag.
        offset: Where it begins in the HTML.
        media: The tag's own `media`, which conditions all of it.
    """
    plain = _COMMENT.sub(lambda found: " " * len(found[0]), css)
    outer = (f"@media {media}",) if media else ()
    reader = _SheetReader(plain, offset)
    reader.read(outer)
    return Sheet(tuple(reader.rules), tuple(reader.at_rules), reader.is_broken)


@lru_cache(maxsize=4096)
def parse_declarations(css: str, offset: int = 0) -> tuple[Declaration, ...]:
    """Read what stands in a `style` attribute, or between the braces of a rule."""
    if "/*" in css:
        css = _COMMENT.sub(lambda found: " " * len(found[0]), css)
    return tuple(_declarations(css, offset))


def _declarations(css: str, offset: int) -> Iterator[Declaration]:
    position, end = 0, len(css)
    while position < end:
        found = _DECLARATION_END.match(css, position)
        assert found, "it matches nothing at least"
        stop = found.end()
        name, colon, value = css[position:stop].partition(":")
        if colon and (word := name.strip()):
            value = value.strip()
            lowered = value.lower()
            is_important = lowered.endswith("important") and "!" in value
            if is_important:
                lowered = lowered[: lowered.rindex("!")].rstrip()
            lead = len(name) - len(name.lstrip())
            yield Declaration(word.lower(), lowered, is_important, offset + position + lead)
        position = stop + 1


class _SheetReader:
    def __init__(self, css: str, offset: int) -> None:
        self.css = css
        self.offset = offset
        self.rules: list[StyleRule] = []
        self.at_rules: list[AtRule] = []
        self.is_broken = False

    def read(self, outer: tuple[str, ...]) -> None:
        css, position, conditions = self.css, 0, list(outer)
        lowest = len(conditions)
        while position < len(css):
            found = _TO_MARK.match(css, position)
            assert found, "it matches nothing at least"
            stop = found.end()
            words = css[position:stop]
            mark = css[stop : stop + 1]
            if mark == "}":
                if len(conditions) > lowest:
                    conditions.pop()
                else:
                    self.is_broken = True
                position = stop + 1
            elif mark == "{":
                position = self._block(words, position, stop, conditions)
            else:
                if words.lstrip().startswith("@"):
                    self._at_rule(words, position)
                position = stop + 1
        self.is_broken = self.is_broken or len(conditions) > lowest

    def _block(self, words: str, start: int, brace: int, conditions: list[str]) -> int:
        lead = len(words) - len(words.lstrip())
        if words.lstrip().startswith("@"):
            name = self._at_rule(words, start)
            is_group = name in (
                "media",
                "supports",
                "layer",
                "document",
                "container",
                "-moz-document",
            )
            if is_group and len(conditions) < _DEEPEST:
                conditions.append(" ".join(words.split()).lower())
                return brace + 1
            return self._skip(brace + 1)
        # A block without nested braces; what is nested is read as far as the first of them.
        close = self.css.find("}", brace)
        if close < 0:
            close = len(self.css)
            self.is_broken = True
        body = self.css[brace + 1 : close]
        if "{" in body:
            self.at_rules.append(AtRule("nesting", "", self.offset + start + lead))
            close = self._skip(brace + 1) - 1
            body = body[: body.index("{")]
        self.rules.append(
            StyleRule(
                tuple(filter(None, (each.strip() for each in _split(words)))),
                parse_declarations(body, self.offset + brace + 1),
                self.offset + start + lead,
                tuple(conditions),
            )
        )
        return close + 1

    def _skip(self, position: int) -> int:
        """The position after the block that is open here."""
        depth = 1
        for mark in re.compile(r"[{}]").finditer(self.css, position):
            depth += 1 if mark[0] == "{" else -1
            if depth == 0:
                return mark.end()
        self.is_broken = True
        return len(self.css)

    def _at_rule(self, words: str, start: int) -> str:
        lead = len(words) - len(words.lstrip())
        name, _, rest = words.strip()[1:].partition(" ")
        name = re.split(r"[^a-zA-Z-]", name, maxsplit=1)[0].lower()
        rest = words.strip()[1 + len(name) :]
        self.at_rules.append(
            AtRule(name, " ".join(rest.split()).lower(), self.offset + start + lead)
        )
        return name


def _split(selectors: str) -> list[str]:
    """At the commas that stand in no brackets."""
    if "(" not in selectors and "[" not in selectors:
        return selectors.split(",")
    return re.findall(r"(?:[^,(\[]++|\([^)]*+\)?|\[[^\]]*+\]?)++", selectors)
