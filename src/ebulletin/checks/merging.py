"""Merge fields: known ones with words to fall back on, in texts and never in addresses."""

from collections.abc import Iterator

from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import FileSubject
from ebulletin.checks.writing import Writing, writings_of
from ebulletin.findings import Edit, Finding, Severity
from ebulletin.items.authored import MergeField
from ebulletin.items.markdown import PARTS, REFERENCE_KINDS, RESERVED, parse_body
from ebulletin.settings import Partnership
from ebulletin.source.quoting import quoted
from ebulletin.values.choices import join_words, nearest

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
        if field.name in known:
            continue
        name, key = field.name, field.name.split(":", 1)[0].strip()
        there = known if key == name else (*REFERENCE_KINDS, *PARTS)
        also = (*RESERVED, "join", *PARTS) if key == name else ()
        close = tuple(nearest(key, (*there, *also)))
        fix: tuple[Edit, ...] = ()
        start = writing.text.find(key, index) if key else -1
        if len(close) == 1 and start >= 0:
            fix = (writing.edit(start, start + len(key), close[0]),)
        if close:
            advice = f"Did you mean {join_words(close, 'or')}?"
        else:
            advice = f"Write {join_words(there, 'or')}, or take the braces out."
        yield CATALOGUE["MRG101"].finding(
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


def _merge_fields(subject: FileSubject) -> Iterator[tuple[Writing, int, MergeField]]:
    for writing in writings_of(subject.source):
        for slot in parse_body(writing.text).references:
            if isinstance(slot, MergeField):
                yield writing, writing.index_of(slot.line, slot.column), slot
