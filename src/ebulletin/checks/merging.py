"""Merge fields: known ones with words to fall back on, in texts and never in addresses."""

import re
from collections.abc import Iterator

from ebulletin.checks.links.targets import targets_of
from ebulletin.checks.patterns import FOREIGN
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import FileSubject
from ebulletin.checks.writing import Writing, takes_braces, writings_of
from ebulletin.findings import Edit, Finding, Severity
from ebulletin.items.authored import MergeField
from ebulletin.items.markdown import PARTS, REFERENCE_KINDS, RESERVED, parse_body
from ebulletin.settings import Partnership
from ebulletin.source.quoting import quoted
from ebulletin.values.choices import join_words, nearest

_ADDRESS_BEFORE = re.compile(r"(?:\]\(|://)\S{0,500}$")
KNOWN_FIELDS = ("first_name", "last_name", "role", "organisation")


def fields_known(settings: Partnership) -> tuple[str, ...]:
    """The merge fields that texts may use: the usual ones and those of partnership.yaml."""
    return (*KNOWN_FIELDS, *settings.merge_fields)


@rule(
    "MRG101", "unknown-merge-field", Severity.ERROR, Stage.FILE,
    finds="Something between {{ and }} that is no field of the recipient list, no reserved link, "
    "no reference to a contact and no part of the item.",
    why="Every reader would see the braces, or nothing at all.",
    bad="{{ firstname }}",
    good="{{ first_name | colleague }}",
    fix="auto",
)  # fmt: skip
def unknown_merge_field(subject: FileSubject) -> Iterator[Finding]:
    """MRG101: what stands in braces is known."""
    known = fields_known(subject.settings)
    for writing, index, field in _merge_fields(subject):
        if field.name not in known:
            yield _unknown(writing, index, field.name, known)


def _unknown(writing: Writing, index: int, name: str, known: tuple[str, ...]) -> Finding:
    key, colon, _ = name.partition(":")
    key = key.strip()
    there = (*REFERENCE_KINDS, *PARTS) if colon else known
    close = tuple(nearest(key, there if colon else (*known, *RESERVED, "join", *PARTS)))
    start = writing.text.find(key, index) if key else -1
    fix: tuple[Edit, ...] = ()
    if len(close) == 1 and start >= 0:
        fix = (writing.edit(start, start + len(key), close[0]),)
    if close:
        advice = f"Did you mean {join_words(close, 'or')}?"
    else:
        advice = f"Write {join_words(there, 'or')}, or take the braces out."
    return CATALOGUE["MRG101"].finding(
        writing.place(index),
        f"{quoted(f'{{{{ {name} }}}}')} is not a field or reference that can be filled in",
        advice,
        fix=fix,
        offers=close,
    )


@rule(
    "MRG102", "no-fallback", Severity.WARNING, Stage.FILE,
    finds="A merge field without words after a bar.",
    why='Where the list has no name, the reader gets "Dear ,".',
    bad="Dear {{ first_name }}",
    good="Dear {{ first_name | colleague }}",
)  # fmt: skip
def no_fallback(subject: FileSubject) -> Iterator[Finding]:
    """MRG102: every merge field has words to fall back on."""
    known = fields_known(subject.settings)
    for writing, index, field in _merge_fields(subject):
        if field.name in known and not (field.fallback or "").strip():
            yield CATALOGUE["MRG102"].finding(
                writing.place(index),
                f"{quoted(f'{{{{ {field.name} }}}}')} prints nothing for a reader whose row is "
                "blank",
                f"Add words after a bar, such as {{{{ {field.name} | colleague }}}}.",
            )


# --- Fields of other tools ------------------------------------------------------------------

_OURS = re.compile(r"\{\{[^{}\n]*\}\}")
_LOOSE = re.compile(r"\{\{|\}\}")
_NAME = re.compile(r"[A-Za-z][A-Za-z_ ]{0,40}")
# What other tools call the fields, in small letters without marks.
_OTHER_NAMES = {
    "fname": "first_name", "firstname": "first_name", "lname": "last_name",
    "lastname": "last_name", "surname": "last_name", "role": "role", "jobtitle": "role",
    "organisation": "organisation", "organization": "organisation", "company": "organisation",
}  # fmt: skip
_OTHER_LINKS = {
    "unsub": "unsubscribe", "unsubscribe": "unsubscribe", "archive": "view_online",
    "cantread": "view_online", "webversion": "view_online",
}  # fmt: skip
_FALLBACK = re.compile(r"fallback=([^\[\]]*)\]")


@rule(
    "MRG103", "foreign-field", Severity.ERROR, Stage.FILE,
    finds="The field of another mailing tool, such as *|FNAME|* or ((name)), and braces that do "
    "not close.",
    why="The tool that sends does not know it, and every reader sees the code.",
    bad="Dear *|FNAME|*",
    good="2 * 3 | 4",
    fix="auto",
)  # fmt: skip
def foreign_field(subject: FileSubject) -> Iterator[Finding]:
    """MRG103: fields are written our way."""
    for writing in writings_of(subject.source):
        text = writing.text
        found = [match.span() for match in FOREIGN.finditer(text)]
        for start, end in found:
            right = _translated(text[start:end])
            # Braces at the start of a bare value would open a group of keys.
            is_safe = start > 0 or takes_braces(subject.source, writing.loc)
            yield CATALOGUE["MRG103"].finding(
                writing.place(start),
                f"{quoted(text[start:end])} is a field of another mailing tool",
                f"Write {right}" if right else "Write {{ first_name | colleague }} or the like.",
                fix=(writing.edit(start, end, right),) if right and is_safe else (),
            )
        rest = _OURS.sub(lambda match: " " * len(match[0]), text) if "{{" in text else text
        for match in _LOOSE.finditer(rest):
            if not any(start <= match.start() < end for start, end in found):
                side = "never closed" if match[0] == "{{" else "never opened"
                yield CATALOGUE["MRG103"].finding(
                    writing.place(match.start()),
                    f"the braces {quoted(text[match.start() : match.start() + 30])} are {side}",
                    "Write both pairs on one line, such as {{ first_name | colleague }}.",
                )


def _translated(written: str) -> str:
    """The field of another tool as one of ours, or nothing where it is not known."""
    match = _NAME.search(written)
    name = re.sub(r"[_ ]", "", match[0]).casefold() if match else ""
    if name in _OTHER_LINKS:
        return f"{{{{ {_OTHER_LINKS[name]} }}}}"
    if name not in _OTHER_NAMES:
        return ""
    fallback = _FALLBACK.search(written)
    words = fallback[1].strip() if fallback else ""
    return f"{{{{ {_OTHER_NAMES[name]} | {words or 'colleague'} }}}}"


_IN_ADDRESS = re.compile(r"\{\{\s*(?P<name>[^{}|\n]*?)\s*(?:\|[^{}\n]*)?\}\}")


@rule(
    "MRG104", "field-in-url", Severity.ERROR, Stage.FILE,
    finds="A merge field with facts about a reader inside the address of a link.",
    why="Names and roles would be handed to the website, its logs and its advertisers.",
    bad="https://esscp.example.org/?n={{first_name}}",
    good="[Leave this list]({{unsubscribe}})",
)  # fmt: skip
def field_in_url(subject: FileSubject) -> Iterator[Finding]:
    """MRG104: a link carries nothing about its reader."""
    known = fields_known(subject.settings)
    for target in targets_of(subject.source):
        for match in _IN_ADDRESS.finditer(target.address):
            if match["name"] in known:
                yield CATALOGUE["MRG104"].finding(
                    target.place,
                    f"the address {quoted(target.address)} holds a fact about its reader",
                    "Take the field out of the address.",
                )


def _merge_fields(subject: FileSubject) -> Iterator[tuple[Writing, int, MergeField]]:
    """The merge fields of a file's texts; those inside addresses are told by MRG104."""
    for writing in writings_of(subject.source):
        if "{{" not in writing.text:
            continue
        for slot in parse_body(writing.text).references:
            if isinstance(slot, MergeField):
                index = writing.index_of(slot.line, slot.column)
                if not _ADDRESS_BEFORE.search(writing.text, max(0, index - 500), index):
                    yield writing, index, slot
