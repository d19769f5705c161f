"""What a link should tell beside its address: which of two pages, and what sort of file."""

import re
from collections.abc import Iterator

from ebulletin.checks.links.addresses import is_web, scheme_of
from ebulletin.checks.links.targets import Target, targets_of
from ebulletin.checks.placed import placed_files, printed_in
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import BulletinSubject, FileSubject
from ebulletin.checks.text import fold
from ebulletin.findings import Edit, Finding, Severity
from ebulletin.source import Source
from ebulletin.source.quoting import quoted

_ENDING = re.compile(r"\.(pdf|docx?|pptx?|xlsx?|zip|mp4)(?=$|[?#])", re.IGNORECASE)
_FORMATS = {
    "pdf": "PDF", "doc": "Word", "docx": "Word", "ppt": "PowerPoint", "pptx": "PowerPoint",
    "xls": "Excel", "xlsx": "Excel", "zip": "ZIP", "mp4": "video",
}  # fmt: skip
_FORMAT_WORDS = re.compile(
    r"\b(?:pdf|word|powerpoint|excel|zip|video|mp4|docx?|pptx?|xlsx?)\b", re.IGNORECASE
)
_SIZE_WORDS = re.compile(r"\d\s?(?:bytes|kb|mb|gb)\b", re.IGNORECASE)


@rule(
    "LNK115", "same-text-two-targets", Severity.WARNING, Stage.BULLETIN,
    finds="Two links with the same words and different addresses in one bulletin; those that are "
    "not known yet aside.",
    why="Who listens to a list of links cannot tell them apart.",
    bad="two links 'Book a place' to two courses",
    good="'Book a place: first aid' and 'Book a place: fire safety'",
)  # fmt: skip
def same_text_two_targets(subject: BulletinSubject) -> Iterator[Finding]:
    """LNK115: equal words lead to one page."""
    first: dict[str, str] = {}
    for source in _printed_sources(subject):
        for target in targets_of(source):
            words = " ".join(fold(target.words).casefold().split()).strip(" .:;!?")
            if not words or not target.is_known or target.is_bare or not scheme_of(target.address):
                continue
            other = first.setdefault(words, target.address)
            if _bare(other) != _bare(target.address):
                yield CATALOGUE["LNK115"].finding(
                    target.words_place,
                    f"the link {quoted(target.words)} leads elsewhere than another one with the "
                    "same words",
                    f"Say in each which page it opens; the other leads to {other}.",
                )


def _printed_sources(subject: BulletinSubject) -> Iterator[Source]:
    yield subject.plan_file.source
    for file in placed_files(subject):
        if printed_in(subject, file.item.id):
            yield file.source


def _bare(address: str) -> str:
    return address.split("://", 1)[-1].rstrip("/").casefold()


# --- Files ----------------------------------------------------------------------------------


@rule(
    "LNK117", "file-undescribed", Severity.HINT, Stage.FILE,
    finds="A link to a file (PDF, Word, PowerPoint, Excel, ZIP, MP4) that does not tell its format "
    "and size.",
    why="On a phone a large file costs money, and some cannot be opened at all.",
    bad="{text: Desk card, url: https://esscp.example.org/card.pdf}",
    good="the same with format: PDF, size: 90 KB",
    fix="auto",
)  # fmt: skip
def file_undescribed(subject: FileSubject) -> Iterator[Finding]:
    """LNK117: a link to a file says what comes."""
    for target in targets_of(subject.source):
        ending = _ENDING.search(target.address) if is_web(target.address) else None
        if ending is None:
            continue
        missing = _missing(subject.source, target)
        if missing:
            name = _FORMATS[ending[1].casefold()]
            fix: tuple[Edit, ...] = ()
            if "format" in missing and target.block is None and target.loc[-1] == "url":
                fix = _with_format(subject.source, target, name)
            yield CATALOGUE["LNK117"].finding(
                target.place,
                f"the link to the file {quoted(_file_name(target.address))} does not tell its "
                f"{' and '.join(missing)}",
                _advice(target, name),
                fix=fix,
            )


def _missing(source: Source, target: Target) -> list[str]:
    if target.block is None:
        group: object = source.fields
        for part in target.loc[:-1]:
            group = group[part]  # type: ignore[index]
        assert isinstance(group, dict)
        if target.loc[-2:-1] == ("booking",) or target.loc[-1] != "url":
            return []
        return [name for name in ("format", "size") if not group.get(name)]
    block, words = target.block, target.words
    start = next((link.start for link in block.links if link.what == target.address), 0)
    _, end = block.sentence_at(start)
    near = f"{words} {block.typed[start:end]}"
    found = [("format", _FORMAT_WORDS.search(near.replace(target.address, ""))),
             ("size", _SIZE_WORDS.search(near))]  # fmt: skip
    return [name for name, match in found if match is None]


def _with_format(source: Source, target: Target, name: str) -> tuple[Edit, ...]:
    span = source.span(*target.loc)
    key = source.key_place(*target.loc)
    if span is None:
        return ()
    line = source.text.split("\n")[key.line - 1]
    before = line[: key.column - 1]
    if before.strip() in ("", "-"):
        return (Edit(span[1], span[1], f"\n{' ' * len(before)}format: {name}"),)
    return (Edit(span[1], span[1], f", format: {name}"),)


def _file_name(address: str) -> str:
    return address.split("?", 1)[0].split("#", 1)[0].rsplit("/", 1)[-1]


def _advice(target: Target, name: str) -> str:
    if target.block is None:
        return f"Add both, for example: format: {name}, size: 90 KB."
    return f"Put both after the name, for example: Desk card ({name}, 90 KB)."
