"""What differs between two composed bulletins, in words that an officer knows."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

from ebulletin.bulletins.composed import Bulletin, Entry, Section, plain
from ebulletin.bulletins.editions import entries_of
from ebulletin.bulletins.printed_words import fingerprint, words_in

_FIRST_WORDS = 6
_ITEMS = frozenset({"intro", "sections", "sidebar", "annexes", "actions", "contents"})
# Facts about the whole that readers do not see, or that change together with others.
_SILENT = frozenset({"slug", "channel", "date_words"})
_WORDS = {
    "series": "the series",
    "variant": "for whom it is",
    "theme": "the theme",
    "language": "the language",
    "title": "the title",
    "edition_words": "the name of the edition",
    "issue_number": "the issue number",
    "date": "the date",
    "subject": "the subject line",
    "preheader": "the preheader",
    "masthead": "the masthead",
    "safety": "the safety block",
    "footer": "the footer",
    "brand": "the colours",
    "distribution_words": "the words that say for whom it is",
    "restriction_notes": "the notes on restricted items",
    "intro_blocks": "the introduction",
    "meeting": "the meeting's header or attendance",
    "next_meeting": "the next meeting",
    "call_for_contributions": "the call for contributions",
    "next_edition": "the next edition",
    "sign_off": "the closing words",
    "is_draft": "whether it is a draft",
    "is_archive_copy": "whether it is an archive copy",
}


@dataclass(frozen=True, slots=True)
class Changes:
    """The items of two bulletins compared, each by its id, in reading order.

    Attributes:
        new: Only in the second.
        gone: Only in the first.
        changed: In both, with other words or facts.
        same: In both, unchanged.
        others: What else differs, in words: `the subject line`, `the section 'Reminders'`.
    """

    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    def in_words(self) -> tuple[str, ...]:
        """What differs, one phrase each."""
        return (
            *(f"the item {each!r}" for each in self.changed),
            *(f"the item {each!r}, which is new" for each in self.new),
            *(f"the item {each!r}, which is gone" for each in self.gone),
            *self.others,
        )


def exact_changes(before: Bulletin, after: Bulletin) -> Changes:
    """Everything that differs: addresses behind links and places of items too."""
    old, new = _by_id(before), _by_id(after)
    changed = tuple(each for each in new if each in old and new[each] != old[each])
    others = (*_others(before, after), *_section_changes(before, after))
    if not others and not changed and list(old) != list(new) and set(old) == set(new):
        others = ("the order of the items",)
    return _changes(old, new, changed, others)


def word_changes(before: Bulletin, after: Bulletin) -> Changes:
    """The items whose words differ; for comparing one edition with the one before it."""
    old, new = _by_id(before), _by_id(after)
    changed = tuple(
        each for each in new if each in old and fingerprint(new[each]) != fingerprint(old[each])
    )
    return _changes(old, new, changed, ())


def title_words(entry: Entry) -> str:
    """How a list names an item: its title, or its first words."""
    return plain(entry.title) or " ".join(words_in(entry).split()[:_FIRST_WORDS])


def _changes(
    old: dict[str, Entry], new: dict[str, Entry], changed: tuple[str, ...], others: tuple[str, ...]
) -> Changes:
    return Changes(
        new=tuple(each for each in new if each not in old),
        gone=tuple(each for each in old if each not in new),
        changed=changed,
        same=tuple(each for each in new if each in old and each not in changed),
        others=others,
    )


def _by_id(bulletin: Bulletin) -> dict[str, Entry]:
    return {entry.id: entry for entry in entries_of(bulletin)}


def _others(before: Bulletin, after: Bulletin) -> Iterator[str]:
    for each in fields(Bulletin):
        if each.name in _ITEMS or each.name in _SILENT:
            continue
        if getattr(before, each.name) != getattr(after, each.name):
            yield _WORDS.get(each.name, each.name)


def _section_changes(before: Bulletin, after: Bulletin) -> Iterator[str]:
    old, new = _frames(before), _frames(after)
    for anchor, (section, frame) in new.items():
        known = old.get(anchor)
        if known is None or known[1] != frame:
            yield f"the section {_name_of(section)!r}"
    for anchor, (section, _) in old.items():
        if anchor not in new:
            yield f"the section {_name_of(section)!r}, which is gone"


def _frames(bulletin: Bulletin) -> dict[str, tuple[Section, object]]:
    """Each section without its items: heading, number, sub-headings and the words round them."""
    return {
        section.anchor: (
            section,
            (
                replace(section, groups=()),
                tuple(each.heading for each in section.groups if each.heading is not None),
            ),
        )
        for section in (*bulletin.sections, *bulletin.sidebar, *bulletin.annexes)
    }


def _name_of(section: Section) -> str:
    return plain(section.heading) or section.id
