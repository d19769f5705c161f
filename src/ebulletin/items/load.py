"""Files to items: the text of one file becomes an item, or findings that say why it cannot."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from ebulletin.findings import Finding, Place, Severity
from ebulletin.items.missing import Missing, missing_fields
from ebulletin.items.model import KINDS, SHORTHANDS, Event, Item
from ebulletin.source import Source, read_item_source
from ebulletin.values.choices import fold_choice, join_words, nearest
from ebulletin.values.errors import quoted
from ebulletin.values.people import is_slug
from ebulletin.values.shaping import (
    BAD_CHOICE,
    BAD_VALUE,
    UNKNOWN_FIELD,
    missing,
    noun_of,
    renamed,
    replacing,
    shaped,
)
from ebulletin.values.slugs import slug_of

BAD_ID = "ITM108"
_STAND_IN = "no-id"
_ONE_SESSION = ("date", "end_date", "time", "part")


@dataclass(frozen=True, slots=True)
class ItemFile:
    """An item and the file that it was read from."""

    item: Item
    source: Source


def parse_item(text: str, path: str) -> tuple[ItemFile | None, list[Finding]]:
    """Turn one file's text into an item, or say why it cannot be one.

    An item that lacks a field because of another one is still returned, with the finding, so that
    what cites it is not reported as well.

    Args:
        text: The whole file, with LF line ends.
        path: From the root of the workspace, with forward slashes; its stem is the default id.
    """
    source, findings = read_item_source(text, path)
    if source is None:
        return None, findings
    kind, more, problems = _kind(source)
    findings.extend(problems)
    item_id, problems = _id(source)
    findings.extend(problems)
    if kind is None:
        return None, findings
    if "body" in source.fields:
        findings.append(_body_among_fields(source))
    fields = {**source.fields, **more, "id": item_id or _STAND_IN, "body": source.body}
    item, problems = shaped(KINDS[kind], fields, source, KINDS.values())
    findings.extend(problems)
    if item is None:
        return None, findings
    findings.extend(_clashes(item, source))
    findings.extend(
        missing_finding(each, item, source)
        for each in missing_fields(item)
        if not each.may_come_from_elsewhere
    )
    return (ItemFile(item, source) if item_id else None), findings


def missing_finding(lacking: Missing, item: Item, source: Source) -> Finding:
    """ITM105 for an item: at the field that makes the missing one needed, or at its kind."""
    place = source.place(*(lacking.because or ("kind",)))
    return missing(place, lacking.why or noun_of(type(item)), lacking.field, lacking.help)


def bad_id(source: Source, name: str) -> Finding:
    """ITM108: an id, or the file's name that stands for it, is no slug."""
    whose = "" if "id" in source.fields else "the file's name "
    likely = slug_of(name)
    example = likely if is_slug(likely) else "front-door"
    return Finding(
        source.place("id"),
        BAD_ID,
        Severity.ERROR,
        f"{whose}{quoted(name)} cannot be an id",
        f"Use 2 to 64 of the letters a to z, figures and single hyphens, for example {example}.",
    )


def _id(source: Source) -> tuple[str | None, list[Finding]]:
    written = source.fields.get("id", PurePosixPath(source.path).stem)
    name = written.strip() if isinstance(written, str) else ""
    return (name, []) if is_slug(name) else (None, [bad_id(source, name)])


def _kind(source: Source) -> tuple[str | None, dict[str, str], list[Finding]]:
    """The kind, the type that a shorthand implies, and what is wrong with them."""
    words = (*KINDS, *SHORTHANDS)
    written = source.fields.get("kind")
    if not isinstance(written, str):
        if finding := _misspelt_kind(source):
            return None, {}, [finding]
        advice = f"Add a line such as kind: update. The kinds are {join_words(words, 'and')}."
        return None, {}, [missing(source.place("kind"), "an item", "kind", advice)]
    folded = fold_choice(written)
    if folded in SHORTHANDS:
        kind, kind_type = SHORTHANDS[folded]
        return kind, {"kind": kind, "type": kind_type}, _types_clash(source, folded, kind_type)
    if folded in KINDS:
        return folded, {"kind": folded}, []
    close = nearest(folded, words)
    finding = Finding(
        source.place("kind"),
        BAD_CHOICE,
        Severity.ERROR,
        f"{quoted(written)} is not a kind of item",
        f"Write {join_words(words, 'or')}.",
        replacing(source, ("kind",), close[0]) if len(close) == 1 else (),
        tuple(close),
    )
    return None, {}, [finding]


def _misspelt_kind(source: Source) -> Finding | None:
    """A field that is most likely `kind`, where there is no such field."""
    for name in nearest("kind", source.fields, 1):
        return renamed(source, (name,), "kind", "an item")
    return None


def _types_clash(source: Source, shorthand: str, meant: str) -> list[Finding]:
    written = source.fields.get("type")
    if written is None or (isinstance(written, str) and fold_choice(written) == meant):
        return []
    kind = SHORTHANDS[shorthand][0]
    return [
        _clash(
            source.place("type"),
            f"'kind: {shorthand}' means the type {meant}, and another type is given",
            f"Take the type out, or write kind: {kind} and keep it.",
        )
    ]


def _body_among_fields(source: Source) -> Finding:
    return Finding(
        source.key_place("body"),
        UNKNOWN_FIELD,
        Severity.ERROR,
        "the body is written as a field",
        "Write it below the second line of three hyphens, and take the field out.",
    )


def _clashes(item: Item, source: Source) -> Iterator[Finding]:
    """Fields that exclude each other."""
    if not isinstance(item, Event):
        return
    beside = [name for name in _ONE_SESSION if getattr(item, name) is not None]
    if beside and item.sessions:
        yield _clash(
            source.key_place(beside[0]),
            f"{join_words([repr(name) for name in beside], 'and')} beside 'sessions' "
            "say the dates twice",
            "Keep the sessions alone, or for exactly one session keep date and time alone.",
        )
    if isinstance(item.sessions, str):
        return
    for index, session in enumerate(item.sessions):
        if session.part is not None and session.time is not None:
            place = source.place(*_in_session(source, index, "part"))
            yield _clash(
                place,
                "a session has both a time and a part of the day",
                "Keep the time if you know it, and take the part out.",
            )


def _in_session(source: Source, index: int, name: str) -> tuple[str | int, ...]:
    return ("sessions", index, name) if "sessions" in source.fields else (name,)


def _clash(place: Place, message: str, advice: str) -> Finding:
    return Finding(place, BAD_VALUE, Severity.ERROR, message, advice)
