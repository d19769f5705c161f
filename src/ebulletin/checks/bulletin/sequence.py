"""Numbers and labels that readers count by: sections, annexes and priorities."""

import re
from collections.abc import Iterator, Sequence

from ebulletin.checks.placed import drafts_of, placements, section_places
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import BulletinSubject
from ebulletin.findings import Finding, Place, Severity
from ebulletin.items import model
from ebulletin.source.quoting import quoted
from ebulletin.values.choices import join_words

_LABEL = re.compile(r"(?P<family>.*?)\s*(?P<mark>[A-Z]|\d{1,3})\Z")


@rule(
    "BUL108", "sequence-gap", Severity.WARNING, Stage.BULLETIN,
    finds="Section numbers written by hand, or annex labels, that repeat, skip or run backwards. "
    "In a bulletin with a `business_plan` also the numbers of its priorities, and fewer of them "
    "than the plan has.",
    why="Readers look for what seems to be missing.",
    bad="priorities 1, 2 and 4 of 4",
    good="priorities 1, 2, 3 and 4 of 4",
)  # fmt: skip
def sequence_gap(subject: BulletinSubject) -> Iterator[Finding]:
    """BUL108: who counts along misses nothing."""
    yield from _section_numbers(subject)
    yield from _annex_labels(subject)
    yield from _priorities(subject)


def _section_numbers(subject: BulletinSubject) -> Iterator[Finding]:
    """Numbers as written; one that the product gives is the next."""
    plan, source = subject.plan_file.plan, subject.plan_file.source
    is_numbered = plan.numbered if plan.numbered is not None else plan.meeting is not None
    if not is_numbered:
        return
    last: int | None = None
    for loc, section in section_places(subject):
        has_heading = section.heading or section.speaker
        if loc[0] != "sections" or section.under or section.layout == "annex" or not has_heading:
            continue
        if isinstance(section.number, int):
            yield from _step(source.place(*loc, "number"), "section", last, section.number)
            last = section.number
        elif section.number != "no":
            last = (last or 0) + 1


def _annex_labels(subject: BulletinSubject) -> Iterator[Finding]:
    last: dict[str, int] = {}
    for loc, section in section_places(subject):
        label = _LABEL.match(section.annex.strip()) if section.annex else None
        if label is None:
            continue
        mark = label["mark"]
        is_letter = not mark.isdigit()
        number = ord(mark) - ord("A") + 1 if is_letter else int(mark)
        family = f"{label['family'].casefold()} {is_letter}"
        place = subject.plan_file.source.place(*loc, "annex")
        name = label["family"] or "annex"
        yield from _step(place, name, last.get(family), number, is_letter=is_letter)
        last[family] = number


def _step(
    place: Place, noun: str, last: int | None, number: int, *, is_letter: bool = False
) -> Iterator[Finding]:
    """A finding where a number is not the one after the last; a first one may be 0 or 1."""
    if number == (last or 0) + 1 or (last is None and number == 0):
        return
    here, before = _mark(number, is_letter), _mark(last or 0, is_letter)
    if last is None:
        message = f"the first {noun} is {here}"
    elif number == last:
        message = f"{noun} {here} is there twice in a row"
    else:
        message = f"{noun} {here} stands after {noun} {before}"
    yield CATALOGUE["BUL108"].finding(
        place,
        message,
        f"After {before} write {_mark((last or 0) + 1, is_letter)}, or leave the number out and "
        "it is given by itself."
        if last is not None and not is_letter
        else f"Write {_mark((last or 0) + 1, is_letter)} here, or put them in order.",
    )


def _mark(number: int, is_letter: bool) -> str:
    return chr(ord("A") + number - 1) if is_letter and number > 0 else str(number)


# --- Priorities -----------------------------------------------------------------------------


def _priorities(subject: BulletinSubject) -> Iterator[Finding]:
    plan = subject.plan_file.plan
    known = subject.shelf.settings.business_plans.get(plan.business_plan or "")
    if known is None:
        return
    numbers = _numbers_in_order(subject)
    place = subject.plan_file.source.place("business_plan")
    for message, advice in _priority_faults(list(numbers.values()), known.priorities):
        yield CATALOGUE["BUL108"].finding(place, message, advice)
    first: dict[int, str] = {}
    for item_id, number in numbers.items():
        if number in first:
            yield CATALOGUE["BUL108"].finding(
                subject.item_place(item_id, "number"),
                f"{quoted(item_id)} and {quoted(first[number])} are both priority {number} of the "
                "business plan",
                "Give one of the two another number.",
            )
        first.setdefault(number, item_id)


def _numbers_in_order(subject: BulletinSubject) -> dict[str, int]:
    """Numbers of the plan's priorities by item, in reading order, those of any variant."""
    found: dict[str, int] = {}
    for placement in placements(subject):
        for draft in drafts_of(placement):
            for placed in draft.items:
                item = placed.item
                if isinstance(item, model.Priority) and item.business_plan in (
                    None, subject.plan_file.plan.business_plan
                ):  # fmt: skip
                    found[item.id] = item.number
    return found


def _priority_faults(numbers: Sequence[int], count: int | None) -> Iterator[tuple[str, str]]:
    wanted = range(1, max([count or 0, *numbers]) + 1)
    missing = [str(number) for number in wanted if number not in numbers]
    if missing:
        noun, verb = ("priority", "is") if len(missing) == 1 else ("priorities", "are")
        of_all = f" of {count}" if count else ""
        message = f"{noun} {join_words(missing, 'and')}{of_all} {verb} missing from the plan here"
        yield message, "Place the item, and make sure that it is ready and for these readers."
    if len(set(numbers)) == len(numbers) and list(numbers) != sorted(numbers):
        order = join_words([str(number) for number in numbers], "and")
        yield (
            f"the priorities stand in the order {order}",
            "Put them in the order of their numbers.",
        )
