"""Colours that can be told apart, and words beside those that mean something."""

from collections.abc import Iterator

from ebulletin.bulletins.composed import Bulletin, Entry
from ebulletin.checks.accessibility.reading import THEME_HELP, outputs_of
from ebulletin.checks.outputs import words_of
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import BuiltSubject
from ebulletin.findings import Finding, Place, Severity
from ebulletin.source.quoting import quoted

_SETTINGS_PATH = "partnership.yaml"


@rule(
    "A11101", "contrast", Severity.ERROR, Stage.BUILT,
    finds="Two colours of the theme, after the partnership's own, that stand on each other with "
    "a contrast under 4.5 to 1 (edges and buttons: 3 to 1), by day or by night.",
    why="Readers with weak sight, and all readers in the sun, cannot read the text.",
    bad="brand A0B8C0 under white text",
    good="brand 0B4F5C under white text",
    is_locked=True,
)  # fmt: skip
def contrast(subject: BuiltSubject) -> Iterator[Finding]:
    """A11101: every colour can be told from its ground."""
    brand = subject.settings.brand
    own = {*brand.colours.light, *brand.colours.dark} if brand else set()
    for first, second, mode, ratio in subject.contrast:
        place = Place(_SETTINGS_PATH) if {first, second} & own else subject.place
        yield CATALOGUE["A11101"].finding(
            place,
            f"the colour {first} on {second} ({mode}) has a contrast of {_shown(ratio)} to 1, "
            "which is too little",
            "Give one of the two a lighter or darker colour under `brand: colours:` in "
            "partnership.yaml, or in the theme.",
            variant=subject.variant.name,
        )


def _shown(ratio: float) -> str:
    """Rounded down, so that 4.499 does not read as enough."""
    return f"{int(ratio * 100) / 100:.2f}"


_NEAR = 300  # characters before an item's anchor in which its label may stand


@rule(
    "A11109", "colour-only", Severity.ERROR, Stage.BUILT,
    finds="An item with a status or label (Red, Amber or Green, Full, Reminder, Draft) whose word "
    "does not stand with it in the output.",
    why="A colour alone says nothing to those who do not see it.",
    bad="a red dot alone",
    good="Red: off track",
)  # fmt: skip
def colour_only(subject: BuiltSubject) -> Iterator[Finding]:
    """A11109: every status has its word."""
    entries = {entry.id: entry for entry in _entries(subject.composition.bulletin)}
    for name, output in outputs_of(subject):
        anchors = output.items
        for number, (item_id, anchor) in enumerate(anchors):
            entry = entries.get(item_id)
            if entry is None:
                continue
            earliest = anchors[number - 1][1].start if number else 0
            start = max(earliest, anchor.start - _NEAR)
            end = anchors[number + 1][1].start if number + 1 < len(anchors) else None
            words = words_of(output.visible[start:end])
            for status in _statuses(entry):
                if words_of(status) not in words:
                    file = subject.items.get(item_id)
                    yield CATALOGUE["A11109"].finding(
                        file.source.place() if file else subject.place,
                        f"{name} does not hold the word {quoted(status)} with this item",
                        THEME_HELP,
                        variant=subject.variant.name,
                    )


def _entries(bulletin: Bulletin) -> Iterator[Entry]:
    if bulletin.intro is not None:
        yield bulletin.intro
    for section in (*bulletin.sections, *bulletin.sidebar, *bulletin.annexes):
        yield from section.entries


def _statuses(entry: Entry) -> Iterator[str]:
    if entry.is_draft:
        yield "Draft"
    if entry.is_brief:
        return
    if entry.label:
        yield entry.label
    if entry.priority is not None and entry.priority.rag:
        yield entry.priority.rag
    if entry.event is not None:
        if entry.event.state:
            yield entry.event.state
        yield from (session.state for session in entry.event.sessions if session.state)
