"""Subject, preheader and headings: what a reader sees before opening, and what they give away."""

from collections.abc import Iterator, Sequence

from ebulletin.bulletins.composed import plain
from ebulletin.checks.patterns import WORD
from ebulletin.checks.placed import placed_ids, section_places
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import BulletinSubject
from ebulletin.checks.text import fold
from ebulletin.findings import Finding, Place, Severity
from ebulletin.settings import Variant
from ebulletin.source.quoting import quoted
from ebulletin.values.texts import Texts

_SHORTEST_SUBJECT, _LONGEST_SUBJECT = 10, 65
_SHORTEST_PREHEADER, _LONGEST_PREHEADER = 35, 110
_SAME_START = 5
_TELLING = 3


def _place(subject: BulletinSubject, field: str, variant: Variant) -> Place:
    source = subject.plan_file.source
    return source.place(field, variant.name)


def _by_words(subject: BulletinSubject, field: str) -> Iterator[tuple[str, Variant]]:
    """The words of each variant once, with the first variant that has them."""
    seen: set[str] = set()
    for variant in subject.variants:
        words = plain(getattr(subject.emails[variant.name].bulletin, field)).strip()
        if words not in seen:
            seen.add(words)
            yield words, variant


def _variant_of(texts: Texts | None, variant: Variant) -> str | None:
    """The variant's name, where its words are its own."""
    own = texts is not None and any(name == variant.name for name, _ in texts.by_variant)
    return variant.name if own else None


@rule(
    "BUL109", "subject-length", Severity.WARNING, Stage.BULLETIN,
    finds="A subject of fewer than 10 or more than 65 characters, with the fallbacks of merge "
    "fields filled in.",
    why="A short one says nothing, and a long one is cut off in the list of messages.",
    bad="subject: News",
    good="subject: Autumn training dates and a new number",
)  # fmt: skip
def subject_length(subject: BulletinSubject) -> Iterator[Finding]:
    """BUL109: a subject fits and says something."""
    written = subject.plan_file.plan.subject
    for words, variant in _by_words(subject, "subject"):
        if _SHORTEST_SUBJECT <= len(words) <= _LONGEST_SUBJECT:
            continue
        fault = "short" if len(words) < _SHORTEST_SUBJECT else "long"
        made = "" if written and written.of(variant.name) else ", made from title and edition,"
        yield CATALOGUE["BUL109"].finding(
            _place(subject, "subject", variant),
            f"the subject {quoted(words)}{made} has {len(words)} characters, which is too {fault}",
            f"Write {_SHORTEST_SUBJECT} to {_LONGEST_SUBJECT} characters that say what is new.",
            variant=_variant_of(written, variant),
        )


@rule(
    "BUL110", "preheader", Severity.WARNING, Stage.BULLETIN,
    finds="No preheader, one of fewer than 35 or more than 110 characters, or one that repeats the "
    "subject or its first five words.",
    why="It stands beside the subject in the list of messages: a second chance to say why to open.",
    bad="a preheader copied from the subject",
    good="a preheader that adds two facts",
)  # fmt: skip
def preheader(subject: BulletinSubject) -> Iterator[Finding]:
    """BUL110: the line after the subject adds to it."""
    written = subject.plan_file.plan.preheader
    told: set[tuple[str, str]] = set()
    for variant in subject.variants:
        bulletin = subject.emails[variant.name].bulletin
        words = plain(bulletin.preheader).strip()
        fault = _preheader_fault(words, plain(bulletin.subject).strip())
        if fault is None or (words, fault) in told:
            continue
        told.add((words, fault))
        yield CATALOGUE["BUL110"].finding(
            _place(subject, "preheader", variant),
            fault,
            f"Write {_SHORTEST_PREHEADER} to {_LONGEST_PREHEADER} characters with one or two facts "
            "that the subject does not give.",
            variant=_variant_of(written, variant),
        )


def _preheader_fault(words: str, subject: str) -> str | None:
    if not words:
        return "there is no preheader"
    if _words(words) == _words(subject):
        return f"the preheader {quoted(words)} is the subject again"
    if len(words) < _SHORTEST_PREHEADER:
        return f"the preheader {quoted(words)} has only {len(words)} characters"
    if len(words) > _LONGEST_PREHEADER:
        return f"the preheader {quoted(words)} has {len(words)} characters, which is too long"
    start = _words(words)[:_SAME_START]
    if len(start) == _SAME_START and start == _words(subject)[:_SAME_START]:
        return f"the preheader begins with the words of the subject: {quoted(words)}"
    return None


def _words(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(fold(text))]


# --- What a public variant gives away -------------------------------------------------------


@rule(
    "BUL115", "tells-of-the-hidden", Severity.WARNING, Stage.BULLETIN,
    finds="A public subject, preheader or heading that shares three words in a row with the title "
    "of an item that this variant leaves out, and with no item that it prints.",
    why="It tells the public what was kept from them.",
    bad="subject: Dates, and the harbour patrol pilot, where the item 'Harbour patrol pilot in "
    "Saltmere' is for professionals",
    good="another subject for the public variant",
)  # fmt: skip
def tells_of_the_hidden(subject: BulletinSubject) -> Iterator[Finding]:
    """BUL115: the public edition does not hint at what it leaves out."""
    for variant in subject.variants:
        if variant.level != "public":
            continue
        hidden, shown = _titles(subject, variant)
        for place, words in _public_words(subject, variant):
            found = _shared(words, hidden, shown)
            if found is not None:
                run, title = found
                yield CATALOGUE["BUL115"].finding(
                    place,
                    f"{quoted(' '.join(run))} stands in the public variant, which leaves out the "
                    f"item {quoted(title)}",
                    "Use other words here, or give the public variant words of its own.",
                    variant=variant.name,
                )


_Runs = dict[tuple[str, ...], str]


def _titles(subject: BulletinSubject, variant: Variant) -> tuple[_Runs, _Runs]:
    """Runs of three words in the titles that a variant leaves out, and in those that it prints."""
    printed = set(subject.emails[variant.name].placed)
    hidden: _Runs = {}
    shown: _Runs = {}
    for item_id in placed_ids(subject):
        item = subject.shelf.items.get(item_id)
        if item is None or not item.title:
            continue
        runs = shown if item_id in printed else hidden
        for run in _runs(_words(item.title)):
            runs.setdefault(run, item.title)
    return hidden, shown


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for start in range(len(words) - _TELLING + 1):
        yield tuple(words[start : start + _TELLING])


def _shared(words: str, hidden: _Runs, shown: _Runs) -> tuple[tuple[str, ...], str] | None:
    for run in _runs(_words(words)):
        if run in hidden and run not in shown:
            return run, hidden[run]
    return None


def _public_words(subject: BulletinSubject, variant: Variant) -> Iterator[tuple[Place, str]]:
    bulletin = subject.emails[variant.name].bulletin
    yield _place(subject, "subject", variant), plain(bulletin.subject)
    yield _place(subject, "preheader", variant), plain(bulletin.preheader)
    places = {section.id: loc for loc, section in section_places(subject)}
    source = subject.plan_file.source
    for section in (*bulletin.sections, *bulletin.sidebar, *bulletin.annexes):
        loc = places.get(section.id, ())
        yield source.place(*loc, "heading"), plain(section.heading)
