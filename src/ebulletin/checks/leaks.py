"""The last look at finished files: does one hold what its readers may not see?"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files as files_of_package

from ebulletin.bulletins.composed import plain
from ebulletin.bulletins.hidden import HiddenString, HiddenStrings
from ebulletin.checks.origins import blocks_of
from ebulletin.checks.outputs import read_output
from ebulletin.checks.readings import is_picture, readings_of, without_tags
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import BuiltSubject
from ebulletin.checks.text import fold
from ebulletin.findings import Finding, Place, Severity
from ebulletin.items.model import Contact
from ebulletin.source.quoting import quoted
from ebulletin.values.phones import national

_TOKEN = re.compile(r"[^\W_]+")
_SPACED_DIGITS = re.compile(r"\d(?:[\s().\-\u2010-\u2015/]{0,4}\d){6,}")
_NO_DIGIT = re.compile(r"\D+")
_LEAST_NUMBER = 7  # digits: anything shorter stands in any text by chance
_LEAST_LITERAL = 3  # characters
_KEY_TOKENS = 3
_FEW = 200  # beginnings of phrases that are looked for one by one
_COUNTRY = "44"
_CONDITION = re.compile(r"\[(?:if|endif)[^\]]*\]|\bmso\b|\bIE\b", re.IGNORECASE)
_CALENDAR_NAME = re.compile(r"(?m)^[A-Z-]+(?=[;:])")
_SEPARATORS = re.compile(r"[-_./\\]+")

_Phrases = dict[tuple[str, ...], list[tuple[str, HiddenString]]]


def leaks_in(name: str, raw: bytes, hidden: HiddenStrings) -> list[HiddenString]:
    """The hidden strings that a file holds, each once, however they are written or encoded.

    Numbers are found in every spacing and as +44, titles and notes as runs of words, and any run
    of eight hidden words; initials as whole words, case kept, and only where a reader or a
    curious person would see them as words.

    Args:
        name: Of the file, in which the strings may stand as well; empty for a text without one.
        raw: Its bytes, of any kind.
        hidden: What it may not hold.
    """
    if not hidden.strings and not hidden.runs:
        return []
    return list(_leaks(name, raw, _Same(hidden)))


# The same bytes and the same secrets give the same answer: pictures and attached files hardly ever
# change between two builds in one process.
@lru_cache(maxsize=64)
def _leaks(name: str, raw: bytes, same: "_Same") -> tuple[HiddenString, ...]:
    search = _search_for(same)
    found: dict[HiddenString, None] = {}
    spoken = _SEPARATORS.sub(" ", name)
    written, *decoded = readings_of(name, raw) or [""]
    if decoded and "&" in written:
        # The reading with its entities undone holds every word of this one.
        found.update(dict.fromkeys(search.in_text(written, has_words=False)))
    else:
        decoded.append(written)
    for text in (*decoded, *dict.fromkeys((name, spoken))):
        found.update(dict.fromkeys(search.in_text(text)))
        if "<" in text:
            found.update(dict.fromkeys(search.in_text(without_tags(text, " "))))
            # A tag may stand inside a number or an address; words that it parts are run together.
            found.update(dict.fromkeys(search.in_text(without_tags(text, ""), has_words=False)))
    if search.quiet and not is_picture(raw):
        found.update(dict.fromkeys(search.in_words(_seen_in(name, raw))))
    return tuple(found)


class _Same:
    """Makes the hidden strings of a variant a key: equal ones are one, though dicts are no keys."""

    __slots__ = ("_hash", "hidden")

    def __init__(self, hidden: HiddenStrings) -> None:
        self.hidden = hidden
        self._hash = hash((hidden.strings, len(hidden.runs)))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.hidden == self.hidden


@lru_cache(maxsize=8)
def _search_for(same: _Same) -> "_Search":
    return _Search(same.hidden)


class _Search:
    """What is sought, laid out so that a text is gone through once.

    Attributes:
        numbers: By their digits, with and without the country's code.
        phrases: By their first three words.
        literals: By their rarest word.
        quiet: What is sought only among words that a reader could see.
    """

    def __init__(self, hidden: HiddenStrings) -> None:
        self.numbers: dict[str, HiddenString] = {}
        self.phrases: _Phrases = {}
        self.literals: dict[str, list[tuple[str, HiddenString]]] = {}
        self.quiet: dict[str, HiddenString] = {}
        self.entered: list[tuple[list[str], str, HiddenString]] = []
        for each in hidden.strings:
            self._enter(each)
        for run, owner in hidden.runs.items():
            self._enter_phrase(HiddenString(run, "words", owner))
        self._by_rarest_word()
        self.lengths = sorted({len(digits) for digits in self.numbers})

    def _enter(self, each: HiddenString) -> None:
        is_short_number = each.text.isdecimal() and len(each.text) < _LEAST_NUMBER
        if each.kind == "initials" or (each.kind == "joining detail" and is_short_number):
            self.quiet[each.text] = each
        elif each.kind == "number":
            self._enter_number(each.text, each)
        elif each.kind in ("title", "words", "note"):
            self._enter_phrase(each)
        else:
            self._enter_literal(each)
            digits = re.sub(r"[\s().-]", "", each.text)
            if each.kind == "joining detail" and digits.isdecimal():
                self._enter_number(digits, each)

    def _enter_number(self, digits: str, each: HiddenString) -> None:
        if len(digits) < _LEAST_NUMBER:
            self.quiet[digits] = each
            return
        self.numbers[digits] = each
        if digits.startswith("0"):
            self.numbers[_COUNTRY + digits[1:]] = each

    def _enter_phrase(self, each: HiddenString) -> None:
        tokens = tuple(_TOKEN.findall(_folded(each.text)))
        if len(tokens) < _KEY_TOKENS:
            self._enter_literal(each)
            return
        phrase = f" {' '.join(tokens)} "
        self.phrases.setdefault(tokens[:_KEY_TOKENS], []).append((phrase, each))

    def _enter_literal(self, each: HiddenString) -> None:
        folded = _folded(each.text).strip()
        tokens = _TOKEN.findall(folded)
        if len(folded) < _LEAST_LITERAL or not tokens:
            return
        self.entered.append((tokens, folded, each))

    def _by_rarest_word(self) -> None:
        """Lay literals out by the word that the fewest of them share, so that few are tried."""
        shared = Counter(token for tokens, _, _ in self.entered for token in set(tokens))
        for tokens, folded, each in self.entered:
            rarest = min(tokens, key=lambda token: (shared[token], -len(token)))
            self.literals.setdefault(rarest, []).append((folded, each))

    def in_text(self, text: str, *, has_words: bool = True) -> Iterator[HiddenString]:
        """What a text holds of numbers, phrases and literals."""
        folded = _folded(text)
        yield from self._numbers_in(folded)
        tokens = _TOKEN.findall(folded)
        known = set(tokens)
        for token in known & self.literals.keys():
            for literal, each in self.literals[token]:
                if _literal(literal, each.kind).search(folded):
                    yield each
        if not has_words:
            return
        likely = {key: each for key, each in self.phrases.items() if known.issuperset(key)}
        joined = f" {' '.join(tokens)} "
        if len(likely) < _FEW:
            # Nearly always none of them is there, and looking for a few is quick.
            likely = {key: each for key, each in likely.items() if f" {' '.join(key)} " in joined}
        if likely:
            yield from _phrases_in(tokens, joined, likely)

    def in_words(self, text: str) -> Iterator[HiddenString]:
        """What a text holds of initials and the like, as whole words, case kept."""
        for token in dict.fromkeys(re.findall(r"\w+", text)):
            if token in self.quiet:
                yield self.quiet[token]

    def _numbers_in(self, folded: str) -> Iterator[HiddenString]:
        if not self.numbers:
            return
        for match in _SPACED_DIGITS.finditer(folded):
            digits = _NO_DIGIT.sub("", match[0])
            for length in self.lengths:
                for start in range(len(digits) - length + 1):
                    each = self.numbers.get(digits[start : start + length])
                    if each is not None:
                        yield each


def _phrases_in(tokens: list[str], joined: str, phrases: _Phrases) -> Iterator[HiddenString]:
    offset = 0
    for first, second, third in zip(tokens, tokens[1:], tokens[2:], strict=False):
        for phrase, each in phrases.get((first, second, third), ()):
            if joined.startswith(phrase, offset):
                yield each
        offset += len(first) + 1


@lru_cache(maxsize=4096)
def _literal(folded: str, kind: str) -> re.Pattern[str]:
    """Finds a name, an address or the like where it stands by itself."""
    inside = r"\s+".join(re.escape(part) for part in folded.split())
    # An address goes on after its last letter if a path or another label follows.
    after = r"(?![\w-]|[./?=&%#]\w)" if kind != "name" else r"(?!\w)"
    before = r"(?<![\w.+-])" if kind in ("email address", "file name") else r"(?<!\w)"
    return re.compile(f"{before}{inside}{after}")


def _folded(text: str) -> str:
    return fold(text).casefold()


def _seen_in(name: str, raw: bytes) -> str:
    """The words of a file that a reader, or a curious person, would take for words."""
    text = raw.decode("utf-8", "replace")
    if name.endswith(".ics"):
        return _CALENDAR_NAME.sub(" ", text)
    if "<" not in text:
        return text
    output = read_output(text)
    named = (
        each.attributes[key]
        for each in output.elements
        for key in ("alt", "title", "aria-label", "content")
        if key in each.attributes
    )
    # Outlook's conditions are markup, though they stand in comments.
    comments = (_CONDITION.sub(" ", without_tags(each, " ")) for each in output.comments)
    return "\n".join((output.visible, output.unseen, output.title, *named, *comments))


# --- The rule -------------------------------------------------------------------------------


@rule(
    "SAF110", "leak", Severity.ERROR, Stage.BUILT,
    finds="Any number, address, joining detail, note, file name, full name, initials, title or "
    "run of eight words that the variant may not hold, in any of its files, plain or encoded.",
    why="What is meant for a few reaches everyone, and cannot be called back.",
    bad="a professional phone in an HTML comment of the public page",
    good="that phone in the professional edition",
    is_locked=True,
)  # fmt: skip
def leak(subject: BuiltSubject) -> Iterator[Finding]:
    """SAF110: no file of a variant holds what its readers may not see."""
    bulletin = subject.composition.bulletin
    in_email, on_page = subject.hidden_in_email, subject.hidden_on_page
    heads = f"{plain(bulletin.subject)}\n{plain(bulletin.preheader)}"
    files: list[tuple[str, str, bytes, HiddenStrings]] = [
        ("the subject or preheader", "", heads.encode(), in_email)
    ]
    for label, text, hidden in (
        ("the e-mail", subject.email, in_email),
        ("the plain text", subject.text, in_email),
        ("the web page", subject.page, on_page),
    ):
        if text is not None:
            files.append((label, "", text.encode(), hidden))
    files += [
        (f"the file {quoted(name)}", "", raw, in_email)
        for name, raw in (*subject.pictures.items(), *subject.files.items())
    ]
    files += [(f"the file name {quoted(name)}", name, b"", in_email) for name in subject.names]
    for label, name, raw, hidden in files:
        for each in _one_run_per_owner(leaks_in(name, raw, hidden)):
            if not _is_said_by_themes(each):
                yield _leak(subject, label, each)


def _is_said_by_themes(each: HiddenString) -> bool:
    """Whether the words are those of a label or a built-in theme, which tell nothing."""
    if each.kind not in ("title", "words"):
        return False
    return f" {' '.join(_TOKEN.findall(_folded(each.text)))} " in _words_of_themes()


@cache
def _words_of_themes() -> str:
    """The words of the built-in templates and of what they print, in lower case."""
    room = files_of_package("ebulletin.templates")
    texts = []
    waiting = [room]
    while waiting:
        here = waiting.pop()
        if here.is_dir():
            waiting.extend(here.iterdir())
        elif here.name.endswith((".j2", "wording.py")):
            texts.append(here.read_text(encoding="utf-8"))
    return f" {' '.join(_TOKEN.findall(_folded(' . '.join(texts))))} "


def _one_run_per_owner(leaks: list[HiddenString]) -> list[HiddenString]:
    """One run of words tells where a text comes from; the next hundred would say it again."""
    kept: dict[object, HiddenString] = {}
    for each in leaks:
        kept.setdefault((each.kind, each.owner) if each.kind == "words" else each, each)
    return list(kept.values())


def _leak(subject: BuiltSubject, label: str, each: HiddenString) -> Finding:
    owner = subject.items.get(each.owner)
    whose = f" of {owner.source.path}" if owner is not None else ""
    words = national(each.text) if each.kind == "number" else each.text
    return CATALOGUE["SAF110"].finding(
        _place_of(subject, each),
        f"{label} holds the {each.kind} {quoted(words)}{whose}, which this variant may not hold",
        "Take it out of the text, give the text other words for this variant, or change the level "
        "of what it belongs to.",
        variant=subject.variant.name,
    )


def _place_of(subject: BuiltSubject, each: HiddenString) -> Place:
    """Where a text of this variant holds it, else where it belongs."""
    search = _Search(HiddenStrings((each,), {}))
    for block in blocks_of(subject):
        if block.path != _path_of(subject, each.owner) and _holds(search, block.text):
            return block.place(_index(search, block.text))
    owner = subject.items.get(each.owner)
    if owner is None:
        return subject.place
    if isinstance(owner.item, Contact):
        for number, phone in enumerate(owner.item.phones):
            if phone.number == each.text:
                return owner.source.place("phones", number)
        for number, email in enumerate(owner.item.emails):
            if email.address == each.text:
                return owner.source.place("emails", number)
    return owner.source.place("title" if each.kind == "title" else "kind")


def _path_of(subject: BuiltSubject, owner: str) -> str:
    file = subject.items.get(owner)
    return file.source.path if file is not None else ""


def _holds(search: _Search, text: str) -> bool:
    return any(search.in_text(text)) or any(search.in_words(text))


def _index(search: _Search, text: str) -> int:
    """The last word from which on the text still holds it; that is where it starts."""
    starts = [match.start() for match in _TOKEN.finditer(text)]
    low, high = 0, len(starts) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _holds(search, text[starts[middle] :]) else (low, middle - 1)
    return starts[low] if starts else 0
