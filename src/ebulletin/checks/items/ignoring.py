"""Findings that are ignored without a reason, and `ignore` entries that set nothing aside."""

import re
from collections.abc import Collection, Iterable, Iterator

from ebulletin.bulletins.load import PlanFile
from ebulletin.checks.locating import place_of_value
from ebulletin.checks.rule import CATALOGUE, Rule, Stage, found_while_reading, rule
from ebulletin.checks.run import Ignored, covers
from ebulletin.checks.subjects import FileSubject
from ebulletin.findings import Edit, Finding, Place, Severity
from ebulletin.items.load import ItemFile
from ebulletin.items.model import IgnoreField
from ebulletin.source import Loc, Source
from ebulletin.source.quoting import quoted
from ebulletin.values.choices import join_words, nearest

_SHORTEST_WHY = 10
_WHOLE_GROUP = re.compile(r"(?:[A-Z]{3}|A11)\d{0,3}\*")
_WITH_CORRECTION = "SAF101"
_OF_FILES = (Stage.FILE, Stage.SET)


@rule(
    "ITM117", "ignore-without-reason", Severity.ERROR, Stage.FILE,
    finds="An `ignore` whose code is unknown or locked, that has no reason of at least ten "
    "characters, or that lacks the name of who looked (`by`) or the `correction` that its code "
    "needs.",
    why="The next officer must be able to see why a finding was let pass, and by whom.",
    bad="{code: LNK103, why: ok}",
    good="{code: LNK103, why: The partner asked for this wording}",
    is_locked=True,
)  # fmt: skip
def ignore_without_reason(subject: FileSubject) -> Iterator[Finding]:
    """ITM117: what is ignored is ignored for a reason."""
    held = subject.item or (subject.plan_file.plan if subject.plan_file else None)
    if held is None:
        return
    for index, entry in enumerate(held.ignore):
        fault = _code_fault(entry) or _reason_fault(entry) or _proof_fault(entry, subject)
        if fault is not None:
            field, message, advice = fault
            place = place_of_value(subject.source, ("ignore", index, field))
            yield CATALOGUE["ITM117"].finding(place, message, advice)


_Fault = tuple[str, str, str]


def _code_fault(entry: IgnoreField) -> _Fault | None:
    code = entry.code.upper()
    if code.endswith("*"):
        if _WHOLE_GROUP.fullmatch(code) and any(each.startswith(code[:-1]) for each in CATALOGUE):
            return None
        return (
            "code",
            f"{quoted(entry.code)} names no group of checks",
            "Write one group with a star, such as TXT*, or the code of one check.",
        )
    known = CATALOGUE.get(code)
    if known is None:
        close = nearest(code, CATALOGUE, 1)[:3]
        near = f"Did you mean {join_words(close, 'or')}? " if close else ""
        advice = f"{near}`ebulletin explain --all` lists the checks."
        return "code", f"there is no check {quoted(entry.code)}", advice
    if known.is_locked:
        return (
            "code",
            f"{code} ({known.name}) cannot be ignored",
            "Mend what it finds, and take this entry out.",
        )
    return None


def _reason_fault(entry: IgnoreField) -> _Fault | None:
    if entry.why is None:
        message = f"{entry.code} is ignored without a reason"
    elif len(entry.why.strip()) < _SHORTEST_WHY:
        message = f"the reason {quoted(entry.why)} is too short for others to understand"
    else:
        return None
    return "why", message, f"Say why in at least {_SHORTEST_WHY} characters."


def _proof_fault(entry: IgnoreField, subject: FileSubject) -> _Fault | None:
    known = CATALOGUE.get(entry.code.upper())
    if known is None or not known.needs_name:
        return None
    if not entry.by:
        return (
            "code",
            f"{known.code} ({known.name}) is ignored without the name of the person who looked",
            "Add who looked at it, for example by: Owen Tansley.",
        )
    item = subject.item
    if known.code == _WITH_CORRECTION and item is not None and item.correction is None:
        return (
            "code",
            f"{known.code} ({known.name}) is ignored, and the item has no correction",
            "Add a `correction` with the right words; it is printed in a box under the title.",
        )
    return None


# --- Entries that set nothing aside -----------------------------------------------------------

found_while_reading(
    "ITM118", "ignore-unused", Severity.HINT, Stage.BULLETIN,
    finds="An `ignore` that matched nothing when the whole workspace was checked. Codes of checks "
    "that need a build, a sending or the network are passed over.",
    why="It would hide the same fault when it comes back, without anybody having looked.",
    bad="LNK103 is ignored, and the words of the link have since been mended",
    good="LNK103 is ignored, and matched",
    fix="auto",
)  # fmt: skip


def unused_ignores(
    items: Iterable[ItemFile], plans: Iterable[PlanFile], ignored: Iterable[Ignored]
) -> Iterator[Finding]:
    """ITM118: entries that set nothing aside in a check of the whole workspace.

    Args:
        items: Every item; one that no bulletin names is judged by its file alone.
        plans: Every bulletin; its entries are judged by what the bulletin itself was checked for,
            as those for its items may matter only when it goes out.
        ignored: What was set aside, in all files.
    """
    ignored, plans = tuple(ignored), tuple(plans)
    named = {item for plan_file in plans for item in plan_file.plan.named_items()}
    for file in items:
        if not file.item.ignore:
            continue
        here = [each for each in ignored if each.finding.place.path == file.source.path]
        stages = (*_OF_FILES, Stage.BULLETIN) if file.item.id in named else _OF_FILES
        yield from _unused_in(file.source, file.item.ignore, here, stages)
    for plan_file in plans:
        entries = plan_file.plan.ignore
        yield from _unused_in(plan_file.source, entries, ignored, (Stage.BULLETIN,))


def _unused_in(
    source: Source, entries: Iterable[IgnoreField], ignored: Iterable[Ignored],
    stages: Collection[Stage],
) -> Iterator[Finding]:  # fmt: skip
    for index, entry in enumerate(entries):
        meant = [each for each in CATALOGUE.values() if _means(entry.code.upper(), each)]
        is_seen = bool(meant) and all(each.stage in stages for each in meant)
        if is_seen and not any(covers(entry, each.finding, None) for each in ignored):
            yield _unused(source, index, entry)


def _means(code: str, known: Rule) -> bool:
    return known.code.startswith(code[:-1]) if code.endswith("*") else known.code == code


def _unused(source: Source, index: int, entry: IgnoreField) -> Finding:
    return CATALOGUE["ITM118"].finding(
        place_of_value(source, ("ignore", index, "code")),
        f"{entry.code} is ignored here, and nothing was found that it could cover",
        "Take the entry out.",
        fix=_without_entry(source, index),
    )


def _without_entry(source: Source, index: int) -> tuple[Edit, ...]:
    """Takes one entry of the list out, or the whole field where it is the only one."""
    written = source.fields.get("ignore")
    loc: Loc = ("ignore", index)
    span = source.span(*loc)
    if not isinstance(written, list) or len(written) == 1 or span is None:
        return _without_field(source)
    following, before = source.span("ignore", index + 1), source.span("ignore", index - 1)
    if following is not None:
        return (Edit(span[0], following[0], ""),)
    return (Edit(before[1], span[1], ""),) if before is not None else ()


def _without_field(source: Source) -> tuple[Edit, ...]:
    start, span = source.key_place("ignore"), source.span("ignore")
    if span is None:
        return ()
    last = span[1].line + (0 if span[1].column == 1 else 1)
    return (Edit(Place(start.path, start.line), Place(start.path, last), ""),)
