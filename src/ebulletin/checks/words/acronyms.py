"""Letters that stand for words, old terms, and the years of national documents."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from ebulletin.bulletins.printed_words import words_in
from ebulletin.checks.names import Names
from ebulletin.checks.patterns import LONGCAPS, WORD, spaced
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import BulletinSubject, FileSubject
from ebulletin.checks.text import Block, prose_of
from ebulletin.checks.words.reading import english_in, own_text, printed_sources
from ebulletin.checks.words.sequence import blocks_in_order
from ebulletin.findings import Edit, Finding, Severity
from ebulletin.items.directory import initials_in, initials_of
from ebulletin.settings import GlossaryTerm, Partnership
from ebulletin.source.quoting import quoted
from ebulletin.values.people import NamedPerson

_ACRONYM = re.compile(r"(?<![\w.&/'-])(?P<letters>[A-Z]{2,6})(?P<plural>s?)(?![\w&/-]|\.[A-Z])")
_IN_BRACKETS = re.compile(r"\s\((?P<words>[^()]{3,120})\)")
_MEANT = re.compile(r"(?P<words>(?:[\w'-]+\s+){2,10})\($")
# Known to every reader in the field.
_COMMON = frozenset(
    spaced(
        "UK GP PDF NHS GCSE BBC TV ID PE IT AM PM QR FAQ FAQS URL DVD CD EU US USA OK MP CEO VAT "
        "SMS ICT CCTV GDPR MOT BSL II III IV VI VII VIII IX XI XII"
    )
)
_PART = re.compile(r"[^\W_]+(?:'[^\W_]+)*")  # a word, cut at hyphens
_SMALL_WORDS = frozenset(("of", "and", "the", "for", "in", "to", "on", "at", "with", "a"))


@rule(
    "TXT110", "acronym", Severity.WARNING, Stage.BULLETIN,
    finds="Two to six capitals whose first use in a bulletin, in reading order, does not stand "
    "beside what they mean: words (ACRONYM). Known to all are UK, GP, NHS and the like; short "
    "names that the bulletin prints with the name, and attendees' initials, are right.",
    why="Whoever is new, or a parent, cannot follow.",
    bad="Ring the LADO. as the first use",
    good="Ring the local authority designated officer (LADO).",
    fix="auto",
)  # fmt: skip
def acronym(subject: BulletinSubject) -> Iterator[Finding]:
    """TXT110: letters are explained where they first stand."""
    terms = {term.term: term for term in subject.shelf.settings.glossary}
    told: set[tuple[str, int, int]] = set()
    for variant in subject.variants:
        composition = subject.emails[variant.name]
        known = _known(subject, words_in(composition.bulletin))
        for block, match in _first_uses(blocks_in_order(subject, composition), known):
            place = block.place(match.start())
            if (place.path, place.line, place.column) not in told:
                told.add((place.path, place.line, place.column))
                yield _unexplained(block, match, terms.get(match["letters"]))


def _first_uses(
    blocks: Iterator[Block], known: frozenset[str]
) -> Iterator[tuple[Block, re.Match[str]]]:
    """The first use of each acronym that is not explained there; in headings only if nowhere else.

    Nobody writes a term out in a heading, so the text below it has the first use.
    """
    explained: set[str] = set()
    waiting: dict[str, tuple[Block, re.Match[str]]] = {}
    for block in blocks:
        for match in _acronyms_in(block):
            letters = match["letters"]
            if letters in known or letters in explained:
                continue
            if _is_explained(block, match):
                explained.add(letters)
                waiting.pop(letters, None)
            elif _is_heading(block):
                waiting.setdefault(letters, (block, match))
            else:
                explained.add(letters)
                waiting.pop(letters, None)
                yield block, match
    yield from waiting.values()


def _acronyms_in(block: Block) -> Iterator[re.Match[str]]:
    text = block.outside_references
    shouted = [match.span() for match in LONGCAPS.finditer(text)]
    for match in _ACRONYM.finditer(text):
        if not any(start <= match.start() < end for start, end in shouted):
            yield match


def _is_explained(block: Block, match: re.Match[str]) -> bool:
    text = block.text
    after = text[match.end() : match.end() + 1]
    if text[: match.start()].endswith("(") and after in (")", ",", ";"):
        return _MEANT.search(text, max(0, match.start() - 130), match.start()) is not None
    brackets = _IN_BRACKETS.match(text, match.end())
    return brackets is not None and len(WORD.findall(brackets["words"])) > 1


def _is_heading(block: Block) -> bool:
    return block.kind == "heading" or block.loc[-1:] in (("title",), ("heading",), ("label",))


def _known(subject: BulletinSubject, printed: str) -> frozenset[str]:
    """What needs no explaining here."""
    settings, directory = subject.shelf.settings, subject.shelf.directory
    known = set(_COMMON) | {settings.short_name}
    for contact in directory.contacts:
        if contact.type == "person":
            known.add(initials_of(contact))
        if contact.short_name and f"{contact.name} ({contact.short_name})" in printed:
            known.add(contact.short_name)
    meeting = subject.plan_file.plan.meeting
    if meeting is not None:
        for who in (*meeting.attended, *meeting.apologies, *meeting.absent):
            if isinstance(who, NamedPerson):
                known.add(who.initials or initials_in(who.name))
            elif who.initials:
                known.add(who.initials)
    return frozenset(known)


def _unexplained(block: Block, match: re.Match[str], term: GlossaryTerm | None) -> Finding:
    fix: tuple[Edit, ...] = ()
    advice = "Write what they stand for, with the letters in brackets after it."
    if term is not None and term.means:
        meaning = f"{term.means}{match['plural']} ({match[0]})"
        if not block.text[: match.start()].strip():
            meaning = meaning[0].upper() + meaning[1:]
        advice = f"Write {meaning}"
        fix = (block.edit(match.start(), match.end(), meaning),)
    return CATALOGUE["TXT110"].finding(
        block.place(match.start()),
        f"the letters {quoted(match[0])} are not explained at their first use",
        advice,
        fix=fix,
    )


# --- Wrong expansions -----------------------------------------------------------------------


@rule(
    "TXT111", "acronym-wrong", Severity.WARNING, Stage.FILE,
    finds="Words beside a term of the glossary that begin with its letters and are not what the "
    "glossary says it means.",
    why="Readers learn the wrong name, and look for a service that does not exist.",
    bad="LADO (local area duty officer)",
    good="LADO (local authority designated officer)",
    fix="auto",
)  # fmt: skip
def acronym_wrong(subject: FileSubject) -> Iterator[Finding]:
    """TXT111: letters stand for what the glossary says."""
    terms = {term.term: term for term in subject.settings.glossary if term.means}
    for block in english_in(subject):
        for match in _ACRONYM.finditer(block.text):
            term = terms.get(match["letters"])
            if term is None:
                continue
            assert term.means is not None
            found = _expansion(block.text, match, len(_PART.findall(term.means)))
            if found is None:
                continue
            start, end = found
            words = block.text[start:end]
            if _same(words, term.means) or not _begin_with(words, match["letters"]):
                continue
            right = term.means + match["plural"]
            yield CATALOGUE["TXT111"].finding(
                block.place(start),
                f"{quoted(block.typed[start:end])} is not what {match['letters']} stands for",
                f"Write {right}",
                fix=(block.edit(start, end, right),),
            )


def _expansion(text: str, match: re.Match[str], length: int) -> tuple[int, int] | None:
    """Where the words stand that should explain an acronym: in brackets after it, or before."""
    brackets = _IN_BRACKETS.match(text, match.end())
    if brackets is not None:
        return brackets.span("words")
    if not text[: match.start()].endswith("("):
        return None
    words = list(_PART.finditer(text, max(0, match.start() - 200), match.start()))[-length:]
    while words and words[0][0].casefold() in _SMALL_WORDS:
        del words[0]
    return (words[0].start(), words[-1].end()) if words else None


def _same(words: str, means: str) -> bool:
    return _folded(words) == _folded(means)


def _folded(words: str) -> list[str]:
    return [word.casefold().removesuffix("s") for word in _PART.findall(words)]


def _begin_with(words: str, letters: str) -> bool:
    """Whether the words could be meant as what the letters stand for."""
    initials = [word[0].upper() for word in _PART.findall(words)
                if word.casefold() not in _SMALL_WORDS]  # fmt: skip
    return "".join(initials) == letters


# --- Old terms and editions -----------------------------------------------------------------

_SPOKEN_OF_AS_OLD = re.compile(
    r"\b(?:formerly|previously|once|replaced|replaces|old|then|called|known as|was|were|former"
    r"|until|before)\b[^.]{0,30}$",
    re.IGNORECASE,
)


@rule(
    "TXT112", "old-term", Severity.HINT, Stage.BULLETIN,
    finds="A term for which the glossary has a newer one (`now`), unless the bulletin is from "
    "before its `since`.",
    why="Readers look for a body or a form that no longer exists.",
    bad="Ask the LSCB.",
    good="Ask the Safeguarding Children Partnership.",
    fix="offer",
)  # fmt: skip
def old_term(subject: BulletinSubject) -> Iterator[Finding]:
    """TXT112: things are called what they are called now."""
    names = Names(_old_names(subject.shelf.settings, subject.today))
    for source in printed_sources(subject):
        for block in prose_of(source):
            text = own_text(block)
            for named in names.find(text, minds_case=True):
                if not _SPOKEN_OF_AS_OLD.search(text[max(0, named.start - 60) : named.start]):
                    yield CATALOGUE["TXT112"].finding(
                        block.place(named.start),
                        f"{quoted(block.typed[named.start : named.end])} is now called "
                        f"{quoted(named.owner)}",
                        f"Write {named.owner}",
                        offers=(named.owner,),
                    )


def _old_names(settings: Partnership, today: date) -> Iterator[tuple[str, str]]:
    for term in settings.glossary:
        since = term.since.first if term.since is not None else None
        if term.now and (since is None or today >= since):
            yield from ((name, term.now) for name in (term.term, *term.aliases))


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OTHER_YEAR = re.compile(r"\b(?:published|replac\w+|since|from|until|in|by|of)\b", re.IGNORECASE)
_SENTENCE_CUT = re.compile(r"[.!?]\s")
_MOST_WORDS = 4
_MOST_CHARACTERS = 100


@rule(
    "TXT129", "old-edition", Severity.WARNING, Stage.BULLETIN,
    finds="The title of a national document within four words of a year that is not the one of "
    "its current edition in the glossary.",
    why="Readers would follow guidance that is no longer in force.",
    bad="Working Together to Safeguard Children 2018",
    good="Working Together to Safeguard Children 2026",
    fix="auto",
)  # fmt: skip
def old_edition(subject: BulletinSubject) -> Iterator[Finding]:
    """TXT129: guidance is cited in its current edition."""
    editions: Mapping[str, int] = {
        name: term.edition
        for term in subject.shelf.settings.glossary
        if term.edition is not None
        for name in (term.term, *term.aliases)
    }
    names = Names(editions.items())
    for source in printed_sources(subject):
        for block in prose_of(source):
            for named in names.find(block.text):
                yield from _years_near(block, named.start, named.end, named.owner)


def _years_near(block: Block, start: int, end: int, edition: int) -> Iterator[Finding]:
    text = block.text
    before = _SENTENCE_CUT.split(text[max(0, start - _MOST_CHARACTERS) : start])[-1]
    after = _SENTENCE_CUT.split(text[end : end + _MOST_CHARACTERS])[0]
    years = [*_YEAR.finditer(text, start - len(before), start)]
    years += _YEAR.finditer(text, end, end + len(after))
    if any(int(match[0]) == edition for match in years):
        return
    for match in years:
        gap = (end, match.start()) if match.start() >= end else (match.end(), start)
        is_other = _OTHER_YEAR.search(text, *gap) is not None
        if is_other or block.words_between(*gap) > _MOST_WORDS:
            continue
        yield CATALOGUE["TXT129"].finding(
            block.place(match.start()),
            f"{quoted(block.typed[start:end])} has its current edition in {edition}, and "
            f"{quoted(match[0])} stands beside it",
            f"Write {edition}, or say that an older edition is meant.",
            fix=(block.edit(match.start(), match.end(), str(edition)),),
        )
