"""Which style rules reach which tag, after "Selectors Level 4", as far as e-mails use it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ebulletin.audit.document import Element
from ebulletin.audit.styles import StyleRule

MOST_STEPS = 2_000_000
"""Comparisons of a tag with a selector in one e-mail; about two seconds. The rest is passed over,
so that no input can hold the audit up."""

_PART = re.compile(
    r"(?P<combinator>[ \t\n\f\r]*[>+~][ \t\n\f\r]*|[ \t\n\f\r]+)"
    r"|\#(?P<id>[\w\\-]++)|\.(?P<class>[\w\\-]++)|(?P<tag>[\w\\-]++|\*)"
    r"|\[\s*(?P<attribute>[\w:\\-]++)\s*(?:(?P<how>[~|^$*]?=)\s*"
    r"(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^\]\s]++))\s*(?:[iIsS]\s*)?)?\]"
    r"|:(?P<element>:)?(?P<pseudo>[\w-]++)(?:\((?P<words>[^()]*+)\))?"
)
# True of a tag as it lies there, before anybody points at it.
_ALWAYS = frozenset(("link", "any-link"))
_FIRST = frozenset(("first-child",))


@dataclass(frozen=True, slots=True)
class Compound:
    """What one step of a selector asks of one tag."""

    tag: str = ""
    id: str = ""
    classes: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str, str], ...] = ()
    pseudo: tuple[str, ...] = ()

    def fits(self, element: Element) -> bool:
        """Whether a tag is as asked."""
        given = element.attributes
        if self.tag and self.tag != element.tag:
            return False
        if self.id and given.get("id") != self.id:
            return False
        if self.classes:
            own = given.get("class", "").split()
            if not all(name in own for name in self.classes):
                return False
        return all(_has(given, *each) for each in self.attributes) and all(
            _is(element, each) for each in self.pseudo
        )


@dataclass(frozen=True, slots=True)
class Selector:
    """A selector, its last step first; each other step with the sign that leads to it."""

    last: Compound
    before: tuple[tuple[str, Compound], ...]
    weight: tuple[int, int, int]


@lru_cache(maxsize=4096)
def parse_selector(words: str) -> Selector | None:
    """Read one selector; None for one that never fits, or that is not understood here."""
    steps: list[tuple[str, dict[str, list[object]]]] = [("", defaultdict(list))]
    position, words = 0, words.strip()
    while position < len(words):
        part = _PART.match(words, position)
        if part is None or part["element"]:
            return None
        position = part.end()
        if part["combinator"] is not None:
            steps.append((part["combinator"].strip() or " ", defaultdict(list)))
            continue
        asked = steps[-1][1]
        if part["pseudo"]:
            name = part["pseudo"].lower()
            if part["words"] is not None or name not in (*_ALWAYS, *_FIRST, "root"):
                return None
            asked["pseudo"].append(name)
        elif part["attribute"]:
            value = part["double"] or part["single"] or part["bare"] or ""
            asked["attributes"].append((part["attribute"].lower(), part["how"] or "", value))
        else:
            kind = part.lastgroup
            asked[kind or ""].append(part[kind or 0])
    return _selector(steps)


def _selector(steps: list[tuple[str, dict[str, list[object]]]]) -> Selector:
    compounds = [_compound(asked) for _, asked in steps]
    ids = sum(bool(each.id) for each in compounds)
    classes = sum(len(each.classes) + len(each.attributes) + len(each.pseudo) for each in compounds)
    tags = sum(bool(each.tag) for each in compounds)
    before = tuple(
        (steps[number][0], compounds[number - 1]) for number in range(len(steps) - 1, 0, -1)
    )
    return Selector(compounds[-1], before, (ids, classes, tags))


def _compound(asked: Mapping[str, list[object]]) -> Compound:
    tag = str(asked.get("tag", [""])[0]).lower()
    return Compound(
        "" if tag == "*" else tag,
        str(asked.get("id", [""])[0]),
        tuple(str(each) for each in asked.get("class", ())),
        tuple(each for each in asked.get("attributes", ()) if isinstance(each, tuple)),
        tuple(str(each) for each in asked.get("pseudo", ())),
    )


def _has(given: Mapping[str, str], name: str, how: str, value: str) -> bool:
    own = given.get(name)
    if own is None:
        return False
    match how:
        case "":
            return True
        case "=":
            return own == value
        case "~=":
            return value in own.split()
        case "|=":
            return own == value or own.startswith(f"{value}-")
        case "^=":
            return bool(value) and own.startswith(value)
        case "$=":
            return bool(value) and own.endswith(value)
        case _:
            return bool(value) and value in own


def _is(element: Element, pseudo: str) -> bool:
    if pseudo == "root":
        return element.tag == "html"
    if pseudo in _FIRST:
        return element.number == 1
    return element.tag == "a" and "href" in element.attributes


class Matcher:
    """Finds the rules that reach a tag; built once for the style sheets of an e-mail."""

    def __init__(self, rules: Iterable[StyleRule]) -> None:
        self.rules: list[StyleRule] = []
        self.steps = 0
        self._by_id: dict[str, list[tuple[Selector, int]]] = defaultdict(list)
        self._by_class: dict[str, list[tuple[Selector, int]]] = defaultdict(list)
        self._by_tag: dict[str, list[tuple[Selector, int]]] = defaultdict(list)
        for rule in rules:
            number = len(self.rules)
            self.rules.append(rule)
            for words in rule.selectors:
                selector = parse_selector(words)
                if selector is not None:
                    self._enter(selector, number)

    @property
    def is_cut(self) -> bool:
        """Whether there were too many comparisons to make all of them."""
        return self.steps > MOST_STEPS

    def _enter(self, selector: Selector, number: int) -> None:
        last = selector.last
        if last.id:
            self._by_id[last.id].append((selector, number))
        elif last.classes:
            self._by_class[last.classes[0]].append((selector, number))
        else:
            self._by_tag[last.tag].append((selector, number))

    def reaching(self, element: Element) -> tuple[tuple[tuple[int, int, int], int], ...]:
        """Weight and number of each rule that reaches a tag, the weightiest last."""
        candidates = [*self._by_tag[""], *self._by_tag.get(element.tag, ())]
        given = element.attributes
        if "class" in given:
            for name in set(given["class"].split()):
                candidates += self._by_class.get(name, ())
        if "id" in given:
            candidates += self._by_id.get(given["id"], ())
        if not candidates or self.is_cut:
            return ()
        self.steps += len(candidates)
        found: dict[int, tuple[int, int, int]] = {}
        for selector, number in candidates:
            if self._fits(selector, element):
                found[number] = max(selector.weight, found.get(number, selector.weight))
        if not found:
            return ()
        return tuple(sorted((weight, number) for number, weight in found.items()))

    def _fits(self, selector: Selector, element: Element) -> bool:
        if not selector.last.fits(element):
            return False
        here: Element | None = element
        for sign, compound in selector.before:
            here = self._next(sign, compound, here)
            if here is None:
                return False
        return True

    def _next(self, sign: str, compound: Compound, here: Element | None) -> Element | None:
        """The tag that the step before finds; the nearest, where several would do."""
        assert here is not None
        if sign == ">":
            parent = here.parent
            return parent if parent is not None and compound.fits(parent) else None
        if sign == "+":
            before = here.previous
            return before if before is not None and compound.fits(before) else None
        other = here.previous if sign == "~" else here.parent
        while other is not None:
            self.steps += 1
            if self.steps > MOST_STEPS:
                return None
            if compound.fits(other):
                return other
            other = other.previous if sign == "~" else other.parent
        return None
